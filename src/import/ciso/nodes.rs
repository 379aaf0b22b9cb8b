//! A framework: its nodes stand in one list, and each names the one above it.

use std::collections::HashMap;

use crate::model::Id;

use super::super::importer::ImportContext;
use super::super::outline::{Framework, Item, Outline, day, or};
use super::super::reading::NotRead;
use super::super::tally::{Tally, check_count};
use super::super::tree::Tree;
use super::{translated, urn};

/// Reads a framework of a library.
///
/// # Errors
///
/// If it is broken off.
pub(super) fn read(
    framework: &Tree,
    library: &Tree,
    (outline, tally): (&mut Outline, &mut Tally),
    context: &mut ImportContext<'_>,
) -> Result<(), NotRead> {
    let id = urn::id(&or(framework.get("urn").line(), &framework.get("ref_id").line()));
    let title = or(translated(framework, "name"), &translated(library, "name"));
    outline.framework(Framework {
        id: id.clone(),
        short: or(framework.get("ref_id").line(), &title),
        title,
        edition: String::new(),
        publisher: library.get("provider").line(),
        published: day(library.get("publication_date").raw()),
        url: String::new(),
    });
    let nodes = framework.get("requirement_nodes").each();
    check_count(nodes.len())?;
    let mut reader = Reader { outline, tally, places: HashMap::new(), id, rest: None };
    for (done, at) in from_the_top(nodes).into_iter().enumerate() {
        context.tell(done, nodes.len())?;
        reader.node(&nodes[at], &format!("requirement_nodes[{at}]"));
    }
    Ok(())
}

/// Returns the places of the nodes in the order of the list, but what stands above a node before it.
fn from_the_top(nodes: &[Tree]) -> Vec<usize> {
    let mut by_urn: HashMap<&str, usize> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        by_urn.entry(node.get("urn").raw()).or_insert(at);
    }
    let mut is_seen = vec![false; nodes.len()];
    let mut order = Vec::with_capacity(nodes.len());
    for at in 0..nodes.len() {
        let mut line = Vec::new();
        let mut next = Some(at);
        // Nodes that stand above each other in a circle are seen once too.
        while let Some(at) = next.filter(|at| !std::mem::replace(&mut is_seen[*at], true)) {
            line.push(at);
            let above = nodes[at].get("parent_urn").raw();
            next = by_urn.get(above).copied().filter(|_| !above.is_empty());
        }
        order.extend(line.into_iter().rev());
    }
    order
}

struct Reader<'o, 't> {
    outline: &'o mut Outline,
    tally: &'o mut Tally,
    /// Where what stands below a node belongs, by the URN of the node.
    places: HashMap<&'t str, Place>,
    /// The id of the framework.
    id: Id,
    /// The chapter of what stands below no heading, once there is such a thing.
    rest: Option<Id>,
}

/// Where a node belongs.
#[derive(Clone, Default)]
struct Place {
    chapter: Id,
    section: String,
    heading: String,
}

impl<'t> Reader<'_, 't> {
    fn node(&mut self, node: &'t Tree, place: &str) {
        let urn = node.get("urn").raw();
        if !node.is_object() || urn.is_empty() {
            self.tally.skip(place, "urn のない項目は取り込みません。");
            return;
        }
        let above = self.places.get(node.get("parent_urn").raw()).cloned();
        let name = translated(node, "name");
        let number = node.get("ref_id").line();
        let below = match above {
            _ if node.get("assessable").is_true() => {
                let above = above.unwrap_or_else(|| self.rest());
                self.clause(node, &above, (&number, &name));
                Place { heading: name, ..above }
            }
            Some(above) => {
                // A section is known by its number; one without is known by its name.
                let number = or(number, &or(name.clone(), urn::tail(urn)));
                let title = if number == name { String::new() } else { name.clone() };
                self.outline.section(&above.chapter, urn::id(urn), (&number, &title));
                Place { section: number, heading: or(title, &name), ..above }
            }
            None => {
                let title = or(format!("{number} {name}").trim().to_owned(), urn::tail(urn));
                Place { chapter: self.outline.chapter(urn::id(urn), &title), ..Place::default() }
            }
        };
        if !node.get("assessable").is_true() && !node.get("description").raw().trim().is_empty() {
            self.tally.skip(place, "評価の対象ではない項目は見出しだけを取り込み、その説明文は取り込みません。");
        }
        self.places.insert(urn, below);
    }

    fn rest(&mut self) -> Place {
        if self.rest.is_none() {
            let id = format!("{}.chapter", self.id);
            self.rest = Some(self.outline.chapter(id, "(見出しなし)"));
        }
        Place { chapter: self.rest.clone().unwrap_or_default(), ..Place::default() }
    }

    fn clause(&mut self, node: &Tree, above: &Place, (number, name): (&str, &str)) {
        let urn = node.get("urn").raw();
        let number = or(number.to_owned(), urn::tail(urn));
        self.outline.clause(
            &above.chapter,
            Item {
                id: urn::id(urn),
                section: above.section.clone(),
                heading: above.heading.clone(),
                place: number.clone(),
                number,
                title: name.to_owned(),
                text: text(node),
                ..Item::default()
            },
        );
    }
}

/// Returns the text of a node: what it asks for, what is said about it, and how it can be shown.
fn text(node: &Tree) -> String {
    let japanese = node.get("translations").get("ja");
    let part = |name: &str| or(japanese.get(name).prose(), &node.get(name).prose());
    let below = |title: &str, text: String| if text.is_empty() { text } else { format!("{title}:\n{text}") };
    let parts = [
        part("description"),
        below("補足", part("annotation")),
        below("証跡の例", part("typical_evidence")),
        below("質問", questions(node.get("questions"))),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Returns the questions that help to answer a node; they stand in an object by their URNs, in older libraries in a list.
fn questions(questions: &Tree) -> String {
    let asked = questions.fields().iter().map(|(_, question)| question).chain(questions.items());
    let texts = asked.map(|question| or(translated(question, "text"), &question.line()));
    texts.filter(|text| !text.is_empty()).map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n")
}
