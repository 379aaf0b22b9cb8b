//! Finds the clauses that a cell names, in all the ways people write their numbers.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::catalog::{Catalog, RecordRef};
use crate::language::tr;
use crate::model::{Clause, Id, Kind};
use crate::search::Engine;
use crate::sheet::plain;

use super::cache::Cache;
use super::context::{Around, Context, Places};
use super::key::folded;
use super::number::{lettered_key, value, without_noise};
use super::piece::{
    PIECES, Piece, beginnings, begins_with_number, head, is_numbered_in_letters, is_shaped, numbers, pieces,
    without_remarks,
};
use super::problem::NameProblem;
use super::split::is_nothing;

/// The most numbers that are looked up: more than any catalog has, and few enough for a file of nothing but wrong ones.
const LOOKUPS: usize = 30_000;
/// The most clauses of a chapter, a section or a range that one number may stand for.
const TOGETHER: usize = 120;

/// What the numbers of a cell stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Found {
    /// The clauses, in the order in which they are named, each once.
    pub clauses: Vec<RecordRef>,
    /// How many of the numbers are those of a chapter or section, so that all clauses in it are meant.
    pub sections: usize,
    /// What was not found.
    pub problems: Vec<NameProblem>,
}

/// Finds clauses by what people write.
pub(in super::super) struct ClauseFinder<'a> {
    catalog: &'a Catalog,
    engine: &'a Engine,
    places: Places,
    /// Clauses whose numbers begin with a Latin letter, as those of other frameworks do.
    lettered: HashMap<String, Vec<RecordRef>>,
    /// Clauses by their titles, as they are compared.
    titles: HashMap<String, Vec<RecordRef>>,
    /// What was looked up.
    known: HashMap<String, Vec<RecordRef>>,
    /// What comes nearest to numbers that none has.
    near: HashMap<String, Option<String>>,
    /// What was found for whole cells.
    cells: Cache<(String, Context), Found>,
    contexts: Cache<(String, Around), Context>,
}

/// What was read of a cell so far.
#[derive(Default)]
struct Read {
    found: Found,
    /// The number before, as it was understood, with the clauses it stands for.
    last: Option<(String, Vec<RecordRef>)>,
    /// The editions that the cell names.
    editions: Vec<Id>,
    /// A volume that stands by itself.
    volume: String,
    /// What ends with a number in letters, which nothing is called by.
    lettered: Vec<String>,
}

/// What one number may stand for.
enum Meaning {
    /// These clauses: one, or all of a chapter or section.
    These(String, Vec<RecordRef>),
    /// Any of these.
    Any(Vec<RecordRef>),
    /// Only clauses of other editions than the one that is named.
    Elsewhere,
    Nothing,
}

impl<'a> ClauseFinder<'a> {
    /// Returns a finder of the clauses of a catalog.
    pub fn new(catalog: &'a Catalog, engine: &'a Engine) -> Self {
        let mut lettered: HashMap<String, Vec<RecordRef>> = HashMap::new();
        let mut titles: HashMap<String, Vec<RecordRef>> = HashMap::new();
        for (at, clause) in catalog.all(Kind::Clause).zip(catalog.clauses()) {
            if clause.number.starts_with(|c: char| c.is_ascii_alphabetic()) {
                lettered.entry(lettered_key(&clause.number)).or_default().push(at);
            }
            titles.entry(folded(&clause.title)).or_default().push(at);
        }
        Self {
            catalog,
            engine,
            places: Places::new(catalog),
            lettered,
            titles,
            known: HashMap::new(),
            near: HashMap::new(),
            cells: Cache::default(),
            contexts: Cache::default(),
        }
    }

    /// Returns what words around numbers say about them.
    pub fn context(&mut self, text: &str, around: Around) -> Context {
        let key = (text.to_owned(), around);
        if let Some(known) = self.contexts.get(&key) {
            return known.clone();
        }
        let context = self.places.context(text, around);
        self.contexts.keep(key, context.clone(), text.len());
        context
    }

