//! Problems of single rows, columns and sheets.

use std::fmt;

use thiserror::Error;

use crate::model::Id;
use crate::sheet::{AnswerError, AnswerField, NOTE_LIMIT, excerpt};

use super::super::row_place::RowPlace;

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
        "ID が空ですが、記入があります。条項の行なら ID を書き、独自項目として加えるなら題を書いて、照合値を空にしてください"
    )]
    NoId,
    /// The catalog has no such clause.
    #[error("この ID の条項はありません。独自項目として加えるなら、ID と照合値を空にしてください")]
    UnknownId,
    /// Somebody has changed an own item itself, in these columns.
    #[error("独自項目の{0}の変更は読んでいません。`tenken worklist edit-item` で変えてください")]
    ItemTold(String),
    /// Title or summary of an own item has so many characters.
    #[error("{0}が長すぎます ({1} 字)。{NOTE_LIMIT} 字までにしてください")]
    LongItem(&'static str, usize),
    /// The own item was withdrawn, and its row is as it was.
    #[error("取り下げた独自項目です")]
    Withdrawn,
    /// The own item was withdrawn, and its row has answers.
    #[error(
        "取り下げた独自項目に記入があります。行を消すか、新しい独自項目として加えるなら ID と照合値を空にしてください"
    )]
    FilledWithdrawn,
    /// Two rows would be own items of one title.
    #[error("同じ題の独自項目が{0}にもあります。どちらかを消すか、題を変えてください")]
    SameTitle(RowPlace),
    /// An own item names somebody who is no party.
    #[error("担当区分の「{0}」が分かりません。医療機関、事業者、クラウド事業者のどれかにしてください")]
    UnknownParty(String),
    /// Two rows of the clause have different answers.
    #[error("同じ ID が {0}にもあり、記入が違います。どちらかを消してください")]
    Twice(RowPlace),
    /// The answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] AnswerError),
    /// The cell is the number of this day, but it is not known from which day it counts.
    #[error("表計算ソフトの日付の通し番号のようです ({0} でしょうか)。2027-03-31 のように書いてください")]
    DayNumber(String),
    /// The cell contains an error of the spreadsheet instead of an answer.
    #[error("セルが数式のエラーになっています")]
    BrokenCell,
    /// The cell contains a formula whose result was not stored.
    #[error("数式の結果が保存されていません。表計算ソフトで開いて保存し直すか、数式を値に置きかえてください")]
    NoResult,
    /// Merged cells of which nobody can tell what they say about a row.
    #[error("結合されたセルがあり、どの欄の記入か分かりません。結合を解いてください")]
    Merged,
    /// The reviewer approves, and there is nothing to approve.
    #[error("まだ何も記録していない条項なので、承認できません。この欄を空にするか、状態か判定も書いてください")]
    NothingToApprove,
    /// The row shows another clause than its id says.
    #[error(
        "ID と条項の表示が合いません (表の表示は「{shown}」、この ID の条項は「{own}」)。一部の列だけを並べ替えていないか確かめてください"
    )]
    WrongName {
        /// What the row shows.
        shown: String,
        /// What the clause is called.
        own: String,
    },
    /// The fingerprint is that of another row of the table.
    #[error("ID と照合値が合いません (この照合値は {0} のものです)。一部の列だけを並べ替えていないか確かめてください")]
    WrongFingerprint(Id),
    /// A column that was exported has another title now. It has these letters.
    #[error("書き出したときと見出しが違うため、この列を読めません")]
    UnreadColumn(String),
    /// A column that somebody added looks as if it should be read. It has these letters.
    #[error("tenken の列ではないため、読んでいません")]
    AddedColumn(String),
    /// A sheet that somebody added lists clauses.
    #[error("条項の ID がありますが、点検票の見出しがないため、読んでいません")]
    AddedSheet,
    /// A sheet with the form, or a part of it, has no head.
    #[error("点検票のようですが、見出しの行 (ID と記入欄) が見つからないため、読めません。見出しを元に戻してください")]
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
                write!(f, " {letters} 列の見出し「{}」", excerpt(&self.cell))?;
            }
            (RowProblemKind::Merged, _) => write!(f, " セル {}", self.cell)?,
            (_, Some(field)) => write!(f, " {}「{}」", field.name(), excerpt(&self.cell))?,
            (_, None) => {}
        }
        write!(f, ": {}。", self.kind)?;
        match (&self.kind, self.field) {
            (RowProblemKind::UnreadColumn(_), Some(field)) => {
                write!(f, "「{}」の列なら、見出しを「{}」に戻してください。", field.name(), field.name())
            }
            _ => Ok(()),
        }
    }
}
