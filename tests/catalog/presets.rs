//! What kinds of facilities inspect of `data/`, and that nothing stands in it that asks for nothing.

use std::collections::BTreeSet;

use tenken::catalog::{Catalog, Edition};
use tenken::model::{Clause, Preset};

use crate::support::bundled;

/// Returns the clauses below the headings that a preset counts, without those that only explain.
fn counted<'a>(catalog: &'a Catalog, preset: &Preset) -> Vec<&'a Clause> {
    let ids = catalog.counted_by(preset);
    let is_meant = |clause: &&Clause| {
        let path = catalog.tree().path(&clause.chapter);
        path.iter().any(|heading| ids.contains(&heading.id)) && !is_explanatory(catalog, clause)
    };
    catalog.clauses().filter(is_meant).collect()
}

fn is_explanatory(catalog: &Catalog, clause: &Clause) -> bool {
    catalog.mapping(&clause.id).is_some_and(|mapping| mapping.explanatory)
}

#[test]
fn who_chooses_nothing_counts_the_newest_checklist_and_no_other_one() {
    let catalog = &bundled().0;
    assert_eq!(catalog.default_counted(), ["mhlw6", "meti11", "mhlwcl.r7"]);
    let clauses = counted(catalog, catalog.default_preset().unwrap());
    let starts = |start: &str| clauses.iter().filter(|clause| clause.id.starts_with(start)).count();
    assert!(starts("mhlw6.") > 200 && starts("meti11.") > 100, "{}", clauses.len());
    assert!(starts("mhlwcl.r7.hosp.") > 0 && starts("mhlwcl.r7.vendor.") > 0);
    assert_eq!(starts("mhlw6.gaisetsu."), 0, "the overview volume asks for nothing");
    assert_eq!(starts("mhlw6.") + starts("meti11.") + starts("mhlwcl.r7."), clauses.len());
}

#[test]
fn each_preset_counts_all_that_it_names_and_one_sheet_of_a_checklist_at_most() {
    let catalog = &bundled().0;
    for preset in catalog.presets() {
        let ids = catalog.counted_by(preset);
        assert_eq!(ids.len(), preset.counts.len() + preset.newest.len(), "{}: {ids:?}", preset.id);
        assert!(!counted(catalog, preset).is_empty(), "{}", preset.id);
        assert!(ids.iter().filter(|id| id.starts_with("mhlwcl.")).count() <= 1, "{}: {ids:?}", preset.id);
    }
    let titles: Vec<&str> = catalog.presets().map(|preset| preset.title.as_str()).collect();
    for title in
        ["標準", "病院", "診療所", "歯科", "助産所", "薬局", "訪問看護・介護", "医療情報連携ネットワーク", "事業者"]
    {
        assert!(titles.contains(&title), "{title}: {titles:?}");
    }
}

#[test]
fn facilities_and_vendors_answer_their_own_sheets() {
    let catalog = &bundled().0;
    for (name, sheet, other) in [
        ("病院", "mhlwcl.r7.hosp", "mhlwcl.r7.vendor"),
        ("クリニック", "mhlwcl.r7.hosp", "mhlwbcp"),
        ("ベンダー", "mhlwcl.r7.vendor", "mhlw6"),
        ("調剤薬局", "mhlwph.r6.pharm", "mhlwcl.r7.hosp"),
    ] {
        let ids = catalog.counted_by(catalog.preset(name).unwrap());
        assert!(ids.iter().any(|id| id == sheet) && !ids.iter().any(|id| id == other), "{name}: {ids:?}");
    }
}

#[test]
fn the_lists_by_choice_are_known_in_part_and_lead_on_from_every_item() {
    let catalog = &bundled().0;
    let by_choice: Vec<_> = catalog.guidelines().filter(|guideline| guideline.by_choice).collect();
    let ids: BTreeSet<&str> = by_choice.iter().map(|guideline| guideline.id.as_str()).collect();
    assert_eq!(ids, BTreeSet::from(["mhlwbcp", "mhlwph", "rolecheck"]));
    for guideline in by_choice {
        assert!(guideline.inspected && guideline.partial, "{}", guideline.id);
        let editions = catalog.editions_of(&guideline.id);
        assert!(editions.iter().all(Edition::is_partial), "{}", guideline.id);
        assert!(editions.iter().any(|edition| edition.clause_count() > 0), "{}", guideline.id);
    }
    let pharmacy = catalog.edition("mhlwph.r6").unwrap();
    assert_eq!((pharmacy.clause_count(), pharmacy.current().id()), (7, "mhlwcl.r8"));
    let own = |clause: &&Clause| ids.iter().any(|id| clause.id.starts_with(&format!("{id}.")));
    for clause in catalog.clauses().filter(own) {
        let mapping = catalog.mapping(&clause.id).unwrap_or_else(|| panic!("{}: no mapping", clause.id));
        assert!(!mapping.clauses.is_empty(), "{}: leads to no clause of a guideline", clause.id);
    }
}
