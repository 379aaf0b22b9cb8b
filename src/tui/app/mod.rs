//! The whole state of the terminal UI. Drawing reads it; only [`crate::tui::update`] changes it.

pub mod desk;
pub mod draft_files;
pub mod field_editor;
pub mod jump_list;
pub mod memory;
pub mod overlay;
pub mod packs;
pub mod page_search;
pub mod palette;
pub mod pending;
pub mod question;
pub mod recent;
pub mod rows;
pub mod search;
pub mod selection;
pub mod text_input;
pub mod typed_path;
pub mod viewing;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use ratatui::layout::Size;

use crate::bundled;
use crate::catalog::{Catalog, RecordRef};
use crate::failure::Failure;
use crate::model::{Id, Kind, Status};
use crate::search::{Counts, Hit, Results, Romaji, Tier, WordSounds};
use crate::sheet::Tally;
use crate::text::width::Ambiguous;
use crate::tui::app::desk::Desk;
use crate::tui::app::field_editor::FieldList;
use crate::tui::app::jump_list::{JumpList, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::packs::Packs;
use crate::tui::app::page_search::PageSearch;
use crate::tui::app::pending::PendingOperations;
use crate::tui::app::question::Question;
use crate::tui::app::recent::RecentQueries;
use crate::tui::app::rows::FoundRows;
use crate::tui::app::rows::columns::ListColumn;
use crate::tui::app::rows::order::ListOrder;
use crate::tui::app::rows::query::ListQuery;
use crate::tui::app::search::{Readiness, SearchState};
use crate::tui::app::viewing::Viewing;
use crate::tui::input::event::{InputEvent, Key};
use crate::tui::input::keymap::Keymap;
use crate::tui::view::theme::Theme;
use crate::worklist::{Progress, Scope, State, WorklistMarks};
use crate::workspace::prepared::Step;
use crate::workspace::scope::counted_ids;

/// How the screen looks; does not change during a run, except that a probe may tell the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisplaySettings {
    /// Colours by meaning.
    pub theme: Theme,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// The whole state.
#[derive(Debug)]
pub struct App {
    /// All records.
    pub catalog: Arc<Catalog>,
    /// The marks as they are on disk.
    pub state: State,
    /// The same, for the search and its filters. It is made anew with every state.
    pub marks: Arc<WorklistMarks>,
    /// Which clauses the worklist counts.
    pub scope: Arc<Scope>,
    /// The clauses that it counts, for the search.
    pub counted: Arc<HashSet<Id>>,
    /// Counts of the marks.
    pub tally: Tally,
    /// The name of the worklist.
    pub name: String,
    /// The name of the login, as long as nobody has said another one: the first act that needs a name asks for it. None
    /// if the name is known, and from the question on.
    pub unasked_login: Option<String>,
    /// The person's home, for paths that begin with `~`; none if it is not known.
    pub home: Option<PathBuf>,
    /// The present day, which due dates are compared with.
    pub today: Date,
    /// What keys mean.
    pub keymap: Arc<Keymap>,
    /// How the screen looks.
    pub settings: DisplaySettings,
    /// The size of the terminal.
    pub size: Size,
    /// Letters typed without an input method; without it, filters are completed by their written names only.
    pub romaji: Option<Romaji>,
    /// How the words of the catalog are read; none until the search is ready.
    pub sounds: Option<WordSounds>,
    /// What is being done to make the records of the user ready; none if all records are on screen.
    pub preparing: Option<Step>,
    /// What is known of packs.
    pub packs: Packs,
    /// What is known of worklists as a whole.
    pub desk: Desk,
    /// The query and its hits.
    pub search: SearchState,
    /// The locations visited, for going back and forward.
    pub jump_list: JumpList,
    /// Operations that are not on disk yet, and earlier statuses.
    pub pending: PendingOperations,
    /// What is open on top of the screen, if anything is.
    pub overlay: Option<Overlay>,
    /// What is looked for on the page on screen, if anything is.
    pub page_search: Option<PageSearch>,
    /// The words that were looked for last on a page.
    pub last_wanted: String,
    /// The list of fields that one comes back to from what is open on top of the screen, if one came from it.
    pub field_list: Option<FieldList>,
    /// What is asked before something is recorded. Its answers are then open on top of the screen.
    pub question: Option<Question>,
    /// Keys that came while a field was waiting for the disk. They are for what is below it.
    pub held_input: Vec<InputEvent>,
    /// Texts that were typed but not recorded, by [`field_editor::FieldEditor::draft_key`].
    pub drafts: BTreeMap<Id, String>,
    /// The keys of drafts that could not be written to disk.
    pub unsaved_drafts: BTreeSet<Id>,
    /// The filters that the person has saved, by their names.
    pub saved: Arc<BTreeMap<String, String>>,
    /// The queries from which a record was opened, newest first.
    pub recent: RecentQueries,
    /// The clauses chosen to be marked together.
    pub picked: BTreeSet<RecordRef>,
    /// Those that were chosen before and let go, to be chosen again.
    pub let_go: BTreeSet<RecordRef>,
    /// The clauses that a change has taken out of the filter of the list on screen. Their rows stay until the list is left
    /// or filtered again, so that the next key means the row that one sees.
    pub kept_rows: BTreeSet<RecordRef>,
    /// The order of the worklist on screen.
    pub list_order: Arc<ListOrder>,
    /// The query that it is narrowed by.
    pub list_query: Option<Arc<ListQuery>>,
    /// The query that was asked last for it, until the answer is there.
    pub list_asked: String,
    /// How many queries were asked for it, so that an answer to an older one is dropped.
    pub list_generation: u64,
    /// The clause that one was at last, in this run or the one before: there the worklist goes on.
    pub last_clause: Option<RecordRef>,
    /// Whether that is of this run.
    pub has_moved: bool,
    /// Whether the worklist was not yet on screen in this run, so that it begins where the last run ended.
    pub resumes: bool,
    /// The columns of the worklist that the person has chosen; none for as many as fit.
    pub list_columns: Option<Vec<ListColumn>>,
    /// The rows of the list on screen, as they were found last.
    pub found_rows: FoundRows,
    /// How one looks at what is on screen.
    pub viewing: Viewing,
    /// The keys of an unfinished chord.
    pub pending_keys: Vec<Key>,
    /// The count typed before a command, which repeats it.
    pub count: Option<u16>,
    /// Whether something takes so long that the screen says so.
    pub is_slow: bool,
    /// The text that was copied; shown until the next key, because some terminals ignore the clipboard sequence.
    pub copied: Option<String>,
    /// The message in the last line, shown until the next key.
    pub notice: Option<Notice>,
}

/// A message for the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One sentence.
    pub text: String,
    /// What the person can do next; may be empty.
    pub hint: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl From<Failure> for Notice {
    fn from(failure: Failure) -> Self {
        Self { text: failure.message, hint: failure.hint, is_error: true }
    }
}

impl App {
    /// Returns the state at the start: the search screen, with all records listed.
    #[allow(clippy::too_many_lines, reason = "a table: one row for each field")]
    pub fn new(catalog: Arc<Catalog>, state: State, keymap: Arc<Keymap>, settings: DisplaySettings) -> Self {
        let scope = Arc::new(Scope::of(&catalog, &state));
        let counted = counted_ids(&catalog, &scope);
        Self {
            tally: Progress::within(&catalog, &state, &scope).total(),
            marks: Arc::new(WorklistMarks::new(&state, &counted, Some(Date::MAX))),
            state,
            counted,
            scope,
            catalog,
            name: String::new(),
            unasked_login: None,
            home: None,
            today: Date::MAX,
            keymap,
            settings,
            size: Size::new(80, 24),
            romaji: Romaji::new(bundled::RESOURCES.settings.romaji).ok(),
            sounds: None,
            preparing: None,
            packs: Packs::default(),
            desk: Desk::default(),
            search: SearchState::default(),
            jump_list: JumpList::default(),
            pending: PendingOperations::default(),
            overlay: None,
            page_search: None,
            last_wanted: String::new(),
            field_list: None,
            question: None,
            held_input: Vec::new(),
            drafts: BTreeMap::new(),
            unsaved_drafts: BTreeSet::new(),
            saved: Arc::default(),
            recent: RecentQueries::default(),
            picked: BTreeSet::new(),
            let_go: BTreeSet::new(),
            kept_rows: BTreeSet::new(),
            list_order: Arc::default(),
            list_query: None,
            list_asked: String::new(),
            list_generation: 0,
            last_clause: None,
            has_moved: false,
            resumes: false,
            list_columns: None,
            found_rows: FoundRows::default(),
            viewing: Viewing::default(),
            pending_keys: Vec::new(),
            count: None,
            is_slow: false,
            copied: None,
            notice: None,
        }
        .browsing()
    }

    fn browsing(mut self) -> Self {
        self.browse();
        self
    }

    /// Lists all records of the chosen kind, or of all kinds.
    pub fn browse(&mut self) {
        let kinds = Kind::SEARCHABLE.iter().copied();
        let counts: Vec<_> = kinds.map(|kind| (kind, self.catalog.searchable_of(kind).count())).collect();
        let listed =
            counts.iter().map(|(kind, _)| *kind).filter(|kind| self.search.kind.is_none_or(|only| only == *kind));
        let hits: Vec<_> = listed.flat_map(|kind| self.catalog.searchable_of(kind)).map(|at| self.listed(at)).collect();
        let all = |all| Counts { all, some: 0 };
        let by_kind = counts.into_iter().map(|(kind, count)| (kind, all(count))).collect();
        let results = Results { counts: all(hits.len()), hits, by_kind, ..Results::default() };
        self.search.is_waiting = false;
        self.show(results);
    }

    fn listed(&self, at: RecordRef) -> Hit {
        Hit {
            at,
            id: self.catalog.id(at).to_owned(),
            score: 0.0,
            lift: None,
            tier: Tier::All,
            is_guess: false,
            matched: Vec::new(),
            is_detailed: false,
        }
    }

    /// Shows results, the first one selected. A selection that the person has moved stays on its record, see
    /// [`SearchState::kept`].
    pub fn show(&mut self, results: Results) {
        let search = &mut self.search;
        let found = search.kept(&results.hits);
        search.pinned.take_if(|_| found.is_none());
        search.asks_again = false;
        search.selected = selection::selected(found, results.hits.len());
        // Results of a request for one kind may lack the counts of the others.
        let is_complete = Kind::SEARCHABLE.iter().all(|kind| results.by_kind.iter().any(|(known, _)| known == kind));
        let known = std::mem::take(&mut search.counts);
        let count = |kind: Kind| {
            let fresh = results.by_kind.iter().find(|(known, _)| *known == kind).map(|(_, count)| *count);
            fresh.or_else(|| known.iter().find(|(k, _)| *k == kind && !is_complete).and_then(|(_, count)| *count))
        };
        search.counts = Kind::SEARCHABLE.iter().map(|kind| (*kind, count(*kind))).collect();
        search.results = results;
        self.measure_labels();
    }

    /// Lets go of the picked rows; a key picks them again.
    pub fn let_go(&mut self) {
        if !self.picked.is_empty() {
            self.let_go = std::mem::take(&mut self.picked);
        }
    }

    /// Remembers the clause on screen or selected in the worklist as the one that one was at last.
    pub fn remember_place(&mut self) {
        let is_there = matches!(self.jump_list.current().screen, Screen::List(_) | Screen::Record(_));
        if let Some(at) = self.target_record().filter(|at| is_there && at.kind == Kind::Clause) {
            self.last_clause = Some(at);
            self.has_moved = true;
        }
    }

    /// Returns the id of the clause that one was at last.
    pub fn place(&self) -> Option<&str> {
        self.last_clause.map(|at| self.catalog.id(at))
    }

    /// Takes over what a worklist says, on the present day.
    pub fn take_marks(&mut self, state: State) {
        self.marks = Arc::new(WorklistMarks::new(&state, &self.counted, Some(self.today)));
        self.state = state;
    }

    /// Whether the search or the disk still has to answer.
    pub fn is_waiting(&self) -> bool {
        self.pending.is_pending() || self.is_field_busy() || self.desk.doing.is_some() || self.awaits_hits()
    }

    /// Whether the search still has to answer.
    pub fn awaits_hits(&self) -> bool {
        self.search.is_waiting && self.search.readiness == Readiness::Ready
    }

    /// Returns the record whose page is on screen; none on any other screen.
    pub fn record(&self) -> Option<RecordRef> {
        match self.jump_list.current().screen {
            Screen::Record(at) => Some(at),
            Screen::Search
            | Screen::Contents
            | Screen::Progress
            | Screen::Coverage(_)
            | Screen::Chapters
            | Screen::Comparison(_)
            | Screen::Packs(_)
            | Screen::Desk(_)
            | Screen::List(_) => None,
        }
    }

    /// Whether the search is on screen.
    pub fn is_searching(&self) -> bool {
        self.jump_list.current().screen == Screen::Search
    }

    /// Returns the record that a command acts on: the one on screen, or the selected row.
    pub fn target_record(&self) -> Option<RecordRef> {
        match self.jump_list.current().screen {
            Screen::Search => self.search.hit().map(|hit| hit.at),
            Screen::Contents
            | Screen::Progress
            | Screen::Coverage(_)
            | Screen::Chapters
            | Screen::Comparison(_)
            | Screen::Packs(_)
            | Screen::Desk(_) => None,
            Screen::List(filter) => self.rows(filter).get(self.jump_list.current().selected?).copied(),
            Screen::Record(at) => Some(at),
        }
    }

    /// Returns the status of a clause as it is on disk.
    pub fn status(&self, at: RecordRef) -> Status {
        self.state.status(self.catalog.id(at))
    }

    /// Returns the progress over the clauses that the worklist counts.
    pub fn progress(&self) -> Progress<'_> {
        Progress::within(&self.catalog, &self.state, &self.scope)
    }

    /// Returns the hit of a record in the results on screen.
    pub fn hit_of(&self, at: RecordRef) -> Option<&Hit> {
        self.search.results.hits.iter().find(|hit| hit.at == at)
    }
}
