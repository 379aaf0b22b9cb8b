//! What a licence brings, and what the next one up would add.

use crate::catalog::{Cover, RecordRef};
use crate::model::Licence;
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, PageBuilder, Span};
use crate::tui::view::pages::parts;
use crate::tui::view::theme::TextRole;
use crate::tui::view::{text, using};
use crate::worklist::{Gain, RiskGain};

/// Returns a label if the facility has the licence.
pub(in crate::tui::view::pages) fn label(app: &App, licence: &Licence) -> Vec<Span> {
    let has_it = app.state.profile().licences.contains(&licence.id);
    has_it.then(|| Span::new(using::HAVE, TextRole::Done)).into_iter().collect()
}

/// Adds whether the facility has the licence, how much it brings, and what the next one up would add.
pub(in crate::tui::view::pages) fn compose(page: &mut PageBuilder, app: &App, licence: &Licence) {
    let catalog = &*app.catalog;
    let gain = Gain::of_licence(catalog, licence);
    let has_it = app.state.profile().licences.contains(&licence.id);
    page.blank();
    page.fact("使用", &using::licence(has_it, app.keymap.key_for(Mode::Record, "toggle-in-use")));
    let closed = gain.closed().count();
    page.fact("含む製品", &format!("{} 件", gain.products.len()));
    page.fact("条項", &format!("主な製品が当たるもの {} 件", gain.clauses.len()));
    let partly = gain.risks.len() - closed;
    page.fact("リスク", &format!("{} {closed} 件、{} {partly} 件", Cover::Full.name(), Cover::Partial.name()));
    for (next, gain) in Gain::next_up(catalog, std::slice::from_ref(&licence.id)) {
        step(page, app, next, &gain);
    }
}

/// Adds what the next licence up would add.
fn step(page: &mut PageBuilder, app: &App, next: &Licence, gain: &Gain<'_>) {
    page.heading(&using::with(&next.title), text::OPINION);
    let products: Vec<&str> = gain.products.iter().map(|product| product.name_ja.as_str()).collect();
    page.fact("加わる製品", &counted(&products.len().to_string(), &products.join("、")));
    let clauses: Vec<String> = gain.clauses.iter().map(|at| app.catalog.label(*at)).collect();
    page.fact("条項", &counted(&format!("主な製品が新しく当たるもの {}", clauses.len()), &clauses.join("、")));
    page.fact("リスク", &format!("低減が進むもの {} 件", gain.risks.len()));
    for one in &gain.risks {
        page.item(&format!("{} → {}: {}", one.before.name(), one.after.name(), one.risk.title));
    }
}

fn counted(count: &str, names: &str) -> String {
    if names.is_empty() { format!("{count} 件") } else { format!("{count} 件  {names}") }
}

/// Adds links to the risks and clauses that the licence covers.
pub(in crate::tui::view::pages) fn links(page: &mut PageBuilder, app: &App, licence: &Licence) {
    let gain = Gain::of_licence(&app.catalog, licence);
    let risk = |one: &RiskGain<'_>| LinkText { how: one.after.name().to_owned(), ..parts::link(app, one.at) };
    page.links("含まれる製品が当たるリスク", text::OPINION, gain.risks.iter().map(risk).collect());
    let clause = |at: &RecordRef| parts::link(app, *at);
    page.links("含まれる製品が主に当たる条項", text::OPINION, gain.clauses.iter().map(clause).collect());
}
