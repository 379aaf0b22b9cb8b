//! Takes a cell with numbers of clauses apart: what people set between them, and where the numbers stand.

use std::ops::Range;

/// The most pieces of a cell that are looked at.
pub(super) const PIECES: usize = 1_000;
/// The most letters of a cell that is looked at to see whether numbers stand in it.
const CELL: usize = 400;
/// The most letters of a piece that may be a number.
const LETTERS: usize = 80;

/// One of the things that a cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// How it is written.
    pub text: String,
    /// Whether everything from the piece before up to this one is meant.
    pub is_end: bool,
}

/// Words between two numbers.
const AND: [&str; 8] = ["及び", "および", "並びに", "ならびに", "又は", "または", "かつ", "そして"];

/// Returns what a cell names, set apart by signs, line breaks and words, or by nothing, as in `3.①②`: one more than are looked
/// at, where there are more.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut text = text.to_owned();
    for word in AND {
        text = text.replace(word, "、");
    }
    let text: Vec<char> = text.replace("から", "～").chars().collect();
    let (mut found, mut piece, mut is_end) = (Vec::new(), String::new(), false);
    let mut before = None;
    for (c, after) in text.iter().copied().zip(following(&text)) {
        let cut = Cut::of(before, c, after);
        before = Some(c).filter(|c| !c.is_whitespace()).or(before);
        if cut != Cut::None {
            push(&mut found, &mut piece, is_end);
            if found.len() > PIECES {
                return found;
            }
            // A list goes on behind the end of a range; a range begins with what stands before it.
            is_end = cut == Cut::Range;
        }
        if matches!(cut, Cut::None | Cut::Before) {
            piece.push(c);
        }
    }
    push(&mut found, &mut piece, is_end);
    found
}

/// Returns for each character the next one that is no space.
fn following(text: &[char]) -> Vec<Option<char>> {
    let mut next = None;
    let mut following = Vec::with_capacity(text.len());
    for c in text.iter().rev() {
        following.push(next);
        next = Some(*c).filter(|c| !c.is_whitespace()).or(next);
    }
    following.reverse();
    following
}

fn push(found: &mut Vec<Piece>, piece: &mut String, is_end: bool) {
    let text = std::mem::take(piece).trim().to_owned();
    if !text.is_empty() {
        found.push(Piece { text, is_end: is_end && !found.is_empty() });
    }
}

/// What a character does between two pieces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    None,
    /// It parts them and belongs to neither.
    Between,
    /// It begins the next one.
    Before,
    /// Everything between them is meant.
    Range,
}

impl Cut {
    fn of(before: Option<char>, c: char, after: Option<char>) -> Self {
        let are = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        match c {
            '\n' | '、' | '，' | ',' | ';' | '；' | '/' | '／' | '・' | '･' | '&' | '＆' | '|' | '｜' => {
                Self::Between
            }
            '～' | '〜' | '~' | '∼' => Self::Range,
            // A hyphen belongs to a number (14-⑤, NS-1), but between two of a kind it leads from one to the other.
            '–' | '—' | '―' if are(is_circled) || are(is_digit) => Self::Range,
            '-' | '－' | '−' | '‐' | 'ー' if are(is_circled) => Self::Range,
            _ if is_circled(c) && before.is_some_and(is_circled) => Self::Before,
            // 14章の5 goes on, 14⑤を参照 does not.
            'ぁ'..='ん' if c != 'の' && before.is_some_and(is_number) => Self::Between,
            _ => Self::None,
        }
    }
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether a character is a number in a circle.
pub(super) const fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿')
}

const fn is_number(c: char) -> bool {
    is_digit(c) || is_circled(c)
}

/// Returns where the numbers of a text stand, in bytes. Each circled digit is one by itself.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, c) in text.char_indices().filter(|(_, c)| is_number(*c) || !c.is_whitespace()) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if goes_on && is_digit(c) && last.end == at => last.end = end,
            _ if is_number(c) => found.push(at..end),
            _ => {}
        }
        goes_on = is_digit(c);
    }
    found
}

