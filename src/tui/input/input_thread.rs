//! A thread that reads from the terminal. It pauses while another program, such as an editor, uses the terminal.

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

/// Interval and number of checks for the answer to the probe. After that the probe counts as unanswered.
const TICK: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
const TICKS: usize = 20;
/// Timeout for crossterm to parse what has arrived. With a timeout of zero it would not read at all.
const READING: Duration = Duration::from_millis(50);

/// What the thread reports.
#[derive(Debug)]
pub(crate) enum TerminalReport {
    /// An event: a key, a paste, a click.
    Input(InputEvent),
    /// How many cells the probe character took, see [`crate::tui::terminal::PROBE`].
    Probed(u16),
    /// The terminal cannot be read any more.
    Lost(io::Error),
}

/// A handle to the thread.
#[derive(Debug)]
pub(crate) struct InputThread {
    is_pause_wanted: Arc<AtomicBool>,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

/// The thread itself.
struct Listener<F> {
    is_pause_wanted: Arc<AtomicBool>,
    paused: Sender<()>,
    go_on: Receiver<()>,
    tell: F,
}

impl InputThread {
    /// Starts the thread. `tell` receives the reports and returns false when the thread is to end. With `is_probing`, the
    /// thread expects an answer to the probe.
    pub(crate) fn listen(is_probing: bool, tell: impl Fn(TerminalReport) -> bool + Send + 'static) -> Self {
        let is_pause_wanted = Arc::new(AtomicBool::new(false));
        let (is_paused, paused) = channel();
        let (go_on, goes_on) = channel();
        let listener = Listener { is_pause_wanted: is_pause_wanted.clone(), paused: is_paused, go_on: goes_on, tell };
        thread::spawn(move || listener.run(is_probing));
        Self { is_pause_wanted, paused, go_on }
    }

    /// Pauses the thread. After this returns, nothing is read from the terminal until [`InputThread::resume`].
    pub(crate) fn pause(&self) {
        self.is_pause_wanted.store(true, Ordering::SeqCst);
        // crossterm also wakes up on a resize: this signal unblocks its read without a key.
        let _ = raise(SIGWINCH);
        // If the thread has ended, nothing is read either.
        let _ = self.paused.recv();
    }

    /// Lets the thread read again.
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

    /// Waits for one event and reports it; returns whether to go on.
    fn take(&self) -> io::Result<bool> {
        Ok(read(event::read()?).is_none_or(|input| (self.tell)(TerminalReport::Input(input))))
    }

    /// If a pause is wanted, waits until it is over.
    fn let_go(&self) {
        if self.is_pause_wanted.swap(false, Ordering::SeqCst) {
            // The main loop may have ended; then this thread ends with the next event.
            let _ = self.paused.send(());
            let _ = self.go_on.recv();
        }
    }

    /// Reads like [`Listener::listen`] until the answer to the probe has arrived, or has not arrived in time; returns
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
                // Something arrived that is no event, so it is the answer: crossterm keeps it for `position`. Keys that
                // arrive during that call are kept as well and returned by the next read.
                return Ok(cursor::position().map_or(true, |(column, _)| (self.tell)(TerminalReport::Probed(column))));
            }
        }
        Ok(true)
    }
}

/// Waits for one tick; returns whether the terminal has sent anything.
fn comes_in() -> io::Result<bool> {
    let stdin = io::stdin();
    let terminal = stdin.as_fd();
    let mut waiting = [PollFd::new(&terminal, PollFlags::IN)];
    match poll(&mut waiting, Some(&TICK)) {
        Err(rustix::io::Errno::INTR) => Ok(false),
        polled => Ok(polled? > 0),
    }
}