    /// Whether so many numbers were looked up that no more are.
    pub fn is_exhausted(&self) -> bool {
        self.known.len() >= LOOKUPS
    }

    /// Returns the clauses that a cell names.
    pub fn find(&mut self, cell: &str, context: &Context) -> Found {
        let key = (cell.to_owned(), context.clone());
        if let Some(known) = self.cells.get(&key) {
            return known.clone();
        }
        let found = self.read(&plain(cell), context);
        let bytes = cell.len() * 2 + found.clauses.len() * size_of::<RecordRef>() + found.problems.len() * 400;
        self.cells.keep(key, found.clone(), bytes);
        found
    }

    fn read(&mut self, cell: &str, context: &Context) -> Found {
        if is_nothing(cell) {
            return Found::default();
        }
        if let Some(at) = self.by_id(cell) {
            return Found { clauses: vec![at], ..Found::default() };
        }
        let (text, remarks) = without_remarks(cell);
        let found = [text]
            .iter()
            .chain(&remarks)
            .map(|text| self.pieces(text, context))
            .find(|found| *found != Found::default());
        found.unwrap_or_else(|| self.titled(cell))
    }

    /// Returns the clause that has a title.
    fn titled(&self, cell: &str) -> Found {
        match self.titles.get(&folded(cell)).map_or(&[][..], Vec::as_slice) {
            [] => Found { problems: vec![NameProblem::Unknown(cell.to_owned(), None)], ..Found::default() },
            [only] => Found { clauses: vec![*only], ..Found::default() },
            several => {
                let candidates = several.iter().map(|at| self.label(*at)).collect();
                Found { problems: vec![NameProblem::Ambiguous(cell.to_owned(), candidates)], ..Found::default() }
            }
        }
    }

    /// Returns what the numbers of a text stand for; nothing at all if there is no number in it.
    fn pieces(&mut self, text: &str, context: &Context) -> Found {
        let mut read = Read::default();
        let pieces = pieces(text);
        for piece in pieces.iter().take(PIECES) {
            self.piece(piece, context, &mut read);
        }
        if pieces.len() > PIECES {
            read.found.problems.push(NameProblem::Crowded(PIECES));
        }
        if !read.found.clauses.is_empty() {
            read.found.problems.extend(read.lettered.into_iter().map(|text| NameProblem::Unknown(text, None)));
        }
        let mut seen = BTreeSet::new();
        read.found.clauses.retain(|at| seen.insert(*at));
        read.found
    }

    fn piece(&mut self, piece: &Piece, context: &Context, read: &mut Read) {
        let (editions, rest) = self.places.editions(&piece.text);
        if !editions.is_empty() {
            read.editions = editions;
        }
        let rest = without_noise(&rest);
        if numbers(&rest).is_empty() && !self.lettered.contains_key(&lettered_key(&rest)) {
            let named = self.context(&rest, Around::Guideline);
            if !named.volume.is_empty() {
                (read.volume, read.last) = (named.volume, None);
            } else if is_numbered_in_letters(&rest) {
                read.lettered.push(rest);
            }
            return;
        }
        if self.by_id(&rest).is_none() && !is_shaped(&rest) {
            return;
        }
        let editions = if read.editions.is_empty() { context.editions.clone() } else { read.editions.clone() };
        match self.meaning(&piece.text, &rest, &editions, (context, read)) {
            Meaning::These(way, clauses) => self.take(piece, way, clauses, read),
            Meaning::Any(candidates) => {
                let labels = candidates.iter().map(|at| self.label(*at)).collect();
                read.found.problems.push(NameProblem::Ambiguous(piece.text.clone(), labels));
            }
            Meaning::Elsewhere => {
                let named =
                    editions.iter().filter_map(|id| self.catalog.edition(id)).map(|edition| edition.full_name());
                let named = named.collect::<Vec<_>>().join("、");
                read.found.problems.push(NameProblem::NotInEdition(piece.text.clone(), named));
            }
            Meaning::Nothing if self.is_exhausted() => {
                read.found.problems.push(NameProblem::TooMany(piece.text.clone()));
            }
            Meaning::Nothing => {
                let near = self.near(&rest, (context, read));
                read.found.problems.push(NameProblem::Unknown(piece.text.clone(), near));
            }
        }
    }

