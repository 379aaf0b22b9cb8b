//! Holds every look-up of a compiled catalog to the records as they stand in TOML, looked for there one after another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::catalog::tree::Level;
use crate::catalog::{Catalog, Edition, Record, RecordRef, Source, read_folder};
use crate::model::{Chapter, Clause, Guideline, Kind, Volume};
use crate::packed::Bytes;

/// Reads the records of a folder of the workspace.
fn folder(name: &str) -> Source {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    let (source, errors) = read_folder(&folder).unwrap();
    assert_eq!(errors, []);
    source
}

/// The records of the workspace, and those that the screens are tested with.
fn sources() -> [Source; 2] {
    ["data", "tests/fixture"].map(folder)
}

/// A source and the catalog made of it.
pub(in crate::catalog) struct Both {
    pub(in crate::catalog) source: Source,
    pub(in crate::catalog) catalog: Catalog,
}

pub(in crate::catalog) fn both() -> [Both; 2] {
    sources().map(|source| Both { catalog: Catalog::new(source.clone()).unwrap(), source })
}

#[test]
fn opening_decodes_nothing_and_reading_a_record_that_one() {
    fn shared<T: Send + Sync>(_: &T) {}
    for Both { source, catalog } in both() {
        shared(&catalog);
        assert_eq!(catalog.asked(), 0);
        let id = &source.clauses[source.clauses.len() / 2].value.id;
        let at = catalog.find(id).unwrap();
        assert_eq!((catalog.id(at), catalog.place(at).is_some(), catalog.asked()), (id.as_str(), true, 0));
        let labels: Vec<String> = catalog.searchable_of(Kind::Clause).map(|at| catalog.label(at)).collect();
        assert!(!labels.is_empty() && catalog.asked() == 0);
        for _ in 0..2 {
            assert_eq!((catalog.clause(id).unwrap().id.as_str(), catalog.asked()), (id.as_str(), 1));
        }
        // Which chapter, volume and guideline it stands in takes these three, and no list of them.
        let clause = catalog.clause(id).unwrap();
        assert!(catalog.chapter_of(clause).is_some() && catalog.guideline_of(clause).is_some());
        assert!(catalog.volume_of(clause).is_some());
        assert_eq!(catalog.asked(), 4);
        let volume = catalog.volume_of(clause).unwrap();
        assert_eq!(catalog.label(at), format!("{} {}", volume.short, clause.number));
        assert!(!catalog.graph().neighbours(at).is_empty() && !catalog.is_explanatory(clause));
        assert!(catalog.searchable().count() > 10 && !catalog.tree().path(&clause.chapter).is_empty());
        assert_eq!(catalog.asked(), 4);
    }
}

#[test]
fn the_same_records_give_the_same_bytes_and_come_back_whole() {
    for source in sources() {
        let bytes = source.clone().compile().unwrap();
        assert!(bytes == source.clone().compile().unwrap());
        let catalog = Catalog::compiled(bytes.clone()).unwrap();
        let back = catalog.source().unwrap();
        assert_eq!((back.len(), &back.files), (source.len(), &source.files));
        assert!(back.compile().unwrap() == bytes);
        let opened_again = Catalog::compiled(catalog.bytes().clone()).unwrap();
        assert_eq!(opened_again.all(Kind::Clause).count(), source.clauses.len());
        for wrong in [Bytes::from(bytes[..bytes.len() - 1].to_vec()), Bytes::from(Vec::new())] {
            assert!(Catalog::compiled(wrong).unwrap_err().to_string().contains("読めません"));
        }
    }
}

/// Compares the lists of a catalog and a source record by record.
macro_rules! assert_lists {
    ($both:ident: $($list:ident),+) => {$(
        let kept: Vec<_> = $both.catalog.$list().collect();
        let mut written: Vec<_> = $both.source.$list.iter().map(|record| &record.value).collect();
        written.sort_by_key(|record| kept.iter().position(|one| one.id == record.id));
        assert!(kept == written, stringify!($list));
    )+};
}

#[test]
fn every_list_holds_every_record() {
    for both in both() {
        assert_lists!(both: guidelines, clauses, risks, products, measures, reports, licences, themes, terms, revisions);
        assert_lists!(both: questions, patterns, presets, volumes);
        let places: BTreeSet<usize> =
            both.catalog.clauses().map(|clause| both.catalog.tree().position(&clause.chapter)).collect();
        assert_eq!(places.len(), both.catalog.clauses().map(|clause| &clause.chapter).collect::<BTreeSet<_>>().len());
        // All but the clauses, which stand by their chapters, are in the order of their files.
        let ids: Vec<&str> = both.catalog.risks().map(|risk| risk.id.as_str()).collect();
        assert_eq!(ids, both.source.risks.iter().map(|risk| risk.value.id.as_str()).collect::<Vec<_>>());
        let capabilities: Vec<_> = both.catalog.capabilities().collect();
        assert!(capabilities == both.source.capabilities.iter().map(|one| &one.value).collect::<Vec<_>>());
    }
}

