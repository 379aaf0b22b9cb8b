//! The screen of the loop: drawn, given to another program and taken back.

use std::io::{self, Write};
use std::sync::atomic::Ordering;

use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::failure::Failure;
use crate::tui::editor;
use crate::tui::input::message::Message;
use crate::tui::terminal::title::sequence;
use crate::tui::update::effect::Effect;
use crate::tui::update::update;
use crate::tui::view::draw::{self, Frame};
use crate::tui::view::title;

use super::events::resized;
use super::{Flow, Runtime, lost};

impl Runtime {
    /// Gives the terminal to the external editor until it closes.
    pub(super) fn edit_note(&mut self, text: &str) -> Result<Flow, Failure> {
        self.input_thread.pause();
        self.guard.leave(self.writer.out());
        self.is_away.store(true, Ordering::SeqCst);
        let folder = self.settings.memory.folder().cloned();
        let outcome = editor::edit(&self.settings.editor, text, folder.as_deref());
        self.is_away.store(false, Ordering::SeqCst);
        let resumed = self.resume();
        self.input_thread.resume();
        let mut effects = resumed?;
        effects.extend(update(&mut self.app, Message::NoteEdited(outcome)));
        self.perform_all(effects)
    }

    pub(super) fn draw(&mut self) -> Result<(), Failure> {
        if !self.guard.is_held() {
            // Suspended, or ending after a panic: another program uses the screen.
            return Ok(());
        }
        self.writer.set_ambiguous(self.app.settings.ambiguous);
        let Frame { buffer, cursor, links } = draw::drawn(&self.app);
        if self.settings.features.title {
            // Terminals that take a title pass over sequences of its kind that they do not know.
            self.writer.set_links(links);
        }
        self.writer.show(&buffer, cursor).and_then(|()| self.entitle()).map_err(|error| lost(&error))
    }

    /// Sets the title of the window, where it has one and has changed.
    fn entitle(&mut self) -> io::Result<()> {
        let shown = Some(title::title(&self.app)).filter(|shown| self.settings.features.title && *shown != self.title);
        let Some(shown) = shown else { return Ok(()) };
        self.writer.out().write_all(sequence(&shown).as_bytes())?;
        self.title = shown;
        self.writer.out().flush()
    }

    /// Gives the terminal to the shell. The process stops here until it is continued.
    pub(super) fn suspend(&mut self) {
        self.guard.leave(self.writer.out());
        // If the process cannot stop, the next line restores the screen at once.
        let _ = emulate_default_handler(SIGTSTP);
        let _ = self.resume();
    }

    pub(super) fn resume(&mut self) -> Result<Vec<Effect>, Failure> {
        self.guard.enter(self.writer.out()).map_err(|error| lost(&error))?;
        self.writer.invalidate();
        self.title.clear();
        Ok(update(&mut self.app, resized()))
    }
}
