//! The page of a revision: what became of a clause in another edition.

use crate::catalog::RecordRef;
use crate::model::{Kind, Revision};
use crate::tui::app::App;
use crate::tui::page::{Composer, Span};
use crate::tui::text;
use crate::tui::theme::Role;

/// Puts the page together.
pub(super) fn compose(page: &mut Composer, app: &App, at: RecordRef, revision: &Revision) {
    let unverified =
        app.catalog.is_unverified(at).then(|| Span::new(format!("{} ", text::UNVERIFIED), Role::Unverified));
    page.headline(Kind::Revision.name(), (&name(app, revision), &[]), unverified.into_iter().collect());
    page.heading(text::SUMMARY, "");
    page.paragraph(&revision.what, Role::Text, &[]);
    page.blank();
    page.fact("版", &format!("{} から {} へ", edition(app, &revision.from), edition(app, &revision.to)));
    page.fact("番号", revision.number_kept.map_or("", |kept| kept.name()));
    page.fact("数字・期限", &revision.figures);
    page.fact("引き継ぎ", revision.carry.map_or("", |carry| carry.name()));
    page.fact("確度", revision.confidence.name());
    page.links("条項", "", super::links(app, at, Kind::Clause));
    page.links("目次", "", super::links(app, at, Kind::Node));
    super::provenance(page, app, at, &revision.provenance);
}

/// Returns a headline for a revision: where it leads, which place it concerns and what happened.
pub(super) fn name(app: &App, revision: &Revision) -> String {
    let place = match revision.old_label.as_str() {
        "" => String::new(),
        label => format!(" ({} {label})", edition(app, &revision.from)),
    };
    format!("{}: {}{place}", edition(app, &revision.to), revision.kind.name())
}

/// Returns the name of an edition. The catalog holds only the newest ones; an older one is named by its number.
fn edition(app: &App, id: &str) -> String {
    let known = app.catalog.guidelines().find(|guideline| guideline.id == id);
    match (known, id.strip_prefix("mhlw")) {
        (Some(guideline), _) => guideline.short.clone(),
        (None, Some(number)) if number.len() == 2 => format!("厚労省{}.{}", &number[..1], &number[1..]),
        (None, _) => id.to_owned(),
    }
}
