//! Performs effects and brings their answers back. Blocks while nothing happens, writes nothing while idle.

use std::io::{self, Stdout};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use ratatui::crossterm::event;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::failure::{Failure, FailureKind};
use crate::search::{Answer, Worker};
use crate::worklist::Worklist;

use super::app::App;
use super::backend::Screen;
use super::event::{Input, read};
use super::message::Message;
use super::recorder::Recorder;
use super::terminal::{Console, Guard, size};
use super::update::{Effect, input, update};
use super::{draw, text};

/// What can wake the loop up.
#[derive(Debug)]
enum Event {
    Input(Input),
    Report(Message),
    Leave,
    Continued,
    Panicked,
    Lost(io::Error),
}

/// Everything that lives as long as the screen.
#[derive(Debug)]
struct Runtime {
    app: App,
    screen: Screen<Stdout>,
    guard: Guard,
    worker: Worker,
    recorder: Recorder,
}

/// Runs the screen until the person leaves it or the terminal goes away.
///
/// # Errors
///
/// If the terminal cannot be used, or a part of the program broke.
pub(super) fn run(app: App, worklist: Worklist) -> Result<(), Failure> {
    let (events, incoming) = channel();
    let guard = Guard::new(Console);
    let mut screen = Screen::new(io::stdout(), app.settings.ambiguous);
    listen_to_signals(events.clone()).map_err(|error| lost(&error))?;
    let panicked = events.clone();
    guard.catch_panics(move || drop(panicked.send(Event::Panicked)));
    guard.enter(screen.out()).map_err(|error| lost(&error))?;
    let worker = Worker::spawn(app.catalog.clone(), report(events.clone(), of_answer));
    let recorder = Recorder::spawn(worklist, report(events.clone(), of_record));
    listen_to_keys(events);
    let mut runtime = Runtime { app, screen, guard, worker, recorder };
    update(&mut runtime.app, resized());
    let outcome = runtime.serve(&incoming);
    // Marks that were accepted are written before the terminal is given back, whatever the reason to leave.
    runtime.recorder.finish();
    runtime.guard.leave(runtime.screen.out());
    outcome
}

impl Runtime {
    fn serve(&mut self, incoming: &Receiver<Event>) -> Result<(), Failure> {
        self.draw()?;
        while let Ok(first) = incoming.recv() {
            let mut waiting = Some(first);
            while let Some(event) = waiting {
                if self.handle(event)? == Flow::Leave {
                    return Ok(());
                }
                waiting = incoming.try_recv().ok();
            }
            self.draw()?;
        }
        Ok(())
    }

    fn handle(&mut self, event: Event) -> Result<Flow, Failure> {
        let effects = match event {
            Event::Input(came_in) => input(&mut self.app, came_in),
            Event::Report(message) => update(&mut self.app, message),
            Event::Continued => self.resume()?,
            Event::Leave => return Ok(Flow::Leave),
            Event::Panicked => return Err(Failure::new(FailureKind::System, text::BROKEN, text::BROKEN_HINT)),
            Event::Lost(error) => return Err(lost(&error)),
        };
        Ok(effects.into_iter().map(|effect| self.perform(effect)).fold(Flow::Stay, Flow::max))
    }

    fn perform(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Search(generation, request) => self.worker.ask(generation, request),
            Effect::Append(changes) => self.recorder.append(changes),
            Effect::Redraw => self.screen.invalidate(),
            Effect::Suspend => self.suspend(),
            Effect::Quit => return Flow::Leave,
        }
        Flow::Stay
    }

    fn draw(&mut self) -> Result<(), Failure> {
        if !self.guard.is_held() {
            // Suspended, or on the way out after a panic: the screen belongs to somebody else.
            return Ok(());
        }
        let (frame, cursor) = draw::frame(&self.app);
        self.screen.show(&frame, cursor).map_err(|error| lost(&error))
    }

    /// Hands the terminal to the shell; the process stops here until it is continued.
    fn suspend(&mut self) {
        self.guard.leave(self.screen.out());
        // If stopping is not possible, the continuation below puts the screen back at once.
        let _ = emulate_default_handler(SIGTSTP);
        let _ = self.resume();
    }

    fn resume(&mut self) -> Result<Vec<Effect>, Failure> {
        self.guard.enter(self.screen.out()).map_err(|error| lost(&error))?;
        self.screen.invalidate();
        Ok(update(&mut self.app, resized()))
    }
}

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Flow {
    Stay,
    Leave,
}

fn resized() -> Message {
    let size = size();
    Message::Resized(size.width, size.height)
}

fn lost(error: &io::Error) -> Failure {
    Failure::new(FailureKind::System, format!("{}: {error}", text::TERMINAL_LOST), text::NO_TERMINAL_HINT)
}

/// Returns a callback that turns answers into messages for the loop.
fn report<T: 'static>(events: Sender<Event>, message: fn(T) -> Message) -> impl Fn(T) + Send + 'static {
    // After the loop has ended nobody waits for answers.
    move |answer| drop(events.send(Event::Report(message(answer))))
}

fn of_answer(answer: Answer) -> Message {
    match answer {
        Answer::Ready => Message::SearchReady,
        Answer::Results(generation, results) => Message::Found(generation, results),
        Answer::Failed(error) => {
            Message::SearchFailed(Failure::new(FailureKind::Data, error.to_string(), text::NO_SEARCH_HINT))
        }
    }
}

fn of_record(answer: Result<crate::worklist::State, Failure>) -> Message {
    match answer {
        Ok(state) => Message::Recorded(state),
        Err(failure) => Message::NotRecorded(failure),
    }
}

fn listen_to_keys(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => read(event).map(Event::Input),
                Err(error) => Some(Event::Lost(error)),
            };
            let is_last = matches!(event, Some(Event::Lost(_)));
            let is_unheard = event.is_some_and(|event| events.send(event).is_err());
            if is_last || is_unheard {
                return;
            }
        }
    });
}

fn listen_to_signals(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGTSTP => Event::Report(Message::Suspend),
                SIGCONT => Event::Continued,
                // Listened to from before the first frame on: the key thread starts to listen only after it.
                SIGWINCH => Event::Report(resized()),
                _ => Event::Leave,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}
