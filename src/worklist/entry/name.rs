//! The names of worklists. Each is the name of a folder.

use crate::text::clean::{clean_line, clean_recorded_line};

use super::error::WorklistError;

/// The worklist that is used when none is named.
pub const DEFAULT_NAME: &str = "default";

/// Longest name, in bytes.
const NAME_MAX: usize = 120;

/// Checks the name of a new worklist. Besides the rules of [`check_existing_name`], it must not hold characters that
/// nobody sees, except those that belong to the form of a character.
///
/// # Errors
///
/// If the name is not allowed.
pub fn check_name(name: &str) -> Result<(), WorklistError> {
    check(name, clean_line)
}

/// Checks the name of a worklist that may exist. It is the name of a folder, which must be inside the folder of worklists
/// and not hidden, and it must not hold control characters. Older versions accepted some names that [`check_name`] does
/// not.
///
/// # Errors
///
/// If the name is not allowed.
pub(in crate::worklist) fn check_existing_name(name: &str) -> Result<(), WorklistError> {
    check(name, clean_recorded_line)
}

fn check(name: &str, clean: fn(&str) -> String) -> Result<(), WorklistError> {
    let separates = |c: char| matches!(c, '/' | '\\' | ':');
    let is_bad = name.trim().is_empty()
        || name.starts_with('.')
        || name.len() > NAME_MAX
        || name.contains(separates)
        || clean(name) != name;
    if is_bad { Err(WorklistError::BadName(clean_line(name).chars().take(NAME_MAX).collect())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_the_data_folder_are_refused() {
        for name in ["", "  ", ".", "..", ".hidden", "a/b", "..\\b", "C:x", "a\nb", "a\u{202e}b", &"長".repeat(41)] {
            assert!(check_name(name).is_err() && check_existing_name(name).is_err(), "{name:?}");
        }
        for name in ["default", "東病院 2026年度", "a.b", "本院-外来"] {
            assert!(check_name(name).is_ok() && check_existing_name(name).is_ok(), "{name:?}");
        }
        let hidden = "東\u{200b}病院";
        assert!(check_name(hidden).is_err() && check_existing_name(hidden).is_ok());
    }
}
