//! What every command works with.

use std::cell::{OnceCell, RefCell};
use std::io::Write;
use std::rc::Rc;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::tr;
use crate::model::Status;
use crate::search::Request;
use crate::text::clean::visible_line;
use crate::worklist::{Mark, State, Worklist, absent_sentences};
use crate::workspace::prepared::packs_off;
use crate::workspace::saved::{SavedFilters, expanded, saved_for};
use crate::workspace::scope::{inform, prepare};
use crate::workspace::{
    Setup, answered_name, checked_name, current_worklist, named_worklist, open_worklist, remember_name,
    remembered_name, view_worklist, with_items,
};

use super::common::Common;
use super::environment::{Environment, Terminal};
use super::exit::ERROR;
use super::output::Output;
use super::progress::Progress;
use super::records::{Notes, SessionRecords};

/// One run of a command.
pub(super) struct Session<'a> {
    /// What to open.
    pub(super) setup: Setup,
    /// Standard output.
    pub(super) out: Output<'a>,
    /// The terminal that the terminal UI would run in.
    pub(super) terminal: Terminal,
    /// The moment that files without a worklist are of, as the person gave it; empty if they did not.
    pub(super) source_date: String,
    notes: Notes<'a>,
    /// Whether something was shown of a worklist with records that are not counted.
    is_incomplete: bool,
    /// Whether the worklist was named on the command line.
    is_named: bool,
    /// The records, once something has asked for them.
    records: OnceCell<Rc<SessionRecords<'a>>>,
}

impl<'a> Session<'a> {
    /// Returns a session that writes results to `out` and sentences to the person to `notes`.
    pub(super) fn new(environment: &Environment, common: Common, out: Output<'a>, notes: &'a mut dyn Write) -> Self {
        let is_named = common.worklist.is_some();
        let setup = Setup {
            paths: environment.paths.clone(),
            overlays: common.data,
            worklist: common.worklist.unwrap_or_else(|| current_worklist(environment.paths.as_ref())),
            who: environment.who.clone(),
            items: Vec::new(),
        };
        let terminal = environment.terminal.clone();
        let source_date = environment.source_date.clone();
        let notes = Rc::new(RefCell::new(notes));
        Self { setup, out, terminal, source_date, notes, is_incomplete: false, is_named, records: OnceCell::new() }
    }

    /// Looks for the worklist that is named on the command line, before any command does anything.
    pub(super) fn check_name(&mut self) -> Result<(), Failure> {
        if self.is_named {
            self.setup.worklist = named_worklist(&self.setup)?;
        }
        Ok(())
    }

    /// Tells the person something that is not a result.
    pub(super) fn note(&mut self, sentence: &str) {
        self.tell_person(&format!("tenken: {}", self.out.shown(sentence)));
    }

    fn tell_person(&mut self, line: &str) {
        if self.terminal.shows_notes && self.out.tell_in_pager(line) {
            return;
        }
        // A note that nobody can read must not stop the work.
        let _ = writeln!(self.notes.borrow_mut(), "{line}");
    }

    /// Tells the person something and what to do about it.
    pub(super) fn note_failure(&mut self, failure: &Failure) {
        self.note(&failure.message);
        if !failure.hint.is_empty() {
            self.tell_person(&format!("  {}", self.out.shown(&failure.hint)));
        }
    }

