//! What packs add to records that are there: a guideline whose text somebody has is whole, and a clause whose original was
//! read is no longer in doubt.

use std::collections::HashMap;

use crate::catalog::source::{Located, Source};
use crate::model::{Clause, Guideline, Volume};

/// Completes the records of others, and those of the packs themselves.
pub(super) fn complete(base: &mut Source, packs: &mut Source) {
    let completes = packs.packs.iter().flat_map(|pack| pack.value.completes.clone()).collect::<Vec<_>>();
    for id in &completes {
        let volumes = base.volumes.iter_mut().chain(&mut packs.volumes);
        let guideline = whole_volume(volumes, id).unwrap_or_else(|| id.clone());
        let is_volume = guideline != *id;
        let guidelines = base.guidelines.iter_mut().chain(&mut packs.guidelines);
        whole_guideline(guidelines, &guideline, is_volume);
    }
    let originals = packs.originals.iter().map(|record| (record.value.clause.clone(), record.value.item.clone()));
    let mut items: HashMap<String, String> = HashMap::new();
    for (clause, item) in originals {
        let known = items.entry(clause).or_default();
        if known.is_empty() {
            *known = item;
        }
    }
    if !items.is_empty() {
        let clauses = base.clauses.iter_mut().chain(&mut packs.clauses);
        confirm(clauses, &items);
    }
}

/// Notes that all of a volume is there; returns its guideline.
fn whole_volume<'a>(volumes: impl Iterator<Item = &'a mut Located<Volume>>, id: &str) -> Option<String> {
    let volume = volumes.map(|record| &mut record.value).find(|volume| volume.id == id)?;
    volume.partial = false;
    Some(volume.guideline.clone())
}

/// Notes that a guideline can be inspected, by choice unless it is anyway, and that all of it is there unless only a volume is.
fn whole_guideline<'a>(guidelines: impl Iterator<Item = &'a mut Located<Guideline>>, id: &str, is_volume: bool) {
    for guideline in guidelines.map(|record| &mut record.value).filter(|guideline| guideline.id == id) {
        guideline.by_choice |= !guideline.inspected;
        guideline.inspected = true;
        guideline.partial &= is_volume;
    }
}

fn confirm<'a>(clauses: impl Iterator<Item = &'a mut Located<Clause>>, items: &HashMap<String, String>) {
    for clause in clauses.map(|record| &mut record.value) {
        if let Some(item) = items.get(&clause.id) {
            clause.confirm(item);
        }
    }
}
