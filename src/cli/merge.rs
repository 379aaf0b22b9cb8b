//! `tenken merge`: takes in what others have recorded in a folder of theirs.

use std::path::PathBuf;

use serde::Serialize;

use crate::failure::Failure;
use crate::worklist::{Merged, Operation, Performed, State};

use super::exit::{ERROR, FOUND};
use super::output::Stop;
use super::session::Session;

/// What to take in.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken merge [オプション] DIR",
    next_help_heading = "取り込みのオプション",
    after_help = "DIR は、ほかの人の点検票のフォルダー(.jsonl のあるところ)です。\n何度取り込んでも、どの順に取り込んでも、同じ結果になります。\n終了コード: 0 取り込んだ、2 取り込めないファイルがある。"
)]
pub(super) struct Args {
    /// 取り込むフォルダー
    #[arg(value_name = "DIR", help_heading = "引数")]
    folder: PathBuf,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Takes the journals of a folder in, and says what became of each.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    session.identify()?;
    let mut worklist = session.worklist()?;
    let operation = Operation::Merge(args.folder.clone());
    let Performed::Merged(merged) = worklist.perform(operation, "").map_err(Failure::from)? else { return Ok(ERROR) };
    let conflicts = conflicts(worklist.state());
    if args.json {
        session.out.json(&MergeDocument::new(&merged, conflicts))?;
    } else {
        print(&merged, conflicts, session)?;
    }
    Ok(if merged.refused.is_empty() { FOUND } else { ERROR })
}

/// Returns how many clauses have fields that people have set to different values.
fn conflicts(state: &State) -> usize {
    state.marks().filter(|(_, mark)| !mark.conflicts.is_empty()).count()
}

fn print(merged: &Merged, conflicts: usize, session: &mut Session<'_>) -> Result<(), Stop> {
    for file in &merged.taken {
        session.out.line(&format!("取り込んだ    {file}"))?;
    }
    for file in &merged.skipped {
        session.out.line(&format!("すでにある    {file}"))?;
    }
    for (_, why) in &merged.refused {
        session.note(why);
    }
    let name = session.setup.worklist.clone();
    let (taken, skipped) = (merged.taken.len(), merged.skipped.len());
    let end = match (taken, skipped) {
        (0, 0) => "取り込む記録は見つかりませんでした。".to_owned(),
        (0, _) => format!("点検票「{name}」に新しい記録はありません。"),
        _ => format!("点検票「{name}」に {taken} 件のファイルを取り込みました。"),
    };
    session.out.line(&end)?;
    if conflicts > 0 {
        session.out.line(&format!("{conflicts} 条項で記録が食い違っています。記録し直すと解消します。"))?;
    }
    Ok(())
}

/// What became of the journals, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct MergeDocument<'a> {
    taken: &'a [String],
    skipped: &'a [String],
    refused: Vec<RefusedDocument<'a>>,
    conflicts: usize,
}

#[derive(Serialize)]
struct RefusedDocument<'a> {
    file: &'a str,
    reason: &'a str,
}

impl<'a> MergeDocument<'a> {
    fn new(merged: &'a Merged, conflicts: usize) -> Self {
        let refused = merged.refused.iter().map(|(file, reason)| RefusedDocument { file, reason });
        Self { taken: &merged.taken, skipped: &merged.skipped, refused: refused.collect(), conflicts }
    }
}
