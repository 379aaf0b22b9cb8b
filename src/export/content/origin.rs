//! What every file made of the catalog alone says about itself: which data, of when, and who may use it how.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::language::{t, tr};

/// Where the contents of a file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The version of tenken.
    pub program: String,
    /// The day the bundled data is of.
    pub data_date: String,
    /// The fingerprint of the bundled data.
    pub fingerprint: String,
    /// Whether records of the user were laid over the bundled data.
    pub has_own_data: bool,
    /// The moment that the contents are of. It is no clock's: the same data gives the same file.
    pub moment: Timestamp,
}

/// Under which terms the bundled data may be used.
pub(in super::super) const LICENCE: &str = "CC BY 4.0";
/// Where these terms stand.
pub(in super::super) const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/deed.ja";
/// What the texts are not.
pub(in super::super) const SUMMARY: &str = "題と文は tenken による要約であり、原文ではありません。リスク、製品、措置との対応づけは本ツールの見解で、省庁や Microsoft の見解ではありません。";

impl Origin {
    /// Returns the day of the moment, in UTC: the same on every host.
    pub(in super::super) fn day(&self) -> Date {
        self.moment.to_zoned(TimeZone::UTC).date()
    }

    /// Returns what it says about program and data, on one line.
    pub(in super::super) fn versions(&self) -> String {
        versions(&self.program, &self.data_date, &self.fingerprint, self.has_own_data)
    }

    /// Returns who may use the contents how, on one line.
    pub(in super::super) fn rights(&self) -> String {
        let own = if self.has_own_data {
            "利用者が加えた記録の権利は、その作成者にあります。"
        } else {
            ""
        };
        format!("要約と対応づけ: tenken、{LICENCE}({LICENCE_URL})。{own}")
    }
}

/// Returns versions of program and data on one line, as every report and the program itself name them.
pub fn versions(program: &str, data_date: &str, fingerprint: &str, has_own_data: bool) -> String {
    let own = if has_own_data { t("、独自データあり") } else { "" };
    tr!("tenken {program}、データ {data_date}、データの照合値 {fingerprint}{own}", program, data_date, fingerprint, own)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::origin;
    use super::*;

    #[test]
    fn own_records_are_not_given_away_under_the_licence_of_the_bundled_ones() {
        let bundled = origin();
        assert!(bundled.rights().contains(LICENCE) && !bundled.rights().contains("利用者が加えた記録"));
        let own = Origin { has_own_data: true, ..bundled };
        assert!(own.rights().contains("利用者が加えた記録の権利は、その作成者にあります。"));
        assert!(own.versions().ends_with("、独自データあり"));
    }

    #[test]
    fn the_day_is_the_same_on_every_host() {
        let late = Origin { moment: "2026-11-28T23:59:59Z".parse().unwrap(), ..origin() };
        assert_eq!(late.day().to_string(), "2026-11-28");
    }
}
