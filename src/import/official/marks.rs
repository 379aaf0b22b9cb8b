//! The marks with which the ministries begin headings and items.

use crate::text::clean::clean_line;

/// The longest title of a heading, in characters.
const TITLE_MAX: usize = 60;

/// How the rest of a sentence begins that only happens to have a number at the start of its line.
const NO_TITLE: &str = "をにはがのでともへや、。，．)）」』〜～~-–・/／%％年月日時分条項号章編版節回件桁個名社第及又並";

/// A line that looks like a heading with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// `14` is `[14]`, `14.1.2` is `[14, 1, 2]`.
    pub numbers: Vec<u32>,
    /// The printed title, without what is said of patterns.
    pub title: String,
    /// What is printed about patterns behind it.
    pub patterns: String,
    /// Whether it is marked as a heading: `第14章` or `14.`, and not only a number before words.
    pub is_marked: bool,
}

impl Heading {
    /// Reads a line.
    pub(super) fn of(line: &str) -> Option<Self> {
        let mut rest = line.trim_start();
        let is_chapter = rest.starts_with('第');
        rest = rest.strip_prefix('第').unwrap_or(rest).trim_start();
        let mut numbers = vec![number(&mut rest)?];
        let mut is_marked = false;
        while let Some(behind) = rest.strip_prefix(['.', '．']) {
            is_marked = true;
            rest = behind;
            let mut further = behind;
            match number(&mut further) {
                Some(next) => (rest, _) = (further, numbers.push(next)),
                // `6.0 版では` is an edition.
                None if behind.starts_with(['0', '０']) => return None,
                None => break,
            }
        }
        if is_chapter {
            rest = rest.trim_start().strip_prefix('章')?;
        } else if !is_marked && !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let (title, patterns) = without_patterns(rest.trim());
        let is_title = !title.is_empty()
            && title.chars().count() <= TITLE_MAX
            && !title.starts_with(|c| NO_TITLE.contains(c))
            && !title.ends_with(['。', '、', '，']);
        let heading = || Self {
            numbers,
            title: clean_line(title),
            patterns: clean_line(patterns),
            is_marked: is_marked || is_chapter,
        };
        is_title.then(heading)
    }

    /// Returns the number as it is printed in half width.
    pub(super) fn number(&self) -> String {
        self.numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
    }
}

/// Whether the number of a section comes after another one, as it is printed.
pub(super) fn rises(last: &str, numbers: &[u32]) -> bool {
    last.split('.').map(|number| number.parse().unwrap_or(0)).lt(numbers.iter().copied())
}

/// Takes a number of up to three digits, in half or full width, from the start of a text.
fn number(rest: &mut &str) -> Option<u32> {
    let digit = |c: char| match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    };
    let mut value = 0;
    let mut length = 0;
    let mut end = 0;
    for c in rest.chars() {
        let Some(digit) = digit(c) else { break };
        (value, length, end) = (value * 10 + digit, length + 1, end + c.len_utf8());
        if length > 3 {
            return None;
        }
    }
    *rest = rest.get(end..)?;
    (length > 0 && value > 0).then_some(value)
}

/// Parts a title from the brackets behind it that name patterns: `認証・認可に関する安全管理措置【Ⅰ～Ⅳ】`.
fn without_patterns(title: &str) -> (&str, &str) {
    let is_of_pattern = |inside: &str| inside.contains(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ']);
    let opened = title.char_indices().filter(|(_, c)| "【[［(（".contains(*c));
    for (at, c) in opened {
        let (before, inside) = (title[..at].trim_end(), title[at + c.len_utf8()..].trim_end());
        let inside = inside.strip_suffix(['】', ']', '］', ')', '）']).unwrap_or(inside);
        if is_of_pattern(inside) && !before.is_empty() {
            return (before, inside);
        }
    }
    (title, "")
}

/// Returns the number in a circle with which a line begins, and what stands behind it.
pub(super) fn circled(line: &str) -> Option<(u32, &str)> {
    let first = line.chars().next()?;
    let number = match first {
        '①'..='⑳' => first as u32 - '①' as u32 + 1,
        '㉑'..='㉟' => first as u32 - '㉑' as u32 + 21,
        '㊱'..='㊿' => first as u32 - '㊱' as u32 + 36,
        _ => return None,
    };
    Some((number, line[first.len_utf8()..].trim_start()))
}

/// Returns a number in a circle as it is printed; in brackets where there is no such character.
pub(super) fn circle(number: u32) -> String {
    let first = match number {
        1..=20 => '①' as u32 - 1,
        21..=35 => '㉑' as u32 - 21,
        36..=50 => '㊱' as u32 - 36,
        _ => return format!("({number})"),
    };
    char::from_u32(first + number).map(String::from).unwrap_or_default()
}

/// Returns what stands in the brackets 【】 of a line that is nothing else, but for a remark in round brackets.
pub(super) fn bracketed(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix(['【', '〔'])?;
    let (name, behind) = inside.split_once(['】', '〕'])?;
    (behind.is_empty() || behind.trim_start().starts_with(['(', '（'])).then(|| name.trim())
}

/// Whether a line begins a part of an item: `(1)`, `ア`, `a.`, `・`, `-`, `ⅰ`.
pub(super) fn is_nested(line: &str) -> bool {
    let mut chars = line.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let third = chars.next().unwrap_or(' ');
    let is_mark = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'ア'..='ン' | 'ｱ'..='ﾝ' | 'ａ'..='ｚ' | 'ⅰ'..='ⅻ')
    };
    let ends = |c: char| ".．)）".contains(c);
    match first {
        '・' | '･' | '-' | '－' | '–' | '•' | '●' | '■' | '◆' | '※' | '⑴'..='⒇' | 'ⅰ'..='ⅻ' => {
            true
        }
        '(' | '（' => is_mark(second) && (ends(third) || is_mark(third)),
        first if is_mark(first) && ends(second) => !third.is_ascii_digit(),
        'ア'..='ン' => second.is_whitespace(),
        _ => false,
    }
}

