//! The named values of records, decided once below both front ends, which only set them.

use std::borrow::Cow;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::language::{Language, spoken, t, tr};
use crate::model::{Product, Provenance, Revision};

use super::packs::{FROM_PACK, pack_origin};

/// How well a record was checked against its source.
pub const SEEN: &str = "確かさ";

/// A name and a value; what is not known is empty and is not shown.
pub type Fact = (&'static str, String);

/// Returns the title of a record as people know it: people choose licences by name, so that these are called so in the
/// language that is spoken; and how own items are called is ours to say.
pub fn title(catalog: &Catalog, at: RecordRef) -> Cow<'_, str> {
    match catalog.record(at) {
        Record::Licence(licence) => Cow::Borrowed(t(&licence.title)),
        Record::Node(node) => Cow::Owned(node.shown_title()),
        record => Cow::Borrowed(record.title()),
    }
}

/// Returns the named values of a record, in the order in which they are told below its summary.
pub fn facts(catalog: &Catalog, record: &Record<'_>) -> Vec<Fact> {
    let facts = facts_of(catalog, record).into_iter();
    facts.map(|(name, value)| (t(name), value)).collect()
}

fn facts_of(catalog: &Catalog, record: &Record<'_>) -> Vec<Fact> {
    let list = |texts: &[String]| texts.join(t("、"));
    match record {
        Record::Clause(clause) => vec![
            ("数値・期日", clause.figures.clone()),
            ("想定場面", clause.scenario.clone()),
            ("用語", list(&clause.terms)),
            ("公式の参照", clause.official_reference.clone()),
            ("次の版", clause.outlook.clone()),
        ],
        Record::Risk(risk) => vec![
            ("分類", risk.category.clone()),
            ("損なう性質", risk.suffering().into_iter().map(t).collect::<Vec<_>>().join(t("・"))),
            ("脅威の主体", risk.threat_source.clone()),
            ("影響", risk.impact.clone()),
            ("起きやすさ", risk.likelihood.clone()),
            ("根拠", risk.basis.clone()),
            ("似た事例", risk.incident.clone()),
            ("ATT&CK", list(&risk.attack)),
        ],
        Record::Product(product) => of_product(product),
        Record::Term(term) => vec![
            ("読み", term.reading.clone()),
            ("同義語", list(&term.synonyms)),
            ("近い語", list(&term.related_terms)),
        ],
        Record::Revision(revision) => of_revision(catalog, revision),
        Record::Question(question) => vec![("印字", question.printed.clone())],
        Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_) | Record::Node(_) => Vec::new(),
    }
}

fn of_product(product: &Product) -> Vec<Fact> {
    let list = |texts: &[String]| texts.join(t("、"));
    vec![
        ("製品群", [product.family.as_str(), t(product.kind.name()), t(product.side.name())].join("   ")),
        (
            other_language(),
            Some(product.other_name().to_owned()).filter(|name| name != product.title()).unwrap_or_default(),
        ),
        ("旧称", list(&product.former_names)),
        ("できること", list(&product.capabilities)),
        ("対象", product.services().join(t("、"))),
        ("注記", product.note.clone()),
        ("公開文書", product.doc_title.clone()),
        ("URL", product.doc_url.clone()),
        ("旧 ID", list(&product.former_ids)),
    ]
}

fn of_revision(catalog: &Catalog, revision: &Revision) -> Vec<Fact> {
    let edition = |id: &str| catalog.edition(id).map_or_else(|| id.to_owned(), |edition| edition.full_name());
    vec![
        ("版", tr!("{from} から {to} へ", from = edition(&revision.from), to = edition(&revision.to))),
        ("旧番号", revision.old_label.clone()),
        ("番号", revision.number_kept.map_or("", |kept| t(kept.name())).to_owned()),
        ("数値・期日", revision.figures.clone()),
        ("引き継ぎ", revision.carry.map_or("", |carry| t(carry.name())).to_owned()),
        ("確度", t(revision.confidence.name()).to_owned()),
    ]
}

/// Returns where a record comes from and how solid it is.
pub fn provenance_facts(catalog: &Catalog, at: RecordRef, provenance: &Provenance) -> [Fact; 5] {
    [
        (FROM_PACK, pack_origin(catalog, at).unwrap_or_default()),
        (SEEN, t(provenance.seen.name()).to_owned()),
        ("見たもの", provenance.source.clone()),
        ("見た版", provenance.edition.clone()),
        ("注記", provenance.note.clone()),
    ]
    .map(|(name, value)| (t(name), value))
}

/// Returns what the name of a product in the language that is not spoken is called.
fn other_language() -> &'static str {
    match spoken() {
        Language::Japanese => "英語名",
        Language::English => "日本名",
    }
}

#[cfg(test)]
mod tests {
    use crate::english::TABLES;
    use crate::language::{provide, speak};
    use crate::worklist::Edit;

    use super::super::scope::edit_value;
    use super::*;

    #[test]
    fn licences_are_called_as_the_language_that_is_spoken_calls_them() {
        let catalog = crate::bundled::catalog().unwrap();
        let is_japanese = |title: &str| title.contains("の従量課金");
        let licence = catalog.licences().find(|one| is_japanese(&one.title)).unwrap();
        let at = catalog.find(&licence.id).unwrap();
        let recorded = |on| edit_value(&catalog, &Edit::Licence { id: licence.id.clone(), on }).unwrap();
        assert!(is_japanese(&title(&catalog, at)) && is_japanese(&recorded(true)));
        provide(&TABLES);
        speak(Language::English);
        let said = [title(&catalog, at).into_owned(), recorded(true), recorded(false)];
        speak(Language::Japanese);
        assert_eq!((said[0].is_ascii(), &said[1], said[2].as_str()), (true, &said[0], ""));
    }
}
