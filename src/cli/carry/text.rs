//! What is carried over as text for people.

use crate::failure::shell_word;
use crate::language::{t, tr};
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
        out.heading(&tr!("{what} {n} 件", what = first.way.name(), n = rows.len()))?;
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
            out.heading(&tr!("{from} → {to}: 新しい点検票「{name}」", from, to, name = shown.name))?;
        }
        None => {
            let name = &shown.name;
            out.heading(&tr!(
                "{to}: 番号の分かった記録を、点検票「{name}」の中で移します",
                to = plan.to.full_name(),
                name
            ))?;
        }
    }
    plan.remarks.iter().try_for_each(|remark| out.indented(0, remark))?;
    if !plan.makes_new_list() {
        return Ok(());
    }
    let counted = Counted { ids: plan.counted.clone(), by: CountedBy::Choice };
    let names: Vec<String> = counted_headings(shown.catalog, &counted).iter().map(CountedHeading::text).collect();
    out.indented(0, &tr!("数える範囲: {names}", names = names.join(t("、"))))
}

fn print_row(shown: &Shown<'_>, row: &CarryRow<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let label = |id: &str| shown.catalog.find(id).map(|at| shown.catalog.label(at)).unwrap_or_default();
    let to = row.way.clause().map(|clause| format!(" → {}", label(&clause.id))).unwrap_or_default();
    let fate = match row.fate.fate {
        Fate::Unknown => "",
        fate => t(fate.name()),
    };
    let fate = match (row.fate.by(), fate) {
        (_, "") => String::new(),
        (Some(by @ (FateBy::Summaries | FateBy::Originals)), fate) => format!("[{}: {fate}] ", t(by.name())),
        (_, fate) => format!("[{fate}] "),
    };
    let verdict = match row.verdict {
        Verdict::Open => String::new(),
        verdict => tr!("・{verdict}", verdict = verdict.name()),
    };
    let status = t(row.status.name());
    let title = &row.clause.title;
    out.indented(
        2,
        &tr!(
            "{fate}{label}{to}  {title}({status}{verdict})",
            fate,
            label = label(&row.clause.id),
            to,
            title,
            status,
            verdict
        ),
    )?;
    let changes = row.fate.revisions.iter().filter(|revision| revision.kind != RevisionKind::Unchanged);
    changes
        .into_iter()
        .try_for_each(|revision| out.indented(4, &format!("{}: {}", t(revision.kind.name()), revision.what)))?;
    wording_of(&row.fate).map_or(Ok(()), |parts| out.indented(4, &format!("{} {}", t(REWORDED), marked(&parts))))
}

/// Prints what has no mark of its own.
fn rest(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let plan = shown.plan;
    let Some(succession) = &plan.succession else { return Ok(()) };
    let (from, to) = (succession.from.name(), succession.to.name());
    let new = plan.arrivals().iter().filter(|arrival| arrival.is_new).count();
    let unsure = plan.arrivals().len() - new;
    let lines = [
        (new, tr!("{to}で新設とされる {n} 条項は、未着手から始めます。", to, n = new)),
        (unsure, tr!("{to}の {n} 条項は、新設か番号が変わったのか不明です。未着手から始めます。", to, n = unsure)),
        (
            plan.uncounted(),
            tr!(
                "{from}の記録のない {n} 条項は、{to}でどの条項に当たるか分かりません。条項が収録されるまで数えません。",
                from,
                n = plan.uncounted(),
                to
            ),
        ),
        (
            plan.others,
            tr!("ほかの版の条項の記録 {n} 件も写します。完了と対応中は要再確認になります。", n = plan.others),
        ),
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
        (true, _, true) => out.line(t("引き継ぐ記録はありません。何も記録していません。")),
        (true, _, false) => out.line(t("新しい版の条項が分かった記録は、まだありません。何も記録していません。")),
        (_, false, _) => {
            out.line(t("まだ何も記録していません。"))?;
            out.line(t("引き継ぐには --apply を付けて、もう一度実行してください。"))
        }
        (_, true, false) => out.line(&tr!("点検票「{name}」の中で移しました。`tenken undo` で取り消せます。", name)),
        (_, true, true) => {
            out.line(&tr!("点検票「{name}」を作りました。もとの点検票は変わっていません。", name))?;
            out.line(&tr!("使うには `tenken worklist switch {word}` を実行してください。", word = shell_word(name)))
        }
    }
}
