//! The fingerprint of a row: a cell that stores what the worklist contained when the spreadsheet was exported.

use sha2::{Digest, Sha256};

use crate::text::hex::hex;

use super::answer::{Answer, AnswerField, Answers};
use super::escaping::Escaping;

/// What the worklist contained for a clause when a spreadsheet was exported, as a short hash per field. It is stored in
/// a cell, so that import can tell which fields a colleague has changed, and whether the worklist has changed since.
///
/// The text form is a letter for the escaping, a checksum of clause and hashes, and the hashes, each of 6 hex digits:
/// `p-1a2b3c-…`, and behind a point the mark of the worklist, if it is known whose it is. A cell that was damaged, or moved
/// to another row, is not a fingerprint of the clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    escaping: Escaping,
    /// In the order of [`fields`], without those at the end that were blank or that the exporting program did not know.
    /// So older programs can read rows in which nothing is that they do not know.
    hashes: Vec<String>,
    /// The mark of the worklist, see [`list_mark`]; empty if it is not known whose the form is.
    list: String,
}

/// Returns the mark of a worklist with this id: 8 hex digits.
pub fn list_mark(id: &str) -> String {
    const BYTES: usize = 4;
    hex(&Sha256::digest(format!("worklist\0{id}"))[..BYTES])
}

/// The version of the journal that was current when spreadsheets were introduced.
const FIRST: u64 = 2;

impl Fingerprint {
    /// Returns the fingerprint of answers in the worklist with a mark, which may be empty.
    pub fn of(answers: &Answers, list: &str, escaping: Escaping) -> Self {
        let is_needed = |field: AnswerField| is_on_every_form(field) || answers.get(field) != blank(field);
        let needed = fields().enumerate().filter(|(_, field)| is_needed(*field)).last().map_or(0, |(at, _)| at + 1);
        let hashes = fields().map(|field| key_hash(field, &field.exact_key(&answers.get(field).text())));
        Self { escaping, hashes: hashes.take(needed).collect(), list: list.to_owned() }
    }

    /// Returns the text form for the cell of this clause.
    pub fn text(&self, clause: &str) -> String {
        let letter = self.escaping.letter();
        let mut body = self.hashes.join("-");
        if !self.list.is_empty() {
            body = body + "." + &self.list;
        }
        format!("{letter}-{}-{body}", check(clause, letter, &body))
    }

    /// Reads the fingerprint in the cell of this clause; none if it is damaged or of another clause.
    pub fn parse(clause: &str, cell: &str) -> Option<Self> {
        let (letter, rest) = cell.trim().split_once('-')?;
        let escaping = Escaping::from_letter(letter)?;
        let (checked, body) = rest.split_once('-')?;
        let (hashes, list) = body.split_once('.').unwrap_or((body, ""));
        let hashes: Vec<String> = hashes.split('-').map(str::to_owned).collect();
        let oldest = fields().filter(|field| field.since() <= FIRST).count();
        let is_complete = (oldest..=AnswerField::ALL.len()).contains(&hashes.len());
        (is_complete && check(clause, escaping.letter(), body) == checked).then(|| Self {
            escaping,
            hashes,
            list: list.to_owned(),
        })
    }

    /// Whether a cell has the shape of a fingerprint, of whatever clause.
    pub fn is_shaped(cell: &str) -> bool {
        let cell = cell.trim();
        let (mut parts, mut hashes) = (cell.split_once('.').map_or(cell, |(cell, _)| cell).split('-'), 0);
        let has_letter = parts.next().and_then(Escaping::from_letter).is_some();
        let is_hash = |part: &str| part.len() == 6 && part.bytes().all(|digit| digit.is_ascii_hexdigit());
        has_letter && parts.inspect(|_| hashes += 1).all(is_hash) && hashes > 1
    }

    /// Returns the escaping of the cells of the row.
    pub const fn escaping(&self) -> Escaping {
        self.escaping
    }

    /// Returns the mark of the worklist that was exported; empty if it is not known.
    pub fn list(&self) -> &str {
        &self.list
    }

