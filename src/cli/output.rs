//! Everything that is printed passes here: cleaned, and silent once the reader has gone.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::failure::Failure;

use crate::text::clean::{json_escape, judged, visible_line};
use crate::text::width::{Ambiguous, cells, filled, glyphs};
use crate::text::wrap::wrap;
use crate::workspace::page_parts::addresses;

use super::environment::StdoutInfo;
use super::pager::{PagedWriter, Pager};
use super::style::Style;

/// Lines do not get narrower than this, in columns, however far in they stand.
const NARROWEST: usize = 4;

/// Widest text to read: longer lines are hard to read even where there is room.
const WIDEST: usize = 96;

/// Why a command stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something went wrong.
    Failure(Failure),
    /// Standard output does not take more; a closed pipe is no error.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Standard output.
pub(super) struct Output<'w> {
    writer: PagedWriter<'w>,
    /// What it is printed on.
    pub(super) screen: StdoutInfo,
}

impl<'w> Output<'w> {
    /// Returns an output that prints on a screen.
    pub(super) fn new(writer: &'w mut dyn Write, screen: StdoutInfo) -> Self {
        Self { writer: PagedWriter::plain(writer), screen }
    }

    /// Lets a pager show what is printed from now on, if there is one and it gets long.
    pub(super) fn page_with(&mut self, pager: Option<Pager>) {
        pager.into_iter().for_each(|pager| self.writer.page_with(pager));
    }

    /// Tells the person something that is no result where they look for it, which is the pager once it has the screen. False
    /// if that is not there.
    pub(super) fn tell_in_pager(&mut self, text: &str) -> bool {
        // A pager that was left takes nothing, and nobody misses it.
        self.writer.is_shown() && writeln!(self.writer, "{text}").map_or(true, |()| true)
    }

    /// Prints one line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Stop> {
        Ok(writeln!(self.writer, "{}", self.shown(text))?)
    }

    /// Returns a text as it is printed on one line.
    pub(super) fn shown(&self, text: &str) -> String {
        shown(text, self.screen.ambiguous)
    }

    /// Prints one line that stands out where that is possible.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), Stop> {
        self.line_in(Style::Heading, text)
    }

    /// Prints one line in a style where that is possible.
    pub(super) fn line_in(&mut self, style: Style, text: &str) -> Result<(), Stop> {
        self.line_with(text, &[(style, text)])
    }

    /// Prints one line; pieces of it, each where it stands last, get a style where that is possible.
    pub(super) fn line_with(&mut self, text: &str, pieces: &[(Style, &str)]) -> Result<(), Stop> {
        let mut line = self.shown(text);
        for (style, piece) in pieces.iter().filter(|_| self.screen.is_styled) {
            let piece = &self.shown(piece);
            // A style names no letters that a piece could hold, and pieces do not lie in each other.
            if let Some(at) = line.rfind(piece).filter(|_| !piece.is_empty()) {
                line.replace_range(at..at + piece.len(), &style.on(piece));
            }
        }
        Ok(writeln!(self.writer, "{line}")?)
    }

    /// Prints a page of help, its headings set off where that is possible.
    pub(super) fn help(&mut self, text: &str) -> Result<(), Stop> {
        let is_heading = |line: &str| line.ends_with(':') && !line.starts_with(' ');
        text.lines().try_for_each(|line| if is_heading(line) { self.heading(line) } else { self.line(line) })
    }

    /// Prints text that has lines of its own, for example help.
    pub(super) fn block(&mut self, text: &str) -> Result<(), Stop> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Prints text that stands in from the margin; on a terminal, in lines that fit.
    pub(super) fn indented(&mut self, indent: usize, text: &str) -> Result<(), Stop> {
        let margin = " ".repeat(indent);
        if !self.screen.is_terminal {
            return self.line(&format!("{margin}{text}"));
        }
        let lines = self.screen.wrapped(text, self.screen.columns.saturating_sub(indent));
        lines.iter().try_for_each(|line| self.line(&format!("{margin}{line}")))
    }

    /// Returns how many columns text to read takes at most.
    pub(super) fn reading_columns(&self) -> usize {
        self.screen.columns.min(WIDEST)
    }

    /// Prints text to read that stands in from the margin, in lines that fit wherever it is printed.
    pub(super) fn paragraph(&mut self, indent: usize, text: &str) -> Result<(), Stop> {
        let margin = " ".repeat(indent);
        let lines = self.screen.wrapped(text, self.reading_columns().saturating_sub(indent));
        lines.iter().try_for_each(|line| self.line(&format!("{margin}{line}")))
    }

    /// Hands over the contents of a file as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.writer.release()?;
        Ok(self.writer.write_all(bytes)?)
    }

    /// Prints a document of JSON on one line.
    pub(super) fn json(&mut self, document: &impl Serialize) -> Result<(), Stop> {
        self.writer.release()?;
        let mut serializer = Serializer::with_formatter(&mut self.writer, JsonEscaping);
        document.serialize(&mut serializer).map_err(io::Error::from)?;
        Ok(writeln!(self.writer)?)
    }

    /// Hands over what is still held back, before a question or at the end.
    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        Ok(self.writer.finish()?)
    }
}

