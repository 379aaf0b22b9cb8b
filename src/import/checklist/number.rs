//! The printed numbers of the items of a checklist, in every way in which they are written: `1-①`, `２－(７)`, `1①`, `2-4-sv`.

use std::fmt;

/// The first of the characters ① to ⑳.
const CIRCLED: u32 = 0x2460;
/// The first of the characters ⑴ to ⒇.
const BRACKETED: u32 = 0x2474;
/// How many of each there are.
const SIGNS: u32 = 20;

/// The devices that items of the older lists are about, each with the mark in ids and the word that stands in its heading.
const PARTS: [(&str, &str); 3] = [("sv", "サーバ"), ("pc", "端末"), ("nw", "ネットワーク")];

/// The number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemNumber {
    /// The number of its group, for example 2 of 2-⑦; 0 for the question before the first group.
    pub group: u8,
    /// Its number in the group.
    pub item: u8,
    /// The mark of the devices it is about, where the list asks the same of several.
    pub part: Option<&'static str>,
}

/// What a cell begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Beginning<'t> {
    /// A group with its name, which may stand in another cell.
    Group(u8, &'t str),
    /// An item, with its group if that is said, and its text, which may stand in another cell.
    Item(Option<u8>, u8, &'t str),
    /// No number.
    Other,
}

impl ItemNumber {
    /// The question whether there is any system at all.
    pub(super) const FIRST: Self = Self { group: 0, item: 0, part: None };

    /// Reads the mark of an item of the catalog.
    pub(super) fn of_mark(mark: &str) -> Option<Self> {
        if mark == "0" {
            return Some(Self::FIRST);
        }
        let part = PARTS.iter().map(|(code, _)| *code).find(|code| mark.ends_with(&format!("-{code}")));
        let bare = part.map_or(mark, |code| &mark[..mark.len() - code.len() - 1]);
        match beginning(&folded(bare)) {
            Beginning::Item(Some(group), item, "") => Some(Self { group, item, part }),
            _ => None,
        }
    }

    /// Returns the number without the devices.
    pub(super) const fn bare(self) -> Self {
        Self { part: None, ..self }
    }
}

impl fmt::Display for ItemNumber {
    /// Writes the number as ids and pages have it: `2-⑦`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::FIRST {
            return f.write_str("0");
        }
        let sign = char::from_u32(CIRCLED + u32::from(self.item.saturating_sub(1)));
        match sign.filter(|_| (1..=SIGNS).contains(&u32::from(self.item))) {
            Some(sign) => write!(f, "{}-{sign}", self.group)?,
            None => write!(f, "{}-({})", self.group, self.item)?,
        }
        self.part.map_or(Ok(()), |part| write!(f, "-{part}"))
    }
}

/// Returns the mark of the devices that a heading is about; none if it is about several or none.
pub(super) fn part_of(heading: &str) -> Option<&'static str> {
    let mut named = PARTS.iter().filter(|(_, word)| heading.contains(word));
    match (named.next(), named.next()) {
        (Some((code, _)), None) => Some(code),
        _ => None,
    }
}

/// Returns a text on one line with figures, brackets and strokes in half width. Circled figures stay.
pub(super) fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    };
    let text: String = text.chars().map(fold).collect();
    // The stroke of a long vowel is one, unless it stands by a figure.
    let text = if text.contains('-') { strokes(&text) } else { text };
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn strokes(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_kana = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|c| matches!(c, 'ァ'..='ヺ' | 'ぁ'..='ゖ'))
    };
    let one = |(at, c): (usize, &char)| if *c == '-' && is_kana(at.checked_sub(1)) { 'ー' } else { *c };
    letters.iter().enumerate().map(one).collect()
}

/// Returns what a folded text begins with.
pub(super) fn beginning(text: &str) -> Beginning<'_> {
    let (group, rest) = figures(text);
    let behind = rest.trim_start_matches([' ', '.', '．', '、', '-']);
    let is_apart = behind.len() < rest.len();
    if let Some((item, rest)) = sign(behind) {
        return Beginning::Item(group, item, own_text(rest));
    }
    let Some(group) = group else { return Beginning::Other };
    // Two figures with a stroke between them are a number, a figure and a word are a group.
    if rest.starts_with('-')
        && let (Some(item), rest) = figures(behind)
    {
        return Beginning::Item(Some(group), item, own_text(rest));
    }
    let is_name = behind.is_empty() || is_apart || !behind.starts_with(['回', '年', '月', '日', '項', '(', '/', '件']);
    if is_name { Beginning::Group(group, own_text(behind)) } else { Beginning::Other }
}

