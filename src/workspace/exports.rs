//! Files that are handed over: what can be written, what each usually is called, and how it gets to its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::export::audit_report::AuditReportFormat;
use crate::export::content::CatalogFormat;
use crate::export::csv::Encoding;
use crate::export::facilities::FacilityFormat;
use crate::export::mapping::MappingFormat;
use crate::export::{ExportError, ExportedFile, FileFormat, Format, Report};
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs;
use crate::import::SourceFile;
use crate::language::tr;
use crate::worklist::Worklist;

use super::form::{FormRequest, fill_form};
use super::scope::prepare;
use super::{
    Earlier, MappingPart, ReportPart, Setup, audit_report, earlier, exported, facilities, mapping, open_worklist,
    origin, report,
};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// The worklist.
    Worklist(Format, Encoding),
    /// The audit report, to read and to sign.
    Report(AuditReportFormat),
    /// A line for each worklist of the user.
    Facilities(FacilityFormat),
    /// The clauses with products, and the tables beside them.
    Mapping(MappingFormat, Encoding),
    /// All clauses, for other tools.
    Catalog(CatalogFormat),
    /// A copy of the form of the ministry, filled in.
    Checklist,
}

impl ExportKind {
    /// Returns all kinds, in the order in which they are offered.
    pub fn all() -> Vec<Self> {
        let encodings = |has_encodings: bool| match has_encodings {
            true => vec![Encoding::Utf8, Encoding::Cp932],
            false => vec![Encoding::Utf8],
        };
        let worklist = Format::ALL.iter().flat_map(|format| {
            encodings(format.has_encodings()).into_iter().map(|encoding| Self::Worklist(*format, encoding))
        });
        let mapping = MappingFormat::ALL.iter().flat_map(|format| {
            encodings(format.has_encodings()).into_iter().map(|encoding| Self::Mapping(*format, encoding))
        });
        let catalog = CatalogFormat::ALL.iter().copied().map(Self::Catalog);
        let reports = AuditReportFormat::ALL.iter().copied().map(Self::Report);
        let facilities = FacilityFormat::ALL.iter().copied().map(Self::Facilities);
        worklist.chain(reports).chain([Self::Checklist]).chain(facilities).chain(mapping).chain(catalog).collect()
    }

    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Worklist(format, _) => format.name(),
            Self::Report(format) => format.name(),
            Self::Facilities(format) => format.name(),
            Self::Mapping(format, _) => format.name(),
            Self::Catalog(format) => format.name(),
            Self::Checklist => "チェックリスト",
        }
    }

    /// Returns the heading under which it is offered.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Worklist(..) => "点検票",
            Self::Report(_) => "点検報告書(数ページ、署名欄と封印つき)",
            Self::Checklist => "厚生労働省の様式",
            Self::Facilities(_) => "すべての点検票の一覧(施設ごとの進捗、判定、期限超過)",
            Self::Mapping(..) => "条項と製品の対応表(点検票がなくても書き出せます)",
            Self::Catalog(_) => "収めている条項のすべて(ほかの道具のための形式)",
        }
    }

    /// Whether it can be limited to some of the clauses.
    pub const fn has_parts(self) -> bool {
        match self {
            Self::Worklist(..) | Self::Mapping(..) => true,
            Self::Report(_) | Self::Facilities(_) | Self::Catalog(_) | Self::Checklist => false,
        }
    }

    /// Whether it is in the encoding of old spreadsheets.
    pub fn is_cp932(self) -> bool {
        matches!(self, Self::Worklist(_, Encoding::Cp932) | Self::Mapping(_, Encoding::Cp932))
    }

    /// Returns the name that its file usually has, for a worklist.
    pub fn file(self, worklist: &str) -> String {
        match self {
            Self::Worklist(format, _) => format!("{worklist}.{}", format.extension()),
            Self::Report(format) => tr!("{worklist}-点検報告書.{ext}", worklist, ext = format.extension()),
            Self::Facilities(format) => tr!("点検票の一覧.{ext}", ext = format.extension()),
            Self::Mapping(format, _) => tr!("対応表.{ext}", ext = format.extension()),
            Self::Catalog(format) => format.file().to_owned(),
            Self::Checklist => tr!("{worklist}-チェックリスト.xlsx", worklist),
        }
    }
}

/// What is to be written, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportWish {
    /// What.
    pub kind: ExportKind,
    /// Where to.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub is_forced: bool,
    /// Whether official texts go along.
    pub with_original: bool,
    /// The form of the ministry and what is asked in it, if that is filled in.
    pub form: Option<(PathBuf, FormRequest)>,
    /// The clauses it is limited to; none for all of them.
    pub part: Option<ReportPart>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportDone {
    /// Where it is and how much it holds, as a sentence.
    pub said: String,
    /// What there is to know about it, one sentence each.
    pub remarks: Vec<String>,
}

