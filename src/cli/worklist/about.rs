//! What a worklist is about, as the command line says it.

use crate::catalog::{Catalog, Level, RecordRef};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::language::{t, tr};
use crate::model::{Id, Kind, Party, Preset};
use crate::search::party_named;
use crate::worklist::no_product;
use crate::workspace::scope::{self, ScopeChoice};

use super::super::output::Stop;
use super::super::records::SessionRecords;
use super::super::resolve::{Resolved, Resolver, SUGGESTIONS, listing};
use super::super::session::Session;

/// Returns the pattern meant by `II`, `Ⅱ` or `2`.
///
/// # Errors
///
/// If there is no such pattern.
pub(super) fn pattern(text: &str) -> Result<Id, String> {
    const PATTERNS: [[&str; 3]; 4] = [["I", "Ⅰ", "1"], ["II", "Ⅱ", "2"], ["III", "Ⅲ", "3"], ["IV", "Ⅳ", "4"]];
    let is_meant = |names: &&[&str; 3]| names.iter().any(|name| name.eq_ignore_ascii_case(text.trim()));
    let found = PATTERNS.iter().find(is_meant).map(|[id, ..]| (*id).to_owned());
    found.ok_or_else(|| t("使えるのは I、II、III、IV です。").to_owned())
}

/// Returns the party meant by its name or a word for it.
///
/// # Errors
///
/// If there is no such party.
pub(super) fn party(text: &str) -> Result<Party, String> {
    let (text, names) =
        (text.trim(), || Party::ALL.iter().map(|party| t(party.name())).collect::<Vec<_>>().join(t("、")));
    let said = || Party::ALL.iter().copied().find(|party| t(party.name()) == text);
    party_named(text).or_else(said).ok_or_else(|| tr!("使えるのは {names} です。", names = names()))
}

/// Returns the ids of the products that are meant by ids or names.
///
/// # Errors
///
/// If one means no product, or could mean several; the message says which.
pub(super) fn products(catalog: &SessionRecords<'_>, texts: &[String]) -> Result<Vec<Id>, Failure> {
    let mut resolver = Resolver::new(catalog);
    texts.iter().map(|text| product(catalog, &mut resolver, text)).collect()
}

fn product(catalog: &Catalog, resolver: &mut Resolver<'_, '_>, text: &str) -> Result<Id, Failure> {
    let wrong = |message: String, hint: String| {
        Err(Failure::new(FailureKind::Usage, tr!("{message}何も記録していません。", message), hint))
    };
    let is_product = |at: &RecordRef| at.kind == Kind::Product;
    match resolver.resolve(text)? {
        Resolved::One(at) if is_product(&at) => Ok(catalog.id(at).to_owned()),
        Resolved::One(at) => {
            wrong(no_product(catalog, text, at), tr!("`tenken show {word}` で表示します。", word = shell_word(text)))
        }
        Resolved::Namesakes(records) if records.iter().any(is_product) => {
            let products: Vec<RecordRef> = records.into_iter().filter(is_product).collect();
            match products.as_slice() {
                [only] => Ok(catalog.id(*only).to_owned()),
                several => wrong(
                    tr!("「{text}」という製品が {n} 件あります。", text, n = several.len()),
                    tr!("ID で指定してください: {listing}", listing = listing(catalog, several, SUGGESTIONS)),
                ),
            }
        }
        Resolved::Several(records) | Resolved::Namesakes(records) | Resolved::Nothing(records) => {
            let near: Vec<RecordRef> = records.into_iter().filter(is_product).collect();
            let hint = match near.is_empty() {
                true => tr!("`tenken search --kind product {word}` で ID を探せます。", word = shell_word(text)),
                false => tr!("近いもの: {listing}", listing = listing(catalog, &near, SUGGESTIONS)),
            };
            wrong(tr!("「{text}」という製品はありません。", text), hint)
        }
    }
}

/// Returns the ids of what is taken away by ids or names. What was recorded is taken away even if the catalog does not know
/// it.
///
/// # Errors
///
/// If the search engine cannot be built.
pub(super) fn products_taken_away(catalog: &SessionRecords<'_>, texts: &[String]) -> Result<Vec<Id>, Failure> {
    let mut resolver = Resolver::new(catalog);
    let id = |text: &String| match resolver.resolve(text)? {
        Resolved::One(at) if at.kind == Kind::Product => Ok(catalog.id(at).to_owned()),
        _ => Ok(text.clone()),
    };
    texts.iter().map(id).collect()
}

/// Returns what a sentence calls a product or licence: its name and id, or its id if nobody knows it.
pub(super) fn named(catalog: &Catalog, id: &str) -> String {
    catalog.find(id).map_or_else(|| tr!("「{id}」", id), |at| tr!("「{title}」({id})", title = catalog.title(at), id))
}

/// Returns what a command line says about what is counted.
///
/// # Errors
///
/// If there is no such preset or heading, or the heading has no clauses.
pub(super) fn choice<'a>(
    catalog: &'a Catalog,
    preset: Option<&str>,
    [guidelines, volumes]: [&[Id]; 2],
) -> Result<ScopeChoice<'a>, Failure> {
    scope::check_headings(catalog, guidelines, &[Level::Guideline])?;
    scope::check_headings(catalog, volumes, &[Level::Volume, Level::Chapter])?;
    let preset = preset.map(|name| scope::preset(catalog, name)).transpose()?;
    Ok(ScopeChoice { preset, added: [guidelines, volumes].concat(), removed: Vec::new() })
}

/// Says what the pattern of a worklist allows.
pub(super) fn tell_pattern(catalog: &Catalog, pattern: Option<&Id>, session: &mut Session<'_>) -> Result<(), Stop> {
    let meaning = pattern.and_then(|pattern| scope::pattern_meaning(catalog, pattern));
    meaning.map_or(Ok(()), |meaning| session.out.indented(2, &meaning))
}

/// Says what a preset counts otherwise than it says.
pub(super) fn tell_preset(catalog: &Catalog, preset: Option<&Preset>, session: &mut Session<'_>) {
    let remarks = preset.map(|preset| catalog.preset_remarks(preset)).unwrap_or_default();
    remarks.iter().for_each(|remark| session.note(remark));
}

/// Checks that nothing is given to two options that contradict each other.
///
/// # Errors
///
/// If something is; the message says what.
pub(super) fn check_apart(some: &[String], others: &[String], [one, other]: [&str; 2]) -> Result<(), Failure> {
    match some.iter().find(|id| others.contains(id)) {
        None => Ok(()),
        Some(id) => {
            let sentence = tr!("「{id}」が {one} と {other} の両方にあります。何も記録していません。", id, one, other);
            Err(Failure::new(FailureKind::Usage, sentence, t("どちらか一方にしてください。")))
        }
    }
}
