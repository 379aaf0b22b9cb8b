//! The pages for people: every relative link leads to a file or folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the targets of the links of a page, without web addresses and without places within a page.
fn links(page: &str) -> Vec<&str> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter_map(|target| target.split('#').next());
    files.filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:")).collect()
}

/// Returns the pages at the root, in `docs/` and beside the data.
fn pages(root: &Path) -> Vec<PathBuf> {
    let folders = ["", "docs", "data", "index"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Returns the links of a page that lead nowhere.
fn broken(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let lost = links(&text).into_iter().filter(|target| !page.parent().unwrap().join(target).exists());
    lost.map(|target| format!("{}: {target}", page.display())).collect()
}

#[test]
fn every_link_leads_to_a_file() {
    let pages = pages(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(pages.len() >= 7, "{pages:?}");
    assert_eq!(pages.iter().flat_map(|page| broken(page)).collect::<Vec<_>>(), Vec::<String>::new());
}

/// Returns the names of functions below a folder.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next());
            found.extend(names.map(str::to_owned));
        }
    }
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/reliability.md")).unwrap();
    let quoted: BTreeSet<&str> = page.split('`').skip(1).step_by(2).filter(|text| text.contains('_')).collect();
    let mut known = BTreeSet::new();
    ["src", "tests"].iter().for_each(|folder| functions(&root.join(folder), &mut known));
    assert!(quoted.len() >= 15, "{quoted:?}");
    assert_eq!(quoted.into_iter().filter(|name| !known.contains(*name)).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_broken_link_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.md");
    fs::write(&page, "[a](page.md#x) [b](#y) [c](https://example.com/z)\n[d](gone.md#x), [e](../gone/f.rs).").unwrap();
    let ends: Vec<String> = broken(&page).iter().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(ends, ["gone.md", "../gone/f.rs"]);
}
