//! `tenken worklist set`: changes what the worklist in use is about.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Level};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::{Id, Party};
use crate::sheet::terms;
use crate::worklist::{Change, Edit, InUse, Operation, Profile, State};
use crate::workspace::scope::{self, ScopeChange, ScopeChoice};

use super::super::exit::FOUND;
use super::super::licence_names;
use super::super::output::Stop;
use super::super::records::SessionRecords;
use super::super::session::Session;
use super::audit::AuditArgs;
use super::{about, show};

/// What to change.
#[derive(Clone, Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist set [オプション]",
    next_help_heading = "点検票のオプション",
    after_help = "数える版は、いま数えている範囲に加えたり外したりします。\n--preset は、施設の種類で選び直します。\n担当を一つも選んでいなければ、すべての担当の条項を数えます。\nエディションに含まれる製品は、使っている製品として数えます。\n使っていないものは --unused で除きます。"
)]
pub(super) struct Args {
    /// 施設の名前。空にすると消します
    #[arg(long, value_name = "TEXT")]
    facility: Option<String>,
    /// 施設の種類(例: 病院)。数える版を選び直します
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// 数えるガイドラインに加えます(例: mhlw6)
    #[arg(long, value_name = "ID")]
    guideline: Vec<Id>,
    /// 数えるガイドラインから外します
    #[arg(long, value_name = "ID")]
    no_guideline: Vec<Id>,
    /// 数える編・年度版・確認用シートに加えます
    #[arg(long, value_name = "ID")]
    volume: Vec<Id>,
    /// 数える編・年度版・確認用シートから外します
    #[arg(long, value_name = "ID")]
    no_volume: Vec<Id>,
    /// 参照パターン: I、II、III、IV、なし
    #[arg(long, value_name = "I..IV", value_parser = pattern)]
    pattern: Option<Chosen>,
    /// 数える担当に加えます(医療機関、事業者 など)
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    party: Vec<Party>,
    /// 数える担当から外します
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    no_party: Vec<Party>,
    /// 使っている製品に加えます(繰り返せます)
    #[arg(long, value_name = "ID")]
    product: Vec<Id>,
    /// 使っている製品から外します(繰り返せます)
    #[arg(long, value_name = "ID")]
    no_product: Vec<Id>,
    /// 契約中のエディションに加えます(例: m365-e3)
    #[arg(long, value_name = "ID")]
    licence: Vec<String>,
    /// 契約中のエディションから外します
    #[arg(long, value_name = "ID")]
    no_licence: Vec<String>,
    /// 含まれるが使っていない製品に加えます(繰り返せます)
    #[arg(long, value_name = "ID")]
    unused: Vec<Id>,
    /// 使っていない製品から外します(繰り返せます)
    #[arg(long, value_name = "ID")]
    no_unused: Vec<Id>,
    #[command(flatten)]
    audit: AuditArgs,
}

/// A pattern, or that there is none.
#[derive(Clone, Debug)]
struct Chosen(Option<Id>);

fn pattern(text: &str) -> Result<Chosen, String> {
    if ["なし", t("なし")].contains(&text.trim()) {
        Ok(Chosen(None))
    } else {
        about::pattern(text).map(|id| Chosen(Some(id)))
    }
}

/// Records all changes at once, and shows what the worklist is about now.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let args = &args.resolved(&catalog)?;
    let licences = licence_names::resolve_all(&catalog, &args.licence)?;
    if args.is_empty() {
        let hint = t("使い方は `tenken worklist set --help` で表示します。");
        return Err(Failure::new(FailureKind::Usage, t("何を変えるかが指定されていません。"), hint).into());
    }
    session.identify()?;
    let mut worklist = session.worklist()?;
    let profile = worklist.state().profile();
    let no_licences =
        args.no_licence.iter().map(|text| no_licence(&catalog, profile, text)).collect::<Result<Vec<_>, _>>()?;
    args.check((&licences, &no_licences))?;
    let mut absent = args.absent(&catalog, profile, &no_licences);
    absent.extend(args.uncounted(&catalog, worklist.state())?);
    let edits = args.edits(profile, (&licences, &no_licences));
    let counted = args.counted(&catalog, worklist.state())?;
    let changes: Vec<Change> = counted.into_iter().chain(edits).map(Change::profile).collect();
    absent.iter().for_each(|sentence| session.note(sentence));
    let before = worklist.state().clone();
    if !changes.is_empty() {
        worklist.perform(Operation::Record(changes), "worklist set").map_err(Failure::from)?;
    }
    tell_needless(args, &InUse::of_profile(&catalog, worklist.state().profile()), session);
    tell_scope(args, &catalog, (&before, worklist.state()), session)?;
    show::print(&catalog, &worklist, session)?;
    Ok(FOUND)
}

