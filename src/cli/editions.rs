//! What commands say of the editions that a worklist counts.

use crate::export::ReportEditions;
use crate::language::titled;
use crate::workspace::editions::EDITIONS;

use super::output::Stop;
use super::session::Session;

/// Says which editions they are and which ones hold today; nothing if no clause is counted.
pub(super) fn tell_editions(editions: &ReportEditions, session: &mut Session<'_>) -> Result<(), Stop> {
    match editions.line.as_str() {
        "" => Ok(()),
        line => session.out.indented(0, &format!("{}: {line}", titled(EDITIONS))),
    }
}
