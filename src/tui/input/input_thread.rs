//! A thread that reads from the terminal. It pauses while another program, such as an editor, uses the terminal.
//!
//! It never waits in a read: it asks first whether anything has arrived, and can be woken up while it asks. So neither
//! half a sequence nor a blocked line can keep it from pausing.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use crate::language::spawn;
use crate::tui::input::decoder::{Decoded, Decoder};
use crate::tui::input::event::InputEvent;

/// How many bytes are read at once.
const BLOCK: usize = 64 << 10;
/// How long a pause may take to begin. The thread answers at once; this only makes sure that nobody waits for ever.
const PAUSE_TIME: Duration = Duration::from_secs(1);

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
    waker: UnixStream,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

/// The thread itself.
struct Listener<F> {
    is_pause_wanted: Arc<AtomicBool>,
    woken: UnixStream,
    paused: Sender<()>,
    go_on: Receiver<()>,
    /// Whether the answer to the probe is still to come.
    is_probing: bool,
    tell: F,
}

/// What has arrived.
enum Arrival {
    /// Nothing, in time.
    Nothing,
    /// A wish to pause.
    Wish,
    /// Something from the terminal, or its end.
    Bytes,
}

impl InputThread {
    /// Starts the thread on a terminal. `tell` receives the reports and returns false when the thread is to end. With `is_probing`, the
    /// first position of the cursor that the terminal reports is the answer to the probe.
    ///
    /// # Errors
    ///
    /// If the system has no more files to open.
    pub(crate) fn listen(
        terminal: impl AsFd + Send + 'static,
        is_probing: bool,
        tell: impl Fn(TerminalReport) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (waker, woken) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let is_pause_wanted = Arc::new(AtomicBool::new(false));
        let (is_paused, paused) = channel();
        let (go_on, goes_on) = channel();
        let listener = Listener {
            is_pause_wanted: is_pause_wanted.clone(),
            woken,
            paused: is_paused,
            go_on: goes_on,
            is_probing,
            tell,
        };
        spawn(move || {
            listener.run(&terminal);
        });
        Ok(Self { is_pause_wanted, waker, paused, go_on })
    }

    /// Pauses the thread. After this returns, nothing is read from the terminal until [`InputThread::resume`].
    pub(crate) fn pause(&self) {
        // If the thread has ended, nothing is read either.
        self.pauses_within(PAUSE_TIME);
    }

    /// Pauses the thread, and returns whether it has said in time that it does.
    fn pauses_within(&self, time: Duration) -> bool {
        self.is_pause_wanted.store(true, Ordering::SeqCst);
        // A full pipe wakes it up as well.
        let _ = (&self.waker).write(&[0]);
        self.paused.recv_timeout(time).is_ok()
    }

    /// Lets the thread read again.
    pub(crate) fn resume(&self) {
        let _ = self.go_on.send(());
    }
}

impl<F: Fn(TerminalReport) -> bool> Listener<F> {
    fn run(mut self, terminal: &impl AsFd) {
        if let Err(error) = self.read_all(terminal) {
            (self.tell)(TerminalReport::Lost(error));
        }
    }

    fn read_all(&mut self, terminal: &impl AsFd) -> io::Result<()> {
        let start = Instant::now();
        let mut decoder = Decoder::default();
        let mut block = vec![0; BLOCK];
        loop {
            let wait = decoder.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
            let decoded = match self.wait(terminal, wait)? {
                Arrival::Nothing => decoder.rest(start.elapsed()),
                Arrival::Wish => {
                    self.pause();
                    decoder.reset();
                    continue;
                }
                Arrival::Bytes => match read(terminal, &mut block[..]) {
                    // A terminal that was closed ends, or reports EIO.
                    Ok(0) | Err(Errno::IO) => return Err(io::ErrorKind::UnexpectedEof.into()),
                    Ok(count) => decoder.feed(&block[..count], start.elapsed()),
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(error) => return Err(error.into()),
                },
            };
            if !decoded.into_iter().all(|decoded| self.report(decoded)) {
                return Ok(());
            }
        }
    }

