//! What stands in a control: its text, whether it still holds, and which others it refers to.

use std::collections::HashSet;

use super::super::slug::slug;
use super::super::tree::Tree;
use super::params::Params;

/// The most bytes of the text of a control.
const TEXT: usize = 400_000;

/// Writes the texts of controls.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// How many steps of assessments were left out.
    pub steps: usize,
}

impl Texts {
    /// Returns the text of a control: its parts one below the other, each with its label.
    pub fn of(&mut self, control: &Tree, params: &Params<'_>) -> String {
        let mut text = String::new();
        for part in control.get("parts").each() {
            let before = text.len();
            let name = part.get("name").raw();
            self.part(part, params, (0, &mut text));
            // Guidance and the like stand apart from the statement, under their name.
            if text.len() > before && before > 0 {
                let heading = super::super::outline::or(part.get("title").line(), name);
                text.insert_str(before, &format!("\n{heading}\n"));
            }
        }
        text.trim().to_owned()
    }

    fn part(&mut self, part: &Tree, params: &Params<'_>, (depth, text): (usize, &mut String)) {
        if text.len() > TEXT {
            return;
        }
        if part.get("name").raw().starts_with("assessment") {
            self.steps += 1;
            return;
        }
        let prose = params.written(&part.get("prose").prose());
        let label = super::label(part);
        let line = format!("{label} {}", prose.trim());
        if !line.trim().is_empty() {
            text.push_str(&"  ".repeat(depth));
            text.push_str(line.trim());
            text.push('\n');
        }
        // What has nothing to say itself does not indent what stands in it.
        let depth = if line.trim().is_empty() { depth } else { depth + 1 };
        part.get("parts").each().iter().for_each(|part| self.part(part, params, (depth, text)));
    }
}

/// Whether a control was withdrawn.
pub(super) fn is_withdrawn(control: &Tree) -> bool {
    let is_status = |prop: &&Tree| prop.get("name").raw().eq_ignore_ascii_case("status");
    let mut states = control.get("props").each().iter().filter(is_status);
    states.any(|prop| prop.get("value").raw().trim().eq_ignore_ascii_case("withdrawn"))
}

/// Returns the ids of the controls that a control refers to, each once.
pub(super) fn related(control: &Tree) -> Vec<String> {
    let own = slug(control.get("id").raw());
    let mut known = HashSet::from([own]);
    let others = control.get("links").each().iter().filter(|link| link.get("rel").raw() != "reference");
    let ids = others.filter_map(|link| link.get("href").raw().strip_prefix('#').map(slug));
    ids.filter(|id| known.insert(id.clone())).collect()
}
