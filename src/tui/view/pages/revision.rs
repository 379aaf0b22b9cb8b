//! The page of a revision: what another edition changed in a clause.

use crate::catalog::{Record, RecordRef};
use crate::language::t;
use crate::model::{Kind, Revision};
use crate::tui::app::App;
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::pages::names;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;

/// Builds the page.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, revision: &Revision) {
    let unverified =
        app.catalog.is_unverified(at).then(|| Span::new(format!("{} ", t(text::UNVERIFIED)), TextRole::Unverified));
    page.headline(Kind::Revision.name(), (&names::revision(app, revision), &[]), unverified.into_iter().collect());
    page.heading(text::SUMMARY, "");
    page.paragraph(&revision.what, TextRole::Text, &[]);
    page.blank();
    parts::facts(page, app, &Record::Revision(revision));
    page.links("条項", "", parts::links(app, at, Kind::Clause));
    let is_edition = |to: RecordRef| to.kind == Kind::Node && app.catalog.edition(app.catalog.id(to)).is_some();
    page.links("版", "", parts::links_where(app, at, |_, to| is_edition(to)));
    page.links("章", "", parts::links_where(app, at, |_, to| to.kind == Kind::Node && !is_edition(to)));
    parts::provenance(page, app, at, &revision.provenance);
}
