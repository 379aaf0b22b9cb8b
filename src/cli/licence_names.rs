//! Finds the licence that a person means by its id, a short form of it, its name or another one.

use crate::catalog::{Catalog, folded_licence_name as folded, licence_names};
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::{Id, Licence};
use crate::sheet::quoted;

/// How alike two names have to be, from 0 to 1, for one to be suggested for the other.
const NEAR: f64 = 0.6;

/// How many are suggested.
const SUGGESTIONS: usize = 5;

/// Returns the ids of the licences that are meant, each once.
///
/// # Errors
///
/// If one means none; the message names those that come close.
pub(super) fn resolve_all(catalog: &Catalog, texts: &[String]) -> Result<Vec<Id>, Failure> {
    let mut found: Vec<Id> = Vec::new();
    for text in texts {
        let id = resolve(catalog, text).ok_or_else(|| unknown(catalog, text))?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Returns the id of the licence that is meant; none if there is none.
pub(super) fn resolve(catalog: &Catalog, text: &str) -> Option<Id> {
    let wanted = folded(text);
    let is_meant = |licence: &&Licence| licence_names(licence).any(|name| folded(name) == wanted);
    catalog.licences().find(is_meant).map(|licence| licence.id.clone())
}

fn unknown(catalog: &Catalog, text: &str) -> Failure {
    let wanted = folded(text);
    let likeness = |licence: &Licence| {
        let alike = licence_names(licence).map(folded).map(|name| match name.contains(&wanted) && !wanted.is_empty() {
            true => 1.0,
            false => strsim::normalized_damerau_levenshtein(&name, &wanted),
        });
        alike.fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &Licence)> = catalog.licences().map(|licence| (likeness(licence), licence)).collect();
    near.retain(|(likeness, _)| *likeness >= NEAR);
    near.sort_by(|one, other| other.0.total_cmp(&one.0));
    let named = |(_, licence): &(f64, &Licence)| {
        let short = licence_names(licence).next().unwrap_or_default();
        tr!("{short}({title})", short, title = licence.title)
    };
    let near: Vec<String> = near.iter().take(SUGGESTIONS).map(named).collect();
    let hint = match near.is_empty() {
        true => tr!("`tenken search --kind licence` で名前を探せます。").to_owned(),
        false => tr!("近いもの: {list}", list = near.join(t("、"))),
    };
    Failure::new(FailureKind::Usage, tr!("{name}というエディションはありません。", name = quoted(text)), hint)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn fixture() -> Catalog {
        Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap()
    }

    #[test]
    fn a_licence_is_meant_by_everything_that_it_is_called() {
        let catalog = fixture();
        for text in [
            "licence.entra-p1",
            "entra-p1",
            "Entra-P1",
            "ENTRA P1",
            "ｅｎｔｒａ－ｐ１",
            "Microsoft Entra ID P1",
            "microsoft entra id p1",
            "Azure AD Premium P1",
        ] {
            assert_eq!(resolve(&catalog, text).as_deref(), Some("licence.entra-p1"), "{text}");
        }
        for text in ["", "entra", "p1", "ms.entra.mfa"] {
            assert_eq!(resolve(&catalog, text), None, "{text}");
        }
    }

    #[test]
    fn an_unknown_one_brings_those_that_come_close() {
        let catalog = fixture();
        let failure = |text: &str| resolve_all(&catalog, &[text.to_owned()]).unwrap_err();
        for (text, near) in [("entra-p3", "entra-p1(Microsoft Entra ID P1)"), ("P2", "entra-p2(Microsoft Entra ID P2)")]
        {
            let failure = failure(text);
            assert!(failure.message.starts_with(&format!("「{text}」というエディションはありません。")));
            assert!(failure.hint.starts_with("近いもの: ") && failure.hint.contains(near), "{}", failure.hint);
        }
        assert!(failure("量子").hint.contains("--kind licence"));
        let twice = ["entra-p1", "licence.entra-p1"].map(str::to_owned);
        assert_eq!(resolve_all(&catalog, &twice).unwrap(), ["licence.entra-p1"]);
    }
}
