//! Texts come from anybody: what reorders or hides text must not get into a file unseen.

/// Whether a character steers a terminal or changes the order of what is read, line breaks included.
pub(super) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns a text in which line breaks are `\n` and every other character that steers is U+FFFD, a tab a space.
pub(super) fn visible(text: &str) -> String {
    let shown = |c| match c {
        '\n' => '\n',
        '\t' => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn line_breaks_stay_and_what_steers_shows() {
        let cases = [
            ("一\r\n二\r三\u{2028}四", "一\n二\n三\n四"),
            ("a\tb", "a b"),
            ("\u{1b}[31m\u{202e}x\u{0}", "\u{fffd}[31m\u{fffd}x\u{fffd}"),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected, "{text:?}");
        }
    }
}
