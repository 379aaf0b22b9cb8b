//! The name that was probably meant.

use crate::language::tr;

/// Returns the sentence that asks for the name most like a wrong one; empty if none is at least so alike, from 0 to 1.
pub(super) fn question<'n>(names: impl Iterator<Item = &'n str>, wrong: &str, least: f64) -> String {
    let alike = names.map(|name| (strsim::normalized_damerau_levenshtein(name, wrong), name));
    let nearest = alike.max_by(|one, other| one.0.total_cmp(&other.0)).filter(|(likeness, _)| *likeness >= least);
    nearest.map_or_else(String::new, |(_, name)| tr!("「{name}」のことでしょうか。", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_asked_for() {
        for (wrong, asked) in [("serch", "「search」のことでしょうか。"), ("x", ""), ("", "")] {
            assert_eq!(question(["show", "search", "status"].into_iter(), wrong, 0.7), asked, "{wrong}");
        }
        assert_eq!(question(std::iter::empty(), "show", 0.0), "");
    }
}