    /// Waits until something arrives, or for a time.
    fn wait(&self, terminal: &impl AsFd, time: Option<Duration>) -> io::Result<Arrival> {
        let terminal = terminal.as_fd();
        let mut waiting = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        let time = time.and_then(|time| Timespec::try_from(time).ok());
        match poll(&mut waiting, time.as_ref()) {
            // A signal; the time begins anew, which delays only what is not urgent.
            Err(Errno::INTR) => return Ok(Arrival::Nothing),
            polled => polled?,
        };
        let [terminal, woken] = waiting.map(|fd| !fd.revents().is_empty());
        Ok(match (woken, terminal) {
            (true, _) => Arrival::Wish,
            (false, true) => Arrival::Bytes,
            (false, false) => Arrival::Nothing,
        })
    }

    /// Waits until the pause is over, if one is wanted.
    fn pause(&mut self) {
        // What has woken this thread up is taken away; it may have been several wishes.
        let mut bytes = [0; 64];
        while self.woken.read(&mut bytes).is_ok_and(|count| count > 0) {}
        if self.is_pause_wanted.swap(false, Ordering::SeqCst) {
            // The main loop may have ended; then this thread ends with the next event.
            let _ = self.paused.send(());
            let _ = self.go_on.recv();
        }
    }

    /// Reports what was decoded; returns whether to go on.
    fn report(&mut self, decoded: Decoded) -> bool {
        match decoded {
            Decoded::Input(input) => (self.tell)(TerminalReport::Input(input)),
            // The probe stands in the first row; its cells come before the cursor.
            Decoded::Cursor(1, column) if std::mem::take(&mut self.is_probing) => {
                (self.tell)(TerminalReport::Probed(column - 1))
            }
            Decoded::Cursor(..) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::event::Key;

    /// How long a busy machine may take.
    const PATIENCE: Duration = Duration::from_secs(30);

    fn key(report: &TerminalReport) -> Option<Key> {
        match report {
            TerminalReport::Input(InputEvent::Key(key)) => Some(*key),
            _ => None,
        }
    }

    #[test]
    fn half_a_sequence_does_not_keep_the_thread_from_pausing_or_from_later_keys() {
        let (mut beside, other) = UnixStream::pair().unwrap();
        let (told, told_beside) = channel();
        let _other = InputThread::listen(other, false, move |report| told.send(report).is_ok()).unwrap();
        for half in [&b"\xe8"[..], b"\x1b[200~", b"\x1b[?2026;2$", b"\x1b]11;", b"\x1b[", b"\x1b"] {
            let (mut person, terminal) = UnixStream::pair().unwrap();
            let (reports, reported) = channel();
            let thread = InputThread::listen(terminal, false, move |report| reports.send(report).is_ok()).unwrap();
            // The first key shows that what is sent with it has been read.
            person.write_all(&[b"a", half].concat()).unwrap();
            assert_eq!(key(&reported.recv_timeout(PATIENCE).unwrap()), Some(Key::letter('a')));
            assert!(thread.pauses_within(PATIENCE), "{}", half.escape_ascii());
            person.write_all(b"x").unwrap();
            // By the time that a thread without a pause tells of what came later, this one would have told of it, too.
            for _ in 0..3 {
                beside.write_all(b"y").unwrap();
                assert_eq!(key(&told_beside.recv_timeout(PATIENCE).unwrap()), Some(Key::letter('y')));
            }
            assert!(reported.try_recv().is_err(), "what comes in a pause is not read");
            thread.resume();
            assert_eq!(
                key(&reported.recv_timeout(PATIENCE).unwrap()),
                Some(Key::letter('x')),
                "{}",
                half.escape_ascii()
            );
        }
    }

    #[test]
    fn the_first_position_in_the_first_row_is_the_answer_to_the_probe_and_the_end_is_told() {
        let (mut person, terminal) = UnixStream::pair().unwrap();
        let (reports, reported) = channel();
        let _thread = InputThread::listen(terminal, true, move |report| reports.send(report).is_ok()).unwrap();
        person.write_all(b"\x1b[9;9R\x1b[1;3R\x1b[1;2Rx").unwrap();
        let first = reported.recv_timeout(PATIENCE).unwrap();
        assert!(matches!(first, TerminalReport::Probed(2)), "{first:?}");
        assert_eq!(key(&reported.recv_timeout(PATIENCE).unwrap()), Some(Key::letter('x')));
        drop(person);
        assert!(matches!(reported.recv_timeout(PATIENCE).unwrap(), TerminalReport::Lost(_)));
    }
}
