//! Tests of the terminal UI: state and screens in this process, the life cycle of the program in a pseudo terminal.

mod absent;
mod desk;
mod grid;
mod laws;
mod life;
mod lines;
mod main_job;
mod marking;
mod notes;
mod packs;
mod pages;
mod prompts;
pub mod pty;
mod reading;
mod rows;
mod screens;
mod search;
mod terminals;
mod updates;
mod using;
mod viewing;
mod worklist;

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::ops::ControlFlow;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use tenken::failure::{Failure, FailureKind};
use tenken::fs::reason;
use tenken::model::Id;
use tenken::paths::Paths;
use tenken::search::{Engine, Request};
use tenken::text::width::Ambiguous;
use tenken::tui::app::desk::task::{Arrival, DeskReport, DeskTask, OpenedWorklist};
use tenken::tui::app::draft_files::DraftFiles;
use tenken::tui::app::jump_list::{Location, Screen};
use tenken::tui::app::{App, DisplaySettings};
use tenken::tui::completion;
use tenken::tui::desk_thread::{self, DeskContext};
use tenken::tui::import_thread::answer;
use tenken::tui::input::event::{InputEvent, Key};
use tenken::tui::input::keymap::{DEFAULT, Keymap};
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::{handle_input, leave_worklist, take_catalog, take_worklist, update};
use tenken::tui::view::draw::frame;
use tenken::tui::view::theme::Theme;
use tenken::tui::worker::{import, perform, remember, save};
use tenken::worklist::{Change, Identity, Operation, State, Worklist};
use tenken::workspace::Setup;
use tenken::workspace::importing::SheetSource;
use tenken::workspace::prepared::Records;

use crate::support::{WorklistExt, world};

/// A person using the terminal UI. Effects are performed at once.
struct Person {
    app: App,
    worklist: Worklist,
    left: bool,
    /// The text last sent to the clipboard.
    copied: String,
    /// The text last opened in the external editor.
    edited: String,
    drafts: DraftFiles,
    /// The engine of other records than those of the fixture, once packs have changed.
    engine: Option<Engine>,
    folder: tempfile::TempDir,
}

