//! Which words of a text are gone in the next edition, and which are new.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

use crate::catalog::ClauseFate;
use crate::text::likeness::squeezed;

/// How many characters of what stayed the same are shown on each side of a change.
const AROUND: usize = 20;

/// How long it is looked for the fewest changes. Behind that the words are told as gone and new that are not yet compared.
const PATIENCE: Duration = Duration::from_millis(200);

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordingKind {
    /// They stayed.
    Same,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

impl WordingKind {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// Some words of two texts, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What became of them.
    pub kind: WordingKind,
    /// The words.
    pub text: String,
}

/// Returns how the official text of a clause reads in the next edition, if both are there and differ.
pub fn wording_of(fate: &ClauseFate<'_>) -> Option<Vec<Wording>> {
    let [old, new] = fate.originals.filter(|_| fate.is_reworded())?;
    Some(wording(&old.text, &new.text))
}

/// Returns two texts as one, part by part: what stayed, what is gone, what is new.
pub fn wording(old: &str, new: &str) -> Vec<Wording> {
    let (old, new) = (words(old), words(new));
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let mut parts = Vec::new();
    let deadline = Instant::now().checked_add(PATIENCE);
    for operation in capture_diff_slices_deadline(Algorithm::Myers, &old_keys, &new_keys, deadline) {
        let (tag, from, to) = operation.as_tag_tuple();
        let (gone, come) = (old[from].concat(), new[to].concat());
        match tag {
            DiffTag::Equal => push(&mut parts, WordingKind::Same, come),
            DiffTag::Delete => push(&mut parts, WordingKind::Removed, gone),
            DiffTag::Insert => push(&mut parts, WordingKind::Added, come),
            DiffTag::Replace => {
                push(&mut parts, WordingKind::Removed, gone);
                push(&mut parts, WordingKind::Added, come);
            }
        }
    }
    parts
}

fn push(parts: &mut Vec<Wording>, kind: WordingKind, text: String) {
    match parts.last_mut().filter(|last| last.kind == kind) {
        Some(last) => last.text += &text,
        None if !text.is_empty() => parts.push(Wording { kind, text }),
        None => {}
    }
}

/// Returns what changed on one line, with marks that need no colour: `毎年［−定期的に］［＋必ず］見直す。` Of what stayed the same
/// only what stands beside a change is shown.
pub fn marked(parts: &[Wording]) -> String {
    let last = parts.len().saturating_sub(1);
    let part = |(at, part): (usize, &Wording)| match part.kind {
        WordingKind::Removed => format!("［−{}］", part.text),
        WordingKind::Added => format!("［＋{}］", part.text),
        WordingKind::Same => shortened(&part.text, at > 0, at < last),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Leaves out what stands far from the changes before and behind.
fn shortened(text: &str, is_behind: bool, is_before: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (head, tail) = (if is_behind { AROUND } else { 0 }, if is_before { AROUND } else { 0 });
    // Where nothing changed there is nothing to leave out.
    if head + tail == 0 || letters.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let head: String = letters[..head].iter().collect();
    let tail: String = letters[letters.len() - tail..].iter().collect();
    format!("{head}…{tail}")
}

/// Words are compared whatever their width and case.
fn keys(words: &[String]) -> Vec<String> {
    words.iter().map(|word| squeezed(word)).collect()
}

/// What letters stand together in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    /// Everything else stands alone.
    Sign,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Self::Kanji
            }
            '\u{3041}'..='\u{309F}' => Self::Hiragana,
            'ー' | '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9F}' => Self::Katakana,
            c if c.is_alphanumeric() => Self::Latin,
            _ => Self::Sign,
        }
    }
}

/// Parts a text where the script changes, as Japanese does between most words. Spaces and line breaks, which a page makes as
/// it likes, are no words; between Latin words one is kept.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    let mut is_after_space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            is_after_space = true;
            continue;
        }
        let script = Script::of(c);
        let space = std::mem::take(&mut is_after_space) && script == Script::Latin && before == Some(Script::Latin);
        match words.last_mut() {
            Some(last) if before == Some(script) && script != Script::Sign && !space => last.push(c),
            _ if space => words.push(format!(" {c}")),
            _ => words.push(c.to_string()),
        }
        before = Some(script);
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changes_are_told_word_by_word() {
        for (old, new, told) in [
            ("毎年、定期的に見直す。", "毎年、必ず見直す。", "毎年、［−定期的に］［＋必ず］見直す。"),
            ("ＩＤを 管理\nする。", "IDを管理する。", "IDを管理する。"),
            ("Microsoft Entra ID を使う", "Microsoft Purview を使う", "Microsoft［− Entra ID］［＋ Purview］を使う"),
            ("甲。", "甲。乙。", "甲。［＋乙。］"),
            ("", "甲", "［＋甲］"),
        ] {
            let parts = wording(old, new);
            assert_eq!(marked(&parts), told);
        }
    }

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let same = "前の文がここに長く続いていて、読む人はもう知っている。".repeat(2);
        let shown = marked(&wording(&format!("{same}旧。{same}"), &format!("{same}新。{same}")));
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("［−旧］［＋新］"), "{shown}");
        assert!(shown.chars().count() < 60, "{shown}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_of_either_text_is_lost(old in "[甲乙ぁいアイab 1。\n]{0,30}", new in "[甲乙ぁいアイab 1。\n]{0,30}") {
            let parts = wording(&old, &new);
            let side = |gone: WordingKind| -> String {
                parts.iter().filter(|part| part.kind != gone).map(|part| part.text.as_str()).collect()
            };
            let squeezed = |text: &str| -> String { text.split_whitespace().collect() };
            prop_assert_eq!(squeezed(&side(WordingKind::Added)), squeezed(&old));
            prop_assert_eq!(squeezed(&side(WordingKind::Removed)), squeezed(&new));
        }
    }
}