/// Reads one or two figures.
fn figures(text: &str) -> (Option<u8>, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..end].parse().ok().filter(|_| end <= 2);
    if number.is_some() { (number, &text[end..]) } else { (None, text) }
}

/// Reads ⑦, ⑺ or (7).
fn sign(text: &str) -> Option<(u8, &str)> {
    let first = text.chars().next()?;
    for start in [CIRCLED, BRACKETED] {
        if let Some(number) = u32::from(first).checked_sub(start).filter(|number| *number < SIGNS) {
            return Some((u8::try_from(number + 1).ok()?, &text[first.len_utf8()..]));
        }
    }
    let (number, rest) = figures(text.strip_prefix('(')?.trim_start());
    Some((number?, rest.trim_start().strip_prefix(')')?))
}

fn own_text(rest: &str) -> &str {
    rest.trim_start_matches([' ', '.', '．', '、', ':', '-']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_number_is_read() {
        let item = |text: &str| match beginning(&folded(text)) {
            Beginning::Item(group, item, rest) => Some((group, item, rest.to_owned())),
            _ => None,
        };
        for (text, expected) in [
            ("1-①", (Some(1), 1, "")),
            ("２－⑦ パスワード", (Some(2), 7, "パスワード")),
            ("２－(７)", (Some(2), 7, "")),
            ("2(7)パスワード", (Some(2), 7, "パスワード")),
            ("1①", (Some(1), 1, "")),
            ("２ー⑬", (Some(2), 13, "")),
            ("2-7", (Some(2), 7, "")),
            ("2‐10 台帳", (Some(2), 10, "台帳")),
            ("①医療情報システム", (None, 1, "医療情報システム")),
            ("(3)\nサーバー", (None, 3, "サーバー")),
            ("⑶ サーバ", (None, 3, "サーバ")),
            ("3－⑳", (Some(3), 20, "")),
        ] {
            assert_eq!(item(text), Some((expected.0, expected.1, expected.2.to_owned())), "{text}");
        }
        for text in ["", "はい", "1回目", "2回目", "令和8年", "7月", "1 体制構築", "(別紙)", "2026/7/1", "123-4"]
        {
            assert_eq!(item(text), None, "{text}");
        }
    }

    #[test]
    fn a_group_has_a_number_and_a_name() {
        let group = |text: &str| match beginning(&folded(text)) {
            Beginning::Group(group, name) => Some((group, name.to_owned())),
            _ => None,
        };
        assert_eq!(group("１　体制構築"), Some((1, "体制構築".to_owned())));
        assert_eq!(group("2.医療情報システムの管理・運用"), Some((2, "医療情報システムの管理・運用".to_owned())));
        assert_eq!(group("3"), Some((3, String::new())));
        assert_eq!(group("1回目"), None);
    }

    #[test]
    fn marks_of_the_catalog_are_numbers_and_the_other_way_round() {
        for mark in ["1-①", "2-⑬", "0"] {
            assert_eq!(ItemNumber::of_mark(mark).map(|number| number.to_string()).as_deref(), Some(mark));
        }
        for (mark, expected) in [("2-4-sv", "2-④-sv"), ("2-1", "2-①"), ("1-(1)", "1-①"), ("4-(21)", "4-(21)")] {
            assert_eq!(ItemNumber::of_mark(mark).map(|number| number.to_string()).as_deref(), Some(expected));
        }
        assert_eq!(ItemNumber::of_mark("薬局確認用"), None);
    }

    #[test]
    fn a_heading_names_the_devices_it_is_about() {
        assert_eq!(part_of("サーバについて、以下を実施している。"), Some("sv"));
        assert_eq!(part_of("端末PC"), Some("pc"));
        assert_eq!(part_of("サーバ・端末PC"), None);
        assert_eq!(part_of("医療情報システム全般"), None);
    }
}
