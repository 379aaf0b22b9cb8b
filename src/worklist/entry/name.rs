//! The names of worklists. Each is the name of a folder.

use crate::text::clean::clean_line;

use super::error::WorklistError;

/// The worklist that is used when none is named.
pub const DEFAULT_NAME: &str = "default";

/// Longest name, in bytes.
const NAME_MAX: usize = 120;

/// Checks the name of a worklist. It becomes a folder, which must be inside the folder of worklists and not hidden, and
/// it must not hold control characters.
///
/// # Errors
///
/// If the name is not allowed.
pub fn check_name(name: &str) -> Result<(), WorklistError> {
    let separates = |c: char| matches!(c, '/' | '\\' | ':');
    let is_bad = name.trim().is_empty()
        || name.starts_with('.')
        || name.len() > NAME_MAX
        || name.contains(separates)
        || clean_line(name) != name;
    if is_bad { Err(WorklistError::BadName(clean_line(name).chars().take(NAME_MAX).collect())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_the_data_folder_are_refused() {
        for name in ["", "  ", ".", "..", ".hidden", "a/b", "..\\b", "C:x", "a\nb", "a\u{202e}b", &"長".repeat(41)] {
            assert!(check_name(name).is_err(), "{name:?}");
        }
        for name in ["default", "東病院 2026年度", "a.b", "本院-外来"] {
            assert!(check_name(name).is_ok(), "{name:?}");
        }
    }
}
