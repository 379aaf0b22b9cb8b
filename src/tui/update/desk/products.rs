//! The checkable list of products and licences: of the worklist in use, or of the form.

use crate::catalog::Record;
use crate::model::Id;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::{marking, navigation};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::worklist::{Change, Edit, InUse};

/// Folds or unfolds a family.
pub(super) fn fold(app: &mut App, family: String) -> Vec<Effect> {
    if !app.desk.unfolded.remove(&family) {
        app.desk.unfolded.insert(family);
    }
    navigation::keep_in_view(app);
    Vec::new()
}

/// Shows a product in the list, with its features below it.
pub(super) fn show(app: &mut App, id: &Id) -> Vec<Effect> {
    let product = app.catalog.products().find(|product| product.id == *id);
    app.desk.unfolded.extend(product.map(|product| product.family.clone()));
    let effects = super::visit(app, DeskScreen::Products);
    links::reveal_target(app, &LinkTarget::Desk(DeskDeed::Product(id.clone())));
    effects
}

/// Whether the list is that of the form, in which nothing is recorded yet.
fn is_of_form(app: &App) -> bool {
    app.jump_list.current().screen == Screen::Desk(DeskScreen::FormProducts)
}

/// Says that a product is used, or that it is not.
pub(super) fn toggle(app: &mut App, id: Id) -> Vec<Effect> {
    if !is_of_form(app) {
        return marking::toggle_one(app, &id);
    }
    let catalog = app.catalog.clone();
    let Some(form) = &mut app.desk.form else { return Vec::new() };
    let in_use = InUse::of_profile(&catalog, &form.profile);
    let on = !in_use.ids().contains(&id);
    let changes = in_use.changes(&form.profile, &[id], on);
    form.change_usage(&changes);
    Vec::new()
}

/// Says that a licence is there, or that it is not.
pub(super) fn toggle_licence(app: &mut App, id: Id) -> Vec<Effect> {
    // A row that is not checked any more must not vanish under the next key.
    if app.desk.unfolded.insert(text::desk::LICENCES.to_owned()) {
        links::reveal_target(app, &LinkTarget::Desk(DeskDeed::Licence(id.clone())));
    }
    let (catalog, is_of_form) = (app.catalog.clone(), is_of_form(app));
    if let Some(form) = app.desk.form.as_mut().filter(|_| is_of_form) {
        let on = !form.profile.licences.contains(&id);
        form.change_usage(&[Change::profile(Edit::Licence { id, on })]);
        return Vec::new();
    }
    match catalog.find(&id).map(|at| catalog.record(at)) {
        Some(Record::Licence(licence)) => marking::toggle_licence(app, &catalog, licence),
        _ => Vec::new(),
    }
}
