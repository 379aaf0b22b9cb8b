//! What a cell below the name of a product says of it.

use unicode_normalization::UnicodeNormalization;

use crate::sheet::is_blank;

use super::super::names::{is_no_product, is_nothing};

/// What a cell begins with that says yes, whatever else it says.
const GIVEN: [char; 12] = ['○', '◯', '〇', '◎', '△', '●', '▲', '◉', '✓', '✔', '☑', '✅'];
/// What a cell begins with that says no.
const REFUSED: [char; 11] = ['×', '✕', '✖', '✗', '✘', '╳', '❌', '☓', '⨯', '☒', '🚫'];
/// What such a cell says and nothing else.
const REFUSED_WHOLE: [&str; 4] = ["x", "n", "false", "0"];
/// What a cell begins or ends with that only promises: it is kept as what is said, and answers nothing yet.
const PLANNED: [&str; 9] = ["検討", "予定", "計画中", "準備中", "調整中", "確認中", "開発中", "planned", "roadmap"];
const PLANNED_END: [&str; 4] = ["検討中", "予定あり", "予定有り", "予定です"];
const PLANNED_BEGINNING: [&str; 4] = ["今後", "次期", "将来", "coming soon"];

/// What a cell says of the product of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing.
    Blank,
    /// That it does not answer.
    Refused,
    /// That it may answer one day.
    Planned,
    /// That it answers; the cell says how far.
    Given,
}

impl Answer {
    /// Reads a cell.
    pub(super) fn of(cell: &str) -> Self {
        let text = cell.trim().nfkc().flat_map(char::to_lowercase).collect::<String>();
        // What stands in brackets says more of what stands before them.
        let bare = text.split_once('(').map_or(text.as_str(), |(before, _)| before).trim().trim_end_matches('。');
        if is_blank(&text) || is_nothing(&text) {
            Self::Blank
        } else if text.starts_with(GIVEN) {
            Self::Given
        } else if text.starts_with(REFUSED) || REFUSED_WHOLE.contains(&bare) || is_no_product(&text) {
            Self::Refused
        } else if is_planned(bare) {
            Self::Planned
        } else {
            Self::Given
        }
    }
}

fn is_planned(text: &str) -> bool {
    PLANNED.iter().any(|word| text.starts_with(word) || text.ends_with(word))
        || PLANNED_END.iter().any(|word| text.ends_with(word))
        || PLANNED_BEGINNING.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_whether_the_product_answers() {
        let given = [
            "○",
            "△",
            "対応",
            "設定により対応",
            "◎ Plan 2 が必要",
            "TRUE",
            "○ ただし監査ログは残らない",
            "Yes (not in Plan 1)",
        ];
        let given_too = ["設定不要", "制限なし", "一部対応していない", "一部対応(残りは検討中)"];
        let blank = ["", " － ", "なし", "N/A"];
        let refused = ["×", "✕(次期対応)", "☓", "Ｎｏ", "No (Plan 2 only)", "x（P2 のみ）", "対象外", "未対応", "不要"];
        let refused_too = [
            "対応していない",
            "運用で対応",
            "利用不可",
            "サポート外",
            "利用者",
            "対応していません。",
            "0",
            "対応予定なし",
        ];
        let planned =
            ["検討中", "予定", "2027年度に対応予定", "対応予定（2027年）", "今後対応", "Planned", "導入を検討"];
        for (cells, answer) in [
            (&given[..], Answer::Given),
            (&given_too, Answer::Given),
            (&blank, Answer::Blank),
            (&refused, Answer::Refused),
            (&refused_too, Answer::Refused),
            (&planned, Answer::Planned),
        ] {
            for cell in cells {
                assert_eq!(Answer::of(cell), answer, "{cell}");
            }
        }
    }
}
