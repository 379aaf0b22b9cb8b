//! What comes of a change of packs is found out before it is made: whatever a change leaves, every command has to go on.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bundled;
use crate::catalog::{Layers, LoadError};
use crate::failure::{Failure, FailureKind};
use crate::language::tr;
use crate::paths::Paths;
use crate::text::clean::clean_line;

use super::super::prepared::layers;
use super::super::{Setup, catalog_failure};

/// What files of packs would hold; none if they were not there.
pub(super) type Instead = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// Makes sure that the records can be read after a change, and in them the pack that it is about, should it be `used` then.
/// Where they cannot be read as it is, a change makes nothing worse.
///
/// # Errors
///
/// If they could not: with the place that is in the way.
pub(super) fn check(setup: &Setup, what: &str, used: Option<&str>, instead: Instead) -> Result<(), Failure> {
    let (Some(paths), Ok(now)) = (setup.paths.as_ref(), layers(setup)) else { return Ok(()) };
    // Without records that lean on it, nothing can miss what goes.
    if used.is_none() && now.folders.is_empty() && instead.values().all(Option::is_none) {
        return Ok(());
    }
    let then = Layers { packs: Some(Paths::packs(paths)), instead, ..now.clone() };
    match bundled::layered_source(&then) {
        Ok((_, unread)) => match unread.iter().find(|pack| Some(pack.id.as_str()) == used) {
            None => Ok(()),
            Some(pack) => {
                let why = clean_line(&pack.finding.to_string());
                let id = &pack.id;
                let message = tr!("取込資料 {id} を読めないため、{what}をしていません。{why}", id, what, why);
                Err(Failure::new(FailureKind::Data, message, tr!("元の文書を、もう一度取り込んでください。")))
            }
        },
        Err(_) if bundled::layered_source(&now).is_err() => Ok(()),
        Err(error) => Err(refused(what, error)),
    }
}

fn refused(what: &str, error: LoadError) -> Failure {
    let is_own = matches!(error, LoadError::Invalid(_));
    let failure = catalog_failure(error);
    let why = &failure.message;
    let message = tr!("{what}をしていません。そのあとの記録を読めないためです。{why}", what, why);
    let hint = if is_own {
        tr!("その記録を直すか消してから、もう一度実行してください。")
    } else {
        &failure.hint
    };
    Failure::new(failure.kind, message, hint)
}
