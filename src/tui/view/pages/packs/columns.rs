//! How a table that is to be taken in is read: its sheets, its columns, and what was read in the first rows.

use crate::import::mapping::{ColumnPreview, MappingPreview, SheetPreview};
use crate::language::{t, tr};
use crate::text::width::{Ambiguous, cells, filled, pad};
use crate::tui::app::App;
use crate::tui::app::packs::{ColumnDeed, PackDeed};
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, Page, PageBuilder, Span};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::packs::{
    ColumnPlace, UNSURE_MEANS, column_at, column_cells, column_name, column_title, reason_shown, role_shown, row_found,
    sheet_name, sheet_title,
};

use super::deed;

/// What stands before the name of a column: the margin, its number, and the gap behind it.
const LEAD: usize = 6;
/// The least room for the letters and the heading of a column.
const HEADING: usize = 14;
/// How wide it is said whether a sheet is read.
const STATE: usize = 8;
/// What stands between two columns.
const GAP: &str = "  ";

/// Adds how a table is read.
pub(super) fn add(page: &mut PageBuilder, (app, width): (&App, u16), table: &MappingPreview) {
    let key = |name| app.keymap.key_for(Mode::Record, name);
    page.heading(text::packs::COLUMNS, "");
    page.paragraph(&text::packs::choose_how(key("choose-column"), key("save-columns")), TextRole::Quiet, &[]);
    let read = || table.sheets.iter().enumerate().filter(|(_, sheet)| sheet.is_read);
    if read().flat_map(|(_, sheet)| &sheet.columns).any(ColumnPreview::is_unsure) {
        page.paragraph(t(UNSURE_MEANS), TextRole::Unverified, &[]);
    }
    if table.sheets.len() > 1 {
        page.heading(text::packs::SHEETS, "");
        for (at, sheet) in table.sheets.iter().enumerate() {
            let state = filled(t(text::packs::read_state(sheet.is_read)), STATE, app.settings.ambiguous);
            let right = vec![Span::new(tr!("{count} 行  {state} ", count = sheet.count, state), TextRole::Quiet)];
            page.row(link(&sheet_name(sheet), ColumnDeed::Sheet(at)), 0, right);
        }
        if table.unshown > 0 {
            page.paragraph(&text::packs::unshown(table.unshown), TextRole::Quiet, &[]);
        }
    }
    read().for_each(|(at, sheet)| add_sheet(page, (app.settings.ambiguous, width), at, sheet));
}

fn add_sheet(page: &mut PageBuilder, (ambiguous, width): (Ambiguous, u16), at: usize, sheet: &SheetPreview) {
    page.heading(&sheet_title(sheet), "");
    let widths = Widths::of(sheet, usize::from(width), ambiguous);
    for column in &sheet.columns {
        let place = ColumnPlace { sheet: at, column: column.column };
        let title = format!("{} {}", pad(&column.letters, widths.letters, ambiguous), column_title(column));
        page.row(link(&title, ColumnDeed::Column(place)), 0, widths.right(column, ambiguous));
    }
    page.heading(text::packs::ROWS, &text::packs::shown_rows(sheet.rows.len(), sheet.count));
    let places = sheet.rows.iter().map(|row| cells(&row.place, ambiguous)).max().unwrap_or_default();
    for row in &sheet.rows {
        page.fact(&pad(&row.place, places, ambiguous), &row_found(row));
        row.odd.iter().for_each(|odd| page.fact_as(&pad("", places, ambiguous), odd, TextRole::Unverified));
    }
}

/// How wide the columns of the list of columns are.
struct Widths {
    letters: usize,
    role: usize,
    /// None if there is no room for the reasons.
    reason: Option<usize>,
}

impl Widths {
    fn of(sheet: &SheetPreview, width: usize, ambiguous: Ambiguous) -> Self {
        let widest = |shown: fn(&ColumnPreview) -> String| {
            sheet.columns.iter().map(|column| cells(&shown(column), ambiguous)).max().unwrap_or_default()
        };
        let (letters, role, reason) =
            (widest(|column| column.letters.clone()), widest(role_shown), widest(reason_shown));
        let room = width.saturating_sub(LEAD + role + GAP.len() + 1);
        let has_reason = reason + GAP.len() + HEADING <= room;
        // Headings take no more than they need, so that the eye does not lose the line.
        let needed = letters + 1 + widest(column_title) + GAP.len();
        let left = room.saturating_sub(needed).saturating_sub(GAP.len());
        Self { letters, role, reason: has_reason.then_some(reason.max(left)) }
    }

    /// Returns what a column was taken for and why, each as wide as in all others.
    fn right(&self, column: &ColumnPreview, ambiguous: Ambiguous) -> Vec<Span> {
        let role = if column.is_unsure() { TextRole::Unverified } else { TextRole::Text };
        let shown = pad(&role_shown(column), self.role, ambiguous);
        let reason = self.reason.map(|width| format!("{GAP}{}", pad(&reason_shown(column), width, ambiguous)));
        let reason = reason.map(|reason| Span::new(reason, TextRole::Quiet));
        [Span::new(shown, role)].into_iter().chain(reason).chain([Span::new(" ", TextRole::Text)]).collect()
    }
}

/// Returns what is shown of a column beside the list: how it is read, and its first cells.
pub(in crate::tui::view::pages) fn column(app: &App, place: ColumnPlace, width: u16) -> Option<Page> {
    let table = app.table()?.preview.table.as_ref()?;
    let shown = column_at(table, place)?;
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    page.headline(&shown.letters, (&shown.heading, &[]), Vec::new());
    page.blank();
    page.fact(text::packs::ROLE, t(shown.role.name()));
    page.fact(text::packs::REASON, &reason_shown(shown));
    page.heading(&text::packs::cells_of(&column_name(shown)), "");
    for (at, cell) in column_cells(table, place) {
        page.fact(at, cell);
    }
    Some(page.finish())
}

fn link(title: &str, chosen: ColumnDeed) -> LinkText {
    deed(title, PackDeed::Columns(chosen))
}
