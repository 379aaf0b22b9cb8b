//! The options about how the output looks. They are read ahead of all others, so that help and mistakes follow them too.

use std::ffi::{OsStr, OsString};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};

use crate::language::Language;
use crate::tui::AmbiguousOption;

use super::common::COMMON;
use super::environment::Environment;
use super::language;
use super::settings::{ScreenSettings, SettingsAtStart};
use super::style::ColorChoice;
use super::symbols::SymbolChoice;

/// Stands before what is no option any more.
const END: &str = "--";

/// How the output is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    color: ColorChoice,
    is_plain: bool,
    symbols: SymbolChoice,
    pub(super) language: Option<Language>,
    /// Whether a program reads what is printed (`--json`).
    pub(super) is_for_programs: bool,
}

/// Returns the options, for the description of the command line.
pub(super) fn options() -> [Arg; 5] {
    let color = Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .value_parser(PossibleValuesParser::from(ColorChoice::values()))
        .hide_possible_values(true)
        .help("色と太字: auto、always、never(省くと auto)");
    let pager = Arg::new("no-pager")
        .long("no-pager")
        .action(ArgAction::SetTrue)
        .help("長い出力でも、ページャー(PAGER)を使いません");
    let ascii = Arg::new("ascii").long("ascii").action(ArgAction::SetTrue).help("④→ などの記号を ASCII で表します");
    let ambiguous = Arg::new("ambiguous")
        .long("ambiguous")
        .value_name(AmbiguousOption::names().join("|"))
        .value_parser(AmbiguousOption::names())
        .hide_possible_values(true)
        .help("④→ などの桁数(auto: 端末に尋ね、コマンドは 1)");
    [color, pager, ascii, ambiguous, language::option()].map(|option| option.global(true).help_heading(COMMON))
}

impl Look {
    /// Reads a command line, as far as it is about this. Whether it is right is found out by those who read all of it.
    pub(super) fn of(args: &[OsString]) -> Self {
        let mut look = Self::default();
        let mut words = args.iter().skip(1).map(OsString::as_os_str).take_while(|word| *word != END);
        while let Some(word) = words.next() {
            let Some(word) = word.to_str() else { continue };
            let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
            let mut value = || value.or_else(|| words.next().and_then(OsStr::to_str));
            match name {
                "--no-pager" => look.is_plain = true,
                "--json" => look.is_for_programs = true,
                "--ascii" => look.symbols.is_ascii = true,
                "--color" => look.color = value().and_then(ColorChoice::named).unwrap_or(look.color),
                "--lang" => look.language = value().and_then(Language::named).or(look.language),
                "--ambiguous" => look.symbols.width = value().and_then(AmbiguousOption::named),
                _ => {}
            }
        }
        look
    }

    /// Returns the surroundings as they are to be seen.
    pub(super) fn on(self, environment: &Environment, set: &SettingsAtStart<'_>) -> Environment {
        let mut seen = environment.clone();
        seen.screen.is_styled = self.color.is_on(seen.screen.is_styled);
        seen.terminal.has_color = self.color.is_on(seen.terminal.has_color);
        if self.is_plain {
            seen.terminal.pager.rows = None;
        }
        seen.terminal.symbols = self.symbols;
        // What programs read does not depend on the settings of a person.
        let set = if seen.screen.is_terminal { set.get().screen.clone() } else { ScreenSettings::default() };
        seen.screen.ambiguous = self.symbols.or(&set).printed();
        seen
    }

    /// Whether sentences to the person may have colour.
    pub(super) fn on_notes(self, environment: &Environment) -> bool {
        let terminal = &environment.terminal;
        self.color.is_on(terminal.shows_notes && terminal.has_color && !terminal.is_dumb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let of = |line: &str| Look::of(&line.split(' ').map(OsString::from).collect::<Vec<_>>()).language;
        for (line, expected) in [
            ("tenken", None),
            ("tenken --lang en --help", Some(Language::English)),
            ("tenken mark --help --lang=en", Some(Language::English)),
            ("tenken --lang en status --lang ja", Some(Language::Japanese)),
            ("tenken --lang fr", None),
            ("tenken search -- --lang en", None),
        ] {
            assert_eq!(of(line), expected, "{line}");
        }
    }

    #[test]
    fn symbols_are_found_wherever_they_stand() {
        let of = |line: &str| Look::of(&line.split(' ').map(OsString::from).collect::<Vec<_>>()).symbols;
        let two = AmbiguousOption::named("2");
        for (line, expected) in [
            ("tenken", (false, None)),
            ("tenken --ascii", (true, None)),
            ("tenken next --ambiguous 2 --ascii", (true, two)),
            ("tenken --ambiguous=2 due", (false, two)),
            ("tenken search -- --ambiguous=2 --ascii", (false, None)),
            ("tenken --ambiguous 3 due", (false, None)),
        ] {
            let symbols = of(line);
            assert_eq!((symbols.is_ascii, symbols.width), expected, "{line}");
        }
    }

    #[test]
    fn options_are_found_wherever_they_stand_and_not_behind_their_end() {
        let of = |line: &str| {
            let look = Look::of(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
            (look.color, look.is_plain)
        };
        for (line, expected) in [
            ("tenken", (ColorChoice::Auto, false)),
            ("tenken search x --color never", (ColorChoice::Never, false)),
            ("tenken --color=always --no-pager status", (ColorChoice::Always, true)),
            ("tenken --help --color always", (ColorChoice::Always, false)),
            ("tenken search -- --color=always --no-pager", (ColorChoice::Auto, false)),
            ("tenken --color neon --no-pager", (ColorChoice::Auto, true)),
            ("tenken status --color", (ColorChoice::Auto, false)),
        ] {
            assert_eq!(of(line), expected, "{line}");
        }
    }
}