/// Returns a text up to its last so many numbers; none if it has no more than those.
pub(super) fn head(text: &str, dropped: usize) -> Option<&str> {
    let numbers = numbers(text);
    let first = numbers.len().checked_sub(dropped).filter(|left| *left > 0)?;
    numbers.get(first).map(|number| &text[..number.start])
}

/// Whether a text begins with a number and not with a name.
pub(super) fn begins_with_number(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "第(（.§-".contains(c));
    text.starts_with(is_number)
}

/// Whether a text may be the number of a clause: behind its first number stand numbers only, or a space or bracket before
/// whatever follows. `2要素認証` is none.
pub(in super::super) fn is_shaped(text: &str) -> bool {
    if text.chars().count() > LETTERS {
        return false;
    }
    let Some(first) = numbers(text).first().cloned() else { return false };
    let behind = text[first.end..].chars().find(|c| !is_number(*c) && !".．-－−‐–ー".contains(*c));
    behind.is_none_or(|c| {
        c.is_whitespace() || !c.is_alphanumeric() || "章節項条番号版編の第省".contains(c) || c.is_ascii()
    })
}

/// Whether a text without digits ends with a number all the same: `ZZ-九`, `運用XIV`.
pub(super) fn is_numbered_in_letters(text: &str) -> bool {
    let is_roman = |c: char| "IVXLCⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ".contains(c);
    let is_kanji = |c: char| "〇一二三四五六七八九十百".contains(c);
    let behind = |is: &dyn Fn(char) -> bool| {
        let head = text.trim_end_matches(is);
        (head.len() < text.len()).then(|| head.chars().next_back()).flatten()
    };
    let is_short = text.chars().count() <= 20;
    let of_roman = behind(&is_roman).is_some_and(|c| !c.is_ascii_alphanumeric());
    is_short && (of_roman || behind(&is_kanji).is_some_and(|c| matches!(c, '-' | '－' | '.' | '．' | '第')))
}

/// Whether a cell names something by number, among whatever else it says. A long text does not.
pub(in super::super) fn names_number(cell: &str) -> bool {
    let is_short = cell.char_indices().nth(CELL).is_none();
    is_short && pieces(&without_remarks(cell).0).iter().any(|piece| is_shaped(&piece.text))
}

/// Returns the beginnings of a text that end with a number which no letter follows, the longest first.
pub(super) fn beginnings(text: &str) -> impl Iterator<Item = &str> {
    let ends = numbers(text).into_iter().rev().map(|number| number.end);
    let cut = move |end: usize| {
        let rest = text[end..].trim_start_matches(['章', '節', '項', '条', ')', '）']);
        // A number that goes on is another number: 14⑤-2 is not 14⑤.
        let goes_on = rest.starts_with(|c: char| is_number(c) || ".．-－−‐–ー".contains(c));
        (!goes_on && !rest.is_empty()).then(|| &text[..text.len() - rest.len()])
    };
    ends.filter_map(cut).take(4)
}

