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
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

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
    /// Starts the thread. `tell` receives the reports and returns false when the thread is to end. With `is_probing`, the
    /// first position of the cursor that the terminal reports is the answer to the probe.
    ///
    /// # Errors
    ///
    /// If the system has no more files to open.
    pub(crate) fn listen(is_probing: bool, tell: impl Fn(TerminalReport) -> bool + Send + 'static) -> io::Result<Self> {
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
        thread::spawn(move || listener.run());
        Ok(Self { is_pause_wanted, waker, paused, go_on })
    }

    /// Pauses the thread. After this returns, nothing is read from the terminal until [`InputThread::resume`].
    pub(crate) fn pause(&self) {
        self.is_pause_wanted.store(true, Ordering::SeqCst);
        // A full pipe wakes it up as well.
        let _ = (&self.waker).write(&[0]);
        // If the thread has ended, nothing is read either.
        let _ = self.paused.recv_timeout(PAUSE_TIME);
    }

    /// Lets the thread read again.
    pub(crate) fn resume(&self) {
        let _ = self.go_on.send(());
    }
}

impl<F: Fn(TerminalReport) -> bool> Listener<F> {
    fn run(mut self) {
        if let Err(error) = self.read_all() {
            (self.tell)(TerminalReport::Lost(error));
        }
    }

    fn read_all(&mut self) -> io::Result<()> {
        let terminal = io::stdin();
        let start = Instant::now();
        let mut decoder = Decoder::default();
        let mut block = vec![0; BLOCK];
        loop {
            let wait = decoder.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
            let decoded = match self.wait(&terminal, wait)? {
                Arrival::Nothing => decoder.rest(start.elapsed()),
                Arrival::Wish => {
                    self.pause();
                    decoder.reset();
                    continue;
                }
                Arrival::Bytes => match read(&terminal, &mut block[..]) {
                    Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
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
    fn wait(&self, terminal: &io::Stdin, time: Option<Duration>) -> io::Result<Arrival> {
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
