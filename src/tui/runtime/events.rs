//! What wakes the loop up, and where it comes from: the terminal, signals, and threads that answer.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::language::spawn;
use crate::text::width::Ambiguous;
use crate::tui::app::desk::task::OpenedWorklist;
use crate::tui::input::event::InputEvent;
use crate::tui::input::input_thread::{InputThread, TerminalReport};
use crate::tui::input::message::Message;
use crate::tui::packs::PackEvent;
use crate::tui::terminal::size;

/// What wakes the loop up.
#[derive(Debug)]
pub(super) enum LoopEvent {
    /// Something came in from the terminal.
    Input(InputEvent),
    /// A thread has an answer.
    Report(Message),
    /// The worker of the worklist with this number has something to say.
    Marks((usize, Message)),
    /// Another worklist is open.
    Opened(Box<OpenedWorklist>),
    /// There is something to say about the records of the user.
    Pack(PackEvent),
    /// A signal to end the program, or a terminal that has gone.
    Leave,
    /// The program goes on after it was stopped.
    Continued,
    /// A thread has panicked.
    Panicked,
    /// The terminal cannot be used any more.
    Lost(io::Error),
}

/// Returns the message about the present size of the terminal.
pub(super) fn resized() -> Message {
    let size = size();
    Message::Resized(size.width, size.height)
}

/// Returns a callback that sends what a thread says to the loop.
pub(super) fn report<T: 'static>(events: Sender<LoopEvent>, event: fn(T) -> LoopEvent) -> impl Fn(T) + Send + 'static {
    // The send fails only after the loop has ended; then nobody needs the answer.
    move |said| drop(events.send(event(said)))
}

/// Starts to listen to the terminal.
pub(super) fn start_input_thread(events: Sender<LoopEvent>, is_probing: bool) -> io::Result<InputThread> {
    InputThread::listen(io::stdin(), is_probing, move |heard| {
        let event = match heard {
            TerminalReport::Input(input) => LoopEvent::Input(input),
            TerminalReport::Probed(cells) => {
                LoopEvent::Report(Message::Probed(Ambiguous::from_cells(u8::try_from(cells).ok())))
            }
            // A terminal that was closed is no fault: the signal for it says the same.
            TerminalReport::Lost(error) if error.kind() == io::ErrorKind::UnexpectedEof => LoopEvent::Leave,
            TerminalReport::Lost(error) => LoopEvent::Lost(error),
        };
        events.send(event).is_ok()
    })
}

/// Turns signals into events. While another program uses the terminal, signals from the keyboard are meant for it: this
/// program then stops together with it, but ignores an interrupt.
pub(super) fn listen_to_signals(events: Sender<LoopEvent>, is_away: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    spawn(move || {
        for signal in &mut signals {
            let is_away = is_away.load(Ordering::SeqCst);
            let event = match signal {
                SIGTSTP if is_away => {
                    let _ = emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGINT | SIGCONT if is_away => continue,
                SIGTSTP => LoopEvent::Report(Message::Suspend),
                SIGCONT => LoopEvent::Continued,
                // The only source of a new size, handled from before the first frame on.
                SIGWINCH => LoopEvent::Report(resized()),
                _ => LoopEvent::Leave,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}
