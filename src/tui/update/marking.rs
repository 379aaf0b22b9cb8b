//! Marking clauses. A change appears on screen only when it is on disk.

use crate::catalog::{Catalog, Record, RecordRef};
use crate::language::{joined, t};
use crate::model::{Id, Kind, Licence, Product, Status};
use crate::sheet::AnswerField;
use crate::text::width::cells;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::task::LastAct;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::question::{Act, Choice, Question};
use crate::tui::input::message::Message;
use crate::tui::update::asking;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::view::{asked, text, using};
use crate::worklist::{Bundle, BundleKind, Change, Chosen, Edit, InUse, Operation, bundles, features, status_counts};
use crate::workspace::bulk::ASKED_ABOVE;

/// The cells that a list of answers takes before and behind an answer.
const ROOM_OF_ANSWERS: usize = 8;
/// The cells that the margins of a message take, and a word that is pulled down into its second line.
const ROOM_OF_MESSAGES: usize = 20;

/// Marks the target clauses done. If all of them are done, sets the status they had before.
pub(super) fn toggle_done(app: &mut App) -> Vec<Effect> {
    let clauses = target_clauses(app);
    let are_done = clauses.iter().all(|(clause, now)| *now == Status::Done && !is_undecided(app, clause, *now));
    let before = |app: &App, clause: &str| {
        app.pending.previous_status(clause).filter(|before| *before != Status::Done).unwrap_or(Status::Todo)
    };
    let after = |app: &App, clause: &str| if are_done { before(app, clause) } else { Status::Done };
    begin(app, clauses, after)
}

/// Sets the status of the target clauses.
pub(super) fn mark(app: &mut App, status: Status) -> Vec<Effect> {
    let clauses = target_clauses(app);
    begin(app, clauses, |_, _| status)
}

/// Returns the clauses that a command acts on: the picked ones, or else the one selected or on screen.
pub(super) fn targets(app: &mut App) -> Vec<Id> {
    let places: Vec<RecordRef> = match app.picked.is_empty() {
        true => app.target_record().into_iter().collect(),
        false => app.picked.iter().copied().collect(),
    };
    let clauses = places.into_iter().filter(|at| at.kind == Kind::Clause);
    let clauses: Vec<Id> = clauses.map(|at| app.catalog.id(at).to_owned()).collect();
    if clauses.is_empty() {
        say(app, text::ONLY_CLAUSES);
    }
    clauses
}

/// Returns the clauses that a command acts on, each with its status after all pending operations.
fn target_clauses(app: &mut App) -> Vec<(Id, Status)> {
    let clauses = targets(app).into_iter();
    clauses.map(|clause| (intended_status(app, &clause), clause)).map(|(now, clause)| (clause, now)).collect()
}

/// Returns the status of a clause after all pending operations.
pub(super) fn intended_status(app: &App, clause: &str) -> Status {
    app.pending.intended_status(clause).unwrap_or_else(|| app.state.status(clause))
}

/// Whether a status is shown that is not agreed upon: to set it once more decides.
fn is_undecided(app: &App, clause: &Id, status: Status) -> bool {
    app.state.status(clause) == status && app.state.is_disputed(clause, AnswerField::Status)
}

/// Returns what is to be said where a new value of any of some fields of clauses decides between those of several people; empty
/// elsewhere.
pub(super) fn settled<'a>(app: &App, set: impl IntoIterator<Item = (&'a Id, AnswerField)>) -> String {
    let is_disputed = set.into_iter().any(|(clause, field)| app.state.is_disputed(clause, field));
    if is_disputed { t(text::outcomes::SETTLED).to_owned() } else { String::new() }
}

