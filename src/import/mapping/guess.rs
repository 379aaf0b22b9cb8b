//! Guesses what the columns of a table are, by what stands in them and what their headings say.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::RecordRef;
use crate::sheet::{is_blank, plain};

use super::super::file::{Grid, GridCell};
use super::super::names::{ClauseFinder, Context, NameProblem, ProductFinder, RiskFinder, names_number};
use super::column_map::SheetMap;
use super::header::Header;
use super::role::{ColumnRole, by_heading};
use super::services;

/// How many rows are looked at.
const ROWS: usize = 60;
/// The most letters of a cell that names clauses, products or risks.
const LETTERS: usize = 400;
/// The most different texts of a column that says few things, and the most letters of one.
const FEW: usize = 6;
const VALUE: usize = 100;
/// The words of a column that says who has to act.
const PARTIES: [&str; 15] = [
    "医療機関",
    "事業者",
    "クラウド事業者",
    "共有",
    "共同",
    "利用者",
    "お客様",
    "顧客",
    "両者",
    "双方",
    "当院",
    "ベンダー",
    "customer",
    "shared",
    "provider",
];
/// The words of a column that says how far something is met.
const STATES: [&str; 18] = [
    "○",
    "◯",
    "〇",
    "◎",
    "△",
    "×",
    "✕",
    "●",
    "▲",
    "対応",
    "一部",
    "一部対応",
    "対応済",
    "対応済み",
    "未対応",
    "対象外",
    "yes",
    "no",
];

/// What guesses look things up with.
pub(super) struct Guess<'f, 'a> {
    pub clauses: &'f mut ClauseFinder<'a>,
    pub products: &'f ProductFinder<'a>,
    pub risks: &'f RiskFinder<'a>,
}

/// What a sheet looks like.
pub(super) struct Guessed {
    /// Which of its columns is what.
    pub map: SheetMap,
    /// Whether it is a table that can be read: it has clauses or risks.
    pub is_table: bool,
    /// Its columns with something in them.
    pub columns: BTreeMap<usize, Contents>,
}

/// What the cells of a column are, as parts of all that have anything in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    filled: usize,
    blank: usize,
    numbers: usize,
    /// The clauses of each row that names any.
    clauses: BTreeMap<usize, Vec<RecordRef>>,
    products: usize,
    risks: usize,
    parties: usize,
    states: usize,
    /// Whether the heading names a product.
    names_product: bool,
    /// The different texts, as far as they are short.
    values: BTreeSet<String>,
    /// Whether there are too many of them, or long ones.
    has_many: bool,
}

impl Contents {
    /// Whether at least half of the cells are so.
    const fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 2 >= self.filled
    }

    const fn is_clauses(&self) -> bool {
        self.mostly(self.numbers)
    }

    /// Whether the cells say few things, again and again, and are no names.
    fn says_little(&self) -> bool {
        let is_name = self.mostly(self.products) || self.mostly(self.risks) || self.is_clauses();
        let is_few = !self.has_many && (self.values.len() <= FEW || self.values.len() * 2 <= self.filled);
        self.filled > 0 && !is_name && (self.mostly(self.states) || is_few)
    }

    /// Whether the heading names a product.
    pub const fn names_product(&self) -> bool {
        self.names_product
    }

    /// Returns how many of the cells are what cells of a role are, and how many there are; none if nothing tells.
    pub const fn fitting(&self, role: ColumnRole) -> Option<(usize, usize)> {
        let count = match role {
            ColumnRole::Clause | ColumnRole::Other => self.numbers,
            ColumnRole::Product => self.products,
            ColumnRole::Risk => self.risks,
            ColumnRole::Party => self.parties,
            ColumnRole::Status | ColumnRole::Service => self.states,
            ColumnRole::Guideline
            | ColumnRole::Volume
            | ColumnRole::Chapter
            | ColumnRole::Category
            | ColumnRole::Requirement
            | ColumnRole::Note
            | ColumnRole::Owner
            | ColumnRole::Date
            | ColumnRole::Skip => return None,
        };
        if self.filled > 0 { Some((count, self.filled)) } else { None }
    }
}

