//! The data, the worklists and the person's own files: whether they can be read, and what is wrong with them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bundled;
use crate::catalog::Catalog;
use crate::clock;
use crate::failure::{Failure, shell_word};
use crate::model::{Kind, Pack};
use crate::paths::Paths;
use crate::worklist::{WorklistSummary, Worklists};
use crate::workspace::prepared::{Records, packs_off};
use crate::workspace::{open_worklists, with_items};

use super::super::session::Session;
use super::super::{keys, settings};
use super::report::Row;

const AREA: &str = "データ";
const WORKLISTS: &str = "点検票";

/// Returns the rows about data, worklists, settings and the clock.
pub(super) fn rows(session: &Session<'_>) -> Vec<Row> {
    let mut rows = catalog(session);
    rows.extend(worklists(session));
    let paths = session.setup.paths.as_ref();
    let own = |name, file, read: Result<(), Failure>| match read {
        Ok(()) => Row::fine("設定", name, format!("{file} を読めます(なければ、はじめの設定です)")),
        Err(failure) => Row::failed("設定", name, failure),
    };
    rows.push(own("設定", "config.toml", settings::load(paths).map(drop)));
    rows.push(own("キー", "keys.toml", keys::load(paths).map(drop)));
    rows.push(clock_row(clock::today(), &clock::local(clock::now())));
    rows
}

/// Returns the row of the packs: which are laid over, and which are switched off.
fn packs(catalog: &Catalog, session: &Session<'_>) -> Row {
    let titles = |packs: &[&Pack]| packs.iter().map(|pack| pack.title.as_str()).collect::<Vec<_>>().join("、");
    let on: Vec<&Pack> = catalog.packs().collect();
    let off = packs_off(&session.setup);
    let off: Vec<&Pack> = off.iter().map(|off| &off.pack).collect();
    let value = match (on.as_slice(), off.as_slice()) {
        ([], []) => "ありません".to_owned(),
        (on, []) => titles(on),
        ([], off) => format!("すべて無効にしています({})", titles(off)),
        (on, off) => format!("{}、無効にしたもの: {}", titles(on), titles(off)),
    };
    Row::fine(AREA, "取込資料", value)
}

fn catalog(session: &Session<'_>) -> Vec<Row> {
    let own: Vec<String> = session
        .setup
        .paths
        .iter()
        .map(Paths::catalog)
        .filter(|folder| folder.is_dir())
        .chain(session.setup.overlays.iter().cloned())
        .map(|folder| folder.display().to_string())
        .collect();
    let own = if own.is_empty() { "ありません".to_owned() } else { own.join("、") };
    // The session's would be kept for the next run, and this command writes nothing.
    let (catalog, unread) = match Records::look(&with_items(&session.setup)) {
        Ok(records) => (records.catalog, records.unread),
        Err(failure) => return vec![Row::fine(AREA, "重ねたデータ", own), Row::failed(AREA, "カタログ", failure)],
    };
    let records: usize = Kind::ALL.iter().map(|kind| catalog.all(*kind).count()).sum();
    vec![
        Row::fine(AREA, "カタログ", format!("{records} 件の記録を読めます")),
        Row::fine(AREA, "収めている版", catalog.holdings().sentence()),
        Row::fine(AREA, "重ねたデータ", own),
        unread.iter().fold(packs(&catalog, session), |row, unread| row.odd(unread.sentence())),
    ]
}

/// Returns a row for the worklist in use, and one for each that is there, held to what `verify` looks at.
fn worklists(session: &Session<'_>) -> Vec<Row> {
    if session.setup.paths.is_none() {
        return Vec::new();
    }
    let listed =
        open_worklists(&session.setup).and_then(|worklists| Ok((worklists.list().map_err(Failure::from)?, worklists)));
    let (all, worklists) = match listed {
        Ok(listed) => listed,
        Err(failure) => return vec![Row::failed(WORKLISTS, "一覧", failure)],
    };
    let current = &session.setup.worklist;
    let is_there = all.iter().any(|listed| listed.name == *current);
    let in_use = Row::fine(WORKLISTS, "使用中", current);
    let mut rows = vec![match (is_there, worklists.remembers(current)) {
        (true, _) => in_use,
        (false, false) if all.is_empty() => {
            Row::fine(WORKLISTS, "使用中", "まだありません。最初に記録したときに作ります。")
        }
        (false, true) => in_use.bad(
            "見つかりません。共有フォルダーの接続を確かめるか、`tenken verify --restore` で控えから戻してください。",
        ),
        (false, false) => in_use.odd("見つかりません。`tenken worklist switch 名前` で選べます。"),
    }];
    rows.extend(all.iter().map(|listed| worklist(listed, &worklists, session)));
    rows
}

/// Returns the row of a worklist that is there.
fn worklist(listed: &WorklistSummary, worklists: &Worklists, session: &Session<'_>) -> Row {
    let name = &listed.name;
    let row = Row::fine(WORKLISTS, name, format!("{} 条項に記録", listed.marked));
    let said = |sentence: &String| Row::fine(WORKLISTS, name, sentence);
    let look = format!("`tenken verify --worklist={}` で確かめられます。", shell_word(name));
    let worklist = match worklists.open(name, session.setup.who.clone()) {
        Ok(worklist) => worklist,
        Err(error) => return Row::failed(WORKLISTS, name, error.into()),
    };
    let verified = worklist.verify();
    let broken = verified.iter().find_map(|one| one.first_problem.as_ref()).map(|(_, sentence)| sentence);
    let ahead = verified.iter().find_map(|one| one.ahead.as_ref());
    match (broken.or(worklist.losses().first()), ahead) {
        (Some(sentence), _) => said(sentence).bad(look),
        (None, Some(sentence)) => said(sentence).odd("端末の時計を確かめてください。"),
        _ if listed.has_double => {
            row.odd("見た目の同じ名前の点検票があります。どれかのフォルダーの名前を変えてください。")
        }
        _ => row,
    }
}

/// Returns the row about the clock: nobody runs the program before its data was made.
fn clock_row(today: Date, now: &str) -> Row {
    let zone = TimeZone::system();
    let name = zone.iana_name().unwrap_or("名前のない時間帯");
    let row = Row::fine("時計", "日時", format!("{now}({name})"));
    match bundled::data_date().parse::<Date>() {
        Ok(made) if today < made => row.odd("データの日付より前です。端末の時計を確かめてください。"),
        _ => row,
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Standing;
    use super::*;

    #[test]
    fn a_clock_that_is_behind_the_data_is_odd() {
        let made: Date = bundled::data_date().parse().unwrap();
        assert_eq!(clock_row(made, "").standing, Standing::Fine);
        assert_eq!(clock_row(made.yesterday().unwrap(), "").standing, Standing::Odd);
    }
}