    /// Returns what tells a person who watches how far something is.
    pub(super) fn progress(&self) -> Progress<'a> {
        Progress::new(self.terminal.shows_notes.then(|| self.notes.clone()).filter(|_| !self.terminal.is_dumb))
    }

    /// Returns the catalog with what is laid over it.
    pub(super) fn catalog(&self) -> Result<Rc<SessionRecords<'a>>, Failure> {
        if let Some(records) = self.records.get() {
            return Ok(Rc::clone(records));
        }
        let records = SessionRecords::open(&with_items(&self.setup), self.notes.clone())?;
        Ok(Rc::clone(self.records.get_or_init(|| Rc::new(records))))
    }

    /// Returns the catalog without the own items of a worklist, for what is written of the catalog alone.
    pub(super) fn catalog_alone(&self) -> Result<Rc<SessionRecords<'a>>, Failure> {
        Ok(Rc::new(SessionRecords::open(&self.setup, self.notes.clone())?))
    }

    /// Returns the worklist, for commands that cannot do without.
    pub(super) fn worklist(&mut self) -> Result<Worklist, Failure> {
        let mut worklist = open_worklist(&self.setup)?;
        // Where the catalog cannot be read, nothing that needs it gets this far.
        if let Ok(catalog) = self.catalog() {
            prepare(&mut worklist, &catalog);
        }
        self.tell(&mut worklist);
        Ok(worklist)
    }

    /// Tells the person what a worklist has to say when it was opened.
    fn tell(&mut self, worklist: &mut Worklist) {
        self.tell_notices(worklist);
        worklist.warnings().iter().for_each(|warning| self.note(warning));
    }

    /// Tells the person what a worklist has to say that is no result.
    pub(super) fn tell_notices(&mut self, worklist: &mut Worklist) {
        worklist.take_notices().iter().for_each(|notice| self.note(notice));
    }

    /// Returns the worklist, for commands that show what is in it: their run is an error, after they have shown what is
    /// known, if there are records that are not counted.
    pub(super) fn worklist_to_show(&mut self) -> Result<Worklist, Failure> {
        let worklist = self.worklist()?;
        self.is_incomplete |= worklist.is_incomplete();
        self.tell_absent(&worklist);
        Ok(worklist)
    }

    /// Tells what is not counted of another worklist that one is compared with: what is shown may be wrong.
    pub(super) fn tell_problems(&mut self, problems: &[String]) {
        self.is_incomplete |= !problems.is_empty();
        problems.iter().for_each(|problem| self.note(problem));
    }

    /// Tells the person of records whose clauses are not there.
    fn tell_absent(&mut self, worklist: &Worklist) {
        // Where the catalog cannot be read, the command says so itself.
        let Ok(catalog) = self.catalog() else { return };
        let sentences = absent_sentences(&catalog, worklist.state(), || packs_off(&self.setup));
        sentences.iter().for_each(|sentence| self.note(sentence));
    }

    /// Returns the exit code of a command that has done its work.
    pub(super) fn exit_code(&self, code: u8) -> u8 {
        if self.is_incomplete { ERROR } else { code }
    }

    /// Returns the worklist, for commands that record in it under the person's name. A person who has none yet is asked
    /// once, if that is possible.
    pub(super) fn worklist_to_mark(&mut self) -> Result<Worklist, Failure> {
        self.identify_or_ask()?;
        self.worklist()
    }

    /// Finds out under which name records are kept, and asks if nobody has said so.
    ///
    /// # Errors
    ///
    /// As [`Session::identify`].
    pub(super) fn identify_or_ask(&mut self) -> Result<(), Failure> {
        if self.identify()? { Ok(()) } else { self.ask_name() }
    }

    /// Finds out under which name records are kept; false if nobody has said so, and the name is that of the login.
    ///
    /// # Errors
    ///
    /// If the name cannot be used, or the settings with it cannot be read.
    pub(super) fn identify(&mut self) -> Result<bool, Failure> {
        let name = match (checked_name(&self.terminal.name)?, &self.setup.paths) {
            (None, Some(paths)) => remembered_name(paths)?,
            (given, _) => given,
        };
        let is_known = name.is_some();
        self.setup.who.user = name.unwrap_or_else(|| std::mem::take(&mut self.setup.who.user));
        Ok(is_known)
    }

    /// Asks for the name and remembers it. No answer means the name of the login, and so does a terminal that has gone.
    fn ask_name(&mut self) -> Result<(), Failure> {
        let login = self.setup.who.user.clone();
        let question = tr!("記録に残す名前を入力してください(Enter だけなら「{login}」): ", login);
        let (Some(answer), Some(paths)) = (self.answer(&question), self.setup.paths.clone()) else { return Ok(()) };
        let name = answered_name(&answer, &login)?;
        match remember_name(&paths, &name) {
            Ok(said) => self.note(&said),
            Err(failure) => self.note_failure(&failure),
        }
        self.setup.who.user = name;
        Ok(())
    }

    /// Returns the line that the person at the terminal answers a question with; none if there is nobody to ask.
    pub(super) fn answer(&mut self, question: &str) -> Option<String> {
        if !self.terminal.has_input {
            return None;
        }
        self.out.finish().ok()?;
        let mut notes = self.notes.borrow_mut();
        write!(notes, "{}", visible_line(question)).and_then(|()| notes.flush()).ok()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok().filter(|length| *length > 0)?;
        Some(answer)
    }

    /// Asks the person at the terminal; none if there is nobody to ask.
    pub(super) fn ask(&mut self, question: &str) -> Option<bool> {
        if !self.terminal.has_input {
            return None;
        }
        let answer = self.answer(&format!("{question} (y/N): ")).unwrap_or_default();
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "はい"))
    }

    /// Whether the worklist was named on the command line.
    pub(super) fn is_worklist_named(&self) -> bool {
        self.is_named
    }

    /// Returns a query with the saved filters in the place of their names.
    ///
    /// # Errors
    ///
    /// If nothing is saved under a name.
    pub(super) fn expanded(&self, query: &str) -> Result<String, Failure> {
        expanded(self.setup.paths.as_ref(), query)
    }

    /// Returns the saved filters that a query may name.
    ///
    /// # Errors
    ///
    /// If the settings cannot be read.
    pub(super) fn saved_for(&self, query: &str) -> Result<Arc<SavedFilters>, Failure> {
        saved_for(self.setup.paths.as_ref(), query).map(Arc::new)
    }

    /// Returns the marks, for commands that only show them: without a worklist nothing is marked.
    pub(super) fn marks(&mut self) -> SessionMarks {
        if self.setup.paths.is_none() {
            return SessionMarks(None);
        }
        match view_worklist(&self.setup) {
            Ok(mut worklist) => {
                self.tell(&mut worklist);
                self.is_incomplete |= worklist.is_incomplete();
                SessionMarks(Some(worklist))
            }
            Err(failure) => {
                self.note_failure(&failure);
                SessionMarks(None)
            }
        }
    }
}

/// The marks of a worklist that may be out of reach.
pub(super) struct SessionMarks(Option<Worklist>);

impl SessionMarks {
    /// Returns the mark of a clause, if it was ever marked.
    pub(super) fn of(&self, clause: &str) -> Option<&Mark> {
        self.state()?.mark(clause)
    }

    /// Returns all that is known, unless the worklist is out of reach.
    pub(super) fn state(&self) -> Option<&State> {
        self.0.as_ref().filter(|worklist| !worklist.is_missing()).map(Worklist::state)
    }

    /// Returns the status of a clause, 未着手 if it was never marked; none if the worklist is out of reach.
    pub(super) fn status(&self, clause: &str) -> Option<Status> {
        self.state().map(|state| state.status(clause))
    }

    /// Lets a search know the marks.
    pub(super) fn inform(&self, request: &mut Request, catalog: &Catalog) {
        self.state().into_iter().for_each(|state| inform(request, catalog, state));
    }
}