/// The ids of the records of a source, with their places.
fn places(source: &Source) -> Vec<(Kind, &str, String)> {
    let mut places = Vec::new();
    macro_rules! collect {
        ($($kind:ident = $list:ident),+) => {
            $(places.extend(source.$list.iter().map(|record| {
                (Kind::$kind, record.value.id.as_str(), source.place(record.origin))
            }));)+
        };
    }
    collect!(Clause = clauses, Risk = risks, Product = products, Measure = measures, Report = reports);
    collect!(Licence = licences, Theme = themes, Term = terms, Question = questions, Revision = revisions);
    places
}

#[test]
fn every_record_is_found_by_its_id_and_by_those_it_had() {
    for Both { source, catalog } in both() {
        let known: BTreeSet<&str> = places(&source).into_iter().map(|(_, id, _)| id).collect();
        for (kind, id, place) in places(&source) {
            let own = |at: &RecordRef| catalog.record(*at).id() == id;
            let at = catalog.all(kind).find(own).unwrap();
            assert_eq!((catalog.id(at), catalog.place(at)), (id, Some(place)));
            // A revision may have the id of the clause that it is about, which then leads to that.
            let is_taken = kind == Kind::Revision && source.clauses.iter().any(|clause| clause.value.id == id);
            assert!(catalog.find(id) == Some(at) || is_taken, "{id}");
            for former in catalog.record(at).former_ids().iter().filter(|former| !known.contains(former.as_str())) {
                assert_eq!(catalog.find(former), Some(at), "{former}");
            }
            let record = catalog.record(at);
            let is_unverified = match record {
                Record::Clause(clause) => clause.is_unverified(),
                _ => record.is_unverified(),
            };
            assert_eq!((catalog.is_unverified(at), catalog.title(at)), (is_unverified, record.title()), "{id}");
        }
        assert_eq!((catalog.find("nothing.of.it"), catalog.find("")), (None, None));
    }
}

fn chapter<'a>(source: &'a Source, clause: &Clause) -> Option<&'a Chapter> {
    source.chapters.iter().map(|chapter| &chapter.value).find(|chapter| chapter.id == clause.chapter)
}

fn volume<'a>(source: &'a Source, clause: &Clause) -> Option<&'a Volume> {
    let chapter = chapter(source, clause)?;
    source.volumes.iter().map(|volume| &volume.value).find(|volume| volume.id == chapter.volume)
}

fn guideline<'a>(source: &'a Source, id: &str) -> Option<&'a Guideline> {
    source.guidelines.iter().map(|guideline| &guideline.value).find(|guideline| guideline.id == id)
}

#[test]
fn every_clause_stands_where_its_chapter_says() {
    for Both { source, catalog } in both() {
        for (index, clause) in catalog.clauses().enumerate() {
            let own = volume(&source, clause);
            assert_eq!((catalog.chapter_of(clause), catalog.volume_of(clause)), (chapter(&source, clause), own));
            let above = own.and_then(|volume| guideline(&source, &volume.guideline));
            assert_eq!(catalog.guideline_of(clause), above);
            let mapping = source.mappings.iter().map(|one| &one.value).find(|mapping| mapping.clause == clause.id);
            let is_explanatory = mapping.is_some_and(|mapping| mapping.explanatory);
            assert_eq!((catalog.mapping(&clause.id), catalog.is_explanatory(clause)), (mapping, is_explanatory));
            let is_inspected = above.is_some_and(|guideline| guideline.inspected) && !is_explanatory;
            assert_eq!(catalog.is_inspected(clause), is_inspected);
            let at = RecordRef::new(Kind::Clause, index);
            assert_eq!(catalog.label(at), format!("{} {}", own.unwrap().short, clause.number));
            assert_eq!((catalog.clause(&clause.id), catalog.find(&clause.id)), (Some(clause), Some(at)));
            let path: Vec<&str> = catalog.tree().path(&clause.chapter).iter().map(|node| node.id.as_str()).collect();
            assert_eq!(path, [&above.unwrap().id, &own.unwrap().id, &clause.chapter]);
            assert_eq!(catalog.tree().volume_of_chapter(&clause.chapter), own.map(|volume| volume.id.as_str()));
            let edition =
                [own.unwrap().id.as_str(), above.unwrap().id.as_str()].into_iter().find_map(|id| catalog.edition(id));
            assert_eq!(catalog.edition_at(&clause.chapter).map(|one| one.id()), edition.map(|one| one.id()));
        }
    }
}