    /// Takes what a number stands for, and everything from the one before if it ends a range.
    fn take(&self, piece: &Piece, way: String, clauses: Vec<RecordRef>, read: &mut Read) {
        let from = read.last.as_ref().filter(|_| piece.is_end).and_then(|(_, clauses)| clauses.last().copied());
        if let (Some(from), Some(to)) = (from, clauses.first().copied()) {
            let between = self.catalog.all(Kind::Clause).skip(from.index as usize + 1);
            let length = (to.index as usize).saturating_sub(from.index as usize + 1);
            if self.chapter(from) == self.chapter(to) && from.index <= to.index && length <= TOGETHER {
                read.found.clauses.extend(between.take(length));
            } else {
                read.found.problems.push(NameProblem::Range(self.label(from), piece.text.clone()));
            }
        }
        read.found.sections += usize::from(clauses.len() > 1);
        read.found.clauses.extend(clauses.iter().copied());
        read.last = Some((way, clauses));
    }

    /// Returns what a number stands for: the first reading that gives anything counts.
    fn meaning(&mut self, whole: &str, rest: &str, editions: &[Id], (context, read): (&Context, &Read)) -> Meaning {
        let mut last = Meaning::Nothing;
        for way in self.ways(rest, context, read) {
            match self.judged(&way, editions) {
                Meaning::Nothing => {}
                Meaning::Elsewhere => last = Meaning::Elsewhere,
                found => return found,
            }
        }
        let named = self.places.editions(whole).0;
        if named.is_empty() {
            return last;
        }
        // A year may be part of the name of a volume, and of some editions only what became of their clauses is known:
        // R7 事業者 2-⑧, 5.2版 6.5 C-13.
        let is_unheld = |id: &Id| self.catalog.edition(id).is_some_and(|edition| edition.clause_count() == 0);
        let is_unheld = named.iter().all(is_unheld);
        match self.judged(whole, if is_unheld { &[] } else { editions }) {
            Meaning::Nothing if is_unheld => Meaning::Elsewhere,
            Meaning::Nothing => last,
            found => found,
        }
    }

    /// Returns the ways in which a number may be meant, the likeliest first.
    fn ways(&self, text: &str, context: &Context, read: &Read) -> Vec<String> {
        let mut ways = Vec::new();
        if begins_with_number(text) {
            let count = numbers(text).len();
            if let Some((last, clauses)) = &read.last {
                ways.extend(head(last, count).map(|head| format!("{head}{text}")));
                ways.extend(clauses.first().and_then(|at| self.volume(*at)).map(|volume| format!("{volume} {text}")));
            }
            let volume = if read.volume.is_empty() { &context.volume } else { &read.volume };
            if read.last.is_none() && !volume.is_empty() {
                if count == 1 && !context.chapter.is_empty() {
                    ways.push(format!("{volume} {} {text}", context.chapter));
                }
                ways.push(format!("{volume} {text}"));
            } else if read.last.is_none() && count == 1 && !context.chapter.is_empty() {
                ways.push(format!("{} {text}", context.chapter));
            }
            if ways.is_empty() {
                ways.push(text.to_owned());
            }
        } else {
            ways.push(text.to_owned());
        }
        let shorter = ways.iter().flat_map(|way| beginnings(way).map(str::to_owned)).collect::<Vec<_>>();
        // What is left after a cut still has to hold more than the number of a chapter, where there was more.
        let is_enough = |way: &String| numbers(way).len() > 1 || numbers(text).len() == 1;
        ways.extend(shorter.into_iter().filter(|way| is_shaped(way) && is_enough(way)));
        ways
    }

