//! The sentences of what is asked before something is recorded.

use crate::language::tr;

/// The prompt of the answers to a question.
pub const ANSWER_PROMPT: &str = " 番号で選ぶ・文字で絞る : ";
/// The prompt of a list of names, from which no number chooses.
pub const NAME_PROMPT: &str = " 文字で絞る・Enter で選ぶ : ";
/// The prompt of a question that is answered by yes or no.
pub const YES_PROMPT: &str = " y はい・n いいえ、または番号 : ";
/// Shown when no answer is found.
pub const NO_ANSWER: &str = "そのような答えはありません。Esc でやめます。";
/// An answer: what was asked about is recorded. Each answer comes with its reading.
pub const RECORD: (&str, &str) = ("記録する", "きろくする");
/// An answer: the reason is recorded, and the clauses become 対象外.
pub const BOTH: (&str, &str) = ("対象外にして、理由を記録する", "たいしょうがいにして");
/// An answer: only the reason is recorded.
pub const ONLY_REASON: (&str, &str) = ("理由だけを記録する", "りゆうだけをきろくする");
/// An answer: nothing is recorded.
pub const GIVE_UP: (&str, &str) = ("やめる", "やめる");
/// Shown when nothing was recorded after a question.
pub const GIVEN_UP: &str = "やめました。何も記録していません。";

/// Asks whether many clauses shall get a status: how many of which become what.
pub fn bulk_status(count: usize, before: &str, after: &str) -> String {
    tr!("{before} → {after}({count} 条項)。記録しますか", before, after, count)
}

/// Asks whether many clauses shall get a value, of which some have another one.
pub fn bulk_answer(label: &str, what: &str, replaced: usize) -> String {
    let replaced =
        if replaced == 0 { String::new() } else { tr!("。{replaced} 条項の値を置き換えます", replaced) };
    tr!("{label}: {what}{replaced}。記録しますか", label, what, replaced)
}

/// Asks whether clauses that get a reason for 対象外 shall become so; `counts` says what they are.
pub fn reason_without_status(label: &str, counts: &str) -> String {
    tr!("{label}は対象外ではありません({counts})。対象外にもしますか", label, counts)
}

/// Asks whether what was recorded before this run is taken back: in which worklist, and when.
pub fn undo_earlier(worklist: &str, when: &str) -> String {
    tr!("「{worklist}」の {when} の記録です。取り消しますか", worklist, when)
}

/// An answer: it is taken back; says what.
pub fn take_back(what: &str) -> String {
    tr!("取り消す({what})", what)
}

/// The reading of that answer.
pub const TAKE_BACK_READING: &str = "とりけす";

/// Says how many more changes there were.
pub fn and_more(first: &str, more: usize) -> String {
    if more == 0 { first.to_owned() } else { tr!("{first} ほか {more} 件", first, more) }
}

/// Reports that clauses became 対象外 with a reason.
pub fn left_out_with_reason(label: &str) -> String {
    tr!("{label}を対象外にし、理由を記録しました。", label)
}

/// The title of the prompt for the person's name.
pub const NAME: &str = "記録に残す名前";
/// The hint for the key that leaves it.
pub const AS_LOGIN: &str = "ログイン名で記録";

/// Says why the name is asked for.
pub const NAME_ASKED: &str = "だれの記録かが分かるように、名前を一度だけ尋ねます。";

/// Says what the two answers do.
pub fn name_answers(login: &str) -> String {
    tr!("Enter で決めて覚えます。Esc なら、今回だけ「{login}」の名前で記録します。", login)
}
