//! `tenken evidence check`: whether files are as they were, and dates have not passed.

use jiff::civil::Date;
use serde::Serialize;

use crate::clock;
use crate::language::{t, tr};
use crate::sheet::is_past;
use crate::worklist::evidence_check::{EvidenceCheck, check};
use crate::worklist::{Evidence, State};

use super::super::exit::{FOUND, NOTHING};
use super::super::output::Stop;
use super::super::session::Session;
use super::super::table;
use super::ids::Ids;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken evidence check [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "取り下げた証跡は確かめません。URL の先は見にいきません。\n終了コード: 0 変わりなし、1 変わったもの・ないもの・期限を過ぎたものがある、\n証跡がまだない。"
)]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// A piece of evidence and how it stands today.
struct Checked<'a> {
    evidence: &'a Evidence,
    standing: EvidenceCheck,
    has_expired: bool,
    needs_a_look: bool,
}

/// Looks at every file and every date.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let worklist = session.worklist_to_show()?;
    let state = worklist.state();
    let all = look(state, check(state, worklist.folder()), clock::today());
    let wrong = all.iter().filter(|one| one.needs_a_look).count();
    if args.json {
        let evidence = all.iter().map(CheckedDocument::new).collect();
        session.out.json(&EvidenceCheckDocument { checked: all.len(), wrong, evidence })?;
    } else if all.is_empty() {
        session.note(t("証跡はまだありません。何も確かめていません。"));
    } else {
        let ids = Ids::of(state);
        let rows: Vec<[String; 4]> = all.iter().map(|one| one.row(&ids)).collect();
        table::print(&rows, 3, &mut session.out)?;
        session.out.line("")?;
        let end = if wrong == 0 {
            t("変わりはありません。").to_owned()
        } else {
            tr!("{n} 件を確かめてください。", n = wrong)
        };
        session.out.line(&tr!("{n} 件を確かめました。{end}", n = all.len(), end))?;
    }
    Ok(if wrong == 0 && !all.is_empty() { FOUND } else { NOTHING })
}

fn look(state: &State, standings: Vec<(crate::worklist::EntryId, EvidenceCheck)>, today: Date) -> Vec<Checked<'_>> {
    let known = standings.into_iter().filter_map(|(id, standing)| Some((state.evidence_with(id)?, standing)));
    let checked = known.map(|(evidence, standing)| Checked {
        has_expired: is_past(evidence.expires, today),
        needs_a_look: standing.needs_a_look(evidence, today),
        evidence,
        standing,
    });
    checked.collect()
}

impl Checked<'_> {
    /// Returns the short id, how it stands, what it is called and where it is.
    fn row(&self, ids: &Ids) -> [String; 4] {
        let expired = self.evidence.expires.filter(|_| self.has_expired);
        let expired = expired.map(|date| tr!("、期限切れ {date}", date)).unwrap_or_default();
        let location = if self.evidence.title.is_empty() { "" } else { self.evidence.location.as_str() };
        [
            ids.short(self.evidence),
            format!("{}{expired}", self.standing.name()),
            self.evidence.name().to_owned(),
            location.to_owned(),
        ]
    }
}

const fn code(standing: &EvidenceCheck) -> &'static str {
    match standing {
        EvidenceCheck::Same => "same",
        EvidenceCheck::Changed => "changed",
        EvidenceCheck::Missing => "missing",
        EvidenceCheck::Unreadable(_) => "unreadable",
        EvidenceCheck::Url => "url",
        EvidenceCheck::NotHashed => "not_hashed",
    }
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct EvidenceCheckDocument<'a> {
    checked: usize,
    wrong: usize,
    evidence: Vec<CheckedDocument<'a>>,
}

#[derive(Serialize)]
struct CheckedDocument<'a> {
    id: String,
    title: &'a str,
    location: &'a str,
    standing: &'static str,
    expired: bool,
    expires: Option<String>,
}

impl<'a> CheckedDocument<'a> {
    fn new(checked: &Checked<'a>) -> Self {
        Self {
            id: checked.evidence.id.to_string(),
            title: &checked.evidence.title,
            location: &checked.evidence.location,
            standing: code(&checked.standing),
            expired: checked.has_expired,
            expires: checked.evidence.expires.map(|date| date.to_string()),
        }
    }
}
