//! A profile: it names the controls of a catalog that it selects, and holds none of them.

use crate::language::{t, tr};

use super::super::reading::NotRead;
use super::super::tree::{RELOAD, Tree};

/// Tells what a profile is and what to take in instead.
pub(super) fn told(profile: &Tree) -> NotRead {
    if !profile.is_object() {
        return NotRead::Wrong(t("OSCAL の catalog の中身がありません。").to_owned(), t(RELOAD));
    }
    let title = profile.get("metadata").get("title").line();
    let imports = profile.get("imports").each();
    let selected = imports.iter().flat_map(|import| import.get("include-controls").each());
    let count: usize = selected.map(|one| one.get("with-ids").items().len()).sum();
    let which = if count > 0 { tr!("管理策 {count} 件", count) } else { t("管理策").to_owned() };
    NotRead::OfNoUse(tr!(
        "これは OSCAL のプロファイル「{title}」で、{which}を選ぶだけで本文を含みません。選んだ結果のカタログ(名前に resolved-profile_catalog を含むもの)を取り込んでください。",
        title,
        which
    ))
}
