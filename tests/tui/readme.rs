//! README's key table is the one the program works with. `TENKEN_BLESS=1` writes it anew.

use std::path::Path;

use tenken::tui::keymap::{DEFAULT, Keymap};

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";

#[test]
fn the_key_table_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    if !path.exists() {
        return;
    }
    let keymap = Keymap::parse(DEFAULT).expect("the default keys");
    let readme = std::fs::read_to_string(&path).expect("README.md is text");
    let (before, rest) = readme.split_once(BEGIN).expect("README.md says where the key table begins");
    let (_, after) = rest.split_once(END).expect("README.md says where the key table ends");
    let current = format!("{before}{BEGIN}{}{END}{after}", keymap.markdown());
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &current).expect("README.md is written");
    } else {
        assert!(readme == current, "the key table of README.md is old; TENKEN_BLESS=1 writes it anew");
    }
}
