//! What the surroundings say, read once at start and passed on as values.

use std::ffi::OsString;
use std::io::IsTerminal;

use crate::paths::Paths;
use crate::worklist::Identity;

/// Columns of a page when nothing says how wide the terminal is.
const DEFAULT_COLUMNS: usize = 80;

/// What a run needs to know about where it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The folders of the user; none when there is no home.
    pub paths: Option<Paths>,
    /// Who marks.
    pub who: Identity,
    /// Where plain output goes.
    pub screen: Screen,
    /// Whether colour may be used (`NO_COLOR` unset).
    pub color: bool,
    /// Whether `TERM` says that the terminal cannot move its cursor.
    pub is_dumb: bool,
}

/// What plain output is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns to fill at most.
    pub columns: usize,
    /// Whether a person watches: rows are then kept inside the columns.
    pub is_terminal: bool,
    /// Whether headings may be set in bold.
    pub is_styled: bool,
}

impl Environment {
    /// Reads the process's environment and standard output.
    pub fn read() -> Self {
        let variable = |name: &str| std::env::var_os(name);
        let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let is_terminal = std::io::stdout().is_terminal();
        let color = variable("NO_COLOR").is_none_or(|value| value.is_empty());
        let width = is_terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        let host_file = std::fs::read_to_string("/etc/hostname").ok();
        Self {
            paths: Paths::from_environment(variable),
            who: identity(variable, host_file),
            screen: Screen {
                columns: columns(variable("COLUMNS"), width),
                is_terminal,
                is_styled: is_terminal && color && !is_dumb,
            },
            color,
            is_dumb,
        }
    }
}

/// Returns the columns to fill: what `COLUMNS` says, else the terminal's, else 80; never fewer than 20.
fn columns(variable: Option<OsString>, terminal: Option<usize>) -> usize {
    let named = variable.and_then(|value| value.to_str()?.trim().parse().ok()).filter(|columns| *columns > 0);
    named.or(terminal).unwrap_or(DEFAULT_COLUMNS).max(20)
}

/// Returns who runs this, as far as it can be known.
fn identity(variable: impl Fn(&str) -> Option<OsString>, host_file: Option<String>) -> Identity {
    let first = |names: &[&str]| {
        let named = names.iter().find_map(|name| variable(name)?.into_string().ok().filter(|text| !text.is_empty()));
        named.unwrap_or_else(|| "unknown".to_owned())
    };
    let host = host_file.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Identity {
        user: first(&["USER", "LOGNAME", "USERNAME"]),
        host: host.unwrap_or_else(|| first(&["HOSTNAME", "COMPUTERNAME"])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_from_the_variable_then_the_terminal() {
        let cases = [
            (Some("100"), Some(80), 100),
            (Some("0"), Some(132), 132),
            (Some("wide"), None, 80),
            (None, None, 80),
            (Some("3"), None, 20),
        ];
        for (variable, terminal, expected) in cases {
            assert_eq!(columns(variable.map(OsString::from), terminal), expected, "{variable:?} {terminal:?}");
        }
    }

    #[test]
    fn an_unknown_person_on_an_unknown_host_is_said_to_be_unknown() {
        let nobody = identity(|_| None, None);
        assert_eq!((nobody.user.as_str(), nobody.host.as_str()), ("unknown", "unknown"));
        let somebody =
            identity(|name| (name == "LOGNAME").then(|| OsString::from("auditor")), Some("jump\n".to_owned()));
        assert_eq!((somebody.user.as_str(), somebody.host.as_str()), ("auditor", "jump"));
    }
}