/// Returns a text without what stands in brackets, and the contents of the brackets. What is a number in brackets, as in
/// `14-(5)` and `AC-2(1)`, belongs to the number.
pub(super) fn without_remarks(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut remarks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（', '[', '［', '【', '〔']) {
        let inside = &rest[open..];
        let Some(close) = inside.find([')', '）', ']', '］', '】', '〕']) else { break };
        let after = close + inside[close..].chars().next().map_or(0, char::len_utf8);
        let first = inside.chars().next().map_or(0, char::len_utf8);
        let remark = &inside[first..close.max(first)];
        plain.push_str(&rest[..open]);
        if !remark.is_empty() && remark.chars().all(is_number) {
            plain.push_str(&inside[..after]);
        } else {
            plain.push(' ');
            remarks.push(remark.to_owned());
        }
        rest = &inside[after..];
    }
    plain.push_str(rest);
    (plain, remarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_taken_apart_however_it_is_written() {
        for (cell, expected) in [
            ("6.0版 運14⑤、⑥", "6.0版 運14⑤|⑥"),
            ("運用14-⑤～⑦", "運用14-⑤|~⑦"),
            ("運用14⑤から⑦まで", "運用14⑤|~⑦|で"),
            ("企画管理編 3.①②", "企画管理編 3.①|②"),
            ("14.⑤ / 14.⑥", "14.⑤|14.⑥"),
            ("運14⑤\n企15④，⑤", "運14⑤|企15④|⑤"),
            ("運14⑤と⑥を参照", "運14⑤|⑥|参照"),
            ("⑤-⑦", "⑤|~⑦"),
            ("14章の5及び15章", "14章の5|15章"),
            ("NS-1;NS-2", "NS-1|NS-2"),
            ("14–⑤", "14–⑤"),
            ("～⑦", "⑦"),
            ("、/・", ""),
        ] {
            let found: Vec<String> = pieces(cell)
                .iter()
                .map(|piece| format!("{}{}", if piece.is_end { "~" } else { "" }, piece.text))
                .collect();
            assert_eq!(found.join("|"), expected, "{cell}");
        }
    }

    #[test]
    fn a_long_cell_is_taken_apart_in_one_go() {
        let spaces = " ".repeat(1_000_000);
        assert_eq!(pieces(&format!("運14{spaces}⑤{spaces}、⑥")).len(), 2);
        assert_eq!(pieces(&"①".repeat(100_000)).len(), PIECES + 1);
        assert_eq!(pieces(&"①".repeat(PIECES)).len(), PIECES);
        assert!(names_number("運14⑤") && !names_number(&"運14⑤、".repeat(200)));
    }

    #[test]
    fn numbers_in_letters_are_seen() {
        for (text, is_one) in [
            ("ZZ-九", true),
            ("運用XIV", true),
            ("第三", true),
            ("運Ⅳ", true),
            ("統一", false),
            ("参照", false),
            ("MIX", false),
            ("IV", false),
            ("", false),
        ] {
            assert_eq!(is_numbered_in_letters(text), is_one, "{text}");
        }
    }

    #[test]
    fn numbers_are_found_where_they_stand() {
        for (text, expected) in [("運14⑤", "14|⑤"), ("２省別紙2 3.7", "２|2|3|7"), ("①②", "①|②"), ("認証", "")]
        {
            let found: Vec<&str> = numbers(text).into_iter().map(|number| &text[number]).collect();
            assert_eq!(found.join("|"), expected);
        }
        assert_eq!(head("運14⑤", 1), Some("運14"));
        assert_eq!(head("運14⑤", 2), None);
        assert_eq!(head("別紙2 3.7", 2), Some("別紙2 "));
    }

    #[test]
    fn only_a_number_has_the_shape_of_one() {
        for text in ["運14⑤", "14.⑤ 認証", "第14章", "NS-1", "AC-2(1)", "14-(5)", "3.7-2-2"] {
            assert!(is_shaped(text), "{text}");
        }
        for text in ["2要素認証", "認証", "", &"運14".repeat(50), "14日以内に消す"] {
            assert!(!is_shaped(text), "{text}");
        }
        assert_eq!(beginnings("運14⑤ 認証を 2027年度まで").collect::<Vec<_>>(), ["運14⑤ 認証を 2027", "運14⑤"]);
    }

    #[test]
    fn remarks_in_brackets_are_set_apart() {
        let remarks = |text| without_remarks(text);
        assert_eq!(remarks("運14⑤(二要素認証)"), ("運14⑤ ".to_owned(), vec!["二要素認証".to_owned()]));
        assert_eq!(remarks("14-(5)、AC-2（1）"), ("14-(5)、AC-2（1）".to_owned(), vec![]));
        assert_eq!(remarks("(開いたまま"), ("(開いたまま".to_owned(), vec![]));
        assert_eq!(remarks("【遵守事項】⑤").0, " ⑤");
    }
}
