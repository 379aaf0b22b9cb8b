//! The data, the worklists and the person's own files: whether they can be read, and what is wrong with them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bundled;
use crate::catalog::Catalog;
use crate::clock;
use crate::failure::{Failure, shell_word};
use crate::language::{t, titled, tr};
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
    let own = |name: &str, file: &str, read: Result<(), Failure>| match read {
        Ok(()) => Row::fine(t("設定"), name, tr!("{file} を読めます(なければ、はじめの設定です)", file)),
        Err(failure) => Row::failed(t("設定"), name, failure),
    };
    rows.push(own(t("設定"), "config.toml", settings::load(paths).map(drop)));
    rows.push(own(t("キー"), "keys.toml", keys::load(paths).map(drop)));
    rows.push(clock_row(clock::today(), &clock::local(clock::now())));
    rows
}

/// Returns the row of the packs: which are laid over, and which are switched off.
fn packs(catalog: &Catalog, session: &Session<'_>) -> Row {
    let titles = |packs: &[&Pack]| packs.iter().map(|pack| pack.title.as_str()).collect::<Vec<_>>().join(t("、"));
    let on: Vec<&Pack> = catalog.packs().collect();
    let off = packs_off(&session.setup);
    let off: Vec<&Pack> = off.iter().map(|off| &off.pack).collect();
    let value = match (on.as_slice(), off.as_slice()) {
        ([], []) => t("ありません").to_owned(),
        (on, []) => titles(on),
        ([], off) => tr!("すべて無効にしています({off})", off = titles(off)),
        (on, off) => tr!("{on}、無効にしたもの: {off}", on = titles(on), off = titles(off)),
    };
    Row::fine(AREA, titled("取込資料"), value)
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
    let own = if own.is_empty() { t("ありません").to_owned() } else { own.join(t("、")) };
    // The session's would be kept for the next run, and this command writes nothing.
    let (catalog, unread) = match Records::look(&with_items(&session.setup)) {
        Ok(records) => (records.catalog, records.unread),
        Err(failure) => {
            return vec![Row::fine(AREA, t("重ねたデータ"), own), Row::failed(AREA, t("カタログ"), failure)];
        }
    };
    let records: usize = Kind::ALL.iter().map(|kind| catalog.all(*kind).count()).sum();
    vec![
        Row::fine(AREA, t("カタログ"), tr!("{records} 件の記録を読めます", records)),
        Row::fine(AREA, t("収めている版"), catalog.holdings().sentence()),
        Row::fine(AREA, t("重ねたデータ"), own),
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
        Err(failure) => return vec![Row::failed(WORKLISTS, t("一覧"), failure)],
    };
    let current = &session.setup.worklist;
    let is_there = all.iter().any(|listed| listed.name == *current);
    let in_use = Row::fine(WORKLISTS, titled("使用中"), current);
    let mut rows = vec![match (is_there, worklists.remembers(current)) {
        (true, _) => in_use,
        (false, false) if all.is_empty() => {
            Row::fine(WORKLISTS, titled("使用中"), t("まだありません。最初に記録したときに作ります。"))
        }
        (false, true) => in_use.bad(t(
            "見つかりません。共有フォルダーの接続を確かめるか、`tenken verify --restore` で控えから戻してください。",
        )),
        (false, false) => in_use.odd(t("見つかりません。`tenken worklist switch 名前` で選べます。")),
    }];
    rows.extend(all.iter().map(|listed| worklist(listed, &worklists, session)));
    rows
}

/// Returns the row of a worklist that is there.
fn worklist(listed: &WorklistSummary, worklists: &Worklists, session: &Session<'_>) -> Row {
    let name = &listed.name;
    let row = Row::fine(WORKLISTS, name, tr!("{n} 条項に記録", n = listed.marked));
    let said = |sentence: &String| Row::fine(WORKLISTS, name, sentence);
    let look = tr!("`tenken verify --worklist={word}` で確かめられます。", word = shell_word(name));
    let worklist = match worklists.open(name, session.setup.who.clone()) {
        Ok(worklist) => worklist,
        Err(error) => return Row::failed(WORKLISTS, name, error.into()),
    };
    let verified = worklist.verify();
    let broken = verified.iter().find_map(|one| one.first_problem.as_ref()).map(|(_, sentence)| sentence);
    let ahead = verified.iter().find_map(|one| one.ahead.as_ref());
    match (broken.or(worklist.losses().first()), ahead) {
        (Some(sentence), _) => said(sentence).bad(look),
        (None, Some(sentence)) => said(sentence).odd(t("端末の時計を確かめてください。")),
        _ if listed.has_double => {
            row.odd(t("見た目の同じ名前の点検票があります。どれかのフォルダーの名前を変えてください。"))
        }
        _ => row,
    }
}

/// Returns the row about the clock: nobody runs the program before its data was made.
fn clock_row(today: Date, now: &str) -> Row {
    let zone = TimeZone::system();
    let name = zone.iana_name().unwrap_or(t("名前のない時間帯"));
    let row = Row::fine(t("時計"), t("日時"), format!("{now}({name})"));
    match bundled::data_date().parse::<Date>() {
        Ok(made) if today < made => row.odd(t("データの日付より前です。端末の時計を確かめてください。")),
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
