//! `tenken worklist create`, `switch`, `copy` and `archive`.

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::{t, titled, tr};
use crate::model::{Id, Party};
use crate::worklist::{CarryOver, Counted, Profile, Progress, Scope, State};
use crate::workspace::editions::of_worklist;
use crate::workspace::open_worklists;
use crate::workspace::scope::{self, ScopeChoice};

use super::super::editions::tell_editions;
use super::super::exit::FOUND;
use super::super::licence_names;
use super::super::output::Stop;
use super::super::session::Session;
use super::about;
use super::audit::AuditArgs;

/// What a new worklist is called and about.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist create [オプション] NAME",
    next_help_heading = "点検票のオプション",
    after_help = "数える版を指定しなければ、端末では施設の種類を尋ね、端末がなければ標準の範囲に\nします。\n\n例:\n  tenken worklist create 東病院2026 --preset 病院 --pattern II\n  tenken worklist create 確認 --guideline mhlw6 --volume mhlwcl.r7"
)]
pub(super) struct CreateArgs {
    /// 点検票の名前
    #[arg(value_name = "NAME", help_heading = "引数")]
    name: String,
    /// 施設の名前
    #[arg(long, value_name = "TEXT")]
    facility: Option<String>,
    /// 施設の種類(例: 病院)。数える版が決まります
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// 数えるガイドラインの ID(例: mhlw6。繰り返せます)
    #[arg(long, value_name = "ID")]
    guideline: Vec<Id>,
    /// 数える編・年度版・確認用シートの ID(例: mhlwcl.r7)
    #[arg(long, value_name = "ID")]
    volume: Vec<Id>,
    /// 参照パターン: I、II、III、IV
    #[arg(long, value_name = "I..IV", value_parser = about::pattern)]
    pattern: Option<Id>,
    /// 数える担当: 医療機関、事業者、クラウド事業者(複数可)
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    party: Vec<Party>,
    /// 使っている製品の ID(繰り返せます)
    #[arg(long, value_name = "ID")]
    product: Vec<Id>,
    /// 契約しているエディション(例: m365-e3。繰り返せます)
    #[arg(long, value_name = "ID")]
    licence: Vec<String>,
    /// 含まれるが使っていない製品の ID(繰り返せます)
    #[arg(long, value_name = "ID")]
    unused: Vec<Id>,
    #[command(flatten)]
    audit: AuditArgs,
}

/// Which worklist to use.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist switch NAME")]
pub(super) struct SwitchArgs {
    /// 点検票の名前
    #[arg(value_name = "NAME", help_heading = "引数")]
    name: String,
}

/// What to copy.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist copy [オプション] FROM TO",
    next_help_heading = "点検票のオプション",
    after_help = "--recheck を付けると、完了と対応中は要再確認になり、判定と期限は写しません。\nメモ、担当者、証跡、対象外とその理由、済んでいない指摘、例外は写します。"
)]
pub(super) struct CopyArgs {
    /// もとの点検票
    #[arg(value_name = "FROM", help_heading = "引数")]
    from: String,
    /// 新しい点検票の名前
    #[arg(value_name = "TO", help_heading = "引数")]
    to: String,
    /// 前回の結果を、確かめ直すものとして写します
    #[arg(long)]
    recheck: bool,
}

/// What to archive.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist archive [オプション] NAME",
    next_help_heading = "点検票のオプション",
    after_help = "しまった点検票には記録できません。見ることと書き出すことはできます。"
)]
pub(super) struct ArchiveArgs {
    /// 点検票の名前
    #[arg(value_name = "NAME", help_heading = "引数")]
    name: String,
    /// しまった点検票を戻します
    #[arg(long)]
    undo: bool,
}

/// Creates a worklist.
pub(super) fn create(args: &CreateArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let (products, unused) = (about::products(&catalog, &args.product)?, about::products(&catalog, &args.unused)?);
    about::check_apart(&products, &unused, ["--product", "--unused"])?;
    let licences = licence_names::resolve_all(&catalog, &args.licence)?;
    let worklists = open_worklists(&session.setup)?;
    let choice = about::choice(&catalog, args.preset.as_deref(), [&args.guideline, &args.volume])?;
    session.identify()?;
    worklists.ensure_free(&args.name, session.setup.who.clone()).map_err(Failure::from)?;
    let choice = if choice == ScopeChoice::default() { ask_preset(&catalog, session)? } else { choice };
    let counted = scope::chosen(&catalog, &choice)?;
    let profile = Profile {
        preset: choice.preset.map(|preset| preset.id.clone()),
        counted,
        facility: args.facility.clone().unwrap_or_default(),
        pattern: args.pattern.clone(),
        products: products.into_iter().collect(),
        licences: licences.into_iter().collect(),
        unused: unused.into_iter().collect(),
        parties: args.party.iter().copied().collect(),
        ..args.audit.of(Profile::default())
    };
    let created = worklists.create(&args.name, &profile, session.setup.who.clone()).map_err(Failure::from)?;
    tell_scope(&catalog, created.state(), session)?;
    about::tell_preset(&catalog, choice.preset, session);
    about::tell_pattern(&catalog, args.pattern.as_ref(), session)?;
    tell_created(&created.name(), session)
}

