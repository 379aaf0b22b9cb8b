//! The clipboard of the person's own computer, reached through the terminal (OSC 52).
//!
//! <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>, "Manipulate Selection Data". Terminals without it
//! ignore it, and there is no reply; therefore the copied text is also shown on screen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A terminal multiplexer around this program; it passes sequences on only if they are wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplexer {
    /// No multiplexer.
    #[default]
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    GnuScreen,
}

/// How many characters GNU screen passes on in one sequence; it drops longer ones.
const PIECE: usize = 700;

/// Returns the sequence that puts a text on the clipboard.
pub fn sequence(text: &str, multiplexer: Multiplexer) -> String {
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    match multiplexer {
        Multiplexer::None => plain,
        // Twice: for a tmux that handles it itself, and for one that passes it on.
        Multiplexer::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
        Multiplexer::GnuScreen => {
            let letters: Vec<char> = plain.chars().collect();
            letters.chunks(PIECE).map(|piece| format!("\x1bP{}\x1b\\", String::from_iter(piece))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_goes_through_whatever_stands_between() {
        let plain = "\x1b]52;c;5LqM6KaB57Sg\x07";
        assert_eq!(sequence("二要素", Multiplexer::None), plain);
        assert_eq!(
            sequence("二要素", Multiplexer::Tmux),
            format!("{plain}\x1bPtmux;\x1b\x1b]52;c;5LqM6KaB57Sg\x07\x1b\\")
        );
        assert_eq!(sequence("二要素", Multiplexer::GnuScreen), format!("\x1bP{plain}\x1b\\"));
    }

    #[test]
    fn screen_gets_pieces_that_it_passes_on() {
        let sent = sequence(&"長い".repeat(600), Multiplexer::GnuScreen);
        let pieces: Vec<&str> = sent.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= PIECE + 2 && piece.starts_with("\x1bP")));
        let joined: String = pieces.iter().map(|piece| &piece[2..]).collect();
        assert_eq!(joined, sequence(&"長い".repeat(600), Multiplexer::None));
    }
}
