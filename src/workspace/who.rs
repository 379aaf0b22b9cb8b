//! The name under which a person's records are kept: given for one run, or remembered in the settings.

use std::path::Path;

use serde::Deserialize;

use crate::failure::{Failure, FailureKind};
use crate::fs;
use crate::language::tr;
use crate::paths::Paths;
use crate::text::clean::clean_line;

use super::own_settings::{line_of, read, replace_settings};

/// Most characters of a name.
const NAME_LIMIT: usize = 100;

/// The settings about the person, `[who]` in `config.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WhoSettings {
    /// The name; none if nobody was asked yet.
    pub name: Option<String>,
}

/// What this file needs of `config.toml`; the rest is for those who need it.
#[derive(Default, Deserialize)]
struct SettingsFile {
    #[serde(default)]
    who: WhoSettings,
}

/// Returns a name in the form in which it is recorded: one line without blanks around it; none if it is blank.
///
/// # Errors
///
/// If it is too long.
pub fn checked_name(name: &str) -> Result<Option<String>, Failure> {
    let name = clean_line(name).trim().to_owned();
    match name.chars().count() {
        0 => Ok(None),
        length if length > NAME_LIMIT => {
            let message =
                tr!("名前が長すぎます ({length} 字)。{limit} 字までにしてください。", length, limit = NAME_LIMIT);
            Err(Failure::new(FailureKind::Usage, message, tr!("何も記録していません。")))
        }
        _ => Ok(Some(name)),
    }
}

/// Returns the name that is remembered; none if the person has to be asked.
///
/// # Errors
///
/// If the settings cannot be read: records must not be kept under a wrong name.
pub fn remembered_name(paths: &Paths) -> Result<Option<String>, Failure> {
    let path = paths.settings();
    let settings = parse(&read(&path)?).map_err(|line| wrong(&path, line))?;
    settings.who.name.as_deref().map_or(Ok(None), checked_name)
}

/// Returns the name that is meant by what a person answers when asked for it: nothing means the name of the login.
///
/// # Errors
///
/// If it is too long.
pub fn answered_name(answer: &str, login: &str) -> Result<String, Failure> {
    Ok(checked_name(answer)?.unwrap_or_else(|| login.to_owned()))
}

/// Remembers a name, and returns a sentence that says so. Whatever else stands in the settings is left as it is, and so is
/// a name that another run has remembered since this one asked.
///
/// # Errors
///
/// If the settings cannot be read or written, or leave no place for the name.
pub fn remember_name(paths: &Paths, name: &str) -> Result<String, Failure> {
    let path = paths.settings();
    let before = read(&path)?;
    let said =
        tr!("「{name}」の名前で記録します。変えるには {path} の [who] を書き換えます。", name, path = path.display());
    match parse(&before).map_err(|line| wrong(&path, line))?.who.name {
        Some(known) if known == name => return Ok(said),
        Some(known) => return Err(taken(&path, &known)),
        None => {}
    }
    let text = with_name(&before, name);
    match parse(&text) {
        Ok(settings) if settings.who.name.as_deref() == Some(name) => {}
        Ok(_) => return Err(wrong(&path, 1)),
        Err(line) => return Err(wrong(&path, line)),
    }
    let written = fs::create_folder(&paths.config).and_then(|()| replace_settings(&path, &text));
    written.map(|()| said).map_err(|error| {
        let (why, path) = (fs::reason(&error), path.display());
        let message = tr!("名前を覚えられません({why})。{path} に書き込めません。", why, path);
        Failure::new(FailureKind::System, message, tr!("環境変数 TENKEN_USER で名前を指定できます。"))
    })
}

/// Reads the settings; a mistake is told by its line, from 1.
fn parse(text: &str) -> Result<SettingsFile, usize> {
    toml::from_str(text).map_err(|error: toml::de::Error| line_of(text, error.span().map_or(0, |span| span.start)))
}

fn wrong(path: &Path, line: usize) -> Failure {
    let message = tr!("{path}:{line}: 設定として読めないため、誰の記録か分かりません。", path = path.display(), line);
    let hint =
        tr!("直すか、環境変数 TENKEN_USER で名前を指定してください。名前は [who] の下に name = \"名前\" と書きます。");
    Failure::new(FailureKind::Data, message, hint)
}

