//! Draws text into a buffer by display width. Nothing is drawn outside, and no glyph is cut in half.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::width::{Ambiguous, glyphs, is_row_of_cells};
use crate::tui::terminal::backend::COVERED;

/// A buffer, with the width of ambiguous characters.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    ambiguous: Ambiguous,
}

impl<'a> Canvas<'a> {
    /// Returns a canvas over a buffer.
    pub fn new(buffer: &'a mut Buffer, ambiguous: Ambiguous) -> Self {
        Self { buffer, ambiguous }
    }

    /// Draws a text from a position up to the column `right` (exclusive); returns the column after it.
    pub fn put(&mut self, at: Position, right: u16, text: &str, style: Style) -> u16 {
        let right = right.min(self.buffer.area.right());
        let mut x = at.x;
        if at.y >= self.buffer.area.bottom() {
            return x;
        }
        for glyph in glyphs(text, self.ambiguous) {
            if usize::from(x) + glyph.cells > usize::from(right) {
                break;
            }
            if is_row_of_cells(&glyph.text) {
                for letter in glyph.text.chars() {
                    self.cell((x, at.y), letter.encode_utf8(&mut [0; 4]), style);
                    x += 1;
                }
            } else {
                self.cell((x, at.y), &glyph.text, style);
                (1..glyph.cells as u16).for_each(|behind| self.cell((x + behind, at.y), COVERED, style));
                x += glyph.cells as u16;
            }
            self.blank_half_glyph(x, at.y);
        }
        x
    }

    /// Draws a horizontal rule.
    pub fn rule(&mut self, area: Rect, style: Style) {
        self.put(area.as_position(), area.right(), &"-".repeat(usize::from(area.width)), style);
    }

    /// Clears an area.
    pub fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            self.put(Position::new(area.x, y), area.right(), &" ".repeat(usize::from(area.width)), Style::new());
        }
    }

    fn cell(&mut self, at: (u16, u16), symbol: &str, style: Style) {
        let (x, y) = at;
        if symbol != COVERED && self.buffer[(x, y)].symbol() == COVERED && x > self.buffer.area.left() {
            self.buffer[(x - 1, y)].set_symbol(" ");
        }
        let cell = &mut self.buffer[(x, y)];
        cell.reset();
        if symbol != " " {
            cell.set_symbol(symbol);
        }
        cell.set_style(style);
    }

    /// Clears the second half of a wide glyph whose first cell was just overwritten.
    fn blank_half_glyph(&mut self, x: u16, y: u16) {
        if x < self.buffer.area.right() && self.buffer[(x, y)].symbol() == COVERED {
            self.buffer[(x, y)].reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_over_half_a_glyph_blanks_the_other_half() {
        for (x, expected) in [(0, ["a", " ", "要", ""]), (1, [" ", "a", "要", ""]), (2, ["二", "", "a", " "])] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
            let mut canvas = Canvas::new(&mut buffer, Ambiguous::Unknown);
            canvas.put(Position::new(0, 0), 4, "二要", Style::new());
            canvas.put(Position::new(x, 0), 4, "a", Style::new());
            let symbols: Vec<_> = buffer.content().iter().map(|cell| cell.symbol().to_owned()).collect();
            assert_eq!(symbols, expected);
        }
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let mut canvas = Canvas::new(&mut buffer, Ambiguous::Unknown);
        assert_eq!(canvas.put(Position::new(0, 0), 99, "二要", Style::new()), 2);
        assert_eq!(canvas.put(Position::new(0, 5), 99, "二要", Style::new()), 0);
        assert_eq!(canvas.put(Position::new(9, 0), 99, "a", Style::new()), 9);
    }
}
