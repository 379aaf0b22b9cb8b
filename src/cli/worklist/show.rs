//! `tenken worklist show`: what the worklist in use is about.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::export::ReportEditions;
use crate::language::{t, tr};
use crate::model::{OwnItem, Party};
use crate::sheet::terms;
use crate::worklist::{Counted, CountedBy, GUIDE, InUse, Progress, Scope, State, Worklist};
use crate::workspace::editions::of_worklist;
use crate::workspace::pattern_name;
use crate::workspace::scope::{self, CountedHeading};

use super::super::coverage::InUseDocument;
use super::super::editions::tell_editions;
use super::super::exit::FOUND;
use super::super::marked::ConflictDocument;
use super::super::output::{Stop, label, width};
use super::super::session::Session;
use super::{about, items};

/// Columns of the names of fields, at least.
const NAME: usize = 14;

/// What is said of products that are marked as not used, and that nothing brings.
const NEEDLESS: &str = "使っていないとしたが、どこにも含まれない製品";

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist show [オプション]", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints the profile.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    if args.json {
        let name = session.setup.worklist.clone();
        let in_use = InUse::of_profile(&catalog, worklist.state().profile());
        in_use.remarks().iter().for_each(|remark| session.note(remark));
        session.out.json(&WorklistDocument::new(&name, &worklist, (&catalog, &in_use)))?;
    } else {
        print(&catalog, &worklist, session)?;
    }
    Ok(FOUND)
}

/// Prints what a worklist is about, how much it counts and where it is.
pub(super) fn print(catalog: &Catalog, worklist: &Worklist, session: &mut Session<'_>) -> Result<(), Stop> {
    let profile = worklist.state().profile();
    let progress = Progress::new(catalog, worklist.state());
    let archived = if profile.is_archived { t(terms::ARCHIVED) } else { "" };
    session.out.heading(&tr!("点検票「{worklist}」{archived}", worklist = session.setup.worklist, archived))?;
    let parties: Vec<&str> = profile.parties.iter().map(|party| t(party.name())).collect();
    let left_out = progress.scope().left_out_by_profile();
    let by = scope::left_out_by(worklist.state());
    let counted = tr!("{total} 条項({by}数えないもの {left_out} 条項)", total = progress.total().total(), by, left_out);
    let fields = [
        ("施設", profile.facility.clone()),
        ("施設の種類", scope::preset_name(catalog, worklist.state())),
        ("期間", profile.period.clone()),
        ("点検者", profile.inspectors.clone()),
        ("承認者", profile.approver.clone()),
        ("参照パターン", profile.pattern.as_ref().map(|id| pattern_name(catalog, id)).unwrap_or_default()),
        (terms::COUNTED_PARTIES, if parties.is_empty() { t("すべて").to_owned() } else { parties.join(t("・")) }),
        (terms::COUNTED, counted),
        ("フォルダー", worklist.folder().display().to_string()),
    ];
    let is_optional = |name: &str| ["期間", "点検者", "承認者"].contains(&name);
    let columns = fields.iter().map(|(name, _)| width(t(name)) + 1).max().unwrap_or_default().max(NAME);
    for (name, value) in fields.iter().filter(|(name, value)| !value.is_empty() || !is_optional(name)) {
        let value = if value.is_empty() { t("(なし)") } else { value };
        session.out.line(&format!("  {}{value}", label(t(name), columns)))?;
    }
    if !profile.remarks.is_empty() {
        session.out.line(&format!("  {}", t("所見")))?;
        profile.remarks.lines().try_for_each(|line| session.out.indented(4, line))?;
    }
    about::tell_pattern(catalog, profile.pattern.as_ref(), session)?;
    print_counted(catalog, worklist.state(), session)?;
    items::print(worklist.state(), session)?;
    print_in_use(&InUse::of_profile(catalog, profile), session)?;
    let conflicts =
        profile.conflicts.iter().map(|conflict| scope::conflict_sentence(catalog, worklist.state(), conflict));
    conflicts.into_iter().try_for_each(|sentence| session.out.indented(2, &sentence))
}

/// Prints which editions are counted, and whether somebody chose them.
fn print_counted(catalog: &Catalog, state: &State, session: &mut Session<'_>) -> Result<(), Stop> {
    let counted = Counted::of(catalog, state);
    let why = match counted.by {
        CountedBy::Choice => String::new(),
        CountedBy::Default => tr!("({why})", why = scope::BY_DEFAULT),
        CountedBy::Before => tr!("({why})", why = scope::AS_BEFORE),
    };
    session.out.line(&format!("  {}", tr!("数える範囲{why}", why)))?;
    let lines = scope::counted_lines(catalog, &counted);
    lines.iter().try_for_each(|(line, id)| session.out.line(&format!("    {line} [{id}]")))?;
    tell_editions(&of_worklist(catalog, &Scope::of(catalog, state)), session)
}

