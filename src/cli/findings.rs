//! Prints what is wrong with a file or a folder: enough to begin with, and how much there is.

use super::output::{Output, Stop};

/// The most findings that are printed.
const SHOWN: usize = 20;

/// Prints the first findings, and how many more there are. `indent` is how far they stand in from the margin.
pub(super) fn print(findings: &[String], indent: usize, out: &mut Output<'_>) -> Result<(), Stop> {
    findings.iter().take(SHOWN).try_for_each(|finding| out.indented(indent, finding))?;
    match findings.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => out.indented(indent, &format!("ほかに {more} 件あります。")),
    }
}
