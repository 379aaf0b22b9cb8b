//! `tenken merge`: takes in what others have recorded in a folder of theirs.

use std::path::PathBuf;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::model::Id;
use crate::worklist::{Belonging, MergeChange, MergePreview, MergeRequest, Merged, Operation, State, WorklistError};
use crate::workspace::scope::{self, ScopeChange};

use super::exit::{ERROR, FOUND, NOTHING};
use super::output::Stop;
use super::session::Session;

/// The most changes that are listed.
const LISTED: usize = 20;

/// What to take in.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken merge [オプション] DIR",
    next_help_heading = "取り込みのオプション",
    after_help = "DIR は、ほかの人の点検票のフォルダー(.jsonl のあるところ)です。\n--apply を付けないときは、変わるところを示すだけで、何も書き込みません。\n別の点検票の記録は取り込みません。`tenken undo` で取り消せます。\n何度取り込んでも、どの順に取り込んでも、同じ結果になります。\n終了コード: 0 取り込んだ(--apply なしなら確かめた)、1 記録が見つからない、\n        2 取り込めないファイルがある、または別の点検票の記録である。"
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
    worklist.ensure_writable().map_err(Failure::from)?;
    let preview = worklist.preview_merge(&args.folder).map_err(Failure::from)?;
    let scope = ScopeChange::between(&catalog, worklist.state(), &preview.after);
    let is_refused = preview.belonging == Belonging::Foreign && !args.force;
    if args.apply {
        let request = MergeRequest { from: args.folder.clone(), is_forced: args.force };
        worklist.perform(Operation::Merge(request), "").map_err(Failure::from)?;
    }
    let conflicts = conflicts(worklist.state()) + if args.apply { 0 } else { preview.conflicts.len() };
    if args.json {
        session.out.json(&MergeDocument::new(&preview, (scope.as_ref(), conflicts), args.apply))?;
        preview.merged.refused.iter().for_each(|(_, why)| session.note(why));
    } else {
        let told = Told { catalog: &catalog, preview: &preview, args, conflicts, scope: scope.as_ref() };
        told.print(session)?;
    }
    if is_refused {
        return Err(Failure::from(WorklistError::Foreign(args.folder.clone())).into());
    }
    Ok(code(&preview.merged))
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

/// Returns how many clauses have fields that people have set to different values.
fn conflicts(state: &State) -> usize {
    state.marks().filter(|(_, mark)| !mark.conflicts.is_empty()).count()
}

/// What is told about a merge.
struct Told<'a> {
    catalog: &'a Catalog,
    preview: &'a MergePreview,
    args: &'a Args,
    /// The clauses in conflict after the merge.
    conflicts: usize,
    /// What changes in what is counted.
    scope: Option<&'a ScopeChange>,
}

