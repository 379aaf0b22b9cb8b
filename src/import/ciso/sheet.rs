//! The workbook that a library is written in, as the tree that the library is: `library_meta` says what it is, and each
//! object has a sheet `NAME_meta` and, below a row of titles, a sheet `NAME_content`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::language::t;

use super::super::file::{Contents, Grid};
use super::super::reading::NotRead;
use super::super::tally::Tally;
use super::super::tree::Tree;

/// The sheet that says what the library is.
const LIBRARY: &str = "library_meta";

/// Whether a workbook is one that a library is written in.
pub(super) fn is_library(contents: &Contents) -> bool {
    let Contents::Sheets(grids) = contents else { return false };
    grids.iter().any(|grid| grid.name == LIBRARY && fields(grid).get("type").is_some_and(|kind| kind == "library"))
}

/// Returns the library that a workbook describes.
///
/// # Errors
///
/// If it is no such workbook.
pub(super) fn library(contents: &Contents, tally: &mut Tally) -> Result<Tree, NotRead> {
    let none = || {
        let hint = t("library_meta のシートがあるブックか、YAML のライブラリを指定してください。");
        NotRead::Wrong(t("CISO Assistant のライブラリのブックではありません。").to_owned(), hint)
    };
    let Contents::Sheets(grids) = contents else { return Err(none()) };
    let sheet = |name: &str| grids.iter().find(|grid| grid.name == name);
    let mut library = translatable(&fields(sheet(LIBRARY).ok_or_else(none)?));
    let mut objects: Vec<(Box<str>, Tree)> = Vec::new();
    for (at, meta) in grids.iter().enumerate().filter(|(_, grid)| grid.name != LIBRARY) {
        let about = fields(meta);
        let Some(kind) = about.get("type").map(|kind| kind.trim().to_lowercase()) else { continue };
        let name = meta.name.strip_suffix("_meta").unwrap_or(&meta.name);
        // Spreadsheets cut long names off; the sheet behind is the one that belongs to it then.
        let next = || grids.get(at + 1).filter(|next| !meta.name.ends_with("_meta") || next.name.starts_with(name));
        let content = sheet(&format!("{name}_content")).or_else(next);
        let object = match (kind.as_str(), content) {
            ("framework", Some(content)) => framework(&about, content),
            ("requirement_mapping_set", Some(content)) => mapping_set(&about, content),
            ("framework" | "requirement_mapping_set", None) => {
                tally.skip(format!("{name}_meta"), "中身のシート(名前が _content で終わるもの)がありません。");
                continue;
            }
            _ => Tree::Nothing,
        };
        // Of every other kind it is enough to know that it is there.
        match objects.iter_mut().find(|(known, _)| **known == *kind) {
            Some((_, Tree::List(list))) => list.push(object),
            _ => objects.push((kind.into_boxed_str(), Tree::List(vec![object]))),
        }
    }
    library.push(("objects".into(), Tree::Fields(objects)));
    Ok(Tree::Fields(library))
}

/// Returns what a sheet of names and values says.
fn fields(grid: &Grid) -> BTreeMap<String, String> {
    let pairs =
        grid.rows.values().filter_map(|cells| Some((cells.get(&0)?.text.trim().to_lowercase(), cells.get(&1)?)));
    pairs.map(|(name, value)| (name, value.text.trim().to_owned())).collect()
}

/// Returns fields as those of an object; `name[ja]` becomes the Japanese translation.
fn translatable(fields: &BTreeMap<String, String>) -> Vec<(Box<str>, Tree)> {
    let text = |name: &str, value: &String| (Box::from(name), Tree::from(value.clone()));
    let (japanese, plain): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, _)| name.ends_with("[ja]"));
    let mut object: Vec<(Box<str>, Tree)> = plain.into_iter().map(|(name, value)| text(name, value)).collect();
    if !japanese.is_empty() {
        let japanese = japanese.into_iter().map(|(name, value)| text(name.trim_end_matches("[ja]").trim(), value));
        object.push(("translations".into(), Tree::Fields(vec![("ja".into(), Tree::Fields(japanese.collect()))])));
    }
    object
}

/// Returns the rows below the titles, each with its cells by their titles.
fn rows(grid: &Grid) -> Vec<BTreeMap<String, String>> {
    let mut rows = grid.rows.values();
    let Some(titles) = rows.next() else { return Vec::new() };
    let cells = |row: &BTreeMap<usize, super::super::file::GridCell>| -> BTreeMap<String, String> {
        let filled = row.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
        let titled = filled.filter_map(|(at, cell)| Some((titles.get(at)?.text.trim().to_lowercase(), cell)));
        titled.map(|(title, cell)| (title, cell.text.trim().to_owned())).collect()
    };
    rows.map(cells).filter(|row| !row.is_empty()).collect()
}