/// Why no file was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoExport {
    /// There is a file in its place.
    IsThere(PathBuf),
    /// It cannot be written.
    Failed(Failure),
}

impl From<Failure> for NoExport {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What is written, with its amount and remarks.
pub struct Made {
    /// The file.
    pub file: Result<ExportedFile, ExportError>,
    /// How much it holds, for people.
    pub amount: String,
    /// What there is to know about it, one sentence each.
    pub remarks: Vec<String>,
}

/// Writes a file. Nothing that is there is replaced unless that is wished.
///
/// # Errors
///
/// If there is a file in its place, or it cannot be made or written.
pub fn write(setup: &Setup, catalog: &Arc<Catalog>, wish: &ExportWish) -> Result<ExportDone, NoExport> {
    match std::fs::metadata(&wish.path) {
        Ok(metadata) if metadata.is_file() && !wish.is_forced => return Err(NoExport::IsThere(wish.path.clone())),
        _ => check_target(&wish.path, wish.is_forced)?,
    }
    let Made { file, amount, mut remarks } = make(setup, catalog, wish)?;
    let file = file.map_err(|error| Failure::new(FailureKind::Data, error.to_string(), ""))?;
    save(&wish.path, &file.bytes)?;
    remarks.extend(replaced(&file));
    Ok(ExportDone { said: written(&wish.path, wish.kind.name(), &amount), remarks })
}

fn make(setup: &Setup, catalog: &Arc<Catalog>, wish: &ExportWish) -> Result<Made, Failure> {
    let given = exported(catalog, wish.with_original)?;
    if let ExportKind::Catalog(format) = wish.kind {
        // No worklist goes into it, so one that cannot be opened does not matter.
        return of_catalog(setup, &given, format);
    }
    let mut worklist = open_worklist(setup)?;
    prepare(&mut worklist, catalog);
    let mut made = of_worklist(setup, &given, &worklist, wish)?;
    // What was passed over comes first: the file lacks it.
    made.remarks.splice(0..0, worklist.warnings());
    Ok(made)
}

fn of_catalog(setup: &Setup, given: &Catalog, format: CatalogFormat) -> Result<Made, Failure> {
    let (file, amount) = (format.write(given, &origin(setup, "")?), format.amount(given));
    Ok(Made { file, amount, remarks: Vec::new() })
}

/// Makes what a worklist goes into; `given` are the records that may leave.
fn of_worklist(setup: &Setup, given: &Arc<Catalog>, worklist: &Worklist, wish: &ExportWish) -> Result<Made, Failure> {
    Ok(match wish.kind {
        ExportKind::Worklist(format, encoding) => {
            let report = format.in_its_language(|| report(given, worklist, setup, wish.part.as_ref()));
            let remarks = report.part_sentence().into_iter().chain(blank(worklist, &setup.worklist)).collect();
            Made { file: format.write(&report, encoding), amount: amount(&report), remarks }
        }
        ExportKind::Report(format) => {
            // Official texts never stand in it.
            let bare = exported(given, false)?;
            let earlier = earlier(&bare, worklist, setup, None)?;
            let mut made = make_report(&bare, worklist, setup, ("", &earlier), format)?;
            made.remarks.extend(earlier.problems().iter().cloned());
            made
        }
        ExportKind::Facilities(format) => {
            let make = || facilities(setup, given, None, "");
            let table = format.in_its_language(make)?;
            // What is said of the file is for the person, whoever reads the file.
            let remarks = if table.problems.is_empty() { Vec::new() } else { make()?.problems };
            Made { file: format.write(&table), amount: table.amount(), remarks }
        }
        ExportKind::Mapping(format, encoding) => {
            let marks = Some(worklist.state()).filter(|state| state.marks().len() > 0);
            let mapping = mapping(given, marks, setup, wish.part.as_ref().map(MappingPart::of).as_ref());
            let (clauses, rows) = (mapping.clause_count, mapping.clauses.len());
            let amount = tr!("{clauses} 条項、{rows} 行", clauses, rows);
            let remarks = mapping.part_sentence().into_iter().collect();
            Made { file: format.write(&mapping, encoding), amount, remarks }
        }
        ExportKind::Catalog(format) => of_catalog(setup, given, format)?,
        ExportKind::Checklist => checklist(given, worklist, wish)?,
    })
}

/// Says how many clauses an export of a worklist holds, and how many of them it counts if these are not all.
pub fn amount(report: &Report) -> String {
    let (all, counted) = (report.rows.len(), report.total.total());
    if all == counted {
        tr!("{n} 条項", n = all)
    } else {
        tr!("{n} 条項、うち数えるもの {counted}", n = all, counted)
    }
}

/// Makes the audit report of a worklist, from a catalog without official texts; see [`audit_report`] for the moment and what
/// it is compared with.
///
/// # Errors
///
/// If the moment is none.
pub fn make_report(
    catalog: &Catalog,
    worklist: &Worklist,
    setup: &Setup,
    earlier: (&str, &Earlier),
    format: AuditReportFormat,
) -> Result<Made, Failure> {
    let audit = audit_report(catalog, worklist, setup, earlier)?;
    let amount = tr!("点検報告書、{n} 条項", n = audit.report.total.total());
    let is_blank = worklist.state().marks().len() == 0 && !worklist.is_incomplete();
    let remarks = is_blank.then(|| tr!("点検票「{name}」にはまだ記録がありません。", name = setup.worklist));
    Ok(Made { file: format.write(&audit), amount, remarks: remarks.into_iter().collect() })
}

/// Fills in a copy of the form of the ministry.
fn checklist(catalog: &Catalog, worklist: &Worklist, wish: &ExportWish) -> Result<Made, Failure> {
    let Some((form, request)) = &wish.form else {
        let hint = tr!("様式のファイルを指定してください。");
        return Err(Failure::new(FailureKind::Usage, tr!("チェックリストの様式が指定されていません。"), hint));
    };
    if is_same_file(form, &wish.path) {
        return Err(onto_itself());
    }
    let filled = fill_form(catalog, worklist.state(), &open_form(form)?, request)?;
    if filled.answered == 0 {
        let hint = tr!("項目の状態か判定を記録してから、書き出してください。");
        return Err(Failure::new(FailureKind::Usage, nothing_to_fill_in(&worklist.name()), hint));
    }
    Ok(Made { file: Ok(filled.bytes.into()), amount: filled.amount, remarks: filled.remarks })
}

/// Opens the form of the ministry.
///
/// # Errors
///
/// If it cannot be read.
pub fn open_form(path: &Path) -> Result<SourceFile, Failure> {
    SourceFile::open(path).map_err(|why| {
        let message = tr!("{path} を様式として読めません。{why}。", path = path.display(), why);
        Failure::new(FailureKind::Data, message, why.hint())
    })
}

/// Returns the message about a form that would be written onto itself.
pub fn onto_itself() -> Failure {
    Failure::new(
        FailureKind::Usage,
        tr!("様式そのものには書き込みません。"),
        tr!("書き出すファイルには別の名前を指定してください。"),
    )
}

/// Says that a worklist has no answer for a form.
pub fn nothing_to_fill_in(name: &str) -> String {
    tr!("点検票「{name}」に書ける答えがないため、書き出していません。", name)
}

/// Whether two paths lead to one file that is there: under any of its names.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|one| real(other) == Some(one))
}

