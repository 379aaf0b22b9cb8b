//! The sentences and words on screen that belong to no record.

use crate::model::{Party, Status};

/// Name of the program.
pub const NAME: &str = "tenken";
/// Before the query.
pub const PROMPT: &str = " 検索 > ";
/// In place of a query.
pub const PLACEHOLDER: &str = "語・条項番号・製品名を入力(例: 二要素認証、運用14.5、バックアップ)";
/// While the index is being built.
pub const PREPARING: &str = "検索の準備をしています。入力はそのまま続けられます。";
/// Above the list when there is no query.
pub const BROWSING: &str = "すべての記録を並べています。入力すると絞り込みます。";
/// When nothing was found.
pub const NOTHING: &str = "見つかりません。";
/// What to do then.
pub const NOTHING_HINTS: [&str; 3] = [
    "語を減らすか、短い語や別の言い方を試してください。",
    "条項番号は 運用14.5 や 企画15-4 のように入力できます。",
    "Tab で種別の絞り込みを、Ctrl-U で検索語をやり直せます。",
];
/// When the terminal has no room.
pub const TOO_SMALL: &str = "画面が狭すぎます";
/// The mark of what was not checked.
pub const UNVERIFIED: &str = "未照合";
/// What that mark means.
pub const UNVERIFIED_MEANING: &str = "内容か番号を公式の本文と突き合わせていません。使う前に本文で確かめてください。";
/// Stands before a row that is picked.
pub const PICKED: &str = "*";
/// Lets go what is picked.
pub const RELEASE: &str = "解除";
/// Stands before a command that is being typed.
pub const COMMAND: &str = " 命令 : ";
/// There is no such command.
pub const NO_COMMAND: &str = "当てはまる命令はありません。かな・ローマ字でも探せます。";
/// Stands before a recent query that is being looked for.
pub const RECENT: &str = " 最近の検索 : ";
/// There is no such recent query.
pub const NO_RECENT: &str = "当てはまる検索はありません。";
/// Headline of the tables of contents.
pub const CONTENTS: &str = "目次と進み";
/// Headline of the progress.
pub const PROGRESS: &str = "進捗";
/// A clause of several parties is counted for each of them.
pub const PARTY_REMARK: &str = "複数の担当の条項は重ねて数えます";
/// When no product is in use.
pub const NO_PRODUCTS: &str = "使っている製品がまだ決まっていません。製品の画面で i を押すと決められます。";
/// When a risk counts as covered.
pub const COVERAGE_MEANING: &str = "予防・検知・対応・復旧のうち、製品で果たせる機能のすべてに、使っている製品が強か中で当たるとき「低減策あり」です。";
/// What to do about a clause that the reference pattern leaves to others.
pub const ASK_VENDOR: &str = "契約等に含まれているかを、事業者に確かめてください。";
/// What may be simplified.
pub const SIMPLIFIABLE: &str = "契約等に含まれることを事業者に確かめれば、簡略化できる章です(案の表による)。";
/// Stands beside a clause of which people have set a field to different values.
pub const DISAGREEMENT: &str = "食い違い ";
/// Stands behind a date that is past.
pub const OVERDUE: &str = "  過ぎています";
/// Name of the worklist on screen.
pub const WORKLIST: &str = "点検票";
/// The choice of clauses of every status.
pub const ALL: &str = "すべて";
/// When no clause is left by the filters.
pub const NO_ROWS: &str = "当てはまる条項はありません。";
/// What to do then.
pub const NO_ROWS_HINT: &str = "Tab で別の状態を、- で絞り込みを外せます。";
/// When there is no filter to take away.
pub const NO_FILTER: &str = "絞り込みはありません。";
/// Heading of the note that is being written.
pub const NOTE: &str = "メモ";
/// Stands before a verdict that is being chosen.
pub const VERDICT: &str = " 判定 : ";
/// There is no such verdict.
pub const NO_VERDICT: &str = "そのような判定はありません。";
/// What a value reads like that was taken away.
pub const EMPTIED: &str = "なし";
/// What to do when something typed cannot be read.
pub const NOT_READ_HINT: &str = "何も記録していません。直して Enter を押すか、空にして消してください。";
/// The profile of the worklist.
pub const PROFILE: &str = "点検票の設定";
/// Stands beside a product that is in use.
pub const IN_USE: &str = "[使用中]";
/// When something of a product is asked for on something else.
pub const ONLY_PRODUCTS: &str = "使っているかどうかを決められるのは製品・機能だけです。";
/// Stands behind the name of a worklist that was put away.
pub const PUT_AWAY: &str = " [しまってある]";
/// When there is nothing to do again.
pub const NOTHING_TO_REDO: &str = "やり直せる記録はありません。";
/// Says in the journals that a change was made on screen.
pub const VIA: &str = "画面";
/// Says that a note was begun and not recorded.
pub const DRAFT: &str = "書きかけのメモがあります。";
/// When a note was opened that is as it was.
pub const NOTE_SAME: &str = "メモは変わっていません。";
/// When there is nothing to copy.
pub const NOTHING_TO_COPY: &str = "コピーするものがありません。";
/// Heading of what was copied.
pub const COPIED: &str = "クリップボードへ送りました。届かないときは、ここから選んでください。";
/// When no editor is known.
pub const NO_EDITOR: &str = "外部エディターが決まっていません。";
/// What to do then.
pub const NO_EDITOR_HINT: &str = "環境変数 VISUAL か EDITOR で指定してください。n なら、この画面で書けます。";
/// Stands beside headings whose clauses a worklist does not count.
pub const NOT_COUNTED: &str = "集計外";
/// Stands on the page of a heading whose clauses a worklist does not count.
pub const NOTHING_COUNTED: &str = "集計する条項はありません";
/// There is no further clause to start on.
pub const NO_TODO_BEHIND: &str = "この先に未着手の条項はありません。";
/// The same where there is little room.
pub const SUMMARY_SHORT: &str = "要約";
/// Why a record was found that holds nothing of what was typed itself.
pub const BY_LINKS: &str = "関連から";
/// Heading of what we say of an answer.
pub const ANSWER: &str = "回答の要約(本ツール)";
/// Stands where the answer of a question would.
pub const ANSWER_UNSEEN: &str = "回答は確かめられていません。";
/// What a summary is.
pub const SUMMARY: &str = "要約(本ツール)";
/// What mappings and mitigations are.
pub const OPINION: &str = "本ツールの見解";
/// When Esc has nowhere to go.
pub const NOWHERE: &str = "終了するには Ctrl-C を押してください。";
/// When back or forward has nowhere to go.
pub const NO_FURTHER: &str = "これより先はありません。";
/// When a mark is asked for on something else than a clause.
pub const ONLY_CLAUSES: &str = "状態を付けられるのは条項だけです。";
/// When there is nothing to take back.
pub const NOTHING_TO_UNDO: &str = "取り消せる記録はありません。";
/// When a number leads nowhere.
pub const NO_SUCH_NUMBER: &str = "その番号の関連はありません。";
/// When there is no usable terminal.
pub const NO_TERMINAL: &str = "画面を開ける端末ではありません。";
/// What to do then.
pub const NO_TERMINAL_HINT: &str = "コマンドで使えます。例: tenken search 二要素認証";
/// When the terminal cannot be used.
pub const TERMINAL_LOST: &str = "端末を読み書きできません";
/// When a part of the program broke.
pub const BROKEN: &str = "内部の誤りで画面を閉じました。受け付けた記録は保存されています。";
/// What to do then.
pub const BROKEN_HINT: &str = "上の表示を添えて開発元へお知らせください。tenken を開き直すと続けられます。";
/// When the search does not work.
pub const NO_SEARCH_HINT: &str = "検索語を消すと一覧からたどれます。";
/// When a mark was not written.
pub const NOT_RECORDED_HINT: &str = "状態は変わっていません。空き容量と権限を確かめて、やり直してください。";