/// Says what a preset counts otherwise than it says, what it is not called any more, and which records do not count now.
fn tell_scope(
    args: &Args,
    catalog: &Catalog,
    (before, after): (&State, &State),
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    about::tell_preset(catalog, args.preset.as_deref().and_then(|name| catalog.preset(name)), session);
    if before.profile().preset.is_some() && after.profile().preset.is_none() {
        let name = scope::preset_name(catalog, before);
        session.note(&tr!("数える範囲を変えたので、施設の種類「{name}」を外しました。", name));
    }
    let change = ScopeChange::between(catalog, before, after);
    change.iter().flat_map(ScopeChange::about_records).for_each(|sentence| session.note(&sentence));
    Ok(())
}

/// Says which of the products that are not used nothing brings anyhow.
fn tell_needless(args: &Args, in_use: &InUse<'_>, session: &mut Session<'_>) {
    for product in in_use.needless().iter().filter(|product| args.unused.contains(&product.id)) {
        let name = product.title();
        session.note(&tr!(
            "「{name}」は、契約しているエディションのどれにも含まれていません。いまは何も変わりません。",
            name
        ));
    }
}

/// Returns the id of a licence that is taken away: one that was recorded, even if the catalog does not know it.
fn no_licence(catalog: &Catalog, profile: &Profile, text: &str) -> Result<Id, Failure> {
    match is_there(profile, &Edit::Licence { id: text.to_owned(), on: false }) {
        true => Ok(text.to_owned()),
        false => licence_names::resolve_all(catalog, &[text.to_owned()]).map(|ids| ids.concat()),
    }
}

/// Whether what an edit takes away is there, or some say so: to take it away then decides.
fn is_there(profile: &Profile, edit: &Edit) -> bool {
    let is_in = |set: &BTreeSet<Id>, id: &Id| set.contains(id) || profile.is_disputed(&edit.field());
    match edit {
        Edit::Product { id, .. } => is_in(&profile.products, id),
        Edit::Licence { id, .. } => is_in(&profile.licences, id),
        Edit::Unused { id, .. } => is_in(&profile.unused, id),
        _ => true,
    }
}

fn products(ids: &[Id], on: bool) -> Vec<Edit> {
    ids.iter().map(|id| Edit::Product { id: id.clone(), on }).collect()
}

fn licences(ids: &[Id], on: bool) -> Vec<Edit> {
    ids.iter().map(|id| Edit::Licence { id: id.clone(), on }).collect()
}

fn unused(ids: &[Id], on: bool) -> Vec<Edit> {
    ids.iter().map(|id| Edit::Unused { id: id.clone(), on }).collect()
}

impl Args {
    /// Returns it with the ids of the products that are meant.
    fn resolved(&self, catalog: &SessionRecords<'_>) -> Result<Self, Failure> {
        Ok(Self {
            product: about::products(catalog, &self.product)?,
            unused: about::products(catalog, &self.unused)?,
            no_product: about::products_taken_away(catalog, &self.no_product)?,
            no_unused: about::products_taken_away(catalog, &self.no_unused)?,
            ..self.clone()
        })
    }

    fn is_empty(&self) -> bool {
        let is_kept = self.facility.is_none() && self.pattern.is_none() && self.preset.is_none();
        let parties = [&self.party, &self.no_party];
        let ids = [&self.product, &self.no_product, &self.unused, &self.no_unused, &self.licence, &self.no_licence];
        is_kept
            && self.audit == AuditArgs::default()
            && !self.has_headings()
            && parties.iter().all(|all| all.is_empty())
            && ids.iter().all(|all| all.is_empty())
    }

