//! What became of every clause of an edition in a later one, and what is new there.

use std::collections::HashMap;

use crate::model::{Carry, Clause, Fate, FateBy, NumberKept, Original, Revision, RevisionKind, Touch};
use crate::text::likeness::{is_same_text, squeezed};

use super::Edition;
use super::pairing::{Side, pair};

/// What became of every clause of one edition in another, as far as it is known.
#[derive(Debug)]
pub struct Succession<'a> {
    /// The older edition.
    pub from: Edition<'a>,
    /// The later edition.
    pub to: Edition<'a>,
    /// What is said of what happened in between, in the order of the catalog.
    pub revisions: Vec<&'a Revision>,
    /// What became of each clause of the older edition, in the order of the catalog.
    pub fates: Vec<ClauseFate<'a>>,
    /// The clauses of the later edition that continue none of the older one.
    pub arrivals: Vec<Arrival<'a>>,
    /// The place of each clause of the older edition in `fates`.
    places: HashMap<&'a str, usize>,
}

/// What became of one clause.
#[derive(Clone, Debug)]
pub struct ClauseFate<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// What became of it.
    pub fate: Fate,
    /// The clause of the later edition that continues it, if it is known and the catalog holds it.
    pub counterpart: Option<&'a Clause>,
    /// The revisions about it or about what continues it.
    pub revisions: Vec<&'a Revision>,
    /// The revisions about its chapter or section.
    pub around: Vec<&'a Revision>,
    /// Its official text and that of the counterpart, if documents of the user hold both.
    pub originals: Option<[&'a Original; 2]>,
}

/// A clause of a later edition that continues none of the older one.
#[derive(Clone, Debug)]
pub struct Arrival<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// Whether it is said to be new. Else it may as well be an old one with a new number.
    pub is_new: bool,
    /// The revisions about it, its chapter or its section.
    pub revisions: Vec<&'a Revision>,
}

impl<'a> Succession<'a> {
    /// Compares two editions.
    pub fn between(from: Edition<'a>, to: Edition<'a>) -> Self {
        let revisions: Vec<&Revision> = from.catalog.revisions_between(from.id(), to.id()).collect();
        let (mut old, mut new) = (Side::new(&from, &revisions), Side::new(&to, &revisions));
        pair(&mut old, &mut new, &revisions);
        let fates = (0..old.clauses.len()).map(|index| ClauseFate::of(index, &old, &new)).collect();
        let unpaired = (0..new.clauses.len()).filter(|index| new.pairs[*index].is_none());
        let arrivals = unpaired.map(|index| Arrival::of(index, &new)).collect();
        let places = old.clauses.iter().enumerate().map(|(place, clause)| (clause.id.as_str(), place)).collect();
        Self { from, to, revisions, fates, arrivals, places }
    }

    /// Returns what became of the clause with this id; none for those of other editions.
    pub fn fate(&self, clause: &str) -> Option<&ClauseFate<'a>> {
        self.fates.get(*self.places.get(clause)?)
    }

    /// Whether nothing at all is known of what happened in between.
    pub fn is_unknown(&self) -> bool {
        self.revisions.is_empty() && self.fates.iter().all(|fate| fate.counterpart.is_none())
    }
}

impl<'a> ClauseFate<'a> {
    fn of(index: usize, old: &Side<'a>, new: &Side<'a>) -> Self {
        let (clause, pair) = (old.clauses[index], old.pairs[index]);
        let counterpart = pair.map(|pair| new.clauses[pair]);
        let mut revisions = old.naming[index].clone();
        let of_counterpart = pair.map_or(&[][..], |pair| &new.naming[pair]);
        revisions
            .extend(of_counterpart.iter().filter(|revision| !old.naming[index].iter().any(|o| o.id == revision.id)));
        let originals = pair.and_then(|pair| Some([old.originals[index]?, new.originals[pair]?]));
        let fate = match originals {
            Some(originals) => by_originals(clause, counterpart, originals),
            None => fate(clause, counterpart, &revisions),
        };
        Self { clause, fate, counterpart, revisions, around: old.around[index].clone(), originals }
    }

    /// Whether an answer must not be carried over by itself.
    pub fn is_held(&self) -> bool {
        let mut about_it = self.revisions.iter().filter(|revision| revision.kind != RevisionKind::New);
        about_it.any(|revision| revision.carry == Some(Carry::Hold))
    }

