//! What is longer than the screen is shown by a pager; what fits is printed as it is.
//!
//! Output is held until it either ends or fills the screen. Only then is the person's pager started, and everything
//! else streams into it. A pager that is missing changes nothing: what was held is printed, and the rest after it. The same happens if it
//! fails before it can have shown anything.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::SIGINT;

use super::environment::{PagerWish, StdoutInfo};
use super::style;

/// The pager where `PAGER` is not set.
pub(super) const USUAL: &str = "less";

/// What less is told if the person has no options of their own: to end where everything fits on the screen, to take colours
/// as they come, and to leave the screen as it is.
const LESS: &str = "FRX";

/// How much a pager is given before it must have read something, in bytes: no more lies in a pipe on Linux.
const UNREAD: usize = 64 << 10;

/// What is started, and when.
#[derive(Clone, Debug)]
pub(super) struct Pager {
    words: Vec<String>,
    variables: Vec<(&'static str, &'static str)>,
    screen: StdoutInfo,
    rows: usize,
}

impl Pager {
    /// Returns the pager that is wished for; none if there is no terminal for it, or none is wanted.
    pub(super) fn wished(wish: &PagerWish, screen: StdoutInfo) -> Option<Self> {
        let command = wish.command.as_deref().unwrap_or(USUAL);
        // Split at spaces; no shell is used.
        let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() || words == ["cat"] {
            return None;
        }
        // Options of the person's own need not let colours through.
        if wish.has_less && screen.is_styled && Path::new(&words[0]).file_name().is_some_and(|name| name == USUAL) {
            words.insert(1, "-R".to_owned());
        }
        let less = (!wish.has_less).then_some(("LESS", LESS));
        // What is printed is UTF-8 whatever the locale.
        let charset = (!wish.has_charset).then_some(("LESSCHARSET", "utf-8"));
        Some(Self { words, variables: less.into_iter().chain(charset).collect(), screen, rows: wish.rows? })
    }

    fn start(&self) -> Option<Running> {
        let (program, args) = self.words.split_first()?;
        let variables = self.variables.iter().copied();
        let mut child = Command::new(program).args(args).envs(variables).stdin(Stdio::piped()).spawn().ok()?;
        // Ctrl-C reaches both programs and is the pager's to answer: it must not be left behind alone.
        let is_broken_off = Arc::new(AtomicBool::new(false));
        let heard = signal_hook::flag::register(SIGINT, Arc::clone(&is_broken_off)).ok();
        let stdin = child.stdin.take();
        Some(Running { child, stdin, heard, is_broken_off, unread: Some(Vec::new()) })
    }

    /// Whether a text takes more rows than there are above the line that the person types on.
    fn is_filled_by(&self, text: &[u8]) -> bool {
        let text = style::without(&String::from_utf8_lossy(text));
        let rows = |line: &str| self.screen.width(line).div_ceil(self.screen.columns).max(1);
        text.lines().map(rows).sum::<usize>() >= self.rows
    }
}

/// A pager that is shown to the person. It is waited for, whatever happens here.
struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    heard: Option<SigId>,
    /// Whether the person has pressed Ctrl-C.
    is_broken_off: Arc<AtomicBool>,
    /// All that it was given, as long as it may have read nothing of it.
    unread: Option<Vec<u8>>,
}

impl Running {
    /// Gives it more; one that was left takes everything.
    fn give(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.unread.iter_mut().for_each(|unread| unread.extend_from_slice(bytes));
        self.stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(bytes))?;
        self.unread.take_if(|unread| unread.len() > UNREAD);
        Ok(())
    }

    /// Waits until it has ended. Returns what it was given if it has failed and may have shown nothing of it.
    fn end(&mut self) -> Option<Vec<u8>> {
        drop(self.stdin.take());
        let code = self.child.wait().ok().and_then(|status| status.code());
        let has_failed = code.is_some_and(|code| code != 0) && !self.is_broken_off.load(Ordering::Relaxed);
        self.unread.take().filter(|_| has_failed)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // How it ends is between it and the person.
        let _ = self.child.wait();
        self.heard.map(signal_hook::low_level::unregister);
    }
}