/// Prints licences and products, and says once what has to be known about them.
fn print_in_use(in_use: &InUse<'_>, session: &mut Session<'_>) -> Result<(), Stop> {
    if !in_use.licences().is_empty() {
        session.out.line(&format!("  {}", tr!("契約しているエディション {n} 件", n = in_use.licences().len())))?;
    }
    for licence in in_use.licences() {
        session.out.line(&format!("    {} [{}]", t(&licence.title), licence.id))?;
    }
    let groups = [
        (terms::PRODUCTS_IN_USE, in_use.products()),
        ("一部の機能だけの製品(数えません)", in_use.partly()),
        ("使っていない製品", in_use.unused()),
    ];
    for (index, (what, products)) in groups.into_iter().enumerate() {
        if index == 0 || !products.is_empty() {
            session.out.line(&format!("  {}", tr!("{what} {n} 件", what, n = products.len())))?;
        }
        for used in products {
            let by = if used.licences.is_empty() { String::new() } else { format!("  {}", used.licence_names()) };
            session.out.line(&format!("    {} [{}]{by}", used.product.title(), used.product.id))?;
        }
    }
    if !in_use.needless().is_empty() {
        session.out.line(&format!("  {}", tr!("{what} {n} 件", what = NEEDLESS, n = in_use.needless().len())))?;
    }
    for product in in_use.needless() {
        session.out.line(&format!("    {} [{}]", product.title(), product.id))?;
    }
    in_use.remarks().iter().for_each(|remark| session.note(remark));
    if in_use.licences().is_empty() { Ok(()) } else { session.out.indented(2, t(GUIDE)) }
}

/// The profile as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct WorklistDocument<'a> {
    name: &'a str,
    folder: String,
    facility: &'a str,
    period: &'a str,
    inspectors: &'a str,
    approver: &'a str,
    remarks: &'a str,
    pattern: Option<&'a str>,
    preset: Option<&'a str>,
    scope: Vec<ScopeDocument>,
    scope_by: &'static str,
    parties: Vec<Party>,
    products: Vec<&'a str>,
    licences: Vec<&'a str>,
    unused: Vec<&'a str>,
    in_use: InUseDocument<'a>,
    archived: bool,
    counted: usize,
    left_out: usize,
    items: Vec<OwnItem>,
    withdrawn: Vec<OwnItem>,
    conflicts: Vec<ConflictDocument<'a>>,
    editions: ReportEditions,
}

/// A guideline, volume or chapter that is counted.
#[derive(Serialize)]
struct ScopeDocument {
    id: String,
    title: String,
    clauses: usize,
    partial: bool,
}

impl From<CountedHeading> for ScopeDocument {
    fn from(heading: CountedHeading) -> Self {
        let CountedHeading { id, name, clauses, is_partial, .. } = heading;
        Self { id, title: name, clauses, partial: is_partial }
    }
}

impl<'a> WorklistDocument<'a> {
    fn new(name: &'a str, worklist: &'a Worklist, (catalog, in_use): (&'a Catalog, &'a InUse<'a>)) -> Self {
        let profile = worklist.state().profile();
        let progress = Progress::new(catalog, worklist.state());
        let counted = Counted::of(catalog, worklist.state());
        Self {
            name,
            folder: worklist.folder().display().to_string(),
            facility: &profile.facility,
            period: &profile.period,
            inspectors: &profile.inspectors,
            approver: &profile.approver,
            remarks: &profile.remarks,
            pattern: profile.pattern.as_deref(),
            preset: profile.preset.as_deref(),
            scope: scope::counted_headings(catalog, &counted).into_iter().map(ScopeDocument::from).collect(),
            scope_by: counted.by.code(),
            parties: profile.parties.iter().copied().collect(),
            products: profile.products.iter().map(String::as_str).collect(),
            licences: profile.licences.iter().map(String::as_str).collect(),
            unused: profile.unused.iter().map(String::as_str).collect(),
            in_use: InUseDocument::new(catalog, in_use),
            archived: profile.is_archived,
            counted: progress.total().total(),
            left_out: progress.scope().left_out_by_profile(),
            items: worklist.state().items(),
            withdrawn: worklist.state().withdrawn_items(),
            conflicts: profile.conflicts.iter().map(ConflictDocument::new).collect(),
            editions: of_worklist(catalog, progress.scope()),
        }
    }
}
