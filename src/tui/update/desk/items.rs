//! The own items of the worklist in use: added, changed and withdrawn.

use crate::failure::Failure;
use crate::language::t;
use crate::model::{Id, OwnItem, Party};
use crate::tui::app::App;
use crate::tui::app::desk::prompt::{DeskAsked, DeskPrompt};
use crate::tui::app::desk::{DeskDeed, ItemDeed};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::palette::Palette;
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::question::{Act, Choice, Question};
use crate::tui::input::keymap::Mode;
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, field_editing};
use crate::tui::view::text::{items, outcomes};
use crate::worklist::{Change, Edit, NewItem, Operation, WorklistError};

/// Asks for the title of a new item.
pub(in crate::tui::update) fn add(app: &mut App) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    if takes_records(app) {
        let offered = app.desk.typed.get(items::NEW).cloned().unwrap_or_default();
        // What was typed last and is there was recorded.
        let is_there = app.state.marks().any(|(_, mark)| mark.item_title == offered);
        ask(app, DeskAsked::NewItem, if is_there { "" } else { &offered });
    }
    effects
}

/// Whether records are accepted, so that nobody types in vain; if not, it is said.
pub(super) fn takes_records(app: &mut App) -> bool {
    let is_so = app.state.takes_records();
    if !is_so {
        app.notice = Some(Failure::from(WorklistError::Archived(app.name.clone())).into());
    }
    is_so
}

/// Says that no own item is selected.
fn say_none_here(app: &mut App) {
    let said = items::none_here(app.keymap.key_for(Mode::List, "add-item"));
    say(app, &said);
}

/// Lets the person choose what to do with the own item that is selected or on screen.
pub(in crate::tui::update) fn edit(app: &mut App) -> Vec<Effect> {
    let effects = field_editing::leave(app);
    let id = app.target_record().map(|at| app.catalog.id(at).to_owned()).unwrap_or_default();
    let Some(item) = app.state.item(&id) else {
        say_none_here(app);
        return effects;
    };
    if !takes_records(app) {
        return effects;
    }
    let party = |party: &Party| {
        let title = items::party(*party, item.parties.contains(party));
        (title, items::PARTY_READING, ItemDeed::Party(*party))
    };
    let texts = [(items::TITLE, ItemDeed::Title), (items::TEXT, ItemDeed::Text)];
    let texts = texts.into_iter().map(|((title, reading), deed)| (t(title).to_owned(), reading, deed));
    let withdraw = (t(items::WITHDRAW.0).to_owned(), items::WITHDRAW.1, ItemDeed::Withdraw);
    let choices = texts.chain(Party::ALL.iter().map(party)).chain([withdraw]);
    let choices =
        choices.map(|(title, reading, deed)| (title, reading, Message::Desk(DeskDeed::Item(item.id.clone(), deed))));
    app.overlay = Some(Overlay::Palette(Palette::answers(items::named(&item), choices)));
    effects
}

/// Does what was chosen.
pub(super) fn perform(app: &mut App, id: Id, deed: ItemDeed) -> Vec<Effect> {
    let Some(item) = app.state.item(&id) else {
        say_none_here(app);
        return Vec::new();
    };
    match deed {
        ItemDeed::Title => ask(app, DeskAsked::ItemTitle(id), &item.title),
        ItemDeed::Text => ask(app, DeskAsked::ItemText(id), &item.text),
        ItemDeed::Party(party) => {
            let edit = Edit::ItemParty { id: party, on: !item.parties.contains(&party) };
            return record(app, &item, edit);
        }
        ItemDeed::Withdraw => {
            let act = act(app, &item, Edit::ItemWithdrawn(true));
            let question = Question {
                title: items::withdraw_asked(&item),
                choices: vec![Choice::new(items::WITHDRAW, act)],
                editor: None,
            };
            return asking::ask(app, question);
        }
    }
    Vec::new()
}

/// Takes in what was typed for an item.
pub(super) fn typed(app: &mut App, asked: DeskAsked, typed: String) -> Vec<Effect> {
    app.overlay = None;
    match asked {
        DeskAsked::NewItem => {
            // Of the same title again, which was not recorded, the text is offered too.
            let before = app.desk.typed.insert(items::NEW, typed.clone());
            let text = app.desk.typed.get(items::WHAT).cloned().filter(|_| before.as_ref() == Some(&typed));
            ask(app, DeskAsked::NewItemText(typed), &text.unwrap_or_default());
            Vec::new()
        }
        DeskAsked::NewItemText(title) => {
            app.desk.typed.insert(items::WHAT, typed.clone());
            let said = items::added(&title);
            let pending = PendingOperation { said, is_said: true, ..PendingOperation::default() };
            let item = NewItem { title, text: typed, parties: Vec::new() };
            asking::submit(app, Act { pending, operation: Operation::AddItems(vec![item]) })
        }
        DeskAsked::ItemTitle(id) => changed(app, &id, |_| Edit::ItemTitle(typed)),
        // A text of several lines that was only looked at keeps its lines.
        DeskAsked::ItemText(id) => changed(app, &id, |item| {
            let is_as_before = DeskPrompt::new(DeskAsked::NewItem, &item.text).input.text().trim() == typed;
            Edit::ItemText(if is_as_before { item.text.clone() } else { typed })
        }),
        DeskAsked::Name
        | DeskAsked::Text(_)
        | DeskAsked::CopyName(..)
        | DeskAsked::Folder
        | DeskAsked::Filled
        | DeskAsked::FilledBy
        | DeskAsked::Out(_)
        | DeskAsked::Sheet
        | DeskAsked::Vendor
        | DeskAsked::System
        | DeskAsked::Round
        | DeskAsked::NewEvidence
        | DeskAsked::Evidence(..) => Vec::new(),
    }
}

fn ask(app: &mut App, asked: DeskAsked, offered: &str) {
    app.overlay = Some(Overlay::Desk(DeskPrompt::new(asked, offered)));
}

fn changed(app: &mut App, id: &str, edit: impl FnOnce(&OwnItem) -> Edit) -> Vec<Effect> {
    match app.state.item(id) {
        Some(item) => {
            let edit = edit(&item);
            record(app, &item, edit)
        }
        None => {
            say_none_here(app);
            Vec::new()
        }
    }
}

/// Records a change of an item; what is as it was is no change.
fn record(app: &mut App, item: &OwnItem, edit: Edit) -> Vec<Effect> {
    if app.state.has(Change::clause(item.id.as_str(), edit.clone())) {
        say(app, &outcomes::unchanged(edit.field().name()));
        return Vec::new();
    }
    let act = act(app, item, edit);
    asking::submit(app, act)
}

fn act(app: &App, item: &OwnItem, edit: Edit) -> Act {
    let said = items::changed(item, &edit, app.key_below("undo-mark"));
    let pending = PendingOperation { said, is_said: true, ..PendingOperation::default() };
    Act { pending, operation: Operation::Record(vec![Change::clause(item.id.as_str(), edit)]) }
}
