//! The sentences and words on screen that are not part of a record; those about editing and about what was recorded have
//! files of their own.

pub mod charts;
pub mod desk;
pub mod editing;
pub mod filled;
pub mod folders;
pub mod items;
pub mod list;
pub mod outcomes;
pub mod packs;
pub mod whole_audit;
mod words;

pub use words::{count, group_column, name_column, sentences};

use crate::language::{t, titled, tr};
use crate::model::Party;
use crate::sheet::{excerpt, terms};
use crate::workspace::bulk::Selection;
use crate::workspace::prepared::Step;

/// Name of the program.
pub const NAME: &str = "tenken";
/// The prompt before the query.
pub const PROMPT: &str = " 検索 > ";
/// Shown in place of an empty query: the first one that there is room for. The last one has room beside any counts.
pub const PLACEHOLDERS: [&str; 4] = [
    "語・条項番号・製品名を入力(例: 二要素認証、運用14.5、バックアップ)",
    "語・条項番号・製品名を入力(例: 二要素認証)",
    "語・条項番号・製品名を入力",
    "語・条項番号・製品名",
];
/// Shown above the list when there is no query.
pub const BROWSING: &str = "すべての記録を並べています。入力すると絞り込みます。";
/// Shown when nothing was found.
pub const NOTHING: &str = "見つかりません。";
/// What to do then.
pub const NOTHING_HINTS: [&str; 3] = [
    "語を減らすか、短い語や別の言い方を試してください。",
    "条項番号は 運用14.5 や 企画15-4 のように入力できます。",
    "Tab で種別の絞り込みを、Ctrl-U で検索語をやり直せます。",
];
/// Shown where a filter still has no value, and nothing else is asked for.
pub const VALUE_WANTED: &str = "絞り込みの値を続けて入力してください。候補は上の行に出ています。";
/// The key that makes a filter of its name.
pub const COLON: &str = ":";
/// The word of the key that completes the filter being typed.
pub const COMPLETES: &str = "補う";
/// Before a message that says that something went wrong.
pub const WRONG: &str = "! ";
/// Shown when the terminal is too small.
pub const TOO_SMALL: &str = "画面が狭すぎます";
/// The label of what was not checked against the official text.
pub const UNVERIFIED: &str = "未照合";
/// What that label means.
pub const UNVERIFIED_MEANING: &str = "内容か番号を公式の本文と突き合わせていません。使う前に本文で確かめてください。";
/// The mark before a picked row.
pub const PICKED: &str = "*";
/// The hint for the key that releases picked rows.
pub const RELEASE: &str = "解除";
/// The prompt of the palette of commands.
pub const COMMAND: &str = " 命令 : ";
/// Shown when no command is found.
pub const NO_COMMAND: &str = "当てはまる命令はありません。かな・ローマ字でも探せます。";
/// The prompt of the palette of recent queries.
pub const RECENT: &str = " 最近の検索 : ";
/// Shown when no recent query is found.
pub const NO_RECENT: &str = "当てはまる検索はありません。";
/// The title of the tables of contents.
pub const CONTENTS: &str = "目次と進み";
/// The name of the availability where its meaning has no room.
pub const AVAILABILITY_SHORT: &str = "対応状況(クラウド側)";
/// The heading of what the short words mean.
pub const LEGEND: &str = "画面の語";
/// The title of the progress.
pub const PROGRESS: &str = "進捗";
/// Says that a clause of several parties is counted for each of them.
pub const PARTY_REMARK: &str = "複数の担当の条項は重ねて数えます";
/// What to do about a clause that the reference pattern leaves out.
pub const ASK_VENDOR: &str = "契約等に含まれているかを、事業者に確かめてください。";
/// Explains what may be simplified.
pub const SIMPLIFIABLE: &str = "契約等に含まれることを事業者に確かめれば、簡略化できる章です(案の表による)。";
/// The label of a clause with a field that people have set to different values.
pub const DISAGREEMENT: &str = "食い違い ";
/// Shown after a date that is past.
pub const OVERDUE: &str = "  過ぎています";
/// The name of the worklist screen.
pub const WORKLIST: &str = "点検票";
/// The choice of clauses of every status.
pub const ALL: &str = "すべて";
/// Shown when no clause passes the filters.
pub const NO_ROWS: &str = "当てはまる条項はありません。";
/// Shown when there is no filter to remove.
pub const NO_FILTER: &str = "絞り込みはありません。";
/// The heading of the note.
pub const NOTE: &str = "メモ";
/// What the list of fields about findings, exceptions and reviews is of.
pub const FIELDS: &str = "指摘・例外・確認";
/// Shown in place of a value that was removed.
pub const EMPTIED: &str = "なし";
/// The name of the profile of the worklist.
pub const PROFILE: &str = "点検票の設定";
/// The label of a product that is in use.
pub const IN_USE: &str = "[使用中]";
/// Shown after the name of an archived worklist.
pub const ARCHIVED: &str = terms::ARCHIVED;
/// Recorded in the journals for changes made in the terminal UI.
pub const VIA: &str = "画面";
/// The last choice among values of clauses that have different ones: nothing is changed.
pub const KEPT: &str = "変えない(条項ごとに違います)";
/// Its reading.
pub const KEPT_READING: &str = "かえない";
/// Shown when everything shall be picked although nothing was asked for.
pub const NOTHING_ASKED: &str = "検索語も絞り込みもないので、すべては選べません。語か絞り込みを入力してください。";
/// Shown when a key of an input method has no meaning.
pub const INPUT_METHOD: &str = "日本語入力がオンのようです。オフにすると、キーで操作できます。";
/// Behind the list of what to ask auditors for, on a page: the key that copies it.
pub fn ask_key(key: &str) -> String {
    tr!("{key} で、取り寄せる監査報告の一覧を手元へコピーできます。", key)
}

