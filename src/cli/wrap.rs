//! Breaks text into lines by display width, with simple 禁則: some characters may not start or end a line.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Characters that may not start a line.
const NEVER_FIRST: &str =
    "、。，．・：；？！」』）】〕〉》〟’”)]},.!?:;%ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､｣ﾞﾟ…‥";
/// Characters that may not end a line.
const NEVER_LAST: &str = "（「『【〔〈《〝‘“([{";

/// Returns the columns a text takes, ambiguous characters counted as one.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Returns a text with spaces added up to a number of columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Returns a text broken into lines of at most so many columns; at least one line, which may be empty.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(4);
    let mut rest = units(text, columns);
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let end = line_end(&rest, columns);
        lines.push(rest[..end].concat().trim_end().to_owned());
        let blank = rest[end..].iter().take_while(|unit| unit.trim().is_empty()).count();
        rest.drain(..end + blank);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Returns the parts that are not broken: runs of ASCII with the circled numbers of ids, and every other character
/// by itself.
fn units(text: &str, columns: usize) -> Vec<&str> {
    let is_latin = |unit: &str| unit.chars().all(|c| c.is_ascii_graphic() || matches!(c, '\u{2460}'..='\u{24FF}'));
    let mut units = Vec::new();
    let mut start = None;
    for (at, cluster) in text.grapheme_indices(true) {
        match start {
            Some(from) if is_latin(cluster) && width(&text[from..at]) < columns => continue,
            Some(from) => units.push(&text[from..at]),
            None => {}
        }
        start = is_latin(cluster).then_some(at);
        if start.is_none() {
            units.push(cluster);
        }
    }
    units.extend(start.map(|from| &text[from..]));
    units
}

/// Returns how many units the first line takes.
fn line_end(units: &[&str], columns: usize) -> usize {
    let mut used = 0;
    let fitting = units.iter().take_while(|unit| {
        used += width(unit);
        used <= columns || unit.trim().is_empty()
    });
    let full = fitting.count().max(1);
    if full >= units.len() {
        return units.len();
    }
    // Units move down to the next line until the break is allowed; a line of only such characters is broken anyway.
    (1..=full).rev().find(|end| may_break(units[end - 1], units[*end])).unwrap_or(full)
}

fn may_break(before: &str, after: &str) -> bool {
    let first = after.chars().next().is_some_and(|c| NEVER_FIRST.contains(c));
    let last = before.chars().next_back().is_some_and(|c| NEVER_LAST.contains(c));
    !first && !last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_by_width_and_kinsoku() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 10, &[""]),
            ("二要素認証", 10, &["二要素認証"]),
            ("二要素認証", 6, &["二要素", "認証"]),
            ("認証する。次", 8, &["認証す", "る。次"]),
            ("これは「例」です", 8, &["これは", "「例」で", "す"]),
            ("use Entra ID here", 9, &["use Entra", "ID here"]),
            ("ログは Microsoft Sentinel へ", 10, &["ログは", "Microsoft", "Sentinel", "へ"]),
            ("https://example.com/a/b", 10, &["https://ex", "ample.com/", "a/b"]),
            ("。。。。。。", 4, &["。。", "。。", "。。"]),
            ("題 [a.2-⑩]", 9, &["題", "[a.2-⑩]"]),
            ("サーバー", 6, &["サー", "バー"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(wrap(text, *columns), *expected, "{text} {columns}");
        }
    }

    #[test]
    fn no_line_is_wider_than_asked_and_nothing_is_lost() {
        let text = "令和9年度に動いていると見込まれるシステム(Entra ID等)は、「二要素認証」に対応したものを選ぶ。ただし例外もある……。";
        for columns in 4..120 {
            let lines = wrap(text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{columns}");
        }
    }

    #[test]
    fn padding_counts_columns_not_characters() {
        assert_eq!(pad("対応", 6), "対応  ");
        assert_eq!(pad("対応", 2), "対応");
    }
}
