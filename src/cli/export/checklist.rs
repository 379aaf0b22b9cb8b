//! `tenken export checklist`: fills in a copy of the ministry's form.

use std::path::PathBuf;

use crate::failure::shell_word;
use crate::language::{t, tr};
use crate::worklist::YesNo;
use crate::workspace::exports::{nothing_to_fill_in, onto_itself, open_form};
use crate::workspace::form::{FormRequest, fill_form, parse_round};

use super::super::exit::{FOUND, NOTHING};
use super::super::output::{Stop, pad, width};
use super::super::session::Session;
use super::target::{Form, TargetArgs};

/// Columns between what stands beside each other in the help.
const GAP: usize = 2;

/// What to fill in.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export checklist [オプション] --form FILE --out FILE",
    next_help_heading = "書き出しのオプション",
    after_help = after_help()
)]
pub(super) struct ChecklistArgs {
    /// 厚生労働省の様式(.xlsx、.xlsm)
    #[arg(long, value_name = "FILE", required = true)]
    form: PathBuf,
    #[command(flatten)]
    target: TargetArgs,
    /// 事業者確認用の様式に書く事業者名
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    vendor: Option<String>,
    /// 事業者確認用の様式に書くシステム名
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    system: Option<String>,
    /// 書き込む回。省くと、まだ記入のない回に書きます
    #[arg(long, value_name = "1|2", value_parser = parse_round)]
    round: Option<usize>,
}

fn parse_name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err(t("名前を指定してください。").to_owned()),
        name => Ok(name.to_owned()),
    }
}

/// Returns the help behind the options: how answers come from status and verdict, from the one table.
fn after_help() -> String {
    let head = ["状態", "判定", "期限", "様式"].map(|name| t(name).to_owned());
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(YesNo::table()).collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = [0, 1, 2].map(|column| widest(column) + GAP);
    let line = |row: &[String; 4]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| pad(cell, width)).collect::<String>();
        format!("  {cells}{}", row[3])
    };
    let table: Vec<String> = rows.iter().map(line).collect();
    tr!(
        "項目の状態と判定から、様式の写しに はい・いいえ、確認日、目標日を書きます。\n様式のほかのところは変えません。記入のあるセルも、そのままにします。\n確認日は状態か判定を最後に記録した日、目標日は期限です。\n事業者確認用には、使用中の点検票にある事業者確認用の項目の答えを書きます。\nシステムごとに点検票を分け、`--worklist` で選んでください。\n\n上から見て、最初に当てはまる行で決まります:\n{table}\n\n例:\n  tenken export checklist --form 001716187.xlsx --out 回答.xlsx\n  tenken export checklist --form 001716188.xlsx --vendor A社 --out A社.xlsx",
        table = table.join("\n")
    )
}

/// Fills in the form and writes it to a file or to standard output.
pub(super) fn run(args: &ChecklistArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let form = Form { code: "checklist", name: "チェックリスト", is_text: false, has_encodings: false };
    if args.target.is(&args.form) {
        return Err(onto_itself().into());
    }
    args.target.check(&form, None, session)?;
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let file = open_form(&args.form)?;
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let request = FormRequest { vendor: name(&args.vendor), system: name(&args.system), round: args.round };
    let filled = fill_form(&catalog, worklist.state(), &file, &request)?;
    filled.remarks.iter().for_each(|remark| session.note(remark));
    if filled.answered == 0 {
        session.note(&nothing_to_fill_in(&session.setup.worklist));
        return Ok(NOTHING);
    }
    args.target.write(Ok(filled.bytes.into()), &form, &filled.amount, session)?;
    tell_ending(args, session);
    Ok(FOUND)
}

/// Tells that the copy has another ending than the form: spreadsheet programs refuse such a file.
fn tell_ending(args: &ChecklistArgs, session: &mut Session<'_>) {
    let ending = |path: &std::path::Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let Some((own, out)) = ending(&args.form).zip(args.target.path().map(|path| ending(path).unwrap_or_default()))
    else {
        return;
    };
    if own != out {
        let name = shell_word(&tr!("名前.{own}", own));
        session.note(&tr!(
            "様式の拡張子は .{own} です。表計算ソフトで開けないときは {name} のように改めてください。",
            own,
            name
        ));
    }
}
