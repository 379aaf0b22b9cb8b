//! `tenken verify`: whether the journals are as tenken wrote them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::export::{Seal, SealedJournal, sealed_in};
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs::{read_limited, reason};
use crate::language::tr;
use crate::worklist::{JournalHead, Operation, Performed, Verified, Worklist};
use crate::workspace::{open_remembered_worklist, open_worklist};

use super::exit::{FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;
use super::table;

/// The most bytes of a report that are read.
const REPORT_LIMIT: u64 = 64 << 20;

/// What to do besides, and how to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken verify [オプション]",
    next_help_heading = "確かめるときのオプション",
    after_help = "記録は一行ごとに前の行のハッシュを持つので、途中の書き換えが分かります。\n末尾の行やファイルの削除は、この端末の控えと報告書の封印で分かります。\n終了コード: 0 問題なし、1 問題あり、2 確かめられない。"
)]
pub(super) struct Args {
    /// 報告書 FILE の封印と比べます
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// 減った自分の記録を、控えから戻します
    #[arg(long, conflicts_with = "accept")]
    restore: bool,
    /// 今の記録を正しいものとし、控えとの違いを忘れます
    #[arg(long)]
    accept: bool,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Looks at every journal of the worklist.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let seal = args.against.as_deref().map(read_seal).transpose()?;
    let is_bringing_back = args.restore || args.accept;
    let open = if is_bringing_back { open_remembered_worklist } else { open_worklist };
    let mut worklist = open(&session.setup)?;
    let changed = if args.restore {
        match worklist.perform(Operation::Restore, "").map_err(Failure::from)? {
            Performed::Restored(n) => Some(tr!("控えにあって点検票にない記録 {n} 件を戻しました。", n)),
            _ => None,
        }
    } else if args.accept {
        let n = worklist.accept_loss().map_err(Failure::from)?;
        Some(tr!("控えにあって点検票にない記録 {n} 件を忘れました。", n))
    } else {
        None
    };
    let all = worklist.verify();
    let broken = all.iter().filter(|one| one.first_problem.is_some()).count();
    let changes = seal.as_ref().map(|seal| since(seal, &worklist)).unwrap_or_default();
    let lost = worklist.losses();
    if args.json {
        let journals = all.iter().map(JournalDocument::new).collect();
        let name = session.setup.worklist.clone();
        let changed_since = seal.is_some().then_some(&changes[..]);
        session.out.json(&VerifyDocument { worklist: &name, broken, journals, lost: lost.clone(), changed_since })?;
    } else {
        session.tell_notices(&mut worklist);
        changed.iter().for_each(|said| session.note(said));
        if all.is_empty() && lost.is_empty() {
            session.note(&tr!("点検票「{name}」の記録はまだありません。", name = session.setup.worklist));
        } else {
            print(&all, broken, lost.is_empty(), session)?;
        }
        lost.iter().try_for_each(|sentence| session.out.indented(0, sentence))?;
        tell_since(seal.is_some(), &changes, session)?;
    }
    let is_fine = broken == 0 && lost.is_empty() && changes.is_empty() && !all.is_empty();
    Ok(if is_fine { FOUND } else { NOTHING })
}

/// Reads the seal of a report.
fn read_seal(path: &Path) -> Result<Seal, Failure> {
    let bytes = read_limited(path, REPORT_LIMIT).map_err(|error| {
        let message = tr!("{reason}: {path} を読み込めません。", reason = reason(&error), path = path.display());
        Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
    })?;
    sealed_in(&bytes).ok_or_else(|| {
        let message = tr!("{path} に記録の封印が見つかりません。", path = path.display());
        Failure::new(
            FailureKind::Data,
            message,
            tr!("`tenken export report` か `tenken export html` などで作った報告書を指定してください。"),
        )
    })
}

/// Returns what has changed in the records since a report was made.
fn since(seal: &Seal, worklist: &Worklist) -> Vec<String> {
    let is_other = worklist.id().map(|id| id.to_string()).is_some_and(|id| !seal.list.is_empty() && id != seal.list);
    if is_other {
        return vec![tr!("報告書は別の点検票のものです。").to_owned()];
    }
    let head =
        |one: &SealedJournal| JournalHead { file: one.file.clone(), entries: one.entries, hash: one.hash.clone() };
    worklist.hold_to(&seal.journals.iter().map(head).collect::<Vec<_>>())
}

fn tell_since(is_asked: bool, changes: &[String], session: &mut Session<'_>) -> Result<(), Stop> {
    changes.iter().try_for_each(|sentence| session.out.indented(0, sentence))?;
    if is_asked && changes.is_empty() {
        session.out.line(tr!("報告書のときの記録は、すべてそのまま残っています。"))?;
    }
    Ok(())
}

fn print(all: &[Verified], broken: usize, is_complete: bool, session: &mut Session<'_>) -> Result<(), Stop> {
    let row = |one: &Verified| {
        let standing = if one.first_problem.is_some() { tr!("問題あり") } else { tr!("問題なし") };
        let counted = match one.entries - one.counted {
            0 => tr!("{entries} 件", entries = one.entries),
            _ => tr!("{entries} 件(数えるのは {counted} 件)", entries = one.entries, counted = one.counted),
        };
        [standing.to_owned(), counted, one.file.clone()]
    };
    let rows: Vec<[String; 3]> = all.iter().map(row).collect();
    table::print(&rows, 3, &mut session.out)?;
    all.iter().filter_map(|one| one.ahead.as_ref()).try_for_each(|sentence| session.out.indented(0, sentence))?;
    for (_, sentence) in all.iter().filter_map(|one| one.first_problem.as_ref()) {
        session.out.indented(0, sentence)?;
    }
    let end = match broken {
        0 if is_complete => tr!("問題はありません。").to_owned(),
        0 => String::new(),
        _ => tr!("{n} 件に問題があります。", n = broken),
    };
    session.out.line(tr!("{n} 件のファイルを確かめました。{end}", n = all.len(), end).trim_end())
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct VerifyDocument<'a> {
    worklist: &'a str,
    broken: usize,
    journals: Vec<JournalDocument<'a>>,
    /// Sentences about own records that are gone.
    lost: Vec<String>,
    /// Sentences about what has changed since a report; null if none was named.
    changed_since: Option<&'a [String]>,
}

#[derive(Serialize)]
struct JournalDocument<'a> {
    file: &'a str,
    entries: usize,
    /// The first line with anything wrong, from 1; 0 for the whole file.
    line: Option<usize>,
    problem: Option<&'a str>,
    /// A sentence about an entry of the future.
    ahead: Option<&'a str>,
}

impl<'a> JournalDocument<'a> {
    fn new(verified: &'a Verified) -> Self {
        let problem = verified.first_problem.as_ref();
        Self {
            file: &verified.file,
            entries: verified.entries,
            line: problem.map(|(line, _)| *line),
            problem: problem.map(|(_, sentence)| sentence.as_str()),
            ahead: verified.ahead.as_deref(),
        }
    }
}