impl Guess<'_, '_> {
    /// Returns which column of a sheet is what, and whether it has clauses or risks at all.
    pub fn sheet(&mut self, grid: &Grid, header: Header, context: &Context) -> Guessed {
        let mut columns = self.columns(grid, &header, context);
        let mut roles: BTreeMap<usize, ColumnRole> = BTreeMap::new();
        for (column, contents) in &columns {
            roles.extend(own_role(grid, &header, *column, contents).map(|role| (*column, role)));
        }
        let main = main(&header, &columns);
        once(&mut roles, ColumnRole::Risk, |column| columns.get(&column).is_some_and(|own| own.mostly(own.risks)));
        let Some(main) = main.or_else(|| first(&roles, ColumnRole::Clause)) else {
            let is_table = first(&roles, ColumnRole::Risk).is_some();
            if is_table {
                self.services(grid, &header, &mut columns, &mut roles);
            }
            return Guessed { map: map(grid, header, roles), is_table, columns };
        };
        let clauses = std::mem::take(&mut columns.entry(main).or_default().clauses);
        let header = if header.rows.is_empty() { unnamed(grid, main, &clauses) } else { header };
        roles.retain(|_, role| *role != ColumnRole::Clause);
        for (column, contents) in columns.iter().filter(|(column, own)| **column != main && own.is_clauses()) {
            let same = contents.clauses.iter().filter(|(row, own)| clauses.get(row) == Some(own)).count();
            let is_same = same > 0 && same * 2 >= contents.clauses.len();
            roles.insert(*column, if is_same { ColumnRole::Skip } else { ColumnRole::Other });
        }
        roles.insert(main, ColumnRole::Clause);
        for (column, contents) in columns.range(..main).filter(|(_, own)| own.blank * 3 > own.filled) {
            // What stands once for several rows groups them.
            let role = if contents.filled > 0 { ColumnRole::Category } else { ColumnRole::Skip };
            roles.entry(*column).or_insert(role);
        }
        self.services(grid, &header, &mut columns, &mut roles);
        Guessed { map: map(grid, header, roles), is_table: true, columns }
    }

    /// Finds the columns with one product each.
    fn services(
        &self,
        grid: &Grid,
        header: &Header,
        columns: &mut BTreeMap<usize, Contents>,
        roles: &mut BTreeMap<usize, ColumnRole>,
    ) {
        let headings = services::Headings::of(grid, &header.rows, self.products);
        for (at, own) in &mut *columns {
            own.names_product = services::names_product(headings.of_column(*at), self.products);
        }
        let column = |(at, own): (&usize, &Contents)| services::Column {
            at: *at,
            says_little: own.says_little(),
            is_marked: own.mostly(own.states),
            has_parties: own.mostly(own.parties),
        };
        let own = columns.iter().filter(|(at, _)| roles.get(at) != Some(&ColumnRole::Clause));
        let columns: Vec<services::Column> = own.map(column).collect();
        services::find(&headings, &columns, self.products, roles);
    }

    /// Looks at the first rows below the headings.
    fn columns(&mut self, grid: &Grid, header: &Header, context: &Context) -> BTreeMap<usize, Contents> {
        let below = || grid.rows.range(header.last() + 1..).filter(|(_, cells)| cells.len() > 1).take(ROWS);
        let mut columns: BTreeMap<usize, Contents> = BTreeMap::new();
        for column in below().flat_map(|(_, cells)| cells.keys()) {
            columns.entry(*column).or_default();
        }
        for (row, cells) in below() {
            for (column, contents) in &mut columns {
                match cells.get(column).map(|cell| plain(&cell.text)).filter(|text| !is_blank(text)) {
                    Some(text) => self.cell(*row, &text, context, contents),
                    None => contents.blank += 1,
                }
            }
        }
        columns
    }

