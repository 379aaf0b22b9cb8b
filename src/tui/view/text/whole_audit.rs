//! What is said about evidence of the audit as a whole.

use crate::language::tr;
use crate::tui::view::text::{by_key, sentences, undone_by};

/// What such evidence is called.
pub const NAME: &str = "点検全体";
/// The link that adds some.
pub const ADD: &str = "点検全体の証跡を加える";
/// The title of the prompt for it.
pub const ASKED: &str = "点検全体の証跡 (ファイルの場所か URL)";
/// The links by which a piece is taken off, and by which it becomes such evidence.
pub const OFF_AND_ON: [&str; 2] = ["点検全体の証跡から外す", "点検全体の証跡にする"];

/// Below the link: by which key it is added anywhere.
pub fn how(key: &str) -> String {
    by_key(key, "で、規程や体制図など、点検全体の証跡を加えられます。")
}

/// Says that a piece is evidence of the audit as a whole now, or not any more.
pub fn said(source: &str, on: bool, undo: &str) -> String {
    let said = match on {
        true => tr!("証跡 {source} を点検全体の証跡に加えました。", source),
        false => tr!("証跡 {source} を点検全体の証跡から外しました。", source),
    };
    sentences(&[&said, &undone_by(undo)])
}
