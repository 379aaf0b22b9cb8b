//! All worklists of a user as both front ends list them, and what a worklist is about as a form asks for it.

mod facilities;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::{Verdict, is_own_item};
use crate::sheet::Tally;
use crate::worklist::{
    Change, Edit, Field, FoundWorklists, ListDiff, Mark, NamedWorklist, Profile, Progress, Scope, State, Worklist,
    absent_sentences, list_folder,
};

use super::editions::of_worklist;
use super::prepared::packs_off;
use super::{Setup, open_worklists};

pub use facilities::facilities;

/// A worklist in the list of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedWorklist {
    /// Its name.
    pub name: String,
    /// Where its records lie; none if it is not one of the user's own.
    pub folder: Option<PathBuf>,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// Whether it is archived.
    pub is_archived: bool,
    /// The clauses that it counts, by status.
    pub tally: Tally,
    /// How many of those that apply were judged how, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
    /// How many of them are findings, see [`Answers::is_finding`](crate::sheet::Answers::is_finding).
    pub findings: usize,
    /// How many of them have a day that has passed, see [`Answers::is_late`](crate::sheet::Answers::is_late).
    pub overdue: usize,
    /// How many have fields that people have set to different values.
    pub conflicts: usize,
    /// Which editions it counts, and which of them hold today.
    pub editions: String,
    /// The time of the last change of a clause.
    pub changed_at: Option<Timestamp>,
    /// Sentences about journals that could be read only in part, or not at all.
    pub warnings: Vec<String>,
    /// Whether some of its records, or all, could not be read.
    pub is_incomplete: bool,
    /// Whether another worklist looks the same.
    pub has_double: bool,
}

impl ListedWorklist {
    /// Returns how many of its clauses need to be looked at, by what for; nothing that none needs.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.needs().into_iter().filter(|(_, count)| *count > 0)
    }

    /// Returns how many of its clauses need to be looked at, by what for.
    pub fn needs(&self) -> [(&'static str, usize); 4] {
        let nonconform = (Verdict::Nonconform.name(), self.judged(Verdict::Nonconform));
        let (findings, overdue) = (("指摘", self.findings), ("期限超過", self.overdue));
        [nonconform, findings, overdue, ("食い違い", self.conflicts)].map(|(name, count)| (t(name), count))
    }

    /// Returns how many of its clauses were judged so.
    pub fn judged(&self, verdict: Verdict) -> usize {
        Verdict::ALL.iter().zip(self.verdicts).find(|(one, _)| **one == verdict).map_or(0, |(_, count)| count)
    }

    /// Returns what of it cannot be read, a sentence each with its name.
    pub fn problems(&self) -> impl Iterator<Item = String> {
        self.warnings.iter().map(move |warning| problem(&self.name, warning))
    }

    /// Whether nothing of it could be read, so that its numbers mean nothing.
    pub fn is_unread(&self) -> bool {
        self.is_incomplete && self.tally.total() == 0
    }

    /// Returns a sort key that puts those first that need somebody: unreadable records, then what is overdue, what is not
    /// met, findings and conflicts. What is archived comes last.
    fn urgency(&self) -> impl Ord + use<> {
        let [nonconform, findings, overdue, conflicts] = self.needs().map(|(_, count)| Reverse(count));
        (self.is_archived, !self.is_incomplete, overdue, nonconform, findings, conflicts, self.name.clone())
    }

    /// Counts what there is to tell of a worklist that was read, or why it was not.
    fn new(catalog: &Catalog, today: Date, (name, read): NamedWorklist) -> Self {
        let (summary, state) = match read {
            Ok(read) => read,
            Err(error) => {
                let warnings = vec![Failure::from(error).message];
                return Self { name, warnings, is_incomplete: true, ..Self::default() };
            }
        };
        let scope = Scope::of(catalog, &state);
        let progress = Progress::within(catalog, &state, &scope);
        let marks: Vec<_> = state.marks().filter(|(clause, _)| progress.counts(clause)).map(|(_, mark)| mark).collect();
        let count = |is_so: &dyn Fn(&Mark) -> bool| marks.iter().filter(|mark| is_so(mark)).count();
        Self {
            tally: progress.total(),
            verdicts: std::array::from_fn(|at| count(&|mark| mark.answers.is_judged(Verdict::ALL[at]))),
            findings: count(&|mark| mark.answers.is_finding()),
            overdue: count(&|mark| mark.answers.is_late(today)),
            conflicts: count(&|mark| !mark.conflicts.is_empty()),
            editions: of_worklist(catalog, &scope).line,
            name: summary.name,
            folder: None,
            facility: summary.facility,
            is_archived: summary.is_archived,
            changed_at: summary.changed_at,
            warnings: summary.warnings,
            is_incomplete: summary.is_incomplete,
            has_double: summary.has_double,
        }
    }
}

