//! A worklist that came back filled in: held against the worklist in use, told in sentences and recorded, for the screen and the
//! command line alike.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::import::worklist::{
    AnswerChange, ImportPlan, ItemAddition, Present, Table, Takes, Titled, name_key, plan, quoted_answer, read,
};
use crate::language::{Words, in_japanese, t, tr};
use crate::model::{Id, Kind, OwnItem, is_own_item, own_item_number};
use crate::sheet::Answer;
use crate::worklist::{Mark, NewItem, Operation, Performed, Scope, State, Worklist};

use super::scope::{not_counted, prepare};
use super::{Setup, open_worklist};

/// Said where nothing would be recorded.
pub const NOTHING: &str = "変わるところはありません。";
/// The heading of what cannot be read.
pub const UNREADABLE: &str = "読めないところ";
/// The heading of what nobody reads.
pub const NOT_READ: &str = "読んでいないところ";

/// A sheet that was looked at, and what taking it in would do. Nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLook {
    /// The file.
    pub path: PathBuf,
    /// The name of the worklist that it was held against.
    pub list: String,
    /// The name under which the person who looks at it records.
    pub reader: String,
    /// What would be recorded, and what prevents it.
    pub plan: ImportPlan,
    /// Whether it was exported from another worklist.
    pub is_foreign: bool,
    /// What of it the worklist does not count, and why.
    pub remarks: Vec<String>,
}

impl SheetLook {
    /// Looks at a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is no sheet, or the worklist cannot be read or takes no records.
    pub fn at(setup: &Setup, catalog: &Catalog, path: &Path) -> Result<Self, Failure> {
        let table = read(path)?;
        // Opened after the file is read, which may take long: what is compared is as new as can be.
        Self::of_table(setup, catalog, (path, &table))
    }

    /// Looks at a sheet that was read from a file.
    ///
    /// # Errors
    ///
    /// If the worklist cannot be read or takes no records.
    pub fn of_table(setup: &Setup, catalog: &Catalog, (path, table): (&Path, &Table)) -> Result<Self, Failure> {
        let mut worklist = open_worklist(setup)?;
        prepare(&mut worklist, catalog);
        worklist.ensure_writable()?;
        Ok(Self::of(catalog, &worklist, table, path))
    }

    /// Returns what taking in a sheet that was read would do.
    pub fn of(catalog: &Catalog, worklist: &Worklist, table: &Table, path: &Path) -> Self {
        let plan = compare(table, catalog, worklist);
        let remarks = not_counted(catalog, &Scope::of(catalog, worklist.state()), &clauses(catalog, &plan));
        let is_foreign = is_foreign_sheet(table, worklist);
        let reader = worklist.who().user.clone();
        Self { path: path.to_owned(), list: worklist.name(), reader, plan, is_foreign, remarks }
    }
}

/// Returns the name of who filled a sheet in, if that is somebody else than who takes it in: one's own name says nothing more
/// than none.
pub fn somebody_else(by: Option<String>, importer: &str) -> Option<String> {
    by.filter(|by| by != importer)
}

/// Whether a sheet that came back was exported from another worklist, at least in part.
fn is_foreign_sheet(table: &Table, worklist: &Worklist) -> bool {
    !table.lists().into_iter().all(|mark| worklist.is_own_sheet(mark))
}

/// Returns the clauses with answers to record or to decide on, each once.
fn clauses(catalog: &Catalog, plan: &ImportPlan) -> Vec<RecordRef> {
    let changed = plan.changes.iter().map(|change| &change.clause);
    let all = changed.chain(plan.conflicts.iter().map(|conflict| &conflict.clause));
    let mut clauses: Vec<RecordRef> = all.filter_map(|clause| catalog.find(clause)).collect();
    clauses.sort_unstable_by_key(|at| at.index);
    clauses.dedup();
    clauses
}

