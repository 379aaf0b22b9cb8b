//! What the short words on pages and in lists mean.

use crate::language::t;
use crate::model::{Availability, Extent};

/// The words and their meanings, in the order in which they are explained.
pub const LEGEND: &[(&str, &str)] = &[
    ("主・補", "製品が、条項の中心に対応するか、一部を助けるか"),
    ("強・中・弱", "製品が、リスクをどれだけ低減するか"),
    (Availability::Provided.name(), "クラウド側の部分を Microsoft が行う。医療機関がすることは残る"),
    (Availability::Partial.name(), "Microsoft が一部を行い、残りを利用者が行う"),
    (Availability::Customer.name(), "機能はあるが、利用者が設定しないと満たさない"),
    (Availability::NotApplicable.name(), "対応状況では、そのサービスに当たる部分がない"),
    (Availability::Unknown.name(), "公開されている資料では分からない"),
    (Extent::Full.name(), "エディションに、その製品の主な機能が入っている"),
    (Extent::Partial.name(), "エディションに、その製品の一部だけが入っている"),
    (Extent::Addon.name(), "製品を広げるか、使う条件になる契約。これだけでは使えない"),
    ("未照合", "公式の資料と突き合わせていない。使う前に確かめる"),
    ("本ツールの見解", "本ツールの判断。省庁や Microsoft の見解ではない"),
    ("関連から", "語は含まないが、関連する記録が合うので見つかった"),
];

/// Returns a word of the legend as it is told, see [`Availability::told`].
pub fn legend_word(word: &str) -> &str {
    if word == Availability::Provided.name() { Availability::Provided.told() } else { t(word) }
}
