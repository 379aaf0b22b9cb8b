//! The page of a heading: its content and its progress.

use crate::catalog::{Level, Node, RecordRef};
use crate::language::t;
use crate::model::Kind;
use crate::tui::app::App;
use crate::tui::app::jump_list::ListFilter;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder};
use crate::tui::view::pages::cloud;
use crate::tui::view::pages::comparison;
use crate::tui::view::pages::contents;
use crate::tui::view::pages::names;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::LeftOut;
use crate::workspace::editions::{
    Chapters, edition_parts, is_listed_as_edition, partial_note, provenance_of, revision_parts, seen_of,
};
use crate::workspace::facts::SEEN;
use crate::workspace::packs::{FROM_PACK, pack_origin};

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, node: &Node) {
    page.headline(node.level.name(), (&node.heading(), &[]), vec![]);
    page.aside(&names::path(app, node));
    partial_note(&app.catalog, &node.id).iter().for_each(|note| page.aside(note));
    page.blank();
    cloud::add(page, app, edition_parts(&app.catalog, node));
    let pairs = comparison::at(app, node).into_iter();
    let pairs = pairs.map(|(title, pair)| LinkText { title, ..contents::plain(LinkTarget::Comparison(pair)) });
    page.links(text::COMPARISONS, "", pairs.collect());
    page.blank();
    progress(page, app, at, node);
    page.links("下の見出し", "", children(app, node));
    page.links("条項", "", clauses(app, node));
    page.links("上の見出し", "", parent(app, node));
    page.links("公式の Q&A", "", parts::links(app, at, Kind::Question));
    page.links("用語", "", parts::links(app, at, Kind::Term));
    page.links("リスク", "", parts::links(app, at, Kind::Risk));
    cloud::add(page, app, revision_parts(&app.catalog, node, Chapters::Linked));
    match provenance_of(&app.catalog, node) {
        Some(provenance) => parts::provenance(page, app, at, provenance),
        None => {
            page.heading("出典", "");
            page.fact(FROM_PACK, &pack_origin(&app.catalog, at).unwrap_or_default());
            page.fact(SEEN, t(seen_of(&app.catalog, node)));
            page.fact("記録の ID", &node.id);
        }
    }
}

/// Adds the progress of the clauses below; the numbers link to their lists.
fn progress(page: &mut PageBuilder, app: &App, at: RecordRef, node: &Node) {
    let tally = app.progress().below(node);
    if tally.total() == 0 {
        let first = node.clauses.clone().next().map(|clause| RecordRef::new(Kind::Clause, clause));
        let reason = first.and_then(|at| app.scope.left_out(at)).filter(|left_out| left_out.is_by_edition());
        page.fact("進み", t(text::NOTHING_COUNTED));
        return page.fact_as("", &reason.map(LeftOut::reason).unwrap_or_default(), TextRole::Quiet);
    }
    page.fact("進み", &format!("{}%", tally.percent()));
    contents::statuses(page, app, ListFilter { node: Some(at), ..ListFilter::default() }, &tally);
}

fn children(app: &App, node: &Node) -> Vec<LinkText> {
    let nodes = app.catalog.tree().nodes();
    let link = |child: usize| LinkText {
        title: nodes[child].heading(),
        ..parts::link(app, RecordRef::new(Kind::Node, child))
    };
    let children = node.children.iter().copied();
    children.filter(|child| !is_listed_as_edition(&app.catalog, &nodes[*child])).map(link).collect()
}

fn parent(app: &App, node: &Node) -> Vec<LinkText> {
    node.parent.iter().map(|parent| parts::link(app, RecordRef::new(Kind::Node, *parent))).collect()
}

fn clauses(app: &App, node: &Node) -> Vec<LinkText> {
    if matches!(node.level, Level::Guideline | Level::Volume) {
        // That would be hundreds of lines; the chapters list them.
        return Vec::new();
    }
    node.clauses.clone().map(|clause| parts::link(app, RecordRef::new(Kind::Clause, clause))).collect()
}
