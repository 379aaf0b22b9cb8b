//! Tells a text that lost letters when it was saved in another encoding.

use super::text::plain;

/// What programs write for a letter that an encoding lacks.
const STAND_INS: [char; 4] = ['?', '？', '\u{fffd}', '〓'];
/// What people themselves change to a question mark.
const PUNCTUATION: &str = "。、．，！？・…‥「」『』（）";

/// How many signs a program writes for a letter: one, or one for each of its units or bytes.
const SIGNS: [fn(char) -> usize; 3] = [|_| 1, char::len_utf16, char::len_utf8];

/// Whether a cell is this text but for letters that were replaced by a question mark or another stand-in. Somebody may
/// have gone on writing before or behind it.
pub fn has_lost_letters(text: &str, cell: &str) -> bool {
    if !cell.contains(STAND_INS) {
        return false;
    }
    let cell: Vec<char> = letters(cell).collect();
    let (all, visible): (Vec<char>, Vec<char>) =
        (letters(text).collect(), letters(text).filter(|c| !is_form(*c)).collect());
    // A program replaces all letters in the same way. What cannot be seen may get lost without a trace.
    SIGNS.iter().any(|signs| [&all, &visible].into_iter().any(|text| begins_replaced(text, &cell, *signs)))
        || SIGNS.iter().any(|signs| [&all, &visible].into_iter().any(|text| ends_replaced(text, &cell, *signs)))
}

/// Whether a cell ends with a text in which some letters were replaced by so many signs each.
fn ends_replaced(text: &[char], cell: &[char], signs: fn(char) -> usize) -> bool {
    let [text, cell] = [text, cell].map(|letters| letters.iter().rev().copied().collect::<Vec<_>>());
    begins_replaced(&text, &cell, signs)
}

/// Whether a cell begins with a text in which some letters were replaced by so many signs each.
fn begins_replaced(text: &[char], mut cell: &[char], signs: fn(char) -> usize) -> bool {
    let mut is_lost = false;
    for letter in text {
        let count = match cell.first() {
            Some(same) if same == letter => 1,
            _ if letter.is_ascii() || PUNCTUATION.contains(*letter) => return false,
            _ => signs(*letter),
        };
        let Some((taken, rest)) = cell.split_at_checked(count) else { return false };
        if taken != [*letter] {
            if !taken.iter().all(|c| STAND_INS.contains(c)) {
                return false;
            }
            is_lost = true;
        }
        cell = rest;
    }
    // A single sign beside other text may be a question of a person.
    is_lost && (cell.is_empty() || text.len() > 1)
}

/// Returns the letters of a text as cells are compared.
fn letters(text: &str) -> impl Iterator<Item = char> {
    plain(text).chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().into_iter()
}

const fn is_form(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200d}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_with_stand_ins_is_told_from_an_edit() {
        for (text, cell) in [
            ("🏥済", "?済"),
            ("🏥済", "??済"),
            ("𠮷田", "？田"),
            ("全端末で確認", "??????"),
            ("全端末\nで確認", "\u{fffd}\u{fffd}\u{fffd}端末で確認"),
            ("é①髙", "?？〓"),
            ("本当? 🏥", "本当? ?"),
            ("葛\u{e0100}城", "?城"),
            ("\u{26a0}\u{fe0f}注意", "??注意"),
            ("🏥済", "?済 2026-04-01"),
            ("🏥済", "追記: ?済"),
            ("全端末🏥で確認", "??で全端末??で確認"),
            ("葛\u{e0100}城", "担当は?城"),
        ] {
            assert!(has_lost_letters(text, cell), "{text} {cell}");
        }
        for (text, cell) in [
            ("", "?"),
            ("済", "済"),
            ("済", "済?"),
            ("済。", "済?"),
            ("a済", "?済"),
            ("🏥済", "?未"),
            ("🏥済", "済"),
            ("本当?", "本当?"),
            ("全端末で確認", "?"),
            ("林", "鈴木?"),
            ("🏥済", "済? 未"),
        ] {
            assert!(!has_lost_letters(text, cell), "{text} {cell}");
        }
    }

    proptest! {
        #[test]
        fn any_texts_are_compared(text in "([?？〓]|\\PC){0,40}", cell in "([?？〓]|\\PC){0,40}") {
            has_lost_letters(&text, &cell);
            prop_assert!(!has_lost_letters(&text, &text));
        }
    }
}
