//! Writes frames to the terminal: only what changed, in one write, without needless cursor moves.
//!
//! ratatui's own backend sends a cursor move after every wide character, which more than doubles the bytes of Japanese
//! text on a slow line. This one tracks the cursor and sends a move only where terminals may disagree about the width
//! (see [`crate::text::width`]).

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use crate::text::width::{Ambiguous, measure};

/// Begin and end of a synchronized update: the terminal shows it in one step. Terminals without it ignore it.
/// <https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036>
const HOLD: &str = "\x1b[?2026h";
const SHOW: &str = "\x1b[?2026l";
/// A frame of at most this many bytes arrives in one network packet; only longer ones could be seen half drawn.
const PACKET: usize = 1_200;

/// The symbol of a cell that is covered by the wide glyph to its left.
pub const COVERED: &str = "";

/// An address of the web on one row of the screen (OSC 8), which terminals open at a click.
/// <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The cells.
    pub area: Rect,
    /// The whole address, also where a part of it stands there.
    pub url: String,
}

/// Longer addresses are not opened by terminals.
const ADDRESS_MAX: usize = 2000;

/// Writes frames, and knows what the terminal shows.
#[derive(Debug)]
pub struct FrameWriter<W> {
    out: W,
    ambiguous: Ambiguous,
    shown: Buffer,
    /// The addresses in the next frame, and in the one that is shown.
    links: Vec<Hyperlink>,
    shown_links: Vec<Hyperlink>,
    stale: bool,
    cursor: Option<Position>,
    pen: Pen,
}

