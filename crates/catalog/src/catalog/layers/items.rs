//! The own items of a worklist as records: a guideline of their own behind all others.

use crate::catalog::source::{Located, Origin, Source};
use crate::model::{
    Chapter, Clause, CloudShare, Guideline, Id, Mapping, Nature, OWN_ITEMS, OwnItem, Provenance, Seen, Volume,
};

/// The title of the guideline, as people read it.
const TITLE: &str = "独自項目";
/// How its items are called before their numbers: `独自 1`.
const SHORT: &str = "独自";
/// How they are called in English. Both names are known whatever language is spoken.
const ALIASES: [&str; 2] = ["own", "own item"];
/// Where they stand, for whoever asks for file and line.
const FILE: &str = "点検票";

/// Lays own items behind the records of a source. They are sound by themselves: nothing names them, and they name nothing.
pub(super) fn lay(source: &mut Source, items: &[OwnItem]) {
    if items.is_empty() {
        return;
    }
    let origin = Origin { file: source.files.len() as u32, line: 1 };
    source.files.push(FILE.to_owned());
    let (volume, chapter) = (format!("{OWN_ITEMS}.list"), format!("{OWN_ITEMS}.list.all"));
    source.guidelines.push(Located { origin, value: guideline() });
    source.volumes.push(Located { origin, value: the_volume(volume.clone()) });
    source.chapters.push(Located { origin, value: the_chapter(chapter.clone(), volume) });
    for (line, item) in (1..).zip(items) {
        let origin = Origin { line, ..origin };
        source.clauses.push(Located { origin, value: clause(item, chapter.clone()) });
        source.mappings.extend(mapping(item).map(|value| Located { origin, value }));
    }
}

fn provenance() -> Provenance {
    Provenance {
        seen: Seen::Full,
        source: "この点検票に加えた独自項目".to_owned(),
        edition: String::new(),
        note: String::new(),
    }
}

/// It is inspected, and counted by nobody's choice: whoever adds an item wants it checked.
fn guideline() -> Guideline {
    Guideline {
        id: OWN_ITEMS.to_owned(),
        title: TITLE.to_owned(),
        short: TITLE.to_owned(),
        edition: String::new(),
        publisher: "この点検票の利用者".to_owned(),
        published: String::new(),
        url: String::new(),
        successor: Id::new(),
        inspected: true,
        by_choice: true,
        partial: false,
        provenance: provenance(),
    }
}

fn the_volume(id: Id) -> Volume {
    Volume {
        id,
        guideline: OWN_ITEMS.to_owned(),
        order: 1,
        title: TITLE.to_owned(),
        short: SHORT.to_owned(),
        aliases: ALIASES.map(str::to_owned).to_vec(),
        patterns: Vec::new(),
        published: String::new(),
        url: String::new(),
        successor: Id::new(),
        partial: false,
        provenance: None,
    }
}

fn the_chapter(id: Id, volume: Id) -> Chapter {
    Chapter {
        id,
        volume,
        number: String::new(),
        title: TITLE.to_owned(),
        patterns: Vec::new(),
        also: None,
        patterns_printed: String::new(),
        sections: Vec::new(),
        provenance: provenance(),
    }
}

fn clause(item: &OwnItem, chapter: Id) -> Clause {
    Clause {
        item: item.number.clone(),
        number: item.number.clone(),
        title: item.title.clone(),
        gist: if item.text.is_empty() { item.title.clone() } else { item.text.clone() },
        ..Clause::bare(item.id.clone(), chapter, provenance())
    }
}

/// Says who has to act; nothing if nobody was named. Of the cloud's half an own item says nothing.
fn mapping(item: &OwnItem) -> Option<Mapping> {
    (!item.parties.is_empty()).then(|| Mapping {
        clause: item.id.clone(),
        party: item.parties.clone(),
        cloud_share: CloudShare::None,
        nature: Nature::Organisational,
        explanatory: false,
        risks: Vec::new(),
        clauses: Vec::new(),
        checks: Vec::new(),
        evidence: Vec::new(),
        availability: Vec::new(),
        division: String::new(),
        no_measure: String::new(),
        products: Vec::new(),
    })
}
