//! Numbers of clauses that are made of Latin letters and figures, as frameworks have them: `GV.OC-01`, `AC-2(1)`, `IM-6`.

use unicode_normalization::UnicodeNormalization;

/// The most letters of such a number.
const LONGEST: usize = 24;

/// Returns what a text comes to as such a number, however it is written: `ac.2.1` for `AC-2(1)`, `AC-02 (01)` and `ａｃ2.1`;
/// none if it is no such number.
pub(super) fn code(text: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    let mut has_figure = false;
    for c in text.trim().nfkc().flat_map(char::to_lowercase).take(LONGEST + 1) {
        let kind = match c {
            'a'..='z' => 1,
            '0'..='9' => 2,
            '.' | '-' | '_' | '(' | ')' | ' ' | '/' | '‐' | '−' => 0,
            _ => return None,
        };
        has_figure |= kind == 2;
        match parts.last_mut() {
            Some(part) if before == Some(kind) && kind > 0 => part.push(c),
            _ if kind > 0 => parts.push(c.to_string()),
            _ => {}
        }
        before = Some(kind);
    }
    let begins = parts.first().is_some_and(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_code = has_figure && begins && text.chars().count() <= LONGEST;
    let plain = |part: &String| {
        let figures = part.trim_start_matches('0');
        if figures.is_empty() { "0".to_owned() } else { figures.to_owned() }
    };
    is_code.then(|| parts.iter().map(plain).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_however_it_is_written() {
        for (text, expected) in [
            ("GV.OC-01", "gv.oc.1"),
            ("gv oc 1", "gv.oc.1"),
            ("AC-2", "ac.2"),
            ("AC2", "ac.2"),
            ("AC-21", "ac.21"),
            ("AC-2(1)", "ac.2.1"),
            ("ＡＣ－02 (01)", "ac.2.1"),
            ("A.5.10", "a.5.10"),
            ("IM-0", "im.0"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "14.5", "MFA", "運用14⑤", "医2-⑦", "AC-2の見直し", "2.a", "-", "AC-2-aaaaaaaaaaaaaaaaaaaaaaaaaaa"]
        {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
