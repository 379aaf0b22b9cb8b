//! Another worklist takes the place of the one in use.

use crate::tui::app::App;
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::jump_list::Screen;
use crate::tui::app::pending::PendingOperations;
use crate::tui::update::effect::Effect;
use crate::tui::update::notice::say;
use crate::tui::update::{asking, catalog, field_editing, list, navigation, outcome};
use crate::tui::view::text;
use crate::worklist::State;

/// Prepares for leaving the worklist in use: what is typed is kept as its draft, and what is asked about it is given up.
pub fn leave_worklist(app: &mut App) -> Vec<Effect> {
    asking::give_up(app);
    let effects = field_editing::leave(app);
    app.overlay = None;
    effects
}

/// Shows another worklist in the place of the one in use. Nothing of that one stays: neither picked rows, nor what can be
/// taken back by a key, nor how its evidence stood.
pub fn take_worklist(app: &mut App, name: String, state: State) -> Vec<Effect> {
    app.desk.doing = None;
    app.desk.checked = None;
    app.desk.merge = None;
    app.desk.form.take_if(|form| form.of.is_some() && !form.is_touched());
    app.pending = PendingOperations::default();
    app.picked.clear();
    app.kept_rows.clear();
    app.name = name;
    let selected = app.target_record();
    outcome::count(app, state);
    if let Screen::List(_) = app.jump_list.current().screen {
        list::select(app, selected);
    }
    app.notice = None;
    catalog::tell_absent(app, &[]);
    if app.notice.is_none() {
        say(app, &text::desk::switched(&app.name));
    }
    app.search.asks_again = true;
    let mut effects = crate::tui::update::search::search(app);
    effects.push(Effect::Desk(DeskTask::List));
    navigation::keep_in_view(app);
    effects
}
