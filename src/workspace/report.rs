//! Makes the report that [`crate::export`] writes, from catalog and worklist.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::editions::{edition_of, editions_told};
use super::history::history;
use super::scope::pattern_name;
use super::{Setup, has_own_data};
use crate::bundled;
use crate::catalog::{Catalog, Level, Node, RecordRef};
use crate::clock;
use crate::export::{
    Heading, Report, ReportAudit, ReportEvidence, ReportLicence, ReportProduct, ReportRow, Seal, SealedJournal,
};
use crate::language::{t, tr};
use crate::model::{Clause, Guideline, Id, Kind, Licence, Volume};
use crate::sheet::Tally;
use crate::worklist::{self, EntryId, GUIDE, InUse, JournalHead, LeftOut, Mark, Scope, State, Waiting, Worklist};

/// The clauses that a report is limited to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPart {
    /// The query that chose them.
    pub query: String,
    /// Them.
    pub clauses: HashSet<RecordRef>,
}

impl ReportPart {
    fn has(&self, state: &State, catalog: &Catalog, evidence: &worklist::Evidence) -> bool {
        let is_linked =
            |at: &RecordRef| state.mark(catalog.id(*at)).is_some_and(|mark| mark.evidence.contains(&evidence.id));
        self.clauses.iter().any(is_linked)
    }
}

/// Returns the report on a worklist now: every clause of the editions that are counted, and every other one that was
/// marked, in the order of the catalog, with counts under the profile. Of a part, nothing but its clauses is listed and counted, with their evidence.
pub fn report(catalog: &Catalog, worklist: &Worklist, setup: &Setup, part: Option<&ReportPart>) -> Report {
    let state = worklist.state();
    let profile = state.profile();
    let in_use = InUse::of_profile(catalog, profile);
    let is_in_part = |evidence: &worklist::Evidence| part.is_none_or(|part| part.has(state, catalog, evidence));
    let evidence: Vec<&worklist::Evidence> =
        state.evidence().filter(|evidence| !evidence.is_withdrawn && is_in_part(evidence)).collect();
    let numbers = evidence.iter().enumerate().map(|(number, evidence)| (evidence.id, number)).collect();
    let scope = Scope::of(catalog, state);
    let waiting = Waiting::of(catalog, state);
    let rows = RowBuilder { catalog, state, scope: &scope, waiting, evidence: numbers }.rows(part);
    Report {
        name: setup.worklist.clone(),
        part: part.map(|part| part.query.clone()).unwrap_or_default(),
        facility: profile.facility.clone(),
        editions: editions_told(catalog, rows.iter().filter(|(_, row)| row.left_out.is_empty()).map(|(at, _)| *at)),
        pattern: profile.pattern.as_ref().map(|id| pattern_name(catalog, id)).unwrap_or_default(),
        parties: profile.parties.iter().map(|party| t(party.name()).to_owned()).collect(),
        audit: ReportAudit {
            period: profile.period.clone(),
            inspectors: profile.inspectors.clone(),
            approver: profile.approver.clone(),
            remarks: profile.remarks.clone(),
        },
        products: products(&in_use, &profile.products),
        licences: in_use.licences().iter().map(|one| licence(one)).collect(),
        guide: if in_use.brought().all > 0 { t(GUIDE).to_owned() } else { String::new() },
        made_at: clock::now(),
        made_by: worklist.who().user.clone(),
        total: tally(&rows),
        headings: headings(catalog, &rows),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        evidence: evidence.into_iter().map(piece_of_evidence).collect(),
        history: history(catalog, worklist, part.map(|part| &part.clauses)),
        problems: if worklist.is_incomplete() { worklist.warnings() } else { Vec::new() },
        form: worklist.form_mark(),
        seal: seal(worklist, setup),
    }
}

/// Returns the products in use with what brings them; those that were chosen and that the catalog does not know have their
/// ids as names.
fn products(in_use: &InUse<'_>, chosen: &BTreeSet<Id>) -> Vec<ReportProduct> {
    let known = in_use.products().iter().map(|used| ReportProduct {
        id: used.product.id.clone(),
        name: used.product.title().to_owned(),
        is_by_hand: used.is_by_hand,
        licences: used.licences.iter().map(|licence| licence.id.clone()).collect(),
    });
    let unknown = in_use.unknown().iter().filter(|(id, kind)| *kind == Kind::Product && chosen.contains(id));
    let unknown = unknown.map(|(id, _)| ReportProduct {
        id: id.clone(),
        name: id.clone(),
        is_by_hand: true,
        licences: Vec::new(),
    });
    known.chain(unknown).collect()
}

fn licence(licence: &Licence) -> ReportLicence {
    ReportLicence { id: licence.id.clone(), name: t(&licence.title).to_owned() }
}

fn seal(worklist: &Worklist, setup: &Setup) -> Seal {
    let sealed = |head: JournalHead| SealedJournal { file: head.file, entries: head.entries, hash: head.hash };
    Seal {
        list: worklist.id().map(|id| id.to_string()).unwrap_or_default(),
        journals: worklist.heads().into_iter().map(sealed).collect(),
        ..versions(setup)
    }
}

/// Returns a seal of no records: the versions of program and catalog.
pub(super) fn versions(setup: &Setup) -> Seal {
    Seal {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        data_date: bundled::data_date().to_owned(),
        catalog: bundled::fingerprint().to_owned(),
        has_own_data: has_own_data(setup),
        ..Seal::default()
    }
}

