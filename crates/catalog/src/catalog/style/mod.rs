//! Finds words in the texts of records that are written otherwise there.
//!
//! The walk goes over the files as TOML and knows no record: a field that is new is looked at without being listed anywhere.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::language::t;
use crate::tr;

use super::check::Finding;
use super::error::LoadError;
use super::folder::each_file;
use super::reading::{Lines, pieces};
use super::source::{Origin, record_id};

mod words;

use words::{WORDS, Word, is_ours};

/// Returns what is worded otherwise than the records are, in the text of one file; `file` is its number among those that
/// are looked at. They stand in the order of their lines. What cannot be read as TOML is left to [`check()`](super::check()).
pub fn style(file: u32, name: &str, text: &str) -> Vec<Finding> {
    let mut walk = Walk { file, name, lines: Lines::of(text), start: 0, findings: Vec::new() };
    for piece in pieces(text).into_iter().filter(|piece| !piece.is_too_large) {
        walk.start = piece.range.start;
        let (tables, _) = DeTable::parse_recoverable(&text[piece.range]);
        for (table, records) in tables.get_ref() {
            for record in records.get_ref().as_array().into_iter().flatten() {
                let place = Place { table: table.get_ref(), id: record_id(record.get_ref()) };
                walk.value(&place, &mut Vec::new(), record);
            }
        }
    }
    walk.findings.sort();
    walk.findings
}

/// Returns what is worded otherwise than the records are, in the files of a folder.
///
/// # Errors
///
/// If the folder or one of its files cannot be read.
pub fn style_of_folder(folder: &Path) -> Result<Vec<Finding>, LoadError> {
    let (mut findings, mut count) = (Vec::new(), 0);
    each_file(folder, |path, bytes| {
        if let Ok(text) = str::from_utf8(bytes) {
            findings.extend(style(count, &path.display().to_string(), text));
        }
        count += 1;
        true
    })?;
    Ok(findings)
}

/// The record that is walked over.
struct Place<'a> {
    table: &'a str,
    id: String,
}

struct Walk<'a> {
    file: u32,
    name: &'a str,
    lines: Lines<'a>,
    /// Where the piece begins that is being read.
    start: usize,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    fn value<'v>(&mut self, place: &Place<'_>, path: &mut Vec<&'v str>, value: &'v Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) if is_ours(place.table, path) => self.text(place, path, (value.span().start, text)),
            DeValue::Array(values) => values.iter().for_each(|value| self.value(place, path, value)),
            DeValue::Table(table) => {
                for (key, value) in table {
                    path.push(key.get_ref());
                    self.value(place, path, value);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, place: &Place<'_>, path: &[&str], (offset, text): (usize, &str)) {
        let field = path.last().copied().unwrap_or_default();
        let own = without_quotations(text);
        for word in WORDS.iter().filter(|word| word.scope.covers(place.table, field) && holds(&own, word)) {
            let origin = Origin { file: self.file, line: self.lines.line(self.start + offset) };
            // The words are those of the records: they are no phrases of ours.
            let [wrong, right] = [word.wrong, word.right].map(|word| format!("{}{word}{}", t("「"), t("」")));
            let message = tr!("{path} に{wrong}とあります。{right}と書きます。", path = path.join("."), wrong, right);
            let place = (format!("{}:{}", self.name, origin.line), place.id.clone());
            self.findings.push(Finding { origin, place: place.0, id: place.1, message });
        }
    }
}

/// Returns a text without what stands in 「」: those are the words of somebody else.
fn without_quotations(text: &str) -> String {
    let mut depth = 0usize;
    let mut own = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '「' => depth += 1,
            '」' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => own.push(c),
        }
    }
    own
}

