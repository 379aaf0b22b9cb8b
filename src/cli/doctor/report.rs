//! One thing that was looked at.

use serde::Serialize;

use crate::failure::Failure;
use crate::language::t;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    /// As it should be.
    Fine,
    /// Worth knowing; everything works.
    Odd,
    /// Something does not work.
    Bad,
}

impl Standing {
    /// Returns what people read.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Fine => "正常",
            Self::Odd => "注意",
            Self::Bad => "異常",
        }
    }
}

/// A thing, how it is and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    /// What it belongs to.
    pub(super) area: &'static str,
    /// What it is.
    pub(super) name: String,
    pub(super) standing: Standing,
    /// How it was found.
    pub(super) value: String,
    /// What to do; empty if nothing has to be done.
    pub(super) advice: String,
}

impl Row {
    /// Returns a row about something that is as it should be.
    pub(super) fn fine(area: &'static str, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        Self { area: t(area), name, standing: Standing::Fine, value, advice: String::new() }
    }

    /// Returns the row with something odd about it.
    pub(super) fn odd(self, advice: impl Into<String>) -> Self {
        Self { standing: Standing::Odd, advice: advice.into(), ..self }
    }

    /// Returns the row with something that does not work.
    pub(super) fn bad(self, advice: impl Into<String>) -> Self {
        Self { standing: Standing::Bad, advice: advice.into(), ..self }
    }

    /// Returns a row about something that failed.
    pub(super) fn failed(area: &'static str, name: impl Into<String>, failure: Failure) -> Self {
        Self::fine(area, name, failure.message).bad(failure.hint)
    }
}
