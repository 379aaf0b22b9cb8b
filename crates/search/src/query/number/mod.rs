//! Finds clauses by their numbers, however people write them.
//!
//! `企画15④`, `企画管理編 第15章④`, `運用14.5`, `運用 14-(5)`, `sysun 14-5`, `5.1.1`, `6.5 C-13` of the old edition and ids all
//! come down to a volume, if one is named, and a sequence of numbers. What frameworks number with letters is a code.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::model::Id;
use tenken_catalog::packed::{Packed, Writer};
use tenken_catalog::text::clean::compared;

use crate::error::SearchError;
use crate::index::documents::Documents;
use crate::passing::Passing;
use crate::query::number::kept::{Kept, Wanted};
pub(crate) use crate::query::number::phrase::NumberedText;
use crate::query::number::text::{is_counter, is_number, separate};
use crate::query::number::volumes::{Name, VolumeNames};

mod codes;
mod kept;
mod phrase;
mod text;
mod volumes;

/// The numbers of all clauses.
#[derive(Debug)]
pub(crate) struct Numbers {
    names: VolumeNames,
    kept: Kept,
}

/// A query understood as a clause number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberQuery {
    /// The volumes named, if any.
    volumes: Vec<Id>,
    /// Whether a volume is named, and not only who issued it.
    is_narrow: bool,
    /// Whether it names an edition beside the number.
    names_edition: bool,
    /// Whether it says which number is that of a chapter: `第14章`.
    has_counter: bool,
    /// The numbers.
    numbers: Vec<String>,
    /// The words that are no part of the number.
    rest: Vec<String>,
}

impl Numbers {
    /// Collects the numbers of a catalog and writes them.
    pub fn write(
        catalog: &Catalog,
        passing: &mut Passing,
        documents: &Documents,
        tables: &mut Writer,
    ) -> Result<(), SearchError> {
        VolumeNames::new(catalog).write(tables)?;
        kept::write(catalog, passing, documents, tables)
    }

    /// Opens what was written.
    pub fn open(documents: &Arc<Documents>, tables: &Packed) -> Result<Self, SearchError> {
        Ok(Self { names: VolumeNames::open(tables)?, kept: Kept::open(documents, tables)? })
    }

    /// Returns the volumes that a name means, the newest first.
    pub fn volumes(&self, name: &str) -> &[Id] {
        let known = self.names.named(name).filter(|known| !known.is_ministry);
        known.map_or(&[], |known| &known.volumes)
    }

    /// Understands a query as a clause number; none if it holds no number.
    fn parse(&self, text: &str) -> Option<NumberQuery> {
        let mut query = NumberQuery::default();
        let mut rest = text;
        while let Some((name, after)) = self.names.leading(rest) {
            query.narrow(name);
            rest = after;
        }
        // Where the number that is being read began: that of an edition (5.2版) is none.
        let mut start = 0;
        for word in separate(rest).split_whitespace() {
            if word.contains('版') && is_counter(word) {
                query.names_edition = true;
                query.numbers.truncate(start);
            } else if is_counter(word) {
                query.has_counter |= word.contains(['章', '第']);
            } else if is_number(word) {
                query.numbers.push(word.to_owned());
                continue;
            } else {
                self.take(word, &mut query);
            }
            if word.ends_with(['第', '版']) || !is_counter(word) {
                start = query.numbers.len();
            }
        }
        (!query.numbers.is_empty()).then_some(query)
    }

    /// Takes a word that is neither number nor counter: the name of a volume, or a word of its own.
    fn take(&self, word: &str, query: &mut NumberQuery) {
        match self.names.named(word) {
            Some(name) if query.volumes.is_empty() => query.narrow(name),
            _ if matches!(word, "編" | "の" | "旧" | "旧版") => {}
            _ => query.rest.push(word.to_owned()),
        }
    }

    /// Returns the records a query names: by id, by number, by a number of the old edition; best first.
    pub fn find(&self, text: &str) -> Vec<RecordRef> {
        let text = &*compared(text);
        let by_id = self.by_id(text);
        if !by_id.is_empty() {
            return by_id;
        }
        if let Some(clauses) = self.kept.about_question(text) {
            return clauses;
        }
        let Some(query) = self.parse(text) else { return self.kept.of_code(text).unwrap_or_default() };
        if let Some(found) = self.old_edition(text, &query).or_else(|| self.kept.of_code(text)) {
            return found;
        }
        // Which edition is meant is for the search to say: what it changed stands before the clause.
        if query.names_edition || !query.is_narrow && (query.numbers.len() < 2 || !query.rest.is_empty()) {
            return Vec::new();
        }
        self.kept.clauses(&query, Wanted::Named)
    }

    /// Returns the clauses of the place that a number stands in, if it stands in one and names nothing itself: those of
    /// 企画 9 for `企画9①`.
    pub fn around(&self, text: &str) -> Vec<RecordRef> {
        let Some(mut query) = self.parse(text).filter(|query| query.is_narrow && query.numbers.len() > 1) else {
            return Vec::new();
        };
        query.numbers.pop();
        self.kept.clauses(&query, Wanted::All)
    }

    /// An id is written out, or at least its beginning up to a dot.
    fn by_id(&self, text: &str) -> Vec<RecordRef> {
        let text = text.trim().to_lowercase();
        if !text.contains('.') || text.starts_with(|c: char| c.is_ascii_digit()) || text.contains(char::is_whitespace) {
            return Vec::new();
        }
        // A change may have the id of the clause that it is about.
        let exact = self.kept.with_id(&text);
        if !exact.is_empty() {
            return exact;
        }
        self.kept.with_id_below(&format!("{}.", text.trim_end_matches('.')))
    }

    /// `5.2版 6.5章 C13`: the number after the edition is one of the old edition.
    fn old_edition(&self, text: &str, query: &NumberQuery) -> Option<Vec<RecordRef>> {
        if query.is_narrow {
            return None;
        }
        let named = text.nfkc().collect::<String>().replace(' ', "").contains("5.2版");
        let numbers = query.numbers.as_slice();
        let has_letter = numbers.iter().any(|number| number.starts_with('c'));
        // Words beside such a number are looked for, see `read`.
        if !(named || has_letter) || has_letter && !query.rest.is_empty() {
            return None;
        }
        self.kept.of_old_edition(numbers)
    }
}

impl NumberQuery {
    /// Takes the volumes of a name: of two names, those that bear both.
    fn narrow(&mut self, name: &Name) {
        let both: Vec<Id> = self.volumes.iter().filter(|volume| name.volumes.contains(volume)).cloned().collect();
        if self.volumes.is_empty() || both.is_empty() {
            self.volumes.clone_from(&name.volumes);
        } else {
            self.volumes = both;
        }
        self.is_narrow |= !name.is_ministry;
    }
}
