//! The sentences and words on screen that are not part of a record.

use crate::model::{Party, Status};
use crate::sheet::{NOTE_LIMIT, excerpt};
use crate::workspace::bulk::Selection;

/// Name of the program.
pub const NAME: &str = "tenken";
/// The prompt before the query.
pub const PROMPT: &str = " 検索 > ";
/// Shown in place of an empty query.
pub const PLACEHOLDER: &str = "語・条項番号・製品名を入力(例: 二要素認証、運用14.5、バックアップ)";
/// Shown while the index is being built.
pub const PREPARING: &str = "検索の準備をしています。入力はそのまま続けられます。";
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
/// What to do then.
pub const NO_ROWS_HINT: &str = "Tab で別の状態を、- で絞り込みを外せます。";
/// Shown when there is no filter to remove.
pub const NO_FILTER: &str = "絞り込みはありません。";
/// The heading of the note.
pub const NOTE: &str = "メモ";
/// The prompt of the palette of verdicts.
pub const VERDICT: &str = " 判定 : ";
/// Shown when no verdict is found.
pub const NO_VERDICT: &str = "そのような判定はありません。";
/// Shown in place of a value that was removed.
pub const EMPTIED: &str = "なし";
/// What to do when the typed text cannot be parsed, behind how it is written.
pub const NOT_READ_HINT: &str = "空にすると消えます。何も記録していません。";
/// The name of the profile of the worklist.
pub const PROFILE: &str = "点検票の設定";
/// The label of a product that is in use.
pub const IN_USE: &str = "[使用中]";
/// Shown after the name of an archived worklist.
pub const ARCHIVED: &str = " [しまってある]";
/// Shown when there is nothing to redo.
pub const NOTHING_TO_REDO: &str = "やり直せる記録はありません。";
/// Recorded in the journals for changes made in the terminal UI.
pub const VIA: &str = "画面";
/// Shown when there is a draft of the note.
pub const DRAFT: &str = "書きかけのメモがあります。";
/// The first choice among verdicts of clauses that have different ones: nothing is changed.
pub const KEPT: &str = "変えない(条項ごとに違う判定があります)";
/// Its reading.
pub const KEPT_READING: &str = "かえない";
/// Shown when everything shall be picked although nothing was asked for.
pub const NOTHING_ASKED: &str = "検索語も絞り込みもないので、すべては選べません。語か絞り込みを入力してください。";
/// Shown when a field shall be recorded without evidence.
pub const NO_SOURCE: &str = "ファイルの場所か URL を入力してください。Esc でやめます。";
/// Shown when a field opens with its draft.
pub const DRAFT_GOES_ON: &str = "書きかけの続きです。はじめから書くときは、^U で消してください。";
/// Shown when the place of evidence opens with its draft.
pub const DRAFT_GIVES_WAY: &str = "書きかけの場所です。打ち始めると置きかわります。Left や End で続きを書けます。";
/// Shown when no file or folder begins as typed.
pub const NO_SUCH_PATH: &str = "その続きに当たるファイルはありません。";
/// What to do about a text that is too long.
pub const TOO_LONG_HINT: &str = "短くするか、証跡のファイルに分けてください。Esc で書きかけに残ります。";
/// What to do about a text that was not inserted.
pub const NOT_INSERTED_HINT: &str = "何も入れていません。短く分けて貼り付けるか、証跡のファイルにしてください。";
/// What to do when a draft cannot be written.
pub const DRAFT_NOT_KEPT_HINT: &str = "この画面を閉じるまでは残っています。空き容量と権限を確かめてください。";
/// Shown when a key of an input method has no meaning.
pub const INPUT_METHOD: &str = "日本語入力がオンのようです。オフにすると、キーで操作できます。";
/// What to do after the screen was closed with a draft that is not on disk.
pub const DRAFTS_LOST_HINT: &str = "上の文を控えてください。空き容量と権限を確かめてから、もう一度書けます。";