fn mapping_set(about: &BTreeMap<String, String>, content: &Grid) -> Tree {
    let of = |row: &BTreeMap<String, String>, end: &str| {
        let base = about.get(&format!("{end}_node_base_urn")).map_or("", String::as_str);
        let node = row.get(&format!("{end}_node_id")).map(|node| node.to_lowercase().replace(' ', "-"));
        node.map_or_else(String::new, |node| format!("{base}:{node}"))
    };
    let mapping = |row: BTreeMap<String, String>| {
        let mut mapping = translatable(&row);
        mapping.extend(
            ["source", "target"]
                .map(|end| (format!("{end}_requirement_urn").into_boxed_str(), Tree::from(of(&row, end)))),
        );
        Tree::Fields(mapping)
    };
    let mappings = Tree::List(rows(content).into_iter().map(mapping).collect());
    let mut set = translatable(about);
    set.push(("requirement_mappings".into(), mappings));
    Tree::Fields(set)
}

fn framework(about: &BTreeMap<String, String>, content: &Grid) -> Tree {
    let mut nodes =
        Nodes { base: about.get("base_urn").map_or("", String::as_str), above: Vec::new(), unnamed: Vec::new() };
    let nodes = rows(content).into_iter().map(|row| nodes.node(row)).collect();
    let mut framework = translatable(about);
    framework.push(("requirement_nodes".into(), Tree::List(nodes)));
    Tree::Fields(framework)
}

/// The nodes of a framework, one after the other.
struct Nodes<'a> {
    base: &'a str,
    /// The URNs of the last node at each depth, as far as they stand above the next one.
    above: Vec<String>,
    /// How many nodes without a number stand below each of them.
    unnamed: Vec<usize>,
}

impl Nodes<'_> {
    fn node(&mut self, row: BTreeMap<String, String>) -> Tree {
        let depth = row.get("depth").and_then(|depth| depth.parse::<f64>().ok()).map_or(1, |depth| depth as usize);
        // What stands deeper than below the node before it, stands below that.
        let depth = depth.clamp(1, self.above.len() + 1);
        self.above.truncate(depth - 1);
        self.unnamed.truncate(depth);
        self.unnamed.resize(depth, 0);
        let parent = self.above.last().cloned();
        let urn = self.urn(&row, parent.as_deref());
        let mut node = translatable(&row);
        node.retain(|(name, _)| !matches!(&**name, "questions" | "assessable"));
        if let Some(questions) = row.get("questions") {
            node.push((
                "questions".into(),
                Tree::List(questions.lines().map(|line| Tree::from(line.to_owned())).collect()),
            ));
        }
        node.push(("assessable".into(), Tree::Flag(is_marked(row.get("assessable")))));
        node.push(("urn".into(), Tree::from(urn.clone())));
        node.extend(parent.map(|parent| ("parent_urn".into(), Tree::from(parent))));
        self.above.push(urn);
        Tree::Fields(node)
    }

    /// Returns the URN that the converter of the format gives a node: by its own id, its number, its place below the node
    /// above, or its name.
    fn urn(&mut self, row: &BTreeMap<String, String>, parent: Option<&str>) -> String {
        let base = self.base;
        if let Some(own) = row.get("node_id").cloned().or_else(|| row.get("ref_id").map(|number| suffix(number))) {
            return format!("{base}:{own}");
        }
        let count = self.unnamed.last_mut().map_or(1, |count| {
            *count += 1;
            *count
        });
        match (parent, row.get("name")) {
            (Some(parent), _) => format!("{parent}:{count}"),
            (None, Some(name)) => format!("{base}:{}", suffix(name)),
            (None, None) => format!("{base}:node{count}"),
        }
    }
}

/// Whether there is a mark in a cell, and not the word for none.
fn is_marked(cell: Option<&String>) -> bool {
    cell.is_some_and(|mark| !matches!(mark.to_lowercase().as_str(), "false" | "0" | "no"))
}

/// Returns a text as the last part of a URN.
fn suffix(text: &str) -> String {
    let ascii = text.nfkd().filter(char::is_ascii).map(|c| c.to_ascii_lowercase());
    let is_kept = |c: char| c.is_ascii_alphanumeric() || "_-.[]():".contains(c);
    ascii
        .map(|c| {
            if c == ' ' {
                '-'
            } else if is_kept(c) {
                c
            } else {
                '_'
            }
        })
        .collect()
}
