//! What is said about worklists as a whole: the list of them, the form, products in use, merging, files and evidence.

use crate::language::{t, tr};
use crate::sheet::terms;
use crate::tui::app::desk::DeskDoing;
use crate::tui::app::desk::prompt::DeskAsked;
use crate::tui::view::text::{ARCHIVED, by_key, count, filled, items, sentences, undone_by, whole_audit};
use crate::worklist::{Field, Profile};

/// The label of the list of worklists.
pub const WORKLISTS: &str = "点検票の一覧";
/// Behind the name of the one in use.
pub const IN_USE: &str = "[使用中]";
/// Shown before the list is there.
pub const LISTING: &str = "点検票を調べています。";
/// The names of the last columns of the list.
pub const CHANGED: &str = "最終更新";
/// Above done, applicable, bar and percentage.
pub const PROGRESS: &str = "完了";
/// The label of what differs between two worklists.
pub const DIFFERENCES: &str = "点検票の比較";
/// The heading of how many clauses changed in which way.
pub const TRANSITIONS: &str = "変わり方";
/// The heading of the clauses that differ.
pub const DIFFERING: &str = "違いのある条項";
/// Shown where nothing differs.
pub const NOTHING_DIFFERS: &str = "比べた条項に違いはありません。";
/// The heading of the clauses that only one worklist has.
pub const UNMATCHED: &str = "記録があり、比べられない条項";
/// Before the label of the clause of the earlier edition.
pub const EARLIER: &str = "前の版";
/// The heading of what else can be done.
pub const ACTS: &str = "できること";
/// The label of the form of a new worklist.
pub const NEW: &str = "点検票を作る";
/// The label of the form of the one in use.
pub const CHANGE: &str = "点検票の設定";
/// Above the rows of the form.
pub const FORM_GUIDE: &str = "文字を打つと書き込み、Enter か Space で選びます。離れても、内容は残ります。";
/// The name of the row of the name.
pub const NAME: &str = "名前";
/// In the place of a text that is empty.
pub const EMPTY: &str = "(なし)";
/// The link that creates the worklist.
pub const CREATE: &str = "この内容で作る";
/// The link that records what has changed.
pub const RECORD: &str = "この内容を記録する";
/// The link that begins anew.
pub const BEGIN_ANEW: &str = "はじめの内容に戻す";
/// The heading of the texts for the audit report.
pub const FOR_REPORT: &str = "報告書に書くこと";
/// The headings of the form.
pub const PRESETS: &str = "施設の種類(選ぶと、数える範囲が決まります。本ツールの見解)";
/// The heading of what is counted.
pub const COUNTED: &str = "数える範囲";
/// The heading of the patterns.
pub const PATTERNS: &str = "参照パターン";
/// The row for no pattern.
pub const NO_PATTERN: &str = "決めない";
/// The heading of the parties.
pub const PARTIES: &str = "数える担当(一つも選ばなければ、すべて)";
/// The label of products and licences.
pub const PRODUCTS: &str = "使っている製品とエディション";
/// What the marks before them mean.
pub const MARKS: &str = "[x] 使用中 [=] エディションで使用中 [-] 含まれるが不使用 [~] 一部だけ";
/// The licences, which fold as a family of products does.
pub const LICENCES: &str = terms::LICENCES;
/// The label of a merge.
pub const MERGE: &str = "ほかの人の記録の取り込み";
/// The link that merges.
pub const MERGE_NOW: &str = "取り込む";
/// The link that merges records of another worklist.
pub const MERGE_FOREIGN: &str = "別の点検票の記録でも、この点検票に加える";
/// Below it.
pub const MERGE_HOW: &str = "Enter か 1 で取り込みます。やめるには Esc を押してください。まだ何も書き込んでいません。";
/// The label of what can be written.
pub const EXPORT: &str = "書き出し";
/// Above what can be written.
pub const EXPORT_GUIDE: &str = "形式を選ぶと、場所を尋ねます。印刷には HTML か Excel ブックが向いています。";
/// The row about official texts.
pub const WITH_ORIGINAL: &str = "取込資料の原文も書き出す";
/// Behind the formats in the encoding of old spreadsheets.
pub const CP932: &str = "(CP932)";
/// Behind the formats that hold all, although only a part was chosen.
pub const WHOLE: &str = "(絞り込まず、すべて)";
/// The label of the evidence.
pub const EVIDENCE: &str = "証跡";
/// The link that checks all evidence.
pub const CHECK: &str = "すべてのファイルを確かめる";
/// Shown before the first check.
pub const NOT_CHECKED: &str = "ファイルが変わっていないかは、まだ確かめていません。";
/// The links of a piece.
pub const COPY_PLACE: &str = "場所を手元へコピーする";
/// The link that withdraws a piece.
pub const WITHDRAW: &str = "取り下げる";
/// The link that brings it back.
pub const BRING_BACK: &str = "取り下げをやめる";
/// The title of the list of evidence that clauses may get.
pub const LINKED: &str = "付ける証跡";
/// The label of what a reviewer would send back.
pub const FINDINGS: &str = "見直すところ";
/// Shown where there is nothing.
pub const NO_FINDINGS: &str = "見直すところはありません。";
/// Shown where nothing was recorded yet.
pub const NO_RECORDS: &str = "この点検票の記録はまだありません。";
/// The label of what is due.
pub const DUE: &str = "期限";
/// Shown where nothing is left to do by a day.
pub const NO_DUE: &str = "これからの期限も、過ぎた期限もありません。";
/// The headings of what is due.
pub const OVERDUE: &str = "期限を過ぎたもの";
/// The heading of what is due within so many days.
pub const SOON: &str = "30 日以内のもの";
/// The heading of what is due later.
pub const LATER: &str = "それより後のもの";
/// How many days are soon.
pub const SOON_DAYS: i64 = 30;
/// Said where a row cannot be checked.
pub const NO_CHECK: &str = "この行に選ぶ・外すものはありません。Enter で開きます。";
/// Said when something is being done already.
pub const BUSY: &str = "まだ途中です。終わるのを待ってください。";
/// Said when the check was broken off.
pub const CHECK_BROKEN_OFF: &str = "証跡の確認を中止しました。";
/// Said when a form goes on.
pub const GOES_ON: &str = "前に途中だった内容です。はじめからにするには「はじめの内容に戻す」を選んでください。";
/// Said when a form begins anew.
pub const RESET: &str = "はじめの内容に戻しました。";
/// Said in the form.
pub const NAME_WANTED: &str = "名前を入力してください(例: 東病院2026)。";
/// Said in the form.
pub const NOTHING_COUNTED: &str = "数える版が一つもありません。施設の種類か、数える範囲を選んでください。";
/// Said when nothing differs.
pub const NOTHING_CHANGED: &str = "変わったところはありません。";
/// What to do after a worklist was created.
pub const CREATED_HINT: &str = "Enter で、この点検票に切り替えます。";
/// The keys of what is typed last: the titles of the prompts.
pub const FOLDER: &str = "取り込むフォルダーの場所(ほかの人の点検票かデータ)";
/// The title of the prompt for the place of a file.
pub const OUT: &str = "書き出すファイルの場所";
/// The title of the prompt for the form of the ministry.
pub const SHEET: &str = "記入する様式の場所(厚生労働省の .xlsx)";
/// The title of the prompt for the vendor.
pub const VENDOR: &str = "様式に書く事業者名(空なら書かない)";
/// The title of the prompt for the system.
pub const SYSTEM: &str = "様式に書くシステム名(空なら書かない)";
/// The title of the prompt for the round of an inspection.
pub const ROUND: &str = "書き込む回(1 か 2。空なら、まだ記入のない回)";
/// Said where no such round was typed.
pub const ROUND_HINT: &str = "空にすると、まだ記入のない回に書きます。";
/// Said where nothing would be written.
pub const NOTHING_IN_PART: &str = "絞り込みに合う条項がないので、書き出しません。";
/// The answers about a copy, with their readings.
pub const COPY_TO_RECHECK: (&str, &str) =
    ("次年度の点検に写す(完了と対応中は要再確認に)", "じねんどのてんけんにうつす");
