//! Two editions held against each other: what is known of each change, with the marks of the worklist beside it.

use std::collections::HashMap;

use crate::catalog::{Edition, Node, RecordRef, Succession};
use crate::language::{t, tr};
use crate::model::{Clause, Fate, Kind, Status};
use crate::sheet::terms;
use crate::text::width::{cells, filled};
use crate::tui::app::App;
use crate::tui::app::jump_list::EditionPair;
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::pages::{contents, names, parts};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{ChapterDiff, DiffRow, EditionDiff, marked, wording_of};
use crate::workspace::editions::{Pair, pair_for, pair_name, pairs, pairs_at, revision_text};
use crate::workspace::revisions::{CHANGED_BY_TEXT, REWORDED_CLAUSES, WHOLE, arrivals_heading};

/// The least width of the words for what happened, with the space after them.
const KIND: usize = 9;

/// Returns all pairs of editions that can be held against each other, with their names.
pub fn all(app: &App) -> Vec<(String, EditionPair)> {
    named(app, pairs(&app.catalog))
}

/// Returns those that the page of a heading leads to.
pub fn at(app: &App, node: &Node) -> Vec<(String, EditionPair)> {
    named(app, pairs_at(&app.catalog, node))
}

/// Returns the pair that is meant if none is named.
pub fn for_screen(app: &App) -> Option<EditionPair> {
    pointers(app, &pair_for(&app.catalog, app.target_record(), &app.scope)?)
}

fn named(app: &App, pairs: Vec<Pair<'_>>) -> Vec<(String, EditionPair)> {
    pairs.iter().filter_map(|pair| Some((pair_name(pair), pointers(app, pair)?))).collect()
}

fn pointers(app: &App, pair: &Pair<'_>) -> Option<EditionPair> {
    let [from, to] = pair.map(|edition| app.catalog.find(edition.id()));
    Some(EditionPair { from: from?, to: to? })
}

/// Returns the page for a width.
pub(super) fn page(app: &App, pair: EditionPair, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let edition = |at: RecordRef| app.catalog.edition(app.catalog.id(at));
    if let (Some(from), Some(to)) = (edition(pair.from), edition(pair.to)) {
        let diff = EditionDiff::new(&app.catalog, Succession::between(from, to), &app.state);
        head(&mut page, &diff);
        editions(&mut page, app, [from, to]);
        rows(&mut page, app, &diff);
        reworded(&mut page, app, &diff);
        clauses(&mut page, app, &diff);
        chapters(&mut page, app, &diff);
    }
    page.finish()
}

/// Adds what is said of both editions as a whole: totals, the marks that are touched, and what is not known.
fn head(page: &mut PageBuilder, diff: &EditionDiff<'_>) {
    let (from, to) = (&diff.succession.from, &diff.succession.to);
    let count = Span::new(format!("{} ", text::count(Kind::Revision.name(), diff.rows.len())), TextRole::Title);
    page.headline(text::COMPARISON, (&pair_name(&[*from, *to]), &[]), vec![count]);
    page.aside(&from.notice().unwrap_or_default());
    let kinds: Vec<String> = diff.kinds().iter().map(|(kind, count)| format!("{} {count}", t(kind.name()))).collect();
    page.fact("変わること", &kinds.join(t("、")));
    for sentence in diff.mark_sentences() {
        page.fact(text::WORKLIST, &sentence);
    }
    page.fact("不明なこと", &diff.unknown_sentence());
}

fn editions(page: &mut PageBuilder, app: &App, editions: [Edition<'_>; 2]) {
    let link = |edition: Edition<'_>| {
        Some(LinkText { title: edition.full_name(), ..parts::link(app, app.catalog.find(edition.id())?) })
    };
    page.line_of_links("版", editions.into_iter().filter_map(link).collect(), "");
}

