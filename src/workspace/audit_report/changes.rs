//! What has changed in a worklist since a day, or since another worklist.

use crate::catalog::Catalog;
use crate::export::audit_report::{ReportedChange, ReportedChanges};
use crate::failure::{Failure, FailureKind};
use crate::language::{Words, t, tr};
use crate::model::Kind;
use crate::sheet::{AnswerField, read_date, transition};
use crate::worklist::{Mark, Scope, State, Worklist, WorklistError};

use super::super::{Setup, open_worklists};

/// The fields whose changes matter: what was found, not who sees to it.
const FIELDS: [AnswerField; 4] =
    [AnswerField::Verdict, AnswerField::Grade, AnswerField::ActionState, AnswerField::AcceptUntil];

/// An earlier state to compare with.
#[derive(Clone, Debug)]
pub struct Since {
    /// A sentence that says what is compared with.
    pub told: String,
    /// The state.
    pub state: State,
    /// Sentences about records of it that are not counted; empty if all are.
    pub problems: Vec<String>,
}

impl Since {
    /// Returns another worklist as it is now, with what is said of it.
    fn list(other: &Worklist, told: String) -> Self {
        let name = other.name();
        let problems = if other.is_incomplete() { other.warnings() } else { Vec::new() };
        let problems = problems.iter().map(|said| tr!("点検票「{name}」: {said}", name, said)).collect();
        Self { told, state: other.state().clone(), problems }
    }
}

/// What a report is compared with.
#[derive(Clone, Debug)]
pub enum Earlier {
    /// Nothing.
    Nothing,
    /// An earlier state.
    Since(Box<Since>),
    /// Nothing, although the worklist was copied from another one: a sentence that says why.
    Lost(String),
}

impl Earlier {
    /// Returns sentences about records of then that are not counted; empty if all are.
    pub fn problems(&self) -> &[String] {
        match self {
            Self::Since(since) => &since.problems,
            Self::Nothing | Self::Lost(_) => &[],
        }
    }
}

/// Returns what a report is compared with: what is asked for, see [`since`], nothing for `none`, or else the worklist that this
/// one was copied from.
///
/// # Errors
///
/// If what is asked for is neither a worklist nor a day, or the worklists cannot be looked through for the one that this one
/// was copied from.
pub fn earlier(catalog: &Catalog, worklist: &Worklist, setup: &Setup, asked: Option<&str>) -> Result<Earlier, Failure> {
    let Some(text) = asked else { return of_origin(catalog, worklist, setup) };
    let is_none = text.trim().eq_ignore_ascii_case("none") || text.trim() == "なし";
    // A worklist may be called so, and may be one that cannot be read.
    if is_none && matches!(open_worklists(setup)?.resolve(text.trim()), Err(WorklistError::Missing(_))) {
        return Ok(Earlier::Nothing);
    }
    since(worklist, setup, text).map(|since| Earlier::Since(Box::new(since)))
}

/// Returns the worklist that this one was copied from, or says why not; nothing if it is no copy.
fn of_origin(catalog: &Catalog, worklist: &Worklist, setup: &Setup) -> Result<Earlier, Failure> {
    let Some(origin) = &worklist.state().profile().origin else { return Ok(Earlier::Nothing) };
    let other = match with_id(setup, origin)? {
        Ok(other) => other,
        Err(unread) => return Ok(Earlier::Lost(not_found(&unread))),
    };
    let name = other.name();
    if !count_alike(catalog, other.state(), worklist.state()) {
        let said = tr!("写し元の点検票「{name}」とは版が違い、同じ条項がないため、比べていません。", name);
        return Ok(Earlier::Lost(said));
    }
    let told = tr!("写し元の点検票「{name}」と比べています。", name);
    Ok(Earlier::Since(Box::new(Since::list(&other, told))))
}

/// Whether two worklists count a clause in common, whether anything is recorded of it or not; also if one of them counts
/// none, which is no question of editions.
fn count_alike(catalog: &Catalog, then: &State, now: &State) -> bool {
    let [then, now] = &[then, now].map(|state| Scope::of(catalog, state));
    let counted = || catalog.all(Kind::Clause).map(move |at| (then.counts(at), now.counts(at)));
    counted().any(|both| both == (true, true)) || !counted().any(|(then, _)| then) || !counted().any(|(_, now)| now)
}

