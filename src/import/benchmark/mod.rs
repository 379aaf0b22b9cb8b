//! Microsoft's cloud security benchmark and the editions before it (Azure Security Benchmark), as workbooks.
//!
//! The editions are laid out differently: a sheet for each domain or one for all, `ID`, `ASB ID` or `Azure ID`, two columns with
//! one title. So a sheet is known by its shape: a row of titles with an id, a recommendation and some guidance, and below it the
//! ids of controls ([`columns`]); something in the workbook must also say that it is Microsoft's. Each control becomes a clause with the texts of its row; the products of the catalog that its
//! guidance for Azure names become a statement about it ([`products`]).

mod columns;
mod products;

use std::collections::BTreeMap;

use crate::language::t;
use crate::model::{Id, Statement};

use super::file::{Contents, Grid, GridCell};
use super::importer::{ImportContext, Importer, SourceFile};
use super::outline::{Framework, Item, Outline, about, leave_out_known, or};
use super::reading::{Counts, NotRead, Reading};
use super::row_place::called;
use super::slug::slug;
use super::tally::Tally;
use crate::text::clean::{clean_line, clean_text};
use columns::{Columns, Part};
use products::Names;

/// Reads editions of the benchmark.
pub(super) struct Benchmark;

impl Importer for Benchmark {
    fn code(&self) -> &'static str {
        "benchmark"
    }

    fn name(&self) -> &'static str {
        "Microsoft クラウド セキュリティ ベンチマーク"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        let Ok(Contents::Sheets(grids)) = file.contents() else { return false };
        is_benchmark(grids, file)
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let Contents::Sheets(grids) = file.contents().map_err(NotRead::from)? else { return Err(none()) };
        let title = title(grids, file);
        let mut reader = Reader {
            guideline: id_of(&title),
            outline: Outline::new(file),
            tally: Tally::default(),
            names: Names::of(context.catalog),
            chapters: BTreeMap::new(),
            statements: Vec::new(),
        };
        reader.outline.framework(Framework {
            id: reader.guideline.clone(),
            short: short(&title),
            edition: title.rsplit_once(" v").map_or_else(String::new, |(_, number)| number.to_owned()),
            publisher: "Microsoft".to_owned(),
            title: title.clone(),
            ..Framework::default()
        });
        for grid in grids {
            match Columns::of(grid) {
                Some(columns) => reader.sheet(grid, &columns, context)?,
                None => {
                    let sheet = called(&clean_line(&grid.name));
                    reader.tally.skip(sheet, "管理策の表がないシートです。");
                }
            }
        }
        if reader.outline.records.clauses.is_empty() {
            return Err(none());
        }
        Ok(reader.finish(context, title))
    }
}

/// Whether a workbook has a table of controls, and says somewhere that it is Microsoft's.
fn is_benchmark(grids: &[Grid], file: &SourceFile) -> bool {
    let tables: Vec<Columns> = grids.iter().filter_map(Columns::of).collect();
    let is_theirs = || tables.iter().any(Columns::are_of_azure) || is_titled(stem(file).trim());
    !tables.is_empty() && (is_theirs() || title_in(grids).is_some())
}

fn none() -> NotRead {
    let hint = t("Microsoft が配布するブックを、そのまま指定してください。");
    NotRead::Wrong(t("ベンチマークの管理策の表が見つかりません。").to_owned(), hint)
}

/// Returns the title of the workbook: that of its first page, or else the name of the sheet or the file.
fn title(grids: &[Grid], file: &SourceFile) -> String {
    title_in(grids).unwrap_or_else(|| stem(file))
}

fn title_in(grids: &[Grid]) -> Option<String> {
    let cells = grids.iter().flat_map(|grid| grid.rows.range(..=5)).flat_map(|(_, cells)| cells.values());
    let cell = cells.map(|cell| clean_line(cell.text.trim())).find(|text| is_titled(text) && text.contains(" v"));
    cell.or_else(|| grids.iter().map(|grid| clean_line(&grid.name)).find(|name| is_titled(name)))
}

fn is_titled(text: &str) -> bool {
    text.to_lowercase().contains("security benchmark") && text.chars().count() < 80
}

