//! One mapping object: a capability, a technique, and what the one does about the other.

use crate::model::{Function, Strength};

use super::super::outline::or;
use super::super::tree::Tree;

/// The most characters of what is said of a mapping.
const NOTE: usize = 4_000;

/// A mapping object, with the names that its fields have in all versions of the format.
pub(super) struct MappingObject {
    /// The id of the capability.
    pub capability: String,
    /// Its name.
    pub name: String,
    /// The id of the technique.
    pub technique: String,
    technique_name: String,
    /// What is done about the technique.
    pub function: Option<Function>,
    /// How well.
    pub strength: Option<Strength>,
    /// Whether it is done well enough to be read unasked.
    pub is_significant: bool,
    comments: String,
    /// The address of the first page that is referred to.
    pub address: String,
}

impl MappingObject {
    /// Reads a mapping object.
    ///
    /// # Errors
    ///
    /// If it lacks what makes a mapping: why, as a sentence.
    pub fn of(tree: &Tree) -> Result<Self, &'static str> {
        if !tree.is_object() {
            return Err("対応の形になっていません。");
        }
        let technique = tree.get("attack_object_id").line();
        if technique.is_empty() {
            return Err("ATT&CK の技法に対応しないとされています(non_mappable など)。");
        }
        let capability = tree.get("capability_id").line();
        if capability.is_empty() {
            return Err("capability_id がありません。");
        }
        let score = tree.get("score_value").line().to_lowercase();
        let name = tree.get("capability_description").line();
        Ok(Self {
            name: or(name, &capability),
            capability,
            technique,
            technique_name: tree.get("attack_object_name").line(),
            function: function(&tree.get("score_category").line().to_lowercase()),
            strength: strength(&score),
            is_significant: score == "significant",
            comments: tree.get("comments").line(),
            address: address(tree.get("references")),
        })
    }

    /// Returns what is said of the mapping.
    pub fn note(&self) -> String {
        let technique = format!("{} {}", self.technique, self.technique_name);
        let note =
            if self.comments.is_empty() { technique } else { format!("{}: {}", technique.trim(), self.comments) };
        super::super::outline::cut(note.trim(), NOTE)
    }
}

fn function(category: &str) -> Option<Function> {
    match category {
        "protect" => Some(Function::Prevent),
        "detect" => Some(Function::Detect),
        "respond" => Some(Function::Respond),
        _ => None,
    }
}

fn strength(score: &str) -> Option<Strength> {
    match score {
        "significant" => Some(Strength::Strong),
        "partial" => Some(Strength::Medium),
        "minimal" => Some(Strength::Weak),
        _ => None,
    }
}

/// Returns the first address of a list of addresses, or of objects that have one.
fn address(references: &Tree) -> String {
    let addresses =
        references.items().iter().map(|one| if one.is_object() { one.get("href").line() } else { one.line() });
    let is_address = |text: &String| text.starts_with("https://") && !text.contains(char::is_whitespace);
    addresses.into_iter().find(is_address).unwrap_or_default()
}