/// Sets the status of clauses; those that have it already are skipped.
fn begin(app: &mut App, clauses: Vec<(Id, Status)>, after: impl Fn(&App, &str) -> Status) -> Vec<Effect> {
    let change = |(clause, before): (Id, Status)| StatusChange { after: after(app, &clause), clause, before };
    let is_change =
        |change: &StatusChange| change.before != change.after || is_undecided(app, &change.clause, change.after);
    let status_changes: Vec<StatusChange> = clauses.into_iter().map(change).filter(is_change).collect();
    if status_changes.is_empty() {
        return Vec::new();
    }
    let title = bulk_title(&status_changes);
    let is_bulk = status_changes.len() > ASKED_ABOVE;
    let changes = status_changes.iter().map(|change| Change::status(change.clause.as_str(), change.after)).collect();
    let said = settled(app, status_changes.iter().map(|change| (&change.clause, AnswerField::Status)));
    let pending = PendingOperation { status_changes, said, ..PendingOperation::default() };
    let act = Act { pending, operation: Operation::Record(changes) };
    if is_bulk {
        return asking::ask(app, Question { title, choices: vec![Choice::new(asked::RECORD, act)], editor: None });
    }
    asking::submit(app, act)
}

/// Returns the question about statuses of many clauses: how many of which become what.
fn bulk_title(status_changes: &[StatusChange]) -> String {
    let before = status_counts(status_changes.iter().map(|change| change.before));
    let after = status_counts(status_changes.iter().map(|change| change.after));
    let is_one = status_changes.iter().all(|change| change.after == status_changes[0].after);
    let after = if is_one { t(status_changes[0].after.name()).to_owned() } else { after };
    asked::bulk_status(status_changes.len(), &before, &after)
}

/// Undoes this person's last operation. One of an earlier run is asked about where another worklist was in use before: there
/// the key is easily meant for what was recorded in that one.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    let act = Act { pending: PendingOperation::default(), operation: Operation::Undo };
    let is_asked = app.state.accepts(&act.operation) && !app.pending.is_pending();
    match app.desk.last_act.clone().filter(|_| is_asked) {
        Some(LastAct { when, what }) => {
            let title = asked::undo_earlier(&app.name, &when);
            let choices = vec![Choice::new((asked::take_back(&what), asked::TAKE_BACK_READING), act)];
            asking::ask(app, Question { title, choices, editor: None })
        }
        None => asking::submit(app, act),
    }
}

/// Redoes the last operation that was undone.
pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    asking::submit(app, Act { pending: PendingOperation::default(), operation: Operation::Redo })
}

/// Brings back own records that are gone.
pub(super) fn restore(app: &mut App) -> Vec<Effect> {
    asking::submit(app, Act { pending: PendingOperation::default(), operation: Operation::Restore })
}

/// Turns the product or licence on screen on or off. A product with features asks which of them.
pub(super) fn toggle_in_use(app: &mut App) -> Vec<Effect> {
    let catalog = app.catalog.clone();
    match app.record().map(|at| catalog.record(at)) {
        Some(Record::Product(product)) => toggle_product(app, &catalog, product),
        Some(Record::Licence(licence)) => toggle_licence(app, &catalog, licence),
        _ => {
            say(app, using::NOT_USABLE);
            Vec::new()
        }
    }
}

/// Turns one product on or off, without its features.
pub(super) fn toggle_one(app: &mut App, id: &Id) -> Vec<Effect> {
    let catalog = app.catalog.clone();
    let in_use = InUse::of_profile(&catalog, app.state.profile());
    let is_used = in_use.ids().contains(id);
    let act = turn(app, &in_use, std::slice::from_ref(id), !is_used);
    asking::submit(app, act)
}

fn toggle_product(app: &mut App, catalog: &Catalog, product: &Product) -> Vec<Effect> {
    let in_use = InUse::of_profile(catalog, app.state.profile());
    let of_it = [product].into_iter().chain(features(catalog, product));
    let used: Vec<Id> = of_it.map(|one| one.id.clone()).filter(|id| in_use.ids().contains(id)).collect();
    let mut choices: Vec<Choice> =
        bundles(catalog, &in_use, product).iter().map(|bundle| turning_on(app, &in_use, bundle)).collect();
    if in_use.ids().contains(&product.id) {
        choices.insert(0, turning_off(app, &in_use, &used));
    } else if !used.is_empty() {
        choices.push(turning_off(app, &in_use, &used));
    }
    match choices.len() {
        1 => choices.pop().map_or_else(Vec::new, |only| asking::submit(app, only.act)),
        _ => {
            let one_by_one = (using::ONE_BY_ONE, Message::Desk(DeskDeed::Features(product.id.clone())));
            let others = Some(one_by_one).filter(|_| !features(catalog, product).is_empty());
            let question = Question { title: using::asked(product.title()), choices, editor: None };
            asking::ask_or(app, question, others)
        }
    }
}

