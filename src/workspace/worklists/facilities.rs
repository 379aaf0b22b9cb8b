//! Makes the table of all worklists that [`crate::export::facilities`] writes.

use std::path::Path;

use crate::catalog::Catalog;
use crate::clock;
use crate::export::facilities::{FacilityRow, FacilityTable};
use crate::failure::Failure;
use crate::language::tr;
use crate::model::Verdict;

use super::{AllWorklists, ListedWorklist, list_worklists};
use crate::workspace::Setup;
use crate::workspace::audit_report::made_at;
use crate::workspace::report::versions;

/// Returns the table of the user's worklists, or of those of a folder, which is only read, now or at the moment that
/// `source_date` says, as everywhere in reproducible builds.
///
/// # Errors
///
/// If `source_date` is no moment, there is no home, or the folder cannot be read.
pub fn facilities(
    setup: &Setup,
    catalog: &Catalog,
    folder: Option<&Path>,
    source_date: &str,
) -> Result<FacilityTable, Failure> {
    let made_at = made_at(source_date, clock::now())?;
    let AllWorklists { listed, unread, remarks } = list_worklists(setup, catalog, folder, clock::day(made_at))?;
    Ok(FacilityTable {
        folder: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
        made_at,
        versions: versions(setup),
        incomplete: listed.iter().filter(|one| one.is_incomplete).count(),
        problems: listed.iter().flat_map(ListedWorklist::problems).chain(remarks).collect(),
        unread,
        rows: listed.into_iter().map(row).collect(),
    })
}

fn row(listed: ListedWorklist) -> FacilityRow {
    let archived = listed.is_archived.then(|| tr!("しまってあります。").to_owned());
    FacilityRow {
        is_read: !listed.is_unread(),
        conform: listed.judged(Verdict::Conform),
        partial: listed.judged(Verdict::Partial),
        nonconform: listed.judged(Verdict::Nonconform),
        changed_at: listed.changed_at,
        remarks: archived.into_iter().chain(listed.warnings).collect(),
        name: listed.name,
        facility: listed.facility,
        tally: listed.tally,
        findings: listed.findings,
        overdue: listed.overdue,
        conflicts: listed.conflicts,
        editions: listed.editions,
    }
}