impl Told<'_> {
    fn print(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        let merged = &self.preview.merged;
        let take = if self.args.apply { "取り込んだ" } else { "取り込む" };
        for (verb, files) in [(take, &merged.taken), ("すでにある", &merged.skipped)] {
            for file in files {
                session.out.line(&format!("{}  {file}", super::output::pad(verb, 10)))?;
            }
        }
        merged.refused.iter().for_each(|(_, why)| session.note(why));
        merged.problems.iter().for_each(|problem| session.note(problem));
        self.changes(session)?;
        if let Some(sentence) = self.belonging() {
            session.out.line(&sentence)?;
        }
        session.out.line(&self.end(&session.setup.worklist.clone()))
    }

    fn changes(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        let changes = &self.preview.changes;
        if !changes.is_empty() {
            let (count, clauses) = (changes.len(), self.clauses());
            session.out.line(&format!("{clauses} 条項の {count} 項目が変わります。"))?;
        }
        for change in changes.iter().take(LISTED) {
            session.out.indented(2, &self.change(change))?;
        }
        if let Some(more @ 1..) = changes.len().checked_sub(LISTED) {
            session.out.indented(2, &format!("ほかに {more} 項目"))?;
        }
        self.scope(session)?;
        if self.conflicts > 0 {
            let end = "記録し直すと解消します。";
            session.out.line(&format!("{} 条項で記録が食い違います。{end}", self.conflicts))?;
        }
        Ok(())
    }

    /// Says what is counted then, and what people say differently about the worklist itself.
    fn scope(&self, session: &mut Session<'_>) -> Result<(), Stop> {
        for sentence in self.scope.map(|scope| scope.sentences(self.catalog)).unwrap_or_default() {
            session.out.indented(0, &sentence)?;
        }
        let conflicts = self.preview.after.profile().conflicts.iter();
        conflicts.map(|conflict| scope::conflict_sentence(self.catalog, conflict)).try_for_each(|sentence| {
            session.out.indented(0, &format!("{sentence}`tenken worklist set` で選び直すと解消します。"))
        })
    }

    /// Returns how many clauses change.
    fn clauses(&self) -> usize {
        let mut clauses: Vec<&str> = self.preview.changes.iter().map(|change| change.clause.as_str()).collect();
        clauses.dedup();
        clauses.len()
    }

    fn change(&self, change: &MergeChange) -> String {
        let label =
            self.catalog.find(&change.clause).map_or_else(|| change.clause.clone(), |at| self.catalog.label(at));
        let value = |text: &str| if text.is_empty() { "なし".to_owned() } else { shortened(text) };
        format!("{label}  {}: {} → {}", change.field.name(), value(&change.before), value(&change.after))
    }

    /// Returns the sentence about whose records they are, where that is not plain.
    fn belonging(&self) -> Option<String> {
        let facility = match self.preview.facility.as_str() {
            "" => String::new(),
            name => format!("(施設「{name}」)"),
        };
        match self.preview.belonging {
            Belonging::Same | Belonging::Adopted => None,
            Belonging::Untold => {
                Some("同じ点検票の記録かどうかは分かりません。この点検票の記録として加えます。".to_owned())
            }
            Belonging::Foreign if self.args.force => {
                Some(format!("別の点検票{facility}の記録を、この点検票に加えます。`tenken undo` で取り消せます。"))
            }
            Belonging::Foreign => Some(format!("別の点検票{facility}の記録です。")),
        }
    }

    fn end(&self, name: &str) -> String {
        let (taken, skipped) = (self.preview.merged.taken.len(), self.preview.merged.skipped.len());
        match (taken, skipped) {
            (0, 0) => "取り込む記録は見つかりませんでした。".to_owned(),
            (0, _) => format!("点検票「{name}」に新しい記録はありません。"),
            _ if self.args.apply => {
                format!("点検票「{name}」に {taken} 件のファイルを取り込みました。`tenken undo` で取り消せます。")
            }
            _ if self.preview.belonging == Belonging::Foreign && !self.args.force => {
                "まだ取り込んでいません。".to_owned()
            }
            _ => "まだ取り込んでいません。取り込むには --apply を付けてください。".to_owned(),
        }
    }
}

/// Returns the beginning of a text, on one line.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let line = text.replace('\n', " ");
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// What became of the journals, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct MergeDocument<'a> {
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
    fn new(preview: &'a MergePreview, (scope, conflicts): (Option<&'a ScopeChange>, usize), applied: bool) -> Self {
        let merged = &preview.merged;
        let refused = merged.refused.iter().map(|(file, reason)| RefusedDocument { file, reason });
        let change = |change: &'a MergeChange| ChangeDocument {
            id: &change.clause,
            field: change.field.code(),
            before: &change.before,
            after: &change.after,
        };
        Self {
            applied,
            belonging: preview.belonging.code(),
            taken: &merged.taken,
            skipped: &merged.skipped,
            refused: refused.collect(),
            problems: &merged.problems,
            changes: preview.changes.iter().map(change).collect(),
            conflicts,
            scope: scope.map(ScopeDocument::from),
        }
    }
}
