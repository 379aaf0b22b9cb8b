//! The page of a term.

use crate::catalog::{Record, RecordRef};
use crate::model::{Kind, Term};
use crate::search::Part;
use crate::tui::app::App;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder};
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, term: &Term) {
    parts::headline(page, app, at, vec![]);
    page.heading(text::SUMMARY, "");
    page.paragraph(&term.definition, TextRole::Text, &parts::highlights(app, at, Part::Gist));
    page.blank();
    parts::facts(page, app, &Record::Term(term));
    page.links("この語を扱う条項", "", clauses(app, at, term));
    for (heading, kind) in [("リスク", Kind::Risk), ("製品・機能", Kind::Product)] {
        page.links(heading, "", parts::links(app, at, kind));
    }
    parts::related_links(page, app, at);
    page.heading("出典", "");
    page.fact("記録の ID", &term.id);
}

/// Returns the clauses that name the term or that it names.
fn clauses(app: &App, at: RecordRef, term: &Term) -> Vec<LinkText> {
    let mut found = parts::links(app, at, Kind::Clause);
    for (clause, to) in app.catalog.clauses().zip(app.catalog.all(Kind::Clause)) {
        let names = clause.terms.iter().any(|word| *word == term.term || term.synonyms.contains(word));
        if names && found.iter().all(|link| link.target != LinkTarget::Record(to)) {
            found.push(parts::link(app, to));
        }
    }
    found
}
