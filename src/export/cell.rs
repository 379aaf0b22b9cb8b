//! The cells of a spreadsheet, the same for every kind of file.

use crate::clock;
use crate::sheet::{Column, Escaping, Fingerprint, plain, terms};

use super::report::{Report, ReportEvidence, ReportRow};

/// Returns the columns of a table with these rows, from left to right. Official texts and documents of the user have one only
/// where a row has some: without them, a table stays as people know it.
pub(super) fn columns<'r>(rows: impl Iterator<Item = &'r ReportRow> + Clone) -> Vec<Column> {
    let is_there = |column: &Column| match column {
        Column::Original => rows.clone().any(|row| !row.original.is_empty()),
        Column::Pack => rows.clone().any(|row| !row.pack.is_empty()),
        _ => true,
    };
    Column::ALL.into_iter().filter(is_there).collect()
}

impl ReportRow {
    /// Returns the text of a cell. `escaping` is that of the file; it is stored in the fingerprint.
    pub(super) fn cell(&self, column: Column, report: &Report, escaping: Escaping) -> String {
        match column {
            Column::Id => plain(&self.id),
            Column::Volume => plain(&self.volume),
            Column::Chapter => plain(&self.chapter),
            Column::Label => plain(&self.label),
            Column::Title => plain(&self.title),
            Column::Gist => plain(&self.gist),
            Column::Original => plain(&self.original),
            Column::Party => plain(&self.party),
            Column::Field(field) => self.answers.get(field).text(),
            Column::Evidence => {
                lines(self.evidence.iter().filter_map(|at| report.evidence.get(*at)).map(ReportEvidence::line))
            }
            Column::Conflicts => lines(self.conflicts.iter().cloned()),
            Column::Remark => self.remark(),
            Column::Pack => plain(&self.pack),
            Column::ChangedAt => self.changed_at.map(clock::local).unwrap_or_default(),
            Column::ChangedBy => plain(&self.changed_by),
            Column::Fingerprint => Fingerprint::of(&self.answers, &report.form, escaping).text(&plain(&self.id)),
        }
    }

    fn remark(&self) -> String {
        let unverified = self.is_unverified.then(|| "未照合".to_owned());
        let left_out = (!self.left_out.is_empty()).then(|| format!("{}: {}", terms::NOT_COUNTED, self.left_out));
        lines(unverified.into_iter().chain(left_out))
    }
}

impl ReportEvidence {
    /// Returns title and location on one line.
    fn line(&self) -> String {
        if self.title.is_empty() { self.location.clone() } else { format!("{} ({})", self.title, self.location) }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    plain(&lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::super::spreadsheet_testing::report;
    use super::*;
    use crate::sheet::AnswerField;

    #[test]
    fn every_column_says_what_the_report_says() {
        let report = report();
        let row = &report.rows[0];
        let cell = |column| row.cell(column, &report, Escaping::None);
        let expected = [
            (Column::Id, "mhlw6.sysun.14.5"),
            (Column::Volume, "システム運用編"),
            (Column::Chapter, "14章 認証・認可"),
            (Column::Label, "運用 14.⑤"),
            (Column::Title, "二要素認証を使う"),
            (Column::Gist, "二要素認証を使うことを求める。"),
            (Column::Party, "医療機関"),
            (Column::Field(AnswerField::Status), "対象外"),
            (Column::Field(AnswerField::Verdict), "一部適合"),
            (Column::Field(AnswerField::Owner), "ito"),
            (Column::Field(AnswerField::Due), "2027-03-31"),
            (Column::Field(AnswerField::Note), "全端末で確認\n例外は 2 台"),
            (Column::Field(AnswerField::Reason), "無線を使わない"),
            (Column::Evidence, "設定の画面 (証跡/設定.pdf)\nhttps://example.com/policy"),
            (Column::Conflicts, "担当者が食い違っています。"),
            (Column::Remark, "未照合\n数えない: 参照パターンの外"),
            (Column::ChangedAt, "2026-11-20 12:04 +09:00"),
            (Column::ChangedBy, "sato"),
        ];
        for (column, text) in expected {
            assert_eq!(cell(column), text, "{column:?}");
        }
        assert!(Fingerprint::parse(&row.id, &cell(Column::Fingerprint)).is_some());
        let blank = report.rows[1].cell(Column::Remark, &report, Escaping::None);
        assert_eq!(blank, "");
    }

    #[test]
    fn texts_and_documents_have_a_column_only_where_there_are_some() {
        let mut report = report();
        let of = |report: &Report| columns(report.rows.iter());
        assert!(!of(&report).contains(&Column::Original) && !of(&report).contains(&Column::Pack));
        report.rows[1].original = "原文(本文 p. 3): 決める。".to_owned();
        assert!(of(&report).contains(&Column::Original) && !of(&report).contains(&Column::Pack));
        report.rows[1].pack = "院内規程".to_owned();
        assert_eq!(of(&report), Column::ALL);
        let cell = |column| report.rows[1].cell(column, &report, Escaping::None);
        assert_eq!(
            (cell(Column::Original).as_str(), cell(Column::Pack).as_str()),
            ("原文(本文 p. 3): 決める。", "院内規程")
        );
    }
}
