//! A part of a line.

use std::ops::Range;

use crate::tui::view::theme::TextRole;

/// A part of a line in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its role, which decides its style.
    pub role: TextRole,
    /// The link it belongs to, as an index of [`Page::links`](crate::tui::view::page::Page::links).
    pub link: Option<usize>,
}

impl Span {
    /// Returns a span that belongs to no link.
    pub fn new(text: impl Into<String>, role: TextRole) -> Self {
        Self { text: text.into(), role, link: None }
    }
}

/// Splits a line of a text into spans; those in the byte ranges `highlights` are highlighted.
pub fn highlighted(text: &str, line: Range<usize>, highlights: &[Range<usize>], role: TextRole) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = line.start;
    for highlight in highlights {
        let (start, end) = (highlight.start.clamp(at, line.end), highlight.end.clamp(at, line.end));
        if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
            spans.push(Span::new(&text[at..start], role));
            spans.push(Span::new(&text[start..end], TextRole::Match));
            at = end;
        }
    }
    spans.push(Span::new(&text[at..line.end], role));
    spans.retain(|span| !span.text.is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(highlights: impl IntoIterator<Item = Range<usize>>) -> Vec<(String, bool)> {
        let spans = highlighted("二要素認証", 0..15, &Vec::from_iter(highlights), TextRole::Text);
        spans.into_iter().map(|span| (span.text, span.role == TextRole::Match)).collect()
    }

    #[test]
    fn what_matched_stands_out() {
        assert_eq!(pieces(None), [("二要素認証".to_owned(), false)]);
        assert_eq!(pieces(Some(0..9)), [("二要素".to_owned(), true), ("認証".to_owned(), false)]);
        assert_eq!(pieces(Some(9..99)), [("二要素".to_owned(), false), ("認証".to_owned(), true)]);
        assert_eq!(
            pieces(Some(1..2)),
            [("二要素認証".to_owned(), false)],
            "a range off the character borders is ignored"
        );
    }
}
