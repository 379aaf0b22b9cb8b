//! The pages for people: every relative link leads to a file or folder.

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

#[test]
fn a_broken_link_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.md");
    fs::write(&page, "[a](page.md#x) [b](#y) [c](https://example.com/z)\n[d](gone.md#x), [e](../gone/f.rs).").unwrap();
    let ends: Vec<String> = broken(&page).iter().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(ends, ["gone.md", "../gone/f.rs"]);
}
