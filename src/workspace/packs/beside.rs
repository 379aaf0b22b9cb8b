//! What documents of the user say of a record, for its page: its official text, who answers it, and where the record comes from.

use crate::catalog::{Catalog, RecordRef};
use crate::language::{t, tr};
use crate::model::{Pack, Statement};

use super::super::page_parts::{Item, PagePart, PartLink};
use super::told::origin_line;

/// The heading of what documents say.
pub const STATED: &str = "取込資料の記載";
/// What stands beside records of a pack where there is little room.
pub const FROM_PACK: &str = "取込資料";
/// The heading of the words of a record that are the document's, not ours.
pub const THEIR_WORDS: &str = "取込資料の文";
/// The name of the official text.
const ORIGINAL: &str = "原文";

/// Returns the official texts of a clause, each under its place and document.
pub fn original_parts(catalog: &Catalog, at: RecordRef) -> Vec<PagePart> {
    let parts = catalog.originals_of(at).filter_map(|(original, pack)| {
        let lines = original.text.lines().filter(|line| !line.trim().is_empty());
        let place = [t(ORIGINAL), &original.place].join(" ");
        let place = place.trim_end();
        let heading = tr!("{place}({file}、{date})", place, file = pack.file, date = pack.date);
        PagePart::some(heading, false, lines.map(|line| Item::Text(line.to_owned())).collect())
    });
    parts.collect()
}

/// Whether the summary of a record says the same as its official text, which stands above it.
pub fn repeats_original(catalog: &Catalog, at: RecordRef) -> bool {
    let is_theirs = catalog.pack_of(at).is_some_and(|pack| pack.is_original);
    is_theirs && catalog.originals_of(at).next().is_some()
}

/// Returns what documents say of a clause or a risk, or of what a product or measure answers; none if they say nothing.
pub fn stated_part(catalog: &Catalog, at: RecordRef) -> Option<PagePart> {
    let about = catalog.statements_about(at).flat_map(|(statement, pack)| {
        let links: Vec<Item> = statement
            .answers
            .iter()
            .filter_map(|id| catalog.find(id))
            .map(|to| Item::Link(stated(to, statement, pack)))
            .collect();
        if links.is_empty() { vec![Item::Text(unanswered(statement, pack))] } else { links }
    });
    let naming = catalog
        .statements_naming(at)
        .filter_map(|(statement, pack)| Some(Item::Link(stated(catalog.find(&statement.about)?, statement, pack))));
    PagePart::some(STATED, false, about.chain(naming).collect())
}

fn stated(to: RecordRef, statement: &Statement, pack: &Pack) -> PartLink {
    PartLink::to(to).detail("", statement.phrase()).detail("資料", place_of(statement, pack))
}

/// Returns what is said of a statement that names nothing.
fn unanswered(statement: &Statement, pack: &Pack) -> String {
    let phrase = statement.phrase();
    let phrase = if phrase.is_empty() { tr!("(記載だけがあります)") } else { &phrase };
    format!("{phrase} — {}", place_of(statement, pack))
}

/// Returns the document that says something, and where in it.
pub(in crate::workspace) fn place_of(statement: &Statement, pack: &Pack) -> String {
    match statement.place.as_str() {
        "" => pack.title.clone(),
        place => tr!("{name}({what})", name = pack.title, what = place),
    }
}

/// Returns where a record comes from, if it is of a pack.
pub fn pack_origin(catalog: &Catalog, at: RecordRef) -> Option<String> {
    catalog.pack_of(at).map(origin_line)
}
