//! Mappings between frameworks as links, each pair of nodes once.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{Id, Link, LinkKind};
use crate::text::clean::clean_line;

use super::super::blank;
use super::super::importer::{ImportContext, SourceFile};
use super::super::outline::{cut, or};
use super::super::reading::{NotRead, PackRecords};
use super::super::tally::{Tally, check_count};
use super::super::tree::Tree;
use super::urn;

/// The fields that name the two nodes of a mapping.
const ENDS: [&str; 2] = ["source_requirement_urn", "target_requirement_urn"];
/// How two nodes are tied that somebody looked at and found to have nothing in common.
const UNRELATED: &str = "not_related";
/// The most characters of a kind of tie, or of its strength, in the words of the document.
const WORDS: usize = 40;

/// The links of a library.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Each of them once.
    pub links: Vec<Link>,
    /// The framework that each end belongs to: an id does not tell, because those of frameworks have dots too.
    frameworks: HashMap<Id, Id>,
}

/// Reads sets of mappings. Most files hold each set a second time the other way round, which says nothing new: a link is
/// walked both ways.
///
/// # Errors
///
/// If it is broken off.
pub(super) fn read(
    sets: &[&Tree],
    file: &SourceFile,
    tally: &mut Tally,
    context: &mut ImportContext<'_>,
) -> Result<Links, NotRead> {
    let mut read = Links::default();
    let mut known: HashSet<(Id, Id)> = HashSet::new();
    for (set_at, set) in sets.iter().enumerate() {
        let mappings = set.get("requirement_mappings").each();
        for (at, mapping) in mappings.iter().enumerate() {
            context.tell(at, mappings.len())?;
            check_count(read.links.len())?;
            let place = || format!("requirement_mapping_sets[{set_at}].requirement_mappings[{at}]");
            let urns = ENDS.map(|end| mapping.get(end).raw());
            let [from, to] = urns.map(urn::id);
            if urns.contains(&"") {
                tally.skip(place(), "結ぶ項目の urn がない対応は取り込みません。");
            } else if mapping.get("relationship").raw().trim().eq_ignore_ascii_case(UNRELATED) {
                tally.skip(place(), "関連しない(not_related)とされている対応は取り込みません。");
            } else if from == to {
                tally.skip(place(), "同じ項目どうしの対応は取り込みません。");
            } else if known.contains(&(to.clone(), from.clone())) {
                tally.skip(place(), "先にある対応を逆向きにしたものは、一つの関連として取り込みます。");
            } else if !known.insert((from.clone(), to.clone())) {
                tally.skip(place(), "先にある対応と同じものは、一度だけ取り込みます。");
            } else {
                if !mapping.get("annotation").raw().trim().is_empty() {
                    tally.skip(place(), "対応に付いた説明文(annotation)は取り込みません。");
                }
                read.frameworks
                    .extend([(from.clone(), urn::framework(urns[0])), (to.clone(), urn::framework(urns[1]))]);
                let (kind, reason, provenance) =
                    (LinkKind::Related, reason(mapping), blank::provenance(&file.name, ""));
                read.links.push(Link { from, to, kind, reason, confidence: None, provenance });
            }
        }
    }
    Ok(read)
}

/// Returns how two nodes are tied, in a sentence that is true from both ends. What the document says about the tie is left
/// out: it quotes both texts, and what stands here leaves by every export.
fn reason(mapping: &Tree) -> String {
    let [source, target] = ENDS.map(|end| clean_line(urn::tail(mapping.get(end).raw())));
    let relation = mapping.get("relationship").line();
    let kind = match relation.to_lowercase().as_str() {
        "equal" => "同じことを求める(equal)".to_owned(),
        "subset" => format!("{source} は {target} に含まれる(subset)"),
        "superset" => format!("{target} は {source} に含まれる(superset)"),
        "intersect" => "一部が重なる(intersect)".to_owned(),
        _ => or(cut(&relation, WORDS), "関連の種類の記載なし"),
    };
    let strength = cut(&mapping.get("strength_of_relationship").line(), WORDS);
    if strength.is_empty() { kind } else { format!("{kind}。強さ {strength}") }
}

/// Returns what the person should know of links with ends that are not there yet, in one line.
pub(super) fn waiting(read: &Links, records: &PackRecords, catalog: &Catalog) -> Vec<String> {
    let sections = records.chapters.iter().flat_map(|chapter| &chapter.sections).map(|section| &section.id);
    let own = records.clauses.iter().map(|clause| &clause.id).chain(records.chapters.iter().map(|one| &one.id));
    let own: HashSet<&Id> = own.chain(sections).collect();
    let mut there: HashMap<&Id, bool> = HashMap::new();
    let mut is_there = |id| *there.entry(id).or_insert_with(|| own.contains(id) || catalog.find(id).is_some());
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = 0;
    for link in &read.links {
        let ends = [&link.from, &link.to].map(|end| if is_there(end) { None } else { Some(end) });
        count += usize::from(ends.iter().any(Option::is_some));
        let frameworks = ends.into_iter().flatten().filter_map(|id| read.frameworks.get(id));
        frameworks.for_each(|id| *missing.entry(id).or_default() += 1);
    }
    if count == 0 {
        return Vec::new();
    }
    let is_known = |id: &str| catalog.guideline(id).is_some() || records.guidelines.iter().any(|one| one.id == id);
    let (parts, wholes): (Vec<_>, Vec<_>) = missing.into_iter().partition(|(id, _)| is_known(id));
    let wholes: Vec<&str> = wholes.into_iter().map(|(id, _)| id).collect();
    let mut lacking = Vec::new();
    if !wholes.is_empty() {
        lacking.push(tr!("{names} がありません", names = few(&wholes)));
    }
    for (id, count) in parts.iter().take(3) {
        lacking.push(tr!("{id} に {count} か所の項目がありません", id, count));
    }
    let lacking = lacking.join(t("、"));
    vec![tr!("{lacking}。関連 {count} 件は資料に残し、相手を取り込んだときに結びます。", lacking, count)]
}

fn few(names: &[&str]) -> String {
    match names {
        [first, second, third, _, ..] => {
            tr!("{first}、{second}、{third} など {n} の資料", first, second, third, n = names.len())
        }
        names => names.join(t("、")),
    }
}
