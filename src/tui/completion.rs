//! Completes the path of a file that is being typed.

use std::path::Path;

use crate::text::clean::clean_line;
use crate::tui::app::typed_path::begun;

/// How many names of a folder are looked at.
const NAMES: usize = 10_000;

/// Returns the names that a typed path may go on with, in order; a folder ends with `/`. Hidden files are found only by
/// their dot.
pub fn names(typed: &str, home: Option<&Path>) -> Vec<String> {
    let (folder, beginning) = begun(typed, home);
    let folder = if folder.is_empty() { ".".to_owned() } else { folder };
    let Ok(entries) = std::fs::read_dir(Path::new(&folder)) else { return Vec::new() };
    let mut names = Vec::new();
    for entry in entries.take(NAMES).flatten() {
        let Ok(mut name) = entry.file_name().into_string() else { continue };
        let is_hidden = name.starts_with('.') && !beginning.starts_with('.');
        if is_hidden || !name.starts_with(&beginning) || clean_line(&name) != name {
            continue;
        }
        if entry.path().is_dir() {
            name.push('/');
        }
        names.push(name);
    }
    names.sort();
    names
}

/// Returns the beginning that all names share.
pub fn common(names: &[String]) -> &str {
    let Some((first, others)) = names.split_first() else { return "" };
    let shared = |other: &String| {
        let same = first.chars().zip(other.chars()).take_while(|(one, two)| one == two);
        same.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    &first[..others.iter().map(shared).min().unwrap_or(first.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fs;

    #[test]
    fn names_go_on_with_what_is_there() {
        let home = tempfile::tempdir().unwrap();
        fs::create_folder(&home.path().join("証跡/設定")).unwrap();
        for name in ["設定1.pdf", "設定2.pdf", ".隠し", "bad\u{1b}.pdf"] {
            fs::replace(&home.path().join("証跡").join(name), b"x").unwrap();
        }
        let found = |typed: &str| names(typed, Some(home.path()));
        assert_eq!(found("~/証"), ["証跡/"]);
        assert_eq!(found("~/証跡/"), ["設定/", "設定1.pdf", "設定2.pdf"]);
        assert_eq!(found("'~/証跡/設定2"), ["設定2.pdf"]);
        assert_eq!(found("~/証跡/."), [".隠し"]);
        assert!(found("~/無い/x").is_empty());
        assert_eq!(common(&found("~/証跡/設")), "設定");
        assert_eq!((common(&[]), common(&found("~/証"))), ("", "証跡/"));
    }
}
