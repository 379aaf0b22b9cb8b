//! Reads what comes in from the terminal on a thread of its own, and lets go of it while another program has it.

use std::io;
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::{cursor, event};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

use crate::tui::input::event::{InputEvent, read};

/// How often, and how many times, to look for the answer to the probe; then nobody waits for it any more.
const TICK: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
const TICKS: usize = 20;
/// How long the reader of keys may take over what has come in. It takes a timeout of zero for not looking at all.
const READING: Duration = Duration::from_millis(50);

/// What the terminal sends.
#[derive(Debug)]
pub(crate) enum TerminalReport {
    /// A key, a text, a click.
    Input(InputEvent),
    /// How many cells the probe took, see [`crate::tui::terminal::PROBE`].
    Probed(u16),
    /// The terminal is gone.
    Lost(io::Error),
}

/// The thread that listens.
#[derive(Debug)]
pub(crate) struct InputThread {
    is_pause_wanted: Arc<AtomicBool>,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

/// What the thread itself holds.
struct Listener<F> {
    is_pause_wanted: Arc<AtomicBool>,
    paused: Sender<()>,
    go_on: Receiver<()>,
    tell: F,
}

impl InputThread {
    /// Begins to listen. `tell` returns whether anybody still wants to know. With `is_probing`, the answer to a
    /// probe is expected.
    pub(crate) fn listen(is_probing: bool, tell: impl Fn(TerminalReport) -> bool + Send + 'static) -> Self {
        let is_pause_wanted = Arc::new(AtomicBool::new(false));
        let (is_paused, paused) = channel();
        let (go_on, goes_on) = channel();
        let listener = Listener { is_pause_wanted: is_pause_wanted.clone(), paused: is_paused, go_on: goes_on, tell };
        thread::spawn(move || listener.run(is_probing));
        Self { is_pause_wanted, paused, go_on }
    }

    /// Stops listening; when this returns, nothing is read from the terminal until [`InputThread::resume`].
    pub(crate) fn pause(&self) {
        self.is_pause_wanted.store(true, Ordering::SeqCst);
        // The reader of keys waits for changes of size as well: this makes it come back without a key.
        let _ = raise(SIGWINCH);
        // If the thread is gone, nobody reads either.
        let _ = self.paused.recv();
    }

    /// Listens again.
    pub(crate) fn resume(&self) {
        let _ = self.go_on.send(());
    }
}

impl<F: Fn(TerminalReport) -> bool> Listener<F> {
    fn run(&self, is_probing: bool) {
        let heard = if is_probing { self.probe() } else { Ok(true) };
        let heard = heard.and_then(|goes_on| if goes_on { self.listen() } else { Ok(()) });
        if let Err(error) = heard {
            (self.tell)(TerminalReport::Lost(error));
        }
    }

    fn listen(&self) -> io::Result<()> {
        loop {
            self.let_go();
            if !self.take()? {
                return Ok(());
            }
        }
    }

    /// Takes one event, waiting for it; returns whether to go on.
    fn take(&self) -> io::Result<bool> {
        Ok(read(event::read()?).is_none_or(|input| (self.tell)(TerminalReport::Input(input))))
    }

    /// Waits while another program has the terminal.
    fn let_go(&self) {
        if self.is_pause_wanted.swap(false, Ordering::SeqCst) {
            // Whoever asked may be gone by now; then this thread ends with the next key.
            let _ = self.paused.send(());
            let _ = self.go_on.recv();
        }
    }

    /// Listens like [`Listener::listen`] until the answer to the probe is there, or has not come for a while; returns
    /// whether to go on.
    fn probe(&self) -> io::Result<bool> {
        for _ in 0..TICKS {
            self.let_go();
            if !comes_in()? {
                continue;
            }
            let mut is_empty = true;
            while event::poll(READING)? {
                is_empty = false;
                if !self.take()? {
                    return Ok(false);
                }
            }
            if is_empty {
                // What came in was no key, so it is the answer, held back by the reader of keys for this call. InputThread
                // that come in meanwhile are held back as well and found by the next look.
                return Ok(cursor::position().map_or(true, |(column, _)| (self.tell)(TerminalReport::Probed(column))));
            }
        }
        Ok(true)
    }
}

/// Whether the terminal has something to say before the next tick.
fn comes_in() -> io::Result<bool> {
    let stdin = io::stdin();
    let terminal = stdin.as_fd();
    let mut waiting = [PollFd::new(&terminal, PollFlags::IN)];
    match poll(&mut waiting, Some(&TICK)) {
        Err(rustix::io::Errno::INTR) => Ok(false),
        polled => Ok(polled? > 0),
    }
}
