//! What a search may ask of a worklist: filters over what people recorded, and the texts that they wrote. The worklist
//! itself stands above this crate; whoever asks brings an answer along.

use std::fmt;

use tenken_catalog::model::{ActionState, Grade, Id, Review, Status, Verdict};

use crate::text::normalize::{NormalizedText, normalize};

/// A condition on what a worklist says of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkFilter {
    /// 状態.
    Status(Status),
    /// 判定.
    Verdict(Verdict),
    /// 担当者.
    Owner(TextWanted),
    /// 期限.
    Due(DueWanted),
    /// 食い違い: whether two people recorded different things.
    Conflict(bool),
    /// メモ.
    Note(TextWanted),
    /// 証跡: whether evidence is recorded.
    Evidence(bool),
    /// 指摘.
    Finding(FindingWanted),
    /// 是正: how far the corrective action has come.
    Action(ActionState),
    /// 確認: what a reviewer says; none if none has said anything.
    Review(Option<Review>),
    /// 例外.
    Exception(ExceptionWanted),
}

/// What is asked of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingWanted {
    /// That there is one.
    Any,
    /// That there is none.
    None,
    /// How grave it is.
    Grade(Grade),
}

/// What is asked of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionWanted {
    /// That there is one.
    Any,
    /// That its last day has passed.
    Over,
    /// That there is none.
    None,
}

/// What is asked of a text that people write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextWanted {
    /// That there is one.
    Any,
    /// That there is none.
    None,
    /// That it holds these words.
    Holding(String),
}

/// What is asked of a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueWanted {
    /// That it has passed and something is left to do.
    Overdue,
    /// That it is today.
    Today,
    /// That it is in this week, from Monday to Sunday.
    Week,
    /// That it is in this month.
    Month,
    /// That there is one.
    Any,
    /// That there is none.
    None,
    /// A day, or days from one or up to one, as typed.
    Days(String),
}

impl MarkFilter {
    /// Whether a clause that nothing was recorded for meets it.
    pub const fn is_met_by_nothing(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status, Status::Todo),
            Self::Verdict(verdict) => matches!(verdict, Verdict::Open),
            Self::Owner(wanted) | Self::Note(wanted) => matches!(wanted, TextWanted::None),
            Self::Due(wanted) => matches!(wanted, DueWanted::None),
            Self::Conflict(wanted) | Self::Evidence(wanted) => !*wanted,
            Self::Finding(wanted) => matches!(wanted, FindingWanted::None),
            Self::Action(_) => false,
            Self::Review(wanted) => wanted.is_none(),
            Self::Exception(wanted) => matches!(wanted, ExceptionWanted::None),
        }
    }
}

/// What a worklist says of its clauses, for those who ask by [`MarkFilter`].
pub trait Marks: fmt::Debug + Send + Sync {
    /// Whether a filter can be told: what stands for days may be none.
    fn understands(&self, filter: &MarkFilter) -> bool;

    /// Whether a clause meets a filter. A clause that it does not list meets none.
    fn meets(&self, clause: &str, filter: &MarkFilter) -> bool;

    /// Whether the worklist speaks of a clause at all: it counts it, or something was recorded for it.
    fn lists(&self, clause: &str) -> bool;

    /// Whether the worklist counts a clause.
    fn counts(&self, clause: &str) -> bool;

    /// Whether a filter is met by anything that was recorded.
    fn has(&self, filter: &MarkFilter) -> bool;

    /// Returns the names of the owners, each once, in order.
    fn owners(&self) -> Vec<String>;

    /// Returns the texts that people wrote.
    fn texts(&self) -> &MarkTexts;
}

/// The same marks are those at the same place.
impl PartialEq for dyn Marks {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self, other)
    }
}

impl Eq for dyn Marks {}

/// The notes and owners of a worklist, made ready to be searched.
#[derive(Debug, Default)]
pub struct MarkTexts {
    texts: Vec<ClauseTexts>,
}

/// The texts that people wrote for a clause.
#[derive(Debug)]
pub(crate) struct ClauseTexts {
    pub clause: Id,
    pub note: NormalizedText,
    pub owner: NormalizedText,
}

impl MarkTexts {
    /// Makes texts ready: for each clause its note and its owner.
    pub fn new<'a>(texts: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let written = texts.filter(|(_, note, owner)| !note.is_empty() || !owner.is_empty());
        let ready = written.map(|(clause, note, owner)| ClauseTexts {
            clause: clause.to_owned(),
            note: normalize(note),
            owner: normalize(owner),
        });
        Self { texts: ready.collect() }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &ClauseTexts> {
        self.texts.iter()
    }
}

/// Whether a text that people wrote is what is asked for, however it is spelled.
pub fn is_wanted(wanted: &TextWanted, text: &str) -> bool {
    match wanted {
        TextWanted::Any => !text.trim().is_empty(),
        TextWanted::None => text.trim().is_empty(),
        TextWanted::Holding(words) => {
            let words = normalize(words);
            !words.is_empty() && !normalize(text).find(&words).is_empty()
        }
    }
}