/// Says how far the records of the user are.
pub fn preparing(step: &Step) -> String {
    let doing = match step {
        Step::Indexing { done, all } => {
            tr!("索引を作成中 {done}/{all}", done = thousands(*done), all = thousands(*all))
        }
        Step::Reading | Step::NotKept(_) => tr!("重ねたデータを読み込み中").to_owned(),
    };
    tr!("{doing}。今は組み込みの記録だけを検索します。", doing)
}

/// Says that the records of the user will have to be made ready again.
pub fn not_kept(why: &str) -> String {
    tr!("作成した索引を保存できません({why})。次に開くときも、同じだけ時間がかかります。", why)
}

/// Returns a number with a comma before every three digits.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let is_before_three = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    let with_comma = |(at, digit)| is_before_three(at).then_some(',').into_iter().chain([digit]);
    digits.chars().enumerate().flat_map(with_comma).collect()
}

/// The title of two editions that are held against each other.
pub const COMPARISON: &str = "対比";
/// The heading of the editions that can be held against each other.
pub const COMPARISONS: &str = "版の対比";
/// The heading of the totals of the chapters.
pub const BY_CHAPTER: &str = "章ごと";
/// Shown when there are no two editions to hold against each other.
pub const NOTHING_TO_COMPARE: &str = "対比できる版がありません。";
/// Shown when there is nothing to copy.
pub const NOTHING_TO_COPY: &str = "コピーするものがありません。";
/// Shown when there is no address or path to copy.
pub const NO_ADDRESS: &str = "ここにコピーできる URL や証跡の場所はありません。";
/// Asks which address or path is copied.
pub const WHICH_ADDRESS: &str = "どれをコピーしますか";
/// The heading of the copied text.
pub const COPIED: &str = "クリップボードへ送りました。届かないときは、ここから選んでください。";
/// The label of headings and clauses that the worklist does not count.
pub const NOT_COUNTED: &str = terms::NOT_COUNTED;
/// What a worklist counts, by editions.
pub const SCOPE: &str = "数える範囲";
/// Shown on the page of a heading whose clauses the worklist does not count.
pub const NOTHING_COUNTED: &str = "数える条項はありません";
/// Shown when no clause after this one is not started.
pub const NO_TODO_BEHIND: &str = "ほかに未着手の条項はありません。";
/// Says that a text is a summary, where there is little room.
pub const SUMMARY_SHORT: &str = "要約";
/// Why a record was found that matches only through its links.
pub const BY_LINKS: &str = "関連から";
/// The heading of our summary of an answer.
pub const ANSWER: &str = "回答の要約(本ツール)";
/// Shown in place of the answer to a question, if it is not known.
pub const ANSWER_UNSEEN: &str = "回答は確かめられていません。";
/// The heading of our summary.
pub const SUMMARY: &str = "要約(本ツール)";
/// Says that mappings and mitigations are our opinion.
pub const OPINION: &str = "本ツールの見解";
/// Shown when Esc has nothing to close.
pub const NOWHERE: &str = "終了するには Ctrl-C を押してください。";
/// Shown when there is no location to go back or forward to.
pub const NO_FURTHER: &str = "これより先はありません。";
/// Shown when a mark is set on something that is not a clause.
pub const ONLY_CLAUSES: &str = "状態を付けられるのは条項だけです。";
/// The prompt before the words to look for on a page.
pub const FIND: &str = " ページ内 > ";
/// Shown when they stand nowhere on it.
pub const NOT_ON_PAGE: &str = "このページにはありません。";
/// The same where Latin letters were typed: not every word's reading is known.
pub const NOT_ON_PAGE_IN_LETTERS: &str = "このページにはありません(ローマ字は主な語だけ)。";
/// Says that the search inside a page goes on at its start.
pub const PAGE_FROM_THE_TOP: &str = "終わりまで来たので、はじめから続けます。";
/// Says that the search inside a page goes on at its end.
pub const PAGE_FROM_THE_END: &str = "はじめまで来たので、終わりから続けます。";
/// Shown when no heading follows on a page.
pub const NO_SECTION_BEHIND: &str = "この先に見出しはありません。";
/// Shown when no heading stands before.
pub const NO_SECTION_BEFORE: &str = "この前に見出しはありません。";
/// Shown when what is selected in the tables of contents is no heading.
pub const NOT_A_HEADING: &str = "畳めるのは見出しの行です。";
/// Shown when no heading stands below the selected one, and none above it.
pub const NOTHING_TO_FOLD: &str = "この見出しの下に、畳むものはありません。";
/// Shown when no heading stands above the selected one, which is folded.
pub const NO_HEADING_ABOVE: &str = "これがいちばん上の段の見出しです。";
/// Shown when there is nothing beside or below that could be scrolled.
pub const NO_PANE: &str = "ここにはプレビューがありません。";
/// Where the preview of a row would be.
pub const NO_PANE_OF_ROW: &str = "幅 120 桁以上なら右に、高さ 16 行以上なら下に出ます。";
/// Where the preview of a link would be.
pub const NO_PANE_OF_LINK: &str = "幅 120 桁以上の画面なら、選んだ関連が右に出ます。";
/// Shown when no link has the typed number.
pub const NO_SUCH_NUMBER: &str = "その番号の関連はありません。";
/// Said where a page has nothing that could be opened.
pub const NOTHING_TO_OPEN: &str = "このページには、開くものがありません。";
/// Printed when there is no usable terminal.
pub const NO_TERMINAL: &str = "画面を開ける端末ではありません。";
/// What to do then.
pub const NO_TERMINAL_HINT: &str = "コマンドで使えます。例: tenken search 二要素認証";
/// Printed when the terminal cannot be read or written.
pub const TERMINAL_LOST: &str = "端末を読み書きできません";
/// Printed after a panic.
pub const BROKEN: &str = "内部の誤りで画面を閉じました。受け付けた記録は保存されています。";
/// What to do then.
pub const BROKEN_HINT: &str = "上の表示を添えて開発元へお知らせください。tenken を開き直すと続けられます。";
/// What to do when the search does not work.
pub const NO_SEARCH_HINT: &str = "検索語を消すと一覧からたどれます。";
/// Shown while writing takes long.
pub const RECORDING: &str = "記録しています。終わるまでお待ちください。";
/// Shown while the first record of a worklist waits for the records of the user.
pub const RECORDING_LATER: &str = "重ねたデータの準備が終わりしだい、記録します。";
/// Shown while a search takes long.
pub const SEARCHING: &str = "検索しています。";