/// All worklists of the user, or those of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllWorklists {
    /// The worklists, those that need somebody first.
    pub listed: Vec<ListedWorklist>,
    /// The folders that could not be looked into, a sentence each.
    pub unread: Vec<String>,
    /// What else there is to know, a sentence each.
    pub remarks: Vec<String>,
}

/// Returns all worklists of the user, or those of a folder, which is only read. One that cannot be read says so and hides
/// none of the others.
///
/// # Errors
///
/// If there is no home, or the folder of all of them cannot be read.
pub fn list_worklists(
    setup: &Setup,
    catalog: &Catalog,
    folder: Option<&Path>,
    today: Date,
) -> Result<AllWorklists, Failure> {
    let found = match folder {
        Some(folder) => list_folder(folder)?,
        None => {
            FoundWorklists { worklists: open_worklists(setup)?.list_states()?, unread: Vec::new(), has_deeper: false }
        }
    };
    let listed = found.worklists.into_iter().map(|one| ListedWorklist::new(catalog, today, one));
    let mut listed: Vec<ListedWorklist> = listed.collect();
    if let Some(paths) = setup.paths.as_ref().filter(|_| folder.is_none()) {
        listed.iter_mut().for_each(|one| one.folder = Some(paths.worklists().join(&one.name)));
    }
    listed.sort_by_cached_key(ListedWorklist::urgency);
    let deeper = tr!(
        "さらに深いところにもフォルダーがありますが、調べていません。そこに点検票があるときは、近いフォルダーを指定してください。"
    );
    Ok(AllWorklists {
        listed,
        unread: found.unread.into_iter().map(|error| Failure::from(error).message).collect(),
        remarks: found.has_deeper.then(|| deeper.to_owned()).into_iter().collect(),
    })
}

/// Two worklists held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedLists {
    /// The names of the earlier and the later one.
    pub names: [String; 2],
    /// What differs.
    pub diff: ListDiff,
    /// Which records were not compared because the catalog does not hold their clauses, a sentence each with the name.
    pub remarks: Vec<String>,
    /// What of them is not counted, a sentence each with the name.
    pub problems: Vec<String>,
}

/// Holds an earlier worklist against a later one, which is the one in use if none is named.
///
/// # Errors
///
/// If there is no such worklist, both are one, or one of them cannot be read.
pub fn compare_worklists(
    setup: &Setup,
    catalog: &Catalog,
    (earlier, later): (&str, Option<&str>),
) -> Result<ComparedLists, Failure> {
    let worklists = open_worklists(setup)?;
    let open =
        |name: &str| -> Result<Worklist, Failure> { Ok(worklists.open(&worklists.resolve(name)?, setup.who.clone())?) };
    let both = [open(earlier)?, open(later.unwrap_or(&setup.worklist))?];
    let names = both.each_ref().map(Worklist::name);
    if names[0] == names[1] {
        let message = tr!("点検票「{name}」をそれ自身と比べることはできません。", name = names[0]);
        let hint = tr!("もう一つの点検票の名前を指定してください。一覧は `tenken worklist list` で表示します。");
        return Err(Failure::new(FailureKind::Usage, message, hint));
    }
    let incomplete = both.iter().filter(|one| one.is_incomplete());
    let problems = incomplete.flat_map(|one| one.warnings().into_iter().map(move |said| problem(&one.name(), &said)));
    let problems = problems.collect();
    let left = |one: &Worklist| absent(setup, catalog, one.state());
    let remarks = both.iter().flat_map(|one| left(one).into_iter().map(move |said| problem(&one.name(), &said)));
    let remarks = remarks.collect();
    let diff = ListDiff::new(catalog, both[0].state(), both[1].state());
    Ok(ComparedLists { names, diff, remarks, problems })
}

/// Says what is recorded of clauses that the catalog does not hold: those of documents, and of own items of another worklist
/// than the one in use.
fn absent(setup: &Setup, catalog: &Catalog, state: &State) -> Vec<String> {
    let is_absent = |id: &str| is_own_item(id) && catalog.find(id).is_none();
    let own = state.marks().filter(|(id, mark)| mark.says_something() && is_absent(id)).count();
    let own = (own > 0).then(|| tr!("独自項目の記録 {own} 件は、ほかの点検票と比べられません。", own));
    absent_sentences(catalog, state, || packs_off(setup)).into_iter().chain(own).collect()
}

/// Returns what is said of a worklist, with its name.
fn problem(name: &str, said: &str) -> String {
    tr!("点検票「{name}」: {said}", name, said)
}

