//! What documents of the user say of a record, on its page.

use crate::catalog::RecordRef;
use crate::language::t;
use crate::tui::app::App;
use crate::tui::view::page::PageBuilder;
use crate::tui::view::pages::cloud;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::packs::{original_parts, stated_part};
use crate::workspace::page_parts::{Item, PagePart};

/// The most characters of an official text that stand above the summary. The rest of a longer one stands further down.
const SHOWN: usize = 160;

/// Adds the official texts of a clause; of long ones the beginning.
pub(in crate::tui::view::pages) fn originals(page: &mut PageBuilder, app: &App, at: RecordRef) {
    for part in original_parts(&app.catalog, at) {
        if length(&part) <= SHOWN {
            cloud::add(page, app, vec![part]);
            continue;
        }
        page.heading(&part.heading, "");
        let begun: String = texts(&part).collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        page.paragraph(&format!("{begun}…"), TextRole::Text, &[]);
        page.paragraph(t(text::packs::GOES_ON), TextRole::Quiet, &[]);
    }
}

/// Adds the whole of the official texts of which only the beginning stands above.
pub(in crate::tui::view::pages) fn whole_originals(page: &mut PageBuilder, app: &App, at: RecordRef) {
    for part in original_parts(&app.catalog, at).into_iter().filter(|part| length(part) > SHOWN) {
        let heading = format!("{}{}", t(text::packs::WHOLE), t(&part.heading));
        cloud::add(page, app, vec![PagePart { heading, ..part }]);
    }
}

/// Adds what documents say of a record.
pub(in crate::tui::view::pages) fn stated(page: &mut PageBuilder, app: &App, at: RecordRef) {
    cloud::add(page, app, stated_part(&app.catalog, at).into_iter().collect());
}

fn texts(part: &PagePart) -> impl Iterator<Item = &str> {
    part.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text.as_str()) } else { None })
}

fn length(part: &PagePart) -> usize {
    texts(part).map(|text| text.chars().count()).sum()
}
