//! What of a document is not read, with many alike as one line.

use crate::language::{t, tr};

use super::reading::{NotRead, Skipped};

/// The most records of a document. The largest frameworks have 2,000 requirements, the largest mappings 10,000 links.
const RECORDS: usize = 50_000;

/// Checks that there are not too many records.
///
/// # Errors
///
/// If there are.
pub(super) fn check_count(records: usize) -> Result<(), NotRead> {
    match records > RECORDS {
        false => Ok(()),
        true => Err(NotRead::Wrong(
            tr!("取り込む記録が多すぎます ({RECORDS} 件まで)。", RECORDS),
            t("要る部分だけを残した資料を取り込んでください。"),
        )),
    }
}

/// Collects what is not read.
#[derive(Debug, Default)]
pub(super) struct Tally {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    place: String,
    reason: String,
    count: usize,
}

impl Tally {
    /// Notes a piece that is not read. What has one reason is one line, with its first place.
    pub fn skip(&mut self, place: impl Into<String>, reason: &str) {
        self.skip_many(place, reason, 1);
    }

    /// Notes as many pieces that are not read.
    pub fn skip_many(&mut self, place: impl Into<String>, reason: &str, count: usize) {
        match self.lines.iter_mut().find(|line| line.reason == reason) {
            Some(line) => line.count += count,
            None if count == 0 => {}
            None => self.lines.push(Line { place: place.into(), reason: reason.to_owned(), count }),
        }
    }

    /// Returns one line for each reason.
    pub fn into_skipped(self) -> Vec<Skipped> {
        let line = |line: Line| match line.count {
            1 => Skipped { place: line.place, reason: t(&line.reason).to_owned() },
            count => {
                // The count belongs to what is said first, not to what can be done about it.
                let reason = t(&line.reason);
                let whole = (reason.trim_end_matches('.'), "");
                let (what, hint) = reason.split_once('。').or_else(|| reason.split_once(". ")).unwrap_or(whole);
                let reason = tr!("{what} ({count} 件)。{hint}", what, count, hint).trim_end().to_owned();
                Skipped { place: tr!("{place} ほか", place = line.place), reason }
            }
        };
        self.lines.into_iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_alike_are_one_line() {
        let mut tally = Tally::default();
        for (place, reason) in
            [("a[0]", "id がありません。"), ("a[1]", "型が違います。"), ("a[2]", "id がありません。")]
        {
            tally.skip(place, reason);
        }
        (0..897).for_each(|_| tally.skip("b", "取り込みません。すべて取り込むには --all を付けます。"));
        let lines: Vec<String> =
            tally.into_skipped().into_iter().map(|line| format!("{}: {}", line.place, line.reason)).collect();
        let hinted = "b ほか: 取り込みません (897 件)。すべて取り込むには --all を付けます。";
        assert_eq!(lines, ["a[0] ほか: id がありません (2 件)。", "a[1]: 型が違います。", hinted]);
    }
}
