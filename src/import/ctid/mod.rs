//! Mappings of the Center for Threat-Informed Defense (Mappings Explorer): which capability of a platform does what about
//! which technique of ATT&CK.
//!
//! A mapping object says of a capability and a technique whether it protects, detects or responds, and how well:
//! `significant`, `partial` or `minimal`. Read are the significant ones, of which a sub-technique is not taken for its parent; both
//! limits fall if everything is wanted. A technique leads to the risks of the catalog that name it, a capability to a product
//! ([`crosswalk`]), so that each object becomes a statement about each of those risks.
//!
//! Files without scores say which controls or incidents belong to a technique, not what a product does: there is nothing in them for
//! a risk.

mod crosswalk;
mod object;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{Id, Product, ProductKind, Risk, Service, Statement};

use super::blank;
use super::importer::{ImportContext, Importer, SourceFile};
use super::outline::or;
use super::reading::{About, Counts, NotRead, Reading};
use super::slug::slug;
use super::sniff::Sniff;
use super::tally::{Tally, check_count};
use super::tree::{RELOAD, Tree};
use crosswalk::{Crosswalk, Home};
use object::MappingObject;

/// How many capabilities are looked up by their names.
const NAMED: usize = 1_000;

/// Reads mappings of CTID.
pub(super) struct Ctid;

impl Importer for Ctid {
    fn code(&self) -> &'static str {
        "ctid"
    }

    fn name(&self) -> &'static str {
        "CTID の ATT&CK 対応表"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "yaml"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        Sniff::of(file).is_some_and(|sniff| sniff.has_at_top("mapping_objects"))
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let mut tally = Tally::default();
        let tree = Tree::of(file, &mut tally)?;
        let platform = Platform::of(tree.get("metadata"));
        let mut reader = Reader { tally, ..Reader::new(file, &platform, context.catalog)? };
        let objects = tree.get("mapping_objects").items();
        let mut has_scores = false;
        for (at, object) in objects.iter().enumerate() {
            context.tell(at, objects.len())?;
            check_count(reader.reading.records.statements.len())?;
            let place = format!("mapping_objects[{at}]");
            match MappingObject::of(object) {
                Err(reason) => reader.tally.skip(place, reason),
                Ok(object) => {
                    has_scores |= object.strength.is_some();
                    reader.read(&object, &place, context)?;
                }
            }
        }
        if objects.is_empty() {
            return Err(NotRead::Wrong(t("mapping_objects に対応が一つもありません。").to_owned(), t(RELOAD)));
        }
        if !has_scores {
            return Err(without_scores(&platform, objects.len()));
        }
        Ok(reader.finish())
    }
}

fn without_scores(platform: &Platform, count: usize) -> NotRead {
    NotRead::OfNoUse(tr!(
        "これは {platform} と ATT&CK の技法を結ぶ CTID の対応表です({count} 件)。製品の効果の評価(score_value)がないため、取り込めるものはありません。",
        platform = platform.name,
        count
    ))
}

/// The platform that a file is about.
struct Platform {
    /// Its code in the file.
    code: String,
    /// What people call it.
    name: String,
    /// The version of the mapping, and of ATT&CK.
    versions: String,
    /// Enterprise, mobile or ICS.
    domain: String,
}

impl Platform {
    fn of(metadata: &Tree) -> Self {
        let code = metadata.get("mapping_framework").line();
        let named = [("azure", "Azure"), ("m365", "Microsoft 365"), ("aws", "AWS"), ("gcp", "Google Cloud")];
        let name = named.iter().find(|(known, _)| *known == code).map_or(code.as_str(), |(_, name)| name);
        let attack = metadata.get("attack_version").line();
        let versions = [metadata.get("mapping_framework_version").line(), format!("ATT&CK {attack}")];
        Self {
            name: or(name.to_owned(), "名前のない基盤"),
            versions: versions.into_iter().filter(|version| !version.is_empty()).collect::<Vec<_>>().join("、"),
            domain: metadata.get("technology_domain").line().to_lowercase(),
            code: slug(&or(code, "platform")),
        }
    }

    fn pack(&self) -> Id {
        match self.domain.as_str() {
            "" | "enterprise" => format!("ctid-{}", self.code),
            domain => format!("ctid-{}-{}", self.code, slug(domain)),
        }
    }

    fn services(&self) -> Vec<Service> {
        Service::ALL.iter().copied().filter(|service| service.name() == self.name).collect()
    }
}

struct Reader<'c> {
    file: &'c SourceFile,
    platform: &'c Platform,
    crosswalk: Crosswalk,
    risks: HashMap<&'c str, Vec<&'c Risk>>,
    /// The product of each capability.
    products: HashMap<String, Id>,
    capabilities: BTreeSet<String>,
    /// The ids of the products that the pack has.
    added: HashSet<Id>,
    reading: Reading,
    tally: Tally,
    /// How many objects name a technique that no risk has.
    untied: usize,
}

