//! `tenken export report`: the audit report, to read, to sign and to file.

use crate::export::FileFormat;
use crate::export::audit_report::AuditReportFormat;
use crate::language::tr;
use crate::workspace::earlier;
use crate::workspace::exports::make_report;

use super::super::exit::FOUND;
use super::super::output::Stop;
use super::super::session::Session;
use super::target::{Form, TargetArgs};

/// What to write, and how.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken export report [オプション]",
    next_help_heading = "書き出しのオプション",
    after_help = "概要、範囲と方法、指摘と是正計画、リスクの低減、責任の分担、証跡台帳、\n前回からの変更、署名欄、記録の封印を、A4 で数ページにまとめます。\n条項ごとの一覧は `tenken export html` などで書き出します。\n--since を省くと、写した点検票では写し元と比べます(none で比べません)。\n証跡のファイルは、このときに中身を確かめます。URL の先は見にいきません。\n施設、期間、点検者、承認者、所見は `tenken worklist set` で記録します。\n作成の日時は環境変数 SOURCE_DATE_EPOCH で変えられます。\n\n例:\n  tenken export report --out 点検報告書.html\n  tenken export report --format docx --out 点検報告書.docx\n  tenken export report --since 東病院2025 --out 点検報告書.html"
)]
pub(super) struct ReportArgs {
    #[arg(long, value_name = "FORMAT", default_value = "html", value_parser = AuditReportFormat::read, help = tr!("形式: {codes}(既定は html)", codes = AuditReportFormat::codes()), hide_default_value = true)]
    format: AuditReportFormat,
    /// 前回からの変更を載せます: 前回の点検票の名前か、日付
    #[arg(long, value_name = "NAME|DATE")]
    since: Option<String>,
    #[command(flatten)]
    target: TargetArgs,
}

/// Writes the report to a file or to standard output.
pub(super) fn run(args: &ReportArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let format = args.format;
    let form = Form::of(format);
    args.target.check(&form, None, session)?;
    let catalog = session.catalog()?.exported(false)?;
    session.identify()?;
    let worklist = session.worklist_to_show()?;
    let earlier = earlier(&catalog, &worklist, &session.setup, args.since.as_deref())?;
    session.tell_problems(earlier.problems());
    let made = make_report(&catalog, &worklist, &session.setup, (&session.source_date, &earlier), format)?;
    args.target.write(made.file, &form, &made.amount, session)?;
    made.remarks.iter().for_each(|said| session.note(said));
    Ok(FOUND)
}
