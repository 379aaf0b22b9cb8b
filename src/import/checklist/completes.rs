//! Which years a file completes: half of a year must not be counted as all of it.

use crate::catalog::Catalog;
use crate::language::tr;
use crate::model::Id;

use super::super::reading::Reading;
use super::{Form, SheetKind, SheetTitle};

/// Notes the years of which both lists are there now, in the file or in the catalog, or says what is missing. `read` are the
/// chapters of the file.
pub(super) fn note(form: &Form, read: &[Id], catalog: &Catalog, reading: &mut Reading) {
    let is_here = |id: &Id| read.contains(id) || catalog.clauses().any(|clause| clause.chapter == *id);
    for title in form.sheets.iter().map(|sheet| &sheet.title) {
        let volume = title.volume();
        let brings = reading.records.clauses.iter().any(|clause| clause.chapter == title.chapter_id());
        if !brings || reading.about.completes.contains(&volume) {
            continue;
        }
        let (facility, name) = match title.guideline {
            "mhlwph" => (SheetKind::Pharmacy, "薬局"),
            _ => (SheetKind::Facility, "医療機関"),
        };
        let chapter = |kind| SheetTitle { kind, ..title.clone() }.chapter_id();
        let asked = [(facility, name), (SheetKind::Vendor, "事業者")];
        let Some((_, name)) = asked.into_iter().find(|(kind, _)| !is_here(&chapter(*kind))) else {
            reading.about.completes.push(volume);
            continue;
        };
        let year = tr!("令和{year}年度版", year = title.year);
        let said = tr!(
            "{year}の{name}確認用がまだないので、この年度を点検の範囲に加えません。{name}確認用も取り込んでください。",
            year,
            name
        );
        if !reading.warnings.contains(&said) {
            reading.warnings.push(said);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::importer::SourceFile;
    use super::super::super::testing::catalog;
    use super::super::records::reading;
    use super::*;

    /// Returns a sheet of a year, with three items.
    fn sheet(kind: &'static str, year: &'static str) -> (&'static str, Vec<Vec<&'static str>>) {
        let mut rows = vec![vec![year, kind], vec!["", "", "1回目"]];
        rows.extend(["1-①", "2-①", "2-②"].map(|number| vec![number, "項目の文", ""]));
        (kind, rows)
    }

    fn read(sheets: &[(&str, Vec<Vec<&str>>)], catalog: &Catalog) -> Reading {
        reading(&Form::of_rows(sheets), &SourceFile::new("様式.xlsx", Vec::new()), catalog)
    }

    #[test]
    fn a_year_counts_only_with_both_of_its_lists() {
        let (hospital, vendor) = (sheet("医療機関確認用", "令和9年度"), sheet("事業者確認用", "令和9年度"));
        let half = read(std::slice::from_ref(&hospital), catalog());
        assert!(half.about.completes.is_empty());
        let said = half.warnings.iter().find(|said| said.starts_with("令和9年度版の事業者確認用がまだない"));
        assert!(said.is_some(), "{:?}", half.warnings);
        assert_eq!(read(&[hospital, vendor], catalog()).about.completes, ["mhlwcl.r9"]);
        let pharmacy =
            [sheet("薬局確認用", "令和9年度"), sheet("事業者確認用", "令和9年度 薬局におけるサイバーセキュリティ対策")];
        assert_eq!(read(&pharmacy, catalog()).about.completes, ["mhlwph.r9"]);
        // The catalog has the list of this year.
        assert!(read(&[sheet("医療機関確認用", "令和7年度")], catalog()).about.completes.is_empty());
    }

    #[test]
    fn a_pack_has_the_headings_it_stands_on_unless_they_are_our_own() {
        let hospital = read(&[sheet("医療機関確認用", "令和9年度")], catalog());
        let ids = |reading: &Reading| {
            let volumes = reading.records.volumes.iter().map(|volume| volume.id.clone());
            volumes.chain(reading.records.chapters.iter().map(|chapter| chapter.id.clone())).collect::<Vec<_>>()
        };
        assert_eq!(ids(&hospital), ["mhlwcl.r9", "mhlwcl.r9.hosp"]);
        assert_eq!(ids(&read(&[sheet("事業者確認用", "令和8年度")], catalog())), ["mhlwcl.r8.vendor"]);
        assert!(ids(&read(&[sheet("事業者確認用", "令和7年度")], catalog())).is_empty());
    }
}
