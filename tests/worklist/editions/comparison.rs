//! Two worklists of different editions held against each other: what is known is compared, and what is not stays unknown.

use tenken::model::{Status, Verdict};
use tenken::sheet::AnswerField;
use tenken::worklist::{Change, Edit, ListDiff, Profile, State, Unmatched, Why};

use super::{layered, worklists};
use crate::support::editions::{REMOVED, continued, id_in_7};
use crate::support::{WorklistExt, bundled};
use crate::worklist::person;

/// Returns the state of a worklist that counts these editions, with a mark on each of these clauses.
fn state(root: &std::path::Path, name: &str, counted: &[&str], marks: &[(&str, Status)]) -> State {
    let counted = counted.iter().map(|id| (*id).to_owned()).collect();
    let profile = Profile { facility: "東病院".into(), counted, ..Profile::default() };
    let mut worklist = worklists(root).create(name, &profile, person("sato")).unwrap();
    worklist.apply(marks.iter().map(|(id, status)| Change::status(*id, *status)).collect()).unwrap();
    worklist.state().clone()
}

#[test]
fn a_clause_is_compared_with_the_one_that_it_continues() {
    let root = tempfile::tempdir().unwrap();
    let catalog = layered(root.path());
    let old = continued(&bundled().0);
    let (first, second) = (old[0].id.as_str(), old[1].id.as_str());
    let [first_new, second_new] = [old[0], old[1]].map(id_in_7);
    let unknown = catalog.clauses().find(|clause| clause.id.starts_with("mhlw6.keiei.")).unwrap();
    let dropped =
        catalog.clauses().find(|clause| clause.id.starts_with("meti11.") && catalog.is_inspected(clause)).unwrap();
    let earlier = [first, second, REMOVED, &unknown.id, &dropped.id].map(|id| (id, Status::Done));
    let earlier = state(root.path(), "2026", &["mhlw6", "meti11"], &earlier);
    let later = [(first_new.as_str(), Status::Recheck), (second_new.as_str(), Status::Done)];
    let later = state(root.path(), "2027", &["mhlw7", "mhlwcl.r7"], &later);

    let diff = ListDiff::new(&catalog, &earlier, &later);
    let [row] = diff.rows.as_slice() else { panic!("{:?}", diff.rows) };
    assert_eq!((row.clause.as_str(), row.earlier.as_deref()), (first_new.as_str(), Some(first)));
    let [change] = row.changes.as_slice() else { panic!("{row:?}") };
    assert_eq!((change.field, change.transition().as_str()), (AnswerField::Status, "完了 → 要再確認"));

    let why = |id: &str| diff.unmatched.iter().find(|one| one.clause == id).map(|one| (one.why, one.is_marked));
    assert_eq!(why(REMOVED), Some((Why::Removed, true)));
    assert_eq!(why(&unknown.id), Some((Why::LaterUnknown, true)));
    assert_eq!(why(&dropped.id), Some((Why::EarlierOnly, true)));
    assert_eq!(why("mhlw7.sysun.new0"), Some((Why::Added, false)));
    assert_eq!(why("mhlw7.sysun.new1"), Some((Why::EarlierUnknown, false)));
    let only = |one: &&Unmatched| one.clause.starts_with("mhlwcl.r7.") && one.why == Why::LaterOnly;
    assert!(diff.unmatched.iter().any(|one| only(&one)), "{:?}", diff.summary());
    assert!(why(first).is_none() && why(&second_new).is_none(), "they were compared");
    // Every clause of either list is told once.
    assert_eq!(
        diff.tallies[1].total(),
        diff.compared
            + diff
                .left_out()
                .map(|(why, count)| match why {
                    Why::LaterOnly | Why::Added | Why::EarlierUnknown => count,
                    Why::EarlierOnly | Why::Removed | Why::LaterUnknown => 0,
                })
                .sum::<usize>()
    );
    assert!(diff.summary().iter().any(|said| said.starts_with("新しい版で削除された条項 ")), "{:?}", diff.summary());
}

#[test]
fn two_years_of_one_edition_differ_in_what_was_found() {
    let root = tempfile::tempdir().unwrap();
    let (catalog, _) = bundled();
    let [one, two] = ["mhlw6.sysun.14.5", "mhlw6.sysun.14.1"];
    let earlier = state(root.path(), "2026", &["mhlw6"], &[(one, Status::Done), (two, Status::Done)]);
    let mut worklist = worklists(root.path()).open("2026", person("ito")).unwrap();
    worklist
        .apply(vec![
            Change::clause(one, Edit::Verdict(Verdict::Nonconform)),
            Change::status(two, Status::Doing),
            // What changes no finding is no difference.
            Change::note(two, "見直す"),
        ])
        .unwrap();
    let diff = ListDiff::new(catalog, &earlier, worklist.state());
    let told: Vec<(&str, String)> = diff
        .rows
        .iter()
        .flat_map(|row| row.changes.iter().map(|change| (row.clause.as_str(), change.transition())))
        .collect();
    assert_eq!(told, [(two, "完了 → 対応中".to_owned()), (one, "未判定 → 不適合".to_owned())]);
    let transitions = diff.transitions();
    assert_eq!(transitions.len(), 2);
    assert_eq!((transitions[0].0.field, transitions[0].1), (AnswerField::Status, 1));
    assert!(diff.unmatched.is_empty());
    assert!(ListDiff::new(catalog, &earlier, &earlier).rows.is_empty());
}
