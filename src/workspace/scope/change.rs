//! What changes in what a worklist counts: told by names, with the records that do not count any more.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::catalog::{Catalog, RecordRef};
use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::terms;
use crate::worklist::{Conflict, Counted, Edit, LeftOut, Scope, State, full_name};
use crate::workspace::facts::title;

/// What a worklist counts after something, and did not before, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeChange {
    /// How many clauses were counted before.
    pub before: usize,
    /// How many are counted afterwards.
    pub after: usize,
    /// The ids of the headings that are counted afterwards only.
    pub added: Vec<Id>,
    /// The ids of the headings that are not counted any more.
    pub removed: Vec<Id>,
    /// The clauses with records that are not counted any more, each with the reason.
    pub uncounted: Vec<(RecordRef, LeftOut)>,
    /// What it is about, as people read it: the name of the field, its value before and afterwards.
    facts: Vec<(&'static str, [String; 2])>,
}

impl ScopeChange {
    /// Compares what is counted; none if that is the same.
    pub fn between(catalog: &Catalog, before: &State, after: &State) -> Option<Self> {
        let ids = [before, after].map(|state| Counted::of(catalog, state).ids);
        let facts = facts(catalog, before, after);
        if ids[0] == ids[1] && facts.is_empty() {
            return None;
        }
        let scopes = [before, after].map(|state| Scope::of(catalog, state));
        let [counted_before, counted_after] = scopes.each_ref().map(|scope| super::counted_ids(catalog, scope).len());
        let only = |some: &BTreeSet<Id>, others: &BTreeSet<Id>| some.difference(others).cloned().collect();
        Some(Self {
            before: counted_before,
            after: counted_after,
            added: only(&ids[1], &ids[0]),
            removed: only(&ids[0], &ids[1]),
            uncounted: uncounted(catalog, after, &scopes),
            facts,
        })
    }

    /// Returns sentences about what is counted now.
    pub fn sentences(&self, catalog: &Catalog) -> Vec<String> {
        let mut said = vec![match self.before == self.after {
            true => tr!("数える範囲が変わります(数える条項は {after} のまま)。", after = self.after),
            false => {
                let (before, after) = (self.before, self.after);
                tr!("数える範囲が変わります(数える条項は {before} → {after})。", before, after)
            }
        }];
        let values = self.facts.iter().map(|(name, [before, after])| format!("{name}: {before} → {after}"));
        said.extend(values);
        for (said_of, ids) in [("加わるもの: {names}", &self.added), ("外れるもの: {names}", &self.removed)] {
            if !ids.is_empty() {
                said.push(tr!(said_of, names = names(catalog, ids)));
            }
        }
        said.extend(self.about_records());
        said
    }

    /// Returns a sentence about the clauses with records that are not counted any more, one for each reason.
    pub fn about_records(&self) -> Vec<String> {
        let mut reasons: Vec<(String, usize)> = Vec::new();
        for reason in self.uncounted.iter().map(|(_, reason)| reason.reason()) {
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason, 1)),
            }
        }
        let sentence = |(reason, count): (String, usize)| {
            tr!("記録のある {count} 条項を数えなくなります。理由は、{reason}。記録は残ります。", count, reason)
        };
        reasons.into_iter().map(sentence).collect()
    }
}

/// Returns the clauses with records that were counted and are not any more.
fn uncounted(catalog: &Catalog, after: &State, scopes: &[Scope; 2]) -> Vec<(RecordRef, LeftOut)> {
    let mut marked: Vec<RecordRef> = after
        .marks()
        .filter(|(_, mark)| mark.says_something())
        .filter_map(|(clause, _)| catalog.find(clause))
        .filter(|at| scopes[0].counts(*at))
        .collect();
    marked.sort_unstable_by_key(|at| at.index);
    marked.into_iter().filter_map(|at| Some((at, scopes[1].left_out(at)?.clone()))).collect()
}

