//! The bytes of a frame: the shortest way from cell to cell, and of each style only what changes.

use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::text::width::{Ambiguous, measure};

/// The symbol of a cell that is covered by the wide glyph to its left.
pub const COVERED: &str = "";

/// The modifiers that are sent, with their codes.
const MODIFIERS: [(Modifier, &str); 4] =
    [(Modifier::BOLD, "1"), (Modifier::DIM, "2"), (Modifier::UNDERLINED, "4"), (Modifier::REVERSED, "7")];
/// All of them.
const SENT: Modifier = {
    let (mut all, mut at) = (Modifier::empty(), 0);
    while at < MODIFIERS.len() {
        all = all.union(MODIFIERS[at].0);
        at += 1;
    }
    all
};
/// The modifiers that show on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED);
/// A move over more rows is hardly ever shorter by line feeds than by number.
const LINE_FEEDS_MAX: u16 = 3;

/// Collects bytes, and tracks cursor and style after them.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// What is collected.
    pub(super) bytes: String,
    at: Option<Position>,
    style: CellStyle,
    /// The address that what is printed belongs to.
    link: Option<String>,
    /// Whether something may have moved the cursor since it was last placed by number: then only its own row is near.
    is_in_doubt: bool,
}

/// A row of the frame, of which cells may be printed again where that is shorter than a move.
#[derive(Default)]
pub(super) struct Row<'f> {
    /// Its cells from the left; none if they may not.
    pub(super) cells: &'f [Cell],
    /// How wide ambiguous characters are.
    pub(super) ambiguous: Ambiguous,
}

/// A style as it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CellStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Whether two cells cannot be told apart on the screen: blanks have no colour and no weight.
pub(super) fn looks_like(one: &Cell, other: &Cell) -> bool {
    one == other || looks_blank(one) && looks_blank(other)
}

/// Whether a cell looks as after a clear.
pub(super) fn looks_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && CellStyle::of(cell).is_plain_on_blanks()
}

impl CellStyle {
    fn of(cell: &Cell) -> Self {
        let sent = |color| if matches!(color, Color::Rgb(..)) { Color::Reset } else { color };
        Self { fg: sent(cell.fg), bg: sent(cell.bg), modifier: cell.modifier & SENT }
    }

    fn is_plain_on_blanks(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(ON_BLANKS)
    }

    /// Returns the codes that lead to it from another style, the shorter way: from there, or from none. No theme uses the bright
    /// colours (90 to 97) of which the Linux console makes bold ones that only 0 ends.
    fn codes_from(self, before: Self) -> String {
        let is_more = self.modifier.contains(before.modifier)
            && [(self.fg, before.fg), (self.bg, before.bg)].iter().all(|(to, from)| to == from || *to != Color::Reset);
        let anew = match self == Self::default() {
            true => String::new(),
            false => format!("0;{}", self.codes_beyond(Self::default())),
        };
        let more = is_more.then(|| self.codes_beyond(before));
        more.filter(|more| more.len() < anew.len()).unwrap_or(anew)
    }

    /// Returns the codes of what it has and another style has not.
    fn codes_beyond(self, before: Self) -> String {
        let modifiers = self.modifier - before.modifier;
        let named = MODIFIERS.iter().filter(|(modifier, _)| modifiers.contains(*modifier));
        let mut codes: Vec<String> = named.map(|(_, code)| (*code).to_owned()).collect();
        for (to, from, base) in [(self.fg, before.fg, 30), (self.bg, before.bg, 40)] {
            codes.extend(if to == from { None } else { color_codes(to, base) });
        }
        codes.join(";")
    }
}

impl Pen {
    /// Returns a pen that begins with some bytes, after which the style is none and the place of the cursor unknown.
    pub(super) fn new(first: &str) -> Self {
        Self { bytes: first.to_owned(), ..Self::default() }
    }

    /// Forgets where the cursor is.
    pub(super) fn lose(&mut self) {
        self.at = None;
    }