/// Returns what is said when a mark is on disk, with the key that takes it back, if there is one.
pub fn recorded(label: &str, status: Status, undo: &str) -> String {
    let undo = if undo.is_empty() { String::new() } else { format!("{undo} で取り消せます。") };
    format!("{label}を{}にしました。{undo}", status.name())
}

/// Returns what is said when a mark was taken back.
pub fn taken_back(label: &str, status: Status) -> String {
    format!("{label}を{}に戻しました。", status.name())
}

/// Returns what is said when the marks of several clauses were taken back, each to its own status.
pub fn all_taken_back(label: &str) -> String {
    format!("{label}を元の状態に戻しました。")
}

/// When there is no place for the file of an editor.
pub const NO_DRAFT_FOLDER: &str = "書きかけを置くフォルダーがありません。";
/// What to do when an editor left nothing.
pub const NOT_EDITED_HINT: &str = "メモは変わっていません。この画面で書き続けられます。";
/// While a mark is being written for longer than one likes to wait.
pub const RECORDING: &str = "記録しています。終わるまでお待ちください。";
/// While a search takes longer than one likes to wait.
pub const SEARCHING: &str = "検索しています。";

/// Returns what is said when an editor did not end well.
pub fn editor_failed(program: &str) -> String {
    format!("{program} が誤りで終わったため、編集をやめました。")
}

