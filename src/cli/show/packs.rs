//! What documents of the user say of a record, as JSON.

use serde::Serialize;

use crate::catalog::{Catalog, RecordRef};
use crate::model::{Function, Id, Pack, Statement, Strength};

/// The document that a record was read from.
#[derive(Serialize)]
pub(super) struct OriginDocument<'a> {
    id: &'a str,
    title: &'a str,
    file: &'a str,
    date: &'a str,
    licence: &'a str,
}

/// An official text.
#[derive(Serialize)]
pub(super) struct OriginalDocument<'a> {
    text: &'a str,
    item: &'a str,
    place: &'a str,
    pack: &'a str,
}

/// What a document says of a clause or a risk.
#[derive(Serialize)]
pub(super) struct StatementDocument<'a> {
    about: &'a str,
    answers: &'a [Id],
    status: &'a str,
    party: &'a str,
    note: &'a str,
    function: Option<&'static str>,
    strength: Option<&'static str>,
    place: &'a str,
    pack: &'a str,
}

impl<'a> OriginDocument<'a> {
    pub(super) fn of(pack: &'a Pack) -> Self {
        let Pack { id, title, file, date, licence, .. } = pack;
        Self { id, title, file, date, licence }
    }
}

impl<'a> StatementDocument<'a> {
    fn of((statement, pack): (&'a Statement, &'a Pack)) -> Self {
        let Statement { about, answers, status, party, note, function, strength, place } = statement;
        let (function, strength) = (function.map(Function::code), strength.map(Strength::code));
        Self { about, answers, status, party, note, function, strength, place, pack: &pack.id }
    }
}

/// Returns the official texts of a clause.
pub(super) fn originals(catalog: &Catalog, at: RecordRef) -> Vec<OriginalDocument<'_>> {
    let texts = catalog.originals_of(at);
    texts
        .map(|(one, pack)| OriginalDocument { text: &one.text, item: &one.item, place: &one.place, pack: &pack.id })
        .collect()
}

/// Returns what documents say of a clause or a risk, or that a product or a measure answers.
pub(super) fn statements(catalog: &Catalog, at: RecordRef) -> Vec<StatementDocument<'_>> {
    catalog.statements_about(at).chain(catalog.statements_naming(at)).map(StatementDocument::of).collect()
}
