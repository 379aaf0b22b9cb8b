//! The manual page in the language of `man`.
//!
//! Lines are broken here, by the rules for Japanese: roff only breaks at blanks. So the text is not filled. The texts are those
//! of the pages of help, in lines that may be longer than there is room here: what is left over of a line goes on in the next.

use clap::{Arg, Command};

use crate::bundled;
use crate::language::t;

use super::super::common::COMMON;
use super::super::output::{width, wrapped};
use super::facts::{EXAMPLES, EXIT_CODES, FILES, VARIABLES, exit_codes};

/// Columns of text beside the margin that `man` leaves on a screen of 80.
const COLUMNS: usize = 72;

/// Columns that what belongs to a line stands in from it.
const INDENT: usize = 4;

/// Columns that the last column of a row needs to stand beside the others.
const NARROWEST: usize = 5;

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
    page.text(0, &format!("{name} {}", t("[オプション]")));
    page.text(0, &format!("{name} {}", t("コマンド [オプション] [引数]...")));
    page.part(".SH 説明");
    page.text(0, text(program.get_after_help()).replace(&exit_codes(), "").trim_end());
    page.text(0, t("検索のしかた、点検票、JSON の形、画面のキーは README.md にあります。"));
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

    /// Adds text that stands in, in as many lines as it takes.
    fn text(&mut self, indent: usize, text: &str) {
        let mut left = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let text = run_on(std::mem::take(&mut left), line.trim());
            let start = " ".repeat(indent + own_indent(line));
            let (head, body) = text.split_at(last_column(&text, COLUMNS.saturating_sub(start.len())));
            // What does not fit beside the head of a row stands below its beginning.
            let margin = " ".repeat(start.len() + width(head));
            // A command stays on one line, so that it can be copied.
            let room = if is_command(&text) { width(&text) } else { COLUMNS.saturating_sub(margin.len()) };
            let mut pieces = wrapped(body, room);
            if pieces.len() > 1 && head.is_empty() && lines.peek().is_some_and(|next| goes_on(line, next)) {
                left = pieces.pop().unwrap_or_default();
            }
            for (number, piece) in pieces.iter().enumerate() {
                let before = if number == 0 { format!("{start}{head}") } else { margin.clone() };
                let line = format!("{before}{piece}");
                self.raw(&guarded(&escaped(line.trim_end())));
            }
        }
    }

    /// Adds a name and, below it, what it means.
    fn named(&mut self, indent: usize, name: &str, meaning: &str) {
        self.raw(&format!("{}\\fB{}\\fR", " ".repeat(indent), escaped(name)));
        self.text(indent + INDENT, meaning);
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
        command.get_subcommands_mut().for_each(|inner| self.command(inner));
        if !has_part(command) {
            return;
        }
        let usage = command.render_usage().to_string();
        let mut usage = usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|line| !line.is_empty());
        self.raw(&format!(".SS \"{}\"", escaped(usage.next().unwrap_or_default()).replace('"', "\\(dq")));
        self.raw(".nf");
        usage.for_each(|line| self.raw(&format!("\\fB{}\\fR", escaped(line))));
        self.text(0, &text(command.get_about()));
        for arg in command.get_arguments().filter(|arg| arg.get_help_heading() != Some(t(COMMON))) {
            self.argument(arg);
        }
        let after = text(command.get_after_help());
        if !after.is_empty() {
            self.raw("");
            self.text(0, &after);
        }
    }

    /// Adds what stands in the table of facts.
    fn facts(&mut self) {
        self.part(".SH 終了コード");
        EXIT_CODES.iter().for_each(|(code, meaning)| self.text(0, &format!("{code}  {}", t(meaning))));
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

/// Returns how far in a line stands.
fn own_indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns where the last column of a row begins; 0 for a line that is none, or a command, or a row that leaves it no room.
fn last_column(text: &str, room: usize) -> usize {
    let at = text.rfind("  ").map_or(0, |at| at + 2);
    if is_command(text) || width(&text[..at]) + NARROWEST > room { 0 } else { at }
}

fn is_command(text: &str) -> bool {
    text.starts_with("tenken ")
}

/// Whether a command does something itself, beside those below it.
fn has_part(command: &Command) -> bool {
    let is_alone = command.get_subcommands().next().is_none();
    is_alone || (!command.is_subcommand_required_set() && command.get_positionals().next().is_some())
}

/// Whether the sentence of a line goes on in the next one, which then stands as far in.
fn goes_on(line: &str, next: &str) -> bool {
    let (text, next_text) = (line.trim(), next.trim());
    let is_text = |text: &str| !text.is_empty() && !text.contains("  ") && !is_command(text);
    is_text(text)
        && is_text(next_text)
        && own_indent(next) == own_indent(line)
        && !text.ends_with(['.', '。', ':', ')'])
}

/// Returns what was left over of a line and the next one as one.
fn run_on(mut left: String, line: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    if is_word(left.chars().last()) && is_word(line.chars().next()) {
        left.push(' ');
    }
    left.push_str(line);
    left
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
    use crate::cli::spoken::speaking;
    use crate::language::Language;
    use crate::text::width::{Ambiguous, cells};

    #[test]
    fn nothing_in_a_text_is_taken_for_a_request_or_another_sign() {
        assert_eq!(guarded(&escaped(".x 'a' `b` -c ~d \\e")), "\\&.x \\(aqa\\(aq \\(gab\\(ga \\-c \\(tid \\(rse");
        assert_eq!(guarded(" .x"), " .x");
    }

    #[test]
    fn a_line_that_is_too_long_goes_on_in_the_next_one_of_its_text() {
        let set = |text: &str| {
            let mut page = Page(String::new());
            page.text(0, text);
            page.0
        };
        let (words, more) = ("word ".repeat(13), "word ".repeat(4));
        let long = format!("{words}the last,");
        assert_eq!(set(&format!("{long}\n{more}end.\nNext.")), format!("{words}the\nlast, {more}end.\nNext.\n"));
        // Another sentence, a row and a command begin a line of their own.
        for next in ["x  meaning", "tenken status"] {
            let expected = format!("{words}the\nlast,\n{next}\n");
            assert_eq!(set(&format!("{long}\n{next}")), expected, "{next}");
        }
        assert_eq!(set(&format!("{words}the end.\nNext.")), format!("{words}the\nend.\nNext.\n"));
        let kanji = "条項".repeat(18);
        assert_eq!(set(&format!("{kanji}と記\n録を示す")), format!("{kanji}\nと記録を示す\n"));
        // The meaning of a row stands below itself.
        let row = set(&format!("  due:x  {words}end"));
        assert_eq!(row.lines().nth(1).map(|line| line.starts_with("         word")), Some(true), "{row}");
        let (head, below) = (" ".repeat(50), " ".repeat(60));
        assert_eq!(
            set(&format!("  x  y{head}no  not applicable")),
            format!("  x  y{head}no  not\n{below}applicable\n")
        );
        // What stands further in is no part of the line above it, and a command is copied whole.
        assert_eq!(set(&format!("{long}\n    more")), format!("{words}the\nlast,\n    more\n"));
        let command = format!("  tenken mark x --note \"{words}\"");
        assert_eq!(set(&command), format!("{}\n", escaped(&command)));
    }

    /// Returns what a reader sees of a page.
    fn seen(page: &str) -> String {
        let signs = [("\\fB", ""), ("\\fR", ""), ("\\-", "-"), ("\\&", ""), ("\\(rs", "\\"), ("\\(aq", "'")];
        let more = [("\\(ga", "`"), ("\\(ha", "^"), ("\\(ti", "~"), ("\\(dq", "\"")];
        signs.iter().chain(&more).fold(page.to_owned(), |page, (sign, seen)| page.replace(sign, seen))
    }

    /// Returns the texts of a command and those below it, as far as they have a part of the page.
    fn texts(command: &Command) -> Vec<String> {
        let below = command.get_subcommands().flat_map(texts);
        let own = [text(command.get_about()), text(command.get_after_help())];
        let arguments = command.get_arguments().map(|arg| text(arg.get_help()));
        below.chain(own.into_iter().chain(arguments).filter(|_| has_part(command))).collect()
    }

    #[test]
    fn every_text_stands_whole_in_it_and_nothing_is_glued_that_stood_apart() {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for language in Language::ALL {
            let (page, texts) = speaking(language, || {
                let command = crate::cli::command();
                (seen(&manual(command.clone())), command.get_subcommands().flat_map(texts).collect::<Vec<_>>())
            });
            let all = bare(&page);
            let missing: Vec<&String> = texts.iter().filter(|text| !all.contains(&bare(text))).collect();
            assert!(texts.len() > 100 && missing.is_empty(), "{missing:?}");
            let starts: Vec<String> = page.lines().map(bare).collect();
            for text in &texts {
                for (before, line) in text.lines().zip(text.lines().skip(1)) {
                    let start: String = bare(line).chars().take(6).collect();
                    let is_apart = own_indent(line) != own_indent(before) || is_command(line.trim());
                    assert!(!is_apart || starts.iter().any(|line| line.starts_with(&start)), "{line}");
                }
            }
        }
    }

    #[test]
    fn the_page_has_its_parts_and_fits_a_screen_of_80_columns() {
        let page = manual(crate::cli::command());
        let parts: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert_eq!(parts, ["名前", "書式", "説明", "オプション", "命令", "終了コード", "環境変数", "ファイル", "例"]);
        let shown = seen(&page);
        assert!(!shown.contains("\\("), "{shown}");
        let texts = shown.lines().filter(|line| !line.starts_with('.'));
        let wide: Vec<&str> = texts.filter(|line| cells(line, Ambiguous::AsIs) > COLUMNS + 1).skip(1).collect();
        assert!(wide.iter().all(|line| line.contains("TENKEN_") || is_command(line.trim_start())), "{wide:?}");
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
