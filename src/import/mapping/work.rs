//! Reads the sheets of one file, and makes a pack of what they say.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::Kind;
use crate::sheet::{excerpt, plain};
use crate::text::clean::clean_line;

use super::super::file::{Grid, column_letters};
use super::super::importer::{ImportContext, SourceFile};
use super::super::names::{Around, ClauseFinder, Context, ProductFinder, RiskFinder, Vendor, pack_id, stem};
use super::super::reading::{About, Counts, NotRead, PackRecords, Reading};
use super::super::row_place::{self, called};
use super::before::Before;
use super::column_map::{ColumnMap, SheetMap};
use super::guess::{Guess, Guessed};
use super::header::Header;
use super::preview::{MappingPreview, RowFound, RowPreview, SheetPreview};
use super::result::{Said, TooMuch};
use super::role::{ColumnRole, vendor_in, vendors};
use super::row::Table;
use super::rows::Rows;
use super::services;
use super::table::Fill;

/// New products or risks that a sentence names.
const NAMED: usize = 8;
/// How many rows are read before whoever watches is asked.
const ROWS: usize = 256;
/// What to do about a table without columns that can be read.
const HINT: &str =
    "条項の番号かリスクの列に見出しを付けるか、どの列が何かを書いたファイルを --map で指定してください。";

/// What is said of new products.
const PRODUCTS: &str = "カタログにない製品 {count} 件を、この資料の製品として加えます: {names}";
/// What is said of new risks.
const RISKS: &str = "カタログにないリスク {count} 件を、この資料のリスクとして加えます: {names}";

/// What a file is read with.
pub(super) struct Work<'a> {
    file: &'a SourceFile,
    /// What the name of the file says of the numbers in it.
    context: Context,
    vendor: Option<&'static Vendor>,
    warnings: Vec<String>,
    said: Said,
}

/// The finders of a file.
struct Finders<'a> {
    catalog: &'a Catalog,
    clauses: ClauseFinder<'a>,
    products: ProductFinder<'a>,
    risks: RiskFinder<'a>,
}

impl<'a> Work<'a> {
    /// Returns what a file is read with.
    pub fn new(file: &'a SourceFile) -> Self {
        Self {
            file,
            context: Context::default(),
            vendor: vendor_in(&file.name),
            warnings: Vec::new(),
            said: Said::default(),
        }
    }

    /// Reads the sheets of the file, as the map says or as they look.
    ///
    /// # Errors
    ///
    /// If there is no table in it, the map does not fit, it says more than it may, or whoever watches has broken it off.
    pub fn read(
        mut self,
        grids: &[Grid],
        map: Option<&ColumnMap>,
        context: &mut ImportContext<'_>,
    ) -> Result<Reading, NotRead> {
        if let Some(map) = map {
            fits(map, grids, &self.file.name)?;
        }
        let pack = pack_id(&self.file.name);
        let mut finders = Finders {
            catalog: context.catalog,
            clauses: ClauseFinder::new(context.catalog, (context.engine)()?),
            products: ProductFinder::new(context.catalog, vendors(), &self.file.name),
            risks: RiskFinder::new(context.catalog, &pack, &self.file.name),
        };
        self.context = finders.clauses.context(&stem(&self.file.name), Around::Heading);
        let mut preview = MappingPreview::default();
        let mut fill = Fill::new();
        let mut others: Vec<&str> = Vec::new();
        for grid in grids.iter().filter(|grid| !grid.rows.is_empty()) {
            let filled = fill.filled(grid).map_err(|why| NotRead::from(&why))?;
            let header = Header::find(&filled).unwrap_or_default();
            let place = self.sheet_context(&filled, &header, &mut finders);
            let guessed = finders.guess(&filled, header, &place);
            let Some(sheet) = chosen(&filled, &guessed, map) else {
                others.push(&grid.name);
                preview.pass_over(|| SheetPreview::of(&filled, &guessed.map, &guessed, false));
                continue;
            };
            let mut shown = SheetPreview::of(&filled, &sheet, &guessed, true);
            self.sheet((&filled, &sheet), (place, &mut shown.rows), &mut finders, context)?;
            preview.sheets.push(shown);
        }
        if !preview.sheets.iter().any(|sheet| sheet.is_read) {
            return Err(NotRead::Wrong(t("条項の番号やリスクの列のある表が見つかりません。").to_owned(), t(HINT)));
        }
        if !others.is_empty() {
            let names = quoted(others.iter().take(10).copied());
            let reason = tr!("対応表のないシートが {n} 枚あります: {names}", n = others.len(), names);
            self.said.skip_all(&self.file.name, reason);
        }
        Ok(self.reading(&finders, pack.clone(), (preview, context)))
    }

