//! Compiles what the binary carries: the dictionary of the Japanese analysis and the bundled catalog.
//!
//! Both are made from sources in this repository only; nothing is downloaded.

#![allow(clippy::disallowed_methods, reason = "a build writes into its own folder")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{env, io};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

#[allow(dead_code, unused_imports, unreachable_pub, reason = "the library uses what the build does not")]
#[path = "src/model/mod.rs"]
mod model;
#[allow(dead_code, unreachable_pub, reason = "the library uses what the build does not")]
#[path = "src/catalog/source.rs"]
mod source;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The columns that `index/dictionary/make.py` keeps, by the names lindera knows them by.
const COLUMNS: [&str; 10] = [
    "surface",
    "left_context_id",
    "right_context_id",
    "cost",
    "major_pos",
    "pos_detail_1",
    "pos_detail_2",
    "pos_detail_3",
    "base_form",
    "reading",
];

fn main() -> Outcome {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for input in ["build.rs", "index/dictionary", "data", "src/model", "src/catalog/source.rs"] {
        println!("cargo:rerun-if-changed={input}");
    }
    compile_dictionary(&out)?;
    compile_catalog(&out)
}

/// Builds IPADIC from its compact source form into `OUT_DIR/ipadic`, unless that was done before.
///
/// Recipe: unpack the lexicon and the connection matrix, then let lindera's own builder run over them.
fn compile_dictionary(out: &Path) -> Outcome {
    let home = Path::new("index/dictionary");
    let sums = fs::read_to_string(home.join("SHA256SUMS"))?;
    let done = out.join("ipadic.done");
    println!("cargo:rustc-env=LINDERA_WORKDIR={}", out.display());
    if fs::read_to_string(&done).is_ok_and(|made_from| made_from == sums) {
        return Ok(());
    }
    let unpacked = out.join("ipadic-source");
    fs::create_dir_all(&unpacked)?;
    for (packed, name) in [("lexicon.csv.xz", "lexicon.csv"), ("matrix.def.xz", "matrix.def")] {
        let file = io::BufReader::new(fs::File::open(home.join(packed))?);
        let mut bytes = Vec::new();
        lzma_rust2::XzReader::new(file, false).read_to_end(&mut bytes)?;
        fs::write(unpacked.join(name), bytes)?;
    }
    for name in ["char.def", "unk.def"] {
        fs::copy(home.join(name), unpacked.join(name))?;
    }
    DictionaryBuilder::new(metadata()).build_dictionary(&unpacked, &out.join("ipadic"))?;
    fs::remove_dir_all(&unpacked)?;
    fs::write(done, sums)?;
    Ok(())
}

fn metadata() -> Metadata {
    let columns = COLUMNS.map(str::to_owned).to_vec();
    let user = ["surface", "part_of_speech", "reading"].map(str::to_owned).to_vec();
    let (cost, context) = (-10000, 1288);
    Metadata::new(
        "IPADIC".into(),
        "UTF-8".into(),
        cost,
        context,
        context,
        "*".into(),
        true,
        false,
        false,
        Schema::new(columns),
        Schema::new(user),
    )
}

/// Reads `data/` and writes it in the form the binary decodes at start, with the texts for later checks.
fn compile_catalog(out: &Path) -> Outcome {
    let mut files = Vec::new();
    collect(Path::new("data"), &mut files)?;
    files.sort();
    let mut catalog = source::Source::default();
    let mut table = String::from("static FILES: &[(&str, &str)] = &[\n");
    let root = env::var("CARGO_MANIFEST_DIR")?;
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
    fs::write(out.join("catalog.bin"), postcard::to_stdvec(&catalog)?)?;
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
