//! All tables as JSON, for programs. The shape does not change between versions; fields may be added.
//!
//! ```text
//! {"tenken_mapping": 1, "program", "data_date", "catalog", "has_own_data", "licence", "part", "worklist", "notes": [],
//!  "editions": [ROW], "clauses": [ROW], "risks": [ROW], "products": [ROW], "measures": [ROW], "words": [ROW]}
//! ```
//!
//! The keys of a row are those of the columns, in their order: lists are arrays, what comes from a list of values is its
//! code, and what is missing is an empty text. A row is a clause and one product, a risk and one product, a product and one
//! clause or risk, a measure and one report; where `source` names a document of the user and a place in it, `how` is what
//! stands there; what has no partner has one row without. `status`, `verdict`, `note` and
//! `left_out` are there only if `worklist` is not null; status and verdict are empty where the worklist does not count the
//! clause and nothing was recorded, and `left_out` says why it does not. `part` is the query that chose the clauses; empty if all are there.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::super::error::ExportError;
use super::super::json::to_bytes;
use super::column::{Row, Rows};
use super::tables::{ClauseRow, ControlMapping, EditionRow, MeasureRow, ProductRow, RiskRow, WordRow};

/// The version of the shape. It changes only if a field is removed or changes its meaning.
const SHAPE: u8 = 1;
/// What may be done with the contents, as other programs name it.
const LICENCE: &str = "CC-BY-4.0";

/// Returns the tables as indented JSON.
pub(super) fn write(mapping: &ControlMapping) -> Result<Vec<u8>, ExportError> {
    to_bytes(mapping)
}

impl Serialize for ControlMapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("tenken_mapping", &SHAPE)?;
        map.serialize_entry("program", &self.versions.program)?;
        map.serialize_entry("data_date", &self.versions.data_date)?;
        map.serialize_entry("catalog", &self.versions.catalog)?;
        map.serialize_entry("has_own_data", &self.versions.has_own_data)?;
        map.serialize_entry("licence", LICENCE)?;
        map.serialize_entry("part", &self.part)?;
        map.serialize_entry("worklist", &self.worklist)?;
        map.serialize_entry("notes", &self.notes)?;
        entry::<EditionRow, S>(&mut map, &self.editions)?;
        map.serialize_entry(ClauseRow::KEY, &Rows { rows: &self.clauses, columns: &self.clause_columns() })?;
        entry::<RiskRow, S>(&mut map, &self.risks)?;
        entry::<ProductRow, S>(&mut map, &self.products)?;
        entry::<MeasureRow, S>(&mut map, &self.measures)?;
        entry::<WordRow, S>(&mut map, &self.words)?;
        map.end()
    }
}

/// Writes a table under its key.
fn entry<R: Row, S: Serializer>(map: &mut S::SerializeMap, rows: &[R]) -> Result<(), S::Error> {
    map.serialize_entry(R::KEY, &Rows { rows, columns: &R::columns() })
}
