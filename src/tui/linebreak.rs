//! Breaks Japanese text into lines by display width: 禁則処理 with hanging punctuation, after JIS X 4051.

use std::ops::Range;

use super::width::{Ambiguous, Glyph, glyphs};

/// Never at the start of a line.
const NOT_FIRST: &str =
    "、。,.・:;:;?!?!)]}）」』】〕〉》］｝ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～％%";
/// Never at the end of a line.
const NOT_LAST: &str = "([{（「『【〔〈《［｛";

/// May stand in the right margin behind a full line (ぶら下げ).
const HANGING: &str = "、。，．";
/// How many cells hang at most.
pub const HANG: usize = 2;

/// Returns the lines of a text as byte ranges into it; spaces at the breaks belong to no line.
///
/// A line is at most `width` cells wide, unless a single glyph is wider. An empty text is one empty line.
pub fn wrap(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    lines(text, (width, 0), ambiguous)
}

/// Returns the lines like [`wrap`], but for a comma or full stop that may stand behind a full line: such a line is up to
/// [`HANG`] cells wider.
pub fn wrap_hanging(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    lines(text, (width, HANG), ambiguous)
}

fn lines(text: &str, measure: (usize, usize), ambiguous: Ambiguous) -> Vec<Range<usize>> {
    let glyphs: Vec<Glyph<'_>> = glyphs(text, ambiguous).collect();
    let mut lines = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        let end = line_end(&glyphs, at, measure);
        let last = glyphs[at..end].iter().rposition(|glyph| glyph.text != " ").map_or(at, |last| at + last + 1);
        let start = glyphs[at].start;
        lines.push(start..if last > at { glyphs[last - 1].end } else { start });
        at = end + glyphs[end..].iter().take_while(|glyph| glyph.text == " ").count();
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// Returns the index behind the last glyph of the line that starts at `from`.
fn line_end(glyphs: &[Glyph<'_>], from: usize, (width, hang): (usize, usize)) -> usize {
    let mut used = 0;
    let mut fits = from;
    while fits < glyphs.len() && used + glyphs[fits].cells <= width {
        used += glyphs[fits].cells;
        fits += 1;
    }
    if fits == glyphs.len() {
        return fits;
    }
    let may_end = |at: usize| glyphs.get(at).is_none_or(|after| may_break(&glyphs[at - 1], after));
    let hangs = HANGING.contains(first(&glyphs[fits])) && used + glyphs[fits].cells <= width + hang;
    if hangs && fits > from && may_end(fits + 1) {
        return fits + 1;
    }
    let allowed = (from + 1..=fits).rev().find(|at| may_end(*at));
    allowed.unwrap_or(fits.max(from + 1))
}

fn may_break(before: &Glyph<'_>, after: &Glyph<'_>) -> bool {
    if after.text == " " || before.text == " " {
        return true;
    }
    let sticks = NOT_FIRST.contains(first(after)) || NOT_LAST.contains(first(before));
    let is_inside_a_word = is_word(before) && is_word(after);
    !sticks && !is_inside_a_word
}

fn first(glyph: &Glyph<'_>) -> char {
    // What stands for a number in a circle is a word, not a bracket.
    if glyph.text.len() > 1 && glyph.text.is_ascii() { '0' } else { glyph.text.chars().next().unwrap_or(' ') }
}

fn is_word(glyph: &Glyph<'_>) -> bool {
    glyph.text.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width, Ambiguous::Unknown).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_where_japanese_allows() {
        for (text, width, expected) in [
            ("", 10, vec![""]),
            ("二要素認証", 10, vec!["二要素認証"]),
            ("二要素認証", 6, vec!["二要素", "認証"]),
            ("二要素認証", 7, vec!["二要素", "認証"]),
            ("認証する。次", 8, vec!["認証す", "る。次"]),
            ("管理「認証」の", 6, vec!["管理", "「認", "証」の"]),
            ("サーバー室", 6, vec!["サー", "バー室"]),
            ("use Microsoft Entra", 10, vec!["use", "Microsoft", "Entra"]),
            ("製品はMicrosoft製", 12, vec!["製品は", "Microsoft製"]),
            ("aaaaaaaa", 3, vec!["aaa", "aaa", "aa"]),
            ("条項14.⑤を", 8, vec!["条項", "14.⑤を"]),
            ("、、、、", 4, vec!["、、", "、、"]),
            ("漢字", 1, vec!["漢", "字"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text} in {width}");
        }
    }

    #[test]
    fn a_comma_may_hang_behind_a_full_line() {
        for (text, width, expected) in [
            ("認証する。次", 8, vec!["認証する。", "次"]),
            ("認証する。」次", 8, vec!["認証す", "る。」次"]),
            ("認証する。", 8, vec!["認証する。"]),
            ("認証する」次", 8, vec!["認証す", "る」次"]),
            ("認証すべき、次", 9, vec!["認証すべ", "き、次"]),
        ] {
            let lines: Vec<&str> =
                wrap_hanging(text, width, Ambiguous::Unknown).into_iter().map(|range| &text[range]).collect();
            assert_eq!(lines, expected, "{text} in {width}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(
            text in "[a-c あ、。「」※①]{0,40}", width in 3usize..20, hangs: bool,
        ) {
            let lines = if hangs { wrap_hanging } else { wrap }(&text, width, Ambiguous::Unknown);
            for line in &lines {
                let line = &text[line.clone()];
                let used = super::super::width::cells(line, Ambiguous::Unknown);
                let held = hangs && line.ends_with(['、', '。']) && used <= width + HANG;
                proptest::prop_assert!(used <= width || held, "{line} in {width}");
            }
            let kept: String = lines.into_iter().map(|line| &text[line]).collect();
            let solid = |s: &str| s.replace(' ', "");
            proptest::prop_assert_eq!(solid(&kept), solid(&text));
        }
    }
}
