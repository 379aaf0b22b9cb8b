//! Having a table that is to be taken in read otherwise: its columns, its sheets, and the file that keeps that.

use std::path::Path;
use std::sync::Arc;

use crate::import::mapping::{ColumnPreview, ColumnRole, MappingPreview};
use crate::language::t;
use crate::text::width::{cells, pad};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::packs::{
    ColumnDeed, FilePrompt, LookedAt, MapOutcome, MapWish, PackDeed, PackDoing, PackLook, PackTask,
};
use crate::tui::app::palette::Palette;
use crate::tui::app::typed_path::{below_home, meant};
use crate::tui::app::{App, Notice};
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::say;
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::workspace::packs::{
    ChosenColumns, ColumnPlace, ImportPreview, choose_role, choose_sheet, column_at, column_cells, column_name,
    needs_key, sheet_name, usual_map,
};

/// How many cells of a column stand above what it can be.
const EXAMPLES: usize = 3;
/// What stands beside the name of a column and what it is, in a list of them.
const BESIDE: usize = 10;
/// The least room for the name of a column.
const LETTERS: usize = 8;

/// Does what was chosen about the columns of the table on screen.
pub(super) fn perform(app: &mut App, deed: ColumnDeed) -> Vec<Effect> {
    let Some((preview, path)) = app.table().map(|LookedAt { preview, path, .. }| (preview.clone(), path.clone()))
    else {
        let said = text::packs::no_table(app.key_below("import-document"));
        say(app, &said);
        return Vec::new();
    };
    let Some(table) = &preview.table else { return Vec::new() };
    match deed {
        ColumnDeed::Choose => {
            let palette = columns(app, table);
            open(app, palette)
        }
        ColumnDeed::Column(place) => open(app, roles(table, place)),
        ColumnDeed::Role(place, role) if column_at(table, place).is_some_and(|column| column.role == role) => {
            Vec::new()
        }
        ColumnDeed::Role(place, role) => {
            read_again(app, (path, ColumnDeed::Column(place)), choose_role(table, place, role))
        }
        ColumnDeed::Sheets => open(app, sheets(table)),
        ColumnDeed::Sheet(sheet)
            if table.sheets.get(sheet).is_some_and(|chosen| !chosen.is_read && needs_key(chosen)) =>
        {
            open(app, keys(table, sheet))
        }
        ColumnDeed::Sheet(sheet) => read_again(app, (path, ColumnDeed::Sheet(sheet)), choose_sheet(table, sheet)),
        ColumnDeed::Save => ask(app, &usual_map(&path)),
        ColumnDeed::Replace(map) => save(app, (preview.clone(), path), map, true),
    }
}

fn open(app: &mut App, palette: Palette) -> Vec<Effect> {
    app.overlay = Some(Overlay::Palette(palette));
    Vec::new()
}

fn chosen(deed: ColumnDeed) -> Message {
    Message::PackChosen(PackDeed::Columns(deed))
}

/// Returns the columns of the sheets that are wanted, to choose one. It starts from the one that is selected on the page.
fn columns(app: &App, table: &MappingPreview) -> Palette {
    let selected = match links::selected_target(app) {
        Some(LinkTarget::Deed(PackDeed::Columns(ColumnDeed::Column(place)))) => Some(place),
        _ => None,
    };
    let places: Vec<ColumnPlace> = places(table).collect();
    let present = places.iter().position(|place| Some(*place) == selected);
    let of_sheets = table.sheets.iter().filter(|sheet| sheet.is_read).count() > 1;
    let shown: Vec<(String, &ColumnPreview, ColumnPlace)> = places
        .iter()
        .filter_map(|place| column_at(table, *place).map(|column| (column_name(column), column, *place)))
        .collect();
    let ambiguous = app.settings.ambiguous;
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| cells(text, ambiguous)).max().unwrap_or(0);
    let roles = widest(&mut shown.iter().map(|(_, column, _)| t(column.role.name())));
    let room = usize::from(app.size.width).saturating_sub(BESIDE + roles).max(LETTERS);
    let names = widest(&mut shown.iter().map(|(name, ..)| name.as_str())).min(room);
    let entries = shown.iter().map(|(name, column, place)| {
        let of = table.sheets.get(place.sheet).filter(|_| of_sheets).map(sheet_name).unwrap_or_default();
        let title = [pad(name, names, ambiguous), pad(t(column.role.name()), roles, ambiguous), of].join("  ");
        (title.trim_end().to_owned(), String::new(), chosen(ColumnDeed::Column(*place)))
    });
    Palette::choices(t(text::packs::COLUMN_TITLE).to_owned(), text::packs::COLUMN_PROMPT, present, entries)
}

/// Returns every column of the sheets that are read.
fn places(table: &MappingPreview) -> impl Iterator<Item = ColumnPlace> {
    let read = table.sheets.iter().enumerate().filter(|(_, sheet)| sheet.is_read);
    read.flat_map(|(sheet, shown)| shown.columns.iter().map(move |column| ColumnPlace { sheet, column: column.column }))
}