/// Copies all as it is.
pub const COPY_AS_IS: (&str, &str) = ("そのまま写す", "そのままうつす");
/// Replaces the file.
pub const REPLACE: (&str, &str) = ("置きかえる", "おきかえる");
/// Asks for another place.
pub const ANOTHER_NAME: (&str, &str) = ("別の名前で書き出す", "べつのなまえでかきだす");
/// Gives up.
pub const GIVE_UP: (&str, &str) = ("やめる", "やめる");

/// Returns what the header says of the worklist in use: facility, name, and whether it is archived.
pub fn header(name: &str, profile: &Profile) -> String {
    let archived = if profile.is_archived { t(ARCHIVED) } else { "" };
    match profile.facility.as_str() {
        "" => format!("{name}{archived}"),
        facility if name.contains(facility) => format!("{name}{archived}"),
        facility => format!("{facility} / {name}{archived}"),
    }
}

/// Shown where there is no worklist yet: by which key one is created.
pub fn none(key: &str) -> String {
    let how = by_key(key, "で作れます。");
    sentences(&[tr!("点検票はまだありません。"), &how, tr!("最初に記録したときにも作られます。")])
}

/// Shown where there is no evidence: by which key it is added, on the pages where it is.
pub fn no_evidence(key: &str) -> String {
    let how = by_key(key, "を押すと加えられます。");
    let how = if how.is_empty() { how } else { tr!("条項の画面か点検票で {how}", how) };
    sentences(&[tr!("証跡はまだありません。"), &how])
}

