//! What goes out comes back: nothing without an edit, and with edits exactly those.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use jiff::civil::Date;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tenken::export::csv::{self, Encoding};
use tenken::export::{Report, ReportRow, xlsx};
use tenken::import::worklist::ImportPlan;
use tenken::model::{ActionState, Grade, Review, Status, Verdict};
use tenken::sheet::{Answer, AnswerField, Answers, Cell, Column};

use super::sample::{audit, plan_of, report, row};

/// Texts that spreadsheets, encodings and file formats like to change.
const HOSTILE: &str = "([=+@'\"-]|＝|－|,|;|\t|\n|\r\n| |\u{3000}|_x0041_|&#x41;|&amp;|<b>|〜|—|¥|𠮷|😀|か\u{3099}|髙|①|\u{7}|\u{202e}|\u{ffff}|1|\\PC){0,12}";

fn answers() -> impl Strategy<Value = Answers> {
    let choices = (prop::sample::select(Status::ALL), prop::sample::select(Verdict::ALL));
    let texts = (HOSTILE, HOSTILE, HOSTILE);
    let first = (choices, texts, prop::option::of(date()));
    (first, finding()).prop_map(|(((status, verdict), (reason, owner, note), due), finding)| Answers {
        status,
        verdict,
        reason,
        owner,
        due,
        note,
        ..finding
    })
}

/// Returns answers about a finding, an exception and a review.
fn finding() -> impl Strategy<Value = Answers> {
    let choices = (maybe(Grade::ALL), maybe(ActionState::ALL), maybe(Review::ALL));
    let texts = (HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    let days = (prop::option::of(date()), prop::option::of(date()), prop::option::of(date()));
    (choices, texts, days).prop_map(|((grade, action_state, review), texts, (action_due, accept_until, reviewed))| {
        let (cause, action, action_owner, accepted_by, accept_why, reviewer, review_word) = texts;
        Answers {
            grade,
            cause,
            action,
            action_owner,
            action_due,
            action_state,
            accept_until,
            accepted_by,
            accept_why,
            review,
            reviewer,
            reviewed,
            review_word,
            ..Answers::default()
        }
    })
}

fn maybe<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    prop::option::of(prop::sample::select(all))
}

fn date() -> impl Strategy<Value = Date> {
    (1901i16..2999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// Returns reports of some clauses in two volumes, every text hostile.
fn reports() -> impl Strategy<Value = Report> {
    prop::collection::vec((answers(), HOSTILE, any::<bool>()), 1..6).prop_map(|rows| {
        let rows = rows.into_iter().zip(0..).map(|((answers, text, is_other), number)| ReportRow {
            volume: if is_other { text.clone() } else { "編".to_owned() },
            edition: text.clone(),
            title: text.clone(),
            gist: text.clone(),
            original: if is_other { text.clone() } else { String::new() },
            pack: if is_other { text.clone() } else { String::new() },
            party: text.clone(),
            conflicts: vec![text],
            ..row(&format!("mhlw6.sysun.14.{number}"), answers)
        });
        report(rows.collect())
    })
}

/// Returns the report as every file that it can be written to.
fn files(report: &Report) -> [Vec<u8>; 3] {
    let csv = |encoding| csv::write(report, encoding).unwrap().bytes;
    [xlsx::write(report).unwrap(), csv(Encoding::Utf8), csv(Encoding::Cp932)]
}

fn nothing(report: &Report) -> ImportPlan {
    ImportPlan { untouched: report.rows.len(), ..ImportPlan::default() }
}

#[test]
fn an_audit_of_all_clauses_comes_back_unchanged() {
    let report = audit();
    for file in files(&report) {
        assert_eq!(plan_of(&file, &report), nothing(&report));
    }
}

#[test]
fn a_long_note_and_an_early_date_come_back_unchanged() {
    let due = Some(Date::constant(1850, 1, 1));
    let report = report(vec![row("a", Answers { note: "字".repeat(40_000), due, ..Answers::default() })]);
    for file in files(&report) {
        assert_eq!(plan_of(&file, &report), nothing(&report));
    }
}

#[test]
fn a_table_that_another_program_saved_in_another_encoding_comes_back_unchanged() {
    let note = "'引用' & ～ ①".to_owned();
    let report = report(vec![row("a", Answers { note, owner: "=x".to_owned(), ..Answers::default() })]);
    let utf8 = String::from_utf8(csv::write(&report, Encoding::Utf8).unwrap().bytes).unwrap();
    let saved = SHIFT_JIS.encode(utf8.trim_start_matches('\u{feff}')).0.into_owned();
    assert_eq!(plan_of(&saved, &report), nothing(&report));
    let cp932 = csv::write(&report, Encoding::Cp932).unwrap().bytes;
    assert_eq!(plan_of(SHIFT_JIS.decode(&cp932).0.as_bytes(), &report), nothing(&report));
}

/// A sheet as a colleague hands it back: what was exported, moved about, with some cells edited.
struct Handed {
    /// Titles, in the order of the columns.
    columns: Vec<Option<Column>>,
    /// The cells of each row by column.
    rows: Vec<BTreeMap<Column, String>>,
    /// How dates and texts are spelled.
    spelling: usize,
}

impl Handed {
    /// Returns the exported table; `order` moves rows and columns about and adds a column.
    fn of(report: &Report, order: usize) -> Self {
        let file = csv::write(report, Encoding::Utf8).unwrap().bytes;
        let mut lines = ::csv::Reader::from_reader(file.strip_prefix(b"\xef\xbb\xbf").unwrap());
        let titles: Vec<Option<Column>> = lines.headers().unwrap().iter().map(Column::parse).collect();
        let cells = |line: ::csv::StringRecord| {
            let cells = titles.iter().zip(line.iter().map(str::to_owned));
            cells.filter_map(|(column, text)| Some(((*column)?, text))).collect()
        };
        let mut rows: Vec<BTreeMap<Column, String>> = lines.records().map(|line| cells(line.unwrap())).collect();
        let mut columns: Vec<Option<Column>> = titles.iter().copied().filter(Option::is_some).collect();
        let middle = order % columns.len();
        columns.rotate_left(middle);
        columns.insert(middle, None);
        let middle = order % rows.len();
        rows.rotate_left(middle);
        Self { columns, rows, spelling: order }
    }

    /// Returns what is written into a cell.
    fn cell(&self, row: &BTreeMap<Column, String>, column: Option<Column>) -> String {
        let Some(column) = column else { return "colleague".to_owned() };
        let text = &row[&column];
        match (column, self.spelling % 4, text.split('-').collect::<Vec<_>>().as_slice()) {
            (Column::Field(AnswerField::Due), 0, [year, month, day]) => format!("{year}/{month}/{day}"),
            (Column::Field(AnswerField::Due), 1, [year, month, day]) => format!("{year}年{month}月{day}日"),
            (column, 2, _) if column.is_editable() => format!("\u{3000}{text} "),
            _ => text.clone(),
        }
    }

    fn titles(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| column.map_or("備考", Column::title))
            .map(|title| format!(" {title}\u{3000}"))
            .collect()
    }

    fn csv(&self) -> Vec<u8> {
        let mut lines = ::csv::Writer::from_writer(Vec::new());
        lines.write_record(self.titles()).unwrap();
        for row in &self.rows {
            lines.write_record(self.columns.iter().map(|column| self.cell(row, *column))).unwrap();
        }
        lines.into_inner().unwrap()
    }

    /// Returns a workbook with a title above the table; dates are dates for half of the spellings.
    fn xlsx(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "ID").unwrap();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "東病院").unwrap();
        for (title, column) in self.titles().iter().zip(0..) {
            sheet.write(2, column, title).unwrap();
        }
        let format = Format::new().set_num_format("yyyy/m/d");
        for (row, number) in self.rows.iter().zip(3..) {
            for (column, at) in self.columns.iter().zip(0..) {
                let date = (*column == Some(Column::Field(AnswerField::Due)) && self.spelling % 2 == 1)
                    .then(|| ExcelDateTime::parse_from_str(&row[&Column::Field(AnswerField::Due)]).ok())
                    .flatten();
                match date {
                    Some(date) => sheet.write_with_format(number, at, date, &format).unwrap(),
                    None => sheet.write(number, at, self.cell(row, *column)).unwrap(),
                };
            }
        }
        workbook.save_to_buffer().unwrap()
    }
}

