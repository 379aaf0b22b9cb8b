//! What is said about packs and imports.

use crate::language::tr;
use crate::text::clean::clean_line;
use crate::tui::app::packs::{FilePurpose, PackDoing};
use crate::tui::view::text::sentences;
use crate::workspace::packs::ImportStep;

/// The title of the prompt for a document.
pub const FILE: &str = "取り込む資料の場所";
/// The label of the page of packs.
pub const PACKS: &str = "取込資料";
/// The label of the page of a document that was looked at.
pub const PREVIEW: &str = "資料の取り込み";
/// The link that takes a document in.
pub const APPLY: &str = "取り込む";
/// Below it.
pub const APPLY_HOW: &str = "Enter で取り込みます。やめるには Esc を押してください。まだ何も書き込んでいません。";
/// In its place if there is nothing to do.
pub const THERE: &str = "取り込み済みです。することはありません。";
/// In its place if nothing was read.
pub const NOTHING: &str = "取り込めるものがありません。";
/// The link that asks for a document.
pub const ASK: &str = "資料を取り込む";
/// The link that undoes the last act.
pub const UNDO: &str = "最後の操作を取り消す";
/// Said below the beginning of a long official text.
pub const GOES_ON: &str = "全文は、このページの下の「全文」にあります。";
/// Before the heading of the whole of it.
pub const WHOLE: &str = "全文 ";
/// Said where there is no pack.
pub const NONE: &str = "取込資料はまだありません。";
/// Said when something is being done already.
pub const BUSY: &str = "取り込みの途中です。終わるのを待つか、Esc で中止してください。";
/// Said when the reading was broken off.
pub const BROKEN_OFF: &str = "資料の読み取りを中止しました。何も変えていません。";
/// Said when there was nothing to take in or to undo.
pub const NOTHING_TO_DO: &str = "することはありません。";
/// Said when the records cannot be made ready after an act.
pub const NOT_RELOADED: &str = "記録を読み直せません。";

/// The title of the prompt for the file that keeps how columns are read.
pub const MAP: &str = "列の読み方を保存するファイル";
/// The title of the list of columns.
pub const COLUMN_TITLE: &str = "どの列の読み方を選び直しますか";
/// The prompt of that list, and what is said when none is found.
pub const COLUMN_PROMPT: (&str, &str) = (" 列 > ", "そのような列はありません。");
/// The prompt of the list of what a column can be, and what is said when nothing is found.
pub const ROLE_PROMPT: (&str, &str) = (" 読み方 > ", "そのような読み方はありません。");
/// The title of the list of sheets.
pub const SHEET_TITLE: &str = "読む・読まないを切り替えるシート";
/// The prompt of that list, and what is said when none is found.
pub const SHEET_PROMPT: (&str, &str) = (" シート > ", "そのようなシートはありません。");
/// The answer that keeps the file that stands there, with its reading.
pub const OTHER_NAME: (&str, &str) = ("別の名前にする", "べつのなまえにする");
/// The answer that replaces it, with its reading.
pub const REPLACE: (&str, &str) = ("上書きする", "うわがきする");
/// The heading of the sheets of a workbook.
pub const SHEETS: &str = "シート";
/// The heading of the first rows of a table.
pub const ROWS: &str = "初めの行";
/// The heading of how the columns of a table are read.
pub const COLUMNS: &str = "列の読み方";
/// The name of what a column was taken for.
pub const ROLE: &str = "読み方";
/// The name of why.
pub const REASON: &str = "根拠";

/// Says that there is no table whose columns could be chosen, and by which key one is asked for.
pub fn no_table(key: &str) -> String {
    let how = if key.is_empty() { String::new() } else { tr!("{key} で対応表を指定してください。", key) };
    sentences(&[tr!("列の読み方は、対応表を取り込む前の画面で選びます。"), &how])
}

/// Says that the path is missing that a prompt asks for.
pub const fn no_path(purpose: FilePurpose) -> &'static str {
    match purpose {
        FilePurpose::Document => "取り込む資料の場所を入力してください。Tab で続きを補えます。",
        FilePurpose::Map => "列の読み方を保存するファイルの名前を入力してください。",
    }
}

/// Marks what a column is now among what it can be.
pub fn present(role: &str) -> String {
    tr!("{role}(いまの読み方)", role)
}

/// Returns the title of the list of what a column can be, with some of its cells.
pub fn role_title(column: &str, examples: &str) -> String {
    with_example(&tr!("{column}の読み方", column), examples)
}

/// Adds what stands in a column to what is said of it.
pub fn with_example(said: &str, cells: &str) -> String {
    if cells.is_empty() { said.to_owned() } else { tr!("{said}  例: {cells}", said, cells) }
}

/// Asks for the column by which a sheet can be read.
pub fn key_title(sheet: &str) -> String {
    tr!("{sheet}のどの列に、条項の番号がありますか", sheet)
}

/// Returns a sheet with how many rows it has and whether it is read.
pub fn sheet(name: &str, count: usize, is_read: bool) -> String {
    tr!("{name}  {count} 行  {state}", name, count, state = read_state(is_read))
}

/// Says how many sheets without a table are not in the list.
pub fn unshown(count: usize) -> String {
    tr!(
        "ほか {count} シートには対応表が見つからず、ここに並べていません。読むには、列の読み方のファイルで指定します。",
        count
    )
}

/// Says whether a sheet is read.
pub const fn read_state(is_read: bool) -> &'static str {
    if is_read { "読む" } else { "読まない" }
}

/// Says how many rows of a table are shown.
pub fn shown_rows(shown: usize, all: usize) -> String {
    if shown < all { tr!("{all} 行のうち {shown} 行", all, shown) } else { tr!("{all} 行", all) }
}

/// Returns the heading of the first cells of a column.
pub fn cells_of(column: &str) -> String {
    tr!("{column}の初めのセル", column)
}

/// Says how the columns of a table can be read otherwise, and how that is kept.
pub fn choose_how(choose: &str, save: &str) -> String {
    tr!(
        "列の読み方が違うときは、その列で Enter を押すか {choose} で選び直します。{save} で読み方をファイルに残せます。",
        choose,
        save
    )
}

/// Says that a file stands where another one is to be written.
pub fn occupied(path: &str) -> String {
    tr!("{path} はもうあります", path = clean_line(path))
}

/// Says what is being done; none before it takes long.
pub fn doing(doing: &PackDoing) -> Option<String> {
    match doing {
        PackDoing::Reading(None) => None,
        PackDoing::Writing => Some(tr!("書き込んでいます。").to_owned()),
        PackDoing::Reading(Some(ImportStep::Preparing(_))) => {
            Some(tr!("照らし合わせる記録を準備しています。Esc で中止します。").to_owned())
        }
        PackDoing::Reading(Some(ImportStep::Reading(done, all))) => {
            let percent =
                (done.min(all) * 100).checked_div(*all).map_or_else(String::new, |percent| format!(" {percent}%"));
            Some(tr!("資料を読み取っています{percent}。Esc で中止します。", percent))
        }
    }
}
