//! `tenken merge`: takes in what others have recorded in a folder of theirs.

use std::path::PathBuf;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::model::Id;
use crate::worklist::{MergeChange, MergeRequest, Merged, Operation, WorklistError};
use crate::workspace::merging::{MergeLook, conflicts, conflicts_sentence};
use crate::workspace::scope::ScopeChange;

use super::exit::{ERROR, FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;

/// The most lines of one kind that are printed.
const LISTED: usize = 20;

/// How a merge is taken back.
const UNDO: &str = "`tenken undo` で取り消せます。";

/// What to take in.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken merge [オプション] DIR",
    next_help_heading = "取り込みのオプション",
    after_help = "DIR は、ほかの人の点検票のフォルダー(.jsonl のあるところ)です。\nそれを含むデータのフォルダーを指定すると、その中の同じ点検票を取り込みます。\n--apply を付けないときは、変わるところを示すだけで、何も書き込みません。\n別の点検票の記録は取り込みません。`tenken undo` で取り消せます。\n何度取り込んでも、どの順に取り込んでも、同じ結果になります。\n終了コード: 0 取り込んだ(--apply なしなら確かめた)、1 記録が見つからない、\n        2 取り込めないファイルがある、または別の点検票の記録である。"
)]
pub(super) struct Args {
    /// 取り込むフォルダー
    #[arg(value_name = "DIR", help_heading = "引数")]
    folder: PathBuf,
    /// 取り込みます。付けないときは確かめるだけです
    #[arg(long)]
    apply: bool,
    /// 別の点検票の記録でも、この点検票に加えます
    #[arg(long)]
    force: bool,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Shows what a merge would change, or merges.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    session.identify()?;
    let mut worklist = session.worklist()?;
    let look = MergeLook::at(&catalog, &worklist, &args.folder)?;
    let is_refused = look.is_foreign() && !args.force;
    if args.apply {
        let request = MergeRequest { from: look.folder.clone(), is_forced: args.force };
        worklist.perform(Operation::Merge(request), "").map_err(Failure::from)?;
    }
    let conflicts = if args.apply { conflicts(worklist.state()) } else { look.conflicts() };
    if args.json {
        session.out.json(&MergeDocument::new(&look, &session.setup.worklist, conflicts, args.apply))?;
        look.preview.merged.refused.iter().for_each(|(_, why)| session.note(why));
    } else {
        Told { catalog: &catalog, look: &look, args, conflicts }.print(session)?;
    }
    if is_refused {
        return Err(Failure::from(WorklistError::Foreign(look.folder.clone())).into());
    }
    Ok(code(&look.preview.merged))
}

fn code(merged: &Merged) -> u8 {
    if !merged.refused.is_empty() || merged.is_incomplete {
        ERROR
    } else if merged.taken.is_empty() && merged.skipped.is_empty() {
        NOTHING
    } else {
        FOUND
    }
}

/// What is told about a merge.
struct Told<'a> {
    catalog: &'a Catalog,
    look: &'a MergeLook,
    args: &'a Args,
    /// The clauses in conflict after the merge.
    conflicts: usize,
}

