//! The names of records on screen.

use crate::catalog::{Level, Node, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::Revision;
use crate::tui::app::App;
use crate::tui::app::field_editor::EditableField;
use crate::tui::view::text;
use crate::workspace::facts::title;

/// Returns the short name of a record in a list: the number of a clause, the kind of anything else.
pub fn label(app: &App, at: RecordRef) -> String {
    app.label(at)
}

/// Returns a label for clauses: the number of one, the count of several.
pub fn label_of<'a>(app: &App, clauses: impl IntoIterator<Item = &'a str>) -> String {
    let clauses: Vec<&str> = clauses.into_iter().collect();
    match clauses.as_slice() {
        [clause] => match app.catalog.find(clause) {
            Some(at) => label(app, at),
            // An own item may not be among the records yet, or no more.
            None => app.state.item_name(clause).unwrap_or_default(),
        },
        several => text::count("条項", several.len()),
    }
}

/// Returns the name of the field that a draft is of, with its clause.
pub fn draft(app: &App, key: &str) -> String {
    let clause = key.split_once('#').map_or(key, |(clause, _)| clause);
    let field = EditableField::of_draft(key).map_or(text::NOTE, EditableField::name);
    tr!("{label}の{field}", label = label_of(app, [clause]), field)
}

/// Returns the name of a record where it is shown without context.
pub fn name(app: &App, at: RecordRef) -> String {
    match app.catalog.record(at) {
        Record::Node(node) => path(app, node),
        _ => title(&app.catalog, at).into_owned(),
    }
}

/// Returns the path of a heading from its volume down.
pub(super) fn path(app: &App, node: &Node) -> String {
    let path = app.catalog.tree().steps(&node.id);
    let from = path.iter().position(|above| above.level == Level::Volume).unwrap_or(0);
    path[from..].iter().map(|above| above.heading()).collect::<Vec<_>>().join(" > ")
}

/// Returns the headline of a revision: the new edition, what happened, and the old number.
pub(super) fn revision(app: &App, revision: &Revision) -> String {
    let place = match revision.old_label.as_str() {
        "" => String::new(),
        label => format!(" ({} {label})", edition(app, &revision.from)),
    };
    format!("{}: {}{place}", edition(app, &revision.to), t(revision.kind.name()))
}

/// Returns the name of an edition among all.
fn edition(app: &App, id: &str) -> String {
    app.catalog.edition(id).map_or_else(|| id.to_owned(), |edition| edition.full_name())
}
