//! `tenken verify`: whether the journals are as tenken wrote them.

use serde::Serialize;

use crate::failure::Failure;
use crate::worklist::{Verified, verify};
use crate::workspace::worklist_folder;

use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;
use super::table;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken verify [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "記録は一行ごとに前の行のハッシュを持つので、途中の書き換えが分かります。\n最後の行の書き換えや、末尾の行・ファイルの削除は分かりません。\n終了コード: 0 問題なし、1 問題あり・記録なし。"
)]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Looks at every journal of the worklist.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let folder = worklist_folder(&session.setup)?;
    let all = verify(&folder).map_err(Failure::from)?;
    let broken = all.iter().filter(|one| one.first_problem.is_some()).count();
    if args.json {
        let journals = all.iter().map(JournalDocument::new).collect();
        session.out.json(&VerifyDocument { worklist: &session.setup.worklist.clone(), broken, journals })?;
    } else if all.is_empty() {
        session.note(&format!("点検票「{}」の記録はまだありません。", session.setup.worklist));
    } else {
        print(&all, broken, session)?;
    }
    Ok(if broken == 0 && !all.is_empty() { FOUND } else { NOTHING })
}

fn print(all: &[Verified], broken: usize, session: &mut Session<'_>) -> Result<(), Stop> {
    let row = |one: &Verified| {
        let standing = if one.first_problem.is_some() { "問題あり" } else { "問題なし" };
        [standing.to_owned(), format!("{} 件", one.entries), one.file.clone()]
    };
    let rows: Vec<[String; 3]> = all.iter().map(row).collect();
    table::print(&rows, 3, &mut session.out)?;
    for (_, sentence) in all.iter().filter_map(|one| one.first_problem.as_ref()) {
        session.out.indented(0, sentence)?;
    }
    let end = if broken == 0 {
        "問題はありません。".to_owned()
    } else {
        format!("{broken} 件に問題があります。")
    };
    session.out.line(&format!("{} 件のファイルを確かめました。{end}", all.len()))
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct VerifyDocument<'a> {
    worklist: &'a str,
    broken: usize,
    journals: Vec<JournalDocument<'a>>,
}

#[derive(Serialize)]
struct JournalDocument<'a> {
    file: &'a str,
    entries: usize,
    /// The first line with anything wrong, from 1; 0 for the whole file.
    line: Option<usize>,
    problem: Option<&'a str>,
}

impl<'a> JournalDocument<'a> {
    fn new(verified: &'a Verified) -> Self {
        let problem = verified.first_problem.as_ref();
        Self {
            file: &verified.file,
            entries: verified.entries,
            line: problem.map(|(line, _)| *line),
            problem: problem.map(|(_, sentence)| sentence.as_str()),
        }
    }
}