impl Told<'_> {
    fn print(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        let merged = &self.look.preview.merged;
        if self.look.folder != self.args.folder {
            let folder = self.look.folder.display();
            session.out.line(&tr!("{folder} の記録です。", folder))?;
        }
        let take = if self.args.apply { "取り込んだ" } else { "取り込む" };
        for (verb, files) in [(take, &merged.taken), ("すでにある", &merged.skipped)] {
            for file in files {
                session.out.line(&format!("{}  {file}", super::output::pad(t(verb), 10)))?;
            }
        }
        merged.refused.iter().for_each(|(_, why)| session.note(why));
        merged.problems.iter().for_each(|problem| session.note(problem));
        self.changes(session)?;
        if let Some(sentence) = self.look.belonging(self.args.force) {
            let undo = if self.look.is_foreign() && self.args.force { UNDO } else { "" };
            session.out.line(tr!("{a}{b}", a = sentence, b = undo).trim_end())?;
        }
        session.out.line(&self.end(&session.setup.worklist.clone()))
    }

    fn changes(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        if let Some(sentence) = conflicts_sentence(self.conflicts) {
            session.out.line(&sentence)?;
        }
        let conflicts = self.look.in_conflict.iter().map(|line| (line.as_str(), 1));
        Self::listed(session, conflicts)?;
        if let Some(counted) = self.look.counted() {
            session.out.line(&counted)?;
        }
        Self::listed(session, self.look.lines.iter().map(|line| (line.text.as_str(), line.fields)))?;
        let settle = tr!("`tenken worklist set` で選び直すと解消します。");
        for sentence in self.look.scope_sentences(self.catalog, settle) {
            session.out.indented(0, &sentence)?;
        }
        Ok(())
    }

    /// Prints lines, each about so many fields, and how many fields the others are about.
    fn listed<'a>(
        session: &mut Session<'_>,
        lines: impl Iterator<Item = (&'a str, usize)> + Clone,
    ) -> Result<(), Stop> {
        for (line, _) in lines.clone().take(LISTED) {
            session.out.indented(2, line)?;
        }
        match lines.skip(LISTED).map(|(_, fields)| fields).sum::<usize>() {
            0 => Ok(()),
            more => session.out.indented(2, &tr!("ほかに {more} 項目", more)),
        }
    }

    fn end(&self, name: &str) -> String {
        let is_refused = self.look.is_foreign() && !self.args.force;
        let merged = &self.look.preview.merged;
        match merged.taken.is_empty() {
            true => self.look.done(name),
            false if self.args.apply => tr!("{a}{b}", a = self.look.done(name), b = UNDO),
            false if is_refused => tr!("まだ取り込んでいません。").to_owned(),
            false => tr!("まだ取り込んでいません。取り込むには --apply を付けてください。").to_owned(),
        }
    }
}

/// What became of the journals, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct MergeDocument<'a> {
    /// The name of the worklist that takes the records.
    worklist: &'a str,
    /// The folder that they are taken from.
    folder: String,
    applied: bool,
    belonging: &'static str,
    taken: &'a [String],
    skipped: &'a [String],
    refused: Vec<RefusedDocument<'a>>,
    problems: &'a [String],
    changes: Vec<ChangeDocument<'a>>,
    conflicts: usize,
    /// What changes in what is counted; null if nothing does.
    scope: Option<ScopeDocument<'a>>,
}

#[derive(Serialize)]
struct ScopeDocument<'a> {
    before: usize,
    after: usize,
    added: &'a [Id],
    removed: &'a [Id],
    /// How many clauses with records are not counted any more.
    uncounted: usize,
}

impl<'a> From<&'a ScopeChange> for ScopeDocument<'a> {
    fn from(change: &'a ScopeChange) -> Self {
        let ScopeChange { before, after, added, removed, uncounted, .. } = change;
        Self { before: *before, after: *after, added, removed, uncounted: uncounted.len() }
    }
}

#[derive(Serialize)]
struct RefusedDocument<'a> {
    file: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    id: &'a str,
    field: &'static str,
    before: &'a str,
    after: &'a str,
}

impl<'a> MergeDocument<'a> {
    fn new(look: &'a MergeLook, worklist: &'a str, conflicts: usize, applied: bool) -> Self {
        let preview = &look.preview;
        let merged = &preview.merged;
        let refused = merged.refused.iter().map(|(file, reason)| RefusedDocument { file, reason });
        let change = |change: &'a MergeChange| ChangeDocument {
            id: &change.clause,
            field: change.field.code(),
            before: &change.before,
            after: &change.after,
        };
        Self {
            worklist,
            folder: look.folder.display().to_string(),
            applied,
            belonging: preview.belonging.code(),
            taken: &merged.taken,
            skipped: &merged.skipped,
            refused: refused.collect(),
            problems: &merged.problems,
            changes: preview.changes.iter().map(change).collect(),
            conflicts,
            scope: look.scope.as_ref().map(ScopeDocument::from),
        }
    }
}
