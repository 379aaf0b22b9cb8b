//! The manual page in the language of `man`.
//!
//! Lines are broken here, by the rules for Japanese: roff only breaks at blanks. So the text is not filled.

use clap::{Arg, Command};

use crate::bundled;
use crate::language::t;

use super::super::common::COMMON;
use super::super::output::wrapped;
use super::facts::{EXAMPLES, EXIT_CODES, FILES, VARIABLES, exit_codes};

/// Columns of text beside the margin that `man` leaves on a screen of 80.
const COLUMNS: usize = 72;

/// Columns that what belongs to a line stands in from it.
const INDENT: usize = 4;

/// What the program is for, short enough for one line.
const SUMMARY: &str = "医療情報のガイドラインを引き、点検の結果を記録する";

/// A page being written.
struct Page(String);

/// Returns the page about a program and all its commands.
pub(super) fn manual(mut program: Command) -> String {
    program.build();
    let name = program.get_name().to_owned();
    let mut page = Page(String::new());
    let version = env!("CARGO_PKG_VERSION");
    page.raw(&format!(
        ".TH {} 1 \"{}\" \"{name} {version}\" \"{}\"",
        name.to_uppercase(),
        bundled::data_date(),
        t("利用者の手引き")
    ));
    // In this form `apropos` finds it.
    page.raw(t(".SH 名前"));
    page.raw(&format!("{} \\- {}", escaped(&name), escaped(t(SUMMARY))));
    page.part(".SH 書式");
    page.line(0, &format!("{name} {}", t("[オプション]")));
    page.line(0, &format!("{name} {}", t("コマンド [オプション] [引数]...")));
    page.part(".SH 説明");
    text(program.get_after_help()).lines().filter(|line| *line != exit_codes()).for_each(|line| page.line(0, line));
    page.line(0, t("検索のしかた、点検票、JSON の形、画面のキーは README.md にあります。"));
    page.part(".SH オプション");
    program.get_arguments().for_each(|arg| page.argument(arg));
    page.part(".SH 命令");
    program.get_subcommands_mut().for_each(|command| page.command(command));
    page.facts();
    page.0
}

impl Page {
    fn raw(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// Begins a part. Each heading turns filling on again.
    fn part(&mut self, heading: &str) {
        self.raw(t(heading));
        self.raw(".nf");
    }

    /// Adds a line of text that stands in, in as many lines as it takes.
    fn line(&mut self, indent: usize, line: &str) {
        let own = line.len() - line.trim_start_matches(' ').len();
        let margin = " ".repeat(indent + own);
        match line.trim().is_empty() {
            true => self.raw(""),
            false => wrapped(line.trim(), COLUMNS.saturating_sub(indent + own))
                .iter()
                .for_each(|line| self.raw(&guarded(&format!("{margin}{}", escaped(line))))),
        }
    }

    /// Adds a name and, below it, what it means.
    fn named(&mut self, indent: usize, name: &str, meaning: &str) {
        self.raw(&format!("{}\\fB{}\\fR", " ".repeat(indent), escaped(name)));
        meaning.lines().for_each(|line| self.line(indent + INDENT, line));
    }

    fn argument(&mut self, arg: &Arg) {
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        let names: Vec<String> = short.into_iter().chain(long).collect();
        let value = arg.get_value_names().filter(|_| arg.get_action().takes_values());
        let value = value.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        let name = [names.join(", "), value.unwrap_or_default()].join(" ");
        self.named(0, name.trim(), &text(arg.get_help()));
    }

    /// Adds a command, or those below it.
    fn command(&mut self, command: &mut Command) {
        if command.get_subcommands().next().is_some() {
            command.get_subcommands_mut().for_each(|inner| self.command(inner));
            if command.is_subcommand_required_set() || command.get_positionals().next().is_none() {
                return;
            }
        }
        let usage = command.render_usage().to_string();
        let mut usage = usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|line| !line.is_empty());
        self.raw(&format!(".SS \"{}\"", escaped(usage.next().unwrap_or_default()).replace('"', "\\(dq")));
        self.raw(".nf");
        usage.for_each(|line| self.raw(&format!("\\fB{}\\fR", escaped(line))));
        text(command.get_about()).lines().for_each(|line| self.line(0, line));
        for arg in command.get_arguments().filter(|arg| arg.get_help_heading() != Some(COMMON)) {
            self.argument(arg);
        }
        let after = text(command.get_after_help());
        if !after.is_empty() {
            self.raw("");
            after.lines().for_each(|line| self.line(0, line));
        }
    }

