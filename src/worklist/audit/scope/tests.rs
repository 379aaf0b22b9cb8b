//! Which clauses count, on a made-up catalog and on the bundled one.

use crate::catalog::{Source, check};

use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::testing::state_of;

use super::*;

/// Two guidelines. One has patterns: a volume that all of them read, and one whose chapters say it each.
const HEADINGS: &str = r#"
    [[guideline]]
    id = "g"
    title = "指針"
    short = "指針"
    publisher = "省"
    inspected = true
    provenance = { seen = "memory" }

    [[guideline]]
    id = "old"
        successor = "g"
    title = "旧い指針"
    short = "旧"
    publisher = "省"
    provenance = { seen = "memory" }

    [[volume]]
    id = "g.a"
    guideline = "g"
    title = "甲編"
    short = "甲"
    patterns = ["I", "II"]

    [[volume]]
    id = "g.b"
    guideline = "g"
    title = "乙編"
    short = "乙"

    [[volume]]
    id = "old.a"
    guideline = "old"
    title = "本編"
    short = "旧"

    [[chapter]]
    id = "g.a.1"
    volume = "g.a"
    title = "皆が読む章"
    provenance = { seen = "memory" }

    [[chapter]]
    id = "g.b.2"
    volume = "g.b"
    title = "Ⅰだけの章"
    patterns = ["I"]
    patterns_printed = "Ⅰ"
    also = []
    provenance = { seen = "memory" }

    [[chapter]]
    id = "g.b.3"
    volume = "g.b"
    title = "一部はⅡも読む章"
    patterns = ["I"]
    provenance = { seen = "memory" }

    [[chapter.also]]
    items = ["⑤"]
    sections = ["3.1"]
    patterns = ["II"]

    [[chapter.sections]]
    id = "g.b.3.s1"
    number = "3.1"
    provenance = { seen = "memory" }

    [[chapter.sections]]
    id = "g.b.3.s1.1"
    number = "3.1.1"
    provenance = { seen = "memory" }

    [[chapter]]
    id = "old.a.1"
    volume = "old.a"
    title = "旧い章"
    provenance = { seen = "memory" }

    [[pattern]]
    id = "I"
    guideline = "g"
    title = "院内"
    provenance = { seen = "memory" }

    [[pattern]]
    id = "II"
    guideline = "g"
    title = "クラウド"
    always = ["g.a.1.2", "g.b.3.s1.1"]
    simplifiable = ["g.a.1", "g.b.3.s1"]
    provenance = { seen = "memory" }
"#;

/// Its clauses: chapter, item, section, party.
const CLAUSES: [(&str, &str, &str, &str); 9] = [
    ("g.a.1", "①", "", "医療機関"),
    ("g.a.1", "②", "", "事業者"),
    ("g.b.2", "①", "", "医療機関"),
    ("g.b.3", "④", "", "医療機関"),
    ("g.b.3", "⑤", "", "医療機関"),
    ("g.b.3", "⑥", "3.1", "事業者"),
    ("g.b.3", "⑦", "3.1.1", "医療機関"),
    ("g.b.3", "⑧", "3.10", "医療機関"),
    ("old.a.1", "①", "", "医療機関"),
];

fn catalog() -> Catalog {
    catalog_with("")
}

/// The made-up catalog with more in it.
fn catalog_with(more: &str) -> Catalog {
    let mut text = HEADINGS.to_owned() + more;
    for (chapter, item, section, party) in CLAUSES {
        let id = id(chapter, item);
        text += &format!(
            "[[clause]]\nid = \"{id}\"\nchapter = \"{chapter}\"\nitem = \"{item}\"\nsection = \"{section}\"\n\
             number = \"{item}\"\ntitle = \"題\"\ngist = \"要約\"\nprovenance = {{ seen = \"memory\" }}\n\
             [[mapping]]\nclause = \"{id}\"\nparty = [\"{party}\"]\ncloud_share = \"共有\"\nnature = \"技術\"\n"
        );
    }
    let mut source = Source::default();
    let errors = source.read("made-up.toml", &text);
    assert_eq!(check(&source, &errors), []);
    Catalog::new(source).unwrap()
}

fn id(chapter: &str, item: &str) -> Id {
    let number = item.chars().next().map_or(0, |c| u32::from(c) - u32::from('①') + 1);
    format!("{chapter}.{number}")
}

/// The state of a worklist that says this about itself. It was begun by somebody who could choose.
fn state(pattern: &str, parties: &[Party]) -> State {
    let pattern = Some(pattern).filter(|pattern| !pattern.is_empty()).map(str::to_owned);
    let parties = parties.iter().map(|id| Edit::Party { id: *id, on: true });
    let chosen = [Edit::Count(["g".to_owned()].into()), Edit::Count([].into()), Edit::Pattern(pattern)];
    state_of(chosen.into_iter().chain(parties).map(Change::profile))
}

/// The ids of the clauses that are wanted.
fn ids(catalog: &Catalog, is_wanted: impl Fn(RecordRef) -> bool) -> Vec<&str> {
    catalog.all(Kind::Clause).filter(|at| is_wanted(*at)).map(|at| catalog.id(at)).collect()
}

