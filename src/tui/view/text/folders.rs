//! What pages say of the folders in which records lie, and of what can be done with a worklist that is the only one.

use std::path::Path;

use crate::language::tr;
use crate::tui::view::text::{by_key, sentences};

/// The name of the folder of one's own records, which others merge.
pub const OWN: &str = "記録のフォルダー";

/// Below the only worklist there is: by which keys it is copied, and another one created.
pub fn only_one(copy: &str, new: &str) -> String {
    sentences(&[&by_key(copy, "で次年度の点検に写せます。"), &by_key(new, "で別の点検票を作れます。")])
}

/// Says that a file is in the place of another one.
pub fn is_there(path: &Path) -> String {
    tr!("{path} はすでにあります。置きかえますか", path = path.display())
}
