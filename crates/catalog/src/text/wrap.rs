//! Breaks Japanese text into lines by display width: 禁則処理 with hanging punctuation, after JIS X 4051. What may start or
//! end a line is told by the classes of Unicode's line breaking; its algorithm is not used, because it parts paths and ids.

use std::ops::Range;

use unicode_linebreak::{BreakClass, break_property};

use super::width::{Ambiguous, glyphs};

/// May stand in the right margin behind a full line (ぶら下げ). JIS X 4051 allows it to commas and full stops only.
const HANGING: &str = "、。，．､｡";
/// How many cells hang at most.
pub const HANG: usize = 2;

/// Returns the lines of a text as byte ranges into it; spaces at the breaks belong to no line.
///
/// A line is at most `width` cells wide, unless a single glyph is wider. An empty text is one empty line.
pub fn wrap(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    lines(&units(text, ambiguous), width, 0)
}

/// Returns the lines like [`wrap`], but for a comma or full stop that may stand behind a full line: such a line is up to
/// [`HANG`] cells wider.
pub fn wrap_hanging(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    lines(&units(text, ambiguous), width, HANG)
}

/// What stays together in any case: a glyph, and how it gets on with its neighbours.
struct Unit {
    range: Range<usize>,
    cells: usize,
    manner: Manner,
    hangs: bool,
}

/// How a character behaves at the ends of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Manner {
    is_blank: bool,
    never_first: bool,
    never_last: bool,
    /// Whether it is not parted from others of its kind: letters and digits.
    is_in_word: bool,
}

impl Manner {
    /// Returns how a character behaves by its class in Unicode's line breaking (UAX 14), with what Japanese asks for.
    fn of(c: char) -> Self {
        let class = match c {
            // CP932 has no other wave dash; Unicode takes it for an ideograph.
            '～' => BreakClass::NonStarter,
            // Unicode leaves it to the language which quotes open. In Japanese they are a pair of brackets.
            '‘' | '“' | '‹' | '«' => BreakClass::OpenPunctuation,
            '’' | '”' | '›' | '»' => BreakClass::ClosePunctuation,
            _ => break_property(u32::from(c)),
        };
        let is_glue = matches!(class, BreakClass::NonBreakingGlue);
        Self {
            is_blank: c.is_whitespace() && !is_glue,
            never_first: is_glue || is_never_first(class),
            never_last: is_glue || class == BreakClass::OpenPunctuation,
            is_in_word: c.is_ascii_graphic() || is_of_words(class, c),
        }
    }
}

const fn is_never_first(class: BreakClass) -> bool {
    matches!(
        class,
        // 、。） ) ！？ and the signs that end a part of a sentence or follow a number: , . : ; % ％ …
        BreakClass::ClosePunctuation
            | BreakClass::CloseParenthesis
            | BreakClass::Exclamation
            | BreakClass::InfixSeparator
            | BreakClass::Postfix
            | BreakClass::Inseparable
            // ・：；〜々ゝヽ, small kana and the long sound ー
            | BreakClass::NonStarter
            | BreakClass::ConditionalJapaneseStarter
    )
}

/// Whether a character is a letter or a number of a script with words. Numbers in circles, `⑤` and `Ⅱ`, are of those whose
/// class depends on the font, like many signs.
fn is_of_words(class: BreakClass, c: char) -> bool {
    match class {
        BreakClass::Alphabetic | BreakClass::HebrewLetter | BreakClass::Numeric => true,
        BreakClass::Ambiguous => c.is_alphanumeric(),
        _ => false,
    }
}

fn units(text: &str, ambiguous: Ambiguous) -> Vec<Unit> {
    let unit = |range: Range<usize>, cells| {
        let c = text[range.clone()].chars().next().unwrap_or(' ');
        Unit { range, cells, manner: Manner::of(c), hangs: HANGING.contains(c) }
    };
    glyphs(text, ambiguous).map(|glyph| unit(glyph.start..glyph.end, glyph.cells)).collect()
}

