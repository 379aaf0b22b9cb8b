//! Parts that several sections use.

use crate::language::{t, titled, tr};

use super::super::super::report::{ReportEvidence, ReportRow};
use super::super::document::{Block, Cell};
use super::super::terms::Term;

/// Returns the cell of a clause: its label, and its headline below.
pub(super) fn clause(row: &ReportRow) -> Cell {
    let mark = if row.is_unverified { t(" 未照合") } else { "" };
    Cell::from(format!("{}{mark}", row.label)).over(row.title.clone())
}

/// Returns a text, or a word where there is none.
pub(super) fn or(text: &str, term: Term) -> &str {
    if text.trim().is_empty() { term.text() } else { text }
}

/// Returns a heading.
pub(super) fn heading(term: Term, count: usize) -> Block {
    Block::Heading(tr!("{title} {count} 件", title = titled(term.text()), count))
}

/// Returns where a piece of evidence is. Of a place outside the folder of the worklist the end is shown: the rest tells
/// nothing to whoever gets the report, and much about whoever made it.
pub(super) fn place(evidence: &ReportEvidence) -> String {
    let location = evidence.location.as_str();
    let is_outside = location.starts_with(['/', '\\']) || location.get(1..2) == Some(":");
    if evidence.is_page() || !is_outside {
        return location.to_owned();
    }
    let mut parts: Vec<&str> = location.rsplit(['/', '\\']).take(2).collect();
    parts.reverse();
    format!("…/{}", parts.join("/"))
}

/// Returns what a piece of evidence is called: its title, or else where it is.
pub(super) fn name(evidence: &ReportEvidence) -> String {
    if evidence.title.is_empty() { place(evidence) } else { evidence.title.clone() }
}

/// Returns texts as one list.
pub(super) fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join(t("、"))
}
