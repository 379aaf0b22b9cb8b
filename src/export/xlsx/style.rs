//! Styles of cells. Colour is never the only sign: there are always words, and they also differ in weight, slant or a
//! line through them.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

use crate::model::Status;
use crate::sheet::plain;

/// A font that every Japanese Excel has and that has a small line height. Other programs use their own font.
const FONT: &str = "Meiryo UI";
/// The size of its letters in points.
pub(in crate::export) const SIZE: f64 = 10.0;
const LINE: Color = Color::RGB(0x00BF_BFBF);
const INK: Color = Color::RGB(0x001F_2933);
const HEAD: Color = Color::RGB(0x0024_3B53);
const HEAD_TO_FILL_IN: Color = Color::RGB(0x00B0_5A00);
const TO_FILL_IN: Color = Color::RGB(0x00FF_F8E1);
const FAINT: Color = Color::RGB(0x0080_8080);
const A4: u8 = 9;
/// The format of texts. What people type into such a cell is not taken for a number or a formula.
const TEXT: &str = "@";
pub(in crate::export) const DATE: &str = "yyyy-mm-dd";

/// Returns a text in the form used everywhere in a workbook.
pub(in crate::export) fn text(text: &str) -> String {
    plain(text)
}

pub(in crate::export) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_font_color(INK).set_align(FormatAlign::Top)
}

/// Returns the style of a cell of a table.
pub(in crate::export) fn cell() -> Format {
    base().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(LINE).set_num_format(TEXT)
}

/// Returns the style of a cell that people fill in.
pub(in crate::export) fn editable() -> Format {
    cell().set_unlocked().set_background_color(TO_FILL_IN)
}

/// Returns the style of a cell that people fill in with a date.
pub(in crate::export) fn editable_date() -> Format {
    editable().set_num_format(DATE).set_align(FormatAlign::Left)
}

/// Returns the style of a cell in a row that is not counted.
pub(in crate::export) fn faint(format: Format) -> Format {
    format.set_font_color(FAINT).set_italic()
}

/// Returns the style of the title of a column.
pub(in crate::export) fn head(is_editable: bool) -> Format {
    let background = if is_editable { HEAD_TO_FILL_IN } else { HEAD };
    cell()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(background)
        .set_align(FormatAlign::VerticalCenter)
}

pub(in crate::export) fn title() -> Format {
    base().set_bold().set_font_size(SIZE * 1.6)
}

pub(in crate::export) fn subtitle() -> Format {
    base().set_bold().set_font_size(SIZE * 1.2)
}

pub(in crate::export) fn number() -> Format {
    cell().set_num_format("0").set_align(FormatAlign::Right)
}

pub(in crate::export) fn percent() -> Format {
    cell().set_num_format("0%").set_align(FormatAlign::Right)
}

/// Returns what a status adds to the style of its cell; none for 未着手.
pub(in crate::export) fn status(status: Status) -> Option<Format> {
    let format = Format::new();
    match status {
        Status::Todo => None,
        Status::Doing => Some(format.set_bold().set_background_color(Color::RGB(0x00FF_E699))),
        Status::Done => Some(
            format.set_bold().set_font_color(Color::RGB(0x000B_5D1E)).set_background_color(Color::RGB(0x00C6_E8CE)),
        ),
        Status::Na => {
            Some(format.set_font_color(FAINT).set_font_strikethrough().set_background_color(Color::RGB(0x00E7_E6E6)))
        }
        Status::Recheck => Some(format.set_bold().set_italic().set_background_color(Color::RGB(0x00F8_CBAD))),
    }
}

/// Returns the style of cells that need attention.
pub(in crate::export) fn alarm() -> Format {
    Format::new().set_bold().set_font_color(Color::RGB(0x009C_0006)).set_background_color(Color::RGB(0x00FF_C7CE))
}

/// Sets up a sheet for printing on A4, one page wide.
pub(in crate::export) fn print(sheet: &mut Worksheet, name: &str) {
    sheet.set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_print_fit_to_pages(1, 0);
    footer(sheet, name);
}

/// Says at the foot of every page what it is of.
fn footer(sheet: &mut Worksheet, name: &str) {
    // In a footer, & starts a command.
    let name: String = text(name).replace('\n', " ").chars().take(80).collect::<String>().replace('&', "&&");
    sheet.set_footer(format!("&L{name}&C&A&R&P / &N"));
}