impl StdoutInfo {
    /// Returns how many columns a text takes when it is printed.
    pub(super) fn width(self, text: &str) -> usize {
        cells(text, self.ambiguous)
    }

    /// Returns a text with spaces added up to a number of columns.
    pub(super) fn pad(self, text: &str, columns: usize) -> String {
        filled(text, columns, self.ambiguous)
    }

    /// Returns a text as it is printed in lines of at most so many columns; at least one line, which may be empty. An address
    /// is never broken, so that it can be copied and searched for: a long one takes a longer line of its own.
    pub(super) fn wrapped(self, text: &str, columns: usize) -> Vec<String> {
        wrapped_in(text, columns, self.ambiguous)
    }
}

/// Returns how many columns a text takes in a page of help, whose columns hold no symbols.
pub(super) fn width(text: &str) -> usize {
    cells(text, Ambiguous::AsIs)
}

/// Returns a text of a page of help with spaces added up to a number of columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    filled(text, columns, Ambiguous::AsIs)
}

/// Returns the name of a value in so many columns; a longer one still does not touch what stands behind it.
pub(super) fn label(name: &str, columns: usize) -> String {
    pad(name, columns.max(width(name) + 1))
}

/// Returns a text of a page of help in lines, see [`StdoutInfo::wrapped`].
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    wrapped_in(text, columns, Ambiguous::AsIs)
}

/// Returns a text as it is printed on one line: harmless, and in ASCII as far as that is wanted.
pub(super) fn shown(text: &str, ambiguous: Ambiguous) -> String {
    let line = visible_line(text);
    match ambiguous {
        // A symbol that nothing stands for stays: a name with a question mark in it would be another name.
        Ambiguous::Ascii => glyphs(&line, ambiguous)
            .map(
                |glyph| {
                    if glyph.text == "?" { line[glyph.start..glyph.end].to_owned() } else { glyph.text.into_owned() }
                },
            )
            .collect(),
        _ => line,
    }
}

fn wrapped_in(text: &str, columns: usize, ambiguous: Ambiguous) -> Vec<String> {
    let text = visible_line(text);
    let lines = wrap(&text, columns.max(NARROWEST), ambiguous);
    let is_broken = |url: &Range<usize>| lines.iter().any(|line| url.start < line.end && line.end < url.end);
    let Some(url) = addresses(&text).find(is_broken) else {
        return lines.into_iter().map(|range| text[range].to_owned()).collect();
    };
    let before = Some(text[..url.start].trim_end()).filter(|before| !before.is_empty());
    let after = Some(text[url.end..].trim_start()).filter(|after| !after.is_empty());
    let mut lines: Vec<String> = before.into_iter().flat_map(|before| wrapped_in(before, columns, ambiguous)).collect();
    lines.push(text[url].to_owned());
    lines.extend(after.into_iter().flat_map(|after| wrapped_in(after, columns, ambiguous)));
    lines
}

