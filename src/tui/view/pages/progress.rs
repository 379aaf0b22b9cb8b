//! The progress of the worklist by status, party, volume and chapter, and which risks the products in use cover.

use crate::catalog::{Cover, Coverage, Level, Record, RecordRef};
use crate::model::{Id, Kind, Risk};
use crate::text::width::pad;
use crate::tui::app::App;
use crate::tui::app::jump_list::ListFilter;
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::pages::contents;
use crate::tui::view::pages::contents::ROOM_FOR_BARS;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Returns the page for a width.
pub(super) fn page(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let percent = Span::new(format!("{}% ", app.tally.percent()), TextRole::Title);
    page.headline(text::PROGRESS, (&app.name, &[]), vec![percent]);
    page.aside(&counted(app));
    page.blank();
    contents::statuses(&mut page, app, ListFilter::default(), &app.tally);
    parties(&mut page, app, width);
    risks(&mut page, app);
    headings(&mut page, app, width);
    page.finish()
}

/// Returns how many clauses are counted, and how many the profile leaves out.
fn counted(app: &App) -> String {
    let profile = app.state.profile();
    let pattern = profile.pattern.as_ref().map(|pattern| format!("参照パターン {pattern}"));
    let parties: Vec<_> = profile.parties.iter().map(|party| party.name()).collect();
    let party = (!parties.is_empty()).then(|| format!("担当 {}", parties.join("・")));
    let chosen: Vec<String> = [pattern, party].into_iter().flatten().collect();
    text::counted(app.tally.total(), app.scope.left_out_by_profile(), &chosen.join("、"))
}

fn parties(page: &mut PageBuilder, app: &App, width: u16) {
    page.heading("担当ごと", text::PARTY_REMARK);
    for (party, tally) in app.progress().by_party() {
        let target = LinkTarget::List(ListFilter { party: Some(party), ..ListFilter::default() });
        let link = LinkText { title: party.name().to_owned(), ..contents::plain(target) };
        page.row(link, 0, contents::summary(&tally, width >= ROOM_FOR_BARS));
    }
}

fn risks(page: &mut PageBuilder, app: &App) {
    let in_use = &app.state.profile().products;
    page.heading(&text::coverage(in_use.len()), text::OPINION);
    if in_use.is_empty() {
        page.paragraph(text::NO_PRODUCTS, TextRole::Quiet, &[]);
    }
    for cover in Cover::ALL {
        let count = covered(app, cover).len();
        let title = format!("{} リスク {count} 件", pad(cover.name(), 12, app.settings.ambiguous));
        page.row(LinkText { title, ..contents::plain(LinkTarget::Coverage(cover)) }, 0, Vec::new());
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

/// Returns the risks with this coverage by the products in use.
fn covered(app: &App, cover: Cover) -> Vec<(RecordRef, &Risk, Coverage)> {
    let in_use = &app.state.profile().products;
    let risks = app.catalog.all(Kind::Risk).zip(app.catalog.risks());
    let with = risks.map(|(at, risk)| (at, risk, Coverage::of(risk, in_use)));
    with.filter(|(.., coverage)| coverage.cover == cover).collect()
}

/// Returns the page of the risks with this coverage.
pub(super) fn coverage_page(app: &App, cover: Cover, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let risks = covered(app, cover);
    page.headline("リスク", (cover.name(), &[]), vec![Span::new(format!("{} 件 ", risks.len()), TextRole::Title)]);
    page.aside(text::COVERAGE_MEANING);
    let link = |(at, risk, coverage): (RecordRef, &Risk, Coverage)| LinkText {
        title: risk.title.clone(),
        aside: format!("({})", risk.category),
        how: how(app, &coverage),
        ..contents::plain(LinkTarget::Record(at))
    };
    page.links(cover.name(), text::OPINION, risks.into_iter().map(link).collect());
    page.finish()
}

/// Returns which functions are missing, which are met, and by which products.
fn how(app: &App, coverage: &Coverage) -> String {
    let functions = |of: &[crate::model::Function]| of.iter().map(|one| one.name()).collect::<Vec<_>>().join("・");
    let name = |id: &Id| match app.catalog.find(id).map(|at| app.catalog.record(at)) {
        Some(Record::Product(product)) => product.name_ja.clone(),
        _ => id.clone(),
    };
    let products: Vec<String> = coverage.products.iter().map(name).collect();
    let parts = [
        ("足りない機能", functions(&coverage.missing)),
        ("満たす機能", functions(&coverage.met)),
        ("使っている製品", products.join("、")),
    ];
    let said = parts.iter().filter(|(_, what)| !what.is_empty()).map(|(name, what)| format!("{name}: {what}"));
    said.collect::<Vec<_>>().join("  ")
}
