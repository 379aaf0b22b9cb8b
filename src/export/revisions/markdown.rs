//! The table as a document: a heading for each chapter, and the changes below it.

use crate::language::{t, titled};

use super::super::mapping::column::{Column, Row};
use super::super::markdown::inline;
use super::{RevisionRow, RevisionTable};

/// Returns the document.
pub(super) fn write(table: &RevisionTable) -> String {
    let mut document = format!("# {}\n", inline(&table.title));
    for note in &table.notes {
        document += &format!("\n{}\n", inline(note));
    }
    let mut above = None;
    for row in &table.rows {
        if above != Some(&row.place) {
            above = Some(&row.place);
            document += &format!("\n## {}\n\n", inline(t(&row.place)));
        }
        document += &item(row);
    }
    document + &format!("\n{}\n", inline(&table.versions.versions()))
}

/// Returns a change as an item of a list: its kind and text first, then what else is known of it.
fn item(row: &RevisionRow) -> String {
    let own = ["place", "kind", "what", "clauses"];
    let others = RevisionRow::COLUMNS.iter().filter(|column| !own.contains(&column.key));
    let fact = |column: &Column<RevisionRow>| {
        let text = (column.value)(row).text().replace('\n', t("、"));
        (!text.is_empty()).then(|| format!("  - {}: {}\n", titled(column.title), inline(&text)))
    };
    let facts: String = others.filter_map(fact).collect();
    format!("- **{}** {}\n{facts}", titled(row.kind.name()), inline(&row.what))
}