/// Returns the address that a cell belongs to.
fn link_at(links: &[Hyperlink], at: Position) -> Option<&str> {
    links.iter().find(|link| link.area.contains(at)).map(|link| link.url.as_str())
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CellStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Collects the bytes of a frame, and tracks cursor and style after them.
#[derive(Debug, Default)]
struct Pen {
    bytes: String,
    at: Option<Position>,
    style: CellStyle,
    /// The address that what is printed belongs to.
    link: Option<String>,
}

impl<W: Write> FrameWriter<W> {
    /// Returns a writer to a terminal whose contents are not known yet.
    pub fn new(out: W, ambiguous: Ambiguous) -> Self {
        let shown = Buffer::empty(Rect::ZERO);
        let (links, shown_links) = (Vec::new(), Vec::new());
        Self { out, ambiguous, shown, links, shown_links, stale: true, cursor: None, pen: Pen::default() }
    }

    /// Forgets what the terminal shows, so that the next frame is drawn completely.
    pub fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Sets the width of ambiguous characters.
    pub fn set_ambiguous(&mut self, ambiguous: Ambiguous) {
        self.ambiguous = ambiguous;
    }

    /// Sets the addresses of the web in the next frame.
    pub fn set_links(&mut self, links: Vec<Hyperlink>) {
        self.links = links;
        self.links.retain(|link| link.url.len() <= ADDRESS_MAX);
    }

    /// Returns the output.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Writes what changed since the last frame, and places or hides the cursor.
    ///
    /// # Errors
    ///
    /// If the output cannot be written.
    pub fn show(&mut self, frame: &Buffer, cursor: Option<Position>) -> io::Result<()> {
        if self.stale || self.shown.area != frame.area {
            self.clear(frame.area);
        }
        let before = self.pen.bytes.len();
        for y in frame.area.top()..frame.area.bottom() {
            self.row(frame, y);
        }
        self.pen.set_link(None);
        let drawn = self.pen.bytes.len() > before;
        self.place_cursor(cursor, drawn);
        self.shown.clone_from(frame);
        self.shown_links.clone_from(&self.links);
        self.flush()
    }

    fn clear(&mut self, area: Rect) {
        self.shown = Buffer::empty(area);
        self.stale = false;
        self.cursor = None;
        self.shown_links.clear();
        self.pen = Pen { bytes: "\x1b[?25l\x1b[m\x1b[2J".into(), ..Pen::default() };
    }

    fn place_cursor(&mut self, cursor: Option<Position>, drawn: bool) {
        if cursor == self.cursor && !drawn {
            return;
        }
        if drawn && self.cursor.is_some() {
            // Hidden while the frame is drawn, so that it does not flicker across the screen.
            self.pen.bytes.insert_str(0, "\x1b[?25l");
        }
        match cursor {
            Some(position) => {
                self.pen.go(position);
                if drawn || self.cursor.is_none() {
                    self.pen.bytes.push_str("\x1b[?25h");
                }
            }
            None if self.cursor.is_some() && !drawn => self.pen.bytes.push_str("\x1b[?25l"),
            None => {}
        }
        self.cursor = cursor;
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.pen.bytes.is_empty() {
            return Ok(());
        }
        if self.pen.bytes.len() > PACKET {
            self.pen.bytes.insert_str(0, HOLD);
            self.pen.bytes.push_str(SHOW);
        }
        let written = self.out.write_all(self.pen.bytes.as_bytes()).and_then(|()| self.out.flush());
        self.pen.bytes.clear();
        written
    }

    fn row(&mut self, frame: &Buffer, y: u16) {
        let (left, right) = (frame.area.left(), frame.area.right());
        let blank_from = (left..right).rev().find(|x| frame[(*x, y)] != Cell::EMPTY).map_or(left, |x| x + 1);
        for x in left..right {
            let cell = &frame[(x, y)];
            let cells = 1 + (x + 1..right).take_while(|x| frame[(*x, y)].symbol() == COVERED).count();
            let at = Position::new(x, y);
            let same = (x..right).take(cells).all(|x| frame[(x, y)] == self.shown[(x, y)])
                && link_at(&self.links, at) == link_at(&self.shown_links, at);
            if same || cell.symbol() == COVERED {
                continue;
            }
            if x >= blank_from && right - x > 3 {
                self.pen.erase_to_end(at);
                return;
            }
            let room = usize::from(right - x);
            self.pen.set_link(link_at(&self.links, at));
            self.glyph(at, cell, cells, room);
        }
    }

    fn glyph(&mut self, at: Position, cell: &Cell, covered: usize, room: usize) {
        let (cells, certain) = measure(cell.symbol(), self.ambiguous);
        self.pen.go(at);
        self.pen.set_style(cell);
        if cells != covered || cells > room {
            // A wide glyph without its second cell would shift the rest of the line: leave the cell blank.
            self.pen.print(" ", 1, at);
        } else if certain {
            self.pen.print(cell.symbol(), cells, at);
        } else {
            self.pen.print(&" ".repeat(cells), cells, at);
            self.pen.at = None;
            self.pen.go(at);
            self.pen.print(cell.symbol(), cells, at);
            self.pen.at = None;
        }
        if usize::from(at.x) + cells >= usize::from(self.shown.area.right()) {
            // After the last column, terminals differ about where the cursor is.
            self.pen.at = None;
        }
    }
}

impl Pen {
    fn go(&mut self, to: Position) {
        let moved = match self.at {
            Some(at) if at == to => Ok(()),
            Some(at) if at.y == to.y && at.x < to.x && to.x - at.x == 1 => write!(self.bytes, "\x1b[C"),
            Some(at) if at.y == to.y && at.x < to.x => write!(self.bytes, "\x1b[{}C", to.x - at.x),
            _ => write!(self.bytes, "\x1b[{};{}H", to.y + 1, to.x + 1),
        };
        debug_assert!(moved.is_ok(), "writing to a string does not fail");
        self.at = Some(to);
    }

    fn set_style(&mut self, cell: &Cell) {
        let style = CellStyle { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        if style == self.style {
            return;
        }
        self.style = style;
        self.bytes.push_str("\x1b[");
        if style != CellStyle::default() {
            self.bytes.push('0');
        }
        for (modifier, code) in
            [(Modifier::BOLD, ";1"), (Modifier::DIM, ";2"), (Modifier::UNDERLINED, ";4"), (Modifier::REVERSED, ";7")]
        {
            if style.modifier.contains(modifier) {
                self.bytes.push_str(code);
            }
        }
        for (color, base) in [(style.fg, 30), (style.bg, 40)] {
            if let Color::Indexed(index) = color {
                let _ = write!(self.bytes, ";{};5;{index}", base + 8);
            } else if let Some(code) = color_code(color) {
                let _ = write!(self.bytes, ";{}", base + code);
            }
        }
        self.bytes.push('m');
    }

    fn print(&mut self, symbol: &str, cells: usize, at: Position) {
        self.bytes.push_str(symbol);
        self.at = Some(Position::new(at.x + cells as u16, at.y));
    }

    /// Lets what is printed from now on belong to an address, or to none.
    fn set_link(&mut self, url: Option<&str>) {
        if self.link.as_deref() == url {
            return;
        }
        // Parts on several rows are one address for the terminal if they have the same name.
        let named = if url.is_some() { "id=t" } else { "" };
        self.bytes.push_str("\x1b]8;");
        self.bytes.push_str(named);
        self.bytes.push(';');
        self.bytes.push_str(url.unwrap_or_default());
        self.bytes.push_str("\x1b\\");
        self.link = url.map(str::to_owned);
    }

    fn erase_to_end(&mut self, from: Position) {
        self.set_link(None);
        self.go(from);
        self.set_style(&Cell::EMPTY);
        self.bytes.push_str("\x1b[K");
    }
}

/// Returns what to add to 30 (text) or 40 (background) for one of the 16 colours; none for the default colour.
const fn color_code(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;
    use crate::tui::view::widgets::canvas::Canvas;

    fn frame(width: u16, height: u16, texts: &[(u16, u16, &str, Style)], ambiguous: Ambiguous) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let mut canvas = Canvas::new(&mut buffer, ambiguous);
        for (x, y, text, style) in texts {
            canvas.put(Position::new(*x, *y), width, text, *style);
        }
        buffer
    }

    fn bytes(writer: &mut FrameWriter<Vec<u8>>, frame: &Buffer, cursor: Option<Position>) -> String {
        writer.out().clear();
        writer.show(frame, cursor).unwrap();
        String::from_utf8(writer.out().clone()).unwrap()
    }

    #[test]
    fn wide_text_is_written_without_cursor_moves() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let plain = Style::new();
        let first = frame(20, 2, &[(0, 0, "二要素認証 MFA", plain)], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &first, None), "\x1b[?25l\x1b[m\x1b[2J\x1b[1;1H二要素認証\x1b[CMFA");
        assert_eq!(bytes(&mut writer, &first, None), "", "an unchanged frame writes nothing");
        let second = frame(20, 2, &[(0, 0, "二要素確認 MFA", plain)], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &second, None), "\x1b[1;7H確認");
        let third = frame(20, 2, &[(0, 0, "二", plain.add_modifier(Modifier::BOLD))], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &third, None), "\x1b[1;1H\x1b[0;1m二\x1b[m\x1b[K");
    }

    #[test]
    fn the_cursor_is_hidden_while_a_frame_is_drawn() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let empty = frame(10, 1, &[], Ambiguous::Unknown);
        let at = |x| Some(Position::new(x, 0));
        assert_eq!(bytes(&mut writer, &empty, at(2)), "\x1b[?25l\x1b[m\x1b[2J\x1b[1;3H\x1b[?25h");
        assert_eq!(bytes(&mut writer, &empty, at(4)), "\x1b[2C");
        let typed = frame(10, 1, &[(4, 0, "認", Style::new())], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &typed, at(6)), "\x1b[?25l認\x1b[?25h");
        assert_eq!(bytes(&mut writer, &typed, None), "\x1b[?25l");
    }

    #[test]
    fn an_ambiguous_glyph_is_fenced_unless_its_width_is_known() {
        for (ambiguous, expected) in [
            (Ambiguous::Unknown, "\x1b[1;1Ha  \x1b[1;2H※\x1b[1;4Hb"),
            (Ambiguous::Narrow, "\x1b[1;1Ha※b"),
            (Ambiguous::Wide, "\x1b[1;1Ha※b"),
        ] {
            let mut writer = FrameWriter::new(Vec::new(), ambiguous);
            let text = frame(10, 1, &[(0, 0, "a※b", Style::new())], ambiguous);
            let written = bytes(&mut writer, &text, None);
            assert_eq!(written.strip_prefix("\x1b[?25l\x1b[m\x1b[2J"), Some(expected), "{ambiguous:?}");
        }
    }

    #[test]
    fn a_wide_glyph_never_stands_in_the_last_cell() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let clipped = frame(5, 1, &[(0, 0, "二要素", Style::new())], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &clipped, None), "\x1b[?25l\x1b[m\x1b[2J\x1b[1;1H二要");
        let mut forced = Buffer::empty(Rect::new(0, 0, 2, 1));
        forced[(1, 0)].set_symbol("素");
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &forced, None), "\x1b[?25l\x1b[m\x1b[2J\x1b[1;2H ");
    }

    #[test]
    fn only_a_frame_that_may_be_seen_half_drawn_is_held() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let wide = "二要素認証".repeat(8);
        let rows: Vec<_> = (0..24).map(|y| (0, y, wide.as_str(), Style::new())).collect();
        let written = bytes(&mut writer, &frame(80, 24, &rows, Ambiguous::Unknown), None);
        assert!(written.starts_with("\x1b[?2026h\x1b[?25l") && written.ends_with("\x1b[?2026l"));
        let small = bytes(&mut writer, &frame(80, 24, &rows[1..], Ambiguous::Unknown), None);
        assert!(!small.is_empty() && !small.contains("2026"));
    }

    #[test]
    fn colours_of_the_256_are_written_by_number() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let styled = frame(4, 1, &[(0, 0, "a", Style::new().fg(Color::Indexed(114)))], Ambiguous::Unknown);
        assert!(bytes(&mut writer, &styled, None).contains("\x1b[0;38;5;114ma"));
    }

    #[test]
    fn half_a_wide_glyph_is_never_left_behind() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let plain = Style::new();
        bytes(&mut writer, &frame(6, 1, &[(0, 0, "二要素", plain)], Ambiguous::Unknown), None);
        let narrow = frame(6, 1, &[(0, 0, "a", plain), (2, 0, "要素", plain)], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &narrow, None), "\x1b[1;1Ha ");
    }

    #[test]
    fn an_address_is_told_with_its_letters_and_only_then() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let plain = Style::new();
        let link = |x, width| Hyperlink { area: Rect::new(x, 0, width, 1), url: "https://a.b".into() };
        let text = frame(12, 1, &[(0, 0, "見る a.b", plain)], Ambiguous::Unknown);
        writer.set_links(vec![link(5, 3)]);
        let first = bytes(&mut writer, &text, None);
        assert!(first.ends_with("見る\x1b]8;id=t;https://a.b\x1b\\\x1b[Ca.b\x1b]8;;\x1b\\"), "{first:?}");
        assert_eq!(bytes(&mut writer, &text, None), "", "an unchanged frame writes nothing");
        writer.set_links(Vec::new());
        assert_eq!(bytes(&mut writer, &text, None), "\x1b[1;6Ha.b", "what is no address any more is written anew");
        writer.set_links(vec![Hyperlink { area: Rect::new(5, 0, 3, 1), url: "x".repeat(ADDRESS_MAX + 1) }]);
        assert_eq!(bytes(&mut writer, &text, None), "", "no terminal opens it");
        let blank = frame(12, 1, &[], Ambiguous::Unknown);
        writer.set_links(vec![link(0, 12)]);
        assert!(!bytes(&mut writer, &blank, None).contains("\x1b]8;id"), "what is blank belongs to none");
    }
}
