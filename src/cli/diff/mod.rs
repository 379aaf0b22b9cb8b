//! `tenken diff`: what is known of the changes from one edition to the next, with the marks that they touch.

mod document;
mod text;

pub(super) use document::WordingDocument;

use crate::export::FileFormat;
use crate::export::revisions::RevisionFormat;
use crate::failure::{Failure, FailureKind};
use crate::language::tr;
use crate::worklist::{EditionDiff, State, compared, editions_named};
use crate::workspace::revisions::revision_table;

use super::exit::{FOUND, NOTHING};
use super::export::target::{Form, OriginalArgs, TargetArgs};
use super::output::Stop;
use super::session::Session;

/// Which editions, and how to show them.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken diff [オプション] FROM TO",
    next_help_heading = "表示のオプション",
    after_help = "改定について分かっていることを前の版の順に挙げ、点検票の記録を添えます。\n版は ID でも名前でも指定できます。\n終了コード: 0 分かっていることがある、1 何も分からない、2 エラー。\n\n例:\n  tenken diff mhlw6 mhlw7\n  tenken diff r7 r8\n  tenken diff mhlw6 mhlw7 --format xlsx --out 改定.xlsx"
)]
pub(super) struct Args {
    /// 前の版(例: mhlw6、第6.0版、r7)
    #[arg(value_name = "FROM", help_heading = "引数")]
    from: String,
    /// 後の版(例: mhlw7、第7.0版、r8)
    #[arg(value_name = "TO", help_heading = "引数")]
    to: String,
    #[arg(long, value_name = "FORMAT", value_parser = RevisionFormat::read, help = tr!("表に書き出す形式: {codes}", codes = RevisionFormat::codes()))]
    format: Option<RevisionFormat>,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    original: OriginalArgs,
    /// JSON で出力します
    #[arg(long, conflicts_with_all = ["format", "out"])]
    json: bool,
}

/// Shows what is known, or says that nothing is.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    check(args, session)?;
    let catalog = session.catalog()?;
    let [from, to] = editions_named(&catalog, [&args.from, &args.to])?;
    let succession = compared(from, to)?;
    let marks = session.marks();
    let blank = State::default();
    let diff = EditionDiff::new(&catalog, succession, marks.state().unwrap_or(&blank));
    let is_unknown = diff.succession.is_unknown();
    if args.json {
        session.out.json(&document::DiffDocument::new(&diff))?;
    } else if is_unknown {
        // A file of nothing would be taken for one that says that nothing changed.
        session.note(&tr!(
            "{from}から{to}への改定について、分かっていることはありません。",
            from = from.full_name(),
            to = to.name()
        ));
    } else if let Some(format) = args.format {
        let exported = catalog.exported(args.original.with_original)?;
        let table = format.in_its_language(|| revision_table(&catalog, &exported, &diff, &session.setup));
        args.target.write(format.write(&table), &Form::of(format), &tr!("{n} 行", n = table.rows.len()), session)?;
    } else {
        text::print(&catalog, &diff, &mut session.out)?;
    }
    Ok(if is_unknown { NOTHING } else { FOUND })
}

/// Checks that a file can go where it shall go.
fn check(args: &Args, session: &Session<'_>) -> Result<(), Failure> {
    match args.format {
        Some(format) => args.target.check(&Form::of(format), None, session),
        None if args.target != TargetArgs::default() => Err(no_format("--out")),
        None if args.original.with_original => Err(no_format("--with-original")),
        None => Ok(()),
    }
}

fn no_format(option: &str) -> Failure {
    let hint = tr!("`--format` で {codes} のどれかを選んでください。", codes = RevisionFormat::codes());
    Failure::new(FailureKind::Usage, tr!("{option} には書き出す形式が要ります。", option), hint)
}