/// Returns what is said when an editor cannot be started.
pub fn no_such_editor(program: &str, reason: &str) -> String {
    format!("{program} を起動できません ({reason})。")
}

/// Returns how a filter by party reads.
pub fn party(party: Party) -> String {
    format!("担当 {}", party.name())
}

/// Returns what is said when keys pressed one after the other mean nothing.
pub fn no_chord(keys: &str) -> String {
    format!("{keys} に操作はありません。")
}

/// Returns what is said when a note is on disk, with the key that takes it back, if there is one.
pub fn note_recorded(label: &str, is_removed: bool) -> String {
    let what = if is_removed { "のメモを消しました" } else { "のメモを記録しました" };
    format!("{label}{what}。")
}

/// Returns what is said when a field of clauses was set.
pub fn set(label: &str, what: &str) -> String {
    format!("{label}: {what} と記録しました。")
}

/// Returns what is said when what was begun is left without recording it.
pub fn draft_kept(field: &str) -> String {
    format!("{field}は書きかけのまま取ってあります。もう一度開くと続きを書けます。")
}

/// Returns whether a product is in use, and the key that changes it.
pub fn use_of(is_in_use: bool, key: &str) -> String {
    let said = if is_in_use { "使っています" } else { "使っている製品に入れていません" };
    format!("{said}({key} で切り替え)")
}

/// Returns what is said when evidence is on disk.
pub fn evidence_added(label: &str, source: &str) -> String {
    format!("{label}に証跡 {source} を加えました。")
}

/// Returns what is said when evidence that is recorded already now stands for clauses.
pub fn evidence_linked(label: &str, source: &str) -> String {
    format!("記録済みの証跡 {source} を{label}に付けました。")
}

/// Returns what is said when evidence stands for all clauses already.
pub fn evidence_is_there(source: &str) -> String {
    format!("証跡 {source} は、すでに付いています。何も記録していません。")
}

/// Returns what is said when something was done again.
pub fn done_again(label: &str) -> String {
    format!("{label}の記録をやり直しました。")
}

/// Returns what is said when a product with some parts was put in use or out of it.
pub fn in_use(name: &str, parts: usize, on: bool) -> String {
    let parts = if parts == 0 { String::new() } else { format!("と機能 {parts} 件") };
    let what = if on { "使っている製品にしました" } else { "使っている製品から外しました" };
    format!("{name}{parts}を{what}。")
}

/// Returns what is counted, how much the profile leaves out, and by what.
pub fn counted(total: usize, left_out: usize, by: &str) -> String {
    match (left_out, by.is_empty()) {
        (_, true) => format!("集計する条項 {total} 件"),
        _ => format!("集計する条項 {total} 件({by} により {left_out} 件を除く)"),
    }
}

/// Returns the heading of what the products in use cover.
pub fn coverage(products: usize) -> String {
    format!("使っている製品 {products} 件によるリスクの低減")
}

/// Returns what is said of a field that people have set to different values, with what to do.
pub fn disagreement(sentence: &str) -> String {
    format!("{sentence}どちらかを付け直すと決まります。")
}

/// Returns what is said while rows are picked, with the keys that act on them.
pub fn picked(count: usize, keys: &[(&str, &str)]) -> String {
    let keys: Vec<String> = keys.iter().map(|(key, what)| format!("{key} {what}")).collect();
    format!("{count} 行を選択中: {}", keys.join("  "))
}

/// Returns a counted noun: `製品 7 件`.
pub fn count(noun: &str, number: usize) -> String {
    format!("{noun} {number} 件")
}
