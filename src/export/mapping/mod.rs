//! What the catalog holds as tables, without a worklist: what answers each requirement and each risk.
//!
//! [`ControlMapping`] is plain data. Each of its tables has one list of columns, from which every format is made; a
//! [`MappingFormat`] turns the tables into the bytes of a file. Nothing here reads the time, so the same tables always
//! give the same bytes.

pub(in crate::export) mod column;
mod columns;
mod csv;
mod format;
mod json;
mod tables;
#[cfg(test)]
mod testing;
pub(in crate::export) mod xlsx;

pub use format::MappingFormat;
pub use tables::{
    ClauseAnswers, ClauseFacts, ClauseProduct, ClauseRow, ControlMapping, EditionRow, MeasureFacts, MeasureReport,
    MeasureRow, ProductFacts, ProductRow, ProductUse, RiskFacts, RiskProduct, RiskRow, Stated, WordRow,
};