/// Returns what else decides what is counted and differs.
fn facts(catalog: &Catalog, before: &State, after: &State) -> Vec<(&'static str, [String; 2])> {
    let of = |state: &State| {
        let profile = state.profile();
        let parties: Vec<&str> = profile.parties.iter().map(|party| t(party.name())).collect();
        [
            ("施設の種類", super::preset_name(catalog, state), "なし"),
            (
                "参照パターン",
                profile.pattern.as_ref().map(|id| super::pattern_name(catalog, id)).unwrap_or_default(),
                "なし",
            ),
            (terms::COUNTED_PARTIES, parties.join(t("・")), "すべて"),
        ]
        .map(|(name, value, blank)| (t(name), if value.is_empty() { t(blank).to_owned() } else { value }))
    };
    let both = of(before).into_iter().zip(of(after));
    both.filter(|(old, new)| old.1 != new.1).map(|((name, old), (_, new))| (name, [old, new])).collect()
}

/// Returns what people call headings; the id of one that the catalog does not know.
pub fn names<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a Id>) -> String {
    let name = |id: &Id| catalog.tree().node(id).map_or_else(|| id.clone(), |node| full_name(catalog, node));
    ids.into_iter().map(name).collect::<Vec<_>>().join(t("、"))
}

/// Returns the value of an edit by the names of the catalog, if it holds ids of records: what is counted, and what is in use.
pub fn edit_value(catalog: &Catalog, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Product { id, on } | Edit::Licence { id, on } | Edit::Unused { id, on } => {
            Some(if *on { called(catalog, id).into_owned() } else { String::new() })
        }
        _ => value(catalog, edit),
    }
}

/// Returns what a record is called; the id where the catalog does not know it.
fn called<'a>(catalog: &'a Catalog, id: &'a str) -> Cow<'a, str> {
    catalog.find(id).map_or(Cow::Borrowed(id), |at| title(catalog, at))
}

/// Returns the value of an edit by the names of the catalog, if it is about what is counted.
fn value(catalog: &Catalog, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Count(ids) | Edit::Begun(ids) => Some(names(catalog, ids)),
        Edit::Preset(id) => Some(id.as_deref().map(|id| super::preset_title(catalog, id)).unwrap_or_default()),
        _ => None,
    }
}

/// Returns an edit as a Japanese sentence without its end, with the names of the catalog where it is about what is counted, or
/// what is in use.
pub fn sentence(catalog: &Catalog, state: &State, edit: &Edit) -> String {
    match (edit, value(catalog, edit)) {
        (_, Some(value)) if !value.is_empty() => tr!("{field}を「{value}」に", field = edit.field().name(), value),
        _ => with_name(catalog, Some(edit), edit.sentence(state)),
    }
}

/// Returns the sentence about a conflict, with the names of the catalog where it is about what is counted, or what is in use.
pub fn conflict_sentence(catalog: &Catalog, state: &State, conflict: &Conflict) -> String {
    let mut told = conflict.clone();
    for one in &mut told.values {
        if let Some(value) = value(catalog, &one.edit) {
            one.text = value;
        }
    }
    with_name(catalog, conflict.values.first().map(|value| &value.edit), told.sentence(state))
}

/// Puts the name of a product or licence into a sentence in the place of its id.
fn with_name(catalog: &Catalog, edit: Option<&Edit>, sentence: String) -> String {
    match edit {
        Some(Edit::Product { id, .. } | Edit::Licence { id, .. } | Edit::Unused { id, .. }) => {
            sentence.replacen(id.as_str(), &called(catalog, id), 1)
        }
        _ => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_is_called_by_its_name() {
        let catalog = crate::bundled::catalog().unwrap();
        let licence = catalog.licences().next().unwrap();
        let said = |edit: &Edit| sentence(&catalog, &State::default(), edit);
        let chosen = Edit::Licence { id: licence.id.clone(), on: true };
        assert_eq!(said(&chosen), format!("エディション {} を契約中に", licence.title));
        let unknown = Edit::Product { id: "ms.none".to_owned(), on: false };
        assert_eq!(said(&unknown), "製品 ms.none を使用中から外した");
    }
}