/// Says that the worklist that this one was copied from was not found: it may be one of these, which cannot be read.
fn not_found(unread: &[String]) -> String {
    if unread.is_empty() {
        return tr!("この点検票は別の点検票を写したものですが、写し元の点検票が見つからないため、比べていません。")
            .to_owned();
    }
    let names = Words(unread.join(t("、")));
    tr!(
        "この点検票は別の点検票を写したものですが、写し元の点検票が見つからず、次の点検票は読めないため、比べていません: {names}",
        names
    )
}

/// Returns the worklist of the user with an id, or else the names of those that cannot be read.
///
/// # Errors
///
/// If the folder of the worklists cannot be looked through.
fn with_id(setup: &Setup, id: &str) -> Result<Result<Worklist, Vec<String>>, Failure> {
    let worklists = open_worklists(setup)?;
    let mut names = worklists.names()?;
    names.retain(|name| worklists.may_be(name, id));
    names.sort();
    let mut unread = Vec::new();
    for name in names {
        match worklists.open(&name, setup.who.clone()) {
            Ok(other) if other.id().is_some_and(|own| own.to_string() == id) => return Ok(Ok(other)),
            // What says who it is may be what cannot be read.
            Ok(other) if other.id().is_none() && other.is_incomplete() => unread.push(name),
            Ok(_) => {}
            Err(_) => unread.push(name),
        }
    }
    Ok(Err(unread))
}

/// Reads what a worklist is to be compared with: the name of another worklist, or else a day, at the beginning of which
/// it is looked at.
///
/// # Errors
///
/// If it is neither.
pub fn since(worklist: &Worklist, setup: &Setup, text: &str) -> Result<Since, Failure> {
    let worklists = open_worklists(setup)?;
    match worklists.resolve(text) {
        Ok(name) => {
            let other = worklists.open(&name, setup.who.clone()).map_err(Failure::from)?;
            Ok(Since::list(&other, tr!("点検票「{name}」と比べています。", name)))
        }
        Err(error) => match read_date(text) {
            Ok(Some(day)) => {
                let moment = crate::clock::start_of(day);
                let told = tr!("{day} のはじめの記録と比べています。", day);
                // What is missing now was told of the worklist itself.
                Ok(Since { told, state: worklist.state_at(moment), problems: Vec::new() })
            }
            _ => Err(unknown(error, text)),
        },
    }
}

/// Says that a text is neither a worklist nor a day; a name that cannot be one says so itself.
fn unknown(error: WorklistError, text: &str) -> Failure {
    match error {
        WorklistError::Missing(_) | WorklistError::BadName(_) => {
            let text = crate::text::clean::clean_line(text);
            let message = tr!("「{text}」という点検票はなく、日付としても読めません。", text);
            let hint = tr!("点検票の名前(`tenken worklist list`)か、2026-04-01 のような日付を指定してください。");
            Failure::new(FailureKind::Usage, message, hint)
        }
        error => error.into(),
    }
}

/// Returns what has changed of these clauses.
pub(super) fn changes(catalog: &Catalog, now: &State, since: &Since, clauses: &[&str]) -> ReportedChanges {
    let before = &since.state;
    // What has no record on either side has not changed, so nothing is unknown of it.
    let is_new = |id: &str| now.mark(id).is_some_and(Mark::says_something) && before.mark(id).is_none();
    let mut rows = Vec::new();
    for id in clauses {
        let (Some(at), old, new) = (catalog.find(id), before.answers(id), now.answers(id)) else { continue };
        let label = catalog.label(at);
        let mut add = |field: AnswerField, before: String, after: String| {
            let (label, title) = (label.clone(), catalog.title(at).to_owned());
            let said = transition(field.said(&before), field.said(&after));
            let (id, field) = ((*id).to_owned(), t(field.name()));
            rows.push(ReportedChange { id, label, title, field, before, after, said });
        };
        // Work that goes on is told by the numbers; what does not apply any more, or does again, is not.
        let is_out = |status| status == crate::model::Status::Na;
        if is_out(old.status) != is_out(new.status) {
            add(AnswerField::Status, old.status.name().to_owned(), new.status.name().to_owned());
        }
        for field in FIELDS {
            let (old, new) = (old.get(field), new.get(field));
            if old != new {
                add(field, old.text(), new.text());
            }
        }
    }
    ReportedChanges {
        since: since.told.clone(),
        before: clauses.iter().map(|id| before.status(id)).collect(),
        rows,
        unknown: clauses.iter().filter(|id| is_new(id)).count(),
        problems: since.problems.clone(),
    }
}
