//! The values that stand in a table of the program, each with what it means in Japanese; who shows them translates that.

use crate::export::FileFormat;
use crate::import::IMPORTERS;
use crate::language::t;
use crate::model::{ActionState, Grade, Party};
use crate::search::english_party;
use crate::workspace::form::ROUNDS;

/// Values as they are typed, each with its meaning; empty where it says it itself.
pub(super) type Coded = Vec<(&'static str, &'static str)>;

pub(super) fn formats<F: FileFormat>() -> Coded {
    F::ALL.iter().map(|format| (format.code(), format.name())).collect()
}

/// Returns words that are typed as they are, each with what it means where that is said otherwise.
pub(super) fn as_typed(words: impl Iterator<Item = &'static str>) -> Coded {
    words.map(|word| (word, if t(word) == word { "" } else { word })).collect()
}

pub(super) fn grades() -> Coded {
    as_typed(Grade::ALL.iter().map(|grade| grade.name()))
}

/// Returns the parties by their names, then by the words for them that need no input method.
pub(super) fn parties() -> Coded {
    let names = as_typed(Party::ALL.iter().map(|party| party.name()));
    let words = Party::ALL.iter().map(|party| (english_party(*party), party.name()));
    names.into_iter().chain(words).collect()
}

pub(super) fn action_states() -> Coded {
    as_typed(ActionState::ALL.iter().map(|state| state.name()))
}

pub(super) fn rounds() -> Coded {
    ROUNDS.to_vec()
}

pub(super) fn import_formats() -> Coded {
    IMPORTERS.iter().map(|importer| (importer.code(), importer.name())).collect()
}

pub(super) fn encodings() -> Coded {
    vec![("utf8", "UTF-8"), ("cp932", "CP932(シフト JIS)")]
}

pub(super) fn patterns() -> Coded {
    ["I", "II", "III", "IV"].map(|pattern| (pattern, "参照パターン")).to_vec()
}

pub(super) fn ways_to_count() -> Coded {
    vec![("party", "担当ごと")]
}

pub(super) fn takes() -> Coded {
    vec![("theirs", "記入を採る"), ("mine", "点検票を残す")]
}