    /// Returns what the name of a sheet and the titles above its table say of the numbers in it.
    fn sheet_context(&self, grid: &Grid, header: &Header, finders: &mut Finders<'_>) -> Context {
        let head = header.rows.first().copied().unwrap_or_default();
        let titles: Vec<String> = grid
            .rows
            .range(..head)
            .flat_map(|(_, cells)| cells.values())
            .map(|cell| clean_line(&plain(&cell.text)))
            .take(20)
            .collect();
        let mut context = self.context.clone();
        for text in titles.iter().filter(|text| text.chars().count() < 80).chain([&grid.name]) {
            context = context.narrowed(&finders.clauses.context(text, Around::Heading));
        }
        context
    }

    fn sheet(
        &mut self,
        (grid, map): (&Grid, &SheetMap),
        (place, shown): (Context, &mut [RowPreview]),
        finders: &mut Finders<'_>,
        context: &mut ImportContext<'_>,
    ) -> Result<(), NotRead> {
        let vendor = vendor_in(&grid.name).or(self.vendor);
        let services = services::of_headings((grid, map), vendor, &mut finders.products, &mut |place, why| {
            self.said.skip(place, why);
        });
        let table = Table { grid, map, context: place, vendor, services };
        let mut before = Before::default();
        let mut rows = Rows {
            catalog: finders.catalog,
            clauses: &mut finders.clauses,
            products: &mut finders.products,
            risks: &mut finders.risks,
            said: &mut self.said,
            file: &self.file.name,
        };
        let first = map.first_row();
        let all = grid.rows.range(first..).count();
        let mut found: Vec<RowFound> = Vec::new();
        for (done, (number, cells)) in grid.rows.range(first..).enumerate() {
            if done.is_multiple_of(ROWS) {
                context.tell(done, all)?;
            }
            let read_before = rows.said.amount();
            rows.row(&table, *number, cells, &mut before).map_err(|TooMuch| {
                let sentence = t("表の対応が多すぎます (10 万件、48 MB まで)。");
                NotRead::Wrong(sentence.to_owned(), t("要る部分だけを残して保存し直してください。"))
            })?;
            if done < shown.len() {
                found.push(rows.said.since(read_before, &before.about));
            }
        }
        shown.iter_mut().zip(found).for_each(|(row, found)| finders.name(row, found));
        before.tell(&grid.name, &mut self.said, &mut self.warnings);
        let shown = if grid.name.is_empty() { String::new() } else { format!("{}: ", called(&grid.name)) };
        self.warnings.extend(hidden(grid, map).map(|sentence| format!("{shown}{sentence}")));
        let unread = unread(grid, map);
        if !unread.is_empty() {
            let columns = unread.join(t("、"));
            self.warnings.push(tr!("{shown}読んでいない列があります: {columns}", shown, columns));
        }
        Ok(())
    }

    fn reading(
        mut self,
        finders: &Finders<'_>,
        pack: String,
        (preview, context): (MappingPreview, &ImportContext<'_>),
    ) -> Reading {
        self.warnings.extend(self.said.compared(context.catalog));
        let mut products: Vec<_> = finders.products.added().cloned().collect();
        let mut risks: Vec<_> = finders.risks.added().cloned().collect();
        self.warnings.extend(added(PRODUCTS, products.iter().map(|product| product.name.as_str())));
        self.warnings.extend(added(RISKS, risks.iter().map(|risk| risk.title.as_str())));
        if finders.products.is_full() {
            self.warnings.push(t("新しい製品の名前が多すぎるため、残りは備考として読みました。").to_owned());
        }
        if finders.risks.is_full() {
            self.warnings.push(t("新しいリスクが多すぎるため、初めの 5,000 件だけを読みました。").to_owned());
        }
        products.extend(finders.products.borrowed().cloned());
        risks.extend(finders.risks.borrowed().cloned());
        let counts = Counts {
            clause: self.said.clauses.len(),
            risk: self.said.risks.len(),
            product: self.said.products.len(),
            mapping: self.said.statements.len(),
            link: self.said.links.len(),
            ..Counts::default()
        };
        let skipped = self.said.skipped(&self.file.name);
        let records = PackRecords {
            products,
            risks,
            links: self.said.links,
            statements: self.said.statements,
            ..PackRecords::default()
        };
        let about = About { pack, title: stem(&self.file.name), ..About::default() };
        Reading { about, records, counts, skipped, warnings: self.warnings, preview: Some(preview) }
    }
}

impl Finders<'_> {
    /// Returns what a sheet looks like.
    fn guess(&mut self, grid: &Grid, header: Header, place: &Context) -> Guessed {
        let Self { clauses, products, risks, .. } = self;
        Guess { clauses, products, risks }.sheet(grid, header, place)
    }

