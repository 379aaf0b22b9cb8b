//! The user's `config.toml`: how the terminal UI looks and behaves unless the command line says otherwise.

use std::cell::OnceCell;
use std::path::Path;

use serde::Deserialize;

use crate::catalog::toml_reason;
use crate::failure::{Failure, FailureKind};
use crate::language::{Language, t, tr};
use crate::paths::Paths;
use crate::tui::AmbiguousOption;
use crate::tui::app::rows::columns::ListColumn;
use crate::tui::input::keymap::line_of;
use crate::tui::view::theme::Theme;
use crate::workspace::WhoSettings;
use crate::workspace::saved::{SavedFilters, saved_in};

use super::{own_file, spoken};

/// What may be set; what is not is left to the defaults.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SettingsFile {
    /// The code of the language to speak.
    pub(super) language: Option<String>,
    /// The terminal UI.
    pub(super) screen: ScreenSettings,
    /// Who records; read where records are made.
    pub(super) who: WhoSettings,
    /// The worklist on screen.
    pub(super) worklist: WorklistSettings,
    /// Saved filters as they stand there; read and written below the front ends.
    filters: toml::Table,
    /// Saved filters.
    #[serde(skip)]
    pub(super) saved: SavedFilters,
}

/// Settings of the terminal UI.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScreenSettings {
    /// The name of a theme.
    pub(super) theme: Option<String>,
    /// The width of ambiguous characters, or that the terminal is to be asked.
    pub(super) ambiguous: Option<String>,
    /// Whether the mouse is wanted.
    pub(super) mouse: bool,
    /// Whether symbols are shown in ASCII.
    pub(super) ascii: bool,
}

/// Settings of the worklist on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WorklistSettings {
    /// The names of the columns beside number and title, from left to right; none for as many as fit.
    pub(super) columns: Option<Vec<String>>,
}

/// The settings as they stand when a run begins: read once, when they are first asked for. Each counts by itself here, so that a
/// wrong theme does not change the language of a command; what is wrong is told by those who need it.
pub(super) struct SettingsAtStart<'a> {
    paths: Option<&'a Paths>,
    read: OnceCell<(SettingsFile, Option<String>)>,
}

impl<'a> SettingsAtStart<'a> {
    /// Returns those of some folders, unread.
    pub(super) const fn new(paths: Option<&'a Paths>) -> Self {
        Self { paths, read: OnceCell::new() }
    }

    /// Returns them.
    pub(super) fn get(&self) -> &SettingsFile {
        &self.read().0
    }

    /// Returns what is wrong with the language that is set, where there is no such.
    pub(super) fn unknown_language(&self) -> Option<&str> {
        self.read().1.as_deref()
    }

    fn read(&self) -> &(SettingsFile, Option<String>) {
        self.read.get_or_init(|| self.paths.and_then(at_start).unwrap_or_default())
    }
}

/// Reads the settings unchecked, and what is wrong with their language; nothing if they cannot be read.
fn at_start(paths: &Paths) -> Option<(SettingsFile, Option<String>)> {
    let path = paths.settings();
    let text = own_file::read(&path).ok()??;
    let settings: SettingsFile = toml::from_str(&text).unwrap_or_else(|_| only_language(&text));
    let mistake = wrong_language(&text, &settings).map(|(line, message)| wrong(&path, line, &message).message);
    Some((settings, mistake))
}

/// Returns the language of settings in which something else has an unknown name or kind.
fn only_language(text: &str) -> SettingsFile {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let language = table.get("language").and_then(toml::Value::as_str).map(str::to_owned);
    SettingsFile { language, ..SettingsFile::default() }
}

/// Reads the settings, if there are any.
///
/// # Errors
///
/// If the file cannot be read, or anything in it is wrong: then none of it is used.
pub(super) fn load(paths: Option<&Paths>) -> Result<SettingsFile, Failure> {
    let Some(path) = paths.map(Paths::settings) else { return Ok(SettingsFile::default()) };
    let Some(text) = own_file::read(&path)? else { return Ok(SettingsFile::default()) };
    parse(&text).map_err(|(line, message)| wrong(&path, line, &message))
}

