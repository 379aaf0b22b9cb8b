//! What records are called: from a name to the records that bear it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::model::Kind;
use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Strings, Writer, strings};

use crate::error::SearchError;
use crate::index::documents::Documents;
use crate::passing::Passing;
use crate::text::normalize::fold;

/// The sections of the names, and of the documents that bear each of them.
const NAMES: &str = "names";
const BEARERS: &str = "names.bearers";

/// The names of all records, each as it is compared with others.
#[derive(Debug)]
pub(crate) struct Names {
    names: Strings,
    bearers: Column,
    documents: Arc<Documents>,
}

impl Names {
    /// Collects the names of a catalog and writes them.
    pub fn write(passing: &mut Passing, documents: &Documents, tables: &mut Writer) -> Result<(), SearchError> {
        let mut names = Collected::default();
        passing.each(documents.iter(), |catalog, (document, at)| {
            catalog.record(at).names().for_each(|name| names.add(fold(name), document));
        })?;
        // A name without its note or its maker is a name only where no record of the kind is called so in full.
        let mut plain = Vec::new();
        passing.each(documents.iter(), |catalog, (document, at)| {
            let found = catalog.record(at).names().flat_map(|name| shorter(at.kind, name)).map(fold);
            let is_of_kind = |other: &DocId| documents.record(*other).kind == at.kind;
            let is_free = |name: &String| !names.0.get(name).is_some_and(|bearers| bearers.iter().any(is_of_kind));
            plain.extend(found.filter(is_free).map(|name| (name, document)));
        })?;
        plain.into_iter().for_each(|(name, document)| names.add(name, document));
        strings(names.0.keys().map(String::as_str), tables, NAMES)?;
        let mut bearers = ColumnWriter::default();
        names.0.into_values().for_each(|documents| bearers.push(&Numbers::to_bytes(documents)));
        Ok(bearers.write(tables, BEARERS)?)
    }

    /// Opens what was written.
    pub fn open(documents: &Arc<Documents>, tables: &Packed) -> Result<Self, SearchError> {
        let (names, bearers) = (Strings::open(tables, NAMES)?, Column::open(tables, BEARERS)?);
        Ok(Self { names, bearers, documents: documents.clone() })
    }

    /// Returns the documents that are called so, in their order.
    pub fn bearers(&self, name: &str) -> Vec<DocId> {
        self.names.find(name).map_or_else(Vec::new, |at| self.documents.ids(self.bearers.get(at)))
    }
}

/// Names, and the documents that bear them, in their order.
#[derive(Debug, Default)]
struct Collected(BTreeMap<String, BTreeSet<DocId>>);

impl Collected {
    fn add(&mut self, name: String, document: DocId) {
        if !name.is_empty() {
            self.0.entry(name).or_default().insert(document);
        }
    }
}

/// Returns how much of a record's title, in bytes, a name is: all of it, or all but its note; none if it is another name.
pub(crate) fn in_title(catalog: &Catalog, at: RecordRef, name: &str) -> Option<usize> {
    let title = catalog.title(at);
    let ways = [Some(title), without_note(at.kind, title)];
    ways.into_iter().flatten().find(|way| fold(way) == name).map(str::len)
}

/// Returns what a name is shortened to: without its note, without its maker, without both.
fn shorter(kind: Kind, name: &str) -> impl Iterator<Item = &str> {
    let plain = without_note(kind, name);
    let ways = [plain, without_maker(kind, name), plain.and_then(|plain| without_maker(kind, plain))];
    ways.into_iter().flatten()
}

/// Returns the name of a product without that of its maker: nobody says Microsoft before Sentinel.
fn without_maker(kind: Kind, name: &str) -> Option<&str> {
    let own = name.strip_prefix("Microsoft ").filter(|_| kind == Kind::Product)?;
    // What begins with a small letter or a figure is no name by itself: Microsoft 365.
    own.starts_with(|c: char| c.is_uppercase()).then_some(own)
}

/// Returns a name without the note in brackets at its end: `Azure Arc (院内・他社クラウドのサーバの管理)`. Headlines of
/// requirements, risks, measures and changes are sentences: what they say in brackets belongs to what they say.
fn without_note(kind: Kind, name: &str) -> Option<&str> {
    if matches!(kind, Kind::Clause | Kind::Risk | Kind::Measure | Kind::Revision) {
        return None;
    }
    let (plain, _) = name.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    Some(plain.trim_end()).filter(|plain| !plain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_called_without_its_maker() {
        for (name, called) in [
            ("Microsoft Sentinel", &["Sentinel"][..]),
            ("Microsoft Copilot (統制)", &["Microsoft Copilot", "Copilot (統制)", "Copilot"]),
            ("Microsoft 365", &[]),
            ("Azure Arc", &[]),
        ] {
            assert_eq!(shorter(Kind::Product, name).collect::<Vec<_>>(), called, "{name}");
        }
        assert_eq!(shorter(Kind::Report, "Microsoft Report").count(), 0);
    }

    #[test]
    fn a_note_in_brackets_is_no_part_of_a_name() {
        for (name, plain) in [
            ("Azure Arc (院内のサーバの管理)", Some("Azure Arc")),
            ("リモート ヘルプ（単体）", Some("リモート ヘルプ")),
            ("Microsoft Entra ID", None),
            ("(仮) 台帳", None),
            ("(仮)", None),
        ] {
            assert_eq!(without_note(Kind::Product, name), plain, "{name}");
        }
        assert_eq!(without_note(Kind::Clause, "アクセスログの管理(サーバ)"), None);
    }
}
