//! The pages of the packs: the list, and a document that was looked at.

use crate::language::{t, titled, tr};
use crate::tui::app::App;
use crate::tui::app::packs::{LookedAt, PackDeed};
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::pages::contents;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::packs::{ImportPart, ImportPreview, ListedPack, state_name};

mod beside;
mod columns;

pub(super) use beside::{originals, stated, whole_originals};
pub(super) use columns::column;

/// How many lines of one part are shown.
const LINES: usize = 100;

/// Returns the list of packs for a width.
pub(super) fn list(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let packs = &app.packs.listed;
    let count = Span::new(tr!("{count} 件 ", count = packs.len()), TextRole::Title);
    page.headline(text::packs::PACKS, (&app.name, &[]), vec![count]);
    page.blank();
    page.link(deed(text::packs::ASK, PackDeed::Ask));
    page.link(deed(text::packs::UNDO, PackDeed::Undo));
    if packs.is_empty() {
        page.blank();
        page.paragraph(t(text::packs::NONE), TextRole::Quiet, &[]);
    }
    packs.iter().for_each(|listed| pack(&mut page, listed));
    page.finish()
}

fn pack(page: &mut PageBuilder, listed: &ListedPack) {
    page.heading(listed.title(), state_name(listed));
    page.fact("ID", &listed.id);
    match &listed.pack {
        Ok(pack) => {
            let file = tr!("{file}({date}、形式 {format})", file = pack.file, date = pack.date, format = pack.format);
            page.fact("ファイル", &file);
            page.fact("ライセンス", t(&pack.licence));
        }
        Err(why) => page.fact_as("破損", why, TextRole::Error),
    }
    let id = listed.id.clone();
    if listed.is_enabled {
        page.link(deed("無効にする", PackDeed::Disable(id.clone())));
    } else {
        page.link(deed("有効にする", PackDeed::Enable(id.clone())));
    }
    page.link(deed("削除する", PackDeed::Remove(id)));
}

/// Returns what is told of the document that was looked at, for a width.
pub(super) fn preview(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let Some(LookedAt { preview, parts, .. }) = &app.packs.looked_at else {
        page.headline(text::packs::PREVIEW, ("", &[]), Vec::new());
        return page.finish();
    };
    page.headline(text::packs::PREVIEW, (&preview.pack.title, &[]), Vec::new());
    page.blank();
    offer(&mut page, preview);
    let (first, rest) = parts.split_at(parts.len().min(1));
    first.iter().for_each(|part| add(&mut page, part));
    preview.table.iter().for_each(|table| columns::add(&mut page, (app, width), table));
    rest.iter().for_each(|part| add(&mut page, part));
    page.finish()
}

/// Adds a part of what is told.
fn add(page: &mut PageBuilder, part: &ImportPart) {
    page.heading(&part.heading, "");
    part.lines.iter().take(LINES).for_each(|line| page.item(line));
    if part.lines.len() > LINES {
        page.item(&text::others(part.lines.len() - LINES));
    }
}

/// Adds the link that takes the document in, or why there is nothing to take in.
fn offer(page: &mut PageBuilder, preview: &ImportPreview) {
    match (preview.is_empty(), preview.is_there()) {
        (true, _) => page.paragraph(t(text::packs::NOTHING), TextRole::Quiet, &[]),
        (false, true) => page.paragraph(t(text::packs::THERE), TextRole::Quiet, &[]),
        (false, false) => {
            let how = t(text::packs::APPLY_HOW).to_owned();
            page.link(LinkText { how, ..deed(text::packs::APPLY, PackDeed::Apply) });
        }
    }
}

fn deed(title: &str, deed: PackDeed) -> LinkText {
    LinkText { title: titled(title), group: text::packs::PACKS, ..contents::plain(LinkTarget::Deed(deed)) }
}
