//! Says what is wrong with a command line.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::sheet::quoted;

use super::args::command;
use super::spoken;

/// Returns what a person needs to know about a wrong command line, whose words begin with the program's name.
pub(super) fn failure(error: &Error, line: &[OsString]) -> Failure {
    let value = context(error, ContextKind::InvalidValue);
    if !value.is_empty() && context(error, ContextKind::InvalidArg).starts_with("--lang ") {
        return Failure::new(FailureKind::Usage, spoken::unknown(&value), "");
    }
    let mut root = command();
    // Only then do arguments know how they are written.
    root.build();
    let path = path(&root, line);
    let asked = path.last().copied().unwrap_or(&root);
    let near = suggestion(error).map_or_else(String::new, |name| tr!("「{name}」のことでしょうか。", name));
    let words: Vec<&str> = path.iter().map(|one| one.get_name()).chain(["--help"]).collect();
    let near = if near.is_empty() { excluding(asked, line) } else { near };
    let hint = tr!("{near}使い方は `tenken {words}` で表示します。", near, words = words.join(" "));
    Failure::new(FailureKind::Usage, sentence(error, asked), hint.trim_start())
}

/// Returns how something is excluded, if a line may want that and its command takes a query: what begins with a minus sign
/// is taken for an option.
fn excluding(asked: &Command, line: &[OsString]) -> String {
    let is_meant = |word: &str| word.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii()));
    let Some(word) = line.iter().filter_map(|word| word.to_str()).find(|word| is_meant(word)) else {
        return String::new();
    };
    let is_query = |name: &clap::builder::Str| name.as_str() == "QUERY";
    let takes_words =
        |one: &clap::Arg| one.is_positional() && one.get_value_names().is_some_and(|names| names.iter().any(is_query));
    if asked.get_arguments().any(|one| one.get_long() == Some("where")) {
        tr!("除く指定は、--where={word} のように続けます。", word)
    } else if asked.get_arguments().any(takes_words) {
        tr!("除く指定は、ほかの語と引用符で囲みます(\"語 {word}\")。", word)
    } else {
        String::new()
    }
}

/// Returns the names of the command that a line stops at because it wants one of the commands below it; none if the line
/// is wrong in another way.
pub(super) fn unfinished(error: &Error, line: &[OsString]) -> Option<Vec<OsString>> {
    let is_unfinished =
        matches!(error.kind(), ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    let root = command();
    is_unfinished.then(|| path(&root, line).iter().map(|one| one.get_name().into()).collect())
}

/// Returns the commands that a line names, the outer one first. What stands between them is taken for options.
fn path<'a>(root: &'a Command, line: &[OsString]) -> Vec<&'a Command> {
    let mut path: Vec<&Command> = Vec::new();
    for word in line.iter().skip(1).map_while(|word| word.to_str()) {
        let inner = path.last().copied().unwrap_or(root).find_subcommand(word);
        match inner {
            Some(inner) => path.push(inner),
            // Options that hold for every command, and their values, may stand before its name.
            None if path.is_empty() => {}
            None => break,
        }
    }
    path
}

/// What is said about a mistake that has no sentence of its own.
const UNKNOWN: &str = "コマンドの書き方に誤りがあります。";

/// Returns what is missing: by the names that the page of the command has for it, and what these mean.
fn missing(error: &Error, asked: &Command) -> String {
    let names = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(names)) => names.clone(),
        _ => vec![context(error, ContextKind::InvalidArg)],
    };
    let told = |name: &String| {
        let help = asked.get_arguments().find(|one| one.to_string() == *name).and_then(|one| one.get_help());
        let help = help.map_or_else(String::new, ToString::to_string);
        let first = help.split(['。', '(']).next().unwrap_or_default();
        let first = first.split(". ").next().unwrap_or_default().trim_end();
        let plain = name.replace(['<', '>'], "").replace("...", "");
        if first.is_empty() { plain } else { tr!("{name}({meaning})", name = plain, meaning = first) }
    };
    tr!("{names} が足りません。", names = names.iter().map(told).collect::<Vec<_>>().join(t("と ")))
}

fn sentence(error: &Error, asked: &Command) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => tr!("「{argument}」というオプションや引数はありません。", argument),
        ErrorKind::InvalidSubcommand => {
            tr!("「{name}」というコマンドはありません。", name = context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => missing(error, asked),
        ErrorKind::InvalidValue if value.is_empty() => tr!("{argument} に値を指定してください。", argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, permitted) = (quoted(&value), permitted(error));
            tr!("{argument} の値{value}は使えません。{permitted}", argument, value, permitted).trim_end().to_owned()
        }
        ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            tr!("{argument} の数が合いません。", argument)
        }
        ErrorKind::NoEquals => tr!("{argument} の値は「=」で続けてください。", argument),
        ErrorKind::InvalidUtf8 => tr!("引数が UTF-8 の文字ではありません。").to_owned(),
        ErrorKind::ArgumentConflict if argument.is_empty() => own(error),
        ErrorKind::ArgumentConflict => tr!("{argument} は、ここでは使えないか、二度指定されています。", argument),
        _ => t(UNKNOWN).to_owned(),
    }
}

/// Returns which values would have been right.
fn permitted(error: &Error) -> String {
    let values = context(error, ContextKind::ValidValue);
    match error.source() {
        Some(reason) => reason.to_string(),
        None if values.is_empty() => String::new(),
        None => tr!("使えるのは {values} です。", values),
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty())
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(t("、")),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// Returns a sentence of ours: the parser's own ones about conflicts name an argument.
fn own(error: &Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}
