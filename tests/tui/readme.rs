//! The key table in README.md is the one the program uses. `TENKEN_BLESS=1` rewrites it.

use tenken::tui::input::keymap::{DEFAULT, Keymap};

use crate::support::pages::assert_current;

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";

#[test]
fn the_key_table_is_current() {
    let keymap = Keymap::parse(DEFAULT).expect("the default keys");
    assert_current("README.md", |page| {
        let (before, rest) = page.split_once(BEGIN).expect("README.md says where the key table begins");
        let (_, after) = rest.split_once(END).expect("README.md says where the key table ends");
        format!("{before}{BEGIN}{}{END}{after}", keymap.markdown())
    });
}