    /// Whether it holds a hash of this field: an older program knew fewer, and blank ones at the end have none.
    pub fn knows(&self, field: AnswerField) -> bool {
        fields().zip(&self.hashes).any(|(known, _)| known == field)
    }

    /// Whether the worklist contained this answer to the field, in any spelling, but with these forms of characters.
    pub fn matches(&self, field: AnswerField, text: &str) -> bool {
        self.has(field, &[field.exact_key(text), field.recorded_key(text)])
    }

    /// Whether the worklist contained this answer like [`Fingerprint::matches`], or one without forms of characters.
    pub fn matches_but_for_forms(&self, field: AnswerField, text: &str) -> bool {
        self.matches(field, text) || self.has(field, &[field.key(text)])
    }

    fn has(&self, field: AnswerField, keys: &[String]) -> bool {
        let hash = fields().zip(&self.hashes).find(|(known, _)| *known == field).map(|(_, hash)| hash.clone());
        // Nothing was recorded of a field without a hash.
        let hash = hash.unwrap_or_else(|| key_hash(field, &field.exact_key(&blank(field).text())));
        keys.iter().any(|key| hash == key_hash(field, key))
    }
}

fn blank(field: AnswerField) -> Answer {
    Answers::default().get(field)
}

/// Whether every spreadsheet that tenken ever exported has a column for a field.
pub const fn is_on_every_form(field: AnswerField) -> bool {
    field.since() <= FIRST
}

/// Returns the fields in the order of their hashes: the order of the form, but with fields of later versions at the
/// end, so that older spreadsheets can still be read.
fn fields() -> impl Iterator<Item = AnswerField> {
    let mut fields = AnswerField::ALL;
    fields.sort_by_key(|field| field.since().max(FIRST));
    fields.into_iter()
}

fn key_hash(field: AnswerField, key: &str) -> String {
    short_hash(&[field.code(), key])
}

fn check(clause: &str, letter: &str, body: &str) -> String {
    short_hash(&[clause, letter, body])
}

/// Returns the first 6 hex digits of the hash of texts, none of which contains a NUL.
fn short_hash(texts: &[&str]) -> String {
    hex(&Sha256::digest(texts.join("\0"))[..3])
}

#[cfg(test)]
mod tests {
    use crate::model::Status;

    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn answers() -> Answers {
        Answers { status: Status::Doing, note: "10〜20\n二行目".to_owned(), ..Answers::default() }
    }

    #[test]
    fn a_fingerprint_survives_its_cell() {
        for escaping in Escaping::ALL {
            let fingerprint = Fingerprint::of(&answers(), "", escaping);
            let cell = fingerprint.text(CLAUSE);
            assert!(Fingerprint::is_shaped(&format!(" {cell}")));
            assert_eq!(Fingerprint::parse(CLAUSE, &format!(" {cell} ")), Some(fingerprint));
            assert!(
                cell.starts_with(|c: char| c.is_ascii_lowercase()),
                "never taken for a number or a formula: {cell}"
            );
        }
    }

    #[test]
    fn a_form_says_whose_it_is() {
        let mark = list_mark("019ab000-0000-7000-8000-000000000001");
        let fingerprint = Fingerprint::of(&answers(), &mark, Escaping::None);
        let cell = fingerprint.text(CLAUSE);
        assert!(cell.ends_with(&format!(".{mark}")) && Fingerprint::is_shaped(&cell));
        assert_eq!(Fingerprint::parse(CLAUSE, &cell).as_ref().map(Fingerprint::list), Some(mark.as_str()));
        assert_eq!(Fingerprint::parse(CLAUSE, &cell.replace(&mark, "00000000")), None, "nobody changes it by hand");
    }