#[test]
fn an_empty_profile_counts_what_is_inspected() {
    let catalog = catalog();
    let scope = Scope::of(&catalog, &State::default());
    for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
        assert_eq!(scope.counts(at), clause.id != "old.a.1.1", "{}", clause.id);
        assert_eq!(scope.left_out(at).is_none(), scope.counts(at));
        assert!(!scope.is_simplifiable(at));
    }
    assert_eq!(scope.left_out_by_profile(), 0);
    assert!(!scope.counts(catalog.find("g.b.3").unwrap()), "a heading is no clause");
}

#[test]
fn a_pattern_leaves_out_what_neither_chapter_nor_volume_nor_exception_gives_it() {
    let catalog = catalog();
    for (pattern, expected) in [("I", [].as_slice()), ("II", &["g.b.2.1", "g.b.3.4", "g.b.3.8"]), ("V", &[]), ("", &[])]
    {
        let scope = Scope::of(&catalog, &state(pattern, &[]));
        let left_out = ids(&catalog, |at| matches!(scope.left_out(at), Some(LeftOut::Pattern { .. })));
        assert_eq!(left_out, expected, "{pattern}");
        assert_eq!(scope.left_out_by_profile(), expected.len());
    }
}

#[test]
fn the_reason_says_what_is_printed() {
    let catalog = catalog();
    let scope = Scope::of(&catalog, &state("II", &[Party::Vendor]));
    for (id, reason) in [
        ("g.b.2.1", "参照パターン II の章でない (見出しは Ⅰ)"),
        ("g.b.3.4", "参照パターン II の章でない"),
        ("g.b.3.5", "担当が医療機関"),
        ("old.a.1.1", "点検の対象でない版"),
    ] {
        assert_eq!(scope.left_out(catalog.find(id).unwrap()).map(LeftOut::reason).as_deref(), Some(reason));
    }
}

#[test]
fn the_nearest_place_says_whether_a_clause_may_be_simplified() {
    let catalog = catalog();
    let scope = Scope::of(&catalog, &state("II", &[]));
    assert_eq!(ids(&catalog, |at| scope.is_simplifiable(at)), ["g.a.1.1", "g.b.3.6"]);
    let scope = Scope::of(&catalog, &state("I", &[]));
    assert_eq!(ids(&catalog, |at| scope.is_simplifiable(at)), [""; 0]);
}

#[test]
fn parties_that_were_not_chosen_are_left_out() {
    let catalog = catalog();
    let scope = Scope::of(&catalog, &state("", &[Party::Vendor]));
    assert_eq!(ids(&catalog, |at| scope.counts(at)), ["g.a.1.2", "g.b.3.6"]);
    assert_eq!(scope.left_out_by_profile(), 6);
}

#[test]
fn the_bundled_patterns_leave_out_the_chapters_that_are_printed() {
    let catalog = crate::bundled::catalog().unwrap();
    let for_all_in_12 = ["mhlw6.sysun.12.5", "mhlw6.sysun.12.6"];
    for (pattern, chapters) in
        [("I", [].as_slice()), ("II", &[5, 9, 10, 12, 13, 15, 17]), ("III", &[]), ("IV", &[5, 9, 10, 12, 13, 15, 17])]
    {
        let (scope, all) = (Scope::of(&catalog, &state(pattern, &[])), Scope::of(&catalog, &state("", &[])));
        let chapters: Vec<Id> = chapters.iter().map(|number| format!("mhlw6.sysun.{number}")).collect();
        let is_for_others =
            |clause: &Clause| chapters.contains(&clause.chapter) && !for_all_in_12.contains(&clause.id.as_str());
        for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
            let counts = all.counts(at) && !is_for_others(clause);
            assert_eq!(scope.counts(at), counts, "{pattern} {}", clause.id);
        }
        let is_simplified = |id: &str| scope.is_simplifiable(catalog.find(id).unwrap());
        let may_be = !chapters.is_empty();
        assert_eq!(["mhlw6.kikaku.15.1", "mhlw6.kikaku.15.4"].map(is_simplified), [may_be, false], "{pattern}");
    }
}

fn counting(ids: &[&str]) -> State {
    state_of([Change::profile(Edit::Count(ids.iter().map(|id| (*id).to_owned()).collect()))])
}

/// Returns the reason why a clause of the bundled catalog is left out.
fn reason(scope: &Scope, catalog: &Catalog, id: &str) -> Option<String> {
    scope.left_out(catalog.find(id).unwrap()).map(LeftOut::reason)
}

