//! The progress of the worklist by status, party, volume and chapter, and which risks the products in use cover.

use crate::catalog::{Level, RecordRef};
use crate::language::{t, titled, tr};
use crate::model::Kind;
use crate::tui::app::App;
use crate::tui::app::jump_list::ListFilter;
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::pages::contents::ROOM_FOR_BARS;
use crate::tui::view::pages::{contents, coverage};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::settled_sentences;

/// Returns the page for a width.
pub(super) fn page(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let percent = Span::new(format!("{}% ", app.tally.percent()), TextRole::Title);
    page.headline(text::PROGRESS, (&app.name, &[]), vec![percent]);
    page.aside(&counted(app));
    settled_sentences(&app.catalog, &app.state).iter().for_each(|sentence| page.aside(sentence));
    page.blank();
    contents::statuses(&mut page, app, ListFilter::default(), &app.tally);
    parties(&mut page, app, width);
    coverage::summary(&mut page, app);
    headings(&mut page, app, width);
    page.finish()
}

/// Returns how many clauses are counted, and how many the profile leaves out.
fn counted(app: &App) -> String {
    let profile = app.state.profile();
    let pattern = profile.pattern.as_ref().map(|pattern| tr!("参照パターン {pattern}", pattern));
    let parties: Vec<_> = profile.parties.iter().map(|party| t(party.name())).collect();
    let party = (!parties.is_empty()).then(|| tr!("担当 {party}", party = parties.join(t("・"))));
    let editions = app.scope.is_narrowed().then(|| t(text::SCOPE).to_owned());
    let chosen: Vec<String> = [editions, pattern, party].into_iter().flatten().collect();
    text::counted(app.tally.total(), app.scope.left_out_by_profile(), &chosen.join(t("、")))
}

fn parties(page: &mut PageBuilder, app: &App, width: u16) {
    page.heading("担当ごと", text::PARTY_REMARK);
    for (party, tally) in app.progress().by_party() {
        let target = LinkTarget::List(ListFilter { party: Some(party), ..ListFilter::default() });
        let link = LinkText { title: titled(party.name()), ..contents::plain(target) };
        page.row(link, 0, contents::summary(&tally, width >= ROOM_FOR_BARS));
    }
}

fn headings(page: &mut PageBuilder, app: &App, width: u16) {
    page.heading("編・章ごと", "");
    let progress = app.progress();
    for (index, node) in app.catalog.tree().nodes().iter().enumerate() {
        let tally = progress.below(node);
        if !matches!(node.level, Level::Volume | Level::Chapter) || tally.total() == 0 {
            continue;
        }
        let at = RecordRef::new(Kind::Node, index);
        let target = LinkTarget::List(ListFilter { node: Some(at), ..ListFilter::default() });
        let link = LinkText { title: node.heading(), ..contents::plain(target) };
        page.row(link, node.level as usize - Level::Volume as usize, contents::summary(&tally, width >= ROOM_FOR_BARS));
    }
}