/// Writes compact JSON in which characters that could steer a terminal are escaped; nothing is lost.
struct JsonEscaping;

impl Formatter for JsonEscaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let (mut start, mut end) = (0, 0);
        for (c, is_harmful) in judged(fragment) {
            if is_harmful {
                CompactFormatter.write_string_fragment(writer, &fragment[start..end])?;
                writer.write_all(json_escape(c).as_bytes())?;
                start = end + c.len_utf8();
            }
            end += c.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[start..])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: StdoutInfo =
        StdoutInfo { columns: 80, is_terminal: false, is_styled: false, ambiguous: Ambiguous::AsIs };

    fn printed(screen: StdoutInfo, print: impl FnOnce(&mut Output<'_>) -> Result<(), Stop>) -> String {
        let mut bytes = Vec::new();
        print(&mut Output::new(&mut bytes, screen)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        let printed = printed(PLAIN, |out| out.line("赤\u{1b}[31m\u{202e}逆\u{9b}2J\n次\u{feff}葛\u{e0100}"));
        assert_eq!(printed, "赤\u{fffd}[31m\u{fffd}逆\u{fffd}2J 次\u{fffd}葛\u{e0100}\n");
    }

    #[test]
    fn in_ascii_a_symbol_without_a_counterpart_stays() {
        assert_eq!(shown("α版? ── ※①", Ambiguous::Ascii), "α版? -- *(1)");
    }

    #[test]
    fn json_escapes_and_keeps_every_character() {
        let text =
            "a\u{1b}[0m\u{9b}\u{202e}\u{7f}漢\"\\\u{2028}\u{e0041}\u{3164}証\u{200d}跡\u{fe0f}\u{fe0f}葛\u{e0100}";
        let printed = printed(PLAIN, |out| out.json(&[text]));
        assert!(printed.contains("葛\u{e0100}"), "{printed}");
        assert!(judged(printed.trim_end()).all(|(_, is_harmful)| !is_harmful), "{printed}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&printed).unwrap(), [text]);
    }

    #[test]
    fn headings_are_bold_only_where_that_is_wanted() {
        for (is_styled, expected) in [(false, "題\n"), (true, "\u{1b}[1m題\u{1b}[0m\n")] {
            assert_eq!(printed(StdoutInfo { is_styled, ..PLAIN }, |out| out.heading("題")), expected);
        }
    }

    #[test]
    fn no_line_is_wider_than_asked_and_nothing_is_lost() {
        let text = "令和9年度に動いていると見込まれるシステム(Entra ID等)は、「二要素認証」に対応したものを選ぶ。ただし例外もある……。";
        for columns in 4..120 {
            let lines = wrapped(text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{columns}");
        }
        let screen = StdoutInfo { columns: 12, is_terminal: true, is_styled: false, ambiguous: Ambiguous::AsIs };
        assert_eq!(printed(screen, |out| out.indented(2, "一\u{202e}二三四五")), "  一\u{fffd}二三四\n  五\n");
    }

    #[test]
    fn an_address_stays_on_one_line() {
        let url = "https://learn.microsoft.com/entra/identity/conditional-access/overview";
        for text in
            [url.to_owned(), format!("手引き {url}"), format!("{url}、{url} の二つ。"), format!("「{url}」を見る")]
        {
            for columns in 4..90 {
                let lines = wrapped(&text, columns);
                let whole = lines.iter().map(|line| line.matches(url).count()).sum::<usize>();
                assert_eq!(whole, text.matches(url).count(), "{columns}: {lines:?}");
                assert!(
                    lines.iter().all(|line| line.contains(url) || width(line) <= columns.max(NARROWEST)),
                    "{lines:?}"
                );
                assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{columns}");
            }
        }
    }

    #[test]
    fn padding_counts_columns_not_characters() {
        assert_eq!(pad("対応", 6), "対応  ");
        assert_eq!(pad("対応", 2), "対応");
        assert_eq!((width("14.⑤"), width("葛\u{e0100}城")), (4, 4));
    }
}
