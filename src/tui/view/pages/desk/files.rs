//! What a merge would change, and what can be written to a file.

use crate::language::{t, titled};
use crate::search::expand;
use crate::sheet::terms;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::rows::query::query_of;
use crate::tui::app::typed_path::below_home;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, PageBuilder};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::ReportPart;
use crate::workspace::exports::ExportKind;
use crate::workspace::merging::{MergeLook, conflicts_sentence};

/// Adds what the folder that was looked at would change.
pub(super) fn merge(page: &mut PageBuilder, app: &App) {
    let Some(look) = &app.desk.merge else {
        page.headline(text::desk::MERGE, ("", &[]), Vec::new());
        return;
    };
    let folder = below_home(&look.folder.to_string_lossy(), app.home.as_deref());
    page.headline(text::desk::MERGE, (&folder, &[]), Vec::new());
    page.blank();
    offer(page, app, look);
    let merged = &look.preview.merged;
    if let Some(said) = conflicts_sentence(look.conflicts()) {
        page.heading(terms::CONFLICT, "");
        page.paragraph(&said, TextRole::Text, &[]);
        look.in_conflict.iter().for_each(|line| page.item(line));
    }
    if !look.lines.is_empty() {
        page.heading("変わるところ", &look.counted().unwrap_or_default());
        look.lines.iter().for_each(|line| page.item(&line.text));
    }
    let settle = text::desk::settle(app.keymap.key_for(Mode::Record, "edit-profile"));
    let scope = look.scope_sentences(&app.catalog, &settle);
    scope.iter().for_each(|said| page.item(said));
    for (heading, files) in [("取り込むファイル", &merged.taken), ("すでにあるファイル", &merged.skipped)]
    {
        if !files.is_empty() {
            page.heading(&text::count(heading, files.len()), "");
            files.iter().for_each(|file| page.item(file));
        }
    }
    if !merged.refused.is_empty() || !merged.problems.is_empty() {
        page.heading("取り込めないもの", "");
        let refused = merged.refused.iter().map(|(_, why)| why);
        refused.chain(&merged.problems).for_each(|why| page.item(why));
    }
}

/// Adds the link that merges, or why there is nothing to merge.
fn offer(page: &mut PageBuilder, app: &App, look: &MergeLook) {
    if let Some(said) = look.belonging(false) {
        let role = if look.is_foreign() { TextRole::Error } else { TextRole::Text };
        page.paragraph(&said, role, &[]);
    }
    if look.is_empty() {
        page.paragraph(&look.done(&app.name), TextRole::Quiet, &[]);
        return;
    }
    let title = if look.is_foreign() { text::desk::MERGE_FOREIGN } else { text::desk::MERGE_NOW };
    page.link(LinkText { how: t(text::desk::MERGE_HOW).to_owned(), ..super::deed(titled(title), DeskDeed::Merge) });
}

/// Returns the clauses that the list on screen was narrowed to, with the query that means the same; none if it shows all.
pub fn narrowed(app: &App) -> Option<ReportPart> {
    let filter = app.desk.list;
    let node = filter.node.map(|at| names::name(app, at));
    let typed = query_of(filter, app.list_query.as_deref());
    let typed = Some(expand(&typed, &app.saved).0.into_owned()).filter(|typed| !typed.is_empty());
    let query = node.into_iter().chain(typed).collect::<Vec<_>>().join(" ");
    let shown = app.list_query.as_deref();
    let found = app.desk.found.as_ref().filter(|found| shown.is_some_and(|shown| shown.text == found.text)).or(shown);
    (!query.is_empty()).then(|| ReportPart { query, clauses: app.clauses_found(filter, found).into_iter().collect() })
}

/// Adds what can be written.
pub(super) fn export(page: &mut PageBuilder, app: &App) {
    page.headline(text::desk::EXPORT, (&app.name, &[]), Vec::new());
    page.aside(t(text::desk::EXPORT_GUIDE));
    let part = narrowed(app);
    let is_part = part.is_some() && app.desk.is_part;
    if let Some(part) = part {
        let title = text::desk::part(&part.query, part.clauses.len());
        page.link(super::deed(format!("{} {title}", super::mark(app.desk.is_part)), DeskDeed::Part));
    }
    let mut group = "";
    for kind in ExportKind::all() {
        if kind.group() != group {
            group = kind.group();
            page.heading(group, "");
        }
        let encoding = if kind.is_cp932() { t(text::desk::CP932) } else { "" };
        let whole = if is_part && !kind.has_parts() { t(text::desk::WHOLE) } else { "" };
        let mut link = super::deed(format!("{}{encoding}{whole}", t(kind.name())), DeskDeed::Export(kind));
        link.aside = kind.file(&app.name);
        page.link(link);
    }
    if !app.catalog.is_free_of_originals() {
        page.heading("原文", "");
        let title = format!("{} {}", super::mark(app.desk.with_original), t(text::desk::WITH_ORIGINAL));
        page.link(super::deed(title, DeskDeed::WithOriginal));
    }
}
