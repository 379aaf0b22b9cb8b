//! What the surroundings say, read once at start and passed on as values.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::fs;
use crate::paths::Paths;
use crate::text::width::Ambiguous;
use crate::tui::terminal::clipboard::Multiplexer;
use crate::worklist::Identity;

use super::symbols::SymbolChoice;

/// Columns of a page when nothing says how wide the terminal is.
const DEFAULT_COLUMNS: usize = 80;

/// The most bytes of the file with the name of the host.
const HOST_LIMIT: u64 = 4 << 10;

/// What a run needs to know about where it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The folders of the user; none when there is no home.
    pub paths: Option<Paths>,
    /// Who marks, by the name of the login.
    pub who: Identity,
    /// Where plain output goes.
    pub screen: StdoutInfo,
    /// The terminal that the terminal UI would run in.
    pub terminal: Terminal,
    /// The moment that files without a worklist are of (`SOURCE_DATE_EPOCH`), as it is written; empty if it is not given.
    pub source_date: String,
}

/// What is known of a terminal, and of the person at it, before anything is written to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Whether colour may be used (`NO_COLOR` unset).
    pub has_color: bool,
    /// Whether `TERM` says that it cannot move its cursor.
    pub is_dumb: bool,
    /// What stands between this program and it.
    pub multiplexer: Multiplexer,
    /// The command of the person's editor (`VISUAL`, `EDITOR`); empty if there is none.
    pub editor: String,
    /// The name to record under in this run (`TENKEN_USER`); empty if it is not given.
    pub name: String,
    /// The person's home, for paths that begin with `~`.
    pub home: Option<PathBuf>,
    /// Whether somebody is there to see a question and to answer it.
    pub has_input: bool,
    /// Whether sentences to the person (standard error) go to a terminal.
    pub shows_notes: bool,
    /// What it is said to be (`TERM`); empty if it is not said.
    pub term: String,
    /// The locale of texts (`LC_ALL`, `LC_CTYPE`, `LANG`); empty if there is none.
    pub locale: String,
    /// What shows pages that are longer than the screen.
    pub pager: PagerWish,
    /// How the command line wants symbols.
    pub(super) symbols: SymbolChoice,
    /// Where programs are looked for (`PATH`).
    pub search_path: OsString,
    /// The code of the language to speak (`TENKEN_LANG`), as it is written; empty if it is not given.
    pub language: String,
}

impl Terminal {
    /// Whether its window has a title: the console of Linux and terminals with nothing around them have none, and may show what
    /// would set it.
    pub fn has_title(&self) -> bool {
        const WITHOUT: [&str; 5] = ["linux", "dumb", "cons", "vt", "ansi"];
        !self.term.is_empty() && !WITHOUT.iter().any(|name| self.term.starts_with(name))
    }
}

/// What the surroundings say about showing long pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagerWish {
    /// The rows of the terminal that standard output goes to; none if it is no terminal, or a dumb one.
    pub rows: Option<usize>,
    /// The command (`PAGER`): empty if none is wanted, none if nothing was said.
    pub command: Option<String>,
    /// Whether `LESS` is set, so that the person has options of their own.
    pub has_less: bool,
    /// Whether `LESSCHARSET` is set.
    pub has_charset: bool,
}

/// What plain output is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StdoutInfo {
    /// Columns to fill at most.
    pub columns: usize,
    /// Whether a person watches: rows are then kept inside the columns.
    pub is_terminal: bool,
    /// Whether headings may be set in bold.
    pub is_styled: bool,
    /// How characters are printed that are one or two columns wide.
    pub ambiguous: Ambiguous,
}

