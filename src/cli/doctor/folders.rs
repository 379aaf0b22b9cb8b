//! The folders of the person: where they are, whose, and whether they can be used.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::failure::{PathOwner, path_hint};
use crate::fs::{Place, check_own_folder, look_at, reason};
use crate::language::{t, titled, tr};
use crate::paths::Paths;
use crate::workspace::prepared::prepared_size;

use super::report::{Row, Standing};

const AREA: &str = "フォルダー";

/// The variable of the folder that has to be the person's alone.
const CACHE: &str = "TENKEN_CACHE_DIR";

/// Less room than this is worth a word, in bytes.
const LITTLE: u64 = 100 << 20;

/// With less room than this nothing can be recorded, in bytes.
const NONE: u64 = 64 << 10;

/// Returns a row for each folder.
pub(super) fn rows(paths: Option<&Paths>) -> Vec<Row> {
    let Some(paths) = paths else {
        let row = Row::fine(AREA, t("置き場所"), t("ホームフォルダーがありません。検索と表示だけができます。"));
        return vec![
            row.odd(t("環境変数 TENKEN_DATA_DIR、TENKEN_CONFIG_DIR、TENKEN_CACHE_DIR、TENKEN_STATE_DIR で置き場所を指定できます。")),
        ];
    };
    let folders = [
        (t("記録"), "TENKEN_DATA_DIR", &paths.data),
        (t("設定"), "TENKEN_CONFIG_DIR", &paths.config),
        (t("作り直せるもの"), CACHE, &paths.cache),
        (t("記録の控え"), "TENKEN_STATE_DIR", &paths.state),
    ];
    let row = |(name, variable, path): &(&str, &str, &PathBuf)| match *variable {
        CACHE => kept(row(name, variable, path), path),
        _ => row(name, variable, path),
    };
    let mut rows: Vec<Row> = folders.iter().map(row).collect();
    rows.push(prepared(&paths.cache));
    rows
}

/// Returns the row of the cache folder with why nothing is kept in it.
fn kept(row: Row, cache: &Path) -> Row {
    match check_own_folder(cache) {
        Err(error) if row.standing != Standing::Bad && error.kind() != ErrorKind::NotFound => row.odd(tr!("{reason}。重ねたデータの索引を置けず、検索のたびに作り直します。自分だけが書き込めるフォルダーを、環境変数 TENKEN_CACHE_DIR で指定してください。", reason = reason(&error))),
        _ => row,
    }
}

fn row(name: &str, variable: &str, path: &Path) -> Row {
    match look_at(path) {
        Ok(place) => judged(Row::fine(AREA, titled(name), said(path, &place)), variable, &place),
        Err(error) => {
            let value = tr!("{reason}: {path} を使えません。", reason = reason(&error), path = path.display());
            Row::fine(AREA, titled(name), value)
                .bad(path_hint(&error, PathOwner::Data).replace("TENKEN_DATA_DIR", variable))
        }
    }
}

/// Returns the row with what is odd about its folder.
fn judged(row: Row, variable: &str, place: &Place) -> Row {
    match place.free {
        Some(0..NONE) => return row.bad(t("空きがほとんどなく、記録できません。空きを作ってください。")),
        Some(free) if free < LITTLE => return row.odd(t("空きが少なくなっています。")),
        _ => {}
    }
    if !place.is_writable {
        return row.odd(tr!(
            "書き込めません。記録するときは、環境変数 {variable} で書き込めるフォルダーを指定してください。",
            variable
        ));
    }
    // Whoever may write to the folder above decides about what is made there; the folder itself is made private.
    if !place.exists {
        return row;
    }
    if place.is_open() {
        return row.odd(t("だれでも書き込めます。`chmod o-w` で、ほかの人が書き込めないようにしてください。"));
    }
    if !place.is_own && !place.is_shared() {
        return row.odd(t("ほかの人のフォルダーです。置き場所が正しいかを確かめてください。"));
    }
    row
}

