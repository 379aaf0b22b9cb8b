//! A terminal emulator with only the sequences that the frame writer uses. Its ambiguous characters take one or two
//! cells, as chosen; the emulator of the other tests knows only one width.

use ratatui::buffer::Buffer;
use tenken::text::width::{Ambiguous, is_row_of_cells, measure};
use tenken::tui::terminal::backend::COVERED;
use unicode_segmentation::UnicodeSegmentation;

pub struct Grid {
    rows: Vec<Vec<String>>,
    at: (usize, usize),
    kind: Ambiguous,
}

impl Grid {
    pub fn new(columns: usize, rows: usize, kind: Ambiguous) -> Self {
        Self { rows: vec![vec![" ".to_owned(); columns]; rows], at: (0, 0), kind }
    }

    pub fn cursor(&self) -> (u16, u16) {
        (self.at.0 as u16, self.at.1 as u16)
    }

    pub fn process(&mut self, mut bytes: &str) {
        while let Some(first) = bytes.graphemes(true).next() {
            if let Some(sequence) = bytes.strip_prefix("\x1b[") {
                let end = sequence.find(|c: char| c.is_ascii_alphabetic()).expect("a whole sequence");
                self.obey(&sequence[..end], &sequence[end..=end]);
                bytes = &sequence[end + 1..];
            } else {
                match first {
                    "\r" => self.at.0 = 0,
                    "\n" => self.down(),
                    "\r\n" => {
                        self.at.0 = 0;
                        self.down();
                    }
                    glyph => self.print(glyph),
                }
                bytes = &bytes[first.len()..];
            }
        }
    }

    fn obey(&mut self, parameters: &str, function: &str) {
        let number = |text: &str| text.parse::<usize>().unwrap_or(1);
        match function {
            "H" => {
                let (row, column) = parameters.split_once(';').unwrap_or((parameters, ""));
                self.at = (number(column) - 1, number(row) - 1);
            }
            "C" => self.at.0 += number(parameters),
            "K" => (self.at.0..self.rows[self.at.1].len()).for_each(|x| self.set(x, " ")),
            "J" => self.rows.iter_mut().flatten().for_each(|cell| " ".clone_into(cell)),
            "m" | "h" | "l" => {}
            other => panic!("the writer does not use {other}"),
        }
    }

    fn down(&mut self) {
        self.at.1 += 1;
        assert!(self.at.1 < self.rows.len(), "a line feed in the last row moves all the others");
    }

    fn print(&mut self, glyph: &str) {
        if glyph.chars().count() > 1 && is_row_of_cells(glyph) {
            return glyph.chars().for_each(|letter| self.print(letter.encode_utf8(&mut [0; 4])));
        }
        let (cells, _) = measure(glyph, self.kind);
        assert!(self.at.0 + cells <= self.rows[0].len(), "{glyph} leaves the row");
        self.set(self.at.0, glyph);
        (1..cells).for_each(|behind| self.set(self.at.0 + behind, COVERED));
        self.at.0 += cells;
    }

    /// Sets a cell. If it held one half of a wide glyph, the other half is cleared.
    fn set(&mut self, x: usize, symbol: &str) {
        let row = &mut self.rows[self.at.1];
        if symbol != COVERED && row[x] == COVERED {
            " ".clone_into(&mut row[x - 1]);
        }
        if row.get(x + 1).is_some_and(|behind| behind == COVERED) {
            " ".clone_into(&mut row[x + 1]);
        }
        symbol.clone_into(&mut row[x]);
    }

    /// Lists the cells that differ from the drawn frame.
    pub fn differences(&self, buffer: &Buffer) -> Vec<String> {
        let mut found = Vec::new();
        for at in buffer.area.positions() {
            let (drawn, shown) = (buffer[at].symbol(), self.rows[usize::from(at.y)][usize::from(at.x)].as_str());
            // On a terminal where an ambiguous glyph takes one cell, its second cell is blank.
            let is_same = drawn == shown || (drawn == COVERED && shown == " ");
            if !is_same {
                found.push(format!("{at}: {drawn:?} drawn, {shown:?} shown"));
            }
        }
        found
    }
}
