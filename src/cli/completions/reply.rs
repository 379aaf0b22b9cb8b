//! The answer to a script: a line for each value, with what it is behind a tab. A line that begins with a tab asks the shell to
//! complete names of files, or to leave the cursor behind the value.

use std::collections::BTreeMap;

use clap::{Arg, Command};

use crate::language::tr;
use crate::text::clean::visible_line;

use super::line::{Line, Next};
use super::shell::{Asked, Shell};
use super::values::{LISTED_MAX, Listed, Named, Values};

/// Returns the answer.
pub(super) fn text(shell: Shell, asked: &Asked, line: &Line<'_>, values: &Values<'_>) -> String {
    let mut listed = Listed::default();
    match &line.next {
        Next::Option => listed.named = options(line.command),
        Next::Value(arg) => listed = values.of(&line.path, arg, &line.typed),
        Next::Word { may_be_command, value } => {
            if let Some(arg) = value {
                listed = values.of(&line.path, arg, &line.typed);
            }
            if *may_be_command {
                listed.named.splice(0..0, commands(line.command));
            }
        }
    }
    listed.named.retain(|one| one.value.starts_with(&line.typed));
    let (named, is_more) = match listed.named.len() {
        0..=LISTED_MAX => (listed.named, false),
        _ => heads(&listed.named, &line.typed),
    };
    let mut lines: Vec<String> = listed.request.map(|request| format!("\t{request}")).into_iter().collect();
    lines.extend(is_more.then(|| "\tmore".to_owned()));
    let written = named.iter().filter_map(|one| written(shell, asked, &line.head, one));
    lines.extend(written);
    lines.into_iter().map(|line| line + "\n").collect()
}

/// Returns a value as the shell takes it; none if it holds what no line can.
fn written(shell: Shell, asked: &Asked, head: &str, Named { value, text }: &Named) -> Option<String> {
    if visible_line(value) != *value || value.contains('\t') {
        return None;
    }
    let whole = format!("{head}{value}");
    let word = shell.word(whole.get(asked.taken..)?, asked.is_quoted);
    let text = Some(visible_line(text).replace('\t', " ")).filter(|text| shell.shows_texts() && !text.is_empty());
    Some(text.map_or(word.clone(), |text| format!("{word}\t{text}")))
}

/// Returns what values begin with, up to the next dot behind what is typed; further while all of them go on alike.
fn heads(values: &[Named], typed: &str) -> (Vec<Named>, bool) {
    let mut from = typed.len();
    loop {
        let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
        for Named { value, .. } in values {
            let end = value.get(from..).and_then(|rest| rest.find('.')).map_or(value.len(), |at| from + at + 1);
            *heads.entry(&value[..end]).or_default() += 1;
        }
        match heads.iter().next() {
            Some((head, _)) if heads.len() == 1 && head.ends_with('.') => from = head.len(),
            _ => {
                let named = |(head, count): (&&str, &usize)| Named::new(*head, tr!("{n} 件", n = count));
                let named: Vec<Named> = heads.iter().take(LISTED_MAX).map(named).collect();
                let is_more = named.iter().any(|one| one.value.ends_with('.'));
                return (named, is_more);
            }
        }
    }
}

fn commands(command: &Command) -> impl Iterator<Item = Named> {
    let shown = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    shown.map(|inner| Named::new(inner.get_name(), inner.get_about().map(ToString::to_string).unwrap_or_default()))
}

/// Returns the long names of options, and the short ones of those that have no other.
fn options(command: &Command) -> Vec<Named> {
    let name = |arg: &Arg| match (arg.get_long(), arg.get_short()) {
        (Some(long), _) => Some(format!("--{long}")),
        (None, short) => short.map(|short| format!("-{short}")),
    };
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    shown.filter_map(|arg| Some(Named::new(name(arg)?, arg.get_help().map(ToString::to_string)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_values_are_told_by_what_they_begin_with() {
        let all: Vec<Named> = (0..300).map(|n| Named::new(format!("a.b{}.{n}", n % 3), "")).collect();
        let told = |typed: &str| {
            let (heads, is_more) = heads(&all, typed);
            (heads.iter().map(|one| one.value.clone()).collect::<Vec<_>>(), is_more)
        };
        assert_eq!(told(""), (["a.b0.", "a.b1.", "a.b2."].map(str::to_owned).to_vec(), true));
        let plain: Vec<Named> = (0..300).map(|n| Named::new(format!("x{n}"), "")).collect();
        let (heads, is_more) = heads(&plain, "x");
        assert!(heads.len() == LISTED_MAX && !is_more);
    }
}
