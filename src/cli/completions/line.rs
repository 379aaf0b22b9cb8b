//! What is asked for at the end of a line that is still being typed.

use clap::{Arg, ArgAction, Command};

/// Stands before what is no option any more.
const END: &str = "--";

/// What may stand at the end of a line.
#[derive(Debug)]
pub(super) struct Line<'c> {
    /// The command that the words before have named, with those above it, without the program: `worklist set`.
    pub(super) path: String,
    /// That command.
    pub(super) command: &'c Command,
    /// What comes next.
    pub(super) next: Next<'c>,
    /// What is typed of it.
    pub(super) typed: String,
    /// What stands before it in the same word: `--kind=`.
    pub(super) head: String,
}

/// What may come next.
#[derive(Debug)]
pub(super) enum Next<'c> {
    /// An option of the command.
    Option,
    /// A value of an argument.
    Value(&'c Arg),
    /// A command below this one, or a value.
    Word {
        /// Whether a command below may follow.
        may_be_command: bool,
        /// The argument that a value would be of, if there is one.
        value: Option<&'c Arg>,
    },
}

/// What has been read so far.
struct Read<'c> {
    path: Vec<&'c str>,
    command: &'c Command,
    /// How many values without an option there were.
    values: usize,
    /// The option that the next word belongs to.
    open: Option<&'c Arg>,
    is_ended: bool,
}

impl<'c> Line<'c> {
    /// Reads a line as far as it goes, and forgives what it does not know.
    pub(super) fn read(root: &'c Command, before: &[String], word: &str) -> Self {
        let mut read = Read { path: Vec::new(), command: root, values: 0, open: None, is_ended: false };
        before.iter().for_each(|word| read.take(word));
        let Read { path, command, values, open, is_ended } = read;
        let line = |next, head: &str| {
            let typed = word.get(head.len()..).unwrap_or_default().to_owned();
            Self { path: path.join(" "), command, next, typed, head: head.to_owned() }
        };
        if let Some(arg) = open {
            return line(Next::Value(arg), "");
        }
        if !is_ended && word.starts_with('-') {
            let named = word.split_once('=').filter(|(name, _)| name.starts_with(END));
            let known = named.and_then(|(name, _)| Some((name, option(command, name)?)));
            return match (named, known) {
                (_, Some((name, arg))) => line(Next::Value(arg), &format!("{name}=")),
                _ => line(Next::Option, ""),
            };
        }
        let value = command.get_positionals().nth(values).or_else(|| command.get_positionals().last().filter(is_many));
        line(Next::Word { may_be_command: values == 0, value }, "")
    }
}

impl<'c> Read<'c> {
    fn take(&mut self, word: &str) {
        if self.open.take().is_some() {
            return;
        }
        if self.is_ended || !word.starts_with('-') || word == "-" {
            return self.take_word(word);
        }
        if word == END {
            self.is_ended = true;
            return;
        }
        self.open = match word.strip_prefix(END) {
            Some(_) if word.contains('=') => None,
            Some(_) => option(self.command, word),
            None => short(self.command, word),
        };
    }

    fn take_word(&mut self, word: &str) {
        let below = self.command.find_subcommand(word).filter(|_| self.values == 0 && !self.is_ended);
        match below {
            Some(below) => {
                self.path.push(below.get_name());
                self.command = below;
            }
            None => self.values += 1,
        }
    }
}

/// Returns the option of this name, if it takes a value.
fn option<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    let name = name.strip_prefix(END)?;
    command.get_arguments().find(|arg| arg.get_long() == Some(name)).filter(takes_value)
}

/// Returns the option whose value the next word is: the last of a row of letters, unless a value stands behind an earlier one.
fn short<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let letters: Vec<char> = word.chars().skip(1).collect();
    let known =
        |letter: &char| command.get_arguments().find(|arg| arg.get_short() == Some(*letter)).filter(takes_value);
    let first = letters.iter().position(|letter| known(letter).is_some())?;
    letters.get(first).filter(|_| first + 1 == letters.len()).and_then(known)
}

/// Whether an argument takes a value.
pub(super) fn takes_value(arg: &&Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Whether an argument takes values until the line ends.
fn is_many(arg: &&Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append) || arg.get_num_args().is_some_and(|count| count.max_values() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the command, what comes next and what is typed of it.
    fn read(text: &str) -> String {
        let mut command = crate::cli::command();
        command.build();
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let word = words.pop().unwrap();
        let Line { path, next, typed, head, .. } = Line::read(&command, &words, &word);
        let next = match next {
            Next::Option => "option".to_owned(),
            Next::Value(arg) => format!("value {}", arg.get_id()),
            Next::Word { may_be_command, value } => {
                let command = if may_be_command { "command " } else { "" };
                format!("{command}word {}", value.map_or("", |arg| arg.get_id().as_str()))
            }
        };
        format!("{path}; {next}; {head}{typed}")
    }

    #[test]
    fn a_line_is_read_as_clap_would() {
        for (text, expected) in [
            ("", "; command word ; "),
            ("sh", "; command word ; sh"),
            ("--wor", "; option; --wor"),
            ("--worklist x sh", "; command word ; sh"),
            ("--worklist=x sh", "; command word ; sh"),
            ("--worklist x", "; value worklist; x"),
            ("--worklist=x", "; value worklist; --worklist=x"),
            ("show ", "show; command word ids; "),
            ("show a b", "show; word ids; b"),
            ("show --json mh", "show; command word ids; mh"),
            ("search 認証 --kind ri", "search; value kind; ri"),
            ("search -n 5 認証 --kind=", "search; value kind; --kind="),
            ("search -n", "search; option; -n"),
            ("search -n5 x", "search; command word query; x"),
            ("search -n x", "search; value limit; x"),
            ("search -- -x -", "search; word query; -"),
            ("history a b", "history; word ; b"),
            ("worklist sw", "worklist; command word ; sw"),
            ("worklist switch a", "worklist switch; command word name; a"),
            ("--data d worklist set --licence m", "worklist set; value licence; m"),
            ("--unknown=x show a", "show; command word ids; a"),
            ("help worklist ", "help; word path; "),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
