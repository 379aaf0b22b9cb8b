//! The worklist of the next edition: what was planned is what is recorded, and nothing of the old one changes.

mod comparison;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use tenken::catalog::{Catalog, Layers};
use tenken::model::{Clause, Status, Verdict};
use tenken::worklist::{
    Attachment, CarryPlan, CarryWay, Change, Edit, Entry, Operation, Profile, Scope, State, Worklist, Worklists,
    edition_named, settled_sentences, waiting_sentence,
};

use super::{WorklistExt, person};
use crate::support::bundled;
use crate::support::editions::{CHANGED, CONTINUED, HELD, REMOVED, RENUMBERED, UNSURE, continued, id_in_7, overlay};

/// How many clauses are marked.
const MARKS: usize = 150;

fn layered(folder: &Path) -> Catalog {
    fs::write(folder.join("editions.toml"), overlay(&bundled().0)).unwrap();
    tenken::bundled::layered(&Layers::of_folders(&[folder])).unwrap().0
}

fn worklists(root: &Path) -> Worklists {
    Worklists::new(root.join("worklists"))
}

/// Returns the ids of the clauses that are marked: all that 7.0 continues or drops, others of 6.0, and of other editions.
fn marked(catalog: &Catalog) -> Vec<String> {
    let mut ids: Vec<String> = continued(&bundled().0).iter().map(|clause| clause.id.clone()).collect();
    ids.push(REMOVED.to_owned());
    let others = ["meti11.", "mhlwcl.r7."].map(|start| {
        let of_it = catalog.clauses().filter(|clause| clause.id.starts_with(start)).take(10);
        of_it.map(|clause| clause.id.clone()).collect::<Vec<_>>()
    });
    ids.extend(others.concat());
    let rest = catalog.clauses().filter(|clause| clause.id.starts_with("mhlw6.") && !ids.contains(&clause.id));
    let rest: Vec<String> = rest.map(|clause| clause.id.clone()).take(MARKS - ids.len()).collect();
    ids.extend(rest);
    assert_eq!(ids.len(), MARKS);
    ids
}

/// Returns the worklist of the last audit.
fn last_audit(worklists: &Worklists, catalog: &Catalog) -> Worklist {
    let counted = ["mhlw6", "meti11", "mhlwcl.r7"].map(str::to_owned).into();
    let profile = Profile { facility: "東病院".into(), counted, ..Profile::default() };
    let mut worklist = worklists.create("2026", &profile, person("sato")).unwrap();
    let statuses = [Status::Done, Status::Doing, Status::Na, Status::Done];
    let ids = marked(catalog);
    let changes = ids.iter().enumerate().flat_map(|(place, id)| {
        let clause = |edit| Change::clause(id.as_str(), edit);
        [
            clause(Edit::Status(statuses[place % statuses.len()])),
            clause(Edit::Verdict(Verdict::Conform)),
            clause(Edit::Note(format!("メモ {place}"))),
            clause(Edit::Owner("総務".into())),
            clause(Edit::Due(Some("2026-12-01".parse().unwrap()))),
        ]
    });
    worklist.apply(changes.collect()).unwrap();
    let url = "https://example.com/policy".to_owned();
    let attachment = Attachment { source: url, clauses: ids, ..Attachment::default() };
    worklist.perform(Operation::AttachEvidence(attachment), "").unwrap();
    worklist
}

/// Returns the bytes of all files of a worklist, by name.
fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut bytes: Vec<_> =
        files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect();
    bytes.sort();
    bytes
}

fn changes(worklist: &Worklist) -> HashSet<String> {
    let told = |entry: &std::sync::Arc<Entry>| format!("{:?}", entry.change);
    worklist.history_of(|_| true).iter().map(told).collect()
}

fn says_nothing(state: &State) -> bool {
    state.marks().all(|(_, mark)| !mark.says_something()) && *state.profile() == Profile::default()
}

