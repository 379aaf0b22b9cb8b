//! What covers the risks and the chapters: Microsoft, the products in use, those that could be had, and the organisation.

pub(super) mod offer;
pub(super) mod usage;

use crate::catalog::Cover;
use crate::language::{t, tr};
use crate::text::width::{cells, pad};
use crate::tui::app::App;
use crate::tui::app::jump_list::DeskScreen;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::pages::contents;
use crate::tui::view::theme::TextRole;
use crate::tui::view::{text, using};
use crate::worklist::{ChapterCover, GUIDE, InUse, RiskCover, halves};

/// Adds the part of the progress about the products in use: the degrees of cover, each leading to its risks.
pub(super) fn summary(page: &mut PageBuilder, app: &App) {
    let in_use = InUse::of_profile(&app.catalog, app.state.profile());
    let risks = halves::risks(&app.catalog, &in_use, false);
    page.heading(&using::coverage(in_use.products().len()), text::OPINION);
    if in_use.products().is_empty() {
        let key = app.keymap.key_for(Mode::Record, "toggle-in-use");
        page.paragraph(&using::no_products(key), TextRole::Quiet, &[]);
    }
    degrees(page, app, &risks);
    let title = t(using::CHAPTERS).to_owned();
    page.row(LinkText { title, ..contents::plain(LinkTarget::Chapters) }, 0, Vec::new());
    page.row(contents::screen(text::charts::RISKS, DeskScreen::Risks), 0, Vec::new());
    let licences: Vec<&str> = in_use.licences().iter().map(|licence| t(&licence.title)).collect();
    page.fact("エディション", &licences.join(t("、")));
    if !licences.is_empty() {
        page.aside(t(GUIDE));
    }
    for remark in in_use.remarks() {
        page.paragraph(&remark, TextRole::Unverified, &[]);
    }
}

/// Adds the degrees of cover, each leading to its risks.
pub(super) fn degrees(page: &mut PageBuilder, app: &App, risks: &[RiskCover<'_>]) {
    let name = |cover: Cover| t(cover.name());
    let width = Cover::ALL.map(|cover| cells(name(cover), app.settings.ambiguous)).into_iter().fold(12, usize::max);
    for cover in Cover::ALL {
        let count = risks.iter().filter(|risk| risk.coverage.cover == cover).count();
        let title = tr!("{cover} リスク {count} 件", cover = pad(name(cover), width, app.settings.ambiguous), count);
        let meaning = Span::new(format!("{} ", t(using::short_meaning(cover))), TextRole::Quiet);
        page.row(LinkText { title, ..contents::plain(LinkTarget::Coverage(cover)) }, 0, vec![meaning]);
    }
}

/// Returns the page of the risks that are covered so far.
pub(super) fn risks_page(app: &App, cover: Cover, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let in_use = InUse::of_profile(&app.catalog, app.state.profile());
    let mut risks = halves::risks(&app.catalog, &in_use, false);
    risks.retain(|risk| risk.coverage.cover == cover);
    let count = Span::new(tr!("{count} 件 ", count = risks.len()), TextRole::Title);
    page.headline("リスク", (t(cover.name()), &[]), vec![count]);
    for cover in Cover::ALL {
        page.aside(&using::meaning(cover));
    }
    page.aside(t(GUIDE));
    if !risks.is_empty() {
        page.heading(&text::count(cover.name(), risks.len()), text::OPINION);
    }
    for risk in &risks {
        let link = LinkText { title: risk.risk.title.clone(), ..contents::plain(LinkTarget::Record(risk.at)) };
        page.row(link, 0, counts(risk));
    }
    for risk in &risks {
        details(&mut page, app, risk);
    }
    page.finish()
}

/// Returns how many measures and products stand against a risk, for the right end of its row.
fn counts(risk: &RiskCover<'_>) -> Vec<Span> {
    let (measures, used, available) = (risk.measures.len(), risk.coverage.products.len(), risk.available.len());
    let [measures, used, available] = [measures, used, available].map(|number| format!("{number:>2}"));
    vec![Span::new(
        tr!("措置 {measures}  使用中 {used}  使える {available} ", measures, used, available),
        TextRole::Quiet,
    )]
}

/// Adds both halves of the cover of one risk.
fn details(page: &mut PageBuilder, app: &App, cover: &RiskCover<'_>) {
    let RiskCover { risk, coverage, .. } = cover;
    let functions =
        |of: &[crate::model::Function]| of.iter().map(|one| t(one.name())).collect::<Vec<_>>().join(t("・"));
    let title = |at| app.catalog.title(at);
    let measures: Vec<&str> = cover.measures.iter().map(|at| title(*at)).collect();
    let used: Vec<&str> = coverage.products.iter().filter_map(|id| app.catalog.find(id)).map(title).collect();
    let available: Vec<&str> = cover.available.iter().map(|product| product.title()).collect();
    let measures = if measures.is_empty() { cover.no_measure() } else { measures.join(t("、")) };
    page.heading(&risk.title, "");
    for (name, what) in [
        ("措置", measures),
        ("使用中", used.join(t("、"))),
        ("足りない", functions(&coverage.missing)),
        ("使える", available.join(t("、"))),
        ("組織に残る", risk.residual.clone()),
    ] {
        page.fact(name, &what);
    }
}

/// Returns the page of the chapters.
pub(super) fn chapters_page(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let in_use = InUse::of_profile(&app.catalog, app.state.profile());
    let chapters = halves::chapters(&app.catalog, &app.scope, &in_use);
    let clauses: usize = chapters.iter().map(|chapter| chapter.clauses).sum();
    let total = Span::new(format!("{} ", text::count("条項", clauses)), TextRole::Title);
    page.headline(text::PROGRESS, (t(using::CHAPTERS), &[]), vec![total]);
    page.aside(t(halves::CHAPTERS_MEANING));
    page.aside(t(GUIDE));
    let mut above = "";
    for chapter in &chapters {
        if above != chapter.above {
            above = &chapter.above;
            page.heading(above, "");
        }
        let link = LinkText { title: chapter.node.heading(), ..contents::plain(LinkTarget::Record(chapter.at)) };
        page.row(link, 0, numbers(chapter));
    }
    page.finish()
}

fn numbers(chapter: &ChapterCover<'_>) -> Vec<Span> {
    let ChapterCover { clauses, measures, in_use, available, left, .. } = chapter;
    let numbers = [clauses, measures, in_use, available, left].map(|number| format!("{number:>2}"));
    let [clauses, measures, in_use, available, left] = numbers;
    let text = tr!(
        "条項 {clauses} 措置 {measures} 使用中 {in_use} 使える {available} 組織 {left} ",
        clauses,
        measures,
        in_use,
        available,
        left
    );
    vec![Span::new(text, TextRole::Quiet)]
}
