//! `tenken import worklist`: a form that came back is first shown, then recorded as one transaction.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::import::worklist::{
    AnswerChange, ImportPlan, ItemAddition, Present, Table, Takes, Titled, name_key, plan, read,
};
use crate::language::{t, tr};
use crate::model::{Kind, OwnItem, is_own_item, own_item_number};
use crate::sheet::{Answer, excerpt};
use crate::worklist::{Mark, NewItem, Operation, Scope, State, Worklist};
use crate::workspace::scope::not_counted;
use crate::workspace::{checked_name, is_foreign_form};

use super::super::exit::{ERROR, FOUND};
use super::super::findings;
use super::super::output::{Output, Stop};
use super::super::session::Session;
use super::document::ImportDocument;
use super::take::{self, TakeArg};

/// What to take in.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken import worklist [オプション] FILE",
    next_help_heading = "取り込みのオプション",
    after_help = "--apply を付けるまでは、何が変わるかを示すだけで、何も記録しません。\n読めない行や列があるときは、取り込みません。\nID のない行に題があれば、独自項目として加えます。\n食い違いは --take で決めます: mine で全部、運用14⑤=mine で条項ごと、\n運用14⑤:メモ=theirs で項目ごと。繰り返せます。\n終了コード: 0 取り込める・取り込んだ、2 取り込めない。"
)]
pub(super) struct Args {
    /// 記入された .xlsx、.ods、.xls、.csv
    #[arg(value_name = "FILE", help_heading = "引数")]
    file: PathBuf,
    /// 示すだけでなく、点検票に取り込みます
    #[arg(long)]
    apply: bool,
    /// 食い違うとき: theirs は記入、mine は点検票を採る
    #[arg(long, value_name = "theirs|mine", value_parser = take::parse)]
    take: Vec<TakeArg>,
    /// 記入した人の名前。その人の記録として取り込みます
    #[arg(long, value_name = "NAME", value_parser = parse_by)]
    by: Option<String>,
    /// 別の点検票から書き出した表でも、取り込みます
    #[arg(long)]
    force: bool,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

fn parse_by(text: &str) -> Result<String, String> {
    let name = checked_name(text).map_err(|failure| failure.message)?;
    name.ok_or_else(|| t("記入した人の名前を指定してください。").to_owned())
}

/// Compares a file with the worklist, and records its answers if that is wanted and nothing prevents it.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let takes = take::resolve(&args.take, &catalog)?;
    let table = read(&args.file).map_err(Failure::from)?;
    // Opened after the file is read, which may take long: what is compared is as new as can be. What others record from
    // here on becomes a conflict that everybody sees, and is never overwritten.
    let importer = identify(args, session)?;
    let mut worklist = session.worklist()?;
    if args.apply {
        worklist.ensure_writable().map_err(Failure::from)?;
    }
    let mut plan = compare(&table, &catalog, &worklist);
    take::check(&takes, &plan, &catalog)?;
    plan.add_cleared(&takes, &|clause: &str| worklist.state().answers(clause));
    let scope = Scope::of(&catalog, worklist.state());
    let is_foreign = is_foreign_form(&table, &worklist);
    let end = match is_foreign && !args.force {
        true => Err(foreign(args)),
        false => decide(args, &takes, &plan, &mut worklist, &importer)?,
    };
    if args.json {
        let is_applied = args.apply && end.is_ok();
        session.out.json(&ImportDocument::new((&catalog, &scope), &plan, is_foreign, is_applied))?;
    } else {
        print(&catalog, &plan, &mut session.out)?;
        not_counted(&catalog, &scope, &clauses(&catalog, &plan)).iter().for_each(|sentence| session.note(sentence));
        if is_foreign && args.force {
            session.out.line(t("別の点検票から書き出した表を、この点検票に取り込みます。"))?;
        }
        print_end(args, &plan, &end, &mut session.out)?;
    }
    match end {
        Err(refusal) if args.apply => Err(refusal.into()),
        Err(_) => Ok(ERROR),
        Ok(_) => Ok(FOUND),
    }
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

/// Returns the failure about a form of another worklist.
fn foreign(args: &Args) -> Failure {
    let message = tr!("{file} は別の点検票から書き出した表なので、取り込みません。", file = args.file.display());
    let hint = t("点検票の名前を確かめてください(`--worklist`)。それでも取り込むなら --force を付けます。");
    Failure::new(FailureKind::Usage, message, hint)
}

/// Finds out under which name the answers are recorded: that of who filled in the form, if it is said. Returns who takes
/// them in for somebody else; empty if nobody does.
fn identify(args: &Args, session: &mut Session<'_>) -> Result<String, Failure> {
    match &args.by {
        None if args.apply => session.identify_or_ask().map(|()| String::new()),
        None => Ok(String::new()),
        Some(by) => {
            session.identify()?;
            Ok(std::mem::replace(&mut session.setup.who.user, by.clone()))
        }
    }
}

/// Returns how many answers there are to record, or why the plan cannot be recorded; records them if that is wanted.
fn decide(
    args: &Args,
    takes: &Takes,
    plan: &ImportPlan,
    worklist: &mut Worklist,
    importer: &str,
) -> Result<Result<usize, Failure>, Failure> {
    let answers = match plan.decided(takes) {
        Ok(answers) => answers,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let count = answers.len();
    if args.apply {
        let items = plan.items.iter().map(|added| (new_item(added), added.answers.clone())).collect();
        worklist.perform(Operation::Import(answers, items), &via(args, importer))?;
    }
    Ok(Ok(count))
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
    let labels: HashSet<String> = catalog.all(Kind::Clause).map(|at| name_key(&catalog.label(at))).collect();
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

fn new_item(added: &ItemAddition) -> NewItem {
    NewItem { title: added.title.clone(), text: added.text.clone(), parties: added.parties.clone() }
}

/// Returns what history says of where the answers come from, and who took them in for somebody else.
fn via(args: &Args, importer: &str) -> String {
    let file = args.file.file_name().unwrap_or_default().to_string_lossy();
    // The importer goes first: a long name of a file is cut at its end.
    if importer.is_empty() { format!("import {file}") } else { format!("import({importer} が取り込み) {file}") }
}

fn print(catalog: &Catalog, plan: &ImportPlan, out: &mut Output<'_>) -> Result<(), Stop> {
    if !plan.items.is_empty() {
        out.heading(&tr!("加える独自項目 {n} 件", n = plan.items.len()))?;
        plan.items.iter().try_for_each(|item| print_item(item, out))?;
    }
    if !plan.changes.is_empty() {
        out.heading(&tr!("変わるところ {n} 件", n = plan.changes.len()))?;
        print_changes(catalog, &plan.changes, out)?;
    }
    let conflicts: Vec<String> = plan.conflicts.iter().map(ToString::to_string).collect();
    let problems: Vec<String> = plan.problems.iter().map(ToString::to_string).collect();
    let passed_over: Vec<String> = plan.passed_over.iter().map(ToString::to_string).collect();
    for (name, sentences) in
        [(t("食い違い"), conflicts), (t("読めないところ"), problems), (t("読んでいないところ"), passed_over)]
    {
        if !sentences.is_empty() {
            out.heading(&tr!("{what} {n} 件", what = name, n = sentences.len()))?;
            findings::print(sentences.into_iter(), 2, out)?;
        }
    }
    Ok(())
}

/// Prints an own item that is added, and what is filled in for it.
fn print_item(item: &ItemAddition, out: &mut Output<'_>) -> Result<(), Stop> {
    out.indented(2, &tr!("{title}({place})", title = item.title, place = item.place))?;
    item.text.lines().try_for_each(|line| out.indented(4, line))?;
    let parties: Vec<&str> = item.parties.iter().map(|party| t(party.name())).collect();
    if !parties.is_empty() {
        out.indented(4, &tr!("担当区分: {parties}", parties = parties.join(t("・"))))?;
    }
    item.answers.iter().try_for_each(|one| out.indented(4, &format!("{}: {}", t(one.field().name()), shown(one))))
}

/// Prints what changes, clause by clause.
fn print_changes(catalog: &Catalog, changes: &[AnswerChange], out: &mut Output<'_>) -> Result<(), Stop> {
    let mut clause = "";
    for change in changes {
        if change.clause != clause {
            clause = &change.clause;
            let name = catalog.find(clause).map(|at| format!("{}  {}", catalog.label(at), catalog.title(at)));
            out.indented(2, &tr!("{title}({place})", title = name.unwrap_or_default(), place = change.place))?;
        }
        let (from, to) = (shown(&change.from), shown(&change.to));
        out.indented(4, &format!("{}: {from} → {to}", t(change.to.field().name())))?;
    }
    Ok(())
}

fn shown(answer: &Answer) -> String {
    match (answer, answer.text()) {
        (_, text) if text.is_empty() => t("(空)").to_owned(),
        (Answer::Status(_) | Answer::Verdict(_) | Answer::Due(_), text) => t(&text).to_owned(),
        (_, text) => tr!("「{text}」", text = excerpt(&text)),
    }
}

fn print_end(args: &Args, plan: &ImportPlan, end: &Result<usize, Failure>, out: &mut Output<'_>) -> Result<(), Stop> {
    let unchanged = plan.untouched;
    match end {
        Err(_) if args.apply => Ok(()),
        Err(failure) => out.line(&tr!("{message}{hint}", message = failure.message, hint = failure.hint)),
        Ok(0) if plan.items.is_empty() => out.line(t("変わるところはありません。")),
        Ok(count) if args.apply => {
            let items = match plan.items.len() {
                0 => String::new(),
                added => tr!("独自項目 {added} 件を加え、", added),
            };
            out.line(&tr!(
                "{items}{count} 件を取り込みました。変わらない条項は {unchanged} 件です。",
                items,
                count,
                unchanged
            ))?;
            let Some(by) = &args.by else { return Ok(()) };
            // Undo takes back what was recorded under one's own name only.
            let name = shell_word(&format!("TENKEN_USER={by}"));
            out.line(&tr!(
                "「{by}」の記録としました。取り消すには `env {name} tenken undo` を実行してください。",
                by,
                name
            ))
        }
        Ok(_) => {
            out.line(&tr!("変わらない条項は {unchanged} 件です。まだ何も記録していません。", unchanged))?;
            out.line(t("取り込むには --apply を付けて、もう一度実行してください。"))
        }
    }
}