/// A text of the profile that people type.
#[derive(Clone, Copy, Debug)]
pub struct ProfileText {
    /// What it is called.
    pub name: &'static str,
    /// Whether it is needed for the audit report only.
    pub is_of_report: bool,
    /// Returns it.
    pub get: fn(&Profile) -> &str,
    /// Replaces it.
    pub set: fn(&mut Profile, String),
    /// Returns the edit that records it.
    pub edit: fn(String) -> Edit,
}

/// The texts of the profile, in the order of the form. A new text of the profile is one more row.
pub const PROFILE_TEXTS: &[ProfileText] = &[
    ProfileText {
        name: "施設",
        is_of_report: false,
        get: |profile| &profile.facility,
        set: |profile, text| profile.facility = text,
        edit: Edit::Facility,
    },
    ProfileText {
        name: "期間",
        is_of_report: true,
        get: |profile| &profile.period,
        set: |profile, text| profile.period = text,
        edit: Edit::Period,
    },
    ProfileText {
        name: "点検者",
        is_of_report: true,
        get: |profile| &profile.inspectors,
        set: |profile, text| profile.inspectors = text,
        edit: Edit::Inspectors,
    },
    ProfileText {
        name: "承認者",
        is_of_report: true,
        get: |profile| &profile.approver,
        set: |profile, text| profile.approver = text,
        edit: Edit::Approver,
    },
    ProfileText {
        name: "所見",
        is_of_report: true,
        get: |profile| &profile.remarks,
        set: |profile, text| profile.remarks = text,
        edit: Edit::Remarks,
    },
];

/// Returns the changes that turn what a worklist is about into something else; none if nothing differs. They are one act.
pub fn profile_changes(before: &Profile, after: &Profile) -> Vec<Change> {
    let texts = PROFILE_TEXTS.iter().filter(|text| (text.get)(before) != (text.get)(after));
    let texts = texts.map(|text| (text.edit)((text.get)(after).to_owned()));
    let pattern = (before.pattern != after.pattern).then(|| Edit::Pattern(after.pattern.clone()));
    let preset = (before.preset != after.preset).then(|| Edit::Preset(after.preset.clone()));
    let counted = (before.counted != after.counted).then(|| Edit::Count(after.counted.clone()));
    let values = texts.chain(pattern).chain(preset).chain(counted);
    let parties = differing(&before.parties, &after.parties).map(|(id, on)| Edit::Party { id, on });
    let products = differing(&before.products, &after.products).map(|(id, on)| Edit::Product { id, on });
    let licences = differing(&before.licences, &after.licences).map(|(id, on)| Edit::Licence { id, on });
    let unused = differing(&before.unused, &after.unused).map(|(id, on)| Edit::Unused { id, on });
    values.chain(parties).chain(products).chain(licences).chain(unused).map(Change::profile).collect()
}

/// Returns the changes that decide what people say differently of a worklist, where it is filled in as it is shown: those of
/// the fields that were chosen.
pub fn profile_decisions(state: &State, after: &Profile, chosen: &BTreeSet<Field>) -> Vec<Change> {
    let texts = PROFILE_TEXTS.iter().map(|text| (text.edit)((text.get)(after).to_owned()));
    let kinds = [Edit::Pattern(after.pattern.clone()), Edit::Preset(after.preset.clone())];
    let members = chosen.iter().filter_map(|field| held(after, field));
    let edits = texts.chain(kinds).chain([Edit::Count(after.counted.clone())]).chain(members);
    let is_chosen = |field: &Field| chosen.contains(field) && state.profile().is_disputed(field);
    edits.filter(|edit| is_chosen(&edit.field())).map(Change::profile).collect()
}

/// Returns the edit that says whether a profile holds a member of a set that is filled in; none for other fields.
fn held(profile: &Profile, field: &Field) -> Option<Edit> {
    Some(match field.blank() {
        Edit::Product { id, .. } => Edit::Product { on: profile.products.contains(&id), id },
        Edit::Licence { id, .. } => Edit::Licence { on: profile.licences.contains(&id), id },
        Edit::Unused { id, .. } => Edit::Unused { on: profile.unused.contains(&id), id },
        Edit::Party { id, .. } => Edit::Party { on: profile.parties.contains(&id), id },
        _ => return None,
    })
}

/// Returns the members that only one of two sets has, and whether it is the later one.
fn differing<'a, T: Ord + Clone>(before: &'a BTreeSet<T>, after: &'a BTreeSet<T>) -> impl Iterator<Item = (T, bool)> {
    before.symmetric_difference(after).map(|member| (member.clone(), after.contains(member)))
}

