//! `tenken worklist add-item`, `edit-item` and `remove-item`: the own items of the worklist in use.

use crate::failure::{Failure, FailureKind};
use crate::language::{Words, t, titled, tr};
use crate::model::{OwnItem, Party};
use crate::worklist::{Change, Edit, NewItem, Operation, State};

use super::super::exit::FOUND;
use super::super::output::Stop;
use super::super::session::Session;
use super::about;

/// What to add.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken worklist add-item [オプション] TITLE",
    next_help_heading = "独自項目のオプション",
    after_help = "加えた項目は、この点検票の条項として数え、記録し、検索し、書き出します。\n番号は「独自 1」のように付きます。\n\n例:\n  tenken worklist add-item 媒体の棚卸し --text 台帳と現物が合うか\n  tenken mark 独自1 done"
)]
pub(super) struct AddArgs {
    /// 題
    #[arg(value_name = "TITLE", help_heading = "引数")]
    item_title: String,
    /// 確かめる内容
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// 担当区分: 医療機関、事業者、クラウド事業者
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    party: Vec<Party>,
}

/// What to change.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist edit-item [オプション] ITEM", next_help_heading = "独自項目のオプション")]
pub(super) struct EditArgs {
    /// 独自項目の番号か ID(例: 独自1)
    #[arg(value_name = "ITEM", help_heading = "引数")]
    item: String,
    /// 題
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// 確かめる内容。空にすると消します
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// 担当区分に加えます
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    party: Vec<Party>,
    /// 担当区分から外します
    #[arg(long, value_name = "PARTY", value_parser = about::party)]
    no_party: Vec<Party>,
}

/// What to take away.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken worklist remove-item ITEM")]
pub(super) struct RemoveArgs {
    /// 独自項目の番号か ID(例: 独自1)
    #[arg(value_name = "ITEM", help_heading = "引数")]
    item: String,
}

/// Adds an item and says its number.
pub(super) fn add(args: &AddArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut worklist = session.worklist_to_mark()?;
    let (title, text) = (args.item_title.clone(), args.text.clone().unwrap_or_default());
    let before = worklist.state().items();
    let operation = Operation::AddItems(vec![NewItem { title, text, parties: args.party.clone() }]);
    worklist.perform(operation, "worklist add-item").map_err(Failure::from)?;
    let is_new = |item: &&OwnItem| before.iter().all(|known| known.id != item.id);
    for item in worklist.state().items().iter().filter(is_new) {
        session.out.line(&tr!("独自 {number}「{title}」を加えました。", number = item.number, title = item.title))?;
    }
    Ok(FOUND)
}

/// Changes what an item says.
pub(super) fn edit(args: &EditArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    if args.title.is_none() && args.text.is_none() && args.party.is_empty() && args.no_party.is_empty() {
        let hint = t("使い方は `tenken worklist edit-item --help` で表示します。");
        return Err(Failure::new(FailureKind::Usage, t("何を変えるかが指定されていません。"), hint).into());
    }
    let names = |parties: &[Party]| parties.iter().map(|party| party.name().to_owned()).collect::<Vec<_>>();
    about::check_apart(&names(&args.party), &names(&args.no_party), ["--party", "--no-party"])?;
    let mut worklist = session.worklist_to_mark()?;
    let item = found(worklist.state(), &args.item)?;
    let texts = [args.title.clone().map(Edit::ItemTitle), args.text.clone().map(Edit::ItemText)];
    let parties = [(&args.party, true), (&args.no_party, false)];
    let parties = parties.into_iter().flat_map(|(ids, on)| ids.iter().map(move |id| Edit::ItemParty { id: *id, on }));
    let changes = texts.into_iter().flatten().chain(parties).map(|edit| Change::clause(item.id.as_str(), edit));
    worklist.perform(Operation::Record(changes.collect()), "worklist edit-item").map_err(Failure::from)?;
    worklist.state().item(&item.id).iter().try_for_each(|item| print_one(item, session))?;
    Ok(FOUND)
}

/// Withdraws an item.
pub(super) fn remove(args: &RemoveArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut worklist = session.worklist_to_mark()?;
    let item = found(worklist.state(), &args.item)?;
    let change = Change::clause(item.id.as_str(), Edit::ItemWithdrawn(true));
    worklist.perform(Operation::Record(vec![change]), "worklist remove-item").map_err(Failure::from)?;
    session.out.line(&tr!(
        "独自 {number}「{title}」を取り下げました。記録は残っています。",
        number = item.number,
        title = item.title
    ))?;
    session.out.line(&tr!("経過は `tenken history {id}` で表示します。`tenken undo` で戻せます。", id = item.id))?;
    Ok(FOUND)
}

/// Prints the own items of a worklist, and those that were withdrawn; nothing if it has none.
pub(super) fn print(state: &State, session: &mut Session<'_>) -> Result<(), Stop> {
    for (name, items) in [("独自項目", state.items()), ("取り下げた独自項目", state.withdrawn_items())] {
        if !items.is_empty() {
            session.out.line(&format!("  {}", tr!("{what} {n} 件", what = titled(name), n = items.len())))?;
        }
        items.iter().try_for_each(|item| print_one(item, session))?;
    }
    Ok(())
}

fn print_one(item: &OwnItem, session: &mut Session<'_>) -> Result<(), Stop> {
    let parties: Vec<&str> = item.parties.iter().map(|party| t(party.name())).collect();
    let parties = if parties.is_empty() { String::new() } else { tr!("({parties})", parties = parties.join(t("・"))) };
    session.out.indented(
        4,
        &tr!(
            "独自 {number}  {title}{parties} [{id}]",
            number = item.number,
            title = Words(&item.title),
            parties,
            id = item.id
        ),
    )?;
    item.text.lines().try_for_each(|line| session.out.indented(6, line))
}

/// Returns the item that is meant, by its number alone too.
fn found(state: &State, text: &str) -> Result<OwnItem, Failure> {
    state.item(text).or_else(|| state.item(&format!("独自{}", text.trim()))).ok_or_else(|| {
        let known: Vec<String> = state
            .items()
            .iter()
            .map(|item| tr!("独自 {number}({title})", number = item.number, title = Words(&item.title)))
            .collect();
        let hint = match known.is_empty() {
            true => t("`tenken worklist add-item 題` で加えられます。").to_owned(),
            false => tr!("この点検票にあるのは {known} です。", known = known.join(t("、"))),
        };
        Failure::new(FailureKind::Usage, tr!("「{text}」という独自項目はありません。", text = text.trim()), hint)
    })
}