/// Where plain output goes: straight on, or through a pager once it is long.
pub(super) struct PagedWriter<'w> {
    out: &'w mut dyn Write,
    state: State,
}

enum State {
    /// Straight on.
    Plain,
    /// Not long enough yet.
    Held(Pager, Vec<u8>),
    /// Into the pager.
    Shown(Running),
}

impl<'w> PagedWriter<'w> {
    /// Returns a writer that goes straight on.
    pub(super) fn plain(out: &'w mut dyn Write) -> Self {
        Self { out, state: State::Plain }
    }

    /// Lets a pager show what is printed from now on.
    pub(super) fn page_with(&mut self, pager: Pager) {
        self.state = State::Held(pager, Vec::new());
    }

    /// Whether a pager has the screen.
    pub(super) fn is_shown(&self) -> bool {
        matches!(self.state, State::Shown(_))
    }

    /// Prints what is held, and everything else straight on: it is for programs, or a question follows.
    ///
    /// # Errors
    ///
    /// If the output does not take it.
    pub(super) fn release(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.state, State::Plain) {
            State::Held(_, held) => self.out.write_all(&held),
            state => {
                self.state = state;
                Ok(())
            }
        }
    }

    /// Prints what is held, or waits until the person has left the pager.
    ///
    /// # Errors
    ///
    /// If the output does not take it.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.release()?;
        if let State::Shown(mut running) = std::mem::replace(&mut self.state, State::Plain)
            && let Some(unread) = running.end()
        {
            self.out.write_all(&unread)?;
        }
        self.out.flush()
    }

    /// Gives something to the pager that has the screen, or prints all that it was given if it has failed.
    fn show(&mut self, bytes: &[u8]) -> io::Result<()> {
        let State::Shown(running) = &mut self.state else { return Ok(()) };
        let Err(error) = running.give(bytes) else { return Ok(()) };
        let Some(unread) = running.end() else { return Err(error) };
        self.state = State::Plain;
        self.out.write_all(&unread)
    }
}