/// Returns the name of a file in words, without its ending.
fn stem(file: &SourceFile) -> String {
    file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem).replace(['-', '_'], " ")
}

/// Returns the id of an edition: `mcsb-v1`, `asb-v3`.
fn id_of(title: &str) -> Id {
    let title = title.to_lowercase().replace("microsoft cloud security benchmark", "mcsb");
    slug(title.replace("azure security benchmark", "asb").trim())
}

/// Returns the first word of the labels.
fn short(title: &str) -> String {
    let title = title.to_lowercase();
    match () {
        () if title.contains("cloud security benchmark") => "MCSB".to_owned(),
        () if title.contains("azure security benchmark") => "ASB".to_owned(),
        () => "ベンチマーク".to_owned(),
    }
}

struct Reader<'c> {
    guideline: Id,
    outline: Outline,
    tally: Tally,
    names: Names<'c>,
    /// The chapter of each domain, as it is written in the first place.
    chapters: BTreeMap<String, Id>,
    statements: Vec<Statement>,
}

impl Reader<'_> {
    fn sheet(&mut self, grid: &Grid, columns: &Columns, context: &mut ImportContext<'_>) -> Result<(), NotRead> {
        for (row, cells) in grid.rows.range(columns.head + 1..) {
            context.tell(*row, grid.rows.len())?;
            let place = format!("{}!{row}", clean_line(&grid.name));
            let id = columns.cell(cells, Part::Id).map(clean_line).unwrap_or_default();
            let id = id.trim();
            if columns::is_id(id) {
                self.control(cells, columns, (id, place), grid);
            } else {
                self.tally.skip(place, "ID の欄が管理策の番号ではない行は取り込みません。");
            }
        }
        Ok(())
    }

    fn control(
        &mut self,
        cells: &BTreeMap<usize, GridCell>,
        columns: &Columns,
        (id, place): (&str, String),
        grid: &Grid,
    ) {
        let domain = columns.cell(cells, Part::Domain).map(clean_line).unwrap_or_default();
        let chapter = self.chapter(or(domain.trim().to_owned(), &clean_line(&grid.name)));
        let clause = self.outline.clause(
            &chapter,
            Item {
                id: format!("{}.{}", self.guideline, slug(id)),
                number: id.to_owned(),
                title: columns.cell(cells, Part::Recommendation).map(clean_line).unwrap_or_default().trim().to_owned(),
                text: columns.text(cells),
                place: place.clone(),
                reference: columns.references(cells),
                ..Item::default()
            },
        );
        let answers = self.names.in_text(&columns.guidance(cells));
        if answers.is_empty() {
            return;
        }
        let line = |part| columns.cell(cells, part).map(clean_line).unwrap_or_default().trim().to_owned();
        self.statements.push(Statement {
            about: clause,
            answers,
            status: String::new(),
            party: line(Part::Party),
            note: "Azure 向けの手引きに名前がある製品です。".to_owned(),
            function: None,
            strength: None,
            place,
        });
    }

    fn chapter(&mut self, domain: String) -> Id {
        let key = domain.to_lowercase();
        if let Some(known) = self.chapters.get(&key) {
            return known.clone();
        }
        let id = self.outline.chapter(format!("{}.{}", self.guideline, slug(&domain)), &domain);
        self.chapters.insert(key, id.clone());
        id
    }

    fn finish(self, context: &ImportContext<'_>, title: String) -> Reading {
        let mut records = self.outline.records;
        records.statements = self.statements;
        let counts = Counts {
            clause: records.clauses.len(),
            original: records.originals.len(),
            mapping: records.statements.len(),
            ..Counts::default()
        };
        let warnings = leave_out_known(&mut records, context.catalog);
        let licence = "Microsoft の公開文書(CC BY 4.0)。配布元の LICENSE を確かめてください。";
        let about = about(self.guideline, title, licence.to_owned());
        Reading { about, records, counts, skipped: self.tally.into_skipped(), warnings, preview: None }
    }
}

/// Returns a text of a cell with its lines.
fn prose(text: &str) -> String {
    let clean = clean_text(text);
    let lines: Vec<&str> = clean.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