/// Returns the label of a filter by party.
pub fn party(party: Party) -> String {
    tr!("担当 {party}", party = party.name())
}

/// Returns a sentence that begins with a key; none where no key does it.
pub fn by_key(key: &str, rest: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{key} {}", t(rest)) }
}

/// Says by which key something is taken back.
pub fn undone_by(key: &str) -> String {
    by_key(key, "で取り消せます。")
}

/// What to do where no clause passes the filters: by which key one is taken off.
pub fn no_rows_hint(key: &str) -> String {
    match by_key(key, "で絞り込みを外せます。") {
        how if how.is_empty() => tr!("Tab で別の状態を選べます。").to_owned(),
        how => tr!("Tab で別の状態を、{how}", how),
    }
}

/// Reports that a sequence of keys is not bound.
pub fn no_chord(keys: &str) -> String {
    tr!("{keys} に操作はありません。", keys)
}

/// Reports that a key does nothing anywhere. `help` is the key that shows what others do; empty where there is none.
pub fn no_key(key: &str, help: &str) -> String {
    sentences(&[&no_chord(key), &by_key(help, "で操作の一覧を見られます。")])
}

/// Reports what a key does, and that it does so on other screens only.
pub fn key_of_others(key: &str, description: &str, screens: &str) -> String {
    tr!("ここでは {key}({description})は使えません。{screens}の画面のキーです。", key, description, screens)
}

