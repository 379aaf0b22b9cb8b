//! Whether a product is in use and why, as its page says it.

use crate::language::t;
use crate::model::Product;
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::theme::TextRole;
use crate::tui::view::{text, using};
use crate::worklist::InUse;

/// Returns a label if the product is in use.
pub(in crate::tui::view::pages) fn label(app: &App, product: &Product) -> Vec<Span> {
    let is_in_use = InUse::of_profile(&app.catalog, app.state.profile()).ids().contains(&product.id);
    is_in_use.then(|| Span::new(t(text::IN_USE), TextRole::Done)).into_iter().collect()
}

/// Adds whether the product is in use and why.
pub(in crate::tui::view::pages) fn compose(page: &mut PageBuilder, app: &App, product: &Product) {
    let in_use = InUse::of_profile(&app.catalog, app.state.profile());
    let key = app.keymap.key_for(Mode::Record, "toggle-in-use");
    page.fact("使用", &using::use_of(&in_use, product, key));
}
