//! Writes frames to the terminal: only what changed, in one write, without needless cursor moves.
//!
//! ratatui's own backend sends a cursor move after every wide character, which more than doubles the bytes of Japanese
//! text on a slow line. This one tracks the cursor and sends a move only where terminals may disagree about the width
//! (see [`crate::text::width`]); the [`Pen`] finds the shortest way.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use crate::text::width::{Ambiguous, measure};

pub use super::pen::COVERED;
use super::pen::{Pen, Row, looks_blank, looks_like};

/// Begin and end of a synchronized update: the terminal shows it in one step. Terminals without it ignore it.
/// <https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036>
const HOLD: &str = "\x1b[?2026h";
const SHOW: &str = "\x1b[?2026l";
/// A frame of at most this many bytes arrives in one network packet; only longer ones could be seen half drawn.
const PACKET: usize = 1_200;

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
        self.pen.begin();
        let before = self.pen.bytes.len();
        for y in frame.area.top()..frame.area.bottom() {
            self.row(frame, y);
        }
        self.pen.set_link(None);
        let drawn = self.pen.bytes.len() > before;
        self.place_cursor(frame, cursor, drawn);
        // A buffer has no `clone_from` of its own, and would take its memory anew for every frame.
        self.shown.content.clone_from(&frame.content);
        self.shown_links.clone_from(&self.links);
        self.flush()
    }

    fn clear(&mut self, area: Rect) {
        self.shown = Buffer::empty(area);
        self.stale = false;
        self.cursor = None;
        self.shown_links.clear();
        self.pen = Pen::new("\x1b[?25l\x1b[m\x1b[2J");
    }

    fn place_cursor(&mut self, frame: &Buffer, cursor: Option<Position>, drawn: bool) {
        if cursor == self.cursor && !drawn {
            return;
        }
        if drawn && self.cursor.is_some() {
            // Hidden while the frame is drawn, so that it does not flicker across the screen.
            self.pen.bytes.insert_str(0, "\x1b[?25l");
        }
        match cursor {
            Some(position) => {
                // Nothing is printed where nothing has changed: some terminals are read aloud.
                let row = if drawn { self.row_of(frame, position.y) } else { Row::default() };
                self.pen.go(position, &row);
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
        let blank_from = (left..right).rev().find(|x| !looks_blank(&frame[(*x, y)])).map_or(left, |x| x + 1);
        let row = self.row_of(frame, y);
        for x in left..right {
            let cell = &frame[(x, y)];
            let cells = 1 + (x + 1..right).take_while(|x| frame[(*x, y)].symbol() == COVERED).count();
            let at = Position::new(x, y);
            let same = (x..right).take(cells).all(|x| looks_like(&frame[(x, y)], &self.shown[(x, y)]))
                && link_at(&self.links, at) == link_at(&self.shown_links, at);
            if same || cell.symbol() == COVERED {
                continue;
            }
            if x >= blank_from && right - x > 3 {
                self.pen.erase_to_end(at, &row);
                return;
            }
            let room = usize::from(right - x);
            self.pen.set_link(link_at(&self.links, at));
            self.pen.go(at, &row);
            self.glyph(at, cell, cells, room);
        }
    }

    /// Returns a row of the frame, of which the pen may print cells again. What belongs to an address is printed once only.
    fn row_of<'f>(&self, frame: &'f Buffer, y: u16) -> Row<'f> {
        let is_in = |link: &Hyperlink| (link.area.top()..link.area.bottom()).contains(&y);
        let width = usize::from(frame.area.width);
        let start = usize::from(y.saturating_sub(frame.area.top())) * width;
        let cells = frame.content.get(start..start + width).filter(|_| !self.links.iter().any(is_in));
        Row { cells: cells.unwrap_or_default(), ambiguous: self.ambiguous }
    }

    fn glyph(&mut self, at: Position, cell: &Cell, covered: usize, room: usize) {
        let (cells, certain) = measure(cell.symbol(), self.ambiguous);
        self.pen.set_style(cell);
        if cells != covered || cells > room {
            // A wide glyph without its second cell would shift the rest of the line: leave the cell blank.
            self.pen.print(" ", 1, at);
        } else if certain {
            self.pen.print(cell.symbol(), cells, at);
        } else {
            self.pen.print(&" ".repeat(cells), cells, at);
            self.pen.jump(at);
            self.pen.print(cell.symbol(), cells, at);
            self.pen.lose();
        }
        if usize::from(at.x) + cells >= usize::from(self.shown.area.right()) {
            // After the last column, terminals differ about where the cursor is.
            self.pen.lose();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;
    use crate::tui::view::widgets::canvas::Canvas;

    const SIZE: Rect = Rect::new(0, 0, 24, 6);

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
        assert_eq!(bytes(&mut writer, &first, None), "\x1b[?25l\x1b[m\x1b[2J\x1b[1H二要素認証 MFA");
        assert_eq!(bytes(&mut writer, &first, None), "", "an unchanged frame writes nothing");
        let second = frame(20, 2, &[(0, 0, "二要素確認 MFA", plain)], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &second, None), "\x1b[1;7H確認");
        let third = frame(20, 2, &[(0, 0, "二", plain.add_modifier(Modifier::BOLD))], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &third, None), "\x1b[1H\x1b[1m二\x1b[K");
    }

    #[test]
    fn the_cursor_is_hidden_while_a_frame_is_drawn() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let empty = frame(10, 1, &[], Ambiguous::Unknown);
        let at = |x| Some(Position::new(x, 0));
        assert_eq!(bytes(&mut writer, &empty, at(2)), "\x1b[?25l\x1b[m\x1b[2J\x1b[1;3H\x1b[?25h");
        assert_eq!(bytes(&mut writer, &empty, at(4)), "\x1b[2C", "to move prints nothing");
        let typed = frame(10, 1, &[(4, 0, "認", Style::new())], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &typed, at(6)), "\x1b[?25l認\x1b[?25h");
        assert_eq!(bytes(&mut writer, &typed, None), "\x1b[?25l");
    }

    #[test]
    fn an_ambiguous_glyph_is_fenced_unless_its_width_is_known() {
        for (ambiguous, expected) in [
            (Ambiguous::Unknown, "\x1b[1Ha  \x1b[1;2H※\x1b[1;4Hb"),
            (Ambiguous::Narrow, "\x1b[1Ha※b"),
            (Ambiguous::Wide, "\x1b[1Ha※b"),
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
        assert_eq!(bytes(&mut writer, &clipped, None), "\x1b[?25l\x1b[m\x1b[2J\x1b[1H二要");
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
        assert!(bytes(&mut writer, &styled, None).contains("\x1b[38;5;114ma"));
    }

    #[test]
    fn half_a_wide_glyph_is_never_left_behind() {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        let plain = Style::new();
        bytes(&mut writer, &frame(6, 1, &[(0, 0, "二要素", plain)], Ambiguous::Unknown), None);
        let narrow = frame(6, 1, &[(0, 0, "a", plain), (2, 0, "要素", plain)], Ambiguous::Unknown);
        assert_eq!(bytes(&mut writer, &narrow, None), "\x1b[1Ha ");
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

    fn texts() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
        let colors = prop::sample::select(vec![Color::Reset, Color::Cyan, Color::Indexed(9), Color::Black]);
        let modifiers = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::BOLD,
        ]);
        let styles = (colors.clone(), colors, modifiers);
        let style = styles.prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier));
        prop::collection::vec((0..SIZE.width, 0..SIZE.height, "[ab二素※ ]{1,12}", style), 0..8)
    }

    fn drawn(texts: &[(u16, u16, String, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(SIZE);
        for (x, y, text, style) in texts {
            Canvas::new(&mut buffer, Ambiguous::Unknown).put(Position::new(*x, *y), SIZE.width - x, text, *style);
        }
        buffer
    }

    /// Returns what a terminal shows after frames, each with its cursor: its cells, each as its symbol and what can be seen of
    /// its style, and the cursor.
    fn shown(frames: &[(Buffer, Option<Position>)]) -> Vec<String> {
        let mut writer = FrameWriter::new(Vec::new(), Ambiguous::Unknown);
        for (frame, cursor) in frames {
            writer.show(frame, *cursor).unwrap();
        }
        let mut terminal = vt100::Parser::new(SIZE.height.try_into().unwrap(), SIZE.width.try_into().unwrap(), 0);
        terminal.process(writer.out());
        let screen = terminal.screen();
        let cell = |at: Position| {
            let cell = screen.cell(at.y, at.x).unwrap();
            let (symbol, is_covered) = (cell.contents().trim(), cell.is_wide_continuation());
            let on_blanks = (cell.bgcolor(), cell.underline(), cell.inverse());
            let is_blank = symbol.is_empty() && !is_covered;
            let of_letters = (!is_blank || cell.inverse()).then(|| (cell.fgcolor(), cell.bold()));
            format!("{at} {symbol:?} {on_blanks:?} {of_letters:?}")
        };
        let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
        SIZE.positions().map(cell).chain([format!("{cursor:?}")]).collect()
    }

    proptest! {
        #[test]
        fn what_changes_leads_to_the_same_screen_as_all_anew(
            frames in prop::collection::vec((texts(), prop::option::of((0..SIZE.width, 0..SIZE.height))), 2..5),
        ) {
            let at = |(x, y)| Position::new(x, y);
            let frames: Vec<_> = frames.iter().map(|(texts, cursor)| (drawn(texts), cursor.map(at))).collect();
            prop_assert_eq!(shown(&frames), shown(&frames[frames.len() - 1..]));
        }
    }
}