impl Write for PagedWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Plain => self.out.write(bytes),
            State::Shown(_) => self.show(bytes).map(|()| bytes.len()),
            State::Held(pager, held) => {
                held.extend_from_slice(bytes);
                if !bytes.contains(&b'\n') || !pager.is_filled_by(held) {
                    return Ok(bytes.len());
                }
                match pager.start() {
                    None => self.release()?,
                    Some(running) => {
                        let held = std::mem::take(held);
                        self.state = State::Shown(running);
                        self.show(&held)?;
                    }
                }
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            State::Plain => self.out.flush(),
            // What is held may still become long.
            State::Held(..) => Ok(()),
            State::Shown(running) => running.stdin.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(command: Option<&str>, rows: Option<usize>) -> PagerWish {
        PagerWish { rows, command: command.map(str::to_owned), ..PagerWish::default() }
    }

    fn screen(columns: usize) -> StdoutInfo {
        StdoutInfo { columns, is_terminal: true, is_styled: false, ambiguous: crate::text::width::Ambiguous::AsIs }
    }

    #[test]
    fn a_pager_needs_a_terminal_and_somebody_who_wants_it() {
        for (command, rows, words) in [
            (None, Some(24), Some(vec!["less"])),
            (Some("most -w"), Some(24), Some(vec!["most", "-w"])),
            (None, None, None),
            (Some(""), Some(24), None),
            (Some("  "), Some(24), None),
            (Some("cat"), Some(24), None),
        ] {
            let pager = Pager::wished(&wish(command, rows), screen(80));
            let expected = words.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(pager.map(|pager| pager.words), expected, "{command:?} {rows:?}");
        }
    }

    #[test]
    fn what_the_person_has_set_for_less_stands() {
        let variables = |wish: PagerWish| Pager::wished(&wish, screen(80)).unwrap().variables;
        let bare = wish(None, Some(24));
        assert_eq!(variables(bare.clone()), [("LESS", "FRX"), ("LESSCHARSET", "utf-8")]);
        assert_eq!(variables(PagerWish { has_less: true, ..bare.clone() }), [("LESSCHARSET", "utf-8")]);
        assert_eq!(variables(PagerWish { has_charset: true, ..bare }), [("LESS", "FRX")]);
    }

    #[test]
    fn less_takes_colours_whatever_its_options_are() {
        for (command, has_less, is_styled, words) in [
            (None, true, true, &["less", "-R"][..]),
            (Some("/usr/bin/less -i"), true, true, &["/usr/bin/less", "-R", "-i"]),
            (None, false, true, &["less"]),
            (None, true, false, &["less"]),
            (Some("most"), true, true, &["most"]),
        ] {
            let wish = PagerWish { has_less, ..wish(command, Some(24)) };
            let pager = Pager::wished(&wish, StdoutInfo { is_styled, ..screen(80) }).unwrap();
            assert_eq!(pager.words, words, "{command:?} {has_less} {is_styled}");
        }
    }

    #[test]
    fn the_screen_is_filled_by_lines_and_by_long_lines() {
        let pager = Pager::wished(&wish(None, Some(4)), screen(10)).unwrap();
        for (text, is_filled) in [
            ("a\nb\nc\n", false),
            ("a\nb\nc\nd\n", true),
            ("\n\n\n\n", true),
            ("一二三四五\nb\nc\n", false),
            ("一二三四五六\nb\nc\n", true),
            ("\u{1b}[1;31m一二三四五\u{1b}[0m\nb\nc\n", false),
        ] {
            assert_eq!(pager.is_filled_by(text.as_bytes()), is_filled, "{text:?}");
        }
    }

    #[test]
    fn a_pager_that_is_not_there_changes_nothing() {
        let mut bytes = Vec::new();
        let mut writer = PagedWriter::plain(&mut bytes);
        writer.page_with(Pager::wished(&wish(Some("/nonexistent/pager -x"), Some(3)), screen(80)).unwrap());
        (1..=9).try_for_each(|number| writeln!(writer, "{number}")).unwrap();
        assert!(!writer.is_shown());
        writer.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    }

    #[test]
    fn what_is_short_or_for_programs_is_printed() {
        for is_released in [false, true] {
            let mut bytes = Vec::new();
            let mut writer = PagedWriter::plain(&mut bytes);
            writer.page_with(Pager::wished(&wish(Some("/nonexistent/pager"), Some(3)), screen(80)).unwrap());
            writer.write_all(b"1\n").unwrap();
            if is_released {
                writer.release().unwrap();
                writer.write_all(&[b'\n'; 9]).unwrap();
            }
            writer.finish().unwrap();
            assert_eq!(bytes.len(), if is_released { 11 } else { 2 });
        }
    }

    /// Prints lines of two bytes through a pager and returns what is printed beside it.
    #[cfg(unix)]
    fn printed(command: &str, lines: usize) -> (Vec<u8>, io::Result<()>) {
        let _starts = crate::fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut bytes = Vec::new();
        let mut writer = PagedWriter::plain(&mut bytes);
        writer.page_with(Pager::wished(&wish(Some(command), Some(3)), screen(80)).unwrap());
        let outcome = (0..lines).try_for_each(|_| writeln!(writer, "x"));
        writer.finish().unwrap();
        (bytes, outcome)
    }

    #[cfg(unix)]
    #[test]
    fn all_is_printed_where_the_pager_fails_before_it_shows_anything() {
        for lines in [5, 100_000] {
            let (bytes, outcome) = printed("false", lines);
            assert!(outcome.is_ok() && bytes == "x\n".repeat(lines).as_bytes(), "{lines}: {} bytes", bytes.len());
        }
        // It works, and is left in a way that is told: nothing is shown twice.
        assert_eq!(printed("grep -q nothing", 100_000).0, b"");
        assert_eq!(printed("true", 5).0, b"");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_long_streams_into_the_pager_and_it_may_leave_early() {
        let _starts = crate::fs::STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut bytes = Vec::new();
        let mut writer = PagedWriter::plain(&mut bytes);
        writer.page_with(Pager::wished(&wish(Some("true"), Some(3)), screen(80)).unwrap());
        let outcome = (0..1_000_000).try_for_each(|number| writeln!(writer, "{number}"));
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        writer.finish().unwrap();
        assert_eq!(bytes, b"");
    }
}
