//! Says in Japanese what is wrong with a command line.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::failure::{Failure, FailureKind};

/// Returns what a person needs to know about a wrong command line.
pub(super) fn failure(error: &Error) -> Failure {
    let hint = suggestion(error).map_or_else(String::new, |text| format!("「{text}」のことでしょうか。"));
    Failure::new(FailureKind::Usage, sentence(error), format!("{hint}使い方は `tenken --help` で表示します。"))
}

/// What is said about a mistake that has no sentence of its own.
const UNKNOWN: &str = "コマンドの書き方に誤りがあります。";

fn sentence(error: &Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("「{argument}」というオプションや引数はありません。"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません。", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "コマンドが足りません。".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("{argument} を指定してください。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} に値を指定してください。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} の値「{value}」は使えません。{}", permitted(error))
        }
        ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} の数が合いません。")
        }
        ErrorKind::NoEquals => format!("{argument} の値は「=」で続けてください。"),
        ErrorKind::InvalidUtf8 => "引数が UTF-8 の文字ではありません。".to_owned(),
        ErrorKind::ArgumentConflict if argument.is_empty() => own(error),
        ErrorKind::ArgumentConflict => format!("{argument} は、ここでは使えないか、二度指定されています。"),
        _ => UNKNOWN.to_owned(),
    }
}

/// Returns which values would have been right.
fn permitted(error: &Error) -> String {
    let values = context(error, ContextKind::ValidValue);
    match error.source() {
        Some(reason) => reason.to_string(),
        None if values.is_empty() => String::new(),
        None => format!("使えるのは {values} です。"),
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty())
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// Returns a sentence of ours: the parser's own ones about conflicts name an argument.
fn own(error: &Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}