fn lines(units: &[Unit], width: usize, hang: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let end = line_end(units, at, width, hang);
        let start = units[at].range.start;
        let last = units[at..end].iter().rfind(|unit| !unit.manner.is_blank);
        lines.push(start..last.map_or(start, |last| last.range.end));
        at = end + units[end..].iter().take_while(|unit| unit.manner.is_blank).count();
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// Returns the index behind the last unit of the line that starts at `from`.
fn line_end(units: &[Unit], from: usize, width: usize, hang: usize) -> usize {
    let mut used = 0;
    let mut fits = from;
    while fits < units.len() && used + units[fits].cells <= width {
        used += units[fits].cells;
        fits += 1;
    }
    let Some(next) = units.get(fits) else { return fits };
    let may_end = |at: usize| units.get(at).is_none_or(|after| may_break(units[at - 1].manner, after.manner));
    if fits > from && next.hangs && used + next.cells <= width + hang && may_end(fits + 1) {
        return fits + 1;
    }
    // Units move down to the next line until the break is allowed (追い出し); where it nowhere is, the line is full.
    let allowed = (from + 1..=fits).rev().find(|at| may_end(*at));
    allowed.unwrap_or(fits.max(from + 1))
}

const fn may_break(before: Manner, after: Manner) -> bool {
    if before.is_blank || after.is_blank {
        return true;
    }
    !(after.never_first || before.never_last || (before.is_in_word && after.is_in_word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::width::cells;
    use super::*;

    fn broken(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<&str> {
        wrap(text, width, ambiguous).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_where_japanese_allows() {
        for (text, width, expected) in [
            ("", 10, vec![""]),
            ("  ", 10, vec![""]),
            ("二要素認証", 10, vec!["二要素認証"]),
            ("二要素認証", 6, vec!["二要素", "認証"]),
            ("二要素認証", 7, vec!["二要素", "認証"]),
            ("認証する。次", 8, vec!["認証す", "る。次"]),
            ("管理「認証」の", 6, vec!["管理", "「認", "証」の"]),
            ("サーバー室", 6, vec!["サー", "バー室"]),
            ("use Microsoft Entra", 10, vec!["use", "Microsoft", "Entra"]),
            ("use Entra ID here", 9, vec!["use Entra", "ID here"]),
            ("製品はMicrosoft製", 12, vec!["製品は", "Microsoft製"]),
            ("ログは Microsoft Sentinel へ", 10, vec!["ログは", "Microsoft", "Sentinel", "へ"]),
            ("aaaaaaaa", 3, vec!["aaa", "aaa", "aa"]),
            ("https://example.com/a/b", 10, vec!["https://ex", "ample.com/", "a/b"]),
            ("、、、、", 4, vec!["、、", "、、"]),
            ("漢字", 1, vec!["漢", "字"]),
            ("一二　三四", 4, vec!["一二", "三四"]),
            ("　字下げ", 6, vec!["　字下", "げ"]),
            ("この第\u{a0}5\u{a0}条", 8, vec!["この", "第\u{a0}5\u{a0}条"]),
            ("あcafé", 5, vec!["あ", "café"]),
            ("葛\u{e0100}城\u{e0100}病院", 4, vec!["葛\u{e0100}城\u{e0100}", "病院"]),
        ] {
            for ambiguous in [Ambiguous::Unknown, Ambiguous::AsIs] {
                assert_eq!(broken(text, width, ambiguous), expected, "{text} in {width} {ambiguous:?}");
            }
        }
    }

    #[test]
    fn a_number_in_a_circle_belongs_to_its_id() {
        for (ambiguous, width) in [(Ambiguous::Unknown, 8), (Ambiguous::AsIs, 7)] {
            assert_eq!(broken("条項14.⑤を", width, ambiguous), ["条項", "14.⑤を"]);
            assert_eq!(broken("題 [a.2-⑩]", width + 2, ambiguous), ["題", "[a.2-⑩]"]);
        }
    }

    /// What the two hand-written lists held before, and what each of them lacked.
    const NEVER_FIRST: &str = "、。，．・：；？！」』）】〕〉》〟’”)]}},.!?:;%ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､｣ﾞﾟ…‥］｝％〜～ゝゞヽヾ〻゠‼⁉ｰㇷ";
    const NEVER_LAST: &str = "（「『【〔〈《〝‘“([{［｛｟｢";

    #[test]
    fn what_may_not_start_or_end_a_line_goes_with_its_neighbour() {
        for c in NEVER_FIRST.chars() {
            let manner = Manner::of(c);
            assert!(manner.never_first && !manner.never_last, "{c}");
            let text = format!("一二三{c}四");
            let lines = broken(&text, 6, Ambiguous::Narrow);
            assert!(lines.len() == 2 && !lines[1].starts_with(c), "{lines:?}");
        }
        for c in NEVER_LAST.chars() {
            let manner = Manner::of(c);
            assert!(manner.never_last && !manner.never_first, "{c}");
            let text = format!("一二{c}三四");
            assert_eq!(broken(&text, 6, Ambiguous::Narrow)[0], "一二", "{text}");
        }
        for c in "一あアｱ０Ａ①Ⅱ※→●-/~\"'".chars() {
            let manner = Manner::of(c);
            assert!(!manner.never_first && !manner.never_last, "{c}");
        }
    }

    #[test]
    fn a_comma_may_hang_behind_a_full_line() {
        for (text, width, expected) in [
            ("認証する。次", 8, vec!["認証する。", "次"]),
            ("認証する．次", 8, vec!["認証する．", "次"]),
            ("認証する。」次", 8, vec!["認証す", "る。」次"]),
            ("認証する。", 8, vec!["認証する。"]),
            ("認証する」次", 8, vec!["認証す", "る」次"]),
            ("認証する？次", 8, vec!["認証す", "る？次"]),
            ("認証すべき、次", 9, vec!["認証すべ", "き、次"]),
        ] {
            let lines: Vec<&str> =
                wrap_hanging(text, width, Ambiguous::Unknown).into_iter().map(|range| &text[range]).collect();
            assert_eq!(lines, expected, "{text} in {width}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_line_is_as_it_should_be(
            text in "([a-c]|[ 　]|[あ一二]|[、。，．]|[「（［]|[」）！？：；％〜ッー…]|※|①|ｶﾞ|葛\u{e0100}){0,40}",
            width in 1usize..20,
            hangs: bool,
            ambiguous in prop::sample::select(&[Ambiguous::Unknown, Ambiguous::Narrow, Ambiguous::Wide, Ambiguous::AsIs][..]),
        ) {
            let lines = if hangs { wrap_hanging } else { wrap }(&text, width, ambiguous);
            for line in &lines {
                let line = &text[line.clone()];
                let used = cells(line, ambiguous);
                let held = hangs && line.ends_with(['、', '。', '，', '．']) && used <= width + HANG;
                // A glyph that is wider than the line has one to itself.
                let is_one_glyph = units(line, ambiguous).iter().filter(|unit| !unit.manner.is_blank).count() == 1;
                prop_assert!(used <= width || held || is_one_glyph, "{line} in {width}");
            }
            let kept: String = lines.iter().map(|line| &text[line.clone()]).collect();
            let solid = |s: &str| s.replace([' ', '　'], "");
            prop_assert_eq!(solid(&kept), solid(&text));
            for pair in lines.windows(2) {
                let (line, gap) = (&text[pair[0].clone()], pair[0].end..pair[1].start);
                let next = text[pair[1].clone()].chars().next();
                let is_bad = |before: char, after: char| NEVER_FIRST.contains(after) || NEVER_LAST.contains(before);
                let last = line.chars().rfind(|c| *c != '\u{e0100}');
                if gap.is_empty() && last.zip(next).is_some_and(|(last, next)| is_bad(last, next)) {
                    // Then there was no better place in the whole line.
                    let manners: Vec<Manner> = units(line, ambiguous).iter().map(|unit| unit.manner).collect();
                    prop_assert!(!manners.windows(2).any(|two| may_break(two[0], two[1])), "{line} in {width}");
                }
            }
        }
    }
}
