//! What is said while a field is edited, and about drafts and the external editor.

use crate::language::tr;
use crate::sheet::NOTE_LIMIT;

/// What to do when the typed text cannot be parsed, behind how it is written.
pub const NOT_READ_HINT: &str = "打ち始めると書き直せます。Left で続きを直せます。空にすると消えます。";
/// Shown when there is a draft of the note.
pub const DRAFT: &str = "書きかけのメモがあります。";
/// Shown when a field shall be recorded without evidence.
pub const NO_SOURCE: &str = "ファイルの場所か URL を入力してください。Esc でやめます。";
/// Shown when something shall be sent back without a word.
pub const NO_WORD: &str = "差し戻す理由を書いてください。Esc でやめます。";
/// Shown when a field opens with its draft.
pub const DRAFT_GOES_ON: &str = "書きかけの続きです。はじめから書くときは、^U で消してください。";
/// Shown when the place of evidence opens with its draft.
pub const DRAFT_GIVES_WAY: &str = "書きかけの場所です。打ち始めると置きかわります。Left や End で続きを書けます。";
/// Shown where a pasted text is not written into anything.
pub const NOT_PASTED: &str = "ここには書き込めないので、貼り付けた文字は使いませんでした。";
/// Shown when no file or folder begins as typed.
pub const NO_SUCH_PATH: &str = "その続きに当たるファイルはありません。";
/// What to do about a text that is too long.
pub const TOO_LONG_HINT: &str = "短くするか、証跡のファイルに分けてください。Esc で書きかけに残ります。";
/// What to do about a text that was not inserted.
pub const NOT_INSERTED_HINT: &str = "何も入れていません。短く分けて貼り付けるか、証跡のファイルにしてください。";
/// What to do when a draft cannot be written.
pub const DRAFT_NOT_KEPT_HINT: &str = "この画面を閉じるまでは残っています。空き容量と権限を確かめてください。";
/// What to do after the screen was closed with a draft that is not on disk.
pub const DRAFTS_LOST_HINT: &str = "上の文を控えてください。空き容量と権限を確かめてから、もう一度書けます。";
/// Shown when no external editor is set.
pub const NO_EDITOR: &str = "外部エディターが決まっていません。";
/// What to do then.
pub const NO_EDITOR_HINT: &str = "環境変数 VISUAL か EDITOR で指定してください。この画面でも書けます。";
/// Shown when there is no folder for the file of the external editor.
pub const NO_DRAFT_FOLDER: &str = "書きかけを置くフォルダーがありません。";
/// What to do when the external editor failed.
pub const NOT_EDITED_HINT: &str = "メモは変わっていません。この画面で書き続けられます。";
/// Why a text of the external editor cannot be read.
pub const NOT_UTF8: &str = "UTF-8 の文ではありません";

/// Reports that what the external editor left cannot be read, and where it is.
pub fn editor_text_unread(why: &str, path: &str) -> String {
    tr!("{why}: 書いたものを {path} に残してあります。", why, path)
}

/// Reports that the external editor exited with an error.
pub fn editor_failed(program: &str) -> String {
    tr!("{program} が誤りで終わったため、編集をやめました。", program)
}

/// Reports that the external editor cannot be started.
pub fn no_such_editor(program: &str, reason: &str) -> String {
    tr!("{program} を起動できません ({reason})。", program, reason)
}

/// Says that a text is too long to be recorded.
pub fn too_long(field: &str, length: usize) -> String {
    tr!("{field}は {length} 字あります。{limit} 字までなので、記録できません。", field, length, limit = NOTE_LIMIT)
}

/// Says that a text was not inserted.
pub fn not_inserted(field: &str, length: usize) -> String {
    tr!(
        "{length} 字は長すぎて、{field}に入りません(記録できるのは {limit} 字まで)。",
        length,
        field,
        limit = NOTE_LIMIT
    )
}

/// Returns the names that a typed path may go on with, as far as one line holds them.
pub fn paths(names: &[String]) -> String {
    let shown = names.iter().take(20).cloned().collect::<Vec<_>>().join("  ");
    tr!("{count} 件: {names}", count = names.len(), names = shown)
}

/// Reports that a draft could not be written.
pub fn draft_not_kept(field: &str, why: &str) -> String {
    tr!("{why}: {field}の書きかけを保存できません。", why, field)
}

/// Says after the end which drafts are not on disk.
pub fn drafts_lost(why: &str, drafts: &str) -> String {
    tr!("{why}: 書きかけを保存できませんでした。\n{drafts}", why, drafts)
}

/// Reports that a field was closed and its text is kept as a draft.
pub fn draft_kept(field: &str) -> String {
    tr!("{field}は書きかけのまま取ってあります。もう一度開くと続きを書けます。", field)
}