#[test]
fn every_heading_holds_what_stands_below_it() {
    for Both { source, catalog } in both() {
        let sections: usize = source.chapters.iter().map(|chapter| chapter.value.sections.len()).sum();
        let count = source.guidelines.len() + source.volumes.len() + source.chapters.len() + sections;
        assert_eq!((catalog.tree().nodes().len(), catalog.all(Kind::Node).count()), (count, count));
        for (at, node) in catalog.tree().nodes().iter().enumerate() {
            assert_eq!((catalog.tree().position(&node.id), catalog.tree().node(&node.id)), (at, Some(node)));
            let below = catalog.clauses_below(RecordRef::new(Kind::Node, at));
            let below: BTreeSet<&str> = below.map(|clause| catalog.id(clause)).collect();
            let written = source.clauses.iter().map(|clause| &clause.value).filter(|clause| match node.level {
                Level::Guideline => volume(&source, clause).unwrap().guideline == node.id,
                Level::Volume => volume(&source, clause).unwrap().id == node.id,
                Level::Chapter => clause.chapter == node.id,
                Level::Section => Some(&clause.chapter) == node.parent.map(|parent| &catalog.tree().nodes()[parent].id),
            });
            let written: Vec<&Clause> = written.collect();
            assert_eq!(below, written.iter().map(|clause| clause.id.as_str()).collect(), "{}", node.id);
            let items = written.iter().filter(|clause| !catalog.is_explanatory(clause)).count();
            assert_eq!(catalog.items_below(node), items, "{}", node.id);
            assert_eq!(catalog.guideline_at(node), guideline(&source, &node.id));
            let is_edition = catalog.editions().iter().any(|edition| edition.id() == node.id);
            let found = catalog.edition_of(RecordRef::new(Kind::Node, at)).map(|edition| edition.id());
            assert_eq!(found, is_edition.then_some(node.id.as_str()));
        }
        assert_eq!((catalog.tree().position("nowhere"), catalog.tree().path("nowhere").len()), (usize::MAX, 0));
    }
}

#[test]
fn every_edition_is_a_guideline_or_a_volume_with_a_day() {
    for Both { source, catalog } in both() {
        let mut written: Vec<&str> = Vec::new();
        for guideline in source.guidelines.iter().map(|guideline| &guideline.value) {
            let mut volumes: Vec<&Volume> = source.volumes.iter().map(|volume| &volume.value).collect();
            volumes.retain(|volume| volume.guideline == guideline.id && !volume.published.is_empty());
            volumes.sort_by_key(|volume| volume.order);
            let own: Vec<&str> = if volumes.is_empty() {
                vec![&guideline.id]
            } else {
                volumes.iter().map(|volume| volume.id.as_str()).collect()
            };
            let found: Vec<&str> = catalog.editions_of(&guideline.id).iter().map(Edition::id).collect();
            assert_eq!(found, own);
            written.extend(own);
        }
        assert_eq!(catalog.editions().iter().map(Edition::id).collect::<Vec<_>>(), written);
        for edition in catalog.editions() {
            let own = |id: &str| id == edition.id();
            let revisions = source.revisions.iter().filter(|one| own(&one.value.from) || own(&one.value.to)).count();
            assert!(revisions == 0 || edition.held_sentence().contains(&format!("改定を {revisions} 件")));
            assert_eq!(catalog.edition(edition.id()).map(|one| one.id()), Some(edition.id()));
        }
        let held = catalog.holdings();
        let unverified = held.held.iter().flat_map(Edition::clauses).filter(|clause| clause.is_unverified());
        assert_eq!(held.unverified, unverified.count());
        let headings: BTreeSet<&str> = catalog.searchable_of(Kind::Node).map(|at| catalog.id(at)).collect();
        assert_eq!(headings, written.into_iter().collect());
    }
}

#[test]
fn every_question_is_about_the_clauses_it_names() {
    for Both { source, catalog } in both() {
        let mut about: BTreeMap<RecordRef, Vec<&str>> = BTreeMap::new();
        for question in source.questions.iter().map(|question| &question.value) {
            for at in question.clauses.iter().filter_map(|id| catalog.find(id)) {
                for clause in catalog.clauses_below(at) {
                    about.entry(clause).or_default().push(&question.id);
                }
            }
        }
        for at in catalog.all(Kind::Clause).chain(catalog.all(Kind::Risk)) {
            let found: Vec<&str> = catalog.questions_about(at).map(|question| question.id.as_str()).collect();
            assert_eq!(found, about.remove(&at).unwrap_or_default(), "{}", catalog.id(at));
        }
        assert!(about.is_empty());
    }
}
