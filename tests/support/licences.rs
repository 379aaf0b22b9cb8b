//! Finds out what is linked, and under which licences, from cargo and the sources of the crates.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::programs::starting;

/// The platforms that binaries are made for.
const PLATFORMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/// How the names of files with licences begin, in lower case.
const FILES: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];

/// The beginning of the usual text that stands for a missing one.
const MIT: &str = include_str!("../../LICENSE-MIT");

/// A crate, or something else that is linked.
struct Component {
    name: String,
    version: String,
    licence: String,
    texts: Vec<String>,
}

/// Returns the file as it should be; none, with a word why, if cargo or the sources are not there.
pub fn linked() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut components = others(root);
    let sources = sources()?;
    for (name, version) in crates()? {
        let Some(package) = sources.get(&(name.clone(), version.clone())) else {
            eprintln!("licences were not checked: the sources of {name} {version} are not there");
            return None;
        };
        components.push(component(name, version, package));
    }
    Some(written(&components))
}

/// Returns the list of parts of a release, for all platforms; none, with a word why, if a program that makes it is not there.
pub fn parts(root: &Path) -> Option<Value> {
    let platforms = PLATFORMS.iter().flat_map(|platform| ["--filter-platform", platform]);
    let metadata = cargo(&["metadata", "--format-version", "1"].into_iter().chain(platforms).collect::<Vec<_>>())?;
    let mut command = Command::new("jq");
    command.args(["--arg", "rust", "1.0.0", "--arg", "glibc", "2.0", "--arg", "date", "2026-11-29T00:00:00Z"]);
    command.args(["--rawfile", "linked", "licences/linked.txt", "--rawfile", "lock", "Cargo.lock"]);
    command.args(["-f", "packaging/sbom.jq"]).current_dir(root).stdin(Stdio::piped()).stdout(Stdio::piped());
    let starting = starting();
    let child = command.spawn();
    drop(starting);
    let Ok(mut child) = child else {
        eprintln!("the list of parts was not checked: jq is not installed");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(&metadata));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "packaging/sbom.jq");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Returns what is no crate. The program itself has no version here, so that a new one changes nothing.
fn others(root: &Path) -> Vec<Component> {
    let read = |file: &str| tidy(&fs::read_to_string(root.join(file)).unwrap());
    let other = |name: &str, licence: &str, texts: &[String]| Component {
        name: name.to_owned(),
        version: "-".to_owned(),
        licence: licence.to_owned(),
        texts: texts.to_vec(),
    };
    let (mit, apache) = (read("LICENSE-MIT"), read("LICENSE-APACHE"));
    let rust = signed("The Rust Project Developers");
    vec![
        other("tenken", "MIT OR Apache-2.0", &[mit, apache.clone()]),
        other("IPADIC(辞書)", "LicenseRef-IPADIC", &[read("index/dictionary/COPYING")]),
        other("Rust 標準ライブラリ", "MIT OR Apache-2.0", &[rust, apache]),
        other("GNU C Library(静的な実行ファイルだけ)", "LGPL-2.1-or-later", &[read("licences/LGPL-2.1")]),
    ]
}

/// Returns the output of cargo; none if it fails, as without the crates of `Cargo.lock`.
pub fn cargo(args: &[&str]) -> Option<Vec<u8>> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(args).args(["--offline", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let starting = starting();
    let output = command.output();
    drop(starting);
    match output {
        Ok(output) if output.status.success() => Some(output.stdout),
        _ => {
            eprintln!("not checked: cargo {} does not answer", args.join(" "));
            None
        }
    }
}

/// Returns names and versions of the crates that are linked, sorted.
fn crates() -> Option<Vec<(String, String)>> {
    let targets = PLATFORMS.iter().flat_map(|platform| ["--target", platform]);
    let args =
        ["tree", "--package", "tenken", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let answer = cargo(&args.into_iter().chain(targets).collect::<Vec<_>>())?;
    let mut crates: Vec<(String, String)> = String::from_utf8(answer)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap().to_owned()))
        .filter(|(name, _)| !name.starts_with("tenken"))
        .collect();
    crates.sort();
    crates.dedup();
    Some(crates)
}

/// Returns what cargo knows of every crate, by name and version.
fn sources() -> Option<BTreeMap<(String, String), Value>> {
    let platforms = PLATFORMS.iter().flat_map(|platform| ["--filter-platform", platform]);
    let args: Vec<&str> = ["metadata", "--format-version", "1"].into_iter().chain(platforms).collect();
    let answer: Value = serde_json::from_slice(&cargo(&args)?).unwrap();
    let text = |package: &Value, name: &str| package[name].as_str().unwrap().to_owned();
    let packages = answer["packages"].as_array().unwrap().iter();
    Some(packages.map(|package| ((text(package, "name"), text(package, "version")), package.clone())).collect())
}

fn component(name: String, version: String, package: &Value) -> Component {
    let licence = package["license"].as_str().unwrap_or_default().replace(" / ", " OR ").replace('/', " OR ");
    let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut texts: Vec<String> =
        files.iter().map(|file| tidy(&String::from_utf8_lossy(&fs::read(file).unwrap()))).collect();
    if texts.is_empty() {
        assert!(licence.split(" OR ").any(|one| one == "MIT"), "{name} brings no text of its licence, {licence}");
        let authors: Vec<&str> = package["authors"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let authors = if authors.is_empty() { format!("The authors of {name}") } else { authors.join(", ") };
        texts.push(signed(&authors));
    }
    Component { name, version, licence, texts }
}

/// Adds the files with licences in a folder of sources, and in folders of licences in it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
        let is_code = [".rs", ".toml", ".json"].iter().any(|end| name.ends_with(end));
        if !FILES.iter().any(|start| name.starts_with(start)) || is_code {
            continue;
        }
        match path.is_dir() {
            true => files
                .extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).filter(|file| file.is_file())),
            false => files.push(path),
        }
    }
}

/// Returns the usual text of MIT under somebody's name.
fn signed(authors: &str) -> String {
    let line =
        |line: &str| if line.starts_with("Copyright") { format!("Copyright (c) {authors}") } else { line.to_owned() };
    tidy(&MIT.lines().map(line).collect::<Vec<_>>().join("\n"))
}

/// Returns a text without what does not show.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.replace(['\u{c}', '\t'], " ").trim_end().to_owned())
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Returns the file: a line for each component, then every text once.
fn written(components: &[Component]) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is alike stands together, so that it packs well; only where lines are broken makes no text another one.
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for text in components.iter().flat_map(|component| &component.texts) {
        texts.entry(plain(text)).or_insert(text);
    }
    let number = |text: &String| texts.keys().position(|known| *known == plain(text)).unwrap() + 1;
    let mut file = String::new();
    for Component { name, version, licence, texts } in components {
        let mut numbers: Vec<usize> = texts.iter().map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        file += &format!("{name}\t{version}\t{licence}\t{}\n", numbers.join(" "));
    }
    for (place, text) in texts.values().enumerate() {
        assert!(!text.lines().any(|line| line.starts_with("@@")), "{text}");
        file += &format!("@@ {}\n{text}\n", place + 1);
    }
    file
}