    /// Gives a row the names of what was read in it.
    fn name(&self, row: &mut RowPreview, found: RowFound) {
        let RowFound { about, answers, odd } = found;
        row.about = about.iter().map(|id| self.name_of(id)).collect();
        row.answers = answers.iter().map(|id| self.name_of(id)).collect();
        row.odd = odd;
    }

    /// Returns how a clause, a risk or a product is shown: clauses by their numbers, others by their names.
    fn name_of(&self, id: &str) -> String {
        let new_product = || self.products.added().find(|product| product.id == id).map(|product| &product.name);
        let new_risk = || self.risks.added().find(|risk| risk.id == id).map(|risk| &risk.title);
        match self.catalog.find(id) {
            Some(at) if at.kind == Kind::Clause => self.catalog.label(at),
            Some(at) => self.catalog.title(at).to_owned(),
            None => clean_line(new_product().or_else(new_risk).map_or(id, String::as_str)),
        }
    }
}

/// Returns which column of a sheet is what: as the map says, or else as it looks. None if the sheet is not read.
fn chosen(grid: &Grid, guessed: &Guessed, map: Option<&ColumnMap>) -> Option<SheetMap> {
    let Some(map) = map else { return guessed.is_table.then(|| guessed.map.clone()) };
    let sheet = map.sheets.iter().find(|sheet| sheet.name == grid.name).cloned()?;
    let headings = Header::of(grid, sheet.header.clone()).headings;
    Some(SheetMap { headings, ..sheet })
}

/// Checks that a file has the sheets that a map names.
fn fits(map: &ColumnMap, grids: &[Grid], file: &str) -> Result<(), NotRead> {
    let is_there = |sheet: &SheetMap| grids.iter().any(|grid| grid.name == sheet.name);
    let Some(missing) = map.sheets.iter().find(|sheet| !is_there(sheet)) else { return Ok(()) };
    let sheet = called(&excerpt(&missing.name));
    let sentence = tr!("列の読み方のファイルにある{sheet}が、{file} にありません。", sheet, file);
    Err(NotRead::Wrong(sentence, t("シートの名前を確かめてください。")))
}

/// Says what was read although programs do not show it.
fn hidden(grid: &Grid, map: &SheetMap) -> impl Iterator<Item = String> {
    let rows = grid.rows.range(map.first_row()..).filter(|(row, _)| grid.hidden.contains(row)).count();
    let rows = (rows > 0).then(|| tr!("非表示の行が {rows} あり、それも読みました。", rows));
    let is_read = |column: &&usize| map.columns.get(column).is_some_and(|role| *role != ColumnRole::Skip);
    let columns: Vec<String> = grid.hidden_columns().iter().filter(is_read).map(|at| column_letters(*at)).collect();
    let said = || {
        let (n, columns) = (columns.len(), columns.join(t("、")));
        tr!("非表示の列が {n} あり、それも読みました: {columns} 列", n, columns)
    };
    let columns = (!columns.is_empty()).then(said);
    rows.into_iter().chain(columns)
}

/// Returns the headings of the columns that nobody reads although something stands in them.
fn unread(grid: &Grid, map: &SheetMap) -> Vec<String> {
    let first = map.first_row();
    let filled: BTreeSet<usize> = grid.rows.range(first..).flat_map(|(_, cells)| cells.keys().copied()).collect();
    let is_read = |column: &usize| map.columns.contains_key(column);
    let named = |column: usize| {
        let letters = column_letters(column);
        match map.headings.get(&column) {
            Some(heading) => {
                let heading = row_place::quoted(&excerpt(heading));
                tr!("{letters} 列{heading}", letters, heading)
            }
            None => tr!("{letters} 列", letters),
        }
    };
    filled.into_iter().filter(|column| !is_read(column)).map(named).take(20).collect()
}

/// Says what the pack brings that the catalog does not have; none if there is nothing.
fn added<'n>(sentence: &str, names: impl ExactSizeIterator<Item = &'n str>) -> Option<String> {
    let count = names.len();
    let names = quoted(names.take(NAMED));
    let names = if count > NAMED { tr!("{names}など", names) } else { names };
    (count > 0).then(|| tr!(sentence, count, names))
}

/// Returns names in quotation marks, one after the other.
fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(excerpt).collect();
    row_place::quoted(&names.join(t("」「")))
}
