//! Understands what was typed: words, filters, numbers, editions.

use tantivy::DocId;

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::Kind;

use crate::engine::Engine;
use crate::query::number::NumberedText;
use crate::query::syntax::{self, Query};
use crate::text::normalize::fold;

/// What was typed, understood.
pub(crate) struct Understood {
    /// Its words and filters, and the editions that it names.
    pub query: Query,
    /// The records whose numbers or ids it names.
    pub numbered: Vec<RecordRef>,
    /// The same if words stand beside the number: then these put the records in order, and no others are meant.
    pub within: Vec<RecordRef>,
    /// What the editions that it names changed in these.
    pub changes: Vec<RecordRef>,
}

impl Understood {
    /// Returns a query whose words, but for the rest, are the number of records.
    fn new(mut query: Query, records: Vec<RecordRef>, rest: &str) -> Self {
        let is_narrowed = query.narrow(rest);
        let (numbered, within) = if is_narrowed { (Vec::new(), records) } else { (records, Vec::new()) };
        Self { query, numbered, within, changes: Vec::new() }
    }
}

impl Engine {
    /// Understands a text. A number that may be that of a clause is one; the rest may name editions.
    pub(crate) fn understand(&self, text: &str) -> Understood {
        let mut query = syntax::parse(text);
        let typed = query.plain_text();
        let is_name = !self.corpus.names.bearers(&fold(&query.whole_text())).is_empty();
        let NumberedText { records: numbered, rest } = self.numbered(&query, is_name);
        if !numbered.is_empty() && !self.corpus.editions.is_name(&typed) && !self.names_edition(&rest) {
            return Understood::new(query, numbered, &rest);
        }
        self.corpus.editions.take(&mut query);
        let NumberedText { records: numbered, rest } = self.numbered(&query, is_name);
        let named: Vec<DocId> = query.editions.iter().flat_map(|named| self.corpus.editions.documents(named)).collect();
        let is_meant = |at: &RecordRef| {
            let document = self.corpus.documents.of(*at);
            at.kind == Kind::Revision && document.is_some_and(|document| named.contains(&document))
        };
        let around = numbered.iter().flat_map(|at| self.catalog.graph().neighbours(*at));
        let changes = around.map(|neighbour| neighbour.at).filter(is_meant).collect();
        Understood { changes, ..Understood::new(query, numbered, &rest) }
    }

    /// Returns the records whose number stands among the words of a query, and the other words. In the name of a record and
    /// beside phrases and alternatives no words are set apart.
    fn numbered(&self, query: &Query, is_name: bool) -> NumberedText {
        let text = query.plain_text();
        if query.is_plain() && !is_name {
            return self.numbers.read(&text);
        }
        NumberedText { records: self.numbers.find(&text), rest: String::new() }
    }

    fn names_edition(&self, text: &str) -> bool {
        let mut query = syntax::parse(text);
        self.corpus.editions.take(&mut query);
        !query.editions.is_empty()
    }
}
