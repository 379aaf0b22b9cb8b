//! Records of clauses that the catalog does not hold: those of a document that was taken out, or of another catalog. Nothing of
//! them is lost: they are there again with their clauses.

use crate::catalog::{Catalog, PackOff};
use crate::language::{t, tr};
use crate::model::{Kind, Pack, is_own_item};
use crate::worklist::state::State;

/// Returns sentences about the records that wait for their clauses, about what was chosen to be counted and is not there, and how
/// one gets it back: for each pack that is switched off, and one for all other records. `off` reads the packs that are switched off; it is asked only if something waits.
pub fn absent_sentences(catalog: &Catalog, state: &State, off: impl FnOnce() -> Vec<PackOff>) -> Vec<String> {
    let mut absent = absent_marks(catalog, state);
    let uncounted = uncounted(catalog, state);
    if absent.is_empty() && uncounted.is_empty() {
        return Vec::new();
    }
    let mut sentences = Vec::new();
    for PackOff { pack, clauses, headings } in off() {
        let chosen: Vec<&str> = uncounted.iter().copied().filter(|id| headings.contains(*id)).collect();
        if !chosen.is_empty() {
            let (title, chosen, hint) = (&pack.title, chosen.join(t("、")), enable_hint(&pack));
            sentences.push(tr!(
                "取込資料「{title}」を無効にしているため、数えることに選んだ {chosen} の条項を数えていません。{hint}",
                title,
                chosen,
                hint
            ));
        }
        let (found, others): (Vec<&str>, Vec<&str>) = absent.into_iter().partition(|id| clauses.contains(*id));
        if !found.is_empty() {
            let (title, count, hint) = (&pack.title, found.len(), enable_hint(&pack));
            sentences.push(tr!(
                "取込資料「{title}」を無効にしているため、{n} 件の記録が待っています。{hint}",
                title,
                n = count,
                hint
            ));
        }
        absent = others;
    }
    if let Some(first) = absent.first() {
        sentences.push(tr!("取込資料がないため、{n} 件の記録が待っています({first} など)。もとの文書を `tenken import` で取り込み直すか、重ねていたデータを戻すと、また見えます。", n = absent.len(), first));
    }
    sentences
}

/// Returns what was chosen to be counted and has no clauses.
fn uncounted<'a>(catalog: &Catalog, state: &'a State) -> Vec<&'a str> {
    let has_clauses = |id: &str| catalog.find(id).is_some_and(|at| catalog.clauses_below(at).next().is_some());
    state.profile().counted.iter().map(String::as_str).filter(|id| !has_clauses(id)).collect()
}

/// Says how a pack that is switched off is had back.
pub fn enable_hint(pack: &Pack) -> String {
    tr!("`tenken packs enable {id}` で元に戻ります。", id = pack.id)
}

/// Returns the ids of the clauses that something is recorded of and that the catalog does not hold, in their order.
fn absent_marks<'a>(catalog: &Catalog, state: &'a State) -> Vec<&'a str> {
    let is_there = |id: &str| catalog.find(id).is_some_and(|at| at.kind == Kind::Clause);
    // What is recorded of an own item waits for no document: it is the worklist's own, or was withdrawn.
    let marks = state.marks().filter(|(id, _)| !is_own_item(id));
    let absent = marks.filter(|(id, mark)| mark.says_something() && !is_there(id));
    let mut absent: Vec<&str> = absent.map(|(id, _)| id).collect();
    absent.sort_unstable();
    absent
}

#[cfg(test)]
mod tests {
    use crate::model::Status;
    use crate::worklist::entry::change::Change;
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::testing::state_of;

    use super::*;

    fn done(id: &str) -> Change {
        Change::status(id, Status::Done)
    }

    #[test]
    fn what_is_recorded_of_no_clause_is_absent_and_what_was_taken_back_is_not() {
        let catalog = crate::bundled::catalog().unwrap();
        let clause = catalog.clauses().next().unwrap().id.clone();
        let risk = catalog.risks().next().unwrap().id.clone();
        let taken_back = Change::status("nist.gv-3", Status::Todo);
        let state = state_of([done(&clause), done("nist.gv-2"), done("nist.gv-1"), taken_back, done(&risk)]);
        assert_eq!(absent_marks(&catalog, &state), ["nist.gv-1", "nist.gv-2", &risk]);
    }

    #[test]
    fn records_that_wait_are_told_by_the_pack_that_would_bring_them_back() {
        let catalog = crate::bundled::catalog().unwrap();
        let pack = Pack {
            id: "nist".into(),
            title: "枠組み".into(),
            format: "test".into(),
            program: "1".into(),
            file: "a.json".into(),
            sha256: String::new(),
            date: "2026-11-29".into(),
            licence: String::new(),
            completes: Vec::new(),
            is_original: false,
        };
        let clauses = ["nist.1", "nist.2", "nist.3"].map(str::to_owned).into();
        let off = vec![PackOff { pack, clauses, headings: ["nist".to_owned()].into() }];
        let chosen = state_of([Change::profile(Edit::Count(["nist", "mhlw6"].map(str::to_owned).into()))]);
        let told = absent_sentences(&catalog, &chosen, || off.clone());
        assert!(told.len() == 1 && told[0].contains("選んだ nist の条項を数えていません"), "{told:?}");
        let state = state_of(["nist.1", "nist.2", "gone.1"].map(done));
        let told = absent_sentences(&catalog, &state, || off);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("「枠組み」を無効にしているため、2 件") && told[0].contains("packs enable nist"));
        assert!(told[1].contains("取込資料がないため、1 件の記録が待っています(gone.1 など)"), "{told:?}");
        assert_eq!(absent_sentences(&catalog, &State::default(), || panic!("nothing waits")), [""; 0]);
    }
}