/// Whether a text has a word in it that is not part of a longer one that is right.
fn holds(text: &str, word: &Word) -> bool {
    let is_right = |at: usize| {
        word.but.iter().any(|longer| {
            longer.match_indices(word.wrong).any(|(before, _)| {
                at.checked_sub(before).and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(longer))
            })
        })
    };
    text.match_indices(word.wrong).any(|(at, _)| !is_right(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        style(0, "a.toml", text).iter().map(ToString::to_string).collect()
    }

    /// Returns the words that are found in one text of a table.
    fn found(table: &str, field: &str, text: &str) -> Vec<&'static str> {
        let own = without_quotations(text);
        let path: Vec<&str> = field.split('.').collect();
        let covered = |word: &&Word| word.scope.covers(table, path[path.len() - 1]) && holds(&own, word);
        let words = WORDS.iter().filter(|_| is_ours(table, &path));
        words.filter(covered).map(|word| word.wrong).collect()
    }

    #[test]
    fn a_word_is_named_with_its_line_record_and_field() {
        let text = "[[mapping]]\nclause = \"c.1\"\nchecks = [\n  \"よい文\",\n  \"サーバーの弱点\",\n]\n\n\
                    [[mapping.products]]\nid = \"ms.a\"\nhow = \"全てのサーバ\"\n";
        assert_eq!(
            said(text),
            [
                "a.toml:5: c.1 checks に「サーバー」とあります。「サーバ」と書きます。",
                "a.toml:5: c.1 checks に「弱点」とあります。「脆弱性(設定のことなら「設定の不備」)」と書きます。",
                "a.toml:10: c.1 products.how に「全て」とあります。「すべて」と書きます。",
            ]
        );
    }

    #[test]
    fn what_is_told_stands_in_the_order_of_the_lines() {
        let text = "[[risk]]\nid = \"risk.a\"\ntitle = \"弱点\"\nscenario = \"弱点\"\nbasis = \"\"\nimpact = \"弱点\"\n\n\
                    [[mapping]]\nclause = \"c.1\"\nevidence = [\"弱点\"]\nchecks = [\"弱点\"]\n";
        let lines =
            said(text).iter().map(|told| told.split(':').nth(1).unwrap().parse().unwrap()).collect::<Vec<u32>>();
        assert_eq!(lines, [3, 4, 6, 10, 11]);
    }

    #[test]
    fn longer_words_that_are_right_and_quotations_are_left_alone() {
        for (text, words) in [
            ("閉域網の連絡網を網羅する", vec![]),
            ("閉域網から院内網へ", vec!["網"]),
            ("持ち出した媒体、持ち出して使う媒体", vec![]),
            ("持ち出した媒体の持ち出し", vec!["持ち出し"]),
            ("第5.2版「データの持ち出し」に当たる", vec![]),
            ("「引用」の後の弱点", vec!["弱点"]),
            ("経営資源と計算資源", vec![]),
            ("クラウド資源", vec!["資源"]),
            ("サーバーレスのサーバ", vec![]),
        ] {
            assert_eq!(found("risk", "scenario", text), words, "{text}");
        }
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for (table, field) in [
            ("clause", "asked"),
            ("clause", "heading"),
            ("chapter", "sections.title"),
            ("term", "synonyms"),
            ("product", "name_ja"),
            ("risk", "basis"),
            ("measure", "evidence.title"),
            ("risk", "provenance.source"),
        ] {
            assert_eq!(found(table, field, "サーバー"), Vec::<&str>::new(), "{table} {field}");
        }
        for (table, field) in [("clause", "title"), ("risk", "provenance.note"), ("anything", "new")] {
            assert_eq!(found(table, field, "サーバー"), ["サーバー"], "{table} {field}");
        }
    }

    #[test]
    fn some_words_are_wrong_in_some_places_only() {
        assert_eq!(found("clause", "gist", "AまたはB"), ["または"]);
        assert_eq!(found("product", "what", "AまたはB"), Vec::<&str>::new());
        assert_eq!(found("mapping", "evidence", "契約書の写し"), Vec::<&str>::new());
        assert_eq!(found("mapping", "products.how", "写しを残す"), ["写し"]);
        assert_eq!(found("clause", "gist", "途中まで。以降は未見。"), ["未見"]);
        assert_eq!(found("clause", "outlook", "未見"), Vec::<&str>::new());
    }

    #[test]
    fn no_word_is_written_in_what_is_to_be_written_instead() {
        for word in WORDS {
            assert!(!holds(word.right, word), "{}", word.wrong);
            assert!(word.but.iter().all(|longer| longer.contains(word.wrong) && longer.len() > word.wrong.len()));
        }
    }

    #[test]
    fn what_is_no_record_is_left_to_the_check() {
        assert!(said("a = [\n").is_empty() && said("risk = \"サーバー\"\n").is_empty() && said("").is_empty());
    }
}