    /// Moves to a cell of a row, the shortest way.
    pub(super) fn go(&mut self, to: Position, row: &Row<'_>) {
        if self.at == Some(to) {
            return;
        }
        let numbered = by_number(to);
        let mut shortest = numbered.clone();
        let start = self.at.and_then(|at| start_of_way(at, to));
        if let Some((start, from)) = start.filter(|(start, _)| start.is_empty() || !self.is_in_doubt) {
            for across in [Some(right(to.x - from)), self.printed_again(row, from..to.x)].into_iter().flatten() {
                if start.len() + across.len() < shortest.len() {
                    shortest = format!("{start}{across}");
                }
            }
        }
        self.bytes.push_str(&shortest);
        self.at = Some(to);
        self.is_in_doubt &= shortest != numbered;
    }

    /// Begins a frame: what else writes to the terminal may have moved the cursor to another row.
    pub(super) fn begin(&mut self) {
        self.is_in_doubt = true;
    }

    /// Moves to a cell from wherever the cursor is.
    pub(super) fn jump(&mut self, to: Position) {
        self.bytes.push_str(&by_number(to));
        self.at = Some(to);
    }

    /// Returns the symbols of cells that look the same if they are printed in the style of now.
    fn printed_again(&self, row: &Row<'_>, columns: Range<u16>) -> Option<String> {
        let (from, to) = (usize::from(columns.start), usize::from(columns.end));
        let cells = row.cells.get(from..to)?;
        let mut printed = String::new();
        let mut rest = cells;
        while let [cell, after @ ..] = rest {
            let covered = after.iter().take_while(|cell| cell.symbol() == COVERED).count();
            let is_blank = looks_blank(cell) && self.style.is_plain_on_blanks();
            let is_so = is_blank || CellStyle::of(cell) == self.style;
            let is_sure = cell.symbol().chars().all(has_one_width);
            if !is_so || !is_sure || measure(cell.symbol(), row.ambiguous) != (1 + covered, true) {
                return None;
            }
            printed.push_str(cell.symbol());
            rest = &after[covered..];
        }
        Some(printed)
    }

    /// Prints in the style of a cell from now on.
    pub(super) fn set_style(&mut self, cell: &Cell) {
        let style = CellStyle::of(cell);
        let is_unseen = looks_blank(cell) && self.style.is_plain_on_blanks();
        if style == self.style || is_unseen {
            return;
        }
        let codes = style.codes_from(self.style);
        self.style = style;
        for part in ["\x1b[", &codes, "m"] {
            self.bytes.push_str(part);
        }
    }

    /// Prints a symbol that takes some cells.
    pub(super) fn print(&mut self, symbol: &str, cells: usize, at: Position) {
        self.bytes.push_str(symbol);
        self.at = Some(Position::new(at.x + cells as u16, at.y));
    }

    /// Lets what is printed from now on belong to an address, or to none.
    pub(super) fn set_link(&mut self, url: Option<&str>) {
        if self.link.as_deref() == url {
            return;
        }
        // Parts on several rows are one address for the terminal if they have the same name.
        let named = if url.is_some() { "id=t" } else { "" };
        for part in ["\x1b]8;", named, ";", url.unwrap_or_default(), "\x1b\\"] {
            self.bytes.push_str(part);
        }
        self.link = url.map(str::to_owned);
    }

    /// Clears a row from a cell on.
    pub(super) fn erase_to_end(&mut self, from: Position, row: &Row<'_>) {
        self.set_link(None);
        self.go(from, row);
        self.set_style(&Cell::EMPTY);
        self.bytes.push_str("\x1b[K");
    }
}

/// Whether all terminals give a character the same width. Others, such as emoji, are not printed again: where their width
/// differs, they would shift the rest of the row once more.
const fn has_one_width(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3001}'..='\u{3002}' | '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Returns how a move begins that first goes down to the row, and in which column that leaves the cursor; none if the row is
/// above or far below.
fn start_of_way(at: Position, to: Position) -> Option<(String, u16)> {
    if at.y == to.y && at.x <= to.x {
        return Some((String::new(), at.x));
    }
    let rows = to.y.checked_sub(at.y).filter(|rows| *rows <= LINE_FEEDS_MAX)?;
    Some((format!("\r{}", "\n".repeat(usize::from(rows))), 0))
}

