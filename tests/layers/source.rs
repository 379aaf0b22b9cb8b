//! Reads Rust sources just well enough for the rules: files, module paths, code without comments, `use` lines.

use std::fs;
use std::path::Path;

/// A file of Rust: its path below the root of its package, with `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Returns every Rust file below a folder, sorted; the paths start with `prefix`.
pub fn read(root: &Path, prefix: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    read_folder(root, root, prefix, &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn read_folder(root: &Path, folder: &Path, prefix: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(root, &path, prefix, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below = Path::new(prefix).join(path.strip_prefix(root).unwrap());
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { path: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// Returns the path of a file's module: `search/engine.rs` is `[search, engine]`, `lib.rs` is `[]`.
pub fn modules(path: &str) -> Vec<String> {
    let steps = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    steps.filter(|step| !matches!(step.as_str(), "mod" | "lib")).collect()
}

/// Returns the text without comments and without what stands in string literals.
pub fn code_only(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut code = String::new();
        let mut chars = line.chars().peekable();
        let mut in_string = false;
        while let Some(c) = chars.next() {
            match c {
                '\\' if in_string => drop(chars.next()),
                '"' => in_string = !in_string,
                '/' if !in_string && chars.peek() == Some(&'/') => break,
                _ if in_string => {}
                c => code.push(c),
            }
        }
        code
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the text before the tests of a file.
pub fn before_tests(text: &str) -> &str {
    text.split("\nmod tests {").next().unwrap_or_default()
}

/// What one name in a `use` line stands for.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// The steps of its path: `crate::a::{b, c::D}` gives `[crate, a, b]` and `[crate, a, c, D]`.
    pub steps: Vec<String>,
    /// Whether it is passed on (`pub use`).
    pub is_public: bool,
}

/// Returns every name in the `use` lines of code without comments.
pub fn uses(code: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    let mut statement: Option<String> = None;
    for line in code.lines().map(str::trim) {
        match &mut statement {
            Some(begun) => begun.push_str(line),
            None if is_use(line) => statement = Some(line.to_owned()),
            None => continue,
        }
        if let Some(whole) = statement.take_if(|begun| begun.ends_with(';')) {
            let (before, tree) = whole.split_once("use ").unwrap();
            let mut paths = Vec::new();
            flatten(tree.trim_end_matches(';'), &[], &mut paths);
            uses.extend(paths.into_iter().map(|steps| Use { steps, is_public: !before.is_empty() }));
        }
    }
    uses
}

fn is_use(line: &str) -> bool {
    line.starts_with("use ")
        || line.starts_with("pub") && line.split(' ').nth(1) == Some("use")
        || line.starts_with("pub(in ") && line.contains(") use ")
}

fn flatten(tree: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
    let (head, group) = match tree.split_once('{') {
        Some((head, group)) => (head, group.rsplit_once('}').map(|(group, _)| group)),
        None => (tree.split(" as ").next().unwrap_or_default(), None),
    };
    let steps = head.split("::").map(str::trim).filter(|step| !matches!(*step, "" | "*"));
    let mut path = before.to_vec();
    path.extend(steps.map(str::to_owned));
    let Some(group) = group else {
        path.pop_if(|step| path_ends_in_self(step));
        paths.push(path);
        return;
    };
    let mut depth = 0;
    let parts = group.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        flatten(part, &path, paths);
    }
}

fn path_ends_in_self(step: &str) -> bool {
    step == "self"
}
