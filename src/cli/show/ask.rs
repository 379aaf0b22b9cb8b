//! 「取り寄せる監査報告」: which reports to ask for because of a record, and what to look up in them.

use serde::Serialize;

use crate::language::{in_japanese, t};
use crate::workspace::cloud::{AGE, AskedControls, ask_for, ask_text, nothing_to_ask};
use crate::workspace::facts::title;

use super::super::output::{Output, Stop};
use super::ShownRecord;

/// The reports to ask for because of a record.
#[derive(Serialize)]
struct AskDocument<'a> {
    id: &'a str,
    kind: &'static str,
    label: String,
    title: &'a str,
    reports: Vec<ReportDocument<'a>>,
    note: &'static str,
}

#[derive(Serialize)]
struct ReportDocument<'a> {
    id: &'a str,
    title: &'a str,
    access: &'static str,
    obtain: &'a str,
    limits: &'a str,
    url: &'a str,
    /// Only where own data name the report for the record itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    how: String,
    controls: Vec<ControlsDocument<'a>>,
}

#[derive(Serialize)]
struct ControlsDocument<'a> {
    scope: &'a str,
    controls: &'a str,
    measures: Vec<&'a str>,
}

/// Prints what to ask for; returns whether there is anything.
pub(super) fn print(subject: &ShownRecord<'_>, is_json: bool, out: &mut Output<'_>) -> Result<bool, Stop> {
    let ShownRecord { catalog, at, .. } = *subject;
    if is_json {
        let reports = reports(subject);
        let is_something = !reports.is_empty();
        let label = in_japanese(|| catalog.label(at));
        let (id, kind, title) = (catalog.id(at), at.kind.code(), catalog.title(at));
        let note = if is_something { AGE } else { nothing_to_ask(at) };
        out.json(&AskDocument { id, kind, label, title, reports, note })?;
        return Ok(is_something);
    }
    let lines = ask_text(catalog, at);
    if lines.is_empty() {
        out.line(&format!("{} {}: {}", catalog.label(at), title(catalog, at), t(nothing_to_ask(at))))?;
    }
    lines.iter().try_for_each(|line| out.indented(0, line))?;
    Ok(!lines.is_empty())
}

fn reports<'a>(subject: &ShownRecord<'a>) -> Vec<ReportDocument<'a>> {
    let controls = |asked: &AskedControls<'a>| ControlsDocument {
        scope: &asked.cited.scope,
        controls: &asked.cited.controls,
        measures: asked.measures.iter().map(|measure| measure.id.as_str()).collect(),
    };
    let asked = ask_for(subject.catalog, subject.at).into_iter();
    let reports = asked.map(|asked| ReportDocument {
        id: &asked.report.id,
        title: &asked.report.title,
        access: asked.report.access.code(),
        obtain: &asked.report.obtain,
        limits: &asked.report.limits,
        url: &asked.report.url,
        controls: asked.controls.iter().map(controls).collect(),
        how: asked.how,
    });
    reports.collect()
}
