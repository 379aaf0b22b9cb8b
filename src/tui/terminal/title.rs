//! The title of the window (OSC 2), which terminals show on their tabs and in lists of windows.
//!
//! <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>, "Operating System Commands" and XTWINOPS. Where there is no stack
//! of titles, ours is emptied at the end, and the terminal or the shell puts its own there.

use crate::text::clean::clean_line;

/// Keeps the title that was there.
pub const KEEP: &str = "\x1b[22;2t";
/// Gives it back.
pub const GIVE_BACK: &str = "\x1b]2;\x07\x1b[23;2t";
/// The most letters of a title; a tab shows fewer.
const LETTERS: usize = 100;

/// Returns the sequence that sets the title.
pub fn sequence(title: &str) -> String {
    let cleaned: String = clean_line(title).chars().take(LETTERS).collect();
    format!("\x1b]2;{cleaned}\x07")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_steers_the_terminal() {
        let hostile = format!("a\x07\x1b]52;c;eA==\x1b\\b\u{9d}\u{202e}\n{}", "あ".repeat(300));
        let sent = sequence(&hostile);
        let inner = sent.strip_prefix("\x1b]2;").and_then(|rest| rest.strip_suffix('\x07')).unwrap();
        assert!(!inner.chars().any(|c| c.is_control() || c == '\u{202e}'), "{inner:?}");
        assert!(inner.chars().count() <= LETTERS);
    }
}