/// Said where a piece was to be chosen and there is none: by which key one is added there.
pub fn no_evidence_yet(key: &str) -> String {
    sentences(&[tr!("証跡はまだありません。"), &by_key(key, "で加えられます。")])
}

/// Below the clauses of a piece: by which key it is linked with others.
pub fn link_how(key: &str) -> String {
    by_key(key, "を、条項の画面か点検票で押すと、ほかの条項にも付けられます。")
}

/// Shown where none was held against the one in use: by which keys the list opens, and one of it is held.
pub fn not_compared(list: &str, key: &str) -> String {
    let list = if list.is_empty() { String::new() } else { tr!("({key})", key = list) };
    tr!("点検票の一覧{list}で、比べる点検票を選んで{act}", list, act = compare_by(key))
}

/// Said where the one in use was chosen to be held against itself: by which key another one is.
pub fn compare_other(key: &str) -> String {
    tr!("使用中の点検票と比べるには、ほかの点検票を選んで{act}", act = compare_by(key))
}

/// Said when they were compared and the person is elsewhere by then.
pub const COMPARED: &str = "点検票の比較ができました。点検票の一覧でもう一度比べると表示します。";
/// Above what differed before something was recorded.
pub const COMPARED_BEFORE: &str =
    "この比較のあとに、使用中の点検票の記録が変わりました。点検票の一覧でもう一度比べてください。";

fn compare_by(key: &str) -> String {
    if key.is_empty() {
        tr!("、比べてください。").to_owned()
    } else {
        tr!(" {key} を押してください。", key)
    }
}

/// Says by which key the conflicts of the worklist itself are settled.
pub fn settle(key: &str) -> String {
    let key = if key.is_empty() { String::new() } else { tr!("({key})", key) };
    tr!("点検票の設定{key}で選び直すと解消します。", key)
}

/// Says what is being done.
pub const fn doing(doing: DeskDoing) -> &'static str {
    match doing {
        DeskDoing::Reading => "読み取っています。",
        DeskDoing::Checking => "証跡のファイルを確かめています。Esc で中止します。",
        DeskDoing::Writing => "書き込んでいます。",
        DeskDoing::Switching => "点検票を切り替えています。",
    }
}

/// Returns the title of a prompt.
pub fn title(asked: &DeskAsked) -> String {
    match asked {
        DeskAsked::Name => tr!("点検票の名前").to_owned(),
        DeskAsked::Text(number) => crate::workspace::worklists::PROFILE_TEXTS
            .get(*number)
            .map_or_else(String::new, |text| t(text.name).to_owned()),
        DeskAsked::CopyName(from, _) => tr!("「{from}」から写した点検票の名前", from),
        DeskAsked::Folder => t(FOLDER).to_owned(),
        DeskAsked::Filled => t(filled::PATH).to_owned(),
        DeskAsked::FilledBy => t(filled::BY_ASKED).to_owned(),
        DeskAsked::Out(_) => t(OUT).to_owned(),
        DeskAsked::Sheet => t(SHEET).to_owned(),
        DeskAsked::Vendor => t(VENDOR).to_owned(),
        DeskAsked::System => t(SYSTEM).to_owned(),
        DeskAsked::NewItem | DeskAsked::ItemTitle(_) => t(items::NEW).to_owned(),
        DeskAsked::NewItemText(_) | DeskAsked::ItemText(_) => t(items::WHAT).to_owned(),
        DeskAsked::Round => t(ROUND).to_owned(),
        DeskAsked::NewEvidence => t(whole_audit::ASKED).to_owned(),
        DeskAsked::Evidence(_, field) if *field == Field::Title => {
            tr!("{field}(空にすると消えます)", field = field.name())
        }
        DeskAsked::Evidence(_, field) => {
            tr!("{field}(12/20、月末、2027-03-31 など。空にすると消えます)", field = field.name())
        }
    }
}

/// The row about the clauses that the list is narrowed to.
pub fn part(query: &str, clauses: usize) -> String {
    tr!("絞り込んだ {clauses} 条項だけを書き出す(点検票と対応表): {query}", clauses, query)
}

/// The link that asks for a field of evidence.
pub fn describe(field: &str) -> String {
    tr!("{field}を書き直す", field)
}

