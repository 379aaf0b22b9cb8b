//! Why a file cannot be read, whatever is looked for in it.

use std::io;

use thiserror::Error;

use crate::fs::reason;
use crate::language::{t, tr};

use super::limits::{CELLS, COLUMNS, FILE_BYTES, PIECE_BYTES, ROWS, SHEETS, TEXT_BYTES, UNPACKED_BYTES};

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// The system could not read it.
    #[error("{}", reason(.0))]
    Io(#[from] io::Error),
    /// It is a folder or a device.
    #[error("{}", tr!("ファイルではありません"))]
    NotAFile,
    /// It is empty.
    #[error("{}", tr!("中身が空です"))]
    Empty,
    /// It has more bytes than there may be.
    #[error("{}", tr!("大きすぎます ({mb} MB まで)", mb = FILE_BYTES >> 20))]
    TooLarge,
    /// It has more bytes after unpacking than there may be.
    #[error("{}", tr!("展開すると大きすぎます ({mb} MB まで)", mb = UNPACKED_BYTES >> 20))]
    TooLargeInside,
    /// It has more rows than there may be.
    #[error("{}", tr!("行が多すぎます ({ROWS} 行まで)", ROWS))]
    TooManyRows,
    /// It has more columns than there may be.
    #[error("{}", tr!("列が多すぎます ({COLUMNS} 列まで)", COLUMNS))]
    TooManyColumns,
    /// It has a piece, such as a text, that is longer than any there may be.
    #[error("{}", tr!("一つの部分が長すぎます ({mb} MB まで)", mb = PIECE_BYTES >> 20))]
    TooLong,
    /// It has more parts, formats or relations than there may be.
    #[error("{}", tr!("ブックの中の部分や書式が多すぎます"))]
    TooManyParts,
    /// It has more sheets than there may be.
    #[error("{}", tr!("シートが多すぎます ({SHEETS} 枚まで)", SHEETS))]
    TooManySheets,
    /// It has more cells with something in them than there may be.
    #[error("{}", tr!("記入のあるセルが多すぎます ({CELLS} 個まで)", CELLS))]
    TooManyCells,
    /// It has more text than there may be.
    #[error("{}", tr!("セルの文字が多すぎます (全部で {mb} MB まで)", mb = TEXT_BYTES >> 20))]
    TooMuchText,
    /// It has more merged cells than there may be.
    #[error("{}", tr!("結合されたセルが多すぎます"))]
    TooManyBlocks,
    /// Two parts of the workbook have the same name, so that programs see different things in it.
    #[error("{}", tr!("ブックの中に同じ名前の部分が二つあります"))]
    PartTwice,
    /// It is a workbook in a format from before 1997.
    #[error("{}", tr!("Excel 95 以前の形式のブックです"))]
    OldWorkbook,
    /// It is a workbook with a password.
    #[error("{}", tr!("パスワードで暗号化されています"))]
    Encrypted,
    /// It is HTML or XML, whatever its name says.
    #[error("{}", tr!("中身は表計算のブックではなく HTML か XML です"))]
    Markup,
    /// It is an archive of another kind, for example a document.
    #[error("{}", tr!("表計算のブック (.xlsx、.ods) ではありません"))]
    NotAWorkbook,
    /// It is neither a workbook nor text.
    #[error("{}", tr!("ブックでも CSV でもありません"))]
    Unknown,
    /// It is damaged or incomplete.
    #[error("{}", tr!("ファイルが壊れているか、途中で切れています"))]
    Damaged,
    /// It is text, but neither UTF-8 nor CP932.
    #[error("{}", tr!("文字コードを判別できません ({line} 行目)", line))]
    Encoding {
        /// The first line that cannot be decoded.
        line: usize,
    },
}

impl Unreadable {
    /// Whether the file may well be sound: it is neither a workbook nor text.
    pub const fn is_of_another_kind(&self) -> bool {
        matches!(self, Self::Markup | Self::NotAWorkbook | Self::Unknown)
    }

    /// Returns a hint for the person; may be empty.
    pub fn hint(&self) -> &'static str {
        t(match self {
            Self::Io(_) => "ファイルの場所と権限を確かめてください。",
            Self::NotAFile => "読みたいファイルを指定してください。",
            Self::Empty | Self::Damaged | Self::PartTwice => "送り主にもう一度保存して送ってもらってください。",
            Self::TooLarge | Self::TooLargeInside | Self::TooManyRows | Self::TooManyColumns | Self::TooManySheets => {
                "要る部分だけを残して保存し直してください。"
            }
            Self::TooLong | Self::TooManyParts | Self::TooManyCells | Self::TooMuchText | Self::TooManyBlocks => {
                "要る表だけを残し、ほかのセルを消して保存し直してください。"
            }
            Self::OldWorkbook | Self::Markup | Self::NotAWorkbook | Self::Unknown => {
                "表計算ソフトで開き、Excel ブック (.xlsx) として保存し直してください。"
            }
            Self::Encrypted => "表計算ソフトで開き、パスワードを外して保存し直してください。",
            Self::Encoding { .. } => "UTF-8 か シフト JIS (CP932) の CSV として保存し直してください。",
        })
    }
}
