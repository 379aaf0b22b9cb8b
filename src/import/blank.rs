//! Records of which nothing is known but what every one has: what a document says is filled in.

use crate::model::{
    Chapter, Confidence, Id, Product, ProductKind, Provenance, Revision, RevisionKind, Seen, Side, Volume,
};

/// Returns where the records of a file come from.
pub(super) fn provenance(file: &str, note: &str) -> Provenance {
    Provenance { seen: Seen::Imported, source: file.to_owned(), edition: String::new(), note: note.to_owned() }
}

/// Returns a volume of a guideline, the first one.
pub(super) fn volume(id: Id, guideline: Id) -> Volume {
    Volume {
        id,
        guideline,
        order: 1,
        title: String::new(),
        short: String::new(),
        aliases: Vec::new(),
        patterns: Vec::new(),
        published: String::new(),
        url: String::new(),
        successor: Id::new(),
        partial: false,
        provenance: None,
    }
}

/// Returns a chapter of a volume.
pub(super) fn chapter(id: Id, volume: Id, provenance: Provenance) -> Chapter {
    Chapter {
        id,
        volume,
        number: String::new(),
        title: String::new(),
        patterns: Vec::new(),
        also: None,
        patterns_printed: String::new(),
        sections: Vec::new(),
        provenance,
    }
}

/// Returns what became of clauses from one edition to another. Its id is not that of a clause, which would say that it is about
/// nothing but that clause.
pub(super) fn revision(
    about: &str,
    (from, to): (Id, Id),
    (kind, what): (RevisionKind, String),
    provenance: Provenance,
) -> Revision {
    Revision {
        id: format!("{about}.text"),
        from,
        to,
        old_label: String::new(),
        clauses: Vec::new(),
        kind,
        what,
        figures: String::new(),
        number_kept: None,
        carry: None,
        confidence: Confidence::Medium,
        provenance,
    }
}

/// Returns a product of a family.
pub(super) fn product(id: Id, name: &str, family: &str, provenance: Provenance) -> Product {
    Product {
        id,
        former_ids: Vec::new(),
        name: name.to_owned(),
        name_ja: name.to_owned(),
        former_names: Vec::new(),
        family: family.to_owned(),
        kind: ProductKind::Product,
        parent: Id::new(),
        what: String::new(),
        capabilities: Vec::new(),
        doc_title: String::new(),
        doc_url: String::new(),
        licences: Vec::new(),
        licence_source: String::new(),
        licence_note: String::new(),
        note: String::new(),
        retired: String::new(),
        successors: Vec::new(),
        asked: Vec::new(),
        applies_to: Vec::new(),
        side: Side::Customer,
        provenance,
    }
}
