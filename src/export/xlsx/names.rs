//! Names of sheets. A workbook does not accept long names, certain characters, or equal names.

use unicode_segmentation::UnicodeSegmentation;

use crate::sheet::plain;

use super::{evidence, guide, progress};

/// The sheets that are not of a volume.
const SHEETS: [&str; 3] = [progress::NAME, guide::NAME, evidence::NAME];

/// The most UTF-16 code units of a name.
const UNITS_MAX: usize = 31;
/// A name that spreadsheet programs reserve.
const RESERVED: &str = "History";

/// Returns a name for each volume, made of the short name of its guideline and its title: a title such as 本編 or 別紙 is
/// not clear alone, and one that is its guideline's name, as that of own items, needs no second one.
pub(super) fn sheet_names(volumes: &[(&str, &str)]) -> Vec<String> {
    let mut taken: Vec<String> = SHEETS.iter().chain([&RESERVED]).map(|name| name.to_lowercase()).collect();
    let name = |(guideline, title): &(&str, &str)| {
        let name = if guideline == title { (*title).to_owned() } else { format!("{guideline} {title}") };
        let name = free(&legal(&name), &taken);
        taken.push(name.to_lowercase());
        name
    };
    volumes.iter().map(name).collect()
}

/// Returns the name if it is not taken, else with the first number that makes it different from those taken.
fn free(name: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number| {
        let end = format!(" ({number})");
        format!("{}{end}", fitting(name, UNITS_MAX - end.len()))
    });
    let mut names = std::iter::once(fitting(name, UNITS_MAX)).chain(numbered);
    // There are more numbered names than taken ones, so one of them is free.
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

fn legal(name: &str) -> String {
    let line = plain(name).replace('\n', " ");
    let name = line.replace(['[', ']', ':', '*', '?', '/', '\\'], "・");
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "編".to_owned() } else { name.to_owned() }
}

/// Returns the start of a name with at most this many code units, without characters that must not be at the end.
fn fitting(name: &str, units_max: usize) -> String {
    let mut units = 0;
    let letters = name.graphemes(true).take_while(|letter| {
        units += letter.encode_utf16().count();
        units <= units_max
    });
    letters.collect::<String>().trim_end_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_short_legal_and_different() {
        let long = "統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表";
        let volumes = [
            ("厚労省6.0", "概説編"),
            ("2省1.1", "本編"),
            ("", "経営[管理]編/*"),
            ("a", long),
            ("a", &format!("{long}2")),
            ("", "'進捗'"),
            ("", "history"),
            ("", ""),
            ("独自項目", "独自項目"),
        ];
        let names = sheet_names(&volumes);
        let expected = [
            "厚労省6.0 概説編",
            "2省1.1 本編",
            "経営・管理・編・・",
            "a 統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガ",
            "a 統合前ガイドラインにおける対策項目一覧と医療情報安 (2)",
            "進捗 (2)",
            "history (2)",
            "編",
            "独自項目",
        ];
        assert_eq!(names, expected);
    }

    proptest! {
        #[test]
        fn every_name_is_taken_by_a_workbook(
            volumes in prop::collection::vec(("[ab]?", "([a'\\[/ ]|進捗|😀|か\u{3099}|\\PC){0,20}"), 0..6)
        ) {
            let volumes: Vec<(&str, &str)> = volumes.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
            let names = sheet_names(&volumes);
            prop_assert_eq!(names.len(), volumes.len());
            let mut workbook = rust_xlsxwriter::Workbook::new();
            for name in SHEETS.iter().copied().chain(names.iter().map(String::as_str)) {
                prop_assert!(workbook.add_worksheet().set_name(name).is_ok(), "{:?}", name);
            }
            prop_assert!(workbook.save_to_buffer().is_ok());
        }
    }
}