    fn cell(&mut self, row: usize, text: &str, context: &Context, contents: &mut Contents) {
        contents.filled += 1;
        contents.has_many |= text.chars().count() > VALUE || contents.values.len() > ROWS;
        if !contents.has_many {
            contents.values.insert(text.to_owned());
        }
        if text.chars().count() > LETTERS {
            return;
        }
        let lower = text.to_lowercase();
        contents.parties += usize::from(PARTIES.iter().any(|party| lower.starts_with(party)));
        contents.states += usize::from(STATES.contains(&lower.as_str()));
        contents.risks += usize::from(self.risks.knows(text));
        contents.products += usize::from(self.products.knows(text));
        if names_number(text) {
            let found = self.clauses.find(text, context);
            let is_ambiguous = found.problems.iter().any(|problem| matches!(problem, NameProblem::Ambiguous(..)));
            // A chapter is a group of rows where it is not written as the number of a clause.
            if is_ambiguous || !found.clauses.is_empty() && found.sections == 0 {
                contents.numbers += 1;
                contents.clauses.insert(row, found.clauses);
            }
        }
    }
}

/// Returns what a column is without regard to the others: what stands in it counts more than its heading where it can be
/// nothing else.
fn own_role(grid: &Grid, header: &Header, column: usize, contents: &Contents) -> Option<ColumnRole> {
    let said = header.role(grid, column).map(|(role, _)| role);
    let is_open = matches!(said, None | Some(ColumnRole::Requirement | ColumnRole::Note | ColumnRole::Category));
    match said {
        _ if contents.mostly(contents.risks) => Some(ColumnRole::Risk),
        _ if is_open && contents.mostly(contents.products) => Some(ColumnRole::Product),
        None if contents.mostly(contents.parties) => Some(ColumnRole::Party),
        None if contents.mostly(contents.states) => Some(ColumnRole::Status),
        // Names of products and risks are no clauses, whatever stands above them.
        Some(ColumnRole::Clause) if contents.mostly(contents.products) => Some(ColumnRole::Product),
        said => said,
    }
}

/// Returns the column with the numbers of the clauses: of those that hold numbers the one that says so in its heading, or
/// else the one with most of them.
fn main(header: &Header, columns: &BTreeMap<usize, Contents>) -> Option<usize> {
    let says = |column: usize| {
        let heading = header.headings.get(&column).and_then(|heading| by_heading(heading));
        heading.is_some_and(|(role, _)| {
            matches!(role, ColumnRole::Clause | ColumnRole::Requirement | ColumnRole::Guideline)
        })
    };
    let weight = |(column, own): &(&usize, &Contents)| {
        // Running numbers are numbers of clauses only if nothing else is.
        let is_running = own.clauses.values().all(Vec::is_empty);
        (!is_running, says(**column), own.clauses.len() * 100 / own.filled.max(1), std::cmp::Reverse(**column))
    };
    columns.iter().filter(|(_, own)| own.is_clauses()).max_by_key(weight).map(|(column, _)| *column)
}

/// Returns the row above the first number as the headings of a table whose headings say nothing.
fn unnamed(grid: &Grid, main: usize, clauses: &BTreeMap<usize, Vec<RecordRef>>) -> Header {
    let first = clauses.keys().next().copied().unwrap_or_default();
    let above = grid.rows.range(..first).next_back().filter(|(_, cells)| cells.len() > 1);
    let is_heading = |cells: &BTreeMap<usize, GridCell>| cells.get(&main).is_none_or(|cell| !names_number(&cell.text));
    let row = above.filter(|(_, cells)| is_heading(cells)).map(|(row, _)| *row);
    Header::of(grid, row.into_iter().collect())
}

fn first(roles: &BTreeMap<usize, ColumnRole>, wanted: ColumnRole) -> Option<usize> {
    roles.iter().find(|(_, role)| **role == wanted).map(|(column, _)| *column)
}

/// Leaves a role to one column: the first that is it by its contents, or else the first.
fn once(roles: &mut BTreeMap<usize, ColumnRole>, wanted: ColumnRole, is_certain: impl Fn(usize) -> bool) {
    let bearers: Vec<usize> = roles.iter().filter(|(_, role)| **role == wanted).map(|(column, _)| *column).collect();
    let kept = bearers.iter().find(|column| is_certain(**column)).or(bearers.first()).copied();
    for column in bearers.into_iter().filter(|column| Some(*column) != kept) {
        roles.insert(column, ColumnRole::Requirement);
    }
}

fn map(grid: &Grid, header: Header, columns: BTreeMap<usize, ColumnRole>) -> SheetMap {
    SheetMap { name: grid.name.clone(), header: header.rows, columns, headings: header.headings }
}
