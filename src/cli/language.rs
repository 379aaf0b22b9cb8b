//! The language of a run, and the description of the command line in it.

use clap::builder::{PossibleValuesParser, Resettable, StyledStr};
use clap::{Arg, Command};

use crate::failure::{Failure, FailureKind};
use crate::language::{self, Language, t};

use super::environment::Environment;
use super::settings::SettingsAtStart;
use super::spoken::unknown;

/// What help of clap's own making stands for in a line of usage.
const PLACES: [&str; 2] = ["[オプション]", "[コマンド]"];
/// How clap begins a line of usage.
const USAGE: &str = "Usage: ";

/// Returns the option, for the description of the command line.
pub(super) fn option() -> Arg {
    Arg::new("lang")
        .long("lang")
        .value_name("LANG")
        .value_parser(PossibleValuesParser::from(Language::ALL.map(Language::code)))
        .hide_possible_values(true)
        .help("表示の言語: ja、en(TENKEN_LANG でも指定)")
}

/// Returns the language that the command line asks for, else the environment, else the settings. The locale is never asked:
/// on many hosts it is C or English, and those who work there are Japanese.
///
/// # Errors
///
/// If the environment names a language that there is not. Wrong settings are told by those who need them.
pub(super) fn wanted(
    asked: Option<Language>,
    is_for_programs: bool,
    environment: &Environment,
    set: &SettingsAtStart<'_>,
) -> Result<Language, Failure> {
    if let Some(language) = asked {
        return Ok(language);
    }
    let name = environment.terminal.language.as_str();
    if !name.is_empty() {
        let refused = || Failure::new(FailureKind::Usage, format!("TENKEN_LANG: {}", unknown(name)), "");
        return Language::named(name).ok_or_else(refused);
    }
    // What programs read does not depend on the settings of a person.
    if is_for_programs {
        return Ok(Language::default());
    }
    Ok(set.get().language.as_deref().and_then(Language::named).unwrap_or_default())
}

/// Returns the description of a command in the language of this thread, with those of all commands below it.
pub(super) fn translated(command: Command) -> Command {
    if language::spoken() == Language::Japanese {
        return command;
    }
    let text = |text: Option<&StyledStr>| Resettable::from(text.map(said));
    let (about, long_about) = (text(command.get_about()), text(command.get_long_about()));
    let (after, long_after) = (text(command.get_after_help()), text(command.get_after_long_help()));
    let heading = command.get_subcommand_help_heading().map(|heading| t(heading).to_owned());
    let usage = command.clone().render_usage().to_string();
    let usage = PLACES.iter().fold(usage, |usage, place| usage.replace(place, t(place)));
    let command = command.override_usage(usage.trim_start_matches(USAGE).to_owned());
    let command = command.about(about).long_about(long_about).after_help(after).after_long_help(long_after);
    let command = match heading {
        Some(heading) => command.subcommand_help_heading(heading),
        None => command,
    };
    command.mut_args(argument).mut_subcommands(translated)
}

fn argument(argument: Arg) -> Arg {
    let text = |text: Option<&StyledStr>| Resettable::from(text.map(said));
    let (help, long_help) = (text(argument.get_help()), text(argument.get_long_help()));
    let heading = argument.get_help_heading().map(|heading| t(heading).to_owned());
    let argument = argument.help(help).long_help(long_help);
    match heading {
        Some(heading) => argument.help_heading(heading),
        None => argument,
    }
}

/// Returns a text in the language of this thread: as a whole, or line by line.
fn said(text: &StyledStr) -> StyledStr {
    let text = text.to_string();
    let whole = t(&text);
    if whole != text {
        return whole.to_owned().into();
    }
    let line = |line: &str| {
        let words = line.trim();
        line.replacen(words, t(words), 1)
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::super::spoken::speaking;
    use super::*;
    use crate::cli::command;
    use crate::cli::environment::{StdoutInfo, Terminal};
    use crate::text::width::Ambiguous;
    use crate::worklist::Identity;

    fn pages(command: &mut Command) -> Vec<String> {
        let own = command.render_help().to_string();
        let below = command.get_subcommands_mut().flat_map(pages).collect::<Vec<_>>();
        std::iter::once(own).chain(below).collect()
    }

    #[test]
    fn every_page_of_help_is_english_and_fits_eighty_columns() {
        let found = speaking(Language::English, || pages(&mut command()));
        assert!(found.len() > 40);
        let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '、'..='】');
        // What a person types stays: the words of queries, the names of filters, of files.
        let is_line = |line: &&str| line.trim_start().starts_with("tenken ");
        let wrong: Vec<&str> = found
            .iter()
            .flat_map(|page| page.lines())
            .filter(|line| !is_line(line) && (line.contains(is_japanese) || line.chars().count() > 80))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_but_wishes_changes_the_language() {
        let screen = StdoutInfo { columns: 80, is_terminal: false, is_styled: false, ambiguous: Ambiguous::AsIs };
        let who = Identity { user: "u".to_owned(), host: "h".to_owned() };
        let mut environment =
            Environment { paths: None, who, screen, terminal: Terminal::default(), source_date: String::new() };
        let wanted = |asked, environment: &Environment| wanted(asked, false, environment, &SettingsAtStart::new(None));
        assert_eq!(wanted(None, &environment), Ok(Language::Japanese));
        environment.terminal.locale = "en_US.UTF-8".to_owned();
        assert_eq!(wanted(None, &environment), Ok(Language::Japanese));
        environment.terminal.language = "en".to_owned();
        assert_eq!(wanted(None, &environment), Ok(Language::English));
        assert_eq!(wanted(Some(Language::Japanese), &environment), Ok(Language::Japanese));
        environment.terminal.language = "fr".to_owned();
        let refused = wanted(None, &environment).unwrap_err().message;
        let both = "TENKEN_LANG: 言語「fr」はありません。ja、en のどれかです。 / There is no language \"fr\". Use one of ja, en.";
        assert_eq!(refused, both);
        assert_eq!(language::spoken(), Language::Japanese);
    }
}