fn compare(table: &Table, catalog: &Catalog, worklist: &Worklist) -> ImportPlan {
    let present = |id: &str| {
        let state = worklist.state();
        let Some(clause) = catalog.clause(id) else { return withdrawn(state, id) };
        // The number of an own item may have become another one since.
        let label = catalog.find(id).filter(|_| !is_own_item(id)).map(|at| catalog.label(at)).unwrap_or_default();
        let parties = catalog.mapping(id).map_or(&[][..], |mapping| &mapping.party);
        let parties: Vec<&str> = parties.iter().map(|party| party.name()).collect();
        Some(Present {
            answers: state.answers(id),
            label,
            title: clause.title.clone(),
            told: [clause.gist.clone(), parties.join("・")],
            is_recorded: state.mark(id).is_some_and(Mark::says_something_to_review),
            is_withdrawn: false,
        })
    };
    let items = worklist.state().items();
    // Sheets are in Japanese whatever is spoken.
    let labels: HashSet<String> =
        in_japanese(|| catalog.all(Kind::Clause).map(|at| name_key(&catalog.label(at))).collect());
    let titles: HashSet<String> = catalog.clauses().map(|clause| name_key(&clause.title)).collect();
    plan(table, &present, &|label, title| {
        let number = own_item_number(label).filter(|_| title.is_empty());
        let is_meant = |item: &&OwnItem| match &number {
            Some(number) => item.number == *number,
            None => name_key(&item.title) == name_key(title),
        };
        match items.iter().find(is_meant) {
            Some(item) => Titled::Item(item.id.clone()),
            None if titles.contains(&name_key(title)) || labels.contains(&name_key(label)) => Titled::Clause,
            None => Titled::Nothing,
        }
    })
}

/// Returns what there is for an own item that was withdrawn, or whose adding was undone.
fn withdrawn(state: &State, id: &str) -> Option<Present> {
    let mark = state.mark(id).filter(|mark| is_own_item(id) && !mark.item_number.is_empty() && !mark.is_item())?;
    Some(Present { title: mark.item_title.clone(), is_withdrawn: true, ..mark.answers.clone().into() })
}

/// Where answers come from that are recorded, and what they were held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSource {
    /// The file.
    pub file: PathBuf,
    /// The name of who filled it in, whose records they become; none for whoever takes them in.
    pub by: Option<String>,
    /// The answers in whose place they are recorded.
    pub replaced: Vec<(Id, Answer)>,
    /// The titles of the own items that are added.
    pub added: Vec<String>,
}

impl SheetSource {
    /// Returns where what is recorded of a plan by these decisions comes from.
    pub fn of(plan: &ImportPlan, takes: &Takes, file: &Path, by: Option<String>) -> Self {
        let added = plan.items.iter().map(|item| item.title.clone()).collect();
        Self { file: file.to_owned(), by, replaced: plan.replaced(takes), added }
    }

    /// Whether a worklist has moved on from what the person saw of it: answers would be overwritten that nobody has seen, or
    /// an item added that somebody else has added since.
    pub fn is_overtaken(&self, state: &State) -> bool {
        let has_changed = |(clause, seen): &(Id, Answer)| state.answers(clause).get(seen.field()) != *seen;
        let added: HashSet<String> = self.added.iter().map(|title| name_key(title)).collect();
        let is_there = |item: &OwnItem| added.contains(&name_key(&item.title));
        self.replaced.iter().any(has_changed) || (!added.is_empty() && state.items().iter().any(is_there))
    }
}

/// Returns the operation that records answers of a plan, and adds its own items.
pub fn operation(plan: &ImportPlan, answers: Vec<(Id, Answer)>) -> Operation {
    Operation::Import(answers, plan.items.iter().map(|added| (new_item(added), added.answers.clone())).collect())
}

fn new_item(added: &ItemAddition) -> NewItem {
    NewItem { title: added.title.clone(), text: added.text.clone(), parties: added.parties.clone() }
}

/// Records what a sheet says, unless the worklist has moved on from what the person saw of it.
///
/// # Errors
///
/// If it has, or as [`Worklist::perform`].
pub fn record(worklist: &mut Worklist, operation: Operation, source: &SheetSource) -> Result<Performed, Failure> {
    worklist.refresh()?;
    if source.is_overtaken(worklist.state()) {
        let message = t("表と比べたあとに点検票の記録が変わったため、取り込んでいません。");
        return Err(Failure::new(
            FailureKind::Usage,
            message,
            t("もう一度読み取って、変わるところを確かめてください。"),
        ));
    }
    let importer = worklist.who().user.clone();
    let Some(by) = somebody_else(source.by.clone(), &importer) else {
        return Ok(worklist.perform(operation, &via(&source.file, ""))?);
    };
    worklist.rename_writer(by);
    let performed = worklist.perform(operation, &via(&source.file, &importer));
    worklist.rename_writer(importer);
    Ok(performed?)
}

/// Returns what history says of where answers come from, and who took them in for somebody else; empty if nobody did.
fn via(file: &Path, importer: &str) -> String {
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    // The importer goes first: a long name of a file is cut at its end.
    if importer.is_empty() { format!("import {file}") } else { format!("import({importer} が取り込み) {file}") }
}