/// Says that a worklist without records was written; none if it has some.
pub fn blank(worklist: &Worklist, name: &str) -> Option<String> {
    let is_blank = worklist.state().marks().len() == 0 && !worklist.is_incomplete();
    is_blank.then(|| tr!("点検票「{name}」にはまだ記録がありません。白紙の点検票を書き出しました。", name))
}

/// Returns what is said about characters that the encoding of a file lacks; none if it lacks none.
pub fn replaced(file: &ExportedFile) -> Option<String> {
    let count = file.replaced;
    (count > 0).then(|| tr!("CP932 にない {count} 字を「&#x…;」の形で書きました。", count))
}

/// Says where a file was written, what it is and how much it holds.
pub fn written(path: &Path, name: &str, amount: &str) -> String {
    tr!("{path} に書き出しました({name}、{amount})。", path = path.display(), name, amount)
}

/// Checks that there is nothing in the way of a file.
///
/// # Errors
///
/// If there is.
pub fn check_target(path: &Path, is_forced: bool) -> Result<(), Failure> {
    let wrong = |message: String, hint: &str| Err(Failure::new(FailureKind::Usage, message, hint));
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            let message = tr!("{path} はファイルではありません。", path = path.display());
            wrong(message, tr!("書き出すファイルの名前を指定してください。"))
        }
        Ok(_) if !is_forced => {
            let message = tr!("{path} はすでにあります。", path = path.display());
            wrong(message, tr!("置きかえるには --force を付けてください。"))
        }
        _ => Ok(()),
    }
}

/// Writes the bytes of a file. Of a link, what it leads to is replaced.
///
/// # Errors
///
/// If that cannot be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    fs::replace_contents(&target, bytes).map_err(|error| {
        let message = tr!("{path} に書き出せません({why})。", path = path.display(), why = fs::reason(&error));
        Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
    })
}
