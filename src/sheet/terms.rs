//! The words for people that more than one part of the program speaks: screen, command line, sheets, reports. Each stands
//! here once; a test fails where one of its former names comes back.

use crate::language::t;
use crate::model::Status;

/// Values that several people have recorded for one field.
pub const CONFLICT: &str = "食い違い";
/// The parties whose clauses are counted.
pub const COUNTED_PARTIES: &str = "数える担当";
/// The clauses that progress is counted over.
pub const COUNTED: &str = "数える条項";
/// What the worklist does not count.
pub const NOT_COUNTED: &str = "数えない";
/// The products that are in use.
pub const PRODUCTS_IN_USE: &str = "使っている製品";
/// The licences that the facility has.
pub const LICENCES: &str = "契約しているエディション";
/// The first day of evidence.
pub const EFFECTIVE: &str = "有効日";
/// The last day of evidence, and of whatever else has one.
pub const EXPIRES: &str = "期限";
/// What stands behind the name of a worklist that takes no records.
pub const ARCHIVED: &str = " [しまってある]";
/// The command of the screen that changes an own item, which is named elsewhere, too.
pub const EDIT_ITEM: &str = "独自項目を変える・取り下げる";
/// Who has to act by a clause.
pub const PARTY: &str = "担当";

/// Returns the short form of a status. It is translated in brackets: 中 alone says how strong something is.
pub fn short_status(status: Status) -> &'static str {
    let said = match status {
        Status::Todo => "[未]",
        Status::Doing => "[中]",
        Status::Done => "[済]",
        Status::Na => "[外]",
        Status::Recheck => "[再]",
    };
    t(said).trim_matches(['[', ']'])
}