/// Says that something has to be typed.
pub const fn wanted(asked: &DeskAsked) -> &'static str {
    match asked {
        DeskAsked::Folder | DeskAsked::Filled | DeskAsked::Out(_) | DeskAsked::Sheet | DeskAsked::NewEvidence => {
            "場所を入力してください。Tab で続きを補えます。"
        }
        DeskAsked::NewItem | DeskAsked::ItemTitle(_) => items::TITLE_WANTED,
        _ => "名前を入力してください。",
    }
}

/// Says that a worklist is in use already.
pub fn in_use(name: &str) -> String {
    tr!("点検票「{name}」を使用中です。", name)
}

/// Says that only the worklist in use can be changed.
pub fn switch_first(name: &str) -> String {
    tr!("「{name}」は使用中ではありません。Enter で切り替えてから設定を変えてください。", name)
}

/// Says that the next run begins with another worklist.
pub fn not_chosen(name: &str, why: &str) -> String {
    tr!("次に開いたときは「{name}」ではないかもしれません。{why}", name, why)
}

/// Says that another worklist is used now, and by which key its clauses are opened.
pub fn switched(name: &str, key: &str) -> String {
    sentences(&[&tr!("点検票「{name}」に切り替えました。", name), &by_key(key, "で条項に答えられます。")])
}

/// Says that a worklist cannot be left, because what was typed cannot be kept.
pub fn drafts_not_kept(name: &str) -> String {
    tr!("途中の文章を下書きとして残せないため、「{name}」に切り替えていません。", name)
}

/// Returns the question about a copy.
pub fn copy_asked(name: &str) -> String {
    tr!("点検票「{name}」をどう写しますか", name)
}

/// Says how much was copied.
pub fn copied(from: &str, marked: usize) -> String {
    tr!("「{from}」から {marked} 条項の記録を写しています。", from, marked)
}

/// Says how much a new worklist counts.
pub fn counts(clauses: usize) -> String {
    tr!("数える条項は {clauses} です。", clauses)
}

/// Says that a worklist was created.
pub fn created(name: &str, more: &str) -> String {
    sentences(&[&tr!("点検票「{name}」を作りました。", name), more])
}

/// Says that a worklist was archived or restored.
pub fn archived(name: &str, on: bool) -> String {
    if on {
        tr!("点検票「{name}」をしまいました。", name)
    } else {
        tr!("点検票「{name}」を戻しました。", name)
    }
}

/// Says that the form is about a worklist that is not in use any more.
pub fn other_list(name: &str) -> String {
    tr!("これは点検票「{name}」の設定です。「{name}」に切り替えてから記録してください。", name)
}

/// Says that the profile was recorded.
pub fn profile_recorded(name: &str, undo: &str) -> String {
    sentences(&[&tr!("点検票「{name}」の設定を記録しました。", name), &undone_by(undo)])
}

/// Says that evidence was linked with clauses.
pub fn linked(label: &str, name: &str, undo: &str) -> String {
    sentences(&[&tr!("{label}に証跡「{name}」を付けました。", label, name), &undone_by(undo)])
}

/// Says that evidence was taken off a clause.
pub fn unlinked(label: &str, name: &str, undo: &str) -> String {
    sentences(&[&tr!("{label}から証跡「{name}」を外しました。", label, name), &undone_by(undo)])
}

/// Says that evidence was withdrawn or brought back.
pub fn withdrawn(name: &str, on: bool, undo: &str) -> String {
    match on {
        true => sentences(&[&tr!("証跡「{name}」を取り下げました。記録には残ります。", name), &undone_by(undo)]),
        false => tr!("証跡「{name}」の取り下げをやめました。", name),
    }
}

/// Says what a check has found.
pub fn checked(count: usize, wrong: usize, unknown: usize) -> String {
    let said = match (count, wrong) {
        (0, _) => return tr!("証跡はまだありません。何も確かめていません。").to_owned(),
        (_, 0) => tr!("{count} 件を確かめました。変わりはありません。", count),
        _ => tr!("{count} 件を確かめました。{wrong} 件を見てください。", count, wrong),
    };
    match unknown {
        0 => said,
        _ => sentences(&[&said, &tr!("URL など {unknown} 件の中身は確かめられません。", unknown)]),
    }
}

/// Returns how many products are used.
pub fn products(number: usize) -> String {
    count(PRODUCTS, number)
}

/// Returns the title of a family: how many of its products are used.
pub fn family(name: &str, used: usize, all: usize, is_open: bool) -> String {
    format!("{} {}  {used}/{all}", if is_open { "-" } else { "+" }, t(name))
}
