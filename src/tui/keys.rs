//! Reads what comes in from the terminal on a thread of its own, and lets go of it while another program has it.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::{cursor, event};
use rustix::event::{PollFd, PollFlags, poll};

use super::event::{Input, read};

/// How long to look for what has come in already: the reader of keys takes a timeout of zero for not looking at all.
const MOMENT: Duration = Duration::from_millis(1);

/// What the terminal sends.
#[derive(Debug)]
pub(super) enum Heard {
    /// A key, a text, a click, a new size.
    Input(Input),
    /// How many cells the probe took, see [`super::terminal::PROBE`].
    Probed(u16),
    /// The terminal is gone.
    Lost(io::Error),
}

/// The thread that listens.
#[derive(Debug)]
pub(super) struct Keys {
    wake: UnixStream,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

/// What the thread itself holds.
struct Listener<F> {
    woken: UnixStream,
    paused: Sender<()>,
    go_on: Receiver<()>,
    is_probing: bool,
    tell: F,
}

impl Keys {
    /// Begins to listen. `tell` returns whether anybody still wants to know. With `is_probing`, the answer to a
    /// probe is expected.
    ///
    /// # Errors
    ///
    /// If the system has no more sockets.
    pub(super) fn listen(is_probing: bool, tell: impl Fn(Heard) -> bool + Send + 'static) -> io::Result<Self> {
        let (wake, woken) = UnixStream::pair()?;
        let (is_paused, paused) = channel();
        let (go_on, goes_on) = channel();
        let mut listener = Listener { woken, paused: is_paused, go_on: goes_on, is_probing, tell };
        thread::spawn(move || listener.run());
        Ok(Self { wake, paused, go_on })
    }

    /// Stops listening; when this returns, nothing is read from the terminal until [`Keys::resume`].
    pub(super) fn pause(&mut self) {
        // If the thread is gone, nobody reads either.
        if self.wake.write_all(b"p").is_ok() {
            let _ = self.paused.recv();
        }
    }

    /// Listens again.
    pub(super) fn resume(&mut self) {
        let _ = self.go_on.send(());
    }
}

impl<F: Fn(Heard) -> bool> Listener<F> {
    fn run(&mut self) {
        loop {
            match self.wait().and_then(|ready| if ready { self.take() } else { Ok(true) }) {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    (self.tell)(Heard::Lost(error));
                    return;
                }
            }
        }
    }

    /// Waits for the terminal, or for somebody who wants it; returns whether the terminal has something.
    fn wait(&mut self) -> io::Result<bool> {
        let stdin = io::stdin();
        let (terminal, woken) = (stdin.as_fd(), self.woken.as_fd());
        let mut waiting = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
        match poll(&mut waiting, None) {
            Err(rustix::io::Errno::INTR) => return Ok(false),
            polled => drop(polled?),
        }
        let [from_terminal, from_wake] = [waiting[0].revents(), waiting[1].revents()];
        if !from_wake.is_empty() {
            if self.woken.read(&mut [0; 1])? == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            // Whoever asked may be gone by now; then this thread ends with the next key.
            let _ = self.paused.send(());
            let _ = self.go_on.recv();
            return Ok(false);
        }
        Ok(!from_terminal.is_empty())
    }

    /// Takes everything that has come in; returns whether to go on.
    fn take(&mut self) -> io::Result<bool> {
        loop {
            let mut is_empty = true;
            while event::poll(MOMENT)? {
                is_empty = false;
                if let Some(input) = read(event::read()?)
                    && !(self.tell)(Heard::Input(input))
                {
                    return Ok(false);
                }
            }
            let left = left_over()?;
            if !is_empty || left.contains(PollFlags::IN) && !left.contains(PollFlags::HUP) {
                // What is left, the next turn takes: on a busy machine a moment may be over before anything was read.
                return Ok(true);
            }
            if left.contains(PollFlags::HUP) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if !std::mem::take(&mut self.is_probing) {
                return Ok(true);
            }
            // What came in was no key, so it is the answer, held back by the reader of keys for this call. Keys that
            // came in meanwhile are held back as well; the next turn takes them.
            if let Ok((column, _)) = cursor::position()
                && !(self.tell)(Heard::Probed(column))
            {
                return Ok(false);
            }
        }
    }
}

/// Returns what the terminal has to say that was not read yet.
fn left_over() -> io::Result<PollFlags> {
    let stdin = io::stdin();
    let terminal = stdin.as_fd();
    let mut now = [PollFd::new(&terminal, PollFlags::IN)];
    poll(&mut now, Some(&rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 }))?;
    Ok(now[0].revents())
}