impl Environment {
    /// Reads the process's environment and standard output.
    pub fn read() -> Self {
        let variable = |name: &str| std::env::var_os(name);
        let mut terminal = terminal(variable);
        let is_terminal = std::io::stdout().is_terminal();
        let size = is_terminal.then(terminal_size::terminal_size).flatten();
        let width = size.map(|(width, _)| usize::from(width.0));
        let is_able = !terminal.is_dumb && !terminal.term.is_empty();
        terminal.pager.rows = size.map(|(_, height)| usize::from(height.0)).filter(|_| is_able);
        let host_file = fs::read_text(Path::new("/etc/hostname"), HOST_LIMIT).ok();
        Self {
            paths: Paths::from_environment(variable),
            who: identity(variable, host_file),
            screen: StdoutInfo {
                columns: columns(variable("COLUMNS"), width),
                is_terminal,
                is_styled: is_terminal && terminal.has_color && !terminal.is_dumb,
                ambiguous: Ambiguous::AsIs,
            },
            terminal,
            source_date: variable("SOURCE_DATE_EPOCH")
                .map(|date| date.to_string_lossy().into_owned())
                .unwrap_or_default(),
        }
    }
}

fn terminal(variable: impl Fn(&str) -> Option<OsString>) -> Terminal {
    let text = |name: &str| variable(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
    let term = text("TERM");
    let multiplexer = match (text("TMUX").is_empty(), text("STY").is_empty()) {
        (false, _) => Multiplexer::Tmux,
        (true, false) => Multiplexer::GnuScreen,
        // A session on another host, reached from within GNU screen, knows it by `TERM` alone.
        (true, true) if term.starts_with("screen") => Multiplexer::GnuScreen,
        (true, true) => Multiplexer::None,
    };
    let editor = [text("VISUAL"), text("EDITOR")].into_iter().find(|command| !command.trim().is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(text).find(|locale| !locale.is_empty());
    Terminal {
        has_color: text("NO_COLOR").is_empty(),
        is_dumb: term == "dumb",
        multiplexer,
        editor: editor.unwrap_or_default(),
        // A name that is no UTF-8 must not become that of the login.
        name: variable("TENKEN_USER").map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        home: variable("HOME").filter(|home| !home.is_empty()).map(PathBuf::from),
        has_input: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        shows_notes: std::io::stderr().is_terminal(),
        locale: locale.unwrap_or_default(),
        pager: PagerWish {
            rows: None,
            command: variable("PAGER").map(|command| command.to_string_lossy().into_owned()),
            has_less: variable("LESS").is_some(),
            has_charset: variable("LESSCHARSET").is_some(),
        },
        symbols: SymbolChoice::default(),
        search_path: variable("PATH").unwrap_or_default(),
        language: variable("TENKEN_LANG").map(|code| code.to_string_lossy().into_owned()).unwrap_or_default(),
        term,
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
    fn a_terminal_is_known_by_its_variables() {
        let of = |set: &[(&str, &str)]| {
            terminal(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value)))
        };
        let bare = Terminal { has_color: true, ..Terminal::default() };
        assert_eq!(of(&[]), bare);
        let dumb = Terminal { is_dumb: true, term: "dumb".to_owned(), ..Terminal::default() };
        assert_eq!(of(&[("NO_COLOR", "1"), ("TERM", "dumb")]), dumb);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_CTYPE", "C"), ("LANG", "ja_JP.UTF-8")]).locale, "C");
        assert_eq!(of(&[("PAGER", "")]).pager.command.as_deref(), Some(""));
        for (term, has_title) in [
            ("xterm-256color", true),
            ("tmux-256color", true),
            ("linux", false),
            ("dumb", false),
            ("vt220", false),
            ("", false),
        ] {
            assert_eq!(of(&[("TERM", term)]).has_title(), has_title, "{term}");
        }
        for (set, multiplexer) in [
            (&[("TMUX", "/tmp/tmux,1,0"), ("TERM", "screen-256color")][..], Multiplexer::Tmux),
            (&[("STY", "1.pts")], Multiplexer::GnuScreen),
            (&[("TERM", "screen.xterm-256color")], Multiplexer::GnuScreen),
            (&[("TERM", "tmux-256color")], Multiplexer::None),
        ] {
            assert_eq!(of(set).multiplexer, multiplexer, "{set:?}");
        }
        assert_eq!(of(&[("TENKEN_USER", "佐藤 花子")]).name, "佐藤 花子");
        assert_eq!(of(&[("VISUAL", " "), ("EDITOR", "vi -u NONE")]).editor, "vi -u NONE");
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
