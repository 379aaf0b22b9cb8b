//! Files to look at, see tests/look/xlsx.sh.

use std::fs;
use std::path::Path;

use tenken::export::csv::{self, Encoding};
use tenken::export::mapping::MappingFormat;
use tenken::export::xlsx;

use super::mapping::tables;
use super::sample::audit;
use crate::support::bundled;

#[test]
#[ignore = "writes files for people to look at"]
fn a_sample_of_every_spreadsheet() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("look");
    fs::create_dir_all(&folder).unwrap();
    let report = audit();
    fs::write(folder.join("sample.xlsx"), xlsx::write(&report).unwrap()).unwrap();
    let (catalog, _) = bundled();
    let mapping = MappingFormat::Xlsx.write(&tables(catalog), Encoding::Utf8).unwrap().bytes;
    fs::write(folder.join("mapping.xlsx"), mapping).unwrap();
    fs::write(folder.join("utf8.csv"), csv::write(&report, Encoding::Utf8).unwrap().bytes).unwrap();
    fs::write(folder.join("cp932.csv"), csv::write(&report, Encoding::Cp932).unwrap().bytes).unwrap();
}