    /// Colleagues have spreadsheets with such cells; a field that is added later has no hash in them, and was blank.
    #[test]
    fn cells_in_spreadsheets_of_before_are_always_read() {
        let cell = "p-f5e262-b4a50c-e54967-d5c3bb-9c203b-041b9b-39dd7d";
        let fingerprint = Fingerprint::parse(CLAUSE, cell).unwrap();
        for field in AnswerField::ALL {
            assert!(fingerprint.matches(field, &answers().get(field).text()), "{field:?}");
            assert_eq!(fingerprint.knows(field), field.since() <= FIRST, "{field:?}");
            assert!(field.since() <= FIRST || !fingerprint.matches(field, "2027-01-01"), "{field:?}");
        }
        assert!(Fingerprint::of(&answers(), "", Escaping::None).hashes.starts_with(&fingerprint.hashes));
    }

    /// Such cells were written before forms and invisible characters were told apart, of a done clause.
    #[test]
    fn old_cells_know_forms_and_invisible_characters() {
        for (cell, note) in [
            ("q-a8bf84-db3df6-e54967-a3d0cf-9c203b-7986f0-39dd7d", "\u{26a0}\u{fe0f}注意"),
            ("q-a5aaf5-db3df6-e54967-a3d0cf-9c203b-4ab9d6-39dd7d", "認\u{200b}証"),
        ] {
            let fingerprint = Fingerprint::parse(CLAUSE, cell).unwrap();
            let same =
                [(AnswerField::Status, "完了"), (AnswerField::Owner, "葛\u{e0100}城"), (AnswerField::Note, note)];
            for (field, text) in same {
                assert!(fingerprint.matches(field, text), "{text:?}");
            }
            for (field, text) in [(AnswerField::Owner, "葛\u{e0101}城"), (AnswerField::Note, "注意 2")] {
                assert!(!fingerprint.matches(field, text), "{text:?}");
            }
        }
        let owner = Answers { status: Status::Done, owner: "葛\u{e0100}城".to_owned(), ..Answers::default() };
        let now = Fingerprint::of(&Answers { note: "\u{26a0}\u{fe0f}注意".to_owned(), ..owner }, "", Escaping::Quoted);
        assert_eq!(now.text(CLAUSE), "q-a8bf84-db3df6-e54967-a3d0cf-9c203b-7986f0-39dd7d", "older programs read ours");
    }

    #[test]
    fn a_damaged_or_misplaced_fingerprint_is_none() {
        let cell = Fingerprint::of(&answers(), "", Escaping::None).text(CLAUSE);
        assert_eq!(Fingerprint::parse("mhlw6.sysun.14.6", &cell), None);
        let bad = [
            "",
            "p",
            "p-",
            &cell[2..],
            &cell[..cell.len() - 1],
            &cell.replacen('p', "q", 1),
            &format!("{cell}-000000"),
        ];
        for text in bad {
            assert_eq!(Fingerprint::parse(CLAUSE, text), None, "{text}");
        }
        for text in ["", "p", "p-", "p-123456", "x-123456-123456", "p-123456-12345g", "mhlw6.sysun.14.5"] {
            assert!(!Fingerprint::is_shaped(text), "{text}");
        }
        for at in (0..cell.len()).filter(|at| cell.as_bytes()[*at].is_ascii_digit()) {
            let other = if &cell[at..=at] == "0" { "1" } else { "0" };
            let damaged = format!("{}{other}{}", &cell[..at], &cell[at + 1..]);
            assert_eq!(Fingerprint::parse(CLAUSE, &damaged), None, "{damaged}");
        }
    }

    #[test]
    fn it_tells_what_was_there_in_any_spelling() {
        let fingerprint = Fingerprint::of(&answers(), "", Escaping::None);
        for (field, text) in [
            (AnswerField::Status, "中"),
            (AnswerField::Note, " 10～20\r\n二行目"),
            (AnswerField::Owner, "　"),
            (AnswerField::Due, ""),
        ] {
            assert!(fingerprint.matches(field, text), "{text}");
        }
        for (field, text) in [
            (AnswerField::Status, "完了"),
            (AnswerField::Note, "10～20"),
            (AnswerField::Owner, "sato"),
            (AnswerField::Due, "年度末"),
        ] {
            assert!(!fingerprint.matches(field, text), "{text}");
        }
    }
}
