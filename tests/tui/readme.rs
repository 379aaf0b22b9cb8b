//! README's key table is the one the program works with.

use tenken::tui::keymap::{DEFAULT, Keymap};

#[test]
fn the_key_table_is_current() {
    let keymap = Keymap::parse(DEFAULT).expect("the default keys");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    if !path.exists() {
        return;
    }
    let readme = std::fs::read_to_string(path).expect("README.md");
    let (begin, end) = ("<!-- keys:begin -->\n", "<!-- keys:end -->");
    let table = readme.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map(|(table, _)| table.trim());
    let current = keymap.markdown();
    assert_eq!(table, Some(current.trim()), "README.md must hold this between {begin}and {end}:\n{current}");
}