/// Shown when there is nothing to copy.
pub const NOTHING_TO_COPY: &str = "コピーするものがありません。";
/// The heading of the copied text.
pub const COPIED: &str = "クリップボードへ送りました。届かないときは、ここから選んでください。";
/// Shown when no external editor is set.
pub const NO_EDITOR: &str = "外部エディターが決まっていません。";
/// What to do then.
pub const NO_EDITOR_HINT: &str = "環境変数 VISUAL か EDITOR で指定してください。n なら、この画面で書けます。";
/// The label of headings and clauses that the worklist does not count.
pub const NOT_COUNTED: &str = "集計外";
/// Shown on the page of a heading whose clauses the worklist does not count.
pub const NOTHING_COUNTED: &str = "集計する条項はありません";
/// Shown when no clause after this one is not started.
pub const NO_TODO_BEHIND: &str = "この先に未着手の条項はありません。";
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
/// Shown when there is nothing to undo.
pub const NOTHING_TO_UNDO: &str = "取り消せる記録はありません。";
/// Shown when no link has the typed number.
pub const NO_SUCH_NUMBER: &str = "その番号の関連はありません。";
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
/// Said of a change that was refused, where the reason says all there is to do.
pub const REFUSED_HINT: &str = "何も記録していません。";
/// What to do when a mark was not written.
pub const NOT_RECORDED_HINT: &str = "状態は変わっていません。空き容量と権限を確かめて、やり直してください。";

/// Reports that a mark is on disk, with what it was before and the key that undoes it, if there are any.
pub fn recorded(label: &str, status: Status, (before, undo): (&str, &str)) -> String {
    let before = if before.is_empty() { String::new() } else { format!("前は {before} です。") };
    let undo = if undo.is_empty() { String::new() } else { format!("{undo} で取り消せます。") };
    format!("{label}を{}にしました。{before}{undo}", status.name())
}

/// Reports that a mark was undone.
pub fn taken_back(label: &str, status: Status) -> String {
    format!("{label}を{}に戻しました。", status.name())
}

/// Reports that the marks of several clauses were undone, each to its own status.
pub fn all_taken_back(label: &str) -> String {
    format!("{label}を元の状態に戻しました。")
}

/// Shown when there is no folder for the file of the external editor.
pub const NO_DRAFT_FOLDER: &str = "書きかけを置くフォルダーがありません。";
/// What to do when the external editor failed.
pub const NOT_EDITED_HINT: &str = "メモは変わっていません。この画面で書き続けられます。";
/// Shown while writing takes long.
pub const RECORDING: &str = "記録しています。終わるまでお待ちください。";
/// Shown while a search takes long.
pub const SEARCHING: &str = "検索しています。";

/// Why a text of the external editor cannot be read.
pub const NOT_UTF8: &str = "UTF-8 の文ではありません";

/// Reports that what the external editor left cannot be read, and where it is.
pub fn editor_text_unread(why: &str, path: &str) -> String {
    format!("{why}: 書いたものを {path} に残してあります。")
}

/// Reports that the external editor exited with an error.
pub fn editor_failed(program: &str) -> String {
    format!("{program} が誤りで終わったため、編集をやめました。")
}

/// Reports that the external editor cannot be started.
pub fn no_such_editor(program: &str, reason: &str) -> String {
    format!("{program} を起動できません ({reason})。")
}

/// Returns the label of a filter by party.
pub fn party(party: Party) -> String {
    format!("担当 {}", party.name())
}

/// Reports that a sequence of keys is not bound.
pub fn no_chord(keys: &str) -> String {
    format!("{keys} に操作はありません。")
}

/// Reports that a note is on disk, or was removed.
pub fn note_recorded(label: &str, is_removed: bool) -> String {
    let what = if is_removed { "のメモを消しました" } else { "のメモを記録しました" };
    format!("{label}{what}。")
}

/// Reports that a field of clauses was set.
pub fn set(label: &str, what: &str) -> String {
    format!("{label}: {what} と記録しました。")
}

/// Says what the value before was.
pub fn value_before(before: &str) -> String {
    format!("前の値は {before} です。")
}

/// Says how many values were replaced.
pub fn values_before(count: usize) -> String {
    format!("{count} 条項の前の値を置き換えました。")
}

/// Reports that nothing was recorded because the value is the same.
pub fn unchanged(field: &str) -> String {
    format!("{field}は変わっていません。")
}

/// Returns the title of a list of values: the field, and the clauses it is for.
pub fn title_of(field: &str, label: &str) -> String {
    format!("{field}  {label}")
}

