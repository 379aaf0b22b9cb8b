//! Compiles what the binary carries: the dictionary of the Japanese analysis, the bundled catalog and the licences.
//!
//! All are made from sources in this repository only; nothing is downloaded. The library crates read no file of this
//! folder: they compile what is handed to them here, and `src/bundled.rs` hands the results back to them at run time.

#![allow(clippy::disallowed_methods, reason = "a build writes into its own folder")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use tenken_catalog::catalog::Source;
use tenken_search::build_dictionary;

/// What is linked, and its licences.
const LICENCES: &str = "licences/linked.txt";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for input in ["build.rs", "index/dictionary", "data", LICENCES] {
        println!("cargo:rerun-if-changed={input}");
    }
    build_dictionary(Path::new("index/dictionary"), &out.join("ipadic"))?;
    pack_licences(&out)?;
    compile_catalog(&out)
}

/// Packs the licences: they are long, and hardly anybody reads them.
fn pack_licences(out: &Path) -> Outcome {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(fs::read(LICENCES)?.as_slice())?;
    fs::write(out.join("licences.bin"), packed.finish()?)?;
    Ok(())
}

/// Reads `data/` and writes it in the form the binary decodes at start, with the texts for later checks.
fn compile_catalog(out: &Path) -> Outcome {
    let mut files = Vec::new();
    collect(Path::new("data"), &mut files)?;
    files.sort();
    let mut catalog = Source::default();
    let mut table = String::from("static FILES: &[(&str, &str)] = &[\n");
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    for path in &files {
        let name = path.to_str().ok_or("data/ holds a file name that is not UTF-8")?.replace('\\', "/");
        for error in catalog.read(&name, &fs::read_to_string(path)?) {
            // Not an error of the build: the binary's own check reports it, with all others, by file and line.
            println!("cargo:warning={}: {} {}", catalog.place(error.origin), error.id, error.message);
        }
        writeln!(table, "    ({name:?}, include_str!({:?})),", Path::new(&root).join(path).display().to_string())?;
    }
    table.push_str("];\n");
    fs::write(out.join("catalog_files.rs"), table)?;
    fs::write(out.join("catalog.bin"), catalog.to_bytes()?)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
