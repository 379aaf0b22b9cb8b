//! Short forms of the ids of evidence, as far as they mean one piece only.

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::worklist::{EntryId, Evidence, State};

/// Fewest characters that are shown: the rest is easier to type than to tell apart at a glance.
const SHORTEST: usize = 8;

/// The ids of all evidence and how much of them has to be shown.
pub(super) struct Ids {
    all: Vec<(EntryId, String)>,
    length: usize,
}

impl Ids {
    /// Returns the ids of a worklist; of evidence that was withdrawn too.
    pub(super) fn of(state: &State) -> Self {
        let mut all: Vec<(EntryId, String)> = state.evidence().map(|one| (one.id, one.id.to_string())).collect();
        all.sort();
        let common = |pair: &[(EntryId, String)]| {
            pair[0].1.bytes().zip(pair[1].1.bytes()).take_while(|(one, other)| one == other).count()
        };
        let longest = all.windows(2).map(common).max().unwrap_or(0);
        Self { all, length: SHORTEST.max(longest + 1) }
    }

    /// Returns the short form of an id: a prefix that no other one has.
    pub(super) fn short(&self, evidence: &Evidence) -> String {
        let id = evidence.id.to_string();
        id.get(..self.length).unwrap_or(&id).to_owned()
    }

    /// Returns the id that begins with a text.
    ///
    /// # Errors
    ///
    /// If none does, or several.
    pub(super) fn find(&self, text: &str) -> Result<EntryId, Failure> {
        let wanted = text.trim().to_lowercase();
        let meant = self.all.iter().filter(|(_, id)| !wanted.is_empty() && id.starts_with(&wanted));
        let wrong = |message: String, hint| Err(Failure::new(FailureKind::Usage, message, hint));
        match meant.collect::<Vec<_>>().as_slice() {
            [(id, _)] => Ok(*id),
            [] => wrong(
                tr!("「{text}」という証跡はありません。", text),
                t("`tenken evidence list` で ID を確かめてください。"),
            ),
            several => wrong(
                tr!("「{text}」で始まる証跡が {n} 件あります。", text, n = several.len()),
                t("`tenken evidence list` で、もう少し長い ID を確かめてください。"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(texts: &[&str]) -> Ids {
        let all = texts.iter().map(|text| (text.parse().unwrap(), (*text).to_owned())).collect();
        Ids { all, length: SHORTEST }
    }

    #[test]
    fn a_prefix_means_one_piece_or_none() {
        let ids = ids(&[
            "019aaaaa-0000-7000-8000-000000000001",
            "019aaaaa-0000-7000-8000-000000000002",
            "019b0000-0000-7000-8000-000000000003",
        ]);
        for (text, found) in [("019b", Some(2)), ("019B0000", Some(2)), ("019aaaaa", None), ("", None), ("x", None)] {
            assert_eq!(ids.find(text).ok(), found.map(|at: usize| ids.all[at].0), "{text}");
        }
        let full = &ids.all[1].1;
        assert_eq!(ids.find(full).unwrap(), ids.all[1].0);
    }
}
