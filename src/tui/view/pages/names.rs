//! The names of records on screen.

use crate::catalog::{Level, Node, Record, RecordRef};
use crate::model::{Kind, Revision};
use crate::tui::app::App;

/// Returns the short name of a record in a list: the number of a clause, the kind of anything else.
pub fn label(app: &App, at: RecordRef) -> String {
    match at.kind {
        Kind::Clause | Kind::Question => app.catalog.label(at),
        kind => kind.name().to_owned(),
    }
}

/// Returns the name of a record where it is shown without context.
pub fn name(app: &App, at: RecordRef) -> String {
    match app.catalog.record(at) {
        Record::Node(node) => path(app, node),
        _ => app.catalog.title(at).to_owned(),
    }
}

/// Returns the path of a heading from its volume down.
pub(super) fn path(app: &App, node: &Node) -> String {
    let path = app.catalog.tree().path(&node.id);
    let from = path.iter().position(|above| above.level == Level::Volume).unwrap_or(0);
    path[from..].iter().map(|above| above.heading()).collect::<Vec<_>>().join(" > ")
}

/// Returns a name for a revision: the new edition, what happened, and the old number.
pub(super) fn revision(app: &App, revision: &Revision) -> String {
    let place = match revision.old_label.as_str() {
        "" => String::new(),
        label => format!(" ({} {label})", edition(app, &revision.from)),
    };
    format!("{}: {}{place}", edition(app, &revision.to), revision.kind.name())
}

/// Returns the name of an edition. An edition that is not in the catalog is named after its id.
pub(super) fn edition(app: &App, id: &str) -> String {
    let known = app.catalog.guidelines().find(|guideline| guideline.id == id);
    match (known, id.strip_prefix("mhlw")) {
        (Some(guideline), _) => guideline.short.clone(),
        (None, Some(number)) if number.len() == 2 => format!("厚労省{}.{}", &number[..1], &number[1..]),
        (None, _) => id.to_owned(),
    }
}