/// Something that a colleague fills in; texts cannot be taken for formulas, which [`Handed`] does not know of.
fn answer() -> impl Strategy<Value = Answer> {
    prop::sample::select(AnswerField::ALL.to_vec()).prop_flat_map(|field| {
        let filled = match field.cell() {
            Cell::Choice(names) | Cell::Maybe(names) => prop::sample::select(names()).prop_map(str::to_owned).boxed(),
            Cell::Day => date().prop_map(|date| date.to_string()).boxed(),
            Cell::Text => "[あ-ん①a-z][あ-ん①a-z \n]{0,8}".boxed(),
        };
        let is_choice = matches!(field.cell(), Cell::Choice(_));
        (any::<bool>(), filled)
            .prop_map(move |(is_filled, text)| field.read(if is_filled || is_choice { &text } else { "" }).unwrap())
    })
}

proptest! {
    // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn without_an_edit_nothing_changes(report in reports()) {
        for file in files(&report) {
            prop_assert_eq!(plan_of(&file, &report), nothing(&report));
        }
    }

    #[test]
    fn exactly_the_edits_come_back(
        report in reports(), order in 0usize..1000, edits in prop::collection::vec((any::<prop::sample::Index>(), answer()), 0..6)
    ) {
        let mut handed = Handed::of(&report, order);
        let mut expected: BTreeMap<(String, AnswerField), String> = BTreeMap::new();
        for (index, answer) in edits {
            let row = &mut handed.rows[index.index(report.rows.len())];
            let id = row[&Column::Id].clone();
            let column = Column::ALL.into_iter().find(|column| column.field() == Some(answer.field())).unwrap();
            row.insert(column, answer.text());
            let before = report.rows.iter().find(|row| row.id == id).unwrap().answers.get(answer.field());
            match answer.key() == before.key() {
                true => expected.remove(&(id, answer.field())),
                false => expected.insert((id, answer.field()), answer.text()),
            };
        }
        for file in [handed.csv(), handed.xlsx()] {
            let plan = plan_of(&file, &report);
            let found: BTreeMap<(String, AnswerField), String> =
                plan.changes.iter().map(|edit| ((edit.clause.clone(), edit.to.field()), edit.to.text())).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(plan.changes.len(), expected.len());
            prop_assert_eq!((plan.conflicts, plan.problems), (Vec::new(), Vec::new()));
        }
    }
}
