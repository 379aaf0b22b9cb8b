//! Character references for CP932: a character that CP932 lacks is written as its number, so that a name is not
//! changed.

use encoding_rs::SHIFT_JIS;

use super::text::{LOOK_ALIKES, fold_look_alikes};

const START: &str = "&#x";
/// The most digits of the number of a character.
const DIGITS_MAX: usize = 6;

/// Returns the number of characters in a text for which CP932 has neither the character nor a look-alike.
pub fn cp932_lacks(text: &str) -> usize {
    if is_writable(text) { 0 } else { fold_look_alikes(text).chars().filter(|c| !is_in_cp932(*c)).count() }
}

/// Returns a text that CP932 can write: with look-alikes, and references such as `&#x1F600;` for what it lacks.
pub(super) fn with_references(text: &str) -> String {
    // A text that looks like a reference must be restored as it is.
    let text = fold_look_alikes(text).replace(START, &format!("{}#x", reference('&')));
    if is_writable(&text) {
        return text;
    }
    text.chars().fold(String::with_capacity(text.len()), |mut written, c| {
        if is_in_cp932(c) {
            written.push(c);
        } else {
            written.push_str(&reference(c));
        }
        written
    })
}

/// Returns a text with its references replaced by their characters.
pub(super) fn references_resolved(text: &str) -> String {
    let mut parts = text.split(START);
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match character(part) {
            Some((c, rest)) => {
                resolved.push(c);
                resolved.push_str(rest);
            }
            None => {
                resolved.push_str(START);
                resolved.push_str(part);
            }
        }
    }
    resolved
}

fn reference(c: char) -> String {
    format!("{START}{:X};", c as u32)
}

/// Returns the character that a text after [`START`] begins with, and what follows it.
fn character(text: &str) -> Option<(char, &str)> {
    let (digits, rest) = text.split_once(';')?;
    let is_number = digits.len() <= DIGITS_MAX && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let number = is_number.then(|| u32::from_str_radix(digits, 16).ok())??;
    Some((char::from_u32(number)?, rest))
}

/// Whether a whole text can be written as it is. This is much faster than a check of each character.
fn is_writable(text: &str) -> bool {
    let (_, _, has_lacking) = SHIFT_JIS.encode(text);
    !has_lacking && !text.contains(|c| LOOK_ALIKES.iter().any(|(from, _)| *from == c))
}

fn is_in_cp932(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = c.encode_utf8(&mut buffer);
    let (bytes, _, is_lacking) = SHIFT_JIS.encode(text);
    // The encoder silently replaces a few characters.
    !is_lacking && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == *text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cp932_lacks_is_written_as_a_number() {
        let cases = [
            ("①⑤ 髙﨑 ～―∥ ｶﾞ", "①⑤ 髙﨑 ～―∥ ｶﾞ", 0),
            ("𠮷田😀", "&#x20BB7;田&#x1F600;", 2),
            ("10〜20 −5 ¥100", "10～20 －5 ￥100", 0),
            ("か\u{3099}", "か&#x3099;", 1),
            ("é", "&#xE9;", 1),
        ];
        for (text, written, lacking) in cases {
            assert_eq!(with_references(text), written);
            assert_eq!(cp932_lacks(text), lacking, "{text}");
            assert_eq!(references_resolved(written), fold_look_alikes(text));
            let (bytes, _, has_lacking) = SHIFT_JIS.encode(written);
            assert!(!has_lacking);
            assert_eq!(SHIFT_JIS.decode(&bytes).0, written);
        }
    }

    #[test]
    fn what_looks_like_a_reference_comes_back_as_it_was() {
        for text in ["&#x41;", "&#x26;#x41;", "&#x;", "&#x110000;", "&#xD800;", "&#x41", "&&#x41;;"] {
            assert_eq!(references_resolved(&with_references(text)), text);
        }
        for text in ["&#x;", "&#x110000;", "&#xD800;", "&#x0000041;", "&#x+41;", "&amp;"] {
            assert_eq!(references_resolved(text), text);
        }
    }
}