/// Counts the clauses that are counted, of some rows.
fn tally(rows: &[(RecordRef, ReportRow)]) -> Tally {
    let counted = rows.iter().filter(|(_, row)| row.left_out.is_empty());
    counted.map(|(_, row)| row.answers.status).collect()
}

/// Returns the headings down to chapters with clauses that are counted, in reading order.
fn headings(catalog: &Catalog, rows: &[(RecordRef, ReportRow)]) -> Vec<Heading> {
    let nodes = catalog.tree().nodes().iter().filter(|node| node.level <= Level::Chapter);
    // The rows stand in the order of the catalog, and so do the clauses below a heading.
    let before = |clause: usize| rows.partition_point(|(at, _)| (at.index as usize) < clause);
    let below = |node: &Node| tally(&rows[before(node.clauses.start)..before(node.clauses.end)]);
    let counted = nodes.map(|node| (node, below(node))).filter(|(_, tally)| tally.total() > 0);
    let heading = counted.map(|(node, tally)| Heading {
        id: node.id.clone(),
        depth: node.level as usize,
        title: node.heading(),
        counts: tally,
    });
    heading.collect()
}

fn piece_of_evidence(evidence: &worklist::Evidence) -> ReportEvidence {
    ReportEvidence {
        id: evidence.id.to_string(),
        title: evidence.title.clone(),
        location: evidence.location.clone(),
        sha256: evidence.sha256.clone(),
        added_at: evidence.added_at,
        added_by: evidence.added_by.clone(),
        effective: evidence.effective,
        expires: evidence.expires,
        is_for_audit: evidence.is_for_audit,
        clauses: evidence.clauses.iter().cloned().collect(),
    }
}

/// Returns the official texts of a clause, each with where it stands. The catalog that an export is made of has none unless
/// they were asked for.
fn original(catalog: &Catalog, at: RecordRef) -> String {
    let texts = catalog.originals_of(at).map(|(original, pack)| {
        let place = if original.place.is_empty() { String::new() } else { format!(" {}", original.place) };
        tr!("原文({title}{place}): {text}", title = pack.title, place, text = original.text)
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Makes the rows of a report.
struct RowBuilder<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    scope: &'a Scope,
    waiting: Waiting<'a>,
    /// The index of each piece of evidence in the list of them.
    evidence: HashMap<EntryId, usize>,
}

impl RowBuilder<'_> {
    fn rows(&self, part: Option<&ReportPart>) -> Vec<(RecordRef, ReportRow)> {
        let clauses = self.catalog.all(Kind::Clause).zip(self.catalog.clauses());
        let listed = clauses.filter(|(at, clause)| self.is_listed(*at, clause));
        let wanted = listed.filter(|(at, _)| part.is_none_or(|part| part.clauses.contains(at)));
        wanted.map(|(at, clause)| (at, self.row(at, clause))).collect()
    }

    /// Whether a clause stands in the report. Editions that are not counted would fill it, so of them only what was
    /// recorded does: a record is never lost from sight.
    fn is_listed(&self, at: RecordRef, clause: &Clause) -> bool {
        let is_marked = || self.state.mark(&clause.id).is_some_and(Mark::says_something);
        match self.scope.left_out(at) {
            None | Some(LeftOut::Pattern { .. } | LeftOut::Party(_)) => true,
            Some(LeftOut::Edition | LeftOut::NotChosen { .. } | LeftOut::Explanatory) => is_marked(),
        }
    }

    fn row(&self, at: RecordRef, clause: &Clause) -> ReportRow {
        let catalog = self.catalog;
        let parties = catalog.mapping(&clause.id).map_or(&[][..], |mapping| &mapping.party);
        let parties: Vec<&str> = parties.iter().map(|party| t(party.name())).collect();
        let mark = self.state.mark(&clause.id);
        let linked = mark.into_iter().flat_map(|mark| &mark.evidence);
        let conflicts = mark.into_iter().flat_map(|mark| &mark.conflicts);
        ReportRow {
            id: clause.id.clone(),
            token: catalog.token(&clause.id),
            guideline: catalog.guideline_of(clause).map(Guideline::shown_short).unwrap_or_default(),
            edition: edition_of(catalog, &clause.chapter),
            volume: catalog.volume_of(clause).map(Volume::shown_title).unwrap_or_default(),
            chapter: catalog.tree().node(&clause.chapter).map(Node::heading).unwrap_or_default(),
            label: catalog.label(at),
            title: clause.title.clone(),
            gist: clause.gist.clone(),
            original: original(catalog, at),
            pack: catalog.pack_of(at).map(|pack| pack.title.clone()).unwrap_or_default(),
            party: parties.join(t("・")),
            is_unverified: catalog.is_unverified(at),
            left_out: self.scope.left_out(at).map(LeftOut::reason).unwrap_or_default(),
            answers: self.state.answers(&clause.id),
            previous: mark.map(|mark| mark.previous.clone()).unwrap_or_default(),
            waiting: self.waiting.sentence(self.scope, clause).unwrap_or_default(),
            evidence: linked.filter_map(|id| self.evidence.get(id).copied()).collect(),
            conflicts: conflicts.map(|conflict| conflict.sentence(self.state)).collect(),
            changed_at: mark.map(|mark| mark.changed_at),
            changed_by: mark.map(|mark| mark.changed_by.clone()).unwrap_or_default(),
            has_changed_since_review: self.state.has_changed_since_review(&clause.id),
        }
    }
}
