//! Fills the form of an inspection with what a worklist says.
//!
//! A worklist is about one facility, or about one system of one vendor: the vendor's sheet takes the marks of its own items
//! from the worklist in use, so several systems have a worklist each.

mod answers;
mod chosen;
mod told;

use unicode_normalization::UnicodeNormalization;

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::import::checklist::{FilledForm, Form, FormContents, FormField, NameFit};
use crate::import::{EditRefused, NotRead, SourceFile};
use crate::language::{t, tr};
use crate::worklist::State;

use answers::Answered;
use chosen::Chosen;

/// What a person wants of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRequest {
    /// The name of the vendor.
    pub vendor: String,
    /// The name of the system.
    pub system: String,
    /// The round, from 0; the first that is not filled in if not given.
    pub round: Option<usize>,
}

/// The rounds of an inspection: what is typed, and what people call it.
pub const ROUNDS: [(&str, &str); 2] = [("1", "1回目"), ("2", "2回目")];

/// Reads which round is meant, from 0: by its number or its name, in whichever width the digits were typed.
///
/// # Errors
///
/// Which there are, if this is none.
pub fn parse_round(text: &str) -> Result<usize, String> {
    let word: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let round = ROUNDS.iter().position(|(code, name)| *code == word || *name == word);
    round.ok_or_else(|| tr!("使えるのは 1、2 です。").to_owned())
}

/// A form that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledIn {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many answers are in it.
    pub answered: usize,
    /// What is in it, for people: `1回目、はい 10、いいえ 2、空欄 6`.
    pub amount: String,
    /// What the person should know, one sentence each.
    pub remarks: Vec<String>,
}

/// Fills in a form.
///
/// # Errors
///
/// If the file is no form, cannot be filled in, asks for nothing that the catalog knows, or is filled in already.
pub fn fill_form(
    catalog: &Catalog,
    state: &State,
    file: &SourceFile,
    request: &FormRequest,
) -> Result<FilledIn, Failure> {
    let form = Form::read(file).map_err(|why| not_read(file, why))?;
    let Chosen { sheets, left } = Chosen::of(&form, request)?;
    let mut answered = Answered::default();
    sheets.iter().for_each(|at| answered.sheet(catalog, state, (*at, &form.sheets[*at])));
    if !answered.has_clauses {
        return Err(unknown(file, &form, &sheets));
    }
    let round = match request.round {
        Some(round) => round,
        None => form.free_round(&sheets).ok_or_else(|| full(file, &form, &sheets))?,
    };
    let names = names(&form, &sheets, state, request);
    let contents = FormContents { round, answers: answered.answers.clone(), names };
    let filled = form.fill(file, &contents).map_err(|why| refused(file, &why))?;
    let FilledForm { bytes, answered: written, gaps } = filled;
    let amount = told::amount(round, &written, answered.items);
    let mut remarks = told::remarks(&form, &answered, &gaps);
    remarks.extend(chosen::left(&form, &left));
    Ok(FilledIn { bytes, answered: written.len(), amount, remarks })
}

/// Returns the names that go into the sheets.
fn names(form: &Form, sheets: &[usize], state: &State, request: &FormRequest) -> Vec<(usize, FormField, String)> {
    let facility = &state.profile().facility;
    let mut names = Vec::new();
    for at in sheets.iter().copied() {
        let asks =
            |field: FormField| form.sheets[at].fields.iter().any(|(known, cell)| *known == field && cell.is_blank());
        let asked = [(FormField::Vendor, &request.vendor), (FormField::System, &request.system)];
        let is_new = |field: FormField, name: &str| form.sheets[at].fit(field, name) != NameFit::Same;
        let asked = asked.into_iter().filter(|(field, name)| !name.is_empty() && is_new(*field, name));
        let own = Some((FormField::Facility, facility)).filter(|(field, name)| !name.is_empty() && asks(*field));
        names.extend(asked.chain(own).map(|(field, name)| (at, field, name.clone())));
    }
    names
}

fn not_read(file: &SourceFile, why: NotRead) -> Failure {
    let hint = match &why {
        NotRead::Unreadable(_, hint) | NotRead::Wrong(_, hint) => *hint,
        NotRead::OfNoUse(_) | NotRead::Worklist(_) | NotRead::Cancelled => "",
    };
    Failure::new(FailureKind::Data, tr!("{path} を様式として読めません。{why}", path = file.name, why), t(hint))
}

fn refused(file: &SourceFile, why: &EditRefused) -> Failure {
    let message = tr!("{path} には記入できません。{why}。", path = file.name, why);
    Failure::new(FailureKind::Data, message, t(why.hint()))
}

fn unknown(file: &SourceFile, form: &Form, sheets: &[usize]) -> Failure {
    let title = sheets.first().map(|at| &form.sheets[*at].title);
    let name = title.map(|one| tr!("{volume}の「{chapter}」", volume = one.volume_title(), chapter = one.chapter));
    let message = tr!("チェックリスト {name}の項目が、カタログにまだありません。", name = name.unwrap_or_default());
    let word = crate::failure::shell_word(&file.name);
    Failure::new(
        FailureKind::Data,
        message,
        tr!("はじめに `tenken import --apply {word}` で取り込み、項目に答えを記録してください。", word),
    )
}

fn full(file: &SourceFile, form: &Form, sheets: &[usize]) -> Failure {
    let (said, hint) = if form.has_round(sheets, 1) {
        (tr!("1回目も2回目も記入済みです"), tr!("白紙の様式を指定するか、--round で書き足す回を指定してください。"))
    } else {
        (
            tr!("1回目が記入済みで、2回目の欄がありません"),
            tr!("白紙の様式を指定するか、--round 1 で空欄に書き足してください。"),
        )
    };
    Failure::new(FailureKind::Data, tr!("{path} は、{said}。", path = file.name, said), hint)
}

#[cfg(test)]
mod tests {
    use super::parse_round;

    #[test]
    fn a_round_is_its_number_or_its_name() {
        for (typed, round) in
            [("1", Some(0)), ("２", Some(1)), (" 1回目 ", Some(0)), ("２回目", Some(1)), ("3", None), ("", None)]
        {
            assert_eq!(parse_round(typed).ok(), round, "{typed}");
        }
    }
}