/// Returns what a column can be. It starts from what it is.
fn roles(table: &MappingPreview, place: ColumnPlace) -> Palette {
    let column = column_at(table, place);
    let is_present = |role: ColumnRole| column.is_some_and(|column| column.role == role);
    let entries = ColumnRole::all().map(|role| {
        let name = t(role.name());
        let title = if is_present(role) { text::packs::present(name) } else { name.to_owned() };
        (title, role.reading().to_owned(), chosen(ColumnDeed::Role(place, role)))
    });
    let mut examples: Vec<&str> = Vec::new();
    for (_, cell) in column_cells(table, place) {
        if examples.len() < EXAMPLES && !examples.contains(&cell) {
            examples.push(cell);
        }
    }
    let examples = examples.join(" / ");
    let title = text::packs::role_title(&column.map(column_name).unwrap_or_default(), &examples);
    Palette::choices(title, text::packs::ROLE_PROMPT, ColumnRole::all().position(is_present), entries)
}

/// Returns the sheets, to read one or to pass it over.
fn sheets(table: &MappingPreview) -> Palette {
    let entries = table.sheets.iter().enumerate().map(|(at, sheet)| {
        let title = text::packs::sheet(&sheet_name(sheet), sheet.count, sheet.is_read);
        (title, String::new(), chosen(ColumnDeed::Sheet(at)))
    });
    Palette::choices(t(text::packs::SHEET_TITLE).to_owned(), text::packs::SHEET_PROMPT, None, entries)
}

/// Returns the columns of a sheet that has none to read it by: the one with the numbers of the clauses is to be chosen.
fn keys(table: &MappingPreview, sheet: usize) -> Palette {
    let columns = table.sheets.get(sheet).into_iter().flat_map(|sheet| &sheet.columns);
    let entries = columns.map(|column| {
        let place = ColumnPlace { sheet, column: column.column };
        let first = column_cells(table, place).first().map_or("", |(_, cell)| *cell);
        let title = text::packs::with_example(&column_name(column), first);
        (title, String::new(), chosen(ColumnDeed::Role(place, ColumnRole::Clause)))
    });
    let name = table.sheets.get(sheet).map(sheet_name).unwrap_or_default();
    Palette::choices(text::packs::key_title(&name), text::packs::COLUMN_PROMPT, None, entries)
}

/// Has the document read again as was chosen. What it was chosen by is then selected.
fn read_again(app: &mut App, (path, by): (String, ColumnDeed), wanted: Result<ChosenColumns, String>) -> Vec<Effect> {
    match wanted {
        Ok(ChosenColumns { map, said }) => super::read(app, PackLook { path, again: Some((map, by)), said }),
        Err(why) => {
            say(app, &why);
            Vec::new()
        }
    }
}

/// Asks where to keep how the columns are read.
fn ask(app: &mut App, path: &str) -> Vec<Effect> {
    // Most documents lie below the home, and the name is what matters.
    let shown = below_home(path, app.home.as_deref());
    app.overlay = Some(Overlay::File(FilePrompt::for_map(&shown)));
    Vec::new()
}

/// Keeps how the columns are read under the path that was typed.
pub(super) fn typed(app: &mut App, typed: &str) -> Vec<Effect> {
    let Some((preview, path)) = app.table().map(|LookedAt { preview, path, .. }| (preview.clone(), path.clone()))
    else {
        return Vec::new();
    };
    app.overlay = None;
    let map = meant(typed, app.home.as_deref());
    // A name alone stands beside the document: nobody knows where the program was started.
    let folder = Path::new(&path).parent().filter(|_| !map.contains('/'));
    let map = folder.map_or(map.clone(), |folder| folder.join(&map).to_string_lossy().into_owned());
    save(app, (preview, path), map, false)
}

fn save(app: &mut App, (preview, document): (Arc<ImportPreview>, String), path: String, replaces: bool) -> Vec<Effect> {
    app.packs.doing = Some(PackDoing::Writing);
    let home = app.home.clone();
    vec![Effect::Packs(PackTask::SaveMap(MapWish { preview, document, path, replaces, home }))]
}

/// Says what became of the file. If another one stands there, asks; if it could not be written, the path can be corrected.
pub(super) fn saved(app: &mut App, path: &str, outcome: MapOutcome) {
    match outcome {
        MapOutcome::Kept(text, hint) => app.notice = Some(Notice { text, hint, is_error: false }),
        MapOutcome::Occupied => {
            let answers = [
                (text::packs::OTHER_NAME, ColumnDeed::Save),
                (text::packs::REPLACE, ColumnDeed::Replace(path.to_owned())),
            ];
            let answers =
                answers.into_iter().map(|((title, reading), deed)| (t(title).to_owned(), reading, chosen(deed)));
            app.overlay = Some(Overlay::Palette(Palette::answers(text::packs::occupied(path), answers)));
        }
        MapOutcome::Failed(failure) => {
            app.overlay = Some(Overlay::File(FilePrompt::for_map(path)));
            app.notice = Some(failure.into());
        }
    }
}
