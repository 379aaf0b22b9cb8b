//! Problems of a journal that do not prevent the rest from being read, and the sentences about them.

use crate::text::clean::clean_line;

/// The most problems of one file that get a sentence each.
const SHOWN: usize = 20;

/// What is wrong with a line or with a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JournalProblemKind {
    /// The last line is incomplete.
    Torn,
    /// The line is not an entry.
    Broken(BrokenLine),
    /// The line is longer than any entry.
    LongLine,
    /// The line is of a newer version, so the file holds more than this program can read.
    Newer,
    /// The line does not hold the hash of the line before it.
    Chain,
    /// The id of the line is not greater than the id before it.
    Order,
    /// The text of this field was too long.
    TextCut(&'static str),
    /// Another entry has the same id but different contents.
    DuplicateId,
    /// The file is too large for a journal.
    LargeFile,
    /// The file could not be read, for this reason.
    Unreadable(String),
}

/// Why a line is not an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BrokenLine {
    /// It is not JSON.
    Json,
    /// A field is missing, unknown or has an impossible value.
    Field,
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JournalProblem {
    /// The line, counted from 1; 0 for the whole file.
    pub line: usize,
    pub kind: JournalProblemKind,
}

/// Returns one sentence per problem of a file; after the first twenty, one sentence with the number of the others.
pub(crate) fn sentences(file: &str, problems: &[JournalProblem]) -> Vec<String> {
    let file = clean_line(file);
    let mut sentences: Vec<String> = problems.iter().take(SHOWN).map(|problem| sentence(&file, problem)).collect();
    if let Some(more @ 1..) = problems.len().checked_sub(SHOWN) {
        sentences.push(format!("{file} には、ほかに {more} 件の問題があります。"));
    }
    sentences
}

/// Returns the sentence about one problem. The name of the file must be cleaned already.
pub(crate) fn sentence(file: &str, problem: &JournalProblem) -> String {
    let place = format!("{file}:{}", problem.line);
    match &problem.kind {
        JournalProblemKind::Torn => format!("{place} は書きかけで終わっているため、この行を除いて読みました。"),
        JournalProblemKind::Broken(BrokenLine::Json) => {
            format!("{place} は JSON として読めないため、この行を除いて読みました。")
        }
        JournalProblemKind::Broken(BrokenLine::Field) => {
            format!("{place} は項目が正しくないため、この行を除いて読みました。")
        }
        JournalProblemKind::LongLine => format!("{place} は長すぎるため、この行を除いて読みました。"),
        JournalProblemKind::Newer => format!(
            "{place} は新しい版の tenken で書かれています。このファイルは読み込みませんでした。tenken を更新してください。"
        ),
        JournalProblemKind::Chain => {
            format!("{place} は前の行とつながっていません。書き換えられたか、失われた行があるかもしれません。")
        }
        JournalProblemKind::Order => format!("{place} は記録の番号が前の行より後になっていません。"),
        JournalProblemKind::TextCut(field) => format!("{place} の{field}は長すぎるため、超えた分を除いて読みました。"),
        JournalProblemKind::DuplicateId => {
            format!("{place} は別の記録と番号が同じで中身が違うため、数えませんでした。")
        }
        JournalProblemKind::LargeFile => format!("{file} は大きすぎるため、読み込みませんでした。"),
        JournalProblemKind::Unreadable(reason) => format!("{file} を読み込めませんでした ({reason})。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn torn(line: usize) -> JournalProblem {
        JournalProblem { line, kind: JournalProblemKind::Torn }
    }

    #[test]
    fn a_sentence_names_file_and_line() {
        let sentences = sentences("pc1-sato-01234567.jsonl", &[torn(12)]);
        assert_eq!(sentences, ["pc1-sato-01234567.jsonl:12 は書きかけで終わっているため、この行を除いて読みました。"]);
    }

    #[test]
    fn many_problems_are_summed_up() {
        let problems: Vec<JournalProblem> = (1..=SHOWN + 3).map(torn).collect();
        let all = sentences("a.jsonl", &problems);
        assert_eq!(all.len(), SHOWN + 1);
        assert_eq!(all[SHOWN], "a.jsonl には、ほかに 3 件の問題があります。");
        assert_eq!(sentences("a.jsonl", &problems[..SHOWN]).len(), SHOWN);
    }
}
