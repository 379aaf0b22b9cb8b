//! The external editor (`VISUAL`, `EDITOR`), for long notes.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, FailureKind};
use crate::fs;
use crate::language::{t, tr};
use crate::tui::view::text;

/// The most bytes that a text may have when it comes back, far more than a note can have.
const TEXT_LIMIT: u64 = 1 << 20;

/// Runs an editor on a text and returns the edited text. The text is in a temporary file in `folder` while the editor
/// runs. `command` is split at spaces; no shell is used.
///
/// # Errors
///
/// If there is no editor, if it exits with an error, or if the file cannot be written or read.
pub(super) fn edit(command: &str, text: &str, folder: Option<&Path>) -> Result<String, Failure> {
    let mut words = command.split_whitespace();
    let program = words.next().ok_or_else(|| failure(text::editing::NO_EDITOR, text::editing::NO_EDITOR_HINT))?;
    let folder = folder.ok_or_else(|| failure(text::editing::NO_DRAFT_FOLDER, text::editing::NO_EDITOR_HINT))?;
    let path = folder.join(format!("note-{}.txt", std::process::id()));
    let written = fs::create_folder(folder).and_then(|()| create(&path, text));
    written.map_err(|error| refused(&path, &error))?;
    let outcome = match Command::new(program).args(words).arg(&path).status() {
        // What was written stays there if it cannot be read.
        Ok(status) if status.success() => fs::read_text(&path, TEXT_LIMIT).map_err(|error| unread(&path, &error))?,
        Ok(_) => {
            return Err(removed(
                &path,
                failure(&text::editing::editor_failed(program), text::editing::NOT_EDITED_HINT),
            ));
        }
        Err(error) => {
            let said = text::editing::no_such_editor(program, &fs::reason(&error));
            return Err(removed(&path, failure(&said, text::editing::NO_EDITOR_HINT)));
        }
    };
    // If this fails, the file stays in a private folder, which does no harm.
    let _ = std::fs::remove_file(&path);
    Ok(outcome)
}

/// Removes the file of an editor that changed nothing, and returns why.
fn removed(path: &Path, failure: Failure) -> Failure {
    let _ = std::fs::remove_file(path);
    failure
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::InvalidData => t(text::editing::NOT_UTF8).to_owned(),
        _ => fs::reason(error),
    };
    failure(&text::editing::editor_text_unread(&why, &path.display().to_string()), text::editing::NOT_EDITED_HINT)
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::claim_new(path)?.ok_or(io::ErrorKind::AlreadyExists)?;
    file.write_all(text.as_bytes())
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let said = tr!("{reason}: {path} を使えません。", reason = fs::reason(error), path = path.display());
    failure(&said, text::editing::NOT_EDITED_HINT)
}

fn failure(message: &str, hint: &str) -> Failure {
    Failure::new(FailureKind::System, t(message), t(hint))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Makes an editor out of a line of shell; the file is its first argument.
    fn editor(folder: &Path, line: &str) -> String {
        let path = folder.join("editor");
        fs::replace(&path, format!("#!/bin/sh\n{line}\n").as_bytes()).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        path.display().to_string()
    }

    #[test]
    fn the_editor_gets_the_text_and_what_it_leaves_comes_back() {
        let _starts = fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("notes");
        let command =
            editor(home.path(), r#"test "$1" = -x && printf '%s追記' "$(cat "$2")" > "$2.new" && mv "$2.new" "$2""#);
        assert_eq!(edit(&format!("{command}  -x"), "設定済\n", Some(&folder)).unwrap(), "設定済追記");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn what_an_editor_wrote_is_not_thrown_away_if_it_cannot_be_read() {
        let _starts = fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("notes");
        let command = editor(home.path(), r#"printf '\223\361' > "$1""#);
        let failure = edit(&command, "a", Some(&folder)).unwrap_err();
        assert!(failure.message.starts_with("UTF-8 の文ではありません: "), "{}", failure.message);
        let left = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
        assert!(failure.message.contains(&*left.file_name().to_string_lossy()));
        assert_eq!(std::fs::read(left.path()).unwrap(), [0o223, 0o361]);
    }

    #[test]
    fn an_editor_that_fails_changes_nothing() {
        let _starts = fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let home = tempfile::tempdir().unwrap();
        let command = editor(home.path(), "echo 別 > \"$1\"; exit 3");
        assert!(edit(&command, "a", Some(home.path())).unwrap_err().message.contains("編集をやめました"));
        assert!(edit("/nowhere/ed", "a", Some(home.path())).unwrap_err().message.contains("/nowhere/ed"));
        assert_eq!(edit(" ", "a", Some(home.path())).unwrap_err().message, text::editing::NO_EDITOR);
        assert_eq!(edit("ed", "a", None).unwrap_err().message, text::editing::NO_DRAFT_FOLDER);
    }
}
