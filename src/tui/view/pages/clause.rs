//! The page of a clause.

use crate::catalog::{Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Clause, Id, Kind, Mapping, Status, Term, is_own_item};
use crate::search::Part;
use crate::sheet::terms;
use crate::tui::app::App;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder, Span};
use crate::tui::view::pages::{cloud, entry, packs, parts};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud::clause_parts;
use crate::workspace::editions::partial_note;
use crate::workspace::packs::repeats_original;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, clause: &Clause) {
    parts::headline(page, app, at, vec![status(app, at, clause)]);
    page.aside(&place(app, clause));
    partial_note(&app.catalog, &clause.chapter).iter().for_each(|note| page.aside(note));
    packs::originals(page, app, at);
    if !repeats_original(&app.catalog, at) {
        page.heading(parts::words_heading(app, at), "");
        page.paragraph(&clause.gist, TextRole::Text, &parts::highlights(app, at, Part::Gist));
    }
    page.blank();
    cloud::availability(page, app, &clause.id);
    cloud::main_products(page, app, at);
    entry::brief(page, app, clause);
    page.links("背景のリスク", text::OPINION, parts::links(app, at, Kind::Risk));
    entry::compose(page, app, at, clause);
    facts(page, app, clause);
    cloud::add(page, app, clause_parts(&app.catalog, at, clause));
    if let Some(mapping) = app.catalog.mapping(&clause.id) {
        inspection(page, mapping);
    }
    packs::stated(page, app, at);
    page.links("関連する条項", "", parts::links(app, at, Kind::Clause));
    page.links("テーマ", text::OPINION, parts::links(app, at, Kind::Theme));
    page.links("公式の Q&A", "", parts::links(app, at, Kind::Question));
    page.links("用語", "", terms(app, at, clause));
    page.links("改定", "", parts::links(app, at, Kind::Revision));
    page.links("目次", "", chapter(app, clause));
    packs::whole_originals(page, app, at);
    parts::provenance(page, app, at, &clause.provenance);
}

/// Returns the status of a clause, or that the worklist does not count it.
pub fn status(app: &App, at: RecordRef, clause: &Clause) -> Span {
    called(app, at, clause, (|status: Status| t(status.name()), t(text::NOT_COUNTED)))
}

/// Returns the same where there is little room.
pub fn short_status(app: &App, at: RecordRef, clause: &Clause) -> Span {
    called(app, at, clause, (terms::short_status, "-"))
}

fn called(app: &App, at: RecordRef, clause: &Clause, (name, none): (fn(Status) -> &'static str, &str)) -> Span {
    let status = app.state.status(&clause.id);
    if app.scope.counts(at) || app.state.mark(&clause.id).is_some() {
        Span::new(format!("[{}]", name(status)), TextRole::of_status(status))
    } else {
        Span::new(format!("[{none}]"), TextRole::Quiet)
    }
}

/// Returns the path of headings above a clause, from the guideline down.
fn place(app: &App, clause: &Clause) -> String {
    let mut names: Vec<String> = app.catalog.tree().steps(&clause.chapter).iter().map(|node| node.heading()).collect();
    if let (Some(first), Some(guideline)) = (names.first_mut(), app.catalog.guideline_of(clause)) {
        *first = guideline.shown_short();
    }
    if !clause.section.is_empty() {
        names.push(clause.section.clone());
    }
    if !clause.heading.is_empty() {
        names.push(clause.heading.clone());
    }
    names.join(" > ")
}

fn facts(page: &mut PageBuilder, app: &App, clause: &Clause) {
    page.heading("担当と要点", "");
    if let Some(mapping) = app.catalog.mapping(&clause.id) {
        let parties: Vec<_> = mapping.party.iter().map(|party| t(party.name())).collect();
        let explanatory = if mapping.explanatory { tr!("  (説明の項。数えません)") } else { "" };
        let (share, nature) = (mapping.cloud_share.name(), mapping.nature.name());
        let cloud = tr!("   クラウド {share}   性質 {nature}", share, nature);
        // Nobody has judged the cloud's half of an own item.
        let cloud = if is_own_item(&clause.id) { "" } else { &cloud };
        let who = format!("{}{cloud}{explanatory}", parties.join(t("・")));
        page.fact(terms::PARTY, &who);
    }
    parts::facts(page, app, &Record::Clause(clause));
    if !clause.likely_item.is_empty() {
        page.fact_as(
            "番号の推定",
            &tr!("{number} (確かめられていません)", number = clause.likely_item),
            TextRole::Unverified,
        );
    }
}

fn inspection(page: &mut PageBuilder, mapping: &Mapping) {
    for (heading, items) in [("確認観点", &mapping.checks), ("証跡例", &mapping.evidence)] {
        if !items.is_empty() {
            page.heading(heading, text::OPINION);
            items.iter().for_each(|item| page.item(item));
        }
    }
}

/// Returns the terms that the clause uses, and those linked to the clause.
fn terms(app: &App, at: RecordRef, clause: &Clause) -> Vec<LinkText> {
    let means = |term: &Term, word: &String| term.term == *word || term.synonyms.contains(word);
    let mut found = parts::links(app, at, Kind::Term);
    for (term, to) in app.catalog.terms().zip(app.catalog.all(Kind::Term)) {
        if clause.terms.iter().any(|word| means(term, word))
            && found.iter().all(|link| link.target != LinkTarget::Record(to))
        {
            found.push(parts::link(app, to));
        }
    }
    found
}

fn chapter(app: &App, clause: &Clause) -> Vec<LinkText> {
    let path = app.catalog.tree().steps(&clause.chapter);
    let ids: Vec<&Id> = path.iter().rev().map(|node| &node.id).collect();
    ids.into_iter().filter_map(|id| app.catalog.find(id)).map(|at| parts::link(app, at)).collect()
}