impl<'c> Reader<'c> {
    fn new(file: &'c SourceFile, platform: &'c Platform, catalog: &'c Catalog) -> Result<Self, NotRead> {
        let mut risks: HashMap<&str, Vec<&Risk>> = HashMap::new();
        for risk in catalog.risks() {
            risk.attack.iter().for_each(|technique| risks.entry(technique).or_default().push(risk));
        }
        Ok(Self {
            file,
            platform,
            crosswalk: Crosswalk::bundled()?,
            risks,
            products: HashMap::new(),
            capabilities: BTreeSet::new(),
            added: HashSet::new(),
            reading: Reading::default(),
            tally: Tally::default(),
            untied: 0,
        })
    }

    fn read(&mut self, object: &MappingObject, place: &str, context: &ImportContext<'_>) -> Result<(), NotRead> {
        let everything = context.options.everything;
        if !everything && !object.is_significant {
            self.tally.skip(
                "mapping_objects",
                "評価が significant ではないため取り込みません。すべて取り込むには --all を付けます。",
            );
            return Ok(());
        }
        self.reading.counts.mapping += 1;
        self.capabilities.insert(object.capability.clone());
        let risks = self.risks_of(&object.technique, everything);
        if risks.is_empty() {
            self.untied += 1;
            return Ok(());
        }
        let product = self.product(object, context)?;
        for risk in risks {
            self.reading.records.statements.push(Statement {
                about: risk,
                answers: vec![product.clone()],
                status: String::new(),
                party: String::new(),
                note: object.note(),
                function: object.function,
                strength: object.strength,
                place: place.to_owned(),
            });
        }
        Ok(())
    }

    /// Returns the risks that name a technique. If everything is wanted, a technique stands for its sub-techniques and
    /// for its parent too.
    fn risks_of(&self, technique: &str, everything: bool) -> Vec<Id> {
        let parent = |technique: &str| technique.split('.').next().unwrap_or_default().to_owned();
        let is_kin = |known: &str| everything && (parent(known) == technique || known == parent(technique));
        let named = self.risks.iter().filter(|(known, _)| **known == technique || is_kin(known));
        let risks: BTreeSet<&str> = named.flat_map(|(_, risks)| risks).map(|risk| risk.id.as_str()).collect();
        risks.into_iter().map(str::to_owned).collect()
    }

    /// Returns the product that a capability is: one of the catalog, or else one of the pack.
    fn product(&mut self, object: &MappingObject, context: &ImportContext<'_>) -> Result<Id, NotRead> {
        if let Some(known) = self.products.get(&object.capability) {
            return Ok(known.clone());
        }
        // A platform has some forty capabilities; of a thousand no name is worth a search.
        let home = match self.products.len() < NAMED {
            true => self.crosswalk.home((&self.platform.code, &object.capability), &object.name, context)?,
            false => Home::None,
        };
        let id = match home {
            Home::Same(id) => id,
            Home::Part(parent) => self.add(object, &parent),
            Home::None => self.add(object, ""),
        };
        self.products.insert(object.capability.clone(), id.clone());
        Ok(id)
    }

    fn add(&mut self, object: &MappingObject, parent: &str) -> Id {
        let own = slug(&object.capability);
        let own = own.strip_prefix(&format!("{}_", self.platform.code)).unwrap_or(&own);
        let id = format!("{}.{own}", self.platform.code);
        if !self.added.insert(id.clone()) {
            return id;
        }
        let kind = if parent.is_empty() { ProductKind::Product } else { ProductKind::Feature };
        self.reading.records.products.push(Product {
            kind,
            parent: parent.to_owned(),
            what: format!("{} の機能。取り込んだ対応表に、説明はありません。", self.platform.name),
            doc_url: object.address.clone(),
            applies_to: self.platform.services(),
            ..blank::product(id.clone(), &object.name, &self.platform.name, blank::provenance(&self.file.name, ""))
        });
        id
    }

    fn finish(self) -> Reading {
        let Self { mut reading, platform, tally, untied, capabilities, .. } = self;
        let read = reading.counts.mapping;
        reading.counts = Counts { product: capabilities.len(), ..reading.counts };
        if untied > 0 {
            reading.warnings.push(tr!(
                "読んだ {read} 件のうち {untied} 件は、その ATT&CK の技法を挙げたリスクがカタログにないため、結び付きません。",
                read,
                untied
            ));
        }
        reading.skipped = tally.into_skipped();
        reading.about = About {
            pack: platform.pack(),
            title: format!("CTID 対応表 {}({})", platform.name, platform.versions),
            licence:
                "ファイルに記載なし。CTID が公開する対応表は Apache License 2.0、ATT&CK は MITRE の利用条件に従います。"
                    .to_owned(),
            ..About::default()
        };
        reading
    }
}

#[cfg(test)]
mod tests;