impl Person {
    /// Starts with a terminal of this size, with the search engine ready.
    fn at(columns: u16, rows: u16) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let who = Identity { user: "yamada".into(), host: "ward".into() };
        let mut worklist =
            Worklist::open(&folder.path().join("data/worklists/2026年度"), who).expect("an empty worklist");
        worklist.begin_with(world().0.default_counted().into_iter().collect());
        let keymap = Arc::new(Keymap::parse(DEFAULT).expect("the default keys"));
        let settings = DisplaySettings { theme: Theme::Sixteen, ambiguous: Ambiguous::Unknown };
        let mut app = App::new(world().0.clone(), State::default(), keymap, settings);
        app.name = "2026年度".into();
        app.today = jiff::civil::date(2026, 11, 23);
        app.take_marks(app.state.clone());
        app.size = Size::new(columns, rows);
        app.sounds = Some(world().1.sounds());
        app.home = Some(folder.path().to_owned());
        let (drafts, _) = DraftFiles::open(Some(&folder.path().join("screen")), "2026年度");
        let (copied, edited) = (String::new(), String::new());
        let mut person = Self { app, worklist, left: false, copied, edited, drafts, engine: None, folder };
        person.hears(Message::SearchReady);
        person
    }

    /// Has no name yet but that of the login.
    fn without_name(mut self) -> Self {
        self.app.unasked_login = Some(self.worklist.who().user.clone());
        self
    }

    /// Returns the folders of this person.
    fn paths(&self) -> Paths {
        let folder = |name: &str| self.folder.path().join(name);
        Paths { config: folder("config"), data: folder("data"), cache: folder("cache"), state: folder("state") }
    }

    /// Goes to a record as if a link had been followed.
    fn on(mut self, id: &str) -> Self {
        let record = world().0.find(id).unwrap_or_else(|| panic!("{id} is in the catalog"));
        self.app.jump_list.visit(Location { screen: Screen::Record(record), ..Location::default() });
        self
    }

    /// Presses keys: characters as they are, other keys as `<enter>`, `<ctrl-d>`.
    fn types(mut self, keys: &str) -> Self {
        for key in parse(keys) {
            let effects = handle_input(&mut self.app, InputEvent::Key(key));
            self.perform(effects);
        }
        self
    }

    fn hears(&mut self, message: Message) {
        let effects = update(&mut self.app, message);
        self.perform(effects);
    }

    /// Records something while somebody else records `theirs` in the same worklist, neither knowing of the other; then
    /// sees both.
    fn beside_another(&mut self, own: Vec<Change>, theirs: Vec<Change>) {
        let who = Identity { user: "ito".into(), host: "ward".into() };
        let mut other = Worklist::open(self.worklist.folder(), who).expect("the same folder");
        if !own.is_empty() {
            self.worklist.apply(own).expect("written");
        }
        other.apply(theirs).expect("written");
        self.worklist.refresh().expect("the folder is read");
        self.hears(Message::Changed(self.worklist.state().clone()));
    }

    /// Hears the answer of the search, and what it says later.
    fn searches(&mut self, generation: u64, request: &Request) {
        let engine = self.engine.as_ref().unwrap_or(&world().1);
        let brief = engine.search(&request.brief());
        let whole = request.wants_more(&brief).then(|| engine.search(request));
        for found in [Some(brief), whole].into_iter().flatten() {
            self.hears(Message::Found(generation, found));
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Search(generation, request) => self.searches(generation, &request),
                Effect::Perform(operation) => {
                    let performed = perform(&mut self.worklist, operation);
                    self.hears(performed);
                }
                Effect::Import(operation, source) => self.imports(operation, &source),
                Effect::RenameWriter(name) => self.worklist.rename_writer(name),
                Effect::RememberName(name) => self.hears(remember(&self.paths(), &name)),
                Effect::SaveFilter(name, query) => self.hears(save(&self.paths(), &name, &query)),
                Effect::Quit => self.left = true,
                Effect::Copy(text) => self.copied = text,
                Effect::EditNote(text) => self.edited = text,
                Effect::KeepDraft { key, is_left } => {
                    let kept = self.drafts.keep(&key, &self.app.drafts[&key]).map_err(|error| reason(&error));
                    self.hears(Message::DraftKept(key, is_left, kept));
                }
                Effect::DiscardDraft(key) => self.drafts.discard(&key),
                Effect::CompletePath(typed) => {
                    let names = completion::names(&typed, Some(self.folder.path()));
                    self.hears(Message::PathCompleted(typed, names));
                }
                Effect::Packs(task) => {
                    let setup = self.setup();
                    let said = answer(&setup, "2026-11-23", task, &mut |_| ControlFlow::Continue(()));
                    self.hears(Message::PackReported(said));
                }
                Effect::ReloadRecords => self.reload(),
                Effect::Desk(task) => self.works_on_worklists(task),
                Effect::SwitchWorklist(name) => self.switches(&name),
                Effect::Redraw | Effect::Suspend | Effect::CancelImport | Effect::CancelDesk => {}
            }
        }
    }

    /// Takes in a worklist that was filled in.
    fn imports(&mut self, operation: Operation, source: &SheetSource) {
        let performed = import(&mut self.worklist, operation, source);
        self.hears(performed);
    }

    /// Returns what this person opens.
    fn setup(&self) -> Setup {
        let who = Identity { user: "yamada".into(), host: "ward".into() };
        Setup {
            paths: Some(self.paths()),
            overlays: Vec::new(),
            worklist: self.app.name.clone(),
            who,
            items: self.app.desk.items.clone(),
        }
    }

    /// Returns what is worked with on worklists as a whole.
    fn context(&self) -> DeskContext {
        DeskContext { setup: self.setup(), catalog: self.app.catalog.clone(), today: self.app.today }
    }

    /// Does something with worklists as a whole.
    fn works_on_worklists(&mut self, mut task: DeskTask) {
        // The folder that this person has started from.
        if let DeskTask::Export(wish) = &mut task {
            wish.path = self.folder.path().join(&wish.path);
        }
        let said = desk_thread::answer(&self.context(), task, &mut || ControlFlow::Continue(()));
        self.hears(Message::DeskReported(said));
    }

    /// Uses another worklist, as the loop does.
    fn switches(&mut self, name: &str) {
        match desk_thread::open(&self.context(), name) {
            Ok(OpenedWorklist { worklist, last_act }) => {
                let left = leave_worklist(&mut self.app);
                self.perform(left);
                let (drafts, kept) = DraftFiles::open(Some(&self.folder.path().join("screen")), name);
                (self.drafts, self.app.drafts) = (drafts, kept);
                let arrival = Arrival::of(&worklist, last_act);
                self.worklist = worklist;
                let effects = take_worklist(&mut self.app, arrival);
                self.perform(effects);
                if let Err(failure) = desk_thread::choose(&self.setup(), name) {
                    self.hears(Message::DeskReported(DeskReport::NotChosen(failure)));
                }
            }
            Err(failure) => self.hears(Message::DeskReported(DeskReport::NotSwitched(failure))),
        }
    }

    /// Shows the records as they are after packs have changed.
    fn reload(&mut self) {
        let records = Records::open(&self.setup(), &mut |_| ControlFlow::Continue(())).expect("sound records");
        let effects = take_catalog(&mut self.app, records.catalog.clone(), Ok(()));
        self.engine = Some(records.engine(&mut |_| ControlFlow::Continue(())).expect("an engine"));
        self.app.sounds = self.engine.as_ref().map(Engine::sounds);
        self.perform(effects);
    }

    /// Returns the id of the record on screen; empty on other screens.
    fn place(&self) -> &str {
        self.app.record().map_or("", |at| self.app.catalog.id(at))
    }

    /// Returns the drafts that another run would find.
    fn kept_drafts(&self) -> BTreeMap<Id, String> {
        DraftFiles::open(Some(&self.folder.path().join("screen")), "2026年度").1
    }

    /// Returns the sentence in the last lines, and what to do next.
    fn said(&self) -> (&str, &str) {
        self.app.notice.as_ref().map_or(("", ""), |notice| (&notice.text, &notice.hint))
    }

    /// Returns the text in the field that is open.
    fn typed(&self) -> Option<&str> {
        self.app.field_editor().map(|editor| editor.input.text())
    }

    /// Returns the screen as text, followed by a list of the styles.
    fn screen(&self) -> String {
        let (buffer, cursor) = frame(&self.app);
        let mut text = as_text(&buffer);
        text.push_str(&styles(&buffer));
        if let Some(at) = cursor {
            text.push_str(&format!("cursor {},{}\n", at.x, at.y));
        }
        masked(&text)
    }
}