/// Reads settings; a mistake comes with its line, from 1.
fn parse(text: &str) -> Result<SettingsFile, (usize, String)> {
    let mut settings: SettingsFile = toml::from_str(text).map_err(|error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        (line, tr!("設定として読めません。{reason}", reason = toml_reason(error.message())))
    })?;
    let line = |key| line_with(text, key);
    if let Some(mistake) = wrong_language(text, &settings) {
        return Err(mistake);
    }
    if let Some(name) = settings.screen.theme.as_deref().filter(|name| Theme::named(name).is_none()) {
        let names = Theme::names().join(t("、"));
        return Err((line("theme"), tr!("配色「{name}」はありません。{names} のどれかです。", name, names)));
    }
    if let Some(width) = settings.screen.ambiguous.as_deref().filter(|width| AmbiguousOption::named(width).is_none()) {
        let names = AmbiguousOption::names().map(|name| format!("\"{name}\"")).join(t("、"));
        return Err((line("ambiguous"), tr!("桁数「{width}」は使えません。{names} のどれかです。", width, names)));
    }
    let columns = settings.worklist.columns.iter().flatten();
    if let Some(name) = columns.clone().find(|name| ListColumn::named(name).is_none()) {
        let names = ListColumn::names().join(t("、"));
        return Err((line("columns"), tr!("点検票の列「{name}」はありません。使えるのは {names} です。", name, names)));
    }
    if !settings.filters.is_empty() {
        settings.saved = saved_in(text)?;
    }
    Ok(settings)
}

/// Returns the number of the first line that begins with a key, from 1.
fn line_with(text: &str, key: &str) -> usize {
    text.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |at| at + 1)
}

/// Returns what is wrong with the language, with its line.
fn wrong_language(text: &str, settings: &SettingsFile) -> Option<(usize, String)> {
    let code = settings.language.as_deref().filter(|code| Language::named(code).is_none())?;
    Some((line_with(text, "language"), spoken::unknown(code)))
}

fn wrong(path: &Path, line: usize, message: &str) -> Failure {
    let message = format!("{}:{line}: {message}", path.display());
    Failure::new(FailureKind::Data, message, t("直すか、ファイルを移すと、はじめの設定で開けます。"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_or_refused_in_japanese(
            text in "(\\[screen\\]\n|theme|ambiguous|mouse|ascii| = |\"|'|auto|dark|true|[0-9]|[=.,\\[\\]{}#\\\\]|\n|\r|漢|\u{feff}|\u{0}|\u{1b}){0,20}"
        ) {
            if let Err((line, message)) = parse(&text) {
                let has_english = ["expected", "invalid", "unexpected", "duplicate", "missing", "unknown", "unclosed"]
                    .iter()
                    .any(|word| message.contains(word));
                prop_assert!(line >= 1 && message.ends_with('。') && !has_english, "{text:?}: {message}");
            }
        }
    }

    #[test]
    fn settings_are_read_and_what_is_missing_is_left_to_the_defaults() {
        let set = parse("[screen]\ntheme = \"dark\"\nambiguous = \"2\"\nmouse = true\n").unwrap().screen;
        let expected =
            ScreenSettings { theme: Some("dark".into()), ambiguous: Some("2".into()), mouse: true, ascii: false };
        assert_eq!(set, expected);
        assert_eq!(parse("").unwrap(), SettingsFile::default());
        let listed =
            parse("[worklist]\ncolumns = [\"期限\", \"判定\"]\n[filters]\n\"月次\" = \"期限:今月\"\n").unwrap();
        assert_eq!(listed.worklist.columns, Some(vec!["期限".to_owned(), "判定".to_owned()]));
        assert_eq!(listed.saved.get("月次").map(String::as_str), Some("期限:今月"), "read with the rest");
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, line, said) in [
            ("language = \"fr\"", 1, " / There is no language \"fr\"."),
            ("[screen]\n\ntheme = \"neon\"", 3, "neon"),
            ("[screen]\nambiguous = \"3\"", 2, "「3」"),
            ("[screen]\nmouse = 1", 2, "設定として読めません"),
            ("[screen\n", 1, "設定として読めません"),
            (
                "[screen]\ncolour = true",
                2,
                "colour という項目は使えません。使えるのは theme, ambiguous, mouse, ascii です。",
            ),
            ("[who]\nnames = \"a\"", 2, "names"),
            ("[worklist]\n# 列\ncolumns = [\"判定\", \"色\"]", 3, "点検票の列「色」はありません。使えるのは "),
            ("[filters]\n\n\"月次\" = \"@週次\"", 3, "ほかの保存した絞り込み"),
        ] {
            let (found, message) = parse(text).unwrap_err();
            assert!(found == line && message.contains(said), "{text}: {found}: {message}");
        }
    }
}
