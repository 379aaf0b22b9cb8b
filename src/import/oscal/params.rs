//! The parameters of a catalog, written out where its texts name them.

use std::cell::Cell;
use std::collections::HashMap;

use super::super::tree::Tree;

/// How deep a choice may name another parameter.
const DEPTH: usize = 4;
/// The most bytes of a text with its parameters written out: a few parameters that name each other can make gigabytes.
const TEXT: usize = 200_000;

/// The most bytes of all parameters that are written out. The largest catalogs need 1 MB.
const ALL: usize = 16 << 20;

/// The parameters of a catalog.
#[derive(Debug)]
pub(super) struct Params<'t> {
    by_id: HashMap<&'t str, &'t Tree>,
    /// How many more bytes are written of them.
    left: Cell<usize>,
}

impl<'t> Params<'t> {
    /// Collects the parameters of a catalog, its groups and its controls: a text may name one of another control.
    pub fn of(catalog: &'t Tree) -> Self {
        let mut params = Self { by_id: HashMap::new(), left: Cell::new(ALL) };
        params.collect(catalog);
        params
    }

    fn collect(&mut self, object: &'t Tree) {
        for param in object.get("params").each() {
            self.by_id.insert(param.get("id").raw(), param);
            // An older id by which texts may still name it.
            let props = param.get("props").items().iter();
            for other in props.filter(|prop| prop.get("name").raw() == "alt-identifier") {
                self.by_id.entry(other.get("value").raw()).or_insert(param);
            }
        }
        // No deeper than trees are.
        for inner in ["groups", "controls"] {
            object.get(inner).each().iter().for_each(|inner| self.collect(inner));
        }
    }

    /// Returns a text with its parameters written out: `{{ insert: param, ac-1_prm_1 }}`, or `{{ ac-1_prm_1 }}` in older
    /// catalogs.
    pub fn written(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        self.write(text, &mut written, DEPTH);
        written
    }

    fn write(&self, text: &str, written: &mut String, depth: usize) {
        let mut rest = text;
        while let Some((before, (id, after))) = rest.split_once("{{").and_then(|(before, from)| {
            let (inside, after) = from.split_once("}}")?;
            Some((before, (id(inside), after)))
        }) {
            written.push_str(before);
            self.param(id, written, depth);
            rest = after;
            if written.len() > TEXT {
                return;
            }
        }
        written.push_str(rest);
    }

    /// Writes a parameter: its values, or else its choices, or else its label, in brackets.
    fn param(&self, id: &str, written: &mut String, depth: usize) {
        let is_enough = depth == 0 || written.len() > TEXT || self.left.get() == 0;
        let Some(param) = self.by_id.get(id).filter(|_| !is_enough) else {
            written.push_str(&format!("[{id}]"));
            return;
        };
        let values = param.get("values").items();
        let choices = param.get("select").get("choice").items();
        let (texts, mark): (Vec<String>, &str) = match () {
            () if !values.is_empty() => (values.iter().map(Tree::line).collect(), "、"),
            () if !choices.is_empty() => (choices.iter().map(Tree::line).collect(), " / "),
            () => {
                let label = [param.get("value"), param.get("label"), param.get("id")].map(Tree::line);
                (label.into_iter().filter(|text| !text.is_empty()).take(1).collect(), "")
            }
        };
        let brackets = if values.is_empty() { ("[", "]") } else { ("", "") };
        written.push_str(brackets.0);
        for (at, text) in texts.iter().enumerate() {
            written.push_str(if at == 0 { "" } else { mark });
            self.left.set(self.left.get().saturating_sub(mark.len() + text.len()));
            self.write(text, written, depth - 1);
        }
        written.push_str(brackets.1);
    }
}

/// Returns the id of the parameter that a text inserts.
fn id(inside: &str) -> &str {
    let inside = inside.trim();
    match inside.strip_prefix("insert:") {
        Some(inserted) => inserted.split_once(',').map_or(inserted, |(_, id)| id).trim(),
        None => inside,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::importer::SourceFile;
    use super::super::super::tally::Tally;
    use super::*;

    #[test]
    fn parameters_are_written_out() {
        let json = r#"{"params": [{"id": "c", "label": "who"}], "groups": [{"controls": [{"params": [
            {"id": "p", "label": "a time", "props": [{"name": "alt-identifier", "value": "old"}]},
            {"id": "s", "select": {"how-many": "one-or-more", "choice": ["lock after {{ insert: param, p }}", "ask"]}},
            {"id": "v", "label": "x", "values": ["1", "2"]},
            {"id": "e"},
            {"id": "loop", "select": {"choice": ["{{ loop }}{{ loop }}"]}}]}]}]}"#;
        let tree = Tree::of(&SourceFile::new("a", json.as_bytes().to_vec()), &mut Tally::default()).unwrap();
        let params = Params::of(&tree);
        for (text, expected) in [
            ("do {{ insert: param, p }}.", "do [a time]."),
            ("{{p}} {{ old }}", "[a time] [a time]"),
            ("{{ insert: param, s }}", "[lock after [a time] / ask]"),
            ("{{ v }} {{ c }} {{ e }}", "1、2 [who] [e]"),
            ("{{ nowhere }}", "[nowhere]"),
            ("{{ open", "{{ open"),
            ("}} {{", "}} {{"),
        ] {
            assert_eq!(params.written(text), expected);
        }
        assert!(params.written("{{ loop }}").len() < 500);
    }

    #[test]
    fn parameters_that_name_each_other_make_no_endless_text() {
        let many = format!("[{}]", vec!["\"{{ a }}\""; 1_000].join(","));
        let json = format!(r#"{{"params": [{{"id": "a", "select": {{"choice": {many}}}}}]}}"#);
        let tree = Tree::of(&SourceFile::new("a", json.into_bytes()), &mut Tally::default()).unwrap();
        assert!(Params::of(&tree).written("{{ a }}").len() < 2 * TEXT);
    }
}