/// Returns an emulated terminal.
fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(cells(rows), cells(columns), 0)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has rows and columns")
}

fn parse(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
        let (key, tail) = match named {
            Some((name, tail)) => (Key::parse(name), tail),
            None if first == ' ' => (Key::parse("space"), &rest[1..]),
            None => (Key::parse(first.encode_utf8(&mut [0; 4])), &rest[first.len_utf8()..]),
        };
        found.push(key.unwrap_or_else(|| panic!("{rest} starts with a key")));
        rest = tail;
    }
    found
}

/// Returns the rows of a buffer as text. The second cell of a wide glyph is empty, so it adds nothing.
fn as_text(buffer: &Buffer) -> String {
    let rows = buffer.area.rows().map(|row| {
        let text: String = row.columns().map(|cell| buffer[cell.as_position()].symbol()).collect();
        text.trim_end().to_owned() + "\n"
    });
    rows.collect()
}

/// Lists, for each row, the runs of cells that have a colour or attribute.
fn styles(buffer: &Buffer) -> String {
    let mut found = String::new();
    for y in 0..buffer.area.height {
        let looks: Vec<String> = (0..buffer.area.width).map(|x| look(&buffer[(x, y)])).collect();
        let mut runs = Vec::new();
        let mut start = 0;
        for run in looks.chunk_by(|a, b| a == b) {
            if !run[0].is_empty() {
                runs.push(format!("{start}-{} {}", start + run.len() - 1, run[0]));
            }
            start += run.len();
        }
        if !runs.is_empty() {
            found.push_str(&format!("{y:>2}: {}\n", runs.join(", ")));
        }
    }
    found
}

fn look(cell: &Cell) -> String {
    let attributes = [(Modifier::BOLD, "bold"), (Modifier::UNDERLINED, "underlined"), (Modifier::REVERSED, "reversed")];
    let mut words: Vec<String> = Vec::new();
    if cell.fg != Color::Reset {
        words.push(format!("{:?}", cell.fg).to_lowercase());
    }
    words.extend(
        attributes.iter().filter(|(flag, _)| cell.modifier.contains(*flag)).map(|(_, word)| (*word).to_owned()),
    );
    words.join("+")
}

/// Masks times like `2026-11-22 19:05 +09:00`, which differ from run to run and from machine to machine.
fn masked(text: &str) -> String {
    const SHAPE: &[u8] = b"0000-00-00 00:00 +00:00";
    let bytes = text.as_bytes();
    let mut masked = text.to_owned();
    for at in 0..bytes.len().saturating_sub(SHAPE.len()) {
        let fits = |(found, shape): (&u8, &u8)| match shape {
            b'0' => found.is_ascii_digit(),
            b'+' => matches!(found, b'+' | b'-'),
            _ => found == shape,
        };
        if bytes[at..at + SHAPE.len()].iter().zip(SHAPE).all(fits) {
            masked.replace_range(at..at + SHAPE.len(), "YYYY-MM-DD HH:MM +ZZ:ZZ");
        }
    }
    masked
}

/// Returns the message about an operation that failed.
fn refusal(person: &Person, why: &str) -> Message {
    let failure = Failure::new(FailureKind::System, why, "");
    Message::Performed(person.worklist.state().clone(), Err(failure))
}
