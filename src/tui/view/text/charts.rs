//! What is said on the pages that show in letters what the audit report shows as pictures.

/// The title of the risks by category and cover.
pub const RISKS: &str = "リスクの表";
/// What stands there.
pub const RISKS_MEANING: &str = "リスクの件数です。# は多さ、措置ありは Microsoft の措置があるものです。";
/// The column of the categories.
pub const CATEGORY: &str = "分類";
/// The column of what Microsoft does something against.
pub const MEASURES: &str = "措置あり";
/// The columns where there is little room: the degrees of cover, and what Microsoft does something against.
pub const SHORT: [&str; 4] = ["あり", "一部", "なし", "措置"];
/// The last row.
pub const TOTAL: &str = "合計";
/// The title of the progress from day to day.
pub const TREND: &str = "進捗の推移";
/// What stands there.
pub const TREND_MEANING: &str = "対象外を除いた条項のうち、その日までに完了したものです。# は割合です。";
/// The columns of it: the day, what is done of how much, the share.
pub const TREND_COLUMNS: [&str; 3] = ["日", "完了", "進捗"];
/// Shown where nothing was recorded yet.
pub const NO_TREND: &str = "まだ記録がありません。条項の状態を記録すると、記録した日の進捗がここに並びます。";
/// Shown until the records are read.
pub const TREND_WAITS: &str = "これまでの記録を読んでいます。";
