//! Compiles what the binary carries: the dictionary of the Japanese analysis, the bundled catalog with its search index, and
//! packed the licences.
//!
//! All are made from sources in this repository only; nothing is downloaded. The library crates read no file of this
//! folder: they compile what is handed to them here, and `src/bundled.rs` hands the results back to them at run time. What is made of
//! the same sources has the same bytes.

#![allow(clippy::disallowed_methods, reason = "a build writes into its own folder")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use tenken_catalog::catalog::{Catalog, Source};
use tenken_search::{DictionaryFiles, Resources, Settings, build_dictionary, write_index};

const ANALYZER: &str = "index/analyzer.yml";

/// What is linked, and its licences.
const LICENCES: &str = "licences/linked.txt";

/// How many digits of the SHA-256 tell one state of `data/` from another.
const FINGERPRINT_DIGITS: usize = 16;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for input in ["build.rs", "index", "data", LICENCES] {
        println!("cargo:rerun-if-changed={input}");
    }
    build_dictionary(Path::new("index/dictionary"), &fs::read_to_string(ANALYZER)?, &out.join("ipadic"))?;
    fs::write(out.join("licences.bin"), packed(&fs::read(LICENCES)?)?)?;
    let catalog = compile_catalog(&out)?;
    index_catalog(&catalog, &out)
}

/// Packs what is long and hardly anybody reads.
fn packed(text: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text)?;
    Ok(packed.finish()?)
}

/// Writes the search index of the catalog, and the list of its files.
fn index_catalog(catalog: &Catalog, out: &Path) -> Outcome {
    let resources = Resources {
        settings: Settings::read(Path::new("index"))?,
        dictionary: DictionaryFiles::read(&out.join("ipadic"))?,
    };
    let folder = out.join("index");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir(&folder)?;
    write_index(catalog, &resources, &folder, &mut |_, _| ControlFlow::Continue(()))?;
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().into_string().map_err(|_| "a file of the index has a name that is not UTF-8")?);
    }
    names.sort();
    let mut table = String::from("static INDEX: &[(&str, &[u8])] = &[\n");
    for name in names {
        writeln!(table, "    ({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/index/{name}\"))),")?;
    }
    table.push_str("];\n");
    Ok(fs::write(out.join("index_files.rs"), table)?)
}

/// Reads `data/` and writes it in the form the binary opens at start.
fn compile_catalog(out: &Path) -> Outcome<Catalog> {
    let mut paths = Vec::new();
    collect(Path::new("data"), &mut paths)?;
    paths.sort();
    let mut catalog = Source::default();
    let mut files = Vec::new();
    for path in paths {
        let name = path.to_str().ok_or("data/ holds a file name that is not UTF-8")?.replace('\\', "/");
        let text = fs::read_to_string(path)?;
        for error in catalog.read(&name, &text) {
            // Not an error of the build: the check of the folder reports it, with all others, by file and line.
            println!("cargo:warning={}: {} {}", catalog.place(error.origin), error.id, error.message);
        }
        files.push((name, text));
    }
    fs::write(out.join("fingerprint"), fingerprint(&files))?;
    let compiled = catalog.compile()?;
    fs::write(out.join("catalog.bin"), &compiled)?;
    Ok(Catalog::compiled(compiled)?)
}

/// Returns the fingerprint of the files of `data/`.
fn fingerprint(files: &[(String, String)]) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in files {
        // The lengths keep two sets of files apart that only differ in where one of them ends.
        hasher.update(format!("{} {}\n{name}\n", name.len(), text.len()));
        hasher.update(text);
    }
    let digits = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    digits[..FINGERPRINT_DIGITS].to_owned()
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