    fn has_headings(&self) -> bool {
        let headings = [&self.guideline, &self.no_guideline, &self.volume, &self.no_volume];
        headings.iter().any(|all| !all.is_empty())
    }

    /// Returns the edits that change what is counted; none if nothing about it was said.
    fn counted(&self, catalog: &Catalog, state: &State) -> Result<Vec<Edit>, Failure> {
        if self.preset.is_none() && !self.has_headings() {
            return Ok(Vec::new());
        }
        about::check_apart(&self.guideline, &self.no_guideline, ["--guideline", "--no-guideline"])?;
        about::check_apart(&self.volume, &self.no_volume, ["--volume", "--no-volume"])?;
        let choice = about::choice(catalog, self.preset.as_deref(), [&self.guideline, &self.volume])?;
        let removed = [self.no_guideline.as_slice(), &self.no_volume].concat();
        scope::choose(catalog, state, &ScopeChoice { removed, ..choice })
    }

    /// Says what is to be counted no more and is not counted.
    fn uncounted(&self, catalog: &Catalog, state: &State) -> Result<Vec<String>, Failure> {
        let guidelines = scope::check_removed(catalog, state, &self.no_guideline, &[Level::Guideline])?;
        let volumes = scope::check_removed(catalog, state, &self.no_volume, &[Level::Volume, Level::Chapter])?;
        // What comes with the preset can be taken out of it.
        Ok(if self.preset.is_some() { Vec::new() } else { [guidelines, volumes].concat() })
    }

    /// Checks that nothing is added and taken away at once.
    fn check(&self, (licences, no_licences): (&[Id], &[Id])) -> Result<(), Failure> {
        about::check_apart(licences, no_licences, ["--licence", "--no-licence"])?;
        about::check_apart(&self.product, &self.no_product, ["--product", "--no-product"])?;
        about::check_apart(&self.unused, &self.no_unused, ["--unused", "--no-unused"])?;
        about::check_apart(&self.product, &self.unused, ["--product", "--unused"])?;
        let names = |parties: &[Party]| parties.iter().map(|party| party.name().to_owned()).collect::<Vec<_>>();
        about::check_apart(&names(&self.party), &names(&self.no_party), ["--party", "--no-party"])
    }

    /// Says what is to be taken away and was not there.
    fn absent(&self, catalog: &Catalog, profile: &Profile, no_licences: &[Id]) -> Vec<String> {
        let sets = [
            (licences(no_licences, false), no_licences, terms::LICENCES),
            (products(&self.no_product, false), self.no_product.as_slice(), t("手で選んだ製品")),
            (unused(&self.no_unused, false), self.no_unused.as_slice(), t("使っていない製品")),
        ];
        let absent = |(edits, ids, what): (Vec<Edit>, &[Id], &str)| {
            let ids = ids.iter().zip(&edits).filter(|(_, edit)| !is_there(profile, edit)).map(|(id, _)| id);
            ids.map(|id| tr!("{named}は、{what}に入っていません。", named = about::named(catalog, id), what))
                .collect::<Vec<_>>()
        };
        sets.into_iter().flat_map(absent).collect()
    }

    fn edits(&self, profile: &Profile, (named, no_licences): (&[Id], &[Id])) -> Vec<Edit> {
        let facility = self.facility.clone().map(Edit::Facility);
        let pattern = self.pattern.clone().map(|chosen| Edit::Pattern(chosen.0));
        let party = |ids: &[Party], on| ids.iter().map(move |id| Edit::Party { id: *id, on }).collect::<Vec<_>>();
        let taken = |edits: Vec<Edit>| edits.into_iter().filter(|edit| is_there(profile, edit)).collect::<Vec<_>>();
        let sets = [
            products(&self.product, true),
            // What is used after all is not unused any more, and the other way round.
            taken(unused(&self.product, false)),
            taken(products(&self.no_product, false)),
            licences(named, true),
            taken(licences(no_licences, false)),
            taken(products(&self.unused, false)),
            unused(&self.unused, true),
            taken(unused(&self.no_unused, false)),
        ];
        let parties = [party(&self.party, true), party(&self.no_party, false)].concat();
        facility.into_iter().chain(self.audit.edits()).chain(pattern).chain(parties).chain(sets.concat()).collect()
    }
}