/// Asks for the kind of facility until the answer is one. If there is nobody to ask, it is the default.
///
/// # Errors
///
/// If the person leaves without an answer.
fn ask_preset<'a>(catalog: &'a Catalog, session: &mut Session<'_>) -> Result<ScopeChoice<'a>, Stop> {
    let of = |preset| ScopeChoice { preset, ..ScopeChoice::default() };
    if !session.terminal.has_input || catalog.presets().count() < 2 {
        return Ok(of(catalog.default_preset()));
    }
    for (index, preset) in catalog.presets().enumerate() {
        session.out.indented(2, &format!("{:>2} {}  {}", index + 1, titled(&preset.title), preset.what))?;
    }
    let default = catalog.default_preset().map_or("", |preset| t(&preset.title));
    let question = tr!("施設の種類を番号か名前で選んでください(Enter だけなら「{default}」): ", default);
    while let Some(answer) = session.answer(&question) {
        match scope::answered_preset(catalog, &answer) {
            Ok(preset) => return Ok(of(preset)),
            Err(failure) => session.note_failure(&failure),
        }
    }
    let hint = t("施設の種類は `--preset 名前` でも指定できます。");
    Err(Failure::new(FailureKind::Usage, t("施設の種類が選ばれていません。点検票は作っていません。"), hint).into())
}

/// Says what a new worklist counts, and which of its editions were replaced.
fn tell_scope(catalog: &Catalog, state: &State, session: &mut Session<'_>) -> Result<(), Stop> {
    let lines = scope::counted_lines(catalog, &Counted::of(catalog, state));
    let names: Vec<String> = lines.into_iter().map(|(line, _)| line).collect();
    let scope = match scope::preset_name(catalog, state).as_str() {
        "" => t("数える範囲").to_owned(),
        name => tr!("「{name}」の数える範囲(本ツールの見解)", name),
    };
    let progress = Progress::new(catalog, state);
    session.out.line(&tr!(
        "{scope}: {names}。{n} 条項。",
        scope,
        names = names.join(t("、")),
        n = progress.total().total()
    ))?;
    tell_editions(&of_worklist(catalog, progress.scope()), session)
}

/// Creates a worklist from another one.
pub(super) fn copy(args: &CopyArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let carry = if args.recheck { CarryOver::Recheck } else { CarryOver::AsIs };
    session.identify()?;
    let worklists = open_worklists(&session.setup)?;
    let copy = worklists.copy(&args.from, &args.to, carry, session.setup.who.clone()).map_err(Failure::from)?;
    let marked = copy.state().marks().len();
    session.out.line(&tr!("点検票「{from}」から {n} 条項の記録を写しました。", from = args.from, n = marked))?;
    let catalog = session.catalog()?;
    tell_editions(&of_worklist(&catalog, &Scope::of(&catalog, copy.state())), session)?;
    tell_created(&copy.name(), session)
}

fn tell_created(name: &str, session: &mut Session<'_>) -> Result<u8, Stop> {
    session.out.line(&tr!("点検票「{name}」を作りました。", name))?;
    session.out.line(&tr!("使うには `tenken worklist switch {word}` を実行してください。", word = shell_word(name)))?;
    Ok(FOUND)
}

/// Chooses the worklist that is used when none is named.
pub(super) fn switch(args: &SwitchArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let worklists = open_worklists(&session.setup)?;
    let name = worklists.resolve(&args.name).map_err(Failure::from)?;
    worklists.set_current(&name).map_err(Failure::from)?;
    session.out.line(&tr!("点検票「{name}」に切り替えました。", name))?;
    Ok(FOUND)
}

/// Puts a worklist away, or takes it out again.
pub(super) fn archive(args: &ArchiveArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    session.identify()?;
    let worklists = open_worklists(&session.setup)?;
    worklists.archive(&args.name, !args.undo, session.setup.who.clone()).map_err(Failure::from)?;
    let name = &args.name;
    let done = if args.undo {
        tr!("点検票「{name}」を戻しました。", name)
    } else {
        tr!("点検票「{name}」をしまいました。", name)
    };
    session.out.line(&done)?;
    Ok(FOUND)
}
