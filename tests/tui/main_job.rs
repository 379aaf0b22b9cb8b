//! The built program in a pseudo terminal: the main job, and how it leaves the terminal behind.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::{cells, emulator};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to appear on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    written: Vec<u8>,
    parser: vt100::Parser,
    driver_before: String,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    fn open(home: &Path) -> Self {
        Self::open_as(home, "xterm", "ja_JP.UTF-8")
    }

    /// Starts the program in a terminal that calls itself by a name, in a locale.
    fn open_as(home: &Path, term: &str, locale: &str) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo terminal");
        let driver_before = driver(pair.master.as_ref());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tenken"));
        command.env_clear();
        command.env("TERM", term);
        command.env("LANG", locale);
        command.env("HOME", home);
        for name in ["TENKEN_CONFIG_DIR", "TENKEN_DATA_DIR", "TENKEN_CACHE_DIR"] {
            command.env(name, home.join(name));
        }
        let child = pair.slave.spawn_command(command).expect("tenken starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (bytes, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || bytes.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        let parser = emulator(80, 24);
        Self { master: pair.master, child, keys, output, written: Vec::new(), parser, driver_before }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal takes keys");
        self
    }

    /// Waits until the screen shows a text.
    fn sees(&mut self, text: &str) -> &mut Self {
        self.waits(text, |screen| screen.contents().contains(text));
        self
    }

    fn waits(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_there(self.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("{what} does not appear on\n{}", self.parser.screen().contents());
            };
            self.take(&bytes);
        }
    }

    /// Waits for the end of a frame of the search: the cursor comes back last.
    fn ends_its_frame(&mut self) {
        while !self.written.ends_with(b"\x1b[?25h") {
            let bytes = self.output.recv_timeout(PATIENCE).expect("the frame ends");
            self.take(&bytes);
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// Waits for the end of the program and asserts that the terminal is as it was.
    fn ends_and_restores(mut self) {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.take(&bytes);
            if self.written.ends_with(b"\x1b[?1049l") {
                break;
            }
        }
        let status = self.child.wait().expect("the program ends");
        assert!(status.success(), "{status:?}");
        assert_eq!(driver(self.master.as_ref()), self.driver_before, "the driver is as it was");
        let last = String::from_utf8_lossy(&self.written);
        assert!(last.ends_with("\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l"), "{last:?}");
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    }

    fn signal(&mut self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("sh").args(["-c", "kill -$0 $1", name, &id]).status();
        assert!(sent.expect("a shell").success());
    }
}

/// Returns the line settings of a terminal in a form that can be compared.
fn driver(master: &dyn MasterPty) -> String {
    master
        .get_termios()
        .map(|settings| format!("{:?} {:?}", settings.local_flags, settings.input_flags))
        .unwrap_or_default()
}

#[test]
fn the_main_job_from_a_word_to_a_mark_that_lasts() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("二要素認証").sees("導入・更新システムの二要素認証への対応");
    while !selected(&terminal).contains("導入・更新システムの二要素認証への対応") {
        let before = selected(&terminal);
        terminal.press("\x1b[B");
        terminal.waits("the next hit", |screen| row_with_cursor(screen) != before);
    }
    terminal.press("\r").sees("背景のリスク");
    terminal.press("1").sees("低減策");
    terminal.press("1").sees("対応する条項");
    terminal.press("\x1b[D").sees("低減策").press("\x1b[D").sees("背景のリスク");
    terminal.press(" ").sees("[完了]").press("q");
    terminal.ends_and_restores();

    let mut again = Terminal::open(home.path());
    again.sees("済 1").press("二要素認証").sees("[済]").press("\x03");
    again.ends_and_restores();
}

fn selected(terminal: &Terminal) -> String {
    row_with_cursor(terminal.parser.screen())
}

/// Returns the row of the list that is marked as selected.
fn row_with_cursor(screen: &vt100::Screen) -> String {
    screen.contents().lines().find(|line| line.starts_with(" > ")).unwrap_or_default().to_owned()
}

#[test]
fn every_way_out_restores_the_terminal() {
    for way in ["^C", "TERM", "HUP", "INT"] {
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::open(home.path());
        terminal.sees("検索 >").press("認証").sees("検索 > 認証");
        if way == "^C" {
            terminal.press("\x03");
        } else {
            terminal.signal(way);
        }
        terminal.ends_and_restores();
    }
}

#[test]
fn every_terminal_and_locale_shows_the_same_and_is_restored() {
    let mut screens = Vec::new();
    for term in ["xterm-256color", "screen-256color", "tmux", "linux", "vt100"] {
        for locale in ["C", "ja_JP.UTF-8"] {
            let home = tempfile::tempdir().expect("a folder");
            let mut terminal = Terminal::open_as(home.path(), term, locale);
            terminal.sees("検索 >").press("zqzqzq").sees("検索 > zqzqzq").sees("見つかりません");
            terminal.ends_its_frame();
            screens.push(terminal.parser.screen().contents());
            terminal.press("\x03");
            terminal.ends_and_restores();
        }
    }
    assert!(screens.windows(2).all(|pair| pair[0] == pair[1]), "{}", screens.join("\n"));
}

#[test]
fn a_new_size_is_used_at_once() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    terminal.master.resize(size(120, 40)).expect("the terminal resizes");
    terminal.parser.screen_mut().set_size(cells(40), cells(120));
    terminal.waits("the hints in the new last row", |screen| {
        screen.rows(0, 120).last().is_some_and(|row| row.contains("F1 操作"))
    });
    terminal.press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_key_that_comes_with_a_change_of_size_is_not_lost() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    let mut typed = String::from("検索 > ");
    for turn in 0..30 {
        let columns = if turn % 2 == 0 { 100 } else { 80 };
        terminal.master.resize(size(columns, 24)).expect("the terminal resizes");
        terminal.parser.screen_mut().set_size(cells(24), cells(columns));
        terminal.press("x");
        typed.push('x');
        terminal.sees(&typed);
    }
    terminal.press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_long_paste_arrives_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("F1 操作");
    let pasted = "認証".repeat(1000);
    terminal.press(&format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.sees("認証認証認証認証").press("\x03");
    terminal.ends_and_restores();
}

#[test]
fn a_suspended_screen_comes_back_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("検索 >").press("認証").sees("検索 > 認証").press("\x1a");
    terminal.waits("the shell's screen", |screen| !screen.alternate_screen());
    // The terminal is given back just before the process stops; a shell would wait for that and continue it once.
    let deadline = Instant::now() + PATIENCE;
    let is_back = |screen: &vt100::Screen| screen.alternate_screen() && screen.contents().contains("検索 > 認証");
    while !is_back(terminal.parser.screen()) {
        assert!(Instant::now() < deadline, "the screen does not come back");
        terminal.signal("CONT");
        if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(100)) {
            terminal.take(&bytes);
        }
    }
    terminal.press("\x03");
    terminal.ends_and_restores();
}
