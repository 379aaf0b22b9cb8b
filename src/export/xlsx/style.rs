//! How the cells of a workbook look. Meaning is never told by colour alone: words say it, and they are set apart by
//! weight, slant or a line through them where there is no colour.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

use crate::model::Status;
use crate::sheet::plain;

/// A font that is there wherever Excel is in Japanese and that does not spread its lines; others fall back to theirs.
const FONT: &str = "Meiryo UI";
const SIZE: f64 = 10.0;
const LINE: Color = Color::RGB(0x00BF_BFBF);
const INK: Color = Color::RGB(0x001F_2933);
const HEAD: Color = Color::RGB(0x0024_3B53);
const HEAD_TO_FILL_IN: Color = Color::RGB(0x00B0_5A00);
const TO_FILL_IN: Color = Color::RGB(0x00FF_F8E1);
const FAINT: Color = Color::RGB(0x0080_8080);
const A4: u8 = 9;
/// How a cell that holds a text says so; what people type into it is not taken for a number or a formula.
const TEXT: &str = "@";
pub(super) const DATE: &str = "yyyy-mm-dd";

/// Returns a text as it is written anywhere in a workbook.
pub(super) fn text(text: &str) -> String {
    plain(text)
}

pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_font_color(INK).set_align(FormatAlign::Top)
}

/// Returns how a cell of a table looks.
pub(super) fn cell() -> Format {
    base().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(LINE).set_num_format(TEXT)
}

/// Returns how a cell looks that people fill in.
pub(super) fn editable() -> Format {
    cell().set_unlocked().set_background_color(TO_FILL_IN)
}

/// Returns how a cell looks that people fill in with a date.
pub(super) fn editable_date() -> Format {
    editable().set_num_format(DATE).set_align(FormatAlign::Left)
}

/// Returns the look of a cell in a row that is not counted.
pub(super) fn faint(format: Format) -> Format {
    format.set_font_color(FAINT).set_italic()
}

/// Returns how the head of a column looks.
pub(super) fn head(is_editable: bool) -> Format {
    let background = if is_editable { HEAD_TO_FILL_IN } else { HEAD };
    cell()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(background)
        .set_align(FormatAlign::VerticalCenter)
}

pub(super) fn title() -> Format {
    base().set_bold().set_font_size(SIZE * 1.6)
}

pub(super) fn subtitle() -> Format {
    base().set_bold().set_font_size(SIZE * 1.2)
}

pub(super) fn number() -> Format {
    cell().set_num_format("0").set_align(FormatAlign::Right)
}

pub(super) fn percent() -> Format {
    cell().set_num_format("0%").set_align(FormatAlign::Right)
}

/// Returns what a status adds to the look of its cell; none for 未着手, which needs nothing.
pub(super) fn status(status: Status) -> Option<Format> {
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

/// Returns the look of what needs somebody's attention.
pub(super) fn alarm() -> Format {
    Format::new().set_bold().set_font_color(Color::RGB(0x009C_0006)).set_background_color(Color::RGB(0x00FF_C7CE))
}

/// Sets a sheet up for A4 paper, as wide as the page.
pub(super) fn print(sheet: &mut Worksheet, name: &str) {
    // In a footer & starts a command.
    let name: String = text(name).replace('\n', " ").chars().take(80).collect::<String>().replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L{name}&C&A&R&P / &N"));
}