    /// Returns what a text stands for, in these editions if there are any.
    fn judged(&mut self, way: &str, editions: &[Id]) -> Meaning {
        let all = self.look_up(way);
        if all.is_empty() {
            return Meaning::Nothing;
        }
        let is_meant = |at: &RecordRef| editions.is_empty() || self.is_of(*at, editions);
        let found: Vec<RecordRef> = all.into_iter().filter(is_meant).collect();
        match found.as_slice() {
            [] => Meaning::Elsewhere,
            [_] => Meaning::These(way.to_owned(), found),
            [first, others @ ..] if found.len() <= TOGETHER => {
                let is_together = others.iter().all(|at| self.chapter(*at) == self.chapter(*first));
                if is_together { Meaning::These(way.to_owned(), found) } else { Meaning::Any(found) }
            }
            _ => Meaning::Any(found),
        }
    }

    /// Returns the clauses that a text names.
    fn look_up(&mut self, way: &str) -> Vec<RecordRef> {
        if let Some(known) = self.known.get(way) {
            return known.clone();
        }
        if self.is_exhausted() {
            return Vec::new();
        }
        let by_letters = || self.lettered.get(&lettered_key(way)).cloned();
        let by_number = || self.engine.by_number(way).into_iter().filter(|at| at.kind == Kind::Clause).collect();
        let found: Vec<RecordRef> = self.by_id(way).map(|at| vec![at]).or_else(by_letters).unwrap_or_else(by_number);
        self.known.insert(way.to_owned(), found.clone());
        found
    }

    fn by_id(&self, text: &str) -> Option<RecordRef> {
        let text = text.trim();
        let wide = || text.nfkc().flat_map(char::to_lowercase).collect::<String>();
        let found = self.catalog.find(text).or_else(|| self.catalog.find(&text.to_lowercase()));
        found.or_else(|| self.catalog.find(&wide())).filter(|at| at.kind == Kind::Clause)
    }

    /// Returns the clause beside which a number that none has would stand.
    fn near(&mut self, text: &str, (context, read): (&Context, &Read)) -> Option<String> {
        let ways = self.ways(text, context, read);
        let key = ways.first().cloned().unwrap_or_default();
        if let Some(known) = self.near.get(&key) {
            return known.clone();
        }
        let wanted = |text: &str| numbers(text).last().and_then(|number| value(&text[number.clone()]));
        let around = ways.iter().map(|way| self.engine.around_number(way)).find(|around| !around.is_empty());
        let distance = |at: &RecordRef| {
            let clause = self.clause(*at).filter(|clause| numbers(&clause.number).len() > 1);
            let number = clause.and_then(|clause| wanted(&clause.number));
            number.zip(wanted(text)).map_or(u32::MAX, |(one, other)| one.abs_diff(other))
        };
        let nearest = around.and_then(|around| around.into_iter().min_by_key(distance)).map(|at| self.label(at));
        self.near.insert(key, nearest.clone());
        nearest
    }

    /// Returns what a clause is called among those of all editions.
    pub fn label(&self, at: RecordRef) -> String {
        let guideline = self.clause(at).and_then(|clause| self.catalog.guideline_of(clause));
        guideline.map_or_else(String::new, |guideline| {
            tr!("{guideline}の{label}", guideline = guideline.short, label = self.catalog.label(at))
        })
    }

    fn clause(&self, at: RecordRef) -> Option<&'a Clause> {
        self.catalog.clause(self.catalog.id(at))
    }

    fn chapter(&self, at: RecordRef) -> Option<&'a str> {
        self.clause(at).map(|clause| clause.chapter.as_str())
    }

    /// Returns the id of the volume of a clause.
    pub fn volume_id(&self, at: RecordRef) -> Option<Id> {
        self.volume(at).map(str::to_owned)
    }

    fn volume(&self, at: RecordRef) -> Option<&'a str> {
        self.clause(at).and_then(|clause| self.catalog.volume_of(clause)).map(|volume| volume.id.as_str())
    }

    /// Whether a clause is one of these editions.
    fn is_of(&self, at: RecordRef, editions: &[Id]) -> bool {
        let volume = self.clause(at).and_then(|clause| self.catalog.volume_of(clause));
        volume.is_some_and(|volume| editions.contains(&volume.id) || editions.contains(&volume.guideline))
    }
}
