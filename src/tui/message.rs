//! Everything that can happen to the screen, declared once: what keys can do, with name and description,
//! and what the outside reports.

use ratatui::layout::Position;

use crate::failure::Failure;
use crate::model::Verdict;
use crate::search::Results;
use crate::text::width::Ambiguous;
use crate::worklist::{Reverted, State};

use super::event::Pointing;

/// A message that a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name in the key table.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// How that is read, in hiragana.
    pub reading: &'static str,
}

/// Declares the messages. Those of the first part can be bound to keys: `Variant = "name", "説明", "よみ"`; they may
/// carry a number that the key gives. Those of the second part come from outside.
macro_rules! messages {
    (
        keys { $($(#[$doc:meta])* $variant:ident $(($number:ty))? = $name:literal, $description:literal, $reading:literal;)+ }
        reports { $($(#[$report_doc:meta])* $report:ident $(($($payload:ty),+))?;)+ }
    ) => {
        /// Something that happened.
        #[derive(Clone, Debug)]
        pub enum Message {
            $($(#[$doc])* $variant $(($number))?,)+
            $($(#[$report_doc])* $report $(($($payload),+))?,)+
        }

        impl Message {
            /// The messages that keys can be bound to, in the order of the help page.
            pub const BINDABLE: &'static [Command] =
                &[$(Command { name: $name, description: $description, reading: $reading }),+];

            /// Returns the message with this name; a number it carries is the one given.
            pub fn named(name: &str, number: u8) -> Option<Self> {
                let _ = number;
                match name {
                    $($name => Some(Self::$variant $((<$number>::from(number)))?),)+
                    _ => None,
                }
            }

            /// Returns the name; none for a report.
            pub fn name(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant { .. } => Some($name),)+
                    _ => None,
                }
            }
        }
    };
}

messages! {
    keys {
        /// Follows the selected hit or link.
        Open = "open", "選んだものを開く", "えらんだものをひらく";
        /// Follows a link by its number.
        FollowNumber(u8) = "follow-number", "番号の関連を開く", "ばんごうのかんれんをひらく";
        /// Selects the next hit or link, or scrolls.
        Next = "next", "次へ", "つぎへ";
        /// Selects the previous hit or link, or scrolls.
        Previous = "previous", "前へ", "まえへ";
        /// Selects the next link.
        NextLink = "next-link", "次の関連へ", "つぎのかんれんへ";
        /// Selects the previous link.
        PreviousLink = "previous-link", "前の関連へ", "まえのかんれんへ";
        /// Goes a page down.
        PageDown = "page-down", "1画面進む", "いちがめんすすむ";
        /// Goes a page up.
        PageUp = "page-up", "1画面戻る", "いちがめんもどる";
        /// Goes to the start.
        First = "first", "先頭へ", "せんとうへ";
        /// Goes to the end.
        Last = "last", "末尾へ", "まつびへ";
        /// Marks the clause done, or takes that back.
        ToggleDone = "toggle-done", "完了にする・取りやめる", "かんりょうにする";
        /// Marks the clause as being worked on.
        MarkDoing = "mark-doing", "対応中にする", "たいおうちゅうにする";
        /// Marks the clause as not applicable.
        MarkNa = "mark-na", "対象外にする", "たいしょうがいにする";
        /// Marks the clause as not started.
        MarkTodo = "mark-todo", "未着手に戻す", "みちゃくしゅにもどす";
        /// Marks the clause as one to be looked at again.
        MarkRecheck = "mark-recheck", "要再確認にする", "ようさいかくにんにする";
        /// Takes one's last change of the worklist back.
        UndoMark = "undo-mark", "直前の記録を取り消す", "ちょくぜんのきろくをとりけす";
        /// Does again what was taken back.
        RedoMark = "redo-mark", "取り消した記録をやり直す", "とりけしたきろくをやりなおす";
        /// Chooses what the inspection found.
        Judge = "judge", "判定を選ぶ", "はんていをえらぶ";
        /// Sets who takes care of the clause.
        SetOwner = "set-owner", "担当者を決める", "たんとうしゃをきめる";
        /// Sets until when the clause has to be done.
        SetDue = "set-due", "期限を決める", "きげんをきめる";
        /// Sets why the clause does not apply.
        SetReason = "set-reason", "対象外の理由を書く", "たいしょうがいのりゆうをかく";
        /// Adds a file or a URL as evidence of the clause.
        AddEvidence = "add-evidence", "証跡を加える", "しょうせきをくわえる";
        /// Says that the product is in use, or not.
        ToggleInUse = "toggle-in-use", "使っている製品にする・外す", "つかっているせいひんにする";
        /// Opens the note of the clause.
        Note = "note", "メモを書く", "めもをかく";
        /// Opens the note in the editor of the system.
        NoteInEditor = "note-in-editor", "メモを外部エディターで書く", "めもをがいぶえでぃたーでかく";
        /// Records the note that is being written.
        SaveNote = "save-note", "メモを記録する", "めもをきろくする";
        /// Begins a new line.
        NewLine = "new-line", "改行する", "かいぎょうする";
        /// Picks the selected row to be marked with others.
        Pick = "pick", "行を選ぶ・外す", "ぎょうをえらぶ";
        /// Picks every clause in the list.
        PickAll = "pick-all", "一覧の条項をすべて選ぶ・外す", "いちらんのじょうこうをすべてえらぶ";
        /// Goes back to where one was.
        Back = "back", "戻る", "もどる";
        /// Goes forward again.
        Forward = "forward", "進む", "すすむ";
        /// Goes to the query.
        Search = "search", "検索欄へ", "けんさくらんへ";
        /// Goes to the tables of contents.
        Contents = "contents", "目次へ", "もくじへ";
        /// Goes to the worklist.
        Worklist = "worklist", "点検票へ", "てんけんひょうへ";
        /// Goes to the progress.
        Progress = "progress", "進捗へ", "しんちょくへ";
        /// Goes to the next clause that is not started.
        NextTodo = "next-todo", "次の未着手へ", "つぎのみちゃくしゅへ";
        /// Narrows to the next kind.
        NextKind = "next-kind", "種別で絞る", "しゅべつでしぼる";
        /// Narrows to the previous kind.
        PreviousKind = "previous-kind", "種別で絞る(逆順)", "しゅべつでしぼるぎゃくじゅん";
        /// Narrows to the next status.
        NextStatus = "next-status", "状態で絞る", "じょうたいでしぼる";
        /// Narrows to the previous status.
        PreviousStatus = "previous-status", "状態で絞る(逆順)", "じょうたいでしぼるぎゃくじゅん";
        /// Narrows to the next responsible party.
        NextParty = "next-party", "担当で絞る", "たんとうでしぼる";
        /// Takes one filter away.
        DropFilter = "drop-filter", "絞り込みを一つ外す", "しぼりこみをひとつはずす";
        /// Shows the queries asked before.
        Recent = "recent", "最近の検索", "さいきんのけんさく";
        /// Copies what is looked at to the clipboard of the person's own computer.
        Copy = "copy", "手元へコピーする", "てもとへこぴーする";
        /// Deletes the character before the cursor.
        DeleteBack = "delete-back", "1文字消す", "いちもじけす";
        /// Deletes the character at the cursor.
        DeleteForward = "delete-forward", "カーソル位置の文字を消す", "かーそるいちのもじをけす";
        /// Deletes the word before the cursor.
        DeleteWord = "delete-word", "1語消す", "いちごけす";
        /// Empties the query.
        ClearQuery = "clear-query", "検索語をすべて消す", "けんさくごをすべてけす";
        /// Moves the cursor to the left.
        CursorLeft = "cursor-left", "カーソルを左へ", "かーそるをひだりへ";
        /// Moves the cursor to the right.
        CursorRight = "cursor-right", "カーソルを右へ", "かーそるをみぎへ";
        /// Moves the cursor to the start.
        CursorHome = "cursor-home", "検索語の先頭へ", "けんさくごのせんとうへ";
        /// Moves the cursor to the end.
        CursorEnd = "cursor-end", "検索語の末尾へ", "けんさくごのまつびへ";
        /// Steps back one level.
        Dismiss = "dismiss", "1段戻る", "いちだんもどる";
        /// Opens the list of commands.
        Palette = "palette", "命令を名前で探す", "めいれいをなまえでさがす";
        /// Shows or hides the keys.
        Help = "help", "操作の一覧", "そうさのいちらん";
        /// Draws everything anew.
        Redraw = "redraw", "画面を描き直す", "がめんをかきなおす";
        /// Hands the terminal to the shell.
        Suspend = "suspend", "中断してシェルへ", "ちゅうだんしてしぇるへ";
        /// Leaves.
        Quit = "quit", "終了する", "しゅうりょうする";
    }
    reports {
        /// A character was typed.
        Insert(char);
        /// A text was pasted.
        Paste(String);
        /// A query from the list of recent ones was chosen.
        Ask(String);
        /// A verdict was chosen.
        Judged(Verdict);
        /// The editor of the system has closed; the note as it left it, or why there is none.
        NoteEdited(Result<String, Failure>);
        /// The mouse did something at a place.
        Mouse(Pointing, Position);
        /// The terminal has told how many cells an ambiguous character takes.
        Probed(Ambiguous);
        /// What is under way takes longer than one likes to wait without a word.
        Slow;
        /// The terminal has another size: columns, rows.
        Resized(u16, u16);
        /// The search is ready.
        SearchReady;
        /// The search will not become ready.
        SearchFailed(Failure);
        /// The answer to the search of a generation.
        Found(u64, Results);
        /// The oldest job under way is on disk; the worklist is now in this state.
        Recorded(State);
        /// The oldest job under way was to take back or do again; the worklist is now in this state.
        Reverted(State, Reverted);
        /// The oldest job under way could not be written.
        NotRecorded(Failure);
        /// Somebody else has written to the worklist; it is now in this state.
        Changed(State);
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn names_lead_to_their_messages_and_back() {
        for command in Message::BINDABLE {
            let message = Message::named(command.name, 7);
            assert_eq!(message.and_then(|message| message.name()), Some(command.name));
            assert!(!command.description.is_empty());
            assert!(command.reading.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ー')), "{}", command.reading);
        }
        assert!(matches!(Message::named("follow-number", 7), Some(Message::FollowNumber(7))));
        assert!(Message::named("insert", 0).is_none());
    }
}
