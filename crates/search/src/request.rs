//! What is asked and what is answered.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::{Id, Kind};

use crate::marks::Marks;

/// A search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the person typed.
    pub text: String,
    /// The kinds wanted; empty for all.
    pub kinds: Vec<Kind>,
    /// The volume wanted, by id, title, short name or alias; none for all.
    pub volume: Option<String>,
    /// What the worklist says of the clauses, for the filters that ask for it and for words that stand in its notes. Without
    /// one, nothing is recorded, and all clauses that are inspected count.
    pub marks: Option<Arc<dyn Marks>>,
    /// The filters that the person has saved: what stands for `@` with a name.
    pub saved: Arc<BTreeMap<String, String>>,
    /// How many hits to return at most.
    pub limit: usize,
    /// How many of them, the first ones, say which words of which part matched, and where. To find that out takes longer than
    /// to find the hits.
    pub detailed: usize,
    /// How many whoever asks needs the details of at once: a [brief](Self::brief) answer has them.
    pub shown: usize,
}

impl Request {
    /// Returns a search in everything for a text, with all that there is to say of each hit.
    pub fn new(text: impl Into<String>, limit: usize) -> Self {
        Self {
            text: text.into(),
            kinds: Vec::new(),
            volume: None,
            marks: None,
            saved: Arc::default(),
            limit,
            detailed: usize::MAX,
            shown: usize::MAX,
        }
    }

    /// Returns the same search, of which only the hits are detailed that are needed at once.
    pub fn brief(&self) -> Self {
        Self { detailed: self.detailed.min(self.shown), ..self.clone() }
    }

    /// Whether more of its hits should be detailed than in a brief answer.
    pub fn wants_more(&self, found: &Results) -> bool {
        found.hits.len().min(self.detailed) > self.shown
    }
}

/// Which part of a record matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The clause number.
    Number,
    /// The headline or name.
    Title,
    /// The words of the field, synonyms and other names.
    Terms,
    /// The summary, scenario or definition.
    Gist,
    /// Its official text, from a document of the user.
    Original,
    /// Everyday ways to ask for it.
    Asked,
    /// Questions of the official Q&A about it.
    Question,
    /// Chapter, checks, evidence and the rest.
    Context,
    /// The note in the worklist.
    Note,
    /// The owner in the worklist.
    Owner,
}

impl Part {
    /// Returns the code used in JSON and index definitions.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Terms => "terms",
            Self::Gist => "gist",
            Self::Original => "original",
            Self::Asked => "asked",
            Self::Question => "question",
            Self::Context => "context",
            Self::Note => "note",
            Self::Owner => "owner",
        }
    }

    /// Returns the Japanese name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "番号",
            Self::Title => "題",
            Self::Terms => "語",
            Self::Gist => "要約",
            Self::Original => "原文",
            Self::Asked => "問い",
            Self::Question => "Q&A",
            Self::Context => "周辺",
            Self::Note => "メモ",
            Self::Owner => "担当者",
        }
    }
}

/// How a match came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strategy {
    /// The number of a clause was typed.
    Number,
    /// One of its names is the whole query.
    Name,
    /// It belongs to an edition that is named.
    Edition,
    /// Words found by morphological analysis.
    Words,
    /// The text as typed, character by character.
    Bigrams,
    /// A word that means the same.
    Synonym,
    /// What was typed in kana.
    Reading,
    /// What was typed in Latin letters.
    Romaji,
    /// A Latin word with one letter wrong.
    Typo,
}

impl Strategy {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Edition => "edition",
            Self::Words => "words",
            Self::Bigrams => "bigrams",
            Self::Synonym => "synonym",
            Self::Reading => "reading",
            Self::Romaji => "romaji",
            Self::Typo => "typo",
        }
    }

    /// Returns the Japanese name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "番号",
            Self::Name => "名前",
            Self::Edition => "版",
            Self::Words => "単語",
            Self::Bigrams => "文字列",
            Self::Synonym => "同義語",
            Self::Reading => "読み",
            Self::Romaji => "ローマ字",
            Self::Typo => "綴り違い",
        }
    }
}

/// Where and how a record matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The part of the record.
    pub part: Part,
    /// How.
    pub strategy: Strategy,
    /// Byte ranges in the original text of that part, in order, on character borders, not overlapping.
    /// [`Part::Title`] and [`Part::Gist`] point into the record's title and gist (scenario, definition), [`Part::Original`]
    /// into its official texts, one after another with a line break between; other fields carry none.
    pub ranges: Vec<Range<usize>>,
}

/// How much of what was asked for a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// All of it: every word stands there, or a synonym, reading or correction of it, or its number or name was typed.
    All,
    /// Something that was typed stands there, or a synonym, reading or correction of it.
    Some,
    /// Nothing of it; only links lead there, or pairs of characters that it shares. Never counted.
    Near,
}

impl Tier {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Some => "some",
            Self::Near => "near",
        }
    }
}

/// How many records matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many of [`Tier::All`].
    pub all: usize,
    /// How many of [`Tier::Some`].
    pub some: usize,
}

impl Counts {
    /// Returns how many records matched in all.
    pub const fn total(self) -> usize {
        self.all + self.some
    }
}

impl fmt::Display for Counts {
    /// `2 +35`: those with every word, and the others where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.some {
            0 => write!(f, "{}", self.all),
            some => write!(f, "{} +{some}", self.all),
        }
    }
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The record.
    pub at: RecordRef,
    /// Its id.
    pub id: Id,
    /// How well it fits; higher is better, comparable within one answer only.
    pub score: f32,
    /// What it gained because one of its names is the whole query: enough to come first of its kind. None for all others.
    pub lift: Option<f32>,
    /// How much of what was asked for it is.
    pub tier: Tier,
    /// Whether it has a word by a guess only: the first letter of many, the beginning of an expression, or what somebody wrote
    /// about it in the worklist. Nothing is done to it in bulk.
    pub is_guess: bool,
    /// Where and how it matched.
    pub matched: Vec<Match>,
    /// Whether that is all; else it is only what needs no look at its texts, see [`Request::detailed`].
    pub is_detailed: bool,
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The best hits, best first: tier by tier, the few of [`Tier::Near`] at the end.
    pub hits: Vec<Hit>,
    /// How many records of the kinds that were asked for matched.
    pub counts: Counts,
    /// How many records of each kind matched, in the order of [`Kind::SEARCHABLE`], whichever kinds were asked for.
    pub by_kind: Vec<(Kind, Counts)>,
    /// Whether everything that was typed was understood, and asks for something. What is done to many records at once
    /// is done to those of [`Tier::All`] of such a query only.
    pub is_understood: bool,
    /// The filters that were left out because their value is missing or unknown, as typed.
    pub ignored: Vec<String>,
    /// What looks like a filter and is none that can be used, as typed: its name, its value or its place is wrong.
    pub refused: Vec<String>,
    /// What the reader should know about how the query was understood.
    pub warnings: Vec<String>,
    /// What the reader should know about the editions that the query names, in sentences; nothing is wrong with the query.
    pub notes: Vec<String>,
}

impl Results {
    /// Returns the hits that are all that was asked for: what is done to many records at once is done to these only.
    /// None where not all of the query was understood.
    pub fn whole(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| self.is_whole(hit))
    }

    /// Whether a hit is all that was asked for, beyond doubt.
    pub fn is_whole(&self, hit: &Hit) -> bool {
        self.is_understood && hit.tier == Tier::All && !hit.is_guess
    }
}