/// Adds the changes below the headings where they are read.
fn rows(page: &mut PageBuilder, app: &App, diff: &EditionDiff<'_>) {
    let revisions: HashMap<&str, RecordRef> =
        app.catalog.revisions().map(|revision| revision.id.as_str()).zip(app.catalog.all(Kind::Revision)).collect();
    let name = |row: &DiffRow<'_>| t(row.revision.kind.name());
    let kinds = diff.rows.iter().map(|row| cells(name(row), app.settings.ambiguous) + 1).fold(KIND, usize::max);
    let place = |row: &DiffRow<'_>| row.place.map(|node| node.id.clone());
    for below in diff.rows.chunk_by(|row, next| place(row) == place(next)) {
        // Chapters of several volumes have the same numbers.
        let title = below[0].place.map_or_else(|| WHOLE.to_owned(), |node| names::path(app, node));
        page.heading(&title, &text::count(Kind::Revision.name(), below.len()));
        for row in below {
            let Some(at) = revisions.get(row.revision.id.as_str()) else { continue };
            let kind = filled(name(row), kinds, app.settings.ambiguous);
            let title = format!("{kind}{}", revision_text(&app.catalog, row.revision));
            page.row(LinkText { title, ..parts::link(app, *at) }, 0, marks(row));
        }
    }
}

/// Adds the clauses whose official text changed, with what is gone and what is new.
fn reworded(page: &mut PageBuilder, app: &App, diff: &EditionDiff<'_>) {
    let changed: Vec<_> = diff.reworded().collect();
    if changed.is_empty() {
        return;
    }
    page.heading(&text::count(REWORDED_CLAUSES, changed.len()), "");
    for fate in changed {
        let Some(at) = app.catalog.find(&fate.counterpart.unwrap_or(fate.clause).id) else { continue };
        page.row(parts::link(app, at), 0, Vec::new());
        page.aside(&marked(&wording_of(fate).unwrap_or_default()));
    }
}

/// Adds the clauses of which no revision says anything: those that read differently, and those that continue none.
fn clauses(page: &mut PageBuilder, app: &App, diff: &EditionDiff<'_>) {
    let link = |clause: &Clause| Some(parts::link(app, app.catalog.find(&clause.id)?));
    let changed = diff.changed_by_text().filter_map(|fate| link(fate.clause));
    page.links(CHANGED_BY_TEXT, "", changed.collect());
    for is_new in [true, false] {
        let arrivals = diff.succession.arrivals.iter().filter(|arrival| arrival.is_new == is_new);
        let arrivals = arrivals.filter_map(|arrival| link(arrival.clause));
        page.links(&arrivals_heading(diff, is_new), "", arrivals.collect());
    }
}

/// Returns the marks that a change touches: one by its status, several counted.
fn marks(row: &DiffRow<'_>) -> Vec<Span> {
    let of = |status: &Status| row.marks.iter().filter(|mark| mark.status == *status).count();
    let counts: Vec<(Status, usize)> = Status::ALL.iter().map(|status| (*status, of(status))).collect();
    let span = |(status, count): &(Status, usize)| {
        let count = if row.marks.len() == 1 { String::new() } else { format!(" {count}") };
        Span::new(format!("[{}{count}] ", terms::short_status(*status)), TextRole::of_status(*status))
    };
    counts.iter().filter(|(_, count)| *count > 0).map(span).collect()
}

/// Adds the totals of the chapters of the older edition, each leading to its page.
fn chapters(page: &mut PageBuilder, app: &App, diff: &EditionDiff<'_>) {
    if diff.chapters.is_empty() {
        return;
    }
    page.heading(&text::count(text::BY_CHAPTER, diff.chapters.len()), "");
    let mut volume = None;
    for chapter in &diff.chapters {
        if volume != chapter.node.parent {
            volume = chapter.node.parent;
            page.aside(&volume.map_or_else(String::new, |at| app.catalog.tree().nodes()[at].heading()));
        }
        let Some(at) = app.catalog.find(&chapter.node.id) else { continue };
        let link = LinkText { title: chapter.node.heading(), ..contents::plain(LinkTarget::Record(at)) };
        page.row(link, 0, totals(chapter));
    }
}

fn totals(chapter: &ChapterDiff<'_>) -> Vec<Span> {
    let ChapterDiff { clauses, touched, touched_marks, .. } = chapter;
    let unknown = chapter.of(Fate::Unknown);
    let [clauses, touched, marks, unknown] =
        [*clauses, *touched, *touched_marks, unknown].map(|number| format!("{number:>2}"));
    let marks = if *touched_marks == 0 { String::new() } else { tr!(" 記録あり {marks}", marks) };
    let said = tr!("条項 {clauses} 関わる {touched}{marks} 不明 {unknown} ", clauses, touched, marks, unknown);
    vec![Span::new(said, TextRole::Quiet)]
}
