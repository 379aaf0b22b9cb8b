//! The columns of the table, from left to right. Workbook and CSV are made of them, and of nothing else.

use crate::model::Status;

use super::super::mapping::column::{Column, Place, Row, Value, columns};
use super::{FacilityRow, TITLE};

impl FacilityRow {
    /// Returns a number, if the worklist could be read.
    const fn number(&self, number: usize) -> Value<'_> {
        if self.is_read { Value::Number(number) } else { Value::None }
    }

    fn of(&self, status: Status) -> Value<'_> {
        self.number(self.tally.of(status))
    }
}

impl Row for FacilityRow {
    const KEY: &'static str = "worklists";
    const NAME: &'static str = TITLE;
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "name" = "点検票", 24.0, Printed, |row| Value::Text(&row.name);
        "facility" = "施設", 18.0, Printed, |row| Value::Text(&row.facility);
        "applicable" = "対象の条項", 8.0, Printed, |row| row.number(row.tally.applicable());
        "done" = "完了", 6.0, Printed, |row| row.of(Status::Done);
        "percent" = "進捗(%)", 8.0, Printed, |row| row.number(row.tally.percent());
        "doing" = "対応中", 7.0, Printed, |row| row.of(Status::Doing);
        "todo" = "未着手", 7.0, Printed, |row| row.of(Status::Todo);
        "recheck" = "要再確認", 8.0, Printed, |row| row.of(Status::Recheck);
        "na" = "対象外", 7.0, Printed, |row| row.of(Status::Na);
        "conform" = "適合", 6.0, Printed, |row| row.number(row.conform);
        "partial" = "一部適合", 8.0, Printed, |row| row.number(row.partial);
        "nonconform" = "不適合", 7.0, Printed, |row| row.number(row.nonconform);
        "findings" = "指摘", 6.0, Printed, |row| row.number(row.findings);
        "overdue" = "期限超過", 8.0, Printed, |row| row.number(row.overdue);
        "conflicts" = "食い違い", 8.0, Printed, |row| row.number(row.conflicts);
        "changed_at" = "最終更新", 17.0, Printed, |row| row.changed_at.map_or(Value::None, Value::Moment);
        "editions" = "版", 36.0, Printed, |row| Value::Text(&row.editions);
        "remarks" = "備考", 30.0, Printed, |row| Value::Lines(&row.remarks);
    };

    fn group(&self) -> &str {
        &self.name
    }
}
