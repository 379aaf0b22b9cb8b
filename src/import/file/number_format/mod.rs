//! Shows the number in a cell as a spreadsheet shows it: whoever typed 3/31 or 50% sees that, though a number is stored.

mod code;
mod days;
mod shown;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::archive::Archive;
use super::grid::GridCell;
use super::limits::LISTED;
use super::unreadable::Unreadable;
use super::xml::Piece;

pub(super) use days::Epoch;

use shown::{is_date, shown, shows_day};

/// The years of a number that is taken for a day though it is not shown as one. Smaller numbers are more likely counts.
const PLAUSIBLE: std::ops::RangeInclusive<i16> = 2000..=2999;

/// The number formats of a workbook.
pub(super) struct Formats {
    epoch: Epoch,
    /// The codes of formats that are not built in.
    codes: BTreeMap<u32, String>,
    /// The format of each cell style.
    styles: Vec<u32>,
}

impl Formats {
    /// Returns the formats that every workbook has.
    pub const fn new(epoch: Epoch) -> Self {
        Self { epoch, codes: BTreeMap::new(), styles: Vec::new() }
    }

    /// Reads the part with the styles.
    ///
    /// # Errors
    ///
    /// If it is damaged, or has more styles than a filled-in worklist can have.
    pub fn read(archive: &mut Archive<'_>, part: &str, epoch: Epoch) -> Result<Self, Unreadable> {
        let mut formats = Self::new(epoch);
        let Some(mut xml) = archive.part(part)? else { return Ok(formats) };
        let mut is_in_cells = false;
        loop {
            match xml.next()? {
                Piece::Start(element) => match element.name() {
                    "cellXfs" => is_in_cells = true,
                    "xf" if is_in_cells => formats.add_style(element.number("numFmtId")?)?,
                    "numFmt" => {
                        let id = element.number("numFmtId")?.and_then(|id| u32::try_from(id).ok());
                        if let (Some(id), Some(code)) = (id, element.attribute("formatCode")?) {
                            formats.add_code(id, &code)?;
                        }
                    }
                    _ => {}
                },
                Piece::End(element) if element.name() == "cellXfs" => is_in_cells = false,
                Piece::End(element) if element.name() == "styleSheet" => return Ok(formats),
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Adds the format of the next cell style.
    ///
    /// # Errors
    ///
    /// If there are too many.
    pub fn add_style(&mut self, format: Option<usize>) -> Result<(), Unreadable> {
        self.styles.push(format.and_then(|format| u32::try_from(format).ok()).unwrap_or_default());
        if self.styles.len() > LISTED { Err(Unreadable::TooManyParts) } else { Ok(()) }
    }

    /// Adds the code of a format. A code that is longer than a spreadsheet takes is cut.
    ///
    /// # Errors
    ///
    /// If there are too many.
    pub fn add_code(&mut self, id: u32, code: &str) -> Result<(), Unreadable> {
        /// The most characters of a code.
        const CODE: usize = 255;
        self.codes.insert(id, code.chars().take(CODE).collect());
        // Each takes more memory than a style.
        if self.codes.len() > LISTED / 10 { Err(Unreadable::TooManyParts) } else { Ok(()) }
    }

    /// Returns the number of a day; none if cells of this style show no days.
    pub fn number_of(&self, day: Date, style: usize) -> Option<i64> {
        shows_day(self.code(style)).then(|| self.epoch.number(day)).flatten()
    }

    fn code(&self, style: usize) -> &str {
        let format = self.styles.get(style).copied().unwrap_or_default();
        self.codes.get(&format).map_or_else(|| code::built_in(format), String::as_str)
    }

    /// Returns a cell with a number in this style.
    pub fn cell(&self, number: f64, style: usize) -> GridCell {
        let code = self.code(style);
        let moment = self.epoch.moment(number);
        let day = moment.map(DateTime::date);
        let is_day = |year: i16| if is_date(code) { number >= 1.0 } else { PLAUSIBLE.contains(&year) };
        GridCell {
            text: shown(number, code, self.epoch),
            day: day.filter(|day| is_day(day.year())).map(|day| day.to_string()),
            fault: None,
        }
    }
}

/// Returns the day to which a text counts that is the number of a day in most workbooks, for a sentence about it.
pub(in super::super) fn day_of_text(text: &str) -> Option<String> {
    let number = text.trim().parse::<u32>().ok()?;
    let day = Epoch::Y1900.moment(f64::from(number))?.date();
    PLAUSIBLE.contains(&day.year()).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(number: f64, code: &str, epoch: Epoch) -> GridCell {
        let mut formats = Formats::new(epoch);
        formats.add_code(200, code).unwrap();
        formats.add_style(Some(200)).unwrap();
        formats.cell(number, 0)
    }

    #[test]
    fn a_number_is_a_day_where_it_is_shown_as_one_or_can_be_nothing_else() {
        let cases = [
            (46_477.0, "General", Some("2027-03-31")),
            (46_477.625, "General", Some("2027-03-31")),
            (46_477.0, "yyyy/m/d", Some("2027-03-31")),
            (46_477.625, "yyyy/m/d h:mm", Some("2027-03-31")),
            (2_027.0, "General", None),
            (2_027.0, "yyyy/m/d", Some("1905-07-19")),
            (20_270_331.0, "General", None),
            (0.5, "h:mm", None),
            (-1.0, "General", None),
            (1e300, "yyyy/m/d", None),
        ];
        for (number, code, day) in cases {
            assert_eq!(cell(number, code, Epoch::Y1900).day.as_deref(), day, "{number} {code}");
        }
        assert_eq!(cell(45_015.0, "General", Epoch::Y1904).day.as_deref(), Some("2027-03-31"));
        assert_eq!(day_of_text(" 46477").as_deref(), Some("2027-03-31"));
        for text in ["", "2027", "46477.5", "20270331", "-46477"] {
            assert_eq!(day_of_text(text), None, "{text}");
        }
    }
}
