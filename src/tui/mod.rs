//! The terminal UI: the only place that knows ratatui and crossterm.
//!
//! The Elm architecture, on threads. [`input`] turns what comes from the terminal into a [`input::message::Message`].
//! [`update`] changes the state in [`app`] and returns effects. [`runtime`] performs the effects and sends their answers
//! back as messages. Then [`view`] draws a frame from the state, and [`terminal`] writes what changed.
//!
//! A new screen is a file in [`view::screens`], a new page a file in [`view::pages`], a new key a row in
//! `input/keymap/default.toml`. A new message is a row in [`input::message`], a row in the key table and an arm in
//! [`update`].

pub mod app;
pub mod completion;
pub mod desk_thread;
mod editor;
pub mod import_thread;
pub mod input;
mod packs;
mod runtime;
pub mod terminal;
pub mod update;
pub mod view;
pub mod worker;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock;
use crate::failure::{Failure, FailureKind};
use crate::language::t;
use crate::paths::Paths;
use crate::text::width::Ambiguous;
use crate::worklist::Worklist;
use crate::workspace::prepared::Step;
use crate::workspace::saved::SavedFilters;
use crate::workspace::{Setup, Workspace};

use app::draft_files::DraftFiles;
use app::memory::Memory;
use app::rows::columns::ListColumn;
use app::{App, DisplaySettings};
use input::keymap::Keymap;
use runtime::RuntimeSettings;
use terminal::Features;
use terminal::clipboard::Multiplexer;
use view::text;
use view::theme::Theme;

/// How the terminal UI is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Show symbols in texts as similar ASCII where possible. Rules and markers are always ASCII.
    pub ascii: bool,
    /// Width of ambiguous characters.
    pub ambiguous: AmbiguousOption,
    /// Colours by meaning.
    pub theme: Theme,
    /// Whether to use the mouse. Selecting text in the terminal then needs a key, mostly Shift.
    pub mouse: bool,
    /// Whether the window has a title that may be set.
    pub title: bool,
    /// The query to start with.
    pub query: String,
    /// The filters that the person has saved.
    pub saved: SavedFilters,
    /// The columns of the worklist that the person has chosen; none for as many as fit.
    pub columns: Option<Vec<ListColumn>>,
    /// What keys mean.
    pub keymap: Arc<Keymap>,
    /// Whether `TERM` says that the terminal cannot move its cursor (`dumb`).
    pub dumb: bool,
    /// The folder for what is kept from run to run; none to keep nothing.
    pub memory: Option<PathBuf>,
    /// The person's home, for paths that begin with `~`; none if it is not known.
    pub home: Option<PathBuf>,
    /// The command of the external editor for long notes; empty if there is none.
    pub editor: String,
    /// The terminal multiplexer that the program runs in.
    pub multiplexer: Multiplexer,
    /// The folders whose settings remember the person's name, if it has to be asked for before the first record; none
    /// if it is known.
    pub ask_name: Option<Paths>,
    /// Where records of the user may lie beside those of the workspace; none if there are none.
    pub packs: Option<Setup>,
    /// What is opened again when packs have changed; none to change none.
    pub setup: Option<Setup>,
}

/// How to find the width of ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousOption {
    /// Draw so that both widths work, ask the terminal, and use its answer when it comes.
    #[default]
    Auto,
    /// As given: 1 or 2 cells.
    Cells(u8),
}

impl AmbiguousOption {
    /// All options, by their names on the command line and in `config.toml`.
    const ALL: [(&'static str, Self); 3] = [("auto", Self::Auto), ("1", Self::Cells(1)), ("2", Self::Cells(2))];

    /// Returns the names of all options.
    pub fn names() -> [&'static str; 3] {
        Self::ALL.map(|(name, _)| name)
    }

    /// Returns the option with this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, way)| way)
    }
}

/// Runs the terminal UI until the person quits.
///
/// # Errors
///
/// If there is no usable terminal.
pub fn run(workspace: Workspace, options: Options) -> Result<(), Failure> {
    if options.dumb || !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::new(FailureKind::System, t(text::NO_TERMINAL), t(text::NO_TERMINAL_HINT)));
    }
    let (draft_files, drafts) = DraftFiles::open(options.memory.as_deref(), &workspace.name);
    let settings = RuntimeSettings {
        memory: Memory::new(options.memory.clone()),
        editor: options.editor.clone(),
        multiplexer: options.multiplexer,
        features: Features { mouse: options.mouse, title: options.title },
        is_probing: options.ambiguous == AmbiguousOption::Auto && !options.ascii,
        names: options.ask_name.clone(),
        packs: options.packs.clone(),
        setup: options.setup.clone(),
    };
    let engine = workspace.engine();
    let (mut app, worklist) = start(workspace, &options);
    app.recent = settings.memory.recent();
    app.drafts = drafts;
    app.home = options.home;
    app.last_clause = settings.memory.place(&app.name).and_then(|clause| app.catalog.find(&clause));
    app.resumes = app.last_clause.is_some();
    runtime::run(app, engine, worklist, draft_files, settings)
}

/// Returns the initial state, and the worklist to write to.
fn start(workspace: Workspace, options: &Options) -> (App, Worklist) {
    let ambiguous = match options.ambiguous {
        _ if options.ascii => Ambiguous::Ascii,
        AmbiguousOption::Auto => Ambiguous::Unknown,
        AmbiguousOption::Cells(cells) => Ambiguous::from_cells(Some(cells)),
    };
    let settings = DisplaySettings { theme: options.theme, ambiguous };
    let Workspace { records, worklist, name } = workspace;
    let mut app = App::new(records.catalog, worklist.state().clone(), options.keymap.clone(), settings);
    app.name = name;
    app.today = clock::today();
    app.take_marks(app.state.clone());
    app.desk.items = app.state.items();
    app.unasked_login = options.ask_name.as_ref().map(|_| worklist.who().user.clone());
    app.notice = worklist.warnings().first().map(|warning| app::Notice {
        text: warning.clone(),
        hint: String::new(),
        is_error: true,
    });
    app.preparing = options.packs.as_ref().map(|_| Step::Reading);
    if app.preparing.is_none() {
        update::tell_absent(&mut app, &[]);
    }
    app.saved = Arc::new(options.saved.clone());
    app.list_columns.clone_from(&options.columns);
    app.search.input.insert(&options.query);
    app.search.is_waiting = !app.search.is_browsing();
    (app, worklist)
}