/// Returns the title of a list of values: the field, and the clauses it is for.
pub fn title_of(field: &str, label: &str) -> String {
    format!("{}  {label}", t(field))
}

/// Reports how many clauses are picked, and which hits are not.
pub fn all_picked(selection: &Selection) -> String {
    let Selection { clauses, partial, near, left_out } = selection;
    let not = |count: &usize, what: &str| match count {
        0 => String::new(),
        count => tr!("{what} {count} 件は含みません。", what = titled(what), count),
    };
    let said = match clauses.len() {
        0 => tr!("選べる条項はありません。").to_owned(),
        picked => tr!("{picked} 件を選択しました。", picked),
    };
    let others = [not(partial, "一部だけ合う"), not(near, "近いだけの"), not(left_out, "点検票で数えない")];
    sentences(&[&said, &others[0], &others[1], &others[2]])
}

/// Reports how many clauses are picked again, and how many do not stand in the list on screen.
pub fn picked_again(count: usize, missing: usize) -> String {
    let missing = match missing {
        0 => String::new(),
        count => tr!("この一覧にない {count} 件は含みません。", count),
    };
    match count {
        0 => sentences(&[tr!("ここで選び直せる行はありません。"), &missing]),
        count => sentences(&[&tr!("前に選んだ {count} 行を選び直しました。", count), &missing]),
    }
}

/// Says how many rows stay picked after something was done to them, and by which key they are let go.
pub fn still_picked(count: usize, key: &str) -> String {
    sentences(&[&tr!("{count} 行を選んだままです。", count), &by_key(key, "で外せます。")])
}

/// Says that everything cannot be picked, because nothing of the query can be searched for.
pub fn nothing_to_pick_by(query: &str) -> String {
    tr!("「{query}」には検索できる語も絞り込みもないので、すべては選べません。", query = excerpt(query))
}

/// Says that the end of a query was cut.
pub fn query_cut(excess: usize) -> String {
    tr!("長いので、終わりの {excess} 字を除きました。", excess)
}

/// Says how many clauses are counted, and how many are left out by which choices of the profile.
pub fn counted(total: usize, left_out: usize, by: &str) -> String {
    match (left_out, by.is_empty()) {
        (_, true) => tr!("数える条項 {total} 件", total),
        _ => tr!("数える条項 {total} 件({by} により {left_out} 件を除く)", total, by, left_out),
    }
}

/// Describes a field that people have set to different values, with what to do.
pub fn disagreement(sentence: &str) -> String {
    tr!("{sentence}どちらかを付け直すと決まります。", sentence)
}

/// Says how many rows stay that the filter does not count any more; empty if none do.
pub fn kept_rows(count: usize) -> String {
    if count == 0 { String::new() } else { tr!("(うち {count} 行は絞り込みから外れました)", count) }
}

/// Says how many rows are picked, and which keys act on them.
pub fn picked(count: usize, keys: &[(&str, &str)]) -> String {
    let keys: Vec<String> = keys.iter().map(|(key, what)| format!("{key} {}", t(what))).collect();
    tr!("{count} 行を選択中: {keys}", count, keys = keys.join("  "))
}

/// Says how many more there are than those shown.
pub fn others(number: usize) -> String {
    tr!("他 {number} 件", number)
}

/// Says how many lines of what is selected follow, and which key shows them.
pub fn pane_behind(key: &str, lines: usize) -> String {
    tr!(" {key} 続き {lines} 行 ", key, lines)
}

/// Says how many lines of what is selected stand before those that are visible.
pub fn pane_before(key: &str, lines: usize) -> String {
    tr!(" {key} 前に {lines} 行 ", key, lines)
}

/// Says at which of the records one is that only come near the query.
pub fn near(place: usize, total: usize) -> String {
    tr!("近いもの {place}/{total}", place, total)
}

/// What to do where nothing meets the filters: by which key the last one is removed.
pub fn drop_filter(key: &str) -> String {
    tr!("{key} で終わりの絞り込みを外せます。値を変えるか、語だけで探し直してください。", key)
}

/// Says how filters are completed: by which key.
pub fn completed_by(key: &str) -> String {
    tr!("名前や値のはじめの字(かな・ローマ字も可)を打つと候補が出て、{key} で補えます。", key)
}

/// Says at which of the places on a page one is.
pub fn place(at: usize, total: usize) -> String {
    format!("{}/{total}", at + 1)
}

/// Returns the name of a theme among the commands.
pub fn theme(title: &str) -> String {
    tr!("テーマ: {title}", title)
}