/// Whether a line is the heading of what stands behind the chapters.
pub(super) fn is_appendix(line: &str) -> bool {
    let line = line.trim_start_matches(['【', '<', '＜', '(', '（', '[', '［']);
    let names = ["別添", "別紙", "別表", "付録", "付表", "参考資料", "参考文献", "用語集", "巻末"];
    let name = names.iter().find_map(|name| line.strip_prefix(name));
    name.is_some_and(|rest| {
        rest.chars().count() <= 40 && !rest.contains('。') && !rest.starts_with(|c| NO_TITLE.contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_in_every_way_they_are_printed() {
        for (line, number, title, patterns) in [
            ("14. 認証・認可に関する安全管理措置", "14", "認証・認可に関する安全管理措置", ""),
            ("１４．認証・認可【Ⅰ～Ⅳ】", "14", "認証・認可", "Ⅰ～Ⅳ"),
            (
                "第 14 章 認証・認可 (参照パターン：Ⅰ、Ⅲ なお⑤は、Ⅱも参照)",
                "14",
                "認証・認可",
                "参照パターン：Ⅰ、Ⅲ なお⑤は、Ⅱも参照",
            ),
            ("１４．１．２ 権限の管理", "14.1.2", "権限の管理", ""),
            ("3.2.1.利用者", "3.2.1", "利用者", ""),
            ("5 リスク(例)", "5", "リスク(例)", ""),
        ] {
            let read = Heading::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (read.number().as_str(), read.title.as_str(), read.patterns.as_str()),
                (number, title, patterns)
            );
        }
        for line in [
            "6.0 版では",
            "14.1 を参照すること",
            "13桁以上",
            "① 1. 甲",
            "2023.",
            "1. すること。",
            "第2回の調査",
            "0. 甲",
        ] {
            assert_eq!(Heading::of(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_in_circles_go_both_ways() {
        for number in 1..=50 {
            assert_eq!(circled(&format!("{} 甲", circle(number))), Some((number, "甲")));
        }
        assert_eq!((circle(51).as_str(), circled("(1) 甲"), circled("")), ("(51)", None, None));
    }

    #[test]
    fn parts_of_items_are_told_from_running_text() {
        for line in ["(1) 甲", "（ア）甲", "ア 甲", "ａ．甲", "a) 甲", "・甲", "- 甲", "⑴甲", "1. 甲", "ⅰ 甲"]
        {
            assert!(is_nested(line), "{line}");
        }
        for line in ["アクセス", "2.1 甲", "IDを", "甲", "(例)甲", ""] {
            assert!(!is_nested(line), "{line}");
        }
        for (line, name) in [
            ("【遵守事項】", Some("遵守事項")),
            ("【 遵守事項 】（続き）", Some("遵守事項")),
            ("【用語】のとおりとする。", None),
            ("甲【用語】", None),
        ] {
            assert_eq!(bracketed(line), name, "{line}");
        }
        assert!(rises("1.2", &[1, 10]) && rises("1", &[1, 1]) && !rises("1.2", &[1, 1]) && !rises("1.2", &[1, 2]));
        assert!(is_appendix("別添1 対応表") && !is_appendix("別添を参照すること。") && !is_appendix("別紙の項目"));
    }
}
