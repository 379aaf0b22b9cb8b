//! All messages, declared in one table: what keys can do, with name and description, and what the other threads report.

use ratatui::layout::Position;

use crate::catalog::RecordRef;
use crate::failure::Failure;
use crate::model::{Id, Kind};
use crate::search::Results;
use crate::sheet::{Answer, AnswerField, terms};
use crate::text::width::Ambiguous;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::task::DeskReport;
use crate::tui::app::jump_list::EditionPair;
use crate::tui::app::packs::{PackDeed, PackReport};
use crate::tui::input::command::{CommandSpec, Count, HintWhen, InPalette, Wait};
use crate::tui::input::event::MouseAction;
use crate::worklist::{Performed, State};
use crate::workspace::prepared::Step;
use crate::workspace::saved::SavedFilters;

/// Declares the messages.
///
/// - `keys`: can be bound to keys, and may carry the number that the key gives:
///   `Variant = "name", "説明", "よみ", Wait, Count, InPalette, HintWhen`.
/// - `typed`: text that a person types or pastes.
/// - `reports`: results of effects, and what the terminal or the other threads report.
macro_rules! messages {
    (
        keys { $($(#[$doc:meta])* $variant:ident $(($number:ty))? = $name:literal, $description:expr, $reading:literal,
            $wait:ident, $count:ident, $in_palette:ident, $hint:ident;)+ }
        typed { $($(#[$typed_doc:meta])* $typed:ident ($text:ty);)+ }
        reports { $($(#[$report_doc:meta])* $report:ident $(($($payload:ty),+))?;)+ }
    ) => {
        /// Something that happened.
        #[derive(Clone, Debug)]
        pub enum Message {
            $($(#[$doc])* $variant $(($number))?,)+
            $($(#[$typed_doc])* $typed($text),)+
            $($(#[$report_doc])* $report $(($($payload),+))?,)+
        }

        impl Message {
            /// The messages that keys can be bound to, in the order of the help.
            pub const BINDABLE: &'static [CommandSpec] = &[$(CommandSpec {
                name: $name,
                description: $description,
                reading: $reading,
                count: Count::$count,
                in_palette: InPalette::$in_palette,
                hint: HintWhen::$hint,
            }),+];

            /// Returns the message with this name; `number` is used if it carries one.
            pub fn named(name: &str, number: u8) -> Option<Self> {
                let _ = number;
                match name {
                    $($name => Some(Self::$variant $((<$number>::from(number)))?),)+
                    _ => None,
                }
            }

            /// Returns the name; none for typed text and reports.
            pub fn name(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant { .. } => Some($name),)+
                    $(Self::$typed { .. } => None,)+
                    $(Self::$report { .. } => None,)+
                }
            }

            /// Returns what it does while hits are pending.
            pub const fn wait(&self) -> Wait {
                match self {
                    $(Self::$variant { .. } => Wait::$wait,)+
                    $(Self::$typed { .. } => Wait::InOrder,)+
                    $(Self::$report { .. } => Wait::Never,)+
                }
            }

            /// Whether it comes from a person's keys, so that the current notice has been read.
            pub const fn is_by_keys(&self) -> bool {
                match self {
                    $(Self::$variant { .. } => true,)+
                    $(Self::$typed { .. } => true,)+
                    $(Self::$report { .. } => false,)+
                }
            }

            /// Returns what a count before it does.
            pub const fn count(&self) -> Count {
                match self {
                    $(Self::$variant { .. } => Count::$count,)+
                    $(Self::$typed { .. } => Count::Ignored,)+
                    $(Self::$report { .. } => Count::Ignored,)+
                }
            }
        }
    };
}

messages! {
    keys {
        /// Follows the selected hit or link.
        Open = "open", "選んだものを開く", "えらんだものをひらく", ForHits, Ignored, Hidden, IfRoom;
        /// Follows a link by its number.
        FollowNumber(u8) = "follow-number", "番号の関連を開く", "ばんごうのかんれんをひらく", ForHits, Ignored, Hidden, IfRoom;
        /// Selects the next hit or link, or scrolls.
        Next = "next", "次へ", "つぎへ", ForHits, Repeats, Last, IfRoom;
        /// Selects the previous hit or link, or scrolls.
        Previous = "previous", "前へ", "まえへ", ForHits, Repeats, Last, IfRoom;
        /// Selects the next link.
        NextLink = "next-link", "次の関連へ", "つぎのかんれんへ", InOrder, Ignored, Last, IfRoom;
        /// Selects the previous link.
        PreviousLink = "previous-link", "前の関連へ", "まえのかんれんへ", InOrder, Ignored, Last, IfRoom;
        /// Goes a page down.
        PageDown = "page-down", "1画面進む", "いちがめんすすむ", ForHits, Repeats, Last, IfRoom;
        /// Goes a page up.
        PageUp = "page-up", "1画面戻る", "いちがめんもどる", ForHits, Repeats, Last, IfRoom;
        /// Goes half a page down.
        HalfDown = "half-down", "半画面進む", "はんがめんすすむ", ForHits, Repeats, Last, IfRoom;
        /// Goes half a page up.
        HalfUp = "half-up", "半画面戻る", "はんがめんもどる", ForHits, Repeats, Last, IfRoom;
        /// Goes to the start.
        First = "first", "先頭へ", "せんとうへ", ForHits, Ignored, Last, IfRoom;
        /// Goes to the end.
        Last = "last", "末尾へ", "まつびへ", ForHits, Ignored, Last, IfRoom;
        /// Scrolls what is shown of the selected row or link down.
        PreviewDown = "preview-down", "プレビューを下へ送る", "ぷれびゅーをしたへおくる", ForHits, Ignored, Last, IfRoom;
        /// Scrolls it up.
        PreviewUp = "preview-up", "プレビューを上へ送る", "ぷれびゅーをうえへおくる", ForHits, Ignored, Last, IfRoom;
        /// Marks the clause done, or sets its earlier status again.
        ToggleDone = "toggle-done", "完了にする・取りやめる", "かんりょうにする", ForHits, Ignored, Normal, IfRoom;
        /// Marks the clause as being worked on.
        MarkDoing = "mark-doing", "対応中にする", "たいおうちゅうにする", ForHits, Ignored, Normal, IfRoom;
        /// Marks the clause as not applicable.
        MarkNa = "mark-na", "対象外にする", "たいしょうがいにする", ForHits, Ignored, Normal, IfRoom;
        /// Marks the clause as not started.
        MarkTodo = "mark-todo", "未着手に戻す", "みちゃくしゅにもどす", ForHits, Ignored, Normal, IfRoom;
        /// Marks the clause as one to be looked at again.
        MarkRecheck = "mark-recheck", "要再確認にする", "ようさいかくにんにする", ForHits, Ignored, Normal, IfRoom;
        /// Undoes this person's last change of the worklist.
        UndoMark = "undo-mark", "直前の記録を取り消す", "ちょくぜんのきろくをとりけす", InOrder, Ignored, Normal, IfRoom;
        /// Redoes the last change that was undone.
        RedoMark = "redo-mark", "取り消した記録をやり直す", "とりけしたきろくをやりなおす", InOrder, Ignored, Normal, IfRoom;
        /// Brings back own records that are gone, from the copy that this machine keeps.
        RestoreRecords = "restore-records", "記録を控えから戻す", "きろくをひかえからもどす", InOrder, Ignored, Normal, IfRoom;
        /// Chooses the verdict.
        Judge = "judge", "判定を選ぶ", "はんていをえらぶ", ForHits, Ignored, Normal, IfRoom;
        /// Sets who is responsible for the clause.
        SetOwner = "set-owner", "担当者を決める", "たんとうしゃをきめる", ForHits, Ignored, Normal, IfRoom;
        /// Sets the due date of the clause.
        SetDue = "set-due", "期限を決める", "きげんをきめる", ForHits, Ignored, Normal, IfRoom;
        /// Sets why the clause does not apply.
        SetReason = "set-reason", "対象外の理由を書く", "たいしょうがいのりゆうをかく", ForHits, Ignored, Normal, IfRoom;
        /// Lists the fields about findings, exceptions and reviews.
        SetField = "set-field", "指摘・例外・確認を書く", "してきれいがいかくにんをかく", ForHits, Ignored, Normal, IfRoom;
        /// Approves of what is recorded of the clause.
        Approve = "approve", "記録を承認する・差し戻す", "きろくをしょうにんするさしもどす", ForHits, Ignored, Normal, IfRoom;
        /// Adds a file or a URL as evidence of the clause.
        AddEvidence = "add-evidence", "証跡を加える", "しょうせきをくわえる", ForHits, Ignored, Normal, IfRoom;
        /// Adds an item of the person's own to the worklist.
        AddItem = "add-item", "独自項目を加える", "どくじこうもくをくわえる", InOrder, Ignored, Normal, IfRoom;
        /// Changes or withdraws an item of the person's own.
        EditItem = "edit-item", terms::EDIT_ITEM, "どくじこうもくをかえるとりさげる", ForHits, Ignored, Normal, IfRoom;
        /// Sets whether the product is in use.
        ToggleInUse = "toggle-in-use", "使っている製品・エディションを決める", "つかっているせいひんえでぃしょんをきめる", InOrder, Ignored, Normal, IfRoom;
        /// Opens the note of the clause.
        Note = "note", "メモを書く", "めもをかく", ForHits, Ignored, Normal, IfRoom;
        /// Opens the note in the external editor.
        NoteInEditor = "note-in-editor", "メモを外部エディターで書く", "めもをがいぶえでぃたーでかく", ForHits, Ignored, Normal, MultiLine;
        /// Records the field that is being edited.
        SaveNote = "save-note", "メモを記録する", "めもをきろくする", InOrder, Ignored, Normal, IfRoom;
        /// Completes the path that is typed for evidence.
        CompletePath = "complete-path", "場所の続きを補う", "ばしょのつづきをおぎなう", InOrder, Ignored, Hidden, Path;
        /// Inserts a line break.
        NewLine = "new-line", "改行する", "かいぎょうする", InOrder, Ignored, Normal, MultiLine;
        /// Picks the selected row, to mark several together.
        Pick = "pick", "行を選ぶ・外す", "ぎょうをえらぶ", ForHits, Repeats, Normal, IfRoom;
        /// Picks every clause in the list.
        PickAll = "pick-all", "一覧の条項をすべて選ぶ・外す", "いちらんのじょうこうをすべてえらぶ", ForHits, Ignored, Normal, IfRoom;
        /// Picks the rows again that were picked before.
        PickAgain = "pick-again", "前に選んだ行を選び直す", "まえにえらんだぎょうをえらびなおす", ForHits, Ignored, Normal, IfRoom;
        /// Goes back in the jump list.
        Back = "back", "戻る", "もどる", InOrder, Ignored, Normal, IfRoom;
        /// Goes forward in the jump list.
        Forward = "forward", "進む", "すすむ", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the search.
        Search = "search", "検索欄へ", "けんさくらんへ", InOrder, Ignored, Normal, IfRoom;
        /// Looks for words on the page on screen.
        FindOnPage = "find-on-page", "ページの中を探す", "ぺーじのなかをさがす", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the next place where the words stand.
        NextPlace = "next-place", "次に見つかった所へ", "つぎにみつかったところへ", InOrder, Ignored, Hidden, IfRoom;
        /// Goes to the place before, where the words stand.
        PreviousPlace = "previous-place", "前に見つかった所へ", "まえにみつかったところへ", InOrder, Ignored, Hidden, IfRoom;
        /// Goes to the next heading of the page.
        NextSection = "next-section", "次の見出しへ", "つぎのみだしへ", InOrder, Ignored, Last, IfRoom;
        /// Goes to the heading before.
        PreviousSection = "previous-section", "前の見出しへ", "まえのみだしへ", InOrder, Ignored, Last, IfRoom;
        /// Goes to the tables of contents.
        Contents = "contents", "目次へ", "もくじへ", InOrder, Ignored, Normal, IfRoom;
        /// Folds or unfolds the selected heading of the tables of contents.
        Fold = "fold", "見出しを畳む・開く", "みだしをたたむひらく", InOrder, Ignored, Hidden, IfRoom;
        /// Folds it, or goes to the heading above.
        FoldClose = "fold-close", "見出しを畳む・上の見出しへ", "みだしをたたむうえのみだしへ", InOrder, Ignored, Hidden, IfRoom;
        /// Unfolds it, goes on to what stands below it, or opens it.
        FoldOpen = "fold-open", "見出しを開く・下の見出しへ", "みだしをひらくしたのみだしへ", InOrder, Ignored, Hidden, IfRoom;
        /// Folds or unfolds every heading.
        FoldAll = "fold-all", "見出しをすべて畳む・開く", "みだしをすべてたたむひらく", InOrder, Ignored, Hidden, IfRoom;
        /// Goes to the worklist.
        Worklist = "worklist", "点検票へ", "てんけんひょうへ", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the progress.
        Progress = "progress", "進捗へ", "しんちょくへ", InOrder, Ignored, Normal, IfRoom;
        /// Holds two editions against each other.
        Compare = "compare", "版を対比する", "はんをたいひする", InOrder, Ignored, Normal, IfRoom;
        /// Asks for a document to take in.
        ImportDocument = "import-document", "資料を取り込む", "しりょうをとりこむ", InOrder, Ignored, Normal, IfRoom;
        /// Chooses a column of the table that is to be taken in, to have it read otherwise.
        ChooseColumn = "choose-column", "表の列の読み方を選ぶ", "ひょうのれつのよみかたをえらぶ", InOrder, Ignored, Normal, Table;
        /// Chooses which of its sheets are read.
        ChooseSheets = "choose-sheets", "読むシートを選ぶ", "よむしーとをえらぶ", InOrder, Ignored, Normal, Table;
        /// Keeps how its columns are read.
        SaveColumns = "save-columns", "表の列の読み方を保存する", "ひょうのれつのよみかたをほぞんする", InOrder, Ignored, Normal, Table;
        /// Goes to the list of packs.
        Packs = "packs", "取込資料の一覧", "とりこみしりょうのいちらん", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the list of all worklists.
        Worklists = "worklists", "点検票の一覧(切り替え・施設と年度)", "てんけんひょうのいちらんきりかえしせつとねんど", InOrder, Ignored, Normal, IfRoom;
        /// Opens the form of a new worklist.
        NewWorklist = "new-worklist", "点検票を作る", "てんけんひょうをつくる", InOrder, Ignored, Normal, IfRoom;
        /// Opens the form of the worklist in use.
        EditProfile = "edit-profile", "点検票の設定を変える", "てんけんひょうのせっていをかえる", InOrder, Ignored, Normal, IfRoom;
        /// Copies a worklist, mostly for the next year.
        CopyWorklist = "copy-worklist", "点検票を写す(次年度の点検に)", "てんけんひょうをうつすじねんどのてんけんに", InOrder, Ignored, Normal, IfRoom;
        /// Holds another worklist against the one in use.
        CompareWorklist = "compare-worklist", "点検票を使用中のものと比べる(昨年度と今年度など)", "てんけんひょうをしようちゅうのものとくらべるさくねんどとこんねんど", InOrder, Ignored, Normal, IfRoom;
        /// Archives a worklist, or restores it.
        ArchiveWorklist = "archive-worklist", "点検票をしまう・戻す", "てんけんひょうをしまうもどす", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the products and licences in use.
        UsedProducts = "used-products", "使っている製品と契約の一覧", "つかっているせいひんとけいやくのいちらん", InOrder, Ignored, Normal, IfRoom;
        /// Asks for the folder of a colleague.
        Merge = "merge", "ほかの人の記録を取り込む", "ほかのひとのきろくをとりこむまーじ", InOrder, Ignored, Normal, IfRoom;
        /// Goes to what can be written to a file.
        Export = "export", "書き出し(Excel・CSV・印刷用など)", "かきだしえくせるいんさつようなど", InOrder, Ignored, Normal, IfRoom;
        /// Asks for a worklist that was filled in.
        ImportWorklist = "import-worklist", "記入済みの点検票の取り込み(Excel・CSV)", "きにゅうずみのてんけんひょうのとりこみえくせる", InOrder, Ignored, Normal, IfRoom;
        /// Goes to all evidence.
        Evidence = "evidence", "証跡の一覧", "しょうせきのいちらん", InOrder, Ignored, Normal, IfRoom;
        /// Asks for a file or a page that is evidence of the audit as a whole.
        AddAuditEvidence = "add-audit-evidence", "点検全体の証跡を加える(規程・体制図など)", "てんけんぜんたいのしょうせきをくわえるきていたいせいずなど", InOrder, Ignored, Normal, IfRoom;
        /// Chooses evidence that is there for the clause.
        LinkEvidence = "link-evidence", "記録済みの証跡を付ける", "きろくずみのしょうせきをつける", ForHits, Ignored, Normal, IfRoom;
        /// Goes to what is due.
        DueList = "due-list", "期限の一覧(超過とこれから)", "きげんのいちらんちょうかとこれから", InOrder, Ignored, Normal, IfRoom;
        /// Goes to what a reviewer would send back.
        Findings = "findings", "見直すところの一覧", "みなおすところのいちらんちぇっく", InOrder, Ignored, Normal, IfRoom;
        /// Goes to the risks by category and cover.
        RiskTable = "risk-table", "リスクの表(分類と低減策)", "りすくのひょうぶんるいとていげんさく", InOrder, Ignored, Normal, Progress;
        /// Goes to the progress from day to day.
        Trend = "trend", "進捗の推移", "しんちょくのすいい", InOrder, Ignored, Normal, Progress;
        /// Checks the selected row, or takes the check off.
        CheckRow = "check-row", "選ぶ・外す", "えらぶはずす", InOrder, Ignored, Hidden, IfRoom;
        /// Goes to the next clause that is not started.
        NextTodo = "next-todo", "次の未着手へ", "つぎのみちゃくしゅへ", ForHits, Repeats, Normal, IfRoom;
        /// Narrows to the next kind.
        NextKind = "next-kind", "種別で絞る", "しゅべつでしぼる", InOrder, Ignored, Normal, IfRoom;
        /// Narrows to the previous kind.
        PreviousKind = "previous-kind", "種別で絞る(逆順)", "しゅべつでしぼるぎゃくじゅん", InOrder, Ignored, Normal, IfRoom;
        /// Narrows to the next status.
        NextStatus = "next-status", "状態で絞る", "じょうたいでしぼる", InOrder, Ignored, Normal, IfRoom;
        /// Narrows to the previous status.
        PreviousStatus = "previous-status", "状態で絞る(逆順)", "じょうたいでしぼるぎゃくじゅん", InOrder, Ignored, Normal, IfRoom;
        /// Narrows to the next responsible party.
        NextParty = "next-party", "担当で絞る", "たんとうでしぼる", InOrder, Ignored, Normal, IfRoom;
        /// Sorts the worklist by the next of its columns.
        SortList = "sort-list", "点検票の並びを変える", "てんけんひょうのならびをかえる", InOrder, Ignored, Normal, IfRoom;
        /// Sorts the worklist the other way.
        ReverseList = "reverse-list", "並びを逆にする", "ならびをぎゃくにする", InOrder, Ignored, Normal, IfRoom;
        /// Asks by what to narrow the worklist.
        NarrowList = "narrow-list", "点検票を語や絞り込みで絞る", "てんけんひょうをごやしぼりこみでしぼる", InOrder, Ignored, Normal, IfRoom;
        /// Saves the present query under a name.
        SaveFilter = "save-filter", "いまの絞り込みを保存する", "いまのしぼりこみをほぞんする", InOrder, Ignored, Normal, IfRoom;
        /// Shows the saved filters.
        SavedFilters = "saved-filters", "保存した絞り込みを使う", "ほぞんしたしぼりこみをつかう", InOrder, Ignored, Normal, IfRoom;
        /// Removes one filter.
        DropFilter = "drop-filter", "絞り込みを一つ外す", "しぼりこみをひとつはずす", InOrder, Ignored, Normal, IfRoom;
        /// Shows the recent queries.
        Recent = "recent", "最近の検索", "さいきんのけんさく", InOrder, Ignored, Normal, IfRoom;
        /// Copies the record to the clipboard of the person's own computer.
        Copy = "copy", "手元へコピーする", "てもとへこぴーする", ForHits, Ignored, Normal, IfRoom;
        /// Copies which reports to ask for, and which controls to look up in them.
        CopyAsk = "copy-ask", "取り寄せる監査報告をコピーする", "とりよせるかんさほうこくをこぴーする", ForHits, Ignored, Normal, IfRoom;
        /// Copies the address of the web, or the path of evidence, that the selected line or the record names.
        CopyAddress = "copy-address", "URL・証跡の場所をコピーする", "ゆーあーるえるしょうせきのばしょをこぴーする", ForHits, Ignored, Normal, IfRoom;
        /// Deletes the character before the cursor.
        DeleteBack = "delete-back", "1文字消す", "いちもじけす", InOrder, Ignored, Hidden, IfRoom;
        /// Deletes the character at the cursor.
        DeleteForward = "delete-forward", "カーソル位置の文字を消す", "かーそるいちのもじをけす", InOrder, Ignored, Hidden, IfRoom;
        /// Deletes the word before the cursor.
        DeleteWord = "delete-word", "1語消す", "いちごけす", InOrder, Ignored, Hidden, IfRoom;
        /// Deletes from the cursor to the end of the line.
        DeleteToEnd = "delete-to-end", "カーソルから後を消す", "かーそるからあとをけす", InOrder, Ignored, Hidden, IfRoom;
        /// Empties the query, or what else is typed.
        ClearQuery = "clear-query", "入力をすべて消す", "にゅうりょくをすべてけす", InOrder, Ignored, Normal, IfRoom;
        /// Moves the cursor to the left.
        CursorLeft = "cursor-left", "カーソルを左へ", "かーそるをひだりへ", InOrder, Ignored, Hidden, IfRoom;
        /// Moves the cursor to the right.
        CursorRight = "cursor-right", "カーソルを右へ", "かーそるをみぎへ", InOrder, Ignored, Hidden, IfRoom;
        /// Moves the cursor to the start.
        CursorHome = "cursor-home", "行の先頭へ", "ぎょうのせんとうへ", InOrder, Ignored, Hidden, IfRoom;
        /// Moves the cursor to the end.
        CursorEnd = "cursor-end", "行の末尾へ", "ぎょうのまつびへ", InOrder, Ignored, Hidden, IfRoom;
        /// Closes what is open, or goes back one level.
        Dismiss = "dismiss", "1段戻る", "いちだんもどる", InOrder, Ignored, Hidden, IfRoom;
        /// Opens the palette of commands.
        Palette = "palette", "命令を名前で探す", "めいれいをなまえでさがす", InOrder, Ignored, Hidden, Always;
        /// Opens or closes the help.
        Help = "help", "操作の一覧", "そうさのいちらん", InOrder, Ignored, Normal, Always;
        /// Redraws the whole screen.
        Redraw = "redraw", "画面を描き直す", "がめんをかきなおす", Never, Ignored, Normal, IfRoom;
        /// Suspends the program and returns to the shell.
        Suspend = "suspend", "中断してシェルへ", "ちゅうだんしてしぇるへ", Never, Ignored, Normal, IfRoom;
        /// Quits.
        Quit = "quit", "終了する", "しゅうりょうする", Never, Ignored, Normal, Always;
    }
    typed {
        /// A character was typed.
        Insert(char);
        /// A text was pasted.
        Paste(String);
    }
    reports {
        /// A recent query was chosen.
        Ask(String);
        /// A saved filter was chosen, by its name.
        UseFilter(String);
        /// The saved filters with a new one, and a sentence that says so, or why it is not saved.
        FilterSaved(Result<(SavedFilters, String), Failure>);
        /// A record was chosen.
        Visit(RecordRef);
        /// Two editions were chosen to be held against each other.
        VisitComparison(EditionPair);
        /// An address or path was chosen to be copied.
        AddressChosen(String);
        /// A kind was chosen, all records of which are to be listed.
        ListKind(Kind);
        /// A value was chosen for a field of these clauses.
        AnswerChosen(Answer, Vec<Id>);
        /// A field was chosen to be filled in, for these clauses.
        FieldChosen(AnswerField, Vec<Id>);
        /// An answer to a question was chosen, by its number.
        Answered(usize);
        /// A draft is on disk, or why it is not: its key, and whether its field was left.
        DraftKept(Id, bool, Result<(), String>);
        /// Something to be done about documents was chosen.
        PackChosen(PackDeed);
        /// The names that a typed path may go on with.
        PathCompleted(String, Vec<String>);
        /// The person's name is in the settings, with a sentence that says so, or why it is not.
        NameRemembered(Result<String, Failure>);
        /// The external editor has closed: the edited note, or why there is none.
        NoteEdited(Result<String, Failure>);
        /// A mouse action at a position.
        Mouse(MouseAction, Position);
        /// The terminal has answered how many cells an ambiguous character takes.
        Probed(Ambiguous);
        /// An answer takes so long that the screen should say so.
        Slow;
        /// The terminal was resized: columns, rows.
        Resized(u16, u16);
        /// What is being done to make the records of the user ready.
        Preparing(Step);
        /// There are none of them.
        Prepared;
        /// What the thread that works on packs has to say.
        PackReported(PackReport);
        /// Something to be done with a worklist was chosen in a list.
        Desk(DeskDeed);
        /// What the thread that works on worklists has to say.
        DeskReported(DeskReport);
        /// The search engine can answer.
        SearchReady;
        /// The search engine cannot be built.
        SearchFailed(Failure);
        /// The results of the request with this generation number.
        Found(u64, Results);
        /// The outcome of the oldest pending operation, and the state of the worklist after it.
        Performed(State, Result<Performed, Failure>);
        /// Another program has written to the worklist; its new state.
        Changed(State);
        /// What there is to say about the records themselves, and whether something is wrong with them.
        Told(String, bool);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
