//! Libraries of CISO Assistant: frameworks, and mappings between frameworks, as YAML or in the workbooks they are written in.
//!
//! | library | pack |
//! |---|---|
//! | framework | guideline that a worklist counts if it is chosen |
//! | node at the top that is not assessed, such a node below it | chapter, section |
//! | node that is assessed, wherever it stands | clause with its text |
//! | mapping between two nodes | link between them, whether both are there or not |
//!
//! The id of a record is made of the URN of its node alone, so that a mapping finds nodes of frameworks that come later. Lists of
//! threats and controls, risk matrices, presets and techniques hold no requirements; a library of nothing else is told for what
//! it is.

mod links;
mod nodes;
mod sheet;
mod urn;

use crate::language::{t, tr};

use super::importer::{ImportContext, Importer, SourceFile};
use super::outline::{Outline, about, cut, leave_out_known, or};
use super::reading::{Counts, NotRead, Reading};
use super::slug::slug;
use super::sniff::Sniff;
use super::tally::Tally;
use super::tree::Tree;

/// The most characters of the name of a library.
const TITLE: usize = 200;

/// Reads libraries of CISO Assistant.
pub(super) struct Ciso;

/// What a library may hold that has no place in the catalog, with what people call it.
const OTHERS: &[(&[&str], &str)] = &[
    (&["risk_matrix", "risk_matrices"], "リスク評価の行列"),
    (&["preset", "presets"], "点検の雛形(preset)"),
    (&["ttp_catalogs", "ttp_catalog", "tactics", "techniques"], "攻撃手法の一覧"),
    (&["metric_definitions"], "指標の定義"),
    (&["threats"], "脅威の一覧"),
    (&["reference_controls"], "対策の一覧(reference_controls)"),
    (&["quality_checks", "evaluation_criteria"], "評価の基準"),
];

impl Importer for Ciso {
    fn code(&self) -> &'static str {
        "ciso"
    }

    fn name(&self) -> &'static str {
        "CISO Assistant ライブラリ"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yaml", "yml", "xlsx"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        match Sniff::of(file) {
            Some(sniff) => sniff.has_at_top("objects") && sniff.has_at_top("urn"),
            None => file.contents().is_ok_and(sheet::is_library),
        }
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let mut tally = Tally::default();
        let library = match Sniff::of(file) {
            Some(_) => Tree::of(file, &mut tally)?,
            None => sheet::library(file.contents().map_err(NotRead::from)?, &mut tally)?,
        };
        let objects = library.get("objects");
        let frameworks = each_of(objects, ["framework", "frameworks"]);
        let sets = each_of(objects, ["requirement_mapping_set", "requirement_mapping_sets"]);
        let name = cut(&or(translated(&library, "name"), &library.get("ref_id").line()), TITLE);
        if frameworks.is_empty() && sets.is_empty() {
            return Err(of_no_use(objects, &name));
        }
        let mut outline = Outline::new(file);
        for framework in &frameworks {
            nodes::read(framework, &library, (&mut outline, &mut tally), context)?;
        }
        let mut records = outline.records;
        let links = links::read(&sets, file, &mut tally, context)?;
        if records.clauses.is_empty() && links.links.is_empty() {
            let hint = t("評価の対象(assessable)になる項目か、対応を含むライブラリを指定してください。");
            return Err(NotRead::Wrong(t("ライブラリに、取り込める条項も関連も一つもありません。").to_owned(), hint));
        }
        let counts = Counts {
            clause: records.clauses.len(),
            original: records.originals.len(),
            link: links.links.len(),
            ..Counts::default()
        };
        let mut warnings = leave_out_known(&mut records, context.catalog);
        warnings.extend(links::waiting(&links, &records, context.catalog));
        records.links = links.links;
        for kind in others(objects) {
            tally.skip(kind.0, &tr!("{what}は取り込みません。", what = kind.1));
        }
        let pack = slug(&or(library.get("ref_id").line(), urn::tail(library.get("urn").raw())));
        let about = about(pack, name, or(library.get("copyright").line(), "ファイルに記載なし"));
        Ok(Reading { about, records, counts, skipped: tally.into_skipped(), warnings, preview: None })
    }
}

/// Returns the objects of a kind, whether they stand under the one or the other name, alone or in a list.
fn each_of<'t>(objects: &'t Tree, names: [&str; 2]) -> Vec<&'t Tree> {
    names.iter().flat_map(|name| objects.get(name).each()).filter(|object| object.is_object()).collect()
}

/// Returns what a library holds beside frameworks and mappings: the name of the field, and what people call it.
fn others(objects: &Tree) -> Vec<(&str, &'static str)> {
    let known = |name: &str| OTHERS.iter().find(|(names, _)| names.contains(&name)).map(|(_, called)| *called);
    objects.fields().iter().filter_map(|(name, _)| Some((&**name, known(name)?))).collect()
}

fn of_no_use(objects: &Tree, name: &str) -> NotRead {
    let mut held: Vec<&str> = others(objects).into_iter().map(|(_, called)| t(called)).collect();
    held.dedup();
    let what = if held.is_empty() { t("ほかの種類の資料").to_owned() } else { held.join(t("と")) };
    NotRead::OfNoUse(if name.is_empty() {
        tr!(
            "これは CISO Assistant のライブラリで、中身は{what}です。条項(framework)も対応(requirement_mapping_set)もないため、取り込めるものはありません。",
            what
        )
    } else {
        tr!(
            "これは CISO Assistant のライブラリ「{name}」で、中身は{what}です。条項(framework)も対応(requirement_mapping_set)もないため、取り込めるものはありません。",
            name,
            what
        )
    })
}

/// Returns a text on one line, in Japanese if the library has it.
fn translated(object: &Tree, name: &str) -> String {
    let japanese = object.get("translations").get("ja").get(name).line();
    or(japanese, &object.get(name).line())
}

#[cfg(test)]
mod tests;
