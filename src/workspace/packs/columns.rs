//! How the columns of a mapping table are read, as it is shown, and as somebody chooses it anew.

use crate::import::mapping::{
    ColumnPreview, ColumnRole, MappingPreview, RoleReason, RowPreview, SheetMap, SheetPreview,
};
use crate::language::{t, tr};
use crate::sheet::excerpt;
use crate::text::clean::clean_line;

/// The most names that are told of a row.
const NAMED: usize = 12;
/// The roles of which a sheet has at most one column, and one of which it needs.
const KEYS: [ColumnRole; 2] = [ColumnRole::Clause, ColumnRole::Risk];
/// What stands before what a column was taken for if somebody should look at it.
pub const UNSURE: &str = "?";
/// What that means.
pub const UNSURE_MEANS: &str = "? の列は、読み方を確かめてください。";

/// A column of a sheet, by its place in the preview and in the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPlace {
    /// The sheet, as an index of [`MappingPreview::sheets`].
    pub sheet: usize,
    /// The column, from 0.
    pub column: usize,
}

/// What was chosen: the text of the mapping file that says so, and a sentence for when the file was read with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenColumns {
    /// The mapping file.
    pub map: String,
    /// What has changed.
    pub said: String,
}

/// Returns the letters of a column with its heading.
pub fn column_name(column: &ColumnPreview) -> String {
    match column.heading.as_str() {
        "" => tr!("{letters} 列", letters = column.letters),
        heading => tr!("{letters} 列「{heading}」", letters = column.letters, heading = excerpt(heading)),
    }
}

/// Returns the heading of a column, as much of it as is shown.
pub fn column_title(column: &ColumnPreview) -> String {
    excerpt(&column.heading)
}

/// Returns what a column was taken for, with a mark if somebody should look at it.
pub fn role_shown(column: &ColumnPreview) -> String {
    let mark = if column.is_unsure() { UNSURE } else { " " };
    format!("{mark} {}", t(column.role.name()))
}

/// Returns why a column was taken for what it is.
pub fn reason_shown(column: &ColumnPreview) -> String {
    let RoleReason { instead_of, is_said, fitting } = column.reason;
    if let Some(guess) = instead_of {
        return tr!("指定(推測は{guess})", guess = guess.name());
    }
    let cells = fitting.map(|(count, all)| tr!("中身 {count}/{all}", count, all));
    match (column.role, is_said, cells) {
        (_, true, Some(cells)) => tr!("見出し、{cells}", cells),
        (_, true, None) => t("見出し").to_owned(),
        (_, false, Some(cells)) => cells,
        (ColumnRole::Category, false, None) => t("空きの多い列").to_owned(),
        (_, false, None) => t("手がかりなし").to_owned(),
    }
}

/// Returns the heading of a sheet that is read: its name, how many rows it has, and where its headings are.
pub fn sheet_title(sheet: &SheetPreview) -> String {
    let header = match sheet.map.header.as_slice() {
        [] => t("見出しなし").to_owned(),
        [only] => tr!("見出し {only} 行目", only),
        [first, .., last] => tr!("見出し {first}〜{last} 行目", first, last),
    };
    let (sheet, rows) = (sheet_name(sheet), sheet.count);
    tr!("{sheet}の列 ({header}、その下に {rows} 行)", sheet, header, rows)
}

/// Returns the name of a sheet for people; a file without sheets is one table.
pub fn sheet_name(sheet: &SheetPreview) -> String {
    match sheet.map.name.as_str() {
        "" => t("表").to_owned(),
        name => tr!("シート「{name}」", name = excerpt(name)),
    }
}

/// Returns what was read in a row: what it is about, and what answers that.
pub fn row_found(row: &RowPreview) -> String {
    match (row.about.is_empty(), row.answers.is_empty()) {
        (true, _) if row.odd.is_empty() => t("条項もリスクもありません。").to_owned(),
        (true, _) => t("読めません。").to_owned(),
        (false, true) => named(&row.about),
        (false, false) => format!("{} → {}", named(&row.about), named(&row.answers)),
    }
}

fn named(names: &[String]) -> String {
    let rest = names.len().saturating_sub(NAMED);
    let more = if rest > 0 { tr!("、ほか {rest} 件", rest) } else { String::new() };
    format!("{}{more}", names.iter().take(NAMED).map(|name| clean_line(name)).collect::<Vec<_>>().join(t("、")))
}

/// Returns a column.
pub fn column_at(table: &MappingPreview, place: ColumnPlace) -> Option<&ColumnPreview> {
    table.sheets.get(place.sheet)?.columns.iter().find(|known| known.column == place.column)
}

/// Returns the beginnings of the cells of a column, those that say anything, with their places.
pub fn column_cells(table: &MappingPreview, place: ColumnPlace) -> Vec<(&str, &str)> {
    let Some(sheet) = table.sheets.get(place.sheet) else { return Vec::new() };
    let Some(at) = sheet.columns.iter().position(|known| known.column == place.column) else { return Vec::new() };
    let cells = sheet.rows.iter().filter_map(|row| Some((row.place.as_str(), row.cells.get(at)?.as_str())));
    cells.filter(|(_, text)| !text.is_empty()).collect()
}

/// Whether a sheet has no column by which it could be read.
pub fn needs_key(sheet: &SheetPreview) -> bool {
    !has_key(&sheet.map)
}

fn has_key(map: &SheetMap) -> bool {
    map.columns.values().any(|role| KEYS.contains(role))
}