/// Changes a profile that is not recorded yet, as the products and licences in use are chosen.
pub fn apply_usage(profile: &mut Profile, changes: &[Change]) {
    for change in changes {
        let (set, id, on) = match &change.edit {
            Edit::Product { id, on } => (&mut profile.products, id, *on),
            Edit::Licence { id, on } => (&mut profile.licences, id, *on),
            Edit::Unused { id, on } => (&mut profile.unused, id, *on),
            _ => continue,
        };
        if on {
            set.insert(id.clone());
        } else {
            set.remove(id);
        }
    }
}

/// Returns the name that the worklist of the next year is likely to get: the last number of four digits in it is one more.
/// Without such a number it is the same name.
pub fn next_name(name: &str) -> String {
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
    let is_year =
        |at: &usize| name.get(*at..*at + 4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let year = starts.into_iter().rev().find(is_year);
    let next = year.and_then(|at| Some((at, name[at..at + 4].parse::<u32>().ok()?)));
    next.map_or_else(|| name.to_owned(), |(at, year)| format!("{}{}{}", &name[..at], year + 1, &name[at + 4..]))
}

#[cfg(test)]
mod tests {
    use crate::model::Party;
    use crate::worklist::{Identity, Operation};

    use super::*;

    #[test]
    fn the_next_year_has_the_next_number() {
        for (name, next) in [
            ("東病院2026", "東病院2027"),
            ("2026年度", "2027年度"),
            ("東病院 2026-2027", "東病院 2026-2028"),
            ("第3病棟", "第3病棟"),
            ("", ""),
        ] {
            assert_eq!(next_name(name), next, "{name}");
        }
    }

    #[test]
    fn every_text_of_the_form_is_its_field() {
        for (number, row) in PROFILE_TEXTS.iter().enumerate() {
            let (before, mut after) = (Profile::default(), Profile::default());
            (row.set)(&mut after, format!("{number}"));
            assert_eq!((row.get)(&after), number.to_string(), "{}", row.name);
            let changes = profile_changes(&before, &after);
            assert_eq!(changes, [Change::profile((row.edit)(number.to_string()))], "{}", row.name);
            assert_eq!(changes[0].edit.field().name(), row.name);
        }
    }

    #[test]
    fn what_is_filled_in_as_it_is_shown_decides_where_people_differ() {
        let folder = tempfile::tempdir().unwrap();
        let open = |user: &str| {
            let who = Identity { user: user.into(), host: "h".into() };
            Worklist::open(&folder.path().join("list"), who).unwrap()
        };
        let record = |edit: Edit| Operation::Record(vec![Change::profile(edit)]);
        let mut own = open("sato");
        own.perform(record(Edit::Period("2026年度".into())), "").unwrap();
        let mut other = open("ito");
        // At once: a second operation of the other would know of the first ones.
        let both = |facility: &str, on| {
            let edits = [Edit::Facility(facility.into()), Edit::Party { id: Party::Vendor, on }];
            Operation::Record(edits.map(Change::profile).into())
        };
        own.perform(both("東病院", true), "").unwrap();
        other.perform(both("西病院", false), "").unwrap();
        own.refresh().unwrap();
        let shown = own.state().profile().clone();
        assert!(shown.is_disputed(&Field::Facility));
        let decided = |chosen: &[Field]| profile_decisions(own.state(), &shown, &chosen.iter().cloned().collect());
        assert!(decided(&[]).is_empty() && decided(&[Field::Pattern, Field::Period]).is_empty());
        let changes = decided(&[Field::Facility]);
        assert_eq!(changes, [Change::profile(Edit::Facility(shown.facility.clone()))]);
        let on = shown.parties.contains(&Party::Vendor);
        let of_party = decided(&[Field::Party(Party::Vendor), Field::Party(Party::Cloud)]);
        assert_eq!(of_party, [Change::profile(Edit::Party { id: Party::Vendor, on })]);
        own.perform(Operation::Record([changes, of_party].concat()), "").unwrap();
        assert!(own.state().profile().conflicts.is_empty());
    }

    #[test]
    fn the_changes_of_a_profile_lead_from_one_to_the_other() {
        let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
        let before = Profile { products: set(&["a", "b"]), ..Profile::default() };
        let after = Profile {
            facility: "東病院".into(),
            products: set(&["b", "c"]),
            unused: set(&["d"]),
            pattern: Some("II".into()),
            ..Profile::default()
        };
        let changes = profile_changes(&before, &after);
        assert_eq!(changes.len(), 5, "{changes:?}");
        let mut applied = before.clone();
        apply_usage(&mut applied, &changes);
        assert_eq!((&applied.products, &applied.unused), (&after.products, &after.unused));
        assert!(profile_changes(&after, &after).is_empty());
    }
}
