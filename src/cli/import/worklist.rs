//! `tenken import worklist`: a sheet that came back is first shown, then recorded as one transaction.

use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::import::worklist::{ImportPlan, Takes, read};
use crate::language::{t, tr};
use crate::worklist::{Scope, Worklist};
use crate::workspace::checked_name;
use crate::workspace::importing::{
    NOT_READ, NOTHING, RowSaid, SheetLook, SheetSource, UNREADABLE, changes_said, done, items_said, operation, record,
    recorded_as, somebody_else,
};

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
    // here on is never overwritten.
    identify(args, session)?;
    let mut worklist = session.worklist()?;
    if args.apply {
        worklist.ensure_writable().map_err(Failure::from)?;
    }
    let look = SheetLook::of(&catalog, &worklist, &table, &args.file);
    let SheetLook { mut plan, reader, is_foreign, remarks, .. } = look;
    let by = somebody_else(args.by.clone(), &reader);
    take::check(&takes, &plan, &catalog)?;
    plan.add_cleared(&takes, &|clause: &str| worklist.state().answers(clause));
    let scope = Scope::of(&catalog, worklist.state());
    let end = match is_foreign && !args.force {
        true => Err(foreign(args)),
        false => decide(args, &takes, &plan, &mut worklist, by.clone())?,
    };
    if args.json {
        let is_applied = args.apply && end.is_ok();
        session.out.json(&ImportDocument::new((&catalog, &scope), &plan, is_foreign, is_applied))?;
    } else {
        print(&catalog, &plan, &mut session.out)?;
        remarks.iter().for_each(|sentence| session.note(sentence));
        if is_foreign && args.force {
            session.out.line(t("別の点検票から書き出した表を、この点検票に取り込みます。"))?;
        }
        print_end((args, by.as_deref()), &plan, &end, &mut session.out)?;
    }
    match end {
        Err(refusal) if args.apply => Err(refusal.into()),
        Err(_) => Ok(ERROR),
        Ok(_) => Ok(FOUND),
    }
}

/// Returns the failure about a sheet of another worklist.
fn foreign(args: &Args) -> Failure {
    let message = tr!("{file} は別の点検票から書き出した表なので、取り込みません。", file = args.file.display());
    let hint = t("点検票の名前を確かめてください(`--worklist`)。それでも取り込むなら --force を付けます。");
    Failure::new(FailureKind::Usage, message, hint)
}

/// Finds out who takes the answers in. With `--by` nobody is asked for a name: the records are those of somebody else.
fn identify(args: &Args, session: &mut Session<'_>) -> Result<(), Failure> {
    match &args.by {
        None if args.apply => session.identify_or_ask(),
        None => Ok(()),
        Some(_) => session.identify().map(|_| ()),
    }
}

/// Returns how many answers there are to record, or why the plan cannot be recorded; records them if that is wanted.
fn decide(
    args: &Args,
    takes: &Takes,
    plan: &ImportPlan,
    worklist: &mut Worklist,
    by: Option<String>,
) -> Result<Result<usize, Failure>, Failure> {
    let answers = match plan.decided(takes) {
        Ok(answers) => answers,
        Err(refusal) => return Ok(Err(refusal.into())),
    };
    let count = answers.len();
    if args.apply {
        record(worklist, operation(plan, answers), &SheetSource::of(plan, takes, &args.file, by))?;
    }
    Ok(Ok(count))
}

fn print(catalog: &Catalog, plan: &ImportPlan, out: &mut Output<'_>) -> Result<(), Stop> {
    if !plan.items.is_empty() {
        out.heading(&tr!("加える独自項目 {n} 件", n = plan.items.len()))?;
        print_rows(&items_said(&plan.items), out)?;
    }
    if !plan.changes.is_empty() {
        out.heading(&tr!("変わるところ {n} 件", n = plan.changes.len()))?;
        print_rows(&changes_said(catalog, &plan.changes), out)?;
    }
    let conflicts: Vec<String> = plan.conflicts.iter().map(ToString::to_string).collect();
    let problems: Vec<String> = plan.problems.iter().map(ToString::to_string).collect();
    let passed_over: Vec<String> = plan.passed_over.iter().map(ToString::to_string).collect();
    let counted = |name: &str, n: usize| tr!("{what} {n} 件", what = t(name), n);
    let headings = [
        tr!("食い違い {n} 件", n = conflicts.len()),
        counted(UNREADABLE, problems.len()),
        counted(NOT_READ, passed_over.len()),
    ];
    for (heading, sentences) in headings.iter().zip([conflicts, problems, passed_over]) {
        if !sentences.is_empty() {
            out.heading(heading)?;
            findings::print(sentences.into_iter(), 2, out)?;
        }
    }
    Ok(())
}

fn print_rows(rows: &[RowSaid], out: &mut Output<'_>) -> Result<(), Stop> {
    rows.iter().try_for_each(|row| {
        out.indented(2, &row.title)?;
        row.lines.iter().try_for_each(|line| out.indented(4, line))
    })
}

fn print_end(
    (args, by): (&Args, Option<&str>),
    plan: &ImportPlan,
    end: &Result<usize, Failure>,
    out: &mut Output<'_>,
) -> Result<(), Stop> {
    match end {
        Err(_) if args.apply => Ok(()),
        Err(failure) => out.line(&tr!("{message}{hint}", message = failure.message, hint = failure.hint)),
        Ok(0) if plan.items.is_empty() => out.line(t(NOTHING)),
        Ok(count) if args.apply => {
            out.line(&done(plan, *count))?;
            by.iter().try_for_each(|by| out.line(&recorded_as(by)))
        }
        Ok(_) => {
            let unchanged = plan.untouched;
            out.line(&tr!("変わらない条項は {unchanged} 件です。まだ何も記録していません。", unchanged))?;
            out.line(t("取り込むには --apply を付けて、もう一度実行してください。"))
        }
    }
}
