//! The formats of the tables.

use super::super::csv::Encoding;
use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::file_format::FileFormat;
use super::tables::ControlMapping;
use super::{csv, json, xlsx};

/// A format of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingFormat {
    /// A workbook with a sheet per table.
    Xlsx,
    /// The table of clauses, for spreadsheets and scripts.
    Csv,
    /// All tables, for programs.
    Json,
}

impl FileFormat for MappingFormat {
    const ALL: &'static [Self] = &[Self::Xlsx, Self::Csv, Self::Json];

    fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel ブック",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    fn is_text(self) -> bool {
        self != Self::Xlsx
    }

    fn has_encodings(self) -> bool {
        self == Self::Csv
    }
}

impl MappingFormat {
    /// Returns the file. The same tables always give the same bytes. A format without encodings ignores `encoding`.
    ///
    /// # Errors
    ///
    /// If the tables cannot be written in this format.
    pub fn write(self, mapping: &ControlMapping, encoding: Encoding) -> Result<ExportedFile, ExportError> {
        self.in_its_language(|| -> Result<ExportedFile, ExportError> {
            Ok(match self {
                Self::Xlsx => xlsx::write(mapping)?.into(),
                Self::Csv => csv::write(mapping, encoding)?,
                Self::Json => json::write(mapping)?.into(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::{Cursor, Read};

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::super::testing::HOSTILE;
    use super::super::testing::{of_texts, sample};
    use super::*;
    use crate::text::clean::judged;

    fn text(format: MappingFormat, mapping: &ControlMapping) -> String {
        String::from_utf8(format.write(mapping, Encoding::Utf8).unwrap().bytes).unwrap()
    }

    /// Returns the parts of a workbook that hold texts and formulas: the texts, and the sheets one behind the other.
    fn parts(mapping: &ControlMapping) -> (String, String) {
        let bytes = MappingFormat::Xlsx.write(mapping, Encoding::Utf8).unwrap().bytes;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let sheets = (1..=5).map(|number| part(&format!("xl/worksheets/sheet{number}.xml"))).collect();
        (part("xl/sharedStrings.xml"), sheets)
    }

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        for format in MappingFormat::ALL {
            let written = format.write(&sample(true), Encoding::Cp932).unwrap();
            assert_eq!(written, format.write(&sample(true), Encoding::Cp932).unwrap(), "{}", format.name());
        }
    }

    #[test]
    fn every_text_is_in_the_workbook_and_in_json() {
        let fields = RefCell::new(Vec::new());
        let mapping = of_texts(
            &|field| {
                fields.borrow_mut().push(field.to_owned());
                format!("<{field}>")
            },
            true,
        );
        let (json, (strings, _)) = (text(MappingFormat::Json, &mapping), parts(&mapping));
        for field in fields.into_inner() {
            assert!(json.contains(&format!("<{field}>")), "{field} in JSON");
            assert!(strings.contains(&format!("&lt;{field}&gt;")), "{field} in the workbook");
        }
    }

    #[test]
    fn the_shape_is_the_documented_one() {
        let document: Value = serde_json::from_str(&text(MappingFormat::Json, &sample(true))).unwrap();
        assert_eq!((&document["tenken_mapping"], &document["licence"]), (&1.into(), &"CC-BY-4.0".into()));
        let clause = json!({
            "guideline": "guideline", "label": "label", "title": "title", "volume": "volume", "chapter": "chapter",
            "gist": "gist", "parties": ["party", "other party"], "cloud_share": "共有", "azure": "provided",
            "microsoft_365": "", "dynamics_365": "", "power_platform": "customer", "division": "division",
            "status": "done", "verdict": "conform", "note": "note", "measures": ["measure", "other measure"],
            "product": "product", "role": "主", "how": "how", "licences": ["licence", "other licence"],
            "checks": ["check", "other check"], "evidence": ["evidence"], "unverified": true, "id": "clause id",
            "edition": "edition of clause", "source": "", "left_out": "left out",
            "risks": ["risk of clause"], "url": "url", "product_id": "product id",
            "measure_ids": ["measure id of clause"], "risk_ids": ["risk id of clause"],
        });
        assert_eq!(document["clauses"][0], clause);
        let stated = &document["clauses"][1];
        assert_eq!(
            (&stated["how"], &stated["source"], &stated["role"]),
            (&"says".into(), &"source".into(), &"".into())
        );
        let bare = &document["clauses"][2];
        assert_eq!((&bare["product"], &bare["checks"], &bare["status"]), (&"".into(), &json!([]), &"".into()));
        let edition = json!({
            "name": "edition", "title": "edition title", "publisher": "publisher", "published": "published",
            "clauses": 2, "unverified": 1, "notice": "notice", "url": "edition url", "id": "edition id",
        });
        assert_eq!(document["editions"], json!([edition]));
    }

    #[test]
    fn answers_stand_there_only_where_a_worklist_is_in_use() {
        let head = |has_answers| {
            let csv = text(MappingFormat::Csv, &sample(has_answers));
            csv.trim_start_matches('\u{feff}').split("\r\n").next().unwrap().to_owned()
        };
        assert!(head(true).contains("分担,状態,判定,メモ,Microsoft がすること"), "{}", head(true));
        assert_eq!(head(true).replace("状態,判定,メモ,", "").replace("数えない理由,", ""), head(false));
        let document: Value = serde_json::from_str(&text(MappingFormat::Json, &sample(false))).unwrap();
        let keys = document["clauses"][0].as_object().unwrap();
        assert!(document["worklist"].is_null() && !keys.contains_key("status") && keys.contains_key("checks"));
    }

    #[test]
    fn a_line_is_a_clause_and_a_product() {
        let csv = text(MappingFormat::Csv, &sample(false));
        let lines: Vec<Vec<String>> = ::csv::Reader::from_reader(csv.as_bytes())
            .records()
            .map(|line| line.unwrap().iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(lines.len(), 3);
        let full = &lines[0];
        for cell in ["party\nother party", "共有", "対応", "利用者が設定", "主", "licence、other licence", "未照合"]
        {
            assert!(full.iter().any(|one| one == cell), "{cell} in {full:?}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_runs_and_no_character_steers(hostile in HOSTILE) {
            let mapping = of_texts(&|_| hostile.clone(), true);
            let csv = text(MappingFormat::Csv, &mapping);
            for line in ::csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes()).records() {
                for cell in &line.unwrap() {
                    prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
                }
            }
            let json = text(MappingFormat::Json, &mapping);
            prop_assert!(judged(&json).all(|(c, is_harmful)| c == '\n' || !is_harmful));
            let document: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(document["clauses"][0]["gist"].as_str(), Some(hostile.as_str()));
            let (strings, sheets) = parts(&mapping);
            prop_assert!(!sheets.contains("<f>") && !sheets.contains("<hyperlink"));
            prop_assert!(judged(&strings).all(|(c, is_harmful)| matches!(c, '\n' | '\r' | '\t') || !is_harmful));
        }
    }
}
