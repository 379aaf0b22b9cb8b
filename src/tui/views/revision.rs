//! The page of a revision: what became of a clause in another edition.

use crate::catalog::RecordRef;
use crate::model::{Kind, Revision};
use crate::tui::app::App;
use crate::tui::page::{Composer, Span};
use crate::tui::text;
use crate::tui::theme::Role;

/// Puts the page together.
pub(super) fn compose(page: &mut Composer, app: &App, at: RecordRef, revision: &Revision) {
    let name = Span::new(name(app, revision), Role::Title);
    let unverified = app.catalog.is_unverified(at).then(|| Span::new(format!("{} ", text::UNVERIFIED), Role::Unverified));
    page.line(vec![Span::new(format!(" {}  ", Kind::Revision.name()), Role::Quiet), name], unverified.into_iter().collect());
    page.heading(text::SUMMARY, "");
    page.paragraph(&revision.what, Role::Text, &[]);
    page.blank();
    page.fact("版", &format!("{} から {} へ", edition(app, &revision.from), edition(app, &revision.to)));
    page.fact("数字・期限", &revision.figures);
    page.fact("引き継ぎ", revision.carry.map_or("", |carry| carry.name()));
    page.fact("確度", revision.confidence.name());
    page.links("条項", "", super::links(app, at, Kind::Clause));
    page.links("目次", "", super::links(app, at, Kind::Node));
    super::provenance(page, app, at, &revision.provenance);
}

/// Returns a headline for a revision: where it leads, which place it concerns and what happened.
pub(super) fn name(app: &App, revision: &Revision) -> String {
    let mut name = format!("{}: {}", edition(app, &revision.to), revision.kind.name());
    if !revision.old_label.is_empty() {
        name.push_str(&format!(" ({} {})", edition(app, &revision.from), revision.old_label));
    }
    name
}

fn edition<'a>(app: &'a App, id: &'a str) -> &'a str {
    app.catalog.guidelines().find(|guideline| guideline.id == id).map_or(id, |guideline| guideline.short.as_str())
}