    /// Whether it is said to have kept its number, whether the catalog holds the clause or not.
    pub fn keeps_number(&self) -> bool {
        let says = |kept| self.revisions.iter().any(|revision| revision.number_kept == Some(kept));
        says(NumberKept::Yes) && !says(NumberKept::No) && !says(NumberKept::Conflict)
    }

    /// Returns what says what became of it; none if nothing does.
    pub fn by(&self) -> Option<FateBy> {
        let says_nothing = |kind| matches!(kind, RevisionKind::New | RevisionKind::Unknown);
        let is_silent = self.revisions.iter().all(|revision| says_nothing(revision.kind));
        match (self.fate, self.counterpart) {
            _ if self.originals.is_some() => Some(FateBy::Originals),
            (Fate::Unknown, _) => None,
            (_, Some(_)) if is_silent => Some(FateBy::Summaries),
            _ => Some(FateBy::Revisions),
        }
    }

    /// Whether its official text differs from that of its counterpart.
    pub fn is_reworded(&self) -> bool {
        self.fate == Fate::Changed && self.originals.is_some()
    }

    /// Returns how far the later edition concerns it. What the official texts say goes before what is said of the clause
    /// itself, that before what is said of its chapter, and that before what nobody says.
    pub fn touch(&self) -> Touch {
        let says = |kind| self.revisions.iter().any(|revision| revision.kind == kind);
        let is_by_summaries = self.by() == Some(FateBy::Summaries);
        match self.fate {
            Fate::Same if self.originals.is_some() => Touch::Unchanged,
            _ if self.is_reworded() => Touch::Modified,
            _ if says(RevisionKind::Modified) => Touch::Modified,
            Fate::Removed => Touch::Removed,
            Fate::Renumbered if !is_by_summaries => Touch::Renumbered,
            _ if says(RevisionKind::Unchanged) => Touch::Unchanged,
            _ if says(RevisionKind::New) => Touch::New,
            _ if !self.revisions.is_empty() => Touch::Unsure,
            Fate::Changed | Fate::Renumbered => Touch::Differs,
            _ if !self.around.is_empty() => Touch::Chapter,
            Fate::Same => Touch::Alike,
            Fate::Unknown => Touch::Unknown,
        }
    }
}

impl<'a> Arrival<'a> {
    fn of(index: usize, new: &Side<'a>) -> Self {
        let is_new = new.naming[index].iter().any(|revision| revision.kind == RevisionKind::New);
        let revisions = new.naming[index].iter().chain(&new.around[index]).copied().collect();
        Self { clause: new.clauses[index], is_new, revisions }
    }
}

/// Returns what became of a clause, by the official texts of both editions.
fn by_originals(clause: &Clause, counterpart: Option<&Clause>, [old, new]: [&Original; 2]) -> Fate {
    let keeps_number = counterpart.is_some_and(|other| has_same_number(other, clause));
    match (is_same_text(&old.text, &new.text), keeps_number) {
        (true, true) => Fate::Same,
        (true, false) => Fate::Renumbered,
        (false, _) => Fate::Changed,
    }
}

/// Returns what became of a clause: what is said of it, else what its text says.
fn fate(clause: &Clause, counterpart: Option<&Clause>, revisions: &[&Revision]) -> Fate {
    let says = |kind| revisions.iter().any(|revision| revision.kind == kind);
    let has_other_number = match counterpart {
        Some(counterpart) => !has_same_number(counterpart, clause),
        None => revisions.iter().any(|revision| revision.number_kept == Some(NumberKept::No)),
    };
    let unchanged = if has_other_number { Fate::Renumbered } else { Fate::Same };
    match counterpart {
        None if says(RevisionKind::Removed) => Fate::Removed,
        _ if says(RevisionKind::Modified) => Fate::Changed,
        _ if says(RevisionKind::Renumbered) => Fate::Renumbered,
        _ if says(RevisionKind::Unchanged) => unchanged,
        Some(counterpart) if reads_the_same(clause, counterpart) => unchanged,
        Some(_) => Fate::Changed,
        None => Fate::Unknown,
    }
}

fn reads_the_same(one: &Clause, other: &Clause) -> bool {
    is_same_text(&one.title, &other.title) && is_same_text(&one.gist, &other.gist)
}

