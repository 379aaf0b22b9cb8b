//! What is carried over as text for people.

use crate::failure::shell_word;
use crate::model::{Fate, FateBy, RevisionKind, Verdict};
use crate::worklist::{CarryRow, Counted, CountedBy, marked, wording_of};
use crate::workspace::revisions::REWORDED;
use crate::workspace::scope::{CountedHeading, counted_headings};

use super::super::output::{Output, Stop};
use super::Shown;

/// The ways of marks in the order in which they are told, by their codes.
const WAYS: [&str; 5] = ["moved", "held", "waits", "gone", "taken"];

/// Prints what becomes of every mark, what is not known, and what to do next.
pub(super) fn print(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    head(shown, out)?;
    for way in WAYS {
        let rows: Vec<&CarryRow<'_>> = shown.plan.rows.iter().filter(|row| row.way.code() == way).collect();
        let Some(first) = rows.first() else { continue };
        out.line("")?;
        out.heading(&format!("{} {} 件", first.way.name(), rows.len()))?;
        rows.iter().try_for_each(|row| print_row(shown, row, out))?;
    }
    rest(shown, out)?;
    out.line("")?;
    end(shown, out)
}

fn head(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let plan = shown.plan;
    match &plan.succession {
        Some(succession) => {
            let (from, to) = (succession.from.full_name(), succession.to.full_name());
            out.heading(&format!("{from} → {to}: 新しい点検票「{}」", shown.name))?;
        }
        None => {
            let name = &shown.name;
            out.heading(&format!("{}: 番号の分かった記録を、点検票「{name}」の中で移します", plan.to.full_name()))?;
        }
    }
    plan.remarks.iter().try_for_each(|remark| out.indented(0, remark))?;
    if !plan.makes_new_list() {
        return Ok(());
    }
    let counted = Counted { ids: plan.counted.clone(), by: CountedBy::Choice };
    let names: Vec<String> = counted_headings(shown.catalog, &counted).iter().map(CountedHeading::text).collect();
    out.indented(0, &format!("数える範囲: {}", names.join("、")))
}

fn print_row(shown: &Shown<'_>, row: &CarryRow<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let label = |id: &str| shown.catalog.find(id).map(|at| shown.catalog.label(at)).unwrap_or_default();
    let to = row.way.clause().map(|clause| format!(" → {}", label(&clause.id))).unwrap_or_default();
    let fate = match row.fate.fate {
        Fate::Unknown => "",
        fate => fate.name(),
    };
    let fate = match (row.fate.by(), fate) {
        (_, "") => String::new(),
        (Some(by @ (FateBy::Summaries | FateBy::Originals)), fate) => format!("[{}: {fate}] ", by.name()),
        (_, fate) => format!("[{fate}] "),
    };
    let verdict = match row.verdict {
        Verdict::Open => String::new(),
        verdict => format!("・{}", verdict.name()),
    };
    let status = row.status.name();
    let title = &row.clause.title;
    out.indented(2, &format!("{fate}{}{to}  {title}({status}{verdict})", label(&row.clause.id)))?;
    let changes = row.fate.revisions.iter().filter(|revision| revision.kind != RevisionKind::Unchanged);
    changes
        .into_iter()
        .try_for_each(|revision| out.indented(4, &format!("{}: {}", revision.kind.name(), revision.what)))?;
    wording_of(&row.fate).map_or(Ok(()), |parts| out.indented(4, &format!("{REWORDED} {}", marked(&parts))))
}

/// Prints what has no mark of its own.
fn rest(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let plan = shown.plan;
    let Some(succession) = &plan.succession else { return Ok(()) };
    let (from, to) = (succession.from.name(), succession.to.name());
    let new = plan.arrivals().iter().filter(|arrival| arrival.is_new).count();
    let unsure = plan.arrivals().len() - new;
    let lines = [
        (new, format!("{to}で新設とされる {new} 条項は、未着手から始めます。")),
        (unsure, format!("{to}の {unsure} 条項は、新設か番号が変わったのか不明です。未着手から始めます。")),
        (
            plan.uncounted(),
            format!(
                "{from}の記録のない {} 条項は、{to}でどの条項に当たるか分かりません。条項が収録されるまで数えません。",
                plan.uncounted()
            ),
        ),
        (plan.others, format!("ほかの版の条項の記録 {} 件も写します。完了と対応中は要再確認になります。", plan.others)),
    ];
    let said: Vec<&String> = lines.iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect();
    if !said.is_empty() {
        out.line("")?;
    }
    said.into_iter().try_for_each(|line| out.indented(0, line))
}

fn end(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let name = &shown.name;
    match (shown.plan.is_empty(), shown.is_applied, shown.plan.makes_new_list()) {
        (true, _, true) => out.line("引き継ぐ記録はありません。何も記録していません。"),
        (true, _, false) => out.line("新しい版の条項が分かった記録は、まだありません。何も記録していません。"),
        (_, false, _) => {
            out.line("まだ何も記録していません。")?;
            out.line("引き継ぐには --apply を付けて、もう一度実行してください。")
        }
        (_, true, false) => out.line(&format!("点検票「{name}」の中で移しました。`tenken undo` で取り消せます。")),
        (_, true, true) => {
            out.line(&format!("点検票「{name}」を作りました。もとの点検票は変わっていません。"))?;
            out.line(&format!("使うには `tenken worklist switch {}` を実行してください。", shell_word(name)))
        }
    }
}
