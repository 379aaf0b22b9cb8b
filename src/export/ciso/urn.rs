//! The names by which the objects of a library know each other, and the lengths that the reader's database has for texts.
//!
//! The reader takes `urn:PACKAGER:risk:KIND:…` with letters, digits and `-._` and writes all of it in small letters.

use crate::text::clean::{visible, visible_line};

/// The short name of the library.
pub(super) const LIBRARY: &str = "tenken-jp-medical";
/// The most characters of a name.
const NAME_MAX: usize = 200;

/// Returns the name of an object of the library: a threat or a reference control. All ids here are tokens.
pub(super) fn object(kind: &str, id: &str) -> String {
    urn(kind, &format!("{LIBRARY}:{id}"))
}

/// Returns the name of the library itself.
pub(super) fn library() -> String {
    urn("library", LIBRARY)
}

/// Returns the name of an edition's framework.
pub(super) fn framework(edition: &str) -> String {
    urn("framework", edition)
}

/// Returns the name of a heading or a clause of an edition.
pub(super) fn node(edition: &str, id: &str) -> String {
    let own = id.strip_prefix(edition).and_then(|rest| rest.strip_prefix('.')).unwrap_or(id);
    urn("req_node", &format!("{edition}:{own}"))
}

/// Returns the name of the mapping from one edition to another.
pub(super) fn mapping_set(from: &str, to: &str) -> String {
    urn("req_mapping_set", &format!("{from}-to-{to}"))
}

fn urn(kind: &str, rest: &str) -> String {
    format!("urn:tenken:risk:{kind}:{rest}").to_lowercase()
}

/// Returns a text on one line that fits the column of names.
pub(super) fn name(text: &str) -> String {
    let line = visible_line(text.trim());
    match line.char_indices().nth(NAME_MAX) {
        None => line,
        Some(_) => line.chars().take(NAME_MAX - 1).chain(['…']).collect(),
    }
}

/// Returns a text of several lines; none if nothing is left.
pub(super) fn prose(text: &str) -> Option<String> {
    let text = visible(text).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Returns texts as a list; none if there are none.
pub(super) fn list(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let lines = texts.into_iter().filter_map(|text| prose(text.as_ref())).map(|text| format!("- {text}"));
    prose(&lines.collect::<Vec<_>>().join("\n"))
}
