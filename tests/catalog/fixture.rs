//! The fixture catalog keeps what makes it worth looking at: every kind of record, every value, every odd shape.

use std::collections::HashSet;

use tenken::catalog::check::{GIST_MAX, TITLE_MAX};
use tenken::catalog::{Catalog, Level};
use tenken::model::{CloudShare, Function, Kind, Nature, Party, RevisionKind, Role, Seen, Side};

use crate::support::world;

/// Makes sure that every value of a list is among those found.
fn assert_all<T: std::fmt::Debug + PartialEq + Copy>(all: &[T], found: impl Iterator<Item = T>) {
    let found: Vec<T> = found.collect();
    let missing: Vec<&T> = all.iter().filter(|value| !found.contains(value)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn it_is_small_and_has_every_kind_and_every_value() {
    let catalog = &world().0;
    assert!((35..=50).contains(&catalog.clauses().len()), "{}", catalog.clauses().len());
    assert!(catalog.guidelines().count() >= 2 && catalog.patterns().count() == 4 && catalog.capabilities().count() > 2);
    for kind in Kind::ALL {
        assert!(catalog.all(*kind).count() >= 3, "{}", kind.name());
    }
    let mappings: Vec<_> = catalog.clauses().filter_map(|clause| catalog.mapping(&clause.id)).collect();
    assert_all(Party::ALL, mappings.iter().flat_map(|mapping| mapping.party.iter().copied()));
    assert_all(CloudShare::ALL, mappings.iter().map(|mapping| mapping.cloud_share));
    assert_all(Nature::ALL, mappings.iter().map(|mapping| mapping.nature));
    assert_all(Role::ALL, mappings.iter().flat_map(|mapping| mapping.products.iter().map(|product| product.role)));
    assert_all(Function::ALL, catalog.risks().flat_map(|risk| risk.mitigations.iter().map(|one| one.function)));
    assert_all(Side::ALL, catalog.products().map(|product| product.side));
    assert_all(RevisionKind::ALL, catalog.revisions().map(|revision| revision.kind));
    let seen = [Seen::Full, Seen::Partial, Seen::SecondHand, Seen::Memory];
    assert_all(&seen, catalog.clauses().map(|clause| clause.provenance.seen));
}

#[test]
fn it_has_records_of_every_odd_shape() {
    let catalog = &world().0;
    let labels: Vec<String> = catalog.all(Kind::Clause).map(|at| catalog.label(at)).collect();
    let shapes = [
        ("a volume without chapters", has_node(catalog, Level::Volume, |node| node.children.is_empty())),
        ("a chapter without clauses", has_node(catalog, Level::Chapter, |node| node.clauses.is_empty())),
        ("a chapter without a number", has_node(catalog, Level::Chapter, |node| node.number.is_empty())),
        ("a section without a title", has_node(catalog, Level::Section, |node| node.title.is_empty())),
        ("one number for two clauses", labels.iter().collect::<HashSet<_>>().len() < labels.len()),
        ("an edition only read", catalog.guidelines().any(|guideline| !guideline.inspected)),
        ("no mapping", catalog.clauses().any(|clause| catalog.mapping(&clause.id).is_none())),
        ("explains only", catalog.clauses().any(|c| catalog.mapping(&c.id).is_some_and(|m| m.explanatory))),
        ("an unsure number", catalog.clauses().any(|c| c.is_unverified() && !c.provenance.seen.is_unverified())),
        ("the longest title", catalog.clauses().any(|clause| clause.title.chars().count() == TITLE_MAX)),
        ("the longest summary", catalog.clauses().any(|clause| clause.gist.chars().count() == GIST_MAX)),
        ("a risk without anything against it", catalog.risks().any(|risk| risk.mitigations.is_empty())),
        ("a question without its answer", catalog.questions().any(|question| question.gist.is_empty())),
        ("a record without a link", has_lonely(catalog, Kind::Risk) && has_lonely(catalog, Kind::Product)),
    ];
    for (shape, is_there) in shapes {
        assert!(is_there, "{shape}");
    }
}

#[test]
fn its_titles_have_every_character_that_terminals_disagree_about() {
    let titles: String = world().0.clauses().map(|clause| clause.title.as_str()).collect();
    for odd in ["※", "①", "⑤", "…", "●", "→", "ｶﾞ", "\u{e0100}", "\u{3099}", "𠮷"] {
        assert!(titles.contains(odd), "{odd}");
    }
}

fn has_node(catalog: &Catalog, level: Level, is: impl Fn(&tenken::catalog::Node) -> bool) -> bool {
    catalog.tree().nodes().iter().any(|node| node.level == level && is(node))
}

fn has_lonely(catalog: &Catalog, kind: Kind) -> bool {
    catalog.all(kind).any(|at| catalog.graph().neighbours(at).is_empty())
}
