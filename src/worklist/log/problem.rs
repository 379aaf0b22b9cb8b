//! Problems of a journal that do not prevent the rest from being read, and the sentences about them.

use crate::language::tr;
use crate::text::clean::clean_line;

/// The most problems of one file that get a sentence each.
const SHOWN: usize = 20;

/// What is wrong with a line or with a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JournalProblemKind {
    /// The last line is incomplete: it was still being written when its program ended.
    Torn,
    /// The last transaction is incomplete, for the same reason. It begins in this line and has so many lines too few.
    Unfinished(usize),
    /// The line is a sound entry among other bytes, or the last line lacks its line break.
    Oddity(Oddity),
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
    /// The file holds records of another worklist.
    Foreign,
    /// The file looks like a journal by its name but is not read, because it is this.
    PassedOver(&'static str),
    /// The file could not be read, for this reason.
    Unreadable(String),
}

/// What stands around an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// Other bytes in the same line: a byte order mark, NULs, or anything else.
    OtherBytes,
    /// No line break after the last entry.
    OpenEnd,
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

/// The problems of a file. Of thousands only the first are kept, and how many there are: a file of nothing but line breaks
/// must not fill the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    first: Vec<JournalProblem>,
    more: usize,
    has_newer: bool,
}

impl Problems {
    /// Returns the one problem of a whole file.
    pub fn of_file(kind: JournalProblemKind) -> Self {
        Self { first: vec![JournalProblem { line: 0, kind }], ..Self::default() }
    }

    /// Adds a problem, which is not before those added so far.
    pub fn add(&mut self, line: usize, kind: JournalProblemKind) {
        self.has_newer |= kind == JournalProblemKind::Newer;
        if self.first.len() < SHOWN || kind == JournalProblemKind::Newer {
            self.first.push(JournalProblem { line, kind });
        } else {
            self.more += 1;
        }
    }

    /// Adds further problems.
    pub fn extend(&mut self, others: impl IntoIterator<Item = JournalProblem>) {
        others.into_iter().for_each(|problem| self.add(problem.line, problem.kind));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Whether the file, or a line of it, is of a newer version. Reading stops there, so it is the last problem.
    pub fn has_newer(&self) -> bool {
        self.has_newer
    }

    /// Whether something is not counted because of them, which is not so if bytes merely stand around the entries.
    pub fn cost_records(&self) -> bool {
        self.more > 0 || self.first.iter().any(|problem| !matches!(problem.kind, JournalProblemKind::Oddity(_)))
    }

    /// Returns how many there are.
    pub fn count(&self) -> usize {
        self.first.len() + self.more
    }

    /// Returns the first ones, in the order in which they were found.
    pub fn first(&self) -> &[JournalProblem] {
        &self.first
    }

    /// Returns one sentence for each of the first, and one with the number of the others.
    pub fn sentences(&self, file: &str) -> Vec<String> {
        let file = clean_line(file);
        let mut sentences: Vec<String> = self.first.iter().map(|problem| sentence(&file, problem)).collect();
        if self.more > 0 {
            sentences.push(tr!("{file} には、ほかに {n} 件の問題があります。", file, n = self.more));
        }
        sentences
    }
}

/// Returns the sentence about one problem. The name of the file must be cleaned already.
pub(crate) fn sentence(file: &str, problem: &JournalProblem) -> String {
    let place = format!("{file}:{}", problem.line);
    match &problem.kind {
        JournalProblemKind::Torn => tr!("{place} は書きかけで終わっているため、この行を除いて読みました。", place),
        JournalProblemKind::Unfinished(missing) => tr!(
            "{place} からの操作は書きかけで、あと {n} 行が足りないため、数えませんでした。書き込みの途中で止まったものです。",
            place,
            n = missing
        ),
        JournalProblemKind::Oddity(odd) => oddity(&place, odd),
        JournalProblemKind::Broken(BrokenLine::Json) => {
            tr!("{place} は JSON として読めないため、この行を除いて読みました。", place)
        }
        JournalProblemKind::Broken(BrokenLine::Field) => {
            tr!("{place} は項目が正しくないため、この行を除いて読みました。", place)
        }
        JournalProblemKind::LongLine => tr!("{place} は長すぎるため、この行を除いて読みました。", place),
        JournalProblemKind::Newer => tr!(
            "{place} は新しい版の tenken で書かれています。このファイルは読み込みませんでした。tenken を更新してください。",
            place
        ),
        JournalProblemKind::Chain => {
            tr!("{place} は前の行とつながっていません。書き換えられたか、失われた行があるかもしれません。", place)
        }
        JournalProblemKind::Order => tr!("{place} は記録の番号が前の行より後になっていません。", place),
        JournalProblemKind::TextCut(field) => {
            tr!("{place} の{field}は長すぎるため、超えた分を除いて読みました。", place, field)
        }
        JournalProblemKind::DuplicateId => {
            tr!("{place} は別の記録と番号が同じで中身が違うため、数えませんでした。", place)
        }
        JournalProblemKind::LargeFile => tr!("{file} は大きすぎるため、読み込みませんでした。", file),
        JournalProblemKind::Foreign => tr!(
            "{file} は別の点検票の記録なので、数えていません。加えるなら、元のフォルダーを `tenken merge --force` で取り込んでください。",
            file
        ),
        JournalProblemKind::PassedOver(what) => tr!("{file} は{what}なので、読みませんでした。", file, what),
        JournalProblemKind::Unreadable(reason) => tr!("{file} を読み込めませんでした ({reason})。", file, reason),
    }
}

/// Returns the sentence about a place that is odd and was read all the same.
fn oddity(place: &str, odd: &Oddity) -> String {
    match odd {
        Oddity::OtherBytes => tr!("{place} には記録のほかに余分なバイトがあります。記録は読みました。", place),
        Oddity::OpenEnd => tr!("{place} は改行で終わっていません。記録は読みました。", place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_file_and_line() {
        let mut problems = Problems::default();
        problems.add(12, JournalProblemKind::Torn);
        let sentences = problems.sentences("pc1-sato-01234567.jsonl");
        assert_eq!(sentences, ["pc1-sato-01234567.jsonl:12 は書きかけで終わっているため、この行を除いて読みました。"]);
    }

    #[test]
    fn many_problems_are_summed_up() {
        let mut problems = Problems::default();
        (1..=SHOWN).for_each(|line| problems.add(line, JournalProblemKind::Torn));
        assert_eq!(problems.sentences("a.jsonl").len(), SHOWN);
        (1..=3).for_each(|line| problems.add(SHOWN + line, JournalProblemKind::Torn));
        let all = problems.sentences("a.jsonl");
        assert_eq!((all.len(), problems.count()), (SHOWN + 1, SHOWN + 3));
        assert_eq!(all[SHOWN], "a.jsonl には、ほかに 3 件の問題があります。");
    }
}
