//! What a licence brings, and what the next one up would add.

use crate::catalog::RecordRef;
use crate::language::{t, tr};
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
    has_it.then(|| Span::new(t(using::HAVE), TextRole::Done)).into_iter().collect()
}

/// What the page of a licence says of it, computed once.
pub(in crate::tui::view::pages) struct Offer<'a> {
    licence: &'a Licence,
    gain: Gain<'a>,
    next: Vec<(&'a Licence, Gain<'a>)>,
}

impl<'a> Offer<'a> {
    /// Returns what a licence brings, and what the next ones would add.
    pub(in crate::tui::view::pages) fn of(app: &'a App, licence: &'a Licence) -> Self {
        let gain = Gain::of_licence(&app.catalog, &app.scope, licence);
        let next = Gain::next_up(&app.catalog, &app.scope, std::slice::from_ref(&licence.id));
        Self { licence, gain, next }
    }

    /// Adds whether the facility has the licence, how much it brings, and how much the next ones would add.
    pub(in crate::tui::view::pages) fn facts(&self, page: &mut PageBuilder, app: &App) {
        let has_it = app.state.profile().licences.contains(&self.licence.id);
        page.blank();
        page.fact("使用", &using::licence(has_it, app.keymap.key_for(Mode::Record, "toggle-in-use")));
        for (name, what) in self.gain.brought(&app.catalog, self.licence) {
            page.fact(name, &what);
        }
        for (next, gain) in &self.next {
            page.heading(&Gain::heading(next), text::OPINION);
            let products: Vec<&str> = gain.products.iter().map(|product| product.title()).collect();
            let [(name, count), clauses, risks] = gain.added();
            page.fact(name, format!("{count}  {}", products.join(t("、"))).trim_end());
            for (name, what) in [clauses, risks] {
                page.fact(name, &what);
            }
        }
    }

    /// Adds links to the risks and clauses that it covers, and to those that the next ones would.
    pub(in crate::tui::view::pages) fn links(&self, page: &mut PageBuilder, app: &App) {
        let risk = |how: String, one: &RiskGain<'_>| LinkText { how, ..parts::link(app, one.at) };
        let clause = |at: &RecordRef| parts::link(app, *at);
        let risks = self.gain.risks.iter().map(|one| risk(t(one.after.name()).to_owned(), one));
        page.links("含まれる製品が当たるリスク", text::OPINION, risks.collect());
        page.links("含まれる製品が主に当たる条項", text::OPINION, self.gain.clauses.iter().map(clause).collect());
        for (next, gain) in &self.next {
            let with = Gain::heading(next);
            let step = |one: &RiskGain<'_>| risk(format!("{} → {}", t(one.before.name()), t(one.after.name())), one);
            page.links(&tr!("{with}低減が進むリスク", with), text::OPINION, gain.risks.iter().map(step).collect());
            page.links(&tr!("{with}新しく当たる条項", with), text::OPINION, gain.clauses.iter().map(clause).collect());
        }
    }
}