    /// Adds what stands in the table of facts.
    fn facts(&mut self) {
        self.part(".SH 終了コード");
        EXIT_CODES.iter().for_each(|(code, meaning)| self.line(0, &format!("{code}  {}", t(meaning))));
        self.part(".SH 環境変数");
        VARIABLES.iter().for_each(|(names, meaning)| self.named(0, &names.join(" "), t(meaning)));
        self.part(".SH ファイル");
        FILES.iter().for_each(|(path, content)| self.named(0, t(path), t(content)));
        self.part(".SH 例");
        EXAMPLES.iter().for_each(|(line, meaning)| self.named(0, t(line), t(meaning)));
    }
}

fn text(styled: Option<&clap::builder::StyledStr>) -> String {
    styled.map(ToString::to_string).unwrap_or_default()
}

/// Returns a text in which roff finds nothing that it would take for its own, or set in other signs.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\(rs"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '`' => escaped.push_str("\\(ga"),
            '^' => escaped.push_str("\\(ha"),
            '~' => escaped.push_str("\\(ti"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns a line that roff does not take for a request.
fn guarded(line: &str) -> String {
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::{Ambiguous, cells};

    #[test]
    fn nothing_in_a_text_is_taken_for_a_request_or_another_sign() {
        assert_eq!(guarded(&escaped(".x 'a' `b` -c ~d \\e")), "\\&.x \\(aqa\\(aq \\(gab\\(ga \\-c \\(tid \\(rse");
        assert_eq!(guarded(" .x"), " .x");
    }

    #[test]
    fn the_page_has_its_parts_and_fits_a_screen_of_80_columns() {
        let page = manual(crate::cli::command());
        let parts: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert_eq!(parts, ["名前", "書式", "説明", "オプション", "命令", "終了コード", "環境変数", "ファイル", "例"]);
        let mut shown = page.replace("\\fB", "").replace("\\fR", "").replace("\\-", "-").replace("\\&", "");
        for (sign, c) in
            [("\\(rs", "\\"), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ha", "^"), ("\\(ti", "~"), ("\\(dq", "\"")]
        {
            shown = shown.replace(sign, c);
        }
        assert!(!shown.contains("\\("), "{shown}");
        let texts = shown.lines().filter(|line| !line.starts_with('.'));
        let wide: Vec<&str> = texts.filter(|line| cells(line, Ambiguous::AsIs) > COLUMNS + 1).skip(1).collect();
        assert!(wide.iter().all(|line| line.contains("TENKEN_") || line.starts_with("tenken ")), "{wide:?}");
        for english in ["Usage", ".SH NAME", "[OPTIONS]", "[possible", "[default"] {
            assert!(!page.contains(english), "{english}");
        }
    }

    #[test]
    fn every_command_and_option_stands_in_it() {
        fn check(command: &Command, page: &str) {
            for arg in command.get_arguments() {
                let long = arg.get_long().map(|long| format!("\\-\\-{}", long.replace('-', "\\-")));
                assert!(long.is_none_or(|long| page.contains(&long)), "{}", arg.get_id());
            }
            for inner in command.get_subcommands() {
                let name = inner.get_name().replace('-', "\\-");
                assert!(page.contains(&format!(" {name}")), "{name}");
                check(inner, page);
            }
        }
        let program = crate::cli::command();
        check(&program, &manual(program.clone()));
    }

    #[test]
    fn the_examples_are_command_lines() {
        for (line, _) in EXAMPLES {
            let words = line.split(" | ").next().unwrap().split(' ').map(|word| word.trim_matches('"'));
            let parsed = crate::cli::command().try_get_matches_from(words);
            assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
        }
    }
}
