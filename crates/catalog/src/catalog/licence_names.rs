//! What an offer is called, and when two ways of writing that are the same.

use unicode_normalization::UnicodeNormalization;

use crate::language::t;
use crate::model::Licence;

use super::record::Record;

/// The beginning of every id, which may be left out.
const PREFIX: &str = "licence.";

/// Returns all that an offer is called: its id without the beginning that all have, its title, its other names, and its title in
/// the language of the thread.
pub fn licence_names(licence: &Licence) -> impl Iterator<Item = &str> {
    let id = licence.id.strip_prefix(PREFIX).unwrap_or(&licence.id);
    [id].into_iter().chain(Record::Licence(licence).names()).chain([t(&licence.title)])
}

/// Returns a name without what people leave out or write in another width, and without the beginning of an id. Two names
/// are the same if this is.
pub fn folded_licence_name(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let name = letters.trim().strip_prefix(PREFIX).unwrap_or(&letters);
    name.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_' | '.')).collect()
}
