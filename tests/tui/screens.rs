//! Golden screens on the fixture catalog, each on a small and on a large terminal: a start and keys give a screen.
//! `TENKEN_BLESS=1` rewrites the expected files.

use std::path::PathBuf;

use super::Person;
use crate::support::assert_golden;

/// The sizes that every screen is drawn in.
pub(super) const SIZES: [(u16, u16); 2] = [(80, 24), (160, 48)];

pub(super) fn assert_screen(name: &str, size: (u16, u16), person: &Person) {
    let file = format!("{name}-{}x{}.txt", size.0, size.1);
    assert_golden(&format!("tui/screens/{file}"), &person.screen());
}

macro_rules! screens {
    ($($name:ident: $start:expr, $keys:expr;)+) => {
        $(#[test] fn $name() {
            for size in SIZES {
                let person = Person::at(size.0, size.1);
                let person = if $start.is_empty() { person } else { person.on($start) };
                assert_screen(stringify!($name), size, &person.types($keys));
            }
        })+

        /// All of these screens: name, the record to start from, keys.
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $start, $keys)),+];

        #[test]
        fn every_expected_screen_is_of_a_test() {
            let names = [$(stringify!($name)),+];
            let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/tui/screens"].iter().collect();
            for file in std::fs::read_dir(folder).expect("the screens") {
                let file = file.expect("a file").file_name().into_string().expect("a name");
                let name = file.rsplit_once('-').map_or(file.as_str(), |(name, _)| name);
                assert!(names.contains(&name) || [NAME_ASKED, TREND].contains(&name) || IMPORT.contains(&name) || DESK.contains(&name) || SMALL.iter().any(|(small, ..)| *small == name), "{file} is left over");
            }
        }
    };
}

const CLAUSE: &str = "mhlw6.sysun.14.5";

screens! {
    start: "", "";
    narrowed_to_risks: "", "<tab><tab><down>";
    found: "", "二要素認証";
    found_editions: "", "第6.0版 認証<down>";
    nothing_found: "", "zqzqzq";
    offered: "", "認証 担<tab><tab>";
    chips: "", "編:運用 状態:未 二要素";
    picked: "", "編:運用 章:14<ctrl-g>v<ctrl-g>v";
    clause: CLAUSE, "<tab>";
    clause_unverified_end: "mhlw6.kikaku.8.u1", "<end>";
    clause_done_with_note: CLAUSE, " n4月に設定<ctrl-j>5月に確認<enter><pagedown>";
    risk: "risk.admin-credential-theft", "<pagedown>";
    product: "ms.entra.conditional-access", "";
    clause_halves: CLAUSE, "<pagedown><pagedown>";
    asked: CLAUSE, "Y";
    measure: "ms.trust.dc", "";
    audit_report: "report.soc2", "";
    offer: "licence.entra-p1", "";
    theme: "theme.zero-trust", "";
    retired: "ms.entra.cba", "";
    no_measure: "risk.curiosity-viewing", "";
    help_of_the_words: CLAUSE, "?<pagedown><pagedown><pagedown>";
    lists: CLAUSE, ":itiran";
    term: "term.niyousoninshou", "";
    looking_for: CLAUSE, "/にんしょう";
    looked_for: CLAUSE, "/認証<enter>nnn";
    chapter: "mhlw6.sysun.14", "";
    question: "mhlw6.qa.kikaku.26", "";
    revision: CLAUSE, "<end>";
    guideline: "mhlw6", "";
    guideline_end: "mhlw6", "<end>";
    edition_without_clauses: "mhlw52", "";
    comparison: CLAUSE, " <f5>";
    comparison_end: CLAUSE, " <f5><end>";
    comparisons_found: CLAUSE, ":taihi";
    contents: CLAUSE, " c<tab><tab><tab>";
    progress: CLAUSE, " P";
    coverage: "ms.entra.mfa", "iP6";
    coverage_by_licence: "licence.entra-p2", "iP6";
    chapters: "licence.entra-p2", "iP8";
    risk_table: "licence.entra-p2", "iP9";
    features_asked: "ms.entra.id", "i";
    judging: CLAUSE, "fv2fv";
    judging_many: "", "<f3>v fv2vfv";
    marked_in_the_list: "", "<f3>j ";
    bulk_asked: "", "<f3>Vx";
    reason_asked: CLAUSE, "fr機器がない<enter>";
    evidence_refused: CLAUSE, "fenone.pdf<enter>";
    search_keys: "", "<ctrl-g>";
    owner: CLAUSE, "fo佐藤";
    worklist: CLAUSE, " w-<tab>";
    worklist_of_a_party: "", "<f3>p3v";
    worklist_empty: "", "<f3><tab>";
    marked_done: CLAUSE, " ";
    note: CLAUSE, "n4月に全端末で設定を確認。<ctrl-j>残り 2 台は 5月に交換する。";
    note_left: CLAUSE, "n途中まで<esc>";
    commands: CLAUSE, ":";
    commands_found: "", "二要素<ctrl-x>mokuji";
    recent: "", "二要素<enter><esc><ctrl-u>バックアップ<enter>r";
    chord: CLAUSE, "g";
    copied: CLAUSE, "y";
    help: "", "<f1>";
    help_of_the_worklist: "", "<f3>?<pagedown>";
}

/// Screens on very small terminals: name, columns, rows.
const SMALL: [(&str, u16, u16); 2] = [("small", 40, 10), ("too_small", 19, 4)];

/// The screen on which a person without a name is asked for it.
const NAME_ASKED: &str = "name_asked";

/// The progress from day to day, which `reading` draws.
const TREND: &str = "trend";

/// The screens of an import, which `packs` draws.
const IMPORT: [&str; 7] =
    ["import_asked", "import_preview", "packs", "columns", "columns_role", "columns_list", "columns_save"];

/// The screens about worklists as a whole, which `desk` draws.
const DESK: [&str; 12] = [
    "desk_worklists",
    "desk_differences",
    "desk_form",
    "desk_form_wrong",
    "desk_products",
    "desk_merge",
    "desk_filled",
    "desk_export",
    "desk_evidence",
    "desk_piece",
    "desk_findings",
    "desk_due",
];

#[test]
fn the_name_is_asked_for() {
    for size in SIZES {
        let person = Person::at(size.0, size.1).without_name().on(CLAUSE).types("nメモ<enter>");
        assert_screen(NAME_ASKED, size, &person);
    }
}

#[test]
fn screens_with_little_room() {
    for (name, columns, rows) in SMALL {
        assert_screen(name, (columns, rows), &Person::at(columns, rows));
    }
}
