//! What people are told of marks that wait for their number in a later edition.

use std::collections::HashMap;

use crate::catalog::{Catalog, Edition};
use crate::language::{t, tr};
use crate::model::Clause;
use crate::worklist::audit::scope::{Counted, Scope};
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;

use super::waiting::{Settled, settled};

/// What is known of all marks of a worklist that wait.
#[derive(Debug)]
pub struct Waiting<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    /// By the ids of their clauses.
    settled: HashMap<&'a str, Settled<'a>>,
}

impl<'a> Waiting<'a> {
    /// Looks for what became of the clauses of all marks that wait.
    pub fn of(catalog: &'a Catalog, state: &'a State) -> Self {
        let settled = settled(catalog, state, &Counted::of(catalog, state).ids);
        Self { catalog, state, settled: settled.into_iter().map(|one| (one.clause.id.as_str(), one)).collect() }
    }

    /// Returns what it means for a clause that its mark waits, or waited until the catalog knew what became of it; none if
    /// it does not wait.
    pub fn sentence(&self, scope: &Scope, clause: &Clause) -> Option<String> {
        self.state.mark(&clause.id).filter(|mark| mark.is_waiting)?;
        let Some(one) = self.settled.get(clause.id.as_str()) else {
            let counts = self.catalog.find(&clause.id).is_some_and(|at| scope.counts(at));
            let said = match counts {
                true => "新しい版の条項が未収録か、番号が不明です。この条項の記録として残し、ここで数えます。",
                false => "新しい版の条項が未収録か、番号が不明です。この条項の記録として残します。",
            };
            return Some(t(said).to_owned());
        };
        let edition = one.edition.full_name();
        let carry = format!("`tenken carry --to {}`", one.edition.id());
        Some(match one.to {
            Some(to) if is_spoken(self.state, to) => {
                let label = label(self.catalog, to);
                tr!(
                    "{edition}の{label}に別の記録があるので、ここでは数えません。この記録は移さずに残しています。",
                    edition,
                    label
                )
            }
            Some(to) => {
                let label = label(self.catalog, to);
                tr!(
                    "{edition}の{label}に当たると分かったので、ここでは数えません。{carry} で記録を移せます。",
                    edition,
                    label,
                    carry
                )
            }
            None => tr!(
                "{edition}では削除されているので、ここでは数えません。{carry} で引き継ぎを終えられます。",
                edition,
                carry
            ),
        })
    }
}

/// Returns what it means for a clause that its mark waits; none if it does not.
pub fn waiting_sentence(catalog: &Catalog, state: &State, scope: &Scope, clause: &Clause) -> Option<String> {
    // What all the others became is asked only where it is needed.
    state.mark(&clause.id).filter(|mark| mark.is_waiting)?;
    Waiting::of(catalog, state).sentence(scope, clause)
}

/// Returns the sentences on marks that count no more at their own clauses, because it is known what became of these; one for
/// each edition.
pub fn settled_sentences(catalog: &Catalog, state: &State) -> Vec<String> {
    let counted = Counted::of(catalog, state);
    let mut settled = settled(catalog, state, &counted.ids);
    // Those have to be settled by hand: the pages of their clauses say so.
    settled.retain(|one| !one.to.is_some_and(|to| is_spoken(state, to)));
    let mut editions: Vec<(Edition<'_>, usize)> = Vec::new();
    for one in &settled {
        match editions.iter_mut().find(|(edition, _)| edition.id() == one.edition.id()) {
            Some((_, count)) => *count += 1,
            None => editions.push((one.edition, 1)),
        }
    }
    let sentence = |(edition, count): &(Edition<'_>, usize)| {
        tr!(
            "{edition}でどうなったかが分かった記録が {n} 件あり、もとの条項では数えなくなりました。`tenken carry --to {id}` で移してください。",
            edition = edition.full_name(),
            n = count,
            id = edition.id()
        )
    };
    editions.iter().map(sentence).collect()
}

fn is_spoken(state: &State, clause: &Clause) -> bool {
    state.mark(&clause.id).is_some_and(Mark::says_something)
}

fn label(catalog: &Catalog, clause: &Clause) -> String {
    catalog.find(&clause.id).map(|at| catalog.label(at)).unwrap_or_default()
}