/// Reads a column as something else. A sheet that was passed over is read from then on.
///
/// # Errors
///
/// If the sheet could not be read then: why, as a sentence.
pub fn choose_role(table: &MappingPreview, place: ColumnPlace, role: ColumnRole) -> Result<ChosenColumns, String> {
    let Some(column) = column_at(table, place) else { return Err(t("その列はありません。").to_owned()) };
    let mut changed = table.clone();
    let sheet = &mut changed.sheets[place.sheet];
    let (name, called) = (column_name(column), t(role.name()));
    let mut said = tr!("{column}を「{role}」として読み直しました。", column = name, role = called);
    if let Some(former) = sheet.columns.iter().find(|other| takes_place_of(other, column, role)) {
        sheet.map.columns.insert(former.column, ColumnRole::Skip);
        let (column, role) = (column_name(former), t(ColumnRole::Skip.name()));
        said = tr!("{said}{column}は「{role}」にしました。", said, column, role);
    }
    sheet.map.columns.insert(place.column, role);
    sheet.is_read = true;
    if !has_key(&sheet.map) {
        return Err(tr!("条項の番号かリスクの列が一つは要ります。先に、別の列をそれにしてください。").to_owned());
    }
    Ok(ChosenColumns { map: changed.map().to_toml(), said })
}

/// Whether a column is already what another one is to be, and there can be only one.
fn takes_place_of(other: &ColumnPreview, column: &ColumnPreview, role: ColumnRole) -> bool {
    other.column != column.column && other.role == role && KEYS.contains(&role)
}

/// Reads a sheet that was passed over, or passes it over.
///
/// # Errors
///
/// If nothing would be read then, or there is no column to read it by: why, as a sentence.
pub fn choose_sheet(table: &MappingPreview, sheet: usize) -> Result<ChosenColumns, String> {
    let mut changed = table.clone();
    let Some(chosen) = changed.sheets.get_mut(sheet) else {
        return Err(tr!("そのシートはありません。").to_owned());
    };
    let name = sheet_name(chosen);
    if !chosen.is_read && needs_key(chosen) {
        return Err(tr!("{name}には、条項の番号かリスクの列が要ります。", name));
    }
    chosen.is_read = !chosen.is_read;
    let said = if chosen.is_read {
        tr!("{name}も読みました。", name)
    } else {
        tr!("{name}を読まずに読み直しました。", name)
    };
    if !changed.sheets.iter().any(|sheet| sheet.is_read) {
        return Err(tr!("読むシートが一つは要ります。{name}だけを読んでいます。", name));
    }
    Ok(ChosenColumns { map: changed.map().to_toml(), said })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, columns: &[(usize, ColumnRole)], is_read: bool) -> SheetPreview {
        let shown = columns.iter().map(|(column, role)| ColumnPreview {
            column: *column,
            letters: char::from(b'A' + *column as u8).to_string(),
            heading: String::new(),
            role: *role,
            reason: RoleReason::default(),
        });
        let known = columns.iter().filter(|(_, role)| *role != ColumnRole::Skip).copied();
        let map = SheetMap { name: name.to_owned(), columns: known.collect(), ..SheetMap::default() };
        SheetPreview { map, is_read, columns: shown.collect(), ..SheetPreview::default() }
    }

    fn table() -> MappingPreview {
        let read = [(0, ColumnRole::Clause), (1, ColumnRole::Skip), (2, ColumnRole::Note)];
        let passed = [(0, ColumnRole::Skip), (1, ColumnRole::Product)];
        MappingPreview {
            sheets: vec![sheet("甲", &read, true), sheet("乙", &passed, false)],
            ..MappingPreview::default()
        }
    }

    fn roles(chosen: &ChosenColumns, name: &str) -> Option<Vec<(usize, ColumnRole)>> {
        let map = crate::import::mapping::ColumnMap::parse(&chosen.map).unwrap();
        let sheet = map.sheets.into_iter().find(|sheet| sheet.name == name)?;
        Some(sheet.columns.into_iter().collect())
    }

    #[test]
    fn any_choice_gives_a_map_that_can_be_read_or_says_why_not() {
        let table = table();
        for (sheet, column) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 7), (9, 0)] {
            for role in ColumnRole::all() {
                match choose_role(&table, ColumnPlace { sheet, column }, role) {
                    Ok(chosen) => {
                        let roles = roles(&chosen, &table.sheets[sheet].map.name).unwrap();
                        assert!(roles.contains(&(column, role)), "{roles:?}");
                    }
                    Err(why) => assert!(why.ends_with('。'), "{why}"),
                }
            }
        }
    }

    #[test]
    fn a_second_column_of_numbers_takes_the_place_of_the_first() {
        let chosen = choose_role(&table(), ColumnPlace { sheet: 0, column: 1 }, ColumnRole::Clause).unwrap();
        let expected = [(0, ColumnRole::Skip), (1, ColumnRole::Clause), (2, ColumnRole::Note)];
        assert_eq!(roles(&chosen, "甲").unwrap(), expected);
        assert!(chosen.said.contains("A 列は「読まない」にしました"), "{}", chosen.said);
        assert_eq!(roles(&chosen, "乙"), None, "what is passed over stays so");
    }

    #[test]
    fn a_sheet_needs_a_key_and_one_sheet_is_read() {
        let table = table();
        assert!(choose_sheet(&table, 0).unwrap_err().contains("読むシートが一つは要ります"));
        assert!(choose_sheet(&table, 1).unwrap_err().contains("条項の番号かリスクの列が要ります"));
        let with_key = choose_role(&table, ColumnPlace { sheet: 1, column: 0 }, ColumnRole::Risk).unwrap();
        assert_eq!(roles(&with_key, "乙").unwrap(), [(0, ColumnRole::Risk), (1, ColumnRole::Product)]);
        assert!(roles(&with_key, "甲").is_some());
    }
}
