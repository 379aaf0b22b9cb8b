//! A program in a pseudo terminal, with an emulator that shows what it writes.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::emulator;
use crate::support::programs::starting;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to appear on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What gives the terminal back.
const RESTORED: &str = "\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";

pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub written: Vec<u8>,
    pub parser: vt100::Parser,
    driver_before: String,
    line: Arc<Mutex<()>>,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts tenken.
    pub fn open(home: &Path) -> Self {
        Self::open_with(home, |_| ())
    }

    /// Starts tenken with arguments or variables of its own.
    pub fn open_with(home: &Path, change: impl FnOnce(&mut CommandBuilder)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tenken"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm"), ("LANG", "ja_JP.UTF-8"), ("USER", "sato"), ("PATH", "/usr/bin:/bin")] {
            command.env(name, value);
        }
        // Whose name is known is not asked for it.
        command.env("TENKEN_USER", "sato");
        command.env("HOME", home);
        for name in ["TENKEN_CONFIG_DIR", "TENKEN_DATA_DIR", "TENKEN_CACHE_DIR", "TENKEN_STATE_DIR"] {
            command.env(name, home.join(name));
        }
        change(&mut command);
        Self::start(command)
    }

    /// Starts a program.
    pub fn start(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo terminal");
        let driver_before = driver(pair.master.as_ref());
        let child = {
            let _starting = starting();
            pair.slave.spawn_command(command).expect("tenken starts")
        };
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (bytes, output) = channel();
        let line = Arc::new(Mutex::new(()));
        let is_free = line.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                drop(is_free.lock());
                if count == 0 || bytes.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        let parser = emulator(80, 24);
        Self { master: pair.master, child, keys, output, written: Vec::new(), parser, driver_before, line }
    }

    /// Returns what blocks the line as long as it is kept: nobody reads what the program writes.
    pub fn blocks(line: &Mutex<()>) -> MutexGuard<'_, ()> {
        line.lock().expect("the reader does not panic")
    }

    /// Returns the line, to be blocked.
    pub fn line(&self) -> Arc<Mutex<()>> {
        self.line.clone()
    }

    /// Sends bytes that are no text.
    pub fn sends(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).and_then(|()| self.keys.flush()).expect("the terminal takes bytes");
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal takes keys");
        self
    }

    /// Waits until the screen shows a text.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.waits(text, |screen| screen.contents().contains(text));
        self
    }

    /// Waits until the screen no longer shows a text. A frame may come in pieces, with what stood there before still below.
    pub fn sees_no_more(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("a screen without {text}"), |screen| !screen.contents().contains(text));
        self
    }

    pub fn waits(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
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
    pub fn ends_its_frame(&mut self) {
        while !self.written.ends_with(b"\x1b[?25h") {
            let bytes = self.output.recv_timeout(PATIENCE).expect("the frame ends");
            self.take(&bytes);
        }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// Waits for the end of the program and asserts that it ended well and the terminal is as it was.
    pub fn ends_and_restores(self) {
        let (is_success, behind) = self.ends();
        assert!(is_success && behind.is_empty(), "{behind:?}");
    }

    /// Waits for the end of the program and asserts that the terminal is as it was. Returns whether the program ended
    /// well and what it wrote after it gave the terminal back.
    pub fn ends(mut self) -> (bool, String) {
        let code = self.leaves();
        assert_eq!(driver(self.master.as_ref()), self.driver_before, "the driver is as it was");
        let last = String::from_utf8_lossy(&self.written).into_owned();
        let (_, behind) = last.rsplit_once(RESTORED).unwrap_or_else(|| panic!("not restored: {last:?}"));
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        (code == 0, behind.to_owned())
    }

    /// Waits for the end of the program, reads all that it wrote and returns its exit code.
    pub fn leaves(&mut self) -> u32 {
        // The channel closes with the last byte.
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.parser.screen().contents()),
            }
        }
        self.child.wait().expect("the program ends").exit_code()
    }

    pub fn signal(&mut self, name: &str) {
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