/// Says what was recorded: so many answers, and the own items of the plan.
pub fn done(plan: &ImportPlan, count: usize) -> String {
    let items = match plan.items.len() {
        0 => String::new(),
        added => tr!("独自項目 {added} 件を加え、", added),
    };
    let unchanged = plan.untouched;
    tr!("{items}{count} 件を取り込みました。変わらない条項は {unchanged} 件です。", items, count, unchanged)
}

/// Says whose records they are if somebody else filled the sheet in. Undo takes back what was recorded under one's own name
/// only.
pub fn recorded_as(by: &str) -> String {
    let name = shell_word(&format!("TENKEN_USER={by}"));
    tr!("「{by}」の記録としました。取り消すには `env {name} tenken undo` を実行してください。", by, name)
}

/// What is told of a row: its clause or title with its place, and below it what is recorded of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSaid {
    /// The clause or title, and the place.
    pub title: String,
    /// What is recorded.
    pub lines: Vec<String>,
}

/// Tells what changes, clause by clause.
pub fn changes_said(catalog: &Catalog, changes: &[AnswerChange]) -> Vec<RowSaid> {
    let of_clause = |changes: &[AnswerChange]| {
        let first = changes.first()?;
        let name = catalog.find(&first.clause).map(|at| format!("{}  {}", catalog.label(at), catalog.title(at)));
        let title = tr!("{title}({place})", title = name.unwrap_or_default(), place = first.place);
        let line = |change: &AnswerChange| {
            let (from, to) = (shown(&change.from), shown(&change.to));
            format!("{}: {from} → {to}", t(change.to.field().name()))
        };
        Some(RowSaid { title, lines: changes.iter().map(line).collect() })
    };
    changes.chunk_by(|one, next| one.clause == next.clause).filter_map(of_clause).collect()
}

/// Tells which own items are added, and what is filled in for them.
pub fn items_said(items: &[ItemAddition]) -> Vec<RowSaid> {
    items.iter().map(item).collect()
}

fn item(item: &ItemAddition) -> RowSaid {
    let mut lines: Vec<String> = item.text.lines().map(str::to_owned).collect();
    let parties: Vec<&str> = item.parties.iter().map(|party| t(party.name())).collect();
    if !parties.is_empty() {
        lines.push(tr!("担当区分: {parties}", parties = parties.join(t("・"))));
    }
    lines.extend(item.answers.iter().map(|one| format!("{}: {}", t(one.field().name()), shown(one))));
    RowSaid { title: tr!("{title}({place})", title = Words(&item.title), place = item.place), lines }
}