#[test]
fn what_was_chosen_counts_and_the_rest_says_what_it_is() {
    let catalog = crate::bundled::catalog().unwrap();
    let of_year = "数える範囲に選んでいない版(チェックリスト 令和5年度版)";
    let of_vendor = "数える範囲に選んでいない版(チェックリスト 令和7年度版 事業者確認用)";
    let of_volume = "数える範囲に選んでいない版(厚労省 第6.0版 経営管理編)";
    let first = |start: &str| catalog.clauses().find(|clause| clause.id.starts_with(start)).unwrap().id.as_str();
    let (operation, management, newest) = (first("mhlw6.sysun."), first("mhlw6.keiei."), first("mhlw7."));
    let of_sheet = |sheet: &str| catalog.clauses().find(|clause| clause.chapter == sheet).unwrap().id.as_str();
    let (hospital, vendor) = (of_sheet("mhlwcl.r7.hosp"), of_sheet("mhlwcl.r7.vendor"));
    let last_year = of_sheet("mhlwcl.r5.hosp");
    for (chosen, counts, left_out) in [
        (
            ["mhlw6", "mhlwcl.r7"].as_slice(),
            [operation, hospital, vendor].as_slice(),
            [(last_year, of_year), (newest, "点検の対象でない版")].as_slice(),
        ),
        (&["mhlw6.sysun", "mhlwcl.r7.hosp"], &[operation, hospital], &[(vendor, of_vendor), (management, of_volume)]),
        (
            &["mhlw7", "mhlwcl"],
            &[newest, hospital, last_year],
            &[(operation, "数える範囲に選んでいない版(厚労省 第6.0版)")],
        ),
        (&["mhlw6", "mhlw9"], &[operation], &[(hospital, "数える範囲に選んでいない版(チェックリスト 令和7年度版)")]),
    ] {
        let scope = Scope::of(&catalog, &counting(chosen));
        for id in counts {
            assert_eq!(reason(&scope, &catalog, id), None, "{chosen:?} {id}");
        }
        for (id, expected) in left_out {
            assert_eq!(reason(&scope, &catalog, id).as_deref(), Some(*expected), "{chosen:?} {id}");
        }
    }
}

#[test]
fn a_worklist_from_before_counts_what_it_counted() {
    let catalog = crate::bundled::catalog().unwrap();
    let before = Scope::of(&catalog, &state_of([Change::note("mhlw6.sysun.14.5", "前からの記録")]));
    for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
        let by_choice = catalog.guideline_of(clause).is_some_and(|guideline| guideline.by_choice);
        assert_eq!(before.counts(at), catalog.is_inspected(clause) && !by_choice, "{}", clause.id);
    }
    assert_eq!(before.left_out_by_profile(), 0);
}

#[test]
fn a_clause_that_waits_counts_until_its_place_is_known() {
    let catalog = crate::bundled::catalog().unwrap();
    let wait = |clause: &str| Change::clause(clause, Edit::Waiting(true));
    let count = |id: &str| Change::profile(Edit::Count([id.to_owned()].into()));
    let alone = "mhlw6.sysun.14.1";
    let scope = Scope::of(&catalog, &state_of([count("mhlw7"), wait(alone), Change::note("mhlw6.sysun.14.2", "x")]));
    assert_eq!(reason(&scope, &catalog, alone), None, "it has nowhere else to count");
    assert!(reason(&scope, &catalog, "mhlw6.sysun.14.2").is_some());
    let cloud = Change::profile(Edit::Party { id: Party::Cloud, on: true });
    let scope = Scope::of(&catalog, &state_of([count("mhlw7"), wait(alone), cloud]));
    assert!(!scope.counts(catalog.find(alone).unwrap()), "for another party it does not count there either");
    // As soon as the catalog knows the clause that took its place, that one counts.
    let catalog = catalog_with(
        "[[revision]]\nid = \"r.1\"\nfrom = \"old\"\nto = \"g\"\nclauses = [\"old.a.1.1\", \"g.a.1.1\"]\nkind = \"modified\"\n\
         what = \"変わった\"\nconfidence = \"low\"\nprovenance = { seen = \"memory\" }\n",
    );
    for (chosen, counts) in [("g", false), ("g.a", false), ("g.b", true)] {
        let scope = Scope::of(&catalog, &state_of([count(chosen), wait("old.a.1.1")]));
        assert_eq!(scope.counts(catalog.find("old.a.1.1").unwrap()), counts, "{chosen}");
    }
}

#[test]
fn headings_are_added_and_removed_with_those_around_them() {
    let catalog = catalog();
    let mut counted = Counted::of(&catalog, &counting(&["g"]));
    let ids = |counted: &Counted| counted.ids.iter().cloned().collect::<Vec<_>>();
    counted.remove(&catalog, "g.b.2");
    assert_eq!(ids(&counted), ["g.a", "g.b.3"]);
    counted.add(&catalog, "g.a.1");
    assert_eq!(ids(&counted), ["g.a", "g.b.3"], "it is part of what is counted");
    counted.add(&catalog, "old");
    counted.remove(&catalog, "g.b");
    assert_eq!(ids(&counted), ["g.a", "old"]);
    counted.add(&catalog, "g");
    assert_eq!(ids(&counted), ["g", "old"]);
    counted.remove(&catalog, "g");
    counted.remove(&catalog, "g.b.3");
    assert_eq!(ids(&counted), ["old"]);
    let both = Counted { ids: ["g", "g.b"].map(str::to_owned).into(), by: CountedBy::Choice };
    let mut without = both.clone();
    without.remove(&catalog, "g.b.3");
    assert_eq!(ids(&without), ["g.a", "g.b.2"]);
}
