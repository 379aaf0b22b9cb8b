//! Which sheets of a form are filled in. A worklist is about one system of one vendor, so its answers go into no other's sheet.

use crate::failure::{Failure, FailureKind};
use crate::import::checklist::{Form, FormField, NameFit, SheetKind};
use crate::language::{t, tr};
use crate::text::clean::clean_line;

use super::FormRequest;

/// The sheets that are filled in, and those that are not because nobody said whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The places of those that are.
    pub sheets: Vec<usize>,
    /// The places of those that are not.
    pub left: Vec<usize>,
}

impl Chosen {
    /// Chooses the sheet of the vendor and the system, else all of them, but of several vendors' sheets none.
    ///
    /// # Errors
    ///
    /// If no sheet is that of the vendor, or several may be.
    pub fn of(form: &Form, request: &FormRequest) -> Result<Self, Failure> {
        let is_of_vendor = |at: &usize| form.sheets[*at].title.kind == SheetKind::Vendor;
        let (vendors, others): (Vec<usize>, Vec<usize>) = (0..form.sheets.len()).partition(is_of_vendor);
        if !request.vendor.is_empty() || !request.system.is_empty() {
            return Ok(Self { sheets: vec![of_vendor(form, &vendors, request)?], left: Vec::new() });
        }
        if vendors.len() < 2 {
            return Ok(Self { sheets: (0..form.sheets.len()).collect(), left: Vec::new() });
        }
        if others.is_empty() {
            let (n, names) = (vendors.len(), names(form, &vendors));
            let message = tr!("事業者確認用のシートが {n} 枚あります: {names}。", n, names);
            return Err(Failure::new(FailureKind::Usage, message, t(HINT)));
        }
        Ok(Self { sheets: others, left: vendors })
    }
}

const HINT: &str = "--vendor と --system で、点検票がどの事業者のどのシステムのものかを指定してください。";

/// Says which sheets were left as they are.
pub(super) fn left(form: &Form, left: &[usize]) -> Option<String> {
    let names = || names(form, left);
    (!left.is_empty())
        .then(|| tr!("事業者確認用のシートには書いていません: {names}。{hint}", names = names(), hint = HINT))
}

/// Returns the sheet in which the names stand; else the first without names of others that is free in the round.
fn of_vendor(form: &Form, vendors: &[usize], request: &FormRequest) -> Result<usize, Failure> {
    let asked = [(FormField::Vendor, &request.vendor), (FormField::System, &request.system)];
    let asked: Vec<(FormField, &String)> = asked.into_iter().filter(|(_, name)| !name.is_empty()).collect();
    let count = |at: usize, fit| asked.iter().filter(|(field, name)| form.sheets[at].fit(*field, name) == fit).count();
    let same: Vec<usize> = vendors.iter().copied().filter(|at| count(*at, NameFit::Same) == asked.len()).collect();
    match (vendors, same.as_slice()) {
        ([], _) => {
            return Err(Failure::new(
                FailureKind::Usage,
                tr!("この様式には事業者確認用のシートがありません。"),
                tr!("事業者確認用の様式を指定するか、--vendor と --system を外してください。"),
            ));
        }
        (_, [at]) => return Ok(*at),
        (_, [_, _, ..]) => {
            let (asked, n, names) = (spoken(&asked), same.len(), names(form, &same));
            let said = tr!("{asked} に当たるシートが {n} 枚あります: {names}。", asked, n, names);
            return Err(Failure::new(FailureKind::Usage, said, t(HINT)));
        }
        (_, []) => {}
    }
    let mut open: Vec<usize> = vendors.iter().copied().filter(|at| count(*at, NameFit::Other) == 0).collect();
    // One that has one of the names already goes first.
    open.sort_by_key(|at| std::cmp::Reverse(count(*at, NameFit::Same)));
    let is_free = |at: &&usize| form.is_free(&[**at], request.round.unwrap_or_default());
    // Of a single sheet it is said later that it is full.
    let free = open.iter().find(is_free).or_else(|| open.first().filter(|_| vendors.len() == 1));
    free.copied().ok_or_else(|| {
        let (asked, names) = (spoken(&asked), names(form, vendors));
        let said =
            tr!("{asked} のシートも、まだ名前と答えのないシートも、この様式にはありません: {names}。", asked, names);
        let hint = tr!("様式の事業者名とシステム名を確かめるか、白紙の様式を指定してください。");
        Failure::new(FailureKind::Usage, said, hint)
    })
}

fn spoken(asked: &[(FormField, &String)]) -> String {
    asked.iter().map(|(field, name)| format!("{} {name}", t(field.name()))).collect::<Vec<_>>().join(t("、"))
}