/// Returns an answer as it is told: what could be a sentence of its own is quoted.
pub fn shown(answer: &Answer) -> String {
    match (answer, answer.said()) {
        (Answer::Status(_) | Answer::Verdict(_) | Answer::Due(_), said) if !said.is_empty() => said,
        _ => quoted_answer(answer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;
    use crate::english::TABLES;
    use crate::import::RowPlace;
    use crate::language::{Language, provide, speak};
    use crate::model::{Grade, Status};
    use crate::worklist::{Change, Identity};

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn open(folder: &Path, user: &str) -> Worklist {
        Worklist::open(folder, Identity { user: user.into(), host: "h".into() }).unwrap()
    }

    fn source(by: Option<&str>, replaced: Answer) -> SheetSource {
        SheetSource {
            file: "/回/回答.xlsx".into(),
            by: by.map(str::to_owned),
            replaced: vec![(CLAUSE.into(), replaced)],
            added: Vec::new(),
        }
    }

    fn done_now() -> Operation {
        operation(&ImportPlan::default(), vec![(CLAUSE.into(), Answer::Status(Status::Done))])
    }

    #[test]
    fn answers_are_recorded_for_who_filled_them_in_and_the_next_record_is_ones_own_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut worklist = open(&folder.path().join("list"), "佐藤");
        let todo = Answer::Status(Status::Todo);
        let performed = record(&mut worklist, done_now(), &source(Some("鈴木"), todo)).unwrap();
        let Performed::Recorded(entries) = performed else { panic!("{performed:?}") };
        let last = entries.last().unwrap();
        assert_eq!((last.who.user.as_str(), last.via.as_str()), ("鈴木", "import(佐藤 が取り込み) 回答.xlsx"));
        assert_eq!(worklist.who().user, "佐藤");
        assert!(recorded_as("鈴木").contains("`env 'TENKEN_USER=鈴木' tenken undo`"));
        worklist.perform(Operation::Undo, "").unwrap();
        assert_eq!(worklist.state().status(CLAUSE), Status::Done, "it is not one's own to take back");
        let again = source(None, Answer::Status(Status::Done));
        let operation = operation(&ImportPlan::default(), vec![(CLAUSE.into(), Answer::Status(Status::Na))]);
        record(&mut worklist, operation, &again).unwrap();
        worklist.perform(Operation::Undo, "").unwrap();
        assert_eq!(worklist.state().status(CLAUSE), Status::Done, "this one was");
    }

    #[test]
    fn what_others_have_recorded_since_the_sheet_was_looked_at_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let mut worklist = open(&path, "佐藤");
        worklist.perform(Operation::Record(vec![Change::status(CLAUSE, Status::Doing)]), "").unwrap();
        open(&path, "鈴木").perform(Operation::Record(vec![Change::status(CLAUSE, Status::Na)]), "").unwrap();
        let failure = record(&mut worklist, done_now(), &source(None, Answer::Status(Status::Doing))).unwrap_err();
        assert!(failure.message.contains("取り込んでいません"), "{failure:?}");
        assert_eq!(worklist.state().status(CLAUSE), Status::Na);
        record(&mut worklist, done_now(), &source(None, Answer::Status(Status::Na))).unwrap();
        assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    }

    #[test]
    fn ones_own_name_is_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let mut worklist = open(&folder.path().join("list"), "佐藤");
        let performed = record(&mut worklist, done_now(), &source(Some("佐藤"), Answer::Status(Status::Todo))).unwrap();
        let Performed::Recorded(entries) = performed else { panic!("{performed:?}") };
        assert_eq!(entries.last().unwrap().via, "import 回答.xlsx");
    }

    fn added(title: &str) -> ItemAddition {
        ItemAddition {
            place: RowPlace { sheet: String::new(), row: 9 },
            title: title.to_owned(),
            text: String::new(),
            parties: Vec::new(),
            answers: Vec::new(),
        }
    }

    #[test]
    fn an_item_that_somebody_else_has_added_meanwhile_is_not_added_once_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let mut worklist = open(&path, "佐藤");
        let add = |title: &str| ImportPlan { items: vec![added(title)], ..ImportPlan::default() };
        let theirs = add("ＩＤの棚卸し");
        open(&path, "鈴木").perform(operation(&theirs, Vec::new()), "").unwrap();
        let mut import = |plan: &ImportPlan| {
            let source = SheetSource::of(plan, &Takes::default(), Path::new("回答.csv"), None);
            let is_recorded = record(&mut worklist, operation(plan, Vec::new()), &source).is_ok();
            (is_recorded, worklist.state().items().len())
        };
        assert_eq!(import(&add("IDの棚卸し")), (false, 1));
        assert_eq!(import(&add("鍵の棚卸し")), (true, 2));
    }

    #[test]
    fn what_is_chosen_is_said_in_english_and_what_people_wrote_is_not() {
        provide(&TABLES);
        let owner = Answer::Owner("完了".into());
        let told = || {
            let all = [Answer::Status(Status::Done), Answer::Grade(Some(Grade::Major)), owner.clone()];
            (all.map(|answer| shown(&answer)).join(" "), item(&added("完了")).title)
        };
        let japanese = told();
        speak(Language::English);
        let english = told();
        speak(Language::Japanese);
        assert_eq!(japanese.0, "完了 「重大」 「完了」");
        assert_eq!(english.0, "done \"major\" \"完了\"");
        assert!(english.1.starts_with("完了"), "{}", english.1);
    }

    #[test]
    fn changes_are_told_clause_by_clause() {
        let catalog = bundled::catalog().unwrap();
        let change = |clause: &str, from, to| AnswerChange {
            clause: clause.into(),
            place: RowPlace { sheet: String::new(), row: 7 },
            from,
            to,
        };
        let changes = [
            change(CLAUSE, Answer::Status(Status::Todo), Answer::Status(Status::Done)),
            change(CLAUSE, Answer::Note(String::new()), Answer::Note("全端末\nで確認".into())),
            change("mhlw6.sysun.14.1", Answer::Owner("佐藤".into()), Answer::Owner(String::new())),
        ];
        let said = changes_said(&catalog, &changes);
        assert_eq!(said.iter().map(|row| row.lines.len()).collect::<Vec<_>>(), [2, 1]);
        assert!(said[0].title.contains("14") && said[0].title.ends_with("(7 行目)"), "{}", said[0].title);
        assert_eq!(said[0].lines, ["状態: 未着手 → 完了", "メモ: (空) → 「全端末 で確認」"]);
        assert_eq!(said[1].lines, ["担当者: 「佐藤」 → (空)"]);
    }
}