/// Returns where it is, whether it is there, whose it is and how much room it has.
fn said(path: &Path, place: &Place) -> String {
    let shown = path.display();
    if !place.exists {
        return tr!("{shown}(まだありません。使うときに作ります)", shown);
    }
    let whose = match (place.is_own, place.is_shared()) {
        (true, false) if place.is_readable_by_all() => t("自分のもの、ほかの人も読めます").to_owned(),
        (true, false) => t("自分だけのもの").to_owned(),
        (true, true) => tr!("自分のもの、グループ {group} と共有", group = place.owner.1),
        (false, true) => {
            tr!("利用者 {user} のもの、グループ {group} と共有", user = place.owner.0, group = place.owner.1)
        }
        (false, false) => tr!("利用者 {user} のもの", user = place.owner.0),
    };
    let free = place.free.map_or_else(String::new, |free| tr!("、空き {amount}", amount = amount(free)));
    tr!("{shown}({whose}、{mode}{free})", shown, whose, mode = format!("{:04o}", place.mode), free)
}

/// Returns the row about the index that is made ahead of time for data of one's own.
fn prepared(cache: &Path) -> Row {
    let (indexes, all) = prepared_size(cache);
    let value = match indexes {
        0 => t("ありません(重ねたデータがあるときに、検索が作ります)").to_owned(),
        count => tr!("{n} 個、{amount}", n = count, amount = amount(all)),
    };
    Row::fine(AREA, titled("索引"), value)
}

/// Returns an amount of bytes as people read it.
fn amount(bytes: u64) -> String {
    const UNITS: [(u32, &str); 4] = [(30, "GB"), (20, "MB"), (10, "KB"), (0, "バイト")];
    let (shift, unit) = UNITS.into_iter().find(|(shift, _)| bytes >> shift > 0).unwrap_or((0, "バイト"));
    format!("{} {}", bytes >> shift, t(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            there: PathBuf::from("/a"),
            exists: true,
            is_writable: true,
            free: Some(1 << 40),
            is_own: true,
            owner: (1, 2),
            mode: 0o700,
        }
    }

    #[test]
    fn what_is_odd_about_a_folder_is_said_with_what_to_do() {
        let other = Place { is_own: false, ..place() };
        for (place, standing, advice) in [
            (place(), Standing::Fine, ""),
            (Place { free: None, ..place() }, Standing::Fine, ""),
            (Place { free: Some(1 << 20), ..place() }, Standing::Odd, "空き"),
            (Place { free: Some(10), ..place() }, Standing::Bad, "空き"),
            (Place { is_writable: false, ..place() }, Standing::Odd, "TENKEN_X"),
            (Place { mode: 0o777, ..place() }, Standing::Odd, "chmod o-w"),
            (Place { mode: 0o777, exists: false, ..place() }, Standing::Fine, ""),
            (Place { mode: 0o2770, ..other.clone() }, Standing::Fine, ""),
            (other, Standing::Odd, "ほかの人"),
        ] {
            let row = judged(Row::fine(AREA, "x", said(Path::new("/a"), &place)), "TENKEN_X", &place);
            assert_eq!(row.standing, standing, "{place:?}");
            assert!(
                row.advice.contains(advice) && row.advice.is_empty() == advice.is_empty(),
                "{place:?}: {}",
                row.advice
            );
        }
    }

    #[test]
    fn a_missing_home_is_odd_and_all_variables_are_named() {
        let rows = rows(None);
        assert!(rows.len() == 1 && rows[0].name == "置き場所" && rows[0].standing == Standing::Odd);
        for name in ["DATA", "CONFIG", "CACHE", "STATE"] {
            assert!(rows[0].advice.contains(&format!("TENKEN_{name}_DIR")), "{}", rows[0].advice);
        }
    }

    #[test]
    fn amounts_are_rounded_down() {
        for (bytes, said) in [(0, "0 バイト"), (1023, "1023 バイト"), (5 << 20, "5 MB"), ((3 << 30) + 1, "3 GB")]
        {
            assert_eq!(amount(bytes), said);
        }
    }
}