/// Returns the choice to turn on a product with some of its features.
fn turning_on(app: &App, in_use: &InUse<'_>, bundle: &Bundle<'_>) -> Choice {
    let count = bundle.features.len();
    let (start, reading) = match bundle.kind {
        BundleKind::Alone => (t(using::ALONE).to_owned(), using::ALONE_READING),
        BundleKind::Licence(licence) => (using::with_licence(t(&licence.title), count), using::FEATURES_READING),
        BundleKind::All => (using::with_all(count), using::ALL_READING),
    };
    let features: Vec<&str> = bundle.features.iter().map(|product| product.title()).collect();
    let answer = fitted(app, start, &features, answer_room(app));
    Choice::new((answer, reading), turn(app, in_use, &bundle.ids, true))
}

/// Returns the choice to turn off a product and its features.
fn turning_off(app: &App, in_use: &InUse<'_>, ids: &[Id]) -> Choice {
    let answer = fitted(app, using::all_off(ids.len()), &names(app, ids), answer_room(app));
    Choice::new((answer, using::OFF_READING), turn(app, in_use, ids, false))
}

fn turn(app: &App, in_use: &InUse<'_>, ids: &[Id], on: bool) -> Act {
    let start = if on { using::turned_on(ids.len()) } else { using::turned_off(ids.len()) };
    let pending = PendingOperation {
        said: fitted(app, start, &names(app, ids), message_room(app)),
        ..PendingOperation::default()
    };
    Act { pending, operation: Operation::Record(in_use.changes(app.state.profile(), ids, on)) }
}

/// Turns a licence on or off.
pub(super) fn toggle_licence(app: &mut App, catalog: &Catalog, licence: &Licence) -> Vec<Effect> {
    let before = Chosen::from(app.state.profile());
    let on = !before.licences.contains(&licence.id);
    let mut after = before.clone();
    if on {
        after.licences.insert(licence.id.clone())
    } else {
        after.licences.remove(&licence.id)
    };
    let (before, after) = (InUse::of(catalog, &before), InUse::of(catalog, &after));
    let (less, more) = if on { (&before, &after) } else { (&after, &before) };
    let ids = more.products().iter().map(|used| used.product.id.clone());
    let changed: Vec<Id> = ids.filter(|id| !less.ids().contains(id)).collect();
    let start = using::licence_set(t(&licence.title), on);
    let said = match (changed.is_empty(), on) {
        (true, _) => joined([start.as_str(), using::NOTHING_CHANGES]),
        (false, true) => {
            let start = joined([start, using::turned_on(changed.len())]);
            fitted(app, start, &names(app, &changed), message_room(app))
        }
        (false, false) => {
            let start = joined([start, using::turned_off(changed.len())]);
            fitted(app, start, &names(app, &changed), message_room(app))
        }
    };
    let change = Change::profile(Edit::Licence { id: licence.id.clone(), on });
    let pending = PendingOperation { said, ..PendingOperation::default() };
    asking::submit(app, Act { pending, operation: Operation::Record(vec![change]) })
}

/// Returns the names of products.
fn names<'a>(app: &'a App, ids: &'a [Id]) -> Vec<&'a str> {
    ids.iter().map(|id| app.catalog.find(id).map_or(id.as_str(), |at| app.catalog.title(at))).collect()
}

/// Returns a sentence with as many names behind it as fit into so many cells.
fn fitted(app: &App, start: String, names: &[&str], room: usize) -> String {
    let left = room.saturating_sub(cells(&start, app.settings.ambiguous));
    start + &using::listed(names, left, app.settings.ambiguous)
}

/// Returns the cells of one answer in a list.
fn answer_room(app: &App) -> usize {
    usize::from(app.size.width).saturating_sub(ROOM_OF_ANSWERS)
}

/// Returns the cells of a message: two lines, the first of which may end early.
fn message_room(app: &App) -> usize {
    (usize::from(app.size.width) * 2).saturating_sub(ROOM_OF_MESSAGES)
}
