//! Text from other people's files is hostile until it went through here.

use std::iter::Peekable;
use std::str::Chars;

/// Returns a text of several lines without anything that could steer a terminal or reorder what is read:
/// control characters, escape sequences, bidi controls, invisible tags. Every kind of line break becomes `\n`,
/// a tab becomes a space.
pub fn clean_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_control_sequence(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut chars),
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            _ if is_unwanted(c) => {}
            _ => clean.push(c),
        }
    }
    clean
}

/// Returns a text of one line: cleaned like [`clean_text`], with a space for every line break.
pub fn clean_line(text: &str) -> String {
    clean_text(text).replace('\n', " ")
}

fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // bidi
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}') // byte order mark, annotations, tags
}

/// Skips what follows an ESC and belongs to it.
fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_control_sequence(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            skip_string(chars);
        }
        Some(' '..='/') => {
            while chars.next_if(|c| matches!(c, ' '..='/')).is_some() {}
            chars.next_if(|c| matches!(c, '0'..='~'));
        }
        Some('0'..='~') => {
            chars.next();
        }
        _ => {}
    }
}

/// Skips parameters and the final character of a control sequence.
fn skip_control_sequence(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    chars.next_if(|c| matches!(c, '@'..='~'));
}

/// Skips a string for the terminal up to its end mark; without one only the introducer goes, not the rest of the text.
fn skip_string(chars: &mut Peekable<Chars<'_>>) {
    let mut ahead = chars.clone();
    while let Some(c) = ahead.next() {
        let ends = match c {
            '\u{7}' | '\u{9c}' => true,
            '\u{1b}' => ahead.next_if_eq(&'\\').is_some(),
            _ => false,
        };
        if ends {
            *chars = ahead;
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{clean_line, clean_text};

    #[test]
    fn hostile_text_becomes_harmless() {
        let cases = [
            ("そのまま ①⑤ ｶﾞ 👨‍👩‍👧", "そのまま ①⑤ ｶﾞ 👨‍👩‍👧"),
            ("赤\u{1b}[31m字\u{1b}[0m", "赤字"),
            ("前\u{1b}]0;題名\u{7}後", "前後"),
            ("前\u{1b}]52;c;AAAA\u{1b}\\後", "前後"),
            ("前\u{1b}]閉じない", "前閉じない"),
            ("\u{9b}2J消す", "消す"),
            ("\u{1b}(B字\u{1b}c", "字"),
            ("一\u{1b}", "一"),
            ("一\u{1b}[", "一"),
            ("鳴\u{7}る\u{0}\u{8}", "鳴る"),
            ("一\r\n二\r三\u{2028}四\u{85}五", "一\n二\n三\n四\n五"),
            ("一\t二", "一 二"),
            ("abc\u{202e}fed\u{2066}x\u{200f}", "abcfedx"),
            ("\u{feff}印\u{e0041}", "印"),
        ];
        for (hostile, harmless) in cases {
            assert_eq!(clean_text(hostile), harmless, "{hostile:?}");
        }
        assert_eq!(clean_line("一\r\n二"), "一 二");
    }

    proptest! {
        #[test]
        fn cleaning_leaves_nothing_behind(text in "(\\PC|\\x1b|[\\x00-\\x1f]|[\\[\\]P_\\\\0-9;m]|\u{9b}|\u{9c}|\u{9d}|\u{202e}|\u{2028}){0,40}") {
            let clean = clean_text(&text);
            prop_assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(clean.find(['\u{202e}', '\u{2028}']), None);
            prop_assert_eq!(clean_text(&clean), clean.clone());
            prop_assert!(!clean_line(&text).contains('\n'));
        }
    }
}
