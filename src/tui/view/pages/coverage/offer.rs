//! What a licence brings, and what the next one up would add.

use crate::catalog::{Cover, RecordRef};
use crate::model::Licence;
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, PageBuilder, Span};
use crate::tui::view::pages::parts;
use crate::tui::view::theme::TextRole;
use crate::tui::view::{text, using};
use crate::worklist::{Brought, Gain, RiskGain};

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
    page.fact("含まれる製品", &Brought::by(catalog, licence).count());
    page.fact("条項", &format!("主な製品が当たるもの {} 件", gain.clauses.len()));
    let partly = gain.risks.len() - closed;
    page.fact("リスク", &format!("{} {closed} 件、{} {partly} 件", Cover::Full.name(), Cover::Partial.name()));
    for (next, gain) in Gain::next_up(catalog, std::slice::from_ref(&licence.id)) {
        step(page, next, &gain);
    }
}

/// Adds how much the next licence up would add.
fn step(page: &mut PageBuilder, next: &Licence, gain: &Gain<'_>) {
    page.heading(&using::with(&next.title), text::OPINION);
    let products: Vec<&str> = gain.products.iter().map(|product| product.name_ja.as_str()).collect();
    page.fact("加わる製品", format!("{} 件  {}", products.len(), products.join("、")).trim_end());
    page.fact("条項", &format!("主な製品が新しく当たるもの {} 件", gain.clauses.len()));
    page.fact("リスク", &format!("低減が進むもの {} 件", gain.risks.len()));
}

/// Adds links to the risks and clauses that the licence covers, and to those that the next one up would.
pub(in crate::tui::view::pages) fn links(page: &mut PageBuilder, app: &App, licence: &Licence) {
    let gain = Gain::of_licence(&app.catalog, licence);
    let risk = |how: String, one: &RiskGain<'_>| LinkText { how, ..parts::link(app, one.at) };
    let clause = |at: &RecordRef| parts::link(app, *at);
    let risks = gain.risks.iter().map(|one| risk(one.after.name().to_owned(), one));
    page.links("含まれる製品が当たるリスク", text::OPINION, risks.collect());
    page.links("含まれる製品が主に当たる条項", text::OPINION, gain.clauses.iter().map(clause).collect());
    for (next, gain) in Gain::next_up(&app.catalog, std::slice::from_ref(&licence.id)) {
        let with = using::with(&next.title);
        let step = |one: &RiskGain<'_>| risk(format!("{} → {}", one.before.name(), one.after.name()), one);
        page.links(&format!("{with}低減が進むリスク"), text::OPINION, gain.risks.iter().map(step).collect());
        page.links(&format!("{with}新しく当たる条項"), text::OPINION, gain.clauses.iter().map(clause).collect());
    }
}
