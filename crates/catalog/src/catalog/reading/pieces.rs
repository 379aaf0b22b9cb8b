//! Cuts a file of records into pieces that are parsed one after the other.
//!
//! The parser keeps every token and every value of what it reads, dozens of bytes for each of the file. In pieces, a large
//! file takes no more memory than a small one, and one that is made to take much is refused before it is parsed.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Bytes after which a piece ends before the next record. Most files are one piece.
const PIECE_BYTES: usize = 256 << 10;

/// The most tokens of one piece. A record of 1,000 words has 5,000.
const PIECE_TOKENS: usize = 1 << 20;

/// A part of a file that can be parsed by itself, or one that has too much in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Piece {
    /// Where it stands.
    pub(in crate::catalog) range: Range<usize>,
    /// Whether there is too much between two records.
    pub(in crate::catalog) is_too_large: bool,
}

/// Returns the pieces of a file, in order. A piece that is too large is the last one.
pub(in crate::catalog) fn pieces(text: &str) -> Vec<Piece> {
    cut(text, PIECE_BYTES, PIECE_TOKENS)
}

fn cut(text: &str, bytes: usize, tokens: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut count, mut depth, mut is_line_start) = (0, 0, 0usize, true);
    for token in Source::new(text).lex() {
        let at = token.span().start();
        if is_line_start && depth == 0 && at - start >= bytes && begins_record(&text[at..]) {
            pieces.push(Piece { range: start..at, is_too_large: false });
            (start, count) = (at, 0);
        }
        count += 1;
        if count > tokens {
            pieces.push(Piece { range: start..text.len(), is_too_large: true });
            return pieces;
        }
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_blank = token.kind() == TokenKind::Whitespace;
        is_line_start = token.kind() == TokenKind::Newline || (is_line_start && is_blank);
    }
    pieces.push(Piece { range: start..text.len(), is_too_large: false });
    pieces
}

/// Whether a text begins with the header of a record, such as `[[clause]]`. That of a table within a record, such as
/// `[[risk.mitigations]]`, belongs to what stands before it.
fn begins_record(text: &str) -> bool {
    let header = text.strip_prefix("[[").and_then(|rest| rest.lines().next()?.split(']').next());
    header.is_some_and(|name| !name.contains(['.', '"', '\'']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the pieces as texts, of at least one byte each.
    fn texts(text: &str) -> Vec<&str> {
        cut(text, 1, 1 << 20).into_iter().map(|piece| &text[piece.range]).collect()
    }

    #[test]
    fn a_piece_ends_before_a_record_and_nowhere_else() {
        let text = "[[a]]\nb = 1\n[a.c]\nd = [\n[[1]],\n[2]]\n[[a.e]]\nf = '''\n[[a]]\n'''\n  [[g]]\n# [[a]]\n[[ h ]]";
        assert_eq!(
            texts(text),
            [
                "[[a]]\nb = 1\n[a.c]\nd = [\n[[1]],\n[2]]\n[[a.e]]\nf = '''\n[[a]]\n'''\n  ",
                "[[g]]\n# [[a]]\n",
                "[[ h ]]"
            ]
        );
        assert_eq!(texts(""), [""]);
        assert_eq!(texts("a = [\n[[b]]\n"), ["a = [\n[[b]]\n"], "what is not closed goes on");
    }

    #[test]
    fn too_much_between_two_records_is_the_last_piece() {
        let text = "[[a]]\n[[b]]\nc = 1\n[[d]]\n";
        let pieces = cut(text, 1, 7);
        let expected = [(0..6, false), (6..text.len(), true)];
        assert_eq!(pieces, expected.map(|(range, is_too_large)| Piece { range, is_too_large }));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_pieces(text in "(\\[\\[a\\]\\]\n|b = 1\n|[\\[\\]{}\"'=.# \n]|漢|\u{feff}|\r){0,60}") {
            prop_assert_eq!(texts(&text).concat(), text);
        }
    }
}