/// Returns the message about settings that have a name already.
fn taken(path: &Path, known: &str) -> Failure {
    let known = clean_line(known);
    let message =
        tr!("名前を覚えていません。{path} の [who] には「{known}」とあります。", path = path.display(), known);
    Failure::new(FailureKind::Data, message, tr!("[who] の name を書き換えると、次からその名前で記録します。"))
}

/// Returns settings with the name in their `[who]`, which is added if there is none.
fn with_name(text: &str, name: &str) -> String {
    let line = format!("name = {}\n", toml::Value::String(name.to_owned()));
    let is_head = |line: &str| line.split('#').next().unwrap_or_default().trim() == "[who]";
    let mut end = 0;
    for whole in text.split_inclusive('\n') {
        end += whole.len();
        if is_head(whole) {
            let break_before = if whole.ends_with('\n') { "" } else { "\n" };
            return format!("{}{break_before}{line}{}", &text[..end], &text[end..]);
        }
    }
    let gap = match text {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{text}{gap}[who]\n{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(root: &Path) -> Paths {
        Paths {
            config: root.join("config"),
            data: root.join("data"),
            cache: root.join("cache"),
            state: root.join("state"),
        }
    }

    #[test]
    fn a_name_is_one_line_and_not_too_long() {
        for (text, name) in
            [("  佐藤 花子\n", Some("佐藤 花子")), ("a\u{1b}[31mb\u{202e}", Some("ab")), (" \u{3000}", None)]
        {
            assert_eq!(checked_name(text).unwrap().as_deref(), name, "{text:?}");
        }
        assert!(checked_name(&"字".repeat(100)).is_ok());
        assert!(checked_name(&"字".repeat(101)).unwrap_err().message.contains("101 字"));
    }

    #[test]
    fn a_name_is_remembered_beside_what_the_person_wrote() {
        for before in
            ["", "# 自分の設定\n[screen]\ntheme = \"dark\"", "[who] # 誰\n\n[screen]\nmouse = true\n", "[who]"]
        {
            for name in ["佐藤 花子", "a\"b\\c", "'x'", "# y", "[who]"] {
                let root = tempfile::tempdir().unwrap();
                let paths = paths(root.path());
                if !before.is_empty() {
                    fs::create_folder(&paths.config).unwrap();
                    fs::replace(&paths.settings(), before.as_bytes()).unwrap();
                }
                assert_eq!(remembered_name(&paths).unwrap(), None);
                remember_name(&paths, name).unwrap();
                assert_eq!(remembered_name(&paths).unwrap().as_deref(), Some(name), "{before:?}");
                let after = std::fs::read_to_string(paths.settings()).unwrap();
                assert!(before.lines().all(|line| after.lines().any(|kept| kept == line)), "{after}");
                // Another run may have remembered a name since this one asked.
                assert!(remember_name(&paths, name).unwrap().contains(name));
                let failure = remember_name(&paths, "伊藤").unwrap_err();
                assert!(failure.message.contains(&format!("「{name}」とあります")), "{}", failure.message);
                assert_eq!(std::fs::read_to_string(paths.settings()).unwrap(), after);
            }
        }
    }

    #[test]
    fn settings_that_cannot_be_read_are_an_error_and_stay_as_they_are() {
        for (before, line) in [("[screen\n", 1), ("\n[who]\nname = 1\n", 3), ("[who]\nnames = \"a\"\n", 2)] {
            let root = tempfile::tempdir().unwrap();
            let paths = paths(root.path());
            fs::create_folder(&paths.config).unwrap();
            fs::replace(&paths.settings(), before.as_bytes()).unwrap();
            let failure = remembered_name(&paths).unwrap_err();
            assert!(failure.message.contains(&format!("config.toml:{line}: ")), "{}", failure.message);
            assert!(remember_name(&paths, "佐藤").is_err());
            assert_eq!(std::fs::read_to_string(paths.settings()).unwrap(), before);
        }
        let root = tempfile::tempdir().unwrap();
        let paths = paths(root.path());
        fs::create_folder(&paths.config).unwrap();
        fs::replace(&paths.settings(), b"who = {}\n").unwrap();
        assert!(remember_name(&paths, "佐藤").is_err(), "no place for a table");
    }
}