/// Returns sheets with the names that stand in them: `Sheet1(事業者名 A社、システム名 電子カルテ)`.
fn names(form: &Form, sheets: &[usize]) -> String {
    /// The most sheets in a sentence.
    const SHEETS: usize = 10;
    let one = |at: &usize| {
        let sheet = &form.sheets[*at];
        let fields =
            sheet.fields.iter().filter(|(field, cell)| *field != FormField::Facility && !cell.name().is_empty());
        let fields: Vec<String> = fields.map(|(field, cell)| format!("{} {}", t(field.name()), cell.name())).collect();
        if fields.is_empty() { sheet.name.clone() } else { format!("{}({})", sheet.name, fields.join(t("、"))) }
    };
    let more = sheets.len().checked_sub(SHEETS).filter(|more| *more > 0);
    let more = more.map_or_else(String::new, |more| tr!(" ほか {more} 枚", more));
    clean_line(&format!("{}{more}", sheets.iter().take(SHEETS).map(one).collect::<Vec<_>>().join(t("、"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a vendor's sheet: its name, the names in it, and what is answered in both rounds.
    fn sheet<'a>(name: &'a str, names: [&'a str; 2], rounds: [&'a str; 2]) -> (&'a str, Vec<Vec<&'a str>>) {
        let kind = if name.starts_with('院') {
            "令和7年度 医療機関確認用"
        } else {
            "令和7年度 事業者確認用"
        };
        let mut rows =
            vec![vec![kind], vec!["事業者名", names[0]], vec!["システム名", names[1]], vec!["", "", "1回目", "2回目"]];
        rows.extend(["1-①", "2-①", "2-②"].map(|number| vec![number, "項目の文", rounds[0], rounds[1]]));
        (name, rows)
    }

    fn chosen(
        sheets: &[(&str, Vec<Vec<&str>>)],
        vendor: &str,
        system: &str,
        round: Option<usize>,
    ) -> Result<Vec<usize>, String> {
        let form = Form::of_rows(sheets);
        assert_eq!(form.sheets.len(), sheets.len());
        let request = FormRequest { vendor: vendor.to_owned(), system: system.to_owned(), round };
        Chosen::of(&form, &request).map(|chosen| chosen.sheets).map_err(|failure| failure.to_string())
    }

    #[test]
    fn answers_go_into_the_sheet_of_their_own_system() {
        const NO: [&str; 2] = ["", ""];
        let named = [sheet("甲", ["A社", "電子カルテ"], NO), sheet("乙", ["Ｂ社", "PACS"], NO)];
        let open =
            [sheet("甲", ["A社", "電子カルテ"], ["はい", ""]), sheet("乙", NO, NO), sheet("丙", NO, ["はい", ""])];
        let one = [sheet("甲", NO, ["はい", "はい"])];
        for (sheets, vendor, system, round, expected) in [
            (&named[..], "B社", "ＰＡＣＳ", None, Ok(vec![1])),
            (&named, "B社", "", None, Ok(vec![1])),
            (&named, "", "電子 カルテ", Some(1), Ok(vec![0])),
            (&named, "B社", "電子カルテ", None, Err("まだ名前と答えのないシートも")),
            (&named, "C社", "", None, Err("乙(事業者名 Ｂ社、システム名 PACS)")),
            (&named, "", "", None, Err("事業者確認用のシートが 2 枚あります: 甲(")),
            (&open, "B社", "PACS", None, Ok(vec![1])),
            (&open, "A社", "電子カルテ", None, Ok(vec![0])),
            (&open[1..], "B社", "", Some(1), Ok(vec![0])),
            (&one, "B社", "PACS", None, Ok(vec![0])),
            (&one, "", "", None, Ok(vec![0])),
        ] {
            match (chosen(sheets, vendor, system, round), expected) {
                (Err(said), Err(expected)) => assert!(said.contains(expected), "{said}"),
                (found, expected) => assert_eq!(found, expected.map_err(str::to_owned), "{vendor} {system}"),
            }
        }
        let twice = [sheet("甲", ["A社", "電子カルテ"], NO), sheet("乙", ["A社", "PACS"], NO)];
        let said = chosen(&twice, "A社", "", None).unwrap_err();
        assert!(said.starts_with("事業者名 A社 に当たるシートが 2 枚あります"), "{said}");
    }

    #[test]
    fn beside_the_sheet_of_the_hospital_those_of_several_vendors_are_left() {
        const NO: [&str; 2] = ["", ""];
        let form = Form::of_rows(&[sheet("甲", NO, NO), sheet("院", NO, NO), sheet("乙", ["B社", ""], NO)]);
        let chosen = Chosen::of(&form, &FormRequest::default()).unwrap();
        assert_eq!((&chosen.sheets, &chosen.left), (&vec![1], &vec![0, 2]));
        let said = left(&form, &chosen.left).unwrap();
        assert!(said.starts_with("事業者確認用のシートには書いていません: 甲、乙(事業者名 B社)。"), "{said}");
    }
}