/// Reports how many clauses are picked, and which hits are not.
pub fn all_picked(selection: &Selection) -> String {
    let Selection { clauses, partial, left_out } = selection;
    let not = |count: &usize, what: &str| match count {
        0 => String::new(),
        count => format!("{what} {count} 件は含みません。"),
    };
    let others = not(partial, "一部だけ合う") + &not(left_out, "点検票で数えない");
    match clauses.len() {
        0 => format!("選べる条項はありません。{others}"),
        picked => format!("{picked} 件を選択しました。{others}"),
    }
}

/// Says that everything cannot be picked, because nothing of the query can be searched for.
pub fn nothing_to_pick_by(query: &str) -> String {
    format!("「{}」には検索できる語も絞り込みもないので、すべては選べません。", excerpt(query))
}

/// Says that a text is too long to be recorded.
pub fn too_long(field: &str, length: usize) -> String {
    format!("{field}は {length} 字あります。{NOTE_LIMIT} 字までなので、記録できません。")
}

/// Says that a text was not inserted.
pub fn not_inserted(field: &str, length: usize) -> String {
    format!("{length} 字は長すぎて、{field}に入りません(記録できるのは {NOTE_LIMIT} 字まで)。")
}

/// Says that the end of a query was cut.
pub fn query_cut(excess: usize) -> String {
    format!("長いので、終わりの {excess} 字を除きました。")
}

/// Returns the names that a typed path may go on with, as far as one line holds them.
pub fn paths(names: &[String]) -> String {
    format!("{} 件: {}", names.len(), names.iter().take(20).cloned().collect::<Vec<_>>().join("  "))
}

/// Reports that a draft could not be written.
pub fn draft_not_kept(field: &str, why: &str) -> String {
    format!("{why}: {field}の書きかけを保存できません。")
}

/// Says after the end which drafts are not on disk.
pub fn drafts_lost(why: &str, drafts: &str) -> String {
    format!("{why}: 書きかけを保存できませんでした。\n{drafts}")
}

/// Reports that a field was closed and its text is kept as a draft.
pub fn draft_kept(field: &str) -> String {
    format!("{field}は書きかけのまま取ってあります。もう一度開くと続きを書けます。")
}

/// Reports that new evidence is on disk.
pub fn evidence_added(label: &str, source: &str) -> String {
    format!("{label}に証跡 {source} を加えました。")
}

/// Reports that evidence recorded earlier was linked to more clauses.
pub fn evidence_linked(label: &str, source: &str) -> String {
    format!("記録済みの証跡 {source} を{label}に付けました。")
}

/// Reports that evidence is linked to all the clauses already.
pub fn evidence_is_there(source: &str) -> String {
    format!("証跡 {source} は、すでに付いています。何も記録していません。")
}

/// Reports that something was redone.
pub fn done_again(label: &str) -> String {
    format!("{label}の記録をやり直しました。")
}

/// Says how many clauses are counted, and how many are left out by which choices of the profile.
pub fn counted(total: usize, left_out: usize, by: &str) -> String {
    match (left_out, by.is_empty()) {
        (_, true) => format!("集計する条項 {total} 件"),
        _ => format!("集計する条項 {total} 件({by} により {left_out} 件を除く)"),
    }
}

/// Describes a field that people have set to different values, with what to do.
pub fn disagreement(sentence: &str) -> String {
    format!("{sentence}どちらかを付け直すと決まります。")
}

/// Says how many rows stay that the filter does not count any more; empty if none do.
pub fn kept_rows(count: usize) -> String {
    if count == 0 { String::new() } else { format!("(うち {count} 行は絞り込みから外れました)") }
}

/// Says how many rows are picked, and which keys act on them.
pub fn picked(count: usize, keys: &[(&str, &str)]) -> String {
    let keys: Vec<String> = keys.iter().map(|(key, what)| format!("{key} {what}")).collect();
    format!("{count} 行を選択中: {}", keys.join("  "))
}

/// Says how many records were brought back.
pub fn restored(count: usize) -> String {
    match count {
        0 => "控えから戻す記録はありません。".to_owned(),
        _ => format!("自分の記録 {count} 件を控えから戻しました。"),
    }
}

/// Says that the records are back after they were gone.
pub const RECORDS_BACK: &str = "点検票の記録が戻りました。";

/// Says which key brings records back.
pub fn restore_hint(key: &str) -> String {
    format!("自分の記録は {key} で控えから戻せます。")
}

/// Returns a counted noun: `製品 7 件`.
pub fn count(noun: &str, number: usize) -> String {
    format!("{noun} {number} 件")
}