#[test]
fn what_is_recorded_is_the_plan_and_one_undo_takes_it_back() {
    let (root, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let catalog = layered(folder.path());
    let worklists = worklists(root.path());
    let old = last_audit(&worklists, &catalog);
    let before = bytes(old.folder());
    let plan = CarryPlan::new(&catalog, &old, edition_named(&catalog, "第7.0版", |_| true).unwrap()).unwrap();
    assert!(plan.makes_new_list() && !plan.is_empty());
    let mut new = worklists.carry(&plan, &plan.default_name(), person("sato")).unwrap();
    assert_eq!(new.name(), "2026 第7.0版");
    let planned: HashSet<String> = plan.changes().iter().map(|change| format!("{change:?}")).collect();
    assert_eq!(changes(&new), planned);
    assert_eq!(bytes(old.folder()), before);
    assert_eq!(new.state().profile().counted, ["mhlw7", "meti11", "mhlwcl.r7"].map(str::to_owned).into());
    assert_eq!(new.state().profile().facility, "東病院");
    new.undo().unwrap();
    assert_eq!(new.state().profile(), &Profile::default());
    assert!(says_nothing(new.state()));
    assert_eq!(new.state().evidenced().len(), 0);
    assert_eq!(bytes(old.folder()), before);
}

#[test]
fn every_mark_goes_where_its_clause_went() {
    let (root, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let catalog = layered(folder.path());
    let worklists = worklists(root.path());
    let old = last_audit(&worklists, &catalog);
    let plan = CarryPlan::new(&catalog, &old, catalog.edition("mhlw7").unwrap()).unwrap();
    let new = worklists.carry(&plan, "2027", person("sato")).unwrap();
    let count = |code: &str| plan.rows.iter().filter(|row| row.way.code() == code).count();
    // One is held and one is not sure of its number.
    assert_eq!((count("moved"), count("held"), count("gone")), (CONTINUED - 2, 1, 1));
    assert_eq!((count("waits"), plan.others), (MARKS - CONTINUED - 20, 20));
    let continued = continued(&bundled().0);
    let mark = |id: &str| new.state().mark(id).filter(|mark| mark.says_something());
    assert_answers_go_on(&new, &continued);
    assert!(mark(&id_in_7(continued[CHANGED])).unwrap().previous.ends_with("変更: 見本のmodified。"));
    let held = mark(&id_in_7(continued[HELD])).unwrap();
    assert_eq!((held.answers.status, held.answers.verdict), (Status::Recheck, Verdict::Open));
    assert_eq!((held.answers.note.as_str(), held.evidence.len()), (&*format!("メモ {HELD}"), 1));
    assert!(held.previous.contains(": 完了・適合("), "{}", held.previous);
    assert!(held.previous.ends_with("変更: 見本のmodified。答えはそのまま使えません。"), "{}", held.previous);
    let unsure = mark(&continued[UNSURE].id).unwrap();
    assert_eq!((unsure.answers.status, unsure.is_waiting), (Status::Recheck, true));
    assert!(unsure.previous.ends_with("新しい版の番号は不明"), "{}", unsure.previous);
    assert!(mark(REMOVED).is_none());
    let before = Scope::of(&catalog, old.state());
    let waits = plan.rows.iter().filter(|row| matches!(row.way, CarryWay::Waits));
    let other = waits.into_iter().find(|row| before.counts(catalog.find(&row.clause.id).unwrap())).unwrap();
    let scope = Scope::of(&catalog, new.state());
    let counts = |id: &str| scope.counts(catalog.find(id).unwrap());
    assert!(counts(&id_in_7(continued[0])) && counts("mhlw7.sysun.new0") && counts(&other.clause.id));
    assert!(!counts(&continued[0].id) && !counts(REMOVED));
    assert_eq!(mark("meti11.0-edition").map(|mark| mark.answers.due), Some(None));
}

/// Checks what became of the marks on clauses that go on.
fn assert_answers_go_on(new: &Worklist, continued: &[&Clause]) {
    for place in [0, RENUMBERED, CHANGED] {
        let (clause, id) = (continued[place], id_in_7(continued[place]));
        let mark = mark(new, &id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(
            (mark.answers.status, mark.answers.verdict, mark.answers.due),
            (Status::Recheck, Verdict::Open, None)
        );
        assert_eq!((mark.answers.note.as_str(), mark.answers.owner.as_str()), (&*format!("メモ {place}"), "総務"));
        assert!(!mark.is_waiting && mark.evidence.len() == 1);
        assert!(mark.previous.starts_with(&format!("厚労省 第6.0版 運用 {}: ", clause.number)), "{}", mark.previous);
        assert!(mark.previous.contains("・適合("), "{}", mark.previous);
        assert!(self::mark(new, &clause.id).is_none());
    }
}

fn mark<'a>(worklist: &'a Worklist, id: &str) -> Option<&'a tenken::worklist::Mark> {
    worklist.state().mark(id).filter(|mark| mark.says_something())
}

fn counted(catalog: &Catalog, worklist: &Worklist, id: &str) -> bool {
    catalog.find(id).is_some_and(|at| Scope::of(catalog, worklist.state()).counts(at))
}

fn waiting(catalog: &Catalog, worklist: &Worklist, id: &str) -> Option<String> {
    let scope = Scope::of(catalog, worklist.state());
    waiting_sentence(catalog, worklist.state(), &scope, catalog.clause(id)?)
}

#[test]
fn what_waited_is_moved_once_the_catalog_holds_its_place() {
    let (root, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (before, after) = (&bundled().0, layered(folder.path()));
    let worklists = worklists(root.path());
    let old = last_audit(&worklists, before);
    let plan = CarryPlan::new(before, &old, before.edition("mhlw7").unwrap()).unwrap();
    assert!(plan.rows.iter().all(|row| matches!(row.way, CarryWay::Waits)), "nothing of it is in the catalog yet");
    let mut new = worklists.carry(&plan, "2027", person("sato")).unwrap();
    let first = continued(before)[0];
    assert!(counted(before, &new, &first.id));
    assert!(!counted(&after, &new, &first.id) && counted(&after, &new, &id_in_7(first)), "it counts once");
    assert!(waiting(before, &new, &first.id).unwrap().ends_with("この条項の記録として残し、ここで数えます。"));
    let sentence = waiting(&after, &new, &first.id).unwrap();
    assert!(sentence.contains("に当たると分かったので、ここでは数えません。`tenken carry --to mhlw7`"), "{sentence}");
    assert_eq!(settled_sentences(before, new.state()), [""; 0]);
    let told = settled_sentences(&after, new.state());
    // All but the one that is not sure, and the one that was dropped.
    assert!(told.len() == 1 && told[0].contains(&format!("記録が {CONTINUED} 件あり")), "{told:?}");
    // Somebody has begun with one of the clauses already.
    let begun = continued(before)[1];
    new.apply(vec![Change::status(id_in_7(begun), Status::Doing)]).unwrap();
    let plan = CarryPlan::new(&after, &new, after.edition("mhlw7").unwrap()).unwrap();
    assert!(!plan.makes_new_list());
    let (waited, said) = (mark(&new, &first.id).unwrap().clone(), bytes(new.folder()));
    new.perform(Operation::Record(plan.changes().to_vec()), &plan.via()).unwrap();
    let moved = mark(&new, &id_in_7(first)).unwrap();
    assert_eq!((&moved.answers, &moved.evidence), (&waited.answers, &waited.evidence));
    let before_that = waited.previous.strip_suffix("新しい版の番号は不明").unwrap();
    assert_eq!(moved.previous, format!("{before_that}改定の記録はなく、要約の比較では変更なし。"));
    assert!(!moved.is_waiting && mark(&new, &first.id).is_none());
    assert_eq!(new.state().status(&id_in_7(begun)), Status::Doing);
    assert_eq!(new.state().status(&begun.id), Status::Recheck);
    let again = CarryPlan::new(&after, &new, after.edition("mhlw7").unwrap()).unwrap();
    assert!(again.is_empty() && again.rows.len() == 1);
    assert_eq!(settled_sentences(&after, new.state()), [""; 0], "that one has to be settled by hand");
    let sentence = waiting(&after, &new, &begun.id).unwrap();
    assert!(sentence.contains("に別の記録があるので、ここでは数えません。"), "{sentence}");
    new.undo().unwrap();
    assert_eq!(mark(&new, &first.id).map(|mark| &mark.answers), Some(&waited.answers));
    assert!(mark(&new, &id_in_7(first)).is_none() && bytes(new.folder()) != said);
}

#[test]
fn work_on_a_clause_that_waited_is_not_lost_where_its_answer_is_held() {
    let (root, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (before, after) = (&bundled().0, layered(folder.path()));
    let worklists = worklists(root.path());
    let old = last_audit(&worklists, before);
    let plan = CarryPlan::new(before, &old, before.edition("mhlw7").unwrap()).unwrap();
    let mut new = worklists.carry(&plan, "2027", person("sato")).unwrap();
    let held = continued(before)[HELD];
    let clause = |edit| Change::clause(held.id.as_str(), edit);
    let due = Some("2027-12-01".parse().unwrap());
    new.apply(vec![
        clause(Edit::Status(Status::Done)),
        clause(Edit::Verdict(Verdict::Conform)),
        clause(Edit::Note("今年の確認".into())),
        clause(Edit::Owner("情報".into())),
        clause(Edit::Due(due)),
    ])
    .unwrap();
    let url = "https://example.com/this-year".to_owned();
    let attachment = Attachment { source: url, clauses: vec![held.id.clone()], ..Attachment::default() };
    new.perform(Operation::AttachEvidence(attachment), "").unwrap();
    let plan = CarryPlan::new(&after, &new, after.edition("mhlw7").unwrap()).unwrap();
    let row = plan.rows.iter().find(|row| row.clause.id == held.id).unwrap();
    assert_eq!((row.way.code(), row.way.clause().map(|to| to.id.as_str())), ("held", Some(&*id_in_7(held))));
    new.perform(Operation::Record(plan.changes().to_vec()), &plan.via()).unwrap();
    let moved = mark(&new, &id_in_7(held)).unwrap();
    let expected = (Status::Recheck, Verdict::Open, "今年の確認", "情報", due);
    let answers = &moved.answers;
    assert_eq!((answers.status, answers.verdict, &*answers.note, &*answers.owner, answers.due), expected);
    assert_eq!((moved.evidence.len(), moved.is_waiting), (2, false));
    assert!(moved.previous.contains(": 完了・適合("), "{}", moved.previous);
    assert!(moved.previous.ends_with("変更: 見本のmodified。答えはそのまま使えません。"), "{}", moved.previous);
    assert!(mark(&new, &held.id).is_none());
}

#[test]
fn what_waited_for_a_clause_that_was_dropped_waits_no_more() {
    let (root, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (before, after) = (&bundled().0, layered(folder.path()));
    let worklists = worklists(root.path());
    let old = last_audit(&worklists, before);
    let plan = CarryPlan::new(before, &old, before.edition("mhlw7").unwrap()).unwrap();
    let mut new = worklists.carry(&plan, "2027", person("sato")).unwrap();
    let counts = |catalog: &Catalog, worklist: &Worklist| {
        Scope::of(catalog, worklist.state()).counts(catalog.find(REMOVED).unwrap())
    };
    assert!(counts(before, &new) && !counts(&after, &new));
    let scope = Scope::of(&after, new.state());
    let sentence = waiting_sentence(&after, new.state(), &scope, after.clause(REMOVED).unwrap()).unwrap();
    assert!(sentence.starts_with("厚労省 第7.0版では削除されているので、ここでは数えません。"), "{sentence}");
    let plan = CarryPlan::new(&after, &new, after.edition("mhlw7").unwrap()).unwrap();
    let row = plan.rows.iter().find(|row| row.clause.id == REMOVED).unwrap();
    assert_eq!(row.way.code(), "gone");
    let note = mark(&new, REMOVED).unwrap().answers.note.clone();
    new.perform(Operation::Record(plan.changes().to_vec()), &plan.via()).unwrap();
    let kept = mark(&new, REMOVED).unwrap();
    assert_eq!((kept.is_waiting, &kept.answers.note), (false, &note), "what was recorded stays");
    assert!(kept.previous.ends_with("新しい版では削除されています。"), "{}", kept.previous);
    assert!(!kept.previous.contains("番号は不明"), "{}", kept.previous);
    let again = CarryPlan::new(&after, &new, after.edition("mhlw7").unwrap());
    assert!(again.map_or(true, |again| again.rows.iter().all(|row| row.clause.id != REMOVED)));
}

#[test]
fn a_clause_that_only_explains_is_not_said_to_count_while_it_waits() {
    let catalog = &bundled().0;
    let explains = |id: &str| catalog.mapping(id).is_some_and(|mapping| mapping.explanatory);
    let clause = catalog.clauses().find(|clause| clause.id.starts_with("mhlw6.") && explains(&clause.id)).unwrap();
    let root = tempfile::tempdir().unwrap();
    let mut worklist = worklists(root.path()).create("説明", &Profile::default(), person("sato")).unwrap();
    let count = Change::profile(Edit::Count(["mhlw7".to_owned()].into()));
    worklist.apply(vec![count, Change::clause(clause.id.as_str(), Edit::Waiting(true))]).unwrap();
    let scope = Scope::of(catalog, worklist.state());
    let sentence = waiting_sentence(catalog, worklist.state(), &scope, clause).unwrap();
    assert!(sentence.ends_with("この条項の記録として残します。"), "{sentence}");
}
