//! The dictionary's sources are those that its checksums name.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn the_files_of_the_dictionary_are_those_that_were_made() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/dictionary");
    let sums = fs::read_to_string(home.join("SHA256SUMS")).unwrap();
    let mut checked = 0;
    for (sum, name) in sums.lines().filter_map(|line| line.split_once("  ")) {
        let digest = Sha256::digest(fs::read(home.join(name)).unwrap());
        let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sum, "{name}");
        checked += 1;
    }
    assert_eq!(checked, 4);
}