fn by_number(to: Position) -> String {
    if to.x == 0 { format!("\x1b[{}H", to.y + 1) } else { format!("\x1b[{};{}H", to.y + 1, to.x + 1) }
}

fn right(columns: u16) -> String {
    match columns {
        0 => String::new(),
        1 => "\x1b[C".to_owned(),
        more => format!("\x1b[{more}C"),
    }
}

/// Returns the codes of a colour, from a base of 30 (text) or 40 (background) on; none for the default colour and for what is
/// not sent.
fn color_codes(color: Color, base: u8) -> Option<String> {
    let code = match color {
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
        Color::Indexed(index) => return Some(format!("{};5;{index}", base + 8)),
        Color::Reset | Color::Rgb(..) => return None,
    };
    Some((base + code).to_string())
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::tui::view::widgets::canvas::Canvas;

    const SIZE: Rect = Rect::new(0, 0, 24, 6);

    fn style(fg: Color, modifier: Modifier) -> CellStyle {
        CellStyle { fg, modifier, ..CellStyle::default() }
    }

    #[test]
    fn of_a_style_only_what_changes_is_sent() {
        let none = CellStyle::default();
        let (bold, plain) = (Modifier::BOLD, Modifier::empty());
        for (before, after, codes) in [
            (none, style(Color::Cyan, plain), "36"),
            (none, style(Color::Green, bold), "1;32"),
            (style(Color::Cyan, plain), style(Color::Green, bold), "1;32"),
            (style(Color::Green, bold), style(Color::Cyan, bold), "36"),
            (style(Color::Green, bold), style(Color::Cyan, plain), "0;36"),
            (style(Color::Green, bold), style(Color::Reset, bold), "0;1"),
            (style(Color::Green, bold), none, ""),
        ] {
            assert_eq!(after.codes_from(before), codes, "{before:?} {after:?}");
        }
    }

    #[test]
    fn the_shortest_way_is_gone() {
        let mut buffer = Buffer::empty(SIZE);
        Canvas::new(&mut buffer, Ambiguous::Unknown).put(Position::new(0, 2), 24, "a 二要素認証 b ※", Style::new());
        let cells = &buffer.content[2 * usize::from(SIZE.width)..3 * usize::from(SIZE.width)];
        let row = Row { cells, ambiguous: Ambiguous::Unknown };
        for (at, to, way) in [
            (Some((0, 2)), 2, "a "),
            (Some((2, 2)), 4, "二"),
            (Some((2, 2)), 12, "\x1b[10C"),
            (Some((15, 2)), 18, "\x1b[3C"),
            (Some((9, 1)), 0, "\r\n"),
            (Some((9, 1)), 2, "\r\na "),
            (Some((14, 2)), 16, "\x1b[2C"),
            (Some((9, 0)), 0, "\r\n\n"),
            (Some((5, 2)), 0, "\r"),
            (Some((5, 2)), 5, ""),
            (Some((5, 5)), 1, "\x1b[3;2H"),
            (Some((5, 5)), 0, "\x1b[3H"),
            (None, 1, "\x1b[3;2H"),
        ] {
            let at = at.map(|(x, y)| Position::new(x, y));
            let mut pen = Pen { at, ..Pen::default() };
            pen.go(Position::new(to, 2), &row);
            assert_eq!(pen.bytes, way, "from {at:?} to {to}");
        }
        // Another program may have moved the cursor to another row: until a place was named, no row is reached from it.
        let mut pen = Pen { at: Some(Position::new(0, 1)), ..Pen::default() };
        pen.begin();
        for (x, y) in [(2, 1), (0, 2), (0, 3)] {
            pen.go(Position::new(x, y), &Row::default());
        }
        assert_eq!(pen.bytes, "\x1b[2C\x1b[3H\r\n");
        let reversed = style(Color::Reset, Modifier::REVERSED);
        let mut pen = Pen { at: Some(Position::new(0, 2)), style: reversed, ..Pen::default() };
        pen.go(Position::new(2, 2), &row);
        assert_eq!(pen.bytes, "\x1b[2C", "what stands there is not reversed");
    }
}
