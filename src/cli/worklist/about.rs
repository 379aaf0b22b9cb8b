//! What a worklist is about, as the command line says it.

use crate::catalog::{Catalog, Level};
use crate::failure::{Failure, FailureKind, shell_word};
use crate::model::{Id, Kind, Party, Preset};
use crate::worklist::no_product;
use crate::workspace::scope::{self, ScopeChoice};

use super::super::output::Stop;
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
    found.ok_or_else(|| "使えるのは I、II、III、IV です。".to_owned())
}

/// Returns the party meant by its name or a word for it.
///
/// # Errors
///
/// If there is no such party.
pub(super) fn party(text: &str) -> Result<Party, String> {
    let names = || Party::ALL.iter().map(|party| party.name()).collect::<Vec<_>>().join("、");
    Party::from_code(text.trim()).ok_or_else(|| format!("使えるのは {} です。", names()))
}

/// Checks that every id is one of a product.
///
/// # Errors
///
/// If one is not; the message says which.
pub(super) fn check_products(catalog: &Catalog, ids: &[Id]) -> Result<(), Failure> {
    for id in ids {
        let (message, hint) = match catalog.find(id) {
            Some(at) if at.kind == Kind::Product => continue,
            Some(at) => (no_product(catalog, id, at), format!("`tenken show {}` で表示します。", shell_word(id))),
            None => (
                format!("「{id}」という製品はありません。"),
                format!("`tenken search --kind product {}` で ID を探せます。", shell_word(id)),
            ),
        };
        return Err(Failure::new(FailureKind::Usage, format!("{message}何も記録していません。"), hint));
    }
    Ok(())
}

/// Returns what a sentence calls a product or licence: its name and id, or its id if nobody knows it.
pub(super) fn named(catalog: &Catalog, id: &str) -> String {
    catalog.find(id).map_or_else(|| format!("「{id}」"), |at| format!("「{}」({id})", catalog.title(at)))
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
            let sentence = format!("「{id}」が {one} と {other} の両方にあります。何も記録していません。");
            Err(Failure::new(FailureKind::Usage, sentence, "どちらか一方にしてください。"))
        }
    }
}