fn has_same_number(one: &Clause, other: &Clause) -> bool {
    squeezed(&one.number) == squeezed(&other.number)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use crate::catalog::{Catalog, Source, check};

    use super::*;

    const GUIDELINES: &str = r#"
        [[guideline]]
        id = "a1"
        title = "指針 第1版"
        short = "省1"
        edition = "1"
        publisher = "省"
        successor = "a2"
        provenance = { seen = "memory" }

        [[guideline]]
        id = "a2"
        title = "指針 第2版"
        short = "省2"
        edition = "2"
        publisher = "省"
        provenance = { seen = "memory" }
    "#;

    /// Returns two editions. A clause is its id without the edition, its printed number and its text; its chapter has the
    /// first two parts of the id, its section is what stands behind an `s`.
    fn catalog(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)], revisions: &str) -> Catalog {
        let mut text = GUIDELINES.to_owned();
        for (edition, clauses) in [("a1", old), ("a2", new)] {
            for (volume, title) in [("x", "甲編"), ("y", "乙編")] {
                text += &format!(
                    "[[volume]]\nid = \"{edition}.{volume}\"\nguideline = \"{edition}\"\ntitle = \"{title}\"\n\
                     short = \"{edition}{title}\"\n[[chapter]]\nid = \"{edition}.{volume}.1\"\n\
                     volume = \"{edition}.{volume}\"\ntitle = \"章\"\nprovenance = {{ seen = \"memory\" }}\n\
                     [[chapter.sections]]\nid = \"{edition}.{volume}.1.s2\"\nnumber = \"1.2\"\n\
                     provenance = {{ seen = \"memory\" }}\n"
                );
            }
            for (id, number, gist) in clauses {
                let section = if gist.contains("1.2") { "1.2.1" } else { "1.20" };
                text += &format!(
                    "[[clause]]\nid = \"{edition}.{id}\"\nchapter = \"{edition}.{}\"\nnumber = \"{number}\"\n\
                     section = \"{section}\"\ntitle = \"題\"\ngist = \"{gist}\"\nprovenance = {{ seen = \"memory\" }}\n",
                    &id[..3]
                );
            }
        }
        let mut source = Source::default();
        let errors = source.read("made-up.toml", &(text + revisions));
        // Official texts stand in documents of the user only; here they stand beside the clauses.
        let mut findings = check(&source, &errors);
        findings.retain(|finding| !finding.message.contains("取込資料の表"));
        assert_eq!(findings, []);
        Catalog::new(source).unwrap()
    }

    fn revision(id: &str, clauses: &[&str], kind: &str, more: &str) -> String {
        format!(
            "[[revision]]\nid = \"{id}\"\nfrom = \"a1\"\nto = \"a2\"\nclauses = {clauses:?}\nkind = \"{kind}\"\n\
             what = \"変わった\"\nconfidence = \"low\"\n{more}\nprovenance = {{ seen = \"memory\" }}\n"
        )
    }

    fn between(catalog: &Catalog) -> Succession<'_> {
        Succession::between(catalog.edition("a1").unwrap(), catalog.edition("a2").unwrap())
    }

    /// Returns one line per clause: `x.1.1 変更なし x.1.1`; with `!` where it is held; new ones behind `+` or `?`.
    fn lines(catalog: &Catalog) -> Vec<String> {
        let succession = between(catalog);
        let id = |clause: &Clause| clause.id[3..].to_owned();
        let fate = |one: &ClauseFate<'_>| {
            let held = if one.is_held() { "!" } else { "" };
            let to = one.counterpart.map(|clause| format!(" {}", id(clause))).unwrap_or_default();
            format!("{} {}{held}{to}", id(one.clause), one.fate.name())
        };
        let arrival = |one: &Arrival<'_>| format!("{} {}", if one.is_new { "+" } else { "?" }, id(one.clause));
        succession.fates.iter().map(fate).chain(succession.arrivals.iter().map(arrival)).collect()
    }

    #[test]
    fn the_same_number_in_the_volume_of_the_same_title_is_the_same_clause() {
        let old = [("x.1.1", "1.①", "甲 1.2"), ("x.1.2", "1.②", "乙"), ("y.1.1", "1.①", "丙")];
        let new = [("x.1.a", "1.(1)", "甲1．2"), ("x.1.b", "1.③", "乙"), ("y.1.c", "１.①", "丁")];
        let catalog = catalog(&old, &[new[1], new[2], ("x.1.d", "1.①", "甲1．2")], "");
        assert_eq!(lines(&catalog), ["x.1.1 変更なし x.1.d", "x.1.2 不明", "y.1.1 変更 y.1.c", "? x.1.b"]);
    }

    #[test]
    fn a_number_that_several_have_or_that_nobody_saw_pairs_nothing() {
        let old = [("x.1.1", "1.①", "甲"), ("x.1.2", "1.①", "乙"), ("x.1.u1", "1.③", "丙"), ("x.1.4", "1.④", "丁")];
        let new = [("x.1.1", "1.①", "甲"), ("x.1.3", "1.③", "丙"), ("x.1.u4", "1.④", "丁")];
        assert_eq!(
            lines(&catalog(&old, &new, "")),
            ["x.1.1 不明", "x.1.2 不明", "x.1.u1 不明", "x.1.4 不明", "? x.1.1", "? x.1.3", "? x.1.u4"]
        );
    }

    #[test]
    fn what_a_revision_says_goes_before_numbers() {
        let one = [("x.1.1", "1.①", "甲")];
        let two = [("x.1.1", "1.①", "甲"), ("x.1.2", "1.②", "乙")];
        let kept = |kept: &str| format!("number_kept = \"{kept}\"");
        for (old, new, revisions, expected) in [
            // It names one of each, or has the id of the later one.
            (&one[..], &two[1..], revision("r", &["a1.x.1.1", "a2.x.1.2"], "modified", ""), vec!["x.1.1 変更 x.1.2"]),
            (&one, &two[1..], revision("a2.x.1.2", &["a1.x.1.1"], "unchanged", ""), vec!["x.1.1 番号変更 x.1.2"]),
            (&one, &two, revision("a2.x.1.2", &["a1.x.1.1"], "unknown", ""), vec!["x.1.1 変更 x.1.2", "? x.1.1"]),
            (&one, &one, revision("r", &["a1.x.1.1"], "modified", ""), vec!["x.1.1 変更 x.1.1"]),
            // What is said against the number.
            (&one, &one, revision("r", &["a1.x.1.1"], "unknown", &kept("no")), vec!["x.1.1 不明", "? x.1.1"]),
            (&one, &one, revision("r", &["a1.x.1.1"], "unchanged", &kept("no")), vec!["x.1.1 番号変更", "? x.1.1"]),
            (&one, &one, revision("r", &["a1.x.1.1"], "unknown", &kept("conflict")), vec!["x.1.1 不明", "? x.1.1"]),
            (&one, &one, revision("a2.x.1.1", &[], "unknown", &kept("conflict")), vec!["x.1.1 不明", "? x.1.1"]),
            (
                &one,
                &one,
                revision("r", &["a1.x.1.1"], "unchanged", &kept("unknown")),
                vec!["x.1.1 変更なし", "? x.1.1"],
            ),
            (&one, &one, revision("a2.x.1.1", &[], "new", ""), vec!["x.1.1 不明", "+ x.1.1"]),
            (&one, &one, revision("r", &["a1.x.1.1"], "removed", ""), vec!["x.1.1 削除", "? x.1.1"]),
            // Nothing of it is in the catalog yet.
            (&one, &[], revision("a2.x.1.1", &["a1.x.1.1"], "unchanged", "carry = \"auto\""), vec!["x.1.1 変更なし"]),
            (&one, &[], revision("a2.x.1.1", &["a1.x.1.1"], "modified", "carry = \"hold\""), vec!["x.1.1 変更!"]),
            (&one, &[], revision("r", &["a1.x.1.1"], "unknown", "carry = \"hold\""), vec!["x.1.1 不明!"]),
            (&one, &[], revision("r", &["a1.x.1.1"], "new", "carry = \"hold\""), vec!["x.1.1 不明"]),
            // A chapter decides nothing.
            (&one, &[], revision("r", &["a1.x.1"], "removed", "carry = \"hold\""), vec!["x.1.1 不明"]),
            (&one, &one, revision("r", &["a1.x.1"], "unknown", &kept("no")), vec!["x.1.1 変更なし x.1.1"]),
        ] {
            assert_eq!(lines(&catalog(old, new, &revisions)), expected, "{revisions}");
        }
    }

    #[test]
    fn official_texts_that_are_not_alike_are_of_two_clauses() {
        let one = [("x.1.1", "1.①", "甲")];
        let texts = |old: &str, new: &str| {
            let text = |id: &str, text: &str| {
                format!("[[original]]\nclause = \"{id}\"\ntext = \"{text}\"\nplace = \"p. 1\"\n")
            };
            // Official texts are those of a document.
            let pack = "[[pack]]\nid = \"p\"\ntitle = \"資料\"\nformat = \"official\"\nprogram = \"1\"\nfile = \"a.txt\"\n\
                        sha256 = \"0\"\ndate = \"2026-11-29\"\n";
            pack.to_owned() + &text("a1.x.1.1", old) + &text("a2.x.1.1", new)
        };
        let (old, near) = ("利用者の登録の手順を定めること。", "利用者の登録と削除の手順を定めること。");
        let far = "端末の離席時には画面を閉じて、使わせないこと。";
        let both = |kind: &str| revision("r", &["a1.x.1.1", "a2.x.1.1"], kind, "");
        let apart = vec!["x.1.1 不明", "? x.1.1"];
        for (told, expected) in [
            (texts(old, old), vec!["x.1.1 変更なし x.1.1"]),
            (texts(old, near), vec!["x.1.1 変更 x.1.1"]),
            (texts(old, far), apart.clone()),
            // What is only supposed has to stand up to the texts; what is said of the two does not.
            (texts(old, far) + &both("unknown"), apart),
            (texts(old, near) + &both("unknown"), vec!["x.1.1 変更 x.1.1"]),
            (texts(old, far) + &both("modified"), vec!["x.1.1 変更 x.1.1"]),
        ] {
            assert_eq!(lines(&catalog(&one, &one, &told)), expected, "{told}");
        }
    }

    #[test]
    fn of_several_clauses_those_with_the_same_number_are_pairs_and_then_what_is_left() {
        let old = [("x.1.1", "1.①", "甲"), ("y.1.1", "1.①", "甲"), ("y.1.2", "1.②", "乙")];
        let new = [("x.1.1", "1.①", "丙"), ("y.1.1", "1.①", "甲"), ("y.1.3", "1.③", "乙")];
        let all = ["a1.x.1.1", "a1.y.1.1", "a1.y.1.2", "a2.x.1.1", "a2.y.1.1", "a2.y.1.3"];
        let told = revision("r", &all, "unknown", "");
        assert_eq!(
            lines(&catalog(&old, &new, &told)),
            ["x.1.1 変更 x.1.1", "y.1.1 変更なし y.1.1", "y.1.2 番号変更 y.1.3"]
        );
        // Two became one, and nobody says which of them it is.
        let joined = revision("r", &["a1.y.1.1", "a1.y.1.2", "a2.y.1.3"], "modified", "");
        assert_eq!(lines(&catalog(&old[1..], &new[2..], &joined)), ["y.1.1 変更", "y.1.2 変更", "? y.1.3"]);
        // A part of it is a clause of its own now; the clause itself has kept its number.
        let parts =
            revision("a2.y.1.3", &["a1.y.1.1"], "unchanged", "") + &revision("a2.y.1.1", &["a1.y.1.1"], "modified", "");
        assert_eq!(lines(&catalog(&old[1..2], &new[1..], &parts)), ["y.1.1 変更 y.1.1", "? y.1.3"]);
    }

    #[test]
    fn what_is_said_of_a_chapter_or_a_section_is_not_said_of_what_stands_in_it() {
        let old = [("x.1.1", "1.①", "1.2"), ("x.1.2", "1.②", "乙"), ("y.1.1", "1.①", "1.2")];
        let told = |place: &str, kind: &str| {
            let catalog = catalog(&old, &[], &revision("r", &[place], kind, ""));
            let succession = between(&catalog);
            succession.fates.iter().map(|one| one.touch().code()).collect::<Vec<_>>()
        };
        assert_eq!(told("a1.x.1", "modified"), ["chapter", "chapter", "unknown"]);
        assert_eq!(told("a1.x.1.s2", "unknown"), ["chapter", "unknown", "unknown"]);
        assert_eq!(told("a1.x.1.s2", "unchanged"), ["chapter", "unknown", "unknown"]);
        assert_eq!(told("a1.x", "modified"), ["unknown"; 3]);
    }

    #[test]
    fn how_a_clause_is_touched_says_who_says_so() {
        let (one, other) = ([("x.1.1", "1.①", "甲")], [("x.1.1", "1.①", "乙")]);
        let moved = [("x.1.2", "1.②", "甲")];
        let about = |kind: &str, more: &str| revision("r", &["a1.x.1.1"], kind, more);
        let around = revision("q", &["a1.x.1"], "modified", "");
        let no = "number_kept = \"no\"";
        for (new, revisions, touch, by) in [
            (&[][..], about("modified", ""), "modified", Some("revisions")),
            (&[], about("modified", "") + &around, "modified", Some("revisions")),
            (&[], about("removed", ""), "removed", Some("revisions")),
            (&[], about("renumbered", ""), "renumbered", Some("revisions")),
            (&[], about("unchanged", no), "renumbered", Some("revisions")),
            (&[], about("unchanged", "") + &around, "unchanged", Some("revisions")),
            (&[], about("new", ""), "new", None),
            (&[], about("unknown", "") + &around, "unsure", None),
            (&[], around.clone(), "chapter", None),
            (&[], String::new(), "unknown", None),
            (&one, about("unknown", ""), "unsure", Some("summaries")),
            (&one, around.clone(), "chapter", Some("summaries")),
            (&one, String::new(), "alike", Some("summaries")),
            (&other, String::new(), "differs", Some("summaries")),
            (&other, about("unchanged", ""), "unchanged", Some("revisions")),
            (&moved, revision("a2.x.1.2", &["a1.x.1.1"], "unknown", ""), "unsure", Some("summaries")),
        ] {
            let catalog = catalog(&one, new, &revisions);
            let fate = between(&catalog).fates.remove(0);
            assert_eq!((fate.touch().code(), fate.by().map(FateBy::code)), (touch, by), "{new:?} {revisions}");
        }
    }

    #[test]
    fn an_edition_is_found_by_each_of_its_names() {
        let catalog = catalog(&[], &[], "");
        let named = |text: &str| -> Vec<String> {
            catalog.editions_named(text).iter().map(|edition| edition.id().to_owned()).collect()
        };
        for text in ["a1", "A1", "第1版", "1", "１版", "省 第1版", " 省1 "] {
            assert_eq!(named(text), ["a1"], "{text}");
        }
        assert_eq!(named("第3版"), [""; 0]);
    }

    fn clauses() -> impl Strategy<Value = Vec<(String, String, String)>> {
        let clause = ("[xy]", 1..6_u8, "[甲乙]");
        proptest::collection::vec(clause, 0..8).prop_map(|clauses| {
            let named = clauses.into_iter().enumerate();
            named
                .map(|(at, (volume, number, gist))| (format!("{volume}.1.{at}"), format!("1.{number}"), gist))
                .collect()
        })
    }

    type Said = (Vec<(bool, usize)>, &'static str, &'static str);

    fn said() -> impl Strategy<Value = Vec<Said>> {
        let kinds = proptest::sample::select(vec!["unchanged", "modified", "new", "removed", "renumbered", "unknown"]);
        let kept = proptest::sample::select(vec!["yes", "no", "unknown", "conflict"]);
        let names = proptest::collection::vec((any::<bool>(), 0..8_usize), 0..4);
        proptest::collection::vec((names, kinds, kept), 0..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_clause_has_one_fate_and_no_clause_continues_two(old in clauses(), new in clauses(), said in said()) {
            let told: String = said.iter().enumerate().map(|(at, (names, kind, kept))| {
                let name = |(is_old, index): &(bool, usize)| {
                    let (edition, side) = if *is_old { ("a1", &old) } else { ("a2", &new) };
                    side.get(*index).map(|clause| format!("{edition}.{}", clause.0))
                };
                let ids: Vec<String> = names.iter().filter_map(name).collect();
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                revision(&format!("r{at}"), &ids, kind, &format!("number_kept = \"{kept}\""))
            }).collect();
            let catalog = catalog(&borrowed(&old), &borrowed(&new), &told);
            let succession = between(&catalog);
            prop_assert_eq!(succession.fates.len(), old.len());
            let ids: HashSet<&str> = succession.fates.iter().map(|one| one.clause.id.as_str()).collect();
            prop_assert_eq!(ids.len(), old.len());
            let continued: Vec<&str> =
                succession.fates.iter().filter_map(|one| Some(one.counterpart?.id.as_str())).collect();
            let arrived = succession.arrivals.iter().map(|one| one.clause.id.as_str());
            let all: HashSet<&str> = continued.iter().copied().chain(arrived).collect();
            prop_assert_eq!(all.len(), new.len());
            prop_assert_eq!(continued.len() + succession.arrivals.len(), new.len());
            for one in &succession.fates {
                prop_assert!(one.fate != Fate::Unknown || one.counterpart.is_none());
                prop_assert!(one.fate != Fate::Removed || one.counterpart.is_none());
                prop_assert_eq!(one.by().is_none(), one.fate == Fate::Unknown);
            }
        }
    }

    fn borrowed(clauses: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
        clauses.iter().map(|(id, number, gist)| (id.as_str(), number.as_str(), gist.as_str())).collect()
    }
}
