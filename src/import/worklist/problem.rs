//! Problems of single rows, columns and sheets.

use std::fmt;

use thiserror::Error;

use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::{AnswerError, AnswerField, NOTE_LIMIT, excerpt, terms};

use super::super::row_place::{RowPlace, quoted};

/// The parties, as they are written in a table.
const PARTIES: &str = "医療機関、事業者、クラウド事業者";

/// A part of a table that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The place of the row.
    pub place: RowPlace,
    /// The id of the clause in the row; may be empty.
    pub clause: Id,
    /// The field, if the problem is about one.
    pub field: Option<AnswerField>,
    /// The text of the cell; the cells themselves if it is about several.
    pub cell: String,
    /// The kind of the problem.
    pub kind: RowProblemKind,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowProblemKind {
    /// The row has answers but no id.
    #[error(
        "{}",
        tr!(
            "ID が空ですが、記入があります。条項の行なら ID を書き、独自項目として加えるなら題を書いて、照合値を空にしてください"
        )
    )]
    NoId,
    /// The catalog has no such clause.
    #[error("{}", tr!("この ID の条項はありません。独自項目として加えるなら、ID と照合値を空にしてください"))]
    UnknownId,
    /// Somebody has changed an own item itself, in these columns.
    #[error(
        "{}",
        tr!(
            "独自項目の{columns}の変更は読んでいません。画面の命令「{command}」か `tenken worklist edit-item` で変えてください",
            columns = .0,
            command = t(terms::EDIT_ITEM)
        )
    )]
    ItemTold(String),
    /// Title or summary of an own item has so many characters.
    #[error("{}", tr!("{what}が長すぎます ({length} 字)。{NOTE_LIMIT} 字までにしてください", what = .0, length = .1, NOTE_LIMIT))]
    LongItem(&'static str, usize),
    /// The own item was withdrawn, and its row is as it was.
    #[error("{}", tr!("取り下げた独自項目です"))]
    Withdrawn,
    /// The own item was withdrawn, and its row has answers.
    #[error(
        "{}",
        tr!(
            "取り下げた独自項目に記入があります。行を消すか、新しい独自項目として加えるなら ID と照合値を空にしてください"
        )
    )]
    FilledWithdrawn,
    /// Two rows would be own items of one title.
    #[error("{}", tr!("同じ題の独自項目が{place}にもあります。どちらかを消すか、題を変えてください", place = .0))]
    SameTitle(RowPlace),
    /// An own item names somebody who is no party.
    #[error("{}", tr!("担当区分の{name}が分かりません。{PARTIES}のどれかにしてください", name = quoted(.0), PARTIES))]
    UnknownParty(String),
    /// Two rows of the clause have different answers.
    #[error("{}", tr!("同じ ID が {place}にもあり、記入が違います。どちらかを消してください", place = .0))]
    Twice(RowPlace),
    /// The answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] AnswerError),
    /// The cell is the number of this day, but it is not known from which day it counts.
    #[error("{}", tr!("表計算ソフトの日付の通し番号のようです ({day} でしょうか)。2027-03-31 のように書いてください", day = .0))]
    DayNumber(String),
    /// The cell contains an error of the spreadsheet instead of an answer.
    #[error("{}", tr!("セルが数式のエラーになっています"))]
    BrokenCell,
    /// The cell contains a formula whose result was not stored.
    #[error("{}", tr!("数式の結果が保存されていません。表計算ソフトで開いて保存し直すか、数式を値に置きかえてください"))]
    NoResult,
    /// Merged cells of which nobody can tell what they say about a row.
    #[error("{}", tr!("結合されたセルがあり、どの欄の記入か分かりません。結合を解いてください"))]
    Merged,
    /// The reviewer approves, and there is nothing to approve.
    #[error("{}", tr!("まだ何も記録していない条項なので、承認できません。この欄を空にするか、状態か判定も書いてください"))]
    NothingToApprove,
    /// The row shows another clause than its id says.
    #[error(
        "{}",
        tr!(
            "ID と条項の表示が合いません (表の表示は「{shown}」、この ID の条項は「{own}」)。一部の列だけを並べ替えていないか確かめてください",
            shown,
            own
        )
    )]
    WrongName {
        /// What the row shows.
        shown: String,
        /// What the clause is called.
        own: String,
    },
    /// The fingerprint is that of another row of the table.
    #[error("{}", tr!("ID と照合値が合いません (この照合値は {id} のものです)。一部の列だけを並べ替えていないか確かめてください", id = .0))]
    WrongFingerprint(Id),
    /// A column that was exported has another title now. It has these letters.
    #[error("{}", tr!("書き出したときと見出しが違うため、この列を読めません"))]
    UnreadColumn(String),
    /// A column that somebody added looks as if it should be read. It has these letters.
    #[error("{}", tr!("tenken の列ではないため、読んでいません"))]
    AddedColumn(String),
    /// A sheet that somebody added lists clauses.
    #[error("{}", tr!("条項の ID がありますが、点検票の見出しがないため、読んでいません"))]
    AddedSheet,
    /// A sheet with the form, or a part of it, has no head.
    #[error("{}", tr!("点検票のようですが、見出しの行 (ID と記入欄) が見つからないため、読めません。見出しを元に戻してください"))]
    UnreadSheet,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if !self.clause.is_empty() {
            write!(f, " {}", excerpt(&self.clause))?;
        }
        match (&self.kind, self.field) {
            (RowProblemKind::UnreadColumn(letters) | RowProblemKind::AddedColumn(letters), _) => {
                let title = quoted(&excerpt(&self.cell));
                f.write_str(&tr!(" {letters} 列の見出し{title}", letters, title))?;
            }
            (RowProblemKind::Merged, _) => f.write_str(&tr!(" セル {cell}", cell = self.cell))?,
            (_, Some(field)) => {
                let cell = quoted(&excerpt(&self.cell));
                f.write_str(&tr!(" {field}{cell}", field = field.name(), cell))?;
            }
            (_, None) => {}
        }
        f.write_str(&tr!(": {kind}。", kind = self.kind))?;
        match (&self.kind, self.field) {
            (RowProblemKind::UnreadColumn(_), Some(field)) => {
                // The heading is that of the form, in whatever language this is said.
                let (name, title) = (t(field.name()), quoted(field.name()));
                f.write_str(&tr!("「{name}」の列なら、見出しを{title}に戻してください。", name, title))
            }
            _ => Ok(()),
        }
    }
}
