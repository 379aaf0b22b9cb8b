//! Finds the products that a cell names, and makes products of names that nobody knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Id, Kind, Product, Provenance};
use crate::sheet::{excerpt, plain};

use super::super::blank;
use super::cache::Cache;
use super::context::{Around, Context, Places};
use super::key::{folded, slug};
use super::piece::{is_circled, is_shaped};
use super::split::{STRENGTHS, bare, former, is_no_product, is_nothing, is_sentence, parts, with_note};

/// The most products that a file may add: more than any vendor has.
const NEW: usize = 5_000;
/// The most things that a cell says.
const CELL: usize = 100;
/// What is known of a product that only a table names.
const ONLY_NAMED: &str = "取込資料に名前だけがある製品です。";
/// The vendor of whom nothing is known.
const OWN: &str = "own";

/// Who makes products, and how one sees it from a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Vendor {
    /// The first part of the ids of its products.
    pub id: Id,
    /// The family of its products.
    pub family: String,
    /// What its names begin with.
    pub names: Vec<String>,
}

/// What the names of a cell stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Named {
    /// The products and measures, each once.
    pub ids: Vec<Id>,
    /// What is no name but says something.
    pub notes: Vec<String>,
    /// What cannot be understood, as sentences.
    pub problems: Vec<String>,
    /// Whether it says more than is read.
    is_cut: bool,
}

/// Finds products by what people write.
pub(in super::super) struct ProductFinder<'a> {
    catalog: &'a Catalog,
    vendors: &'a [Vendor],
    /// What provides the file, for new products.
    provenance: Provenance,
    names: HashMap<String, BTreeSet<RecordRef>>,
    places: Places,
    cells: Cache<(String, Option<Id>), Named>,
    new: BTreeMap<Id, Product>,
    /// Products of other packs, which may be gone one day.
    borrowed: BTreeMap<Id, Product>,
    is_full: bool,
}

impl<'a> ProductFinder<'a> {
    /// Returns a finder of the products of a catalog. `file` is named as the source of those that it adds.
    pub fn new(catalog: &'a Catalog, vendors: &'a [Vendor], file: &str) -> Self {
        let provenance = blank::provenance(file, "");
        Self {
            catalog,
            vendors,
            provenance,
            names: names(catalog),
            places: Places::new(catalog),
            cells: Cache::default(),
            new: BTreeMap::new(),
            borrowed: BTreeMap::new(),
            is_full: false,
        }
    }

    /// Returns the products that were added, in the order of their ids.
    pub fn added(&self) -> impl Iterator<Item = &Product> {
        self.new.values()
    }

    /// Returns the products of other packs that were found, in the order of their ids.
    pub fn borrowed(&self) -> impl Iterator<Item = &Product> {
        self.borrowed.values()
    }

    /// Returns the products that the cell names. Unknown names are products of this vendor if they do not say whose.
    pub fn find(&mut self, cell: &str, vendor: Option<&Vendor>) -> Named {
        let key = (cell.to_owned(), vendor.map(|vendor| vendor.id.clone()));
        if let Some(known) = self.cells.get(&key) {
            return known.clone();
        }
        let mut named = Named::default();
        self.part(&plain(cell), 0, vendor, &mut named);
        let mut seen = BTreeSet::new();
        named.ids.retain(|id| seen.insert(id.clone()));
        if named.is_cut {
            named.problems.push(tr!("一つのセルに製品が多すぎます。初めの {CELL} 個だけを読みました。", CELL));
        }
        for id in &named.ids {
            self.borrow(id);
        }
        self.cells.keep(key, named.clone(), cell.len() + named.bytes());
        named
    }

    /// Keeps a product of another pack: what the table says of it stays when that pack is gone.
    fn borrow(&mut self, id: &str) {
        let at = self.catalog.find(id).filter(|at| self.catalog.pack_of(*at).is_some());
        if let Some(Record::Product(product)) = at.map(|at| self.catalog.record(at)) {
            self.borrowed.entry(product.id.clone()).or_insert_with(|| product.clone());
        }
    }

    /// Whether a text is nothing but names of known products.
    pub fn knows(&self, cell: &str) -> bool {
        let is_known = |text: &str| matches!(self.known(bare(text)), Known::One(_));
        is_known(cell) || {
            let lines = parts(cell, 0).unwrap_or_else(|| vec![cell]);
            let names = lines.into_iter().flat_map(|line| parts(line, 1).unwrap_or_else(|| vec![line]));
            let names: Vec<&str> = names.map(bare).filter(|name| !name.is_empty()).collect();
            !names.is_empty() && names.into_iter().all(is_known)
        }
    }

    /// Takes a part of a cell: a name, or several between weaker signs.
    fn part(&mut self, text: &str, strength: usize, vendor: Option<&Vendor>, named: &mut Named) {
        let name = bare(text);
        if named.len() >= CELL {
            named.is_cut = true;
            return;
        }
        if is_no_product(name) && !matches!(self.known(name), Known::One(_)) {
            if !is_nothing(name) {
                named.notes.push(name.to_owned());
            }
            return;
        }
        match self.known(name) {
            Known::One(id) => {
                named.notes.extend(self.remark(name, &id).map(str::to_owned));
                named.ids.push(id);
            }
            Known::Several(candidates) => {
                let (name, candidates) = (excerpt(name), candidates.join(t("、")));
                named.problems.push(tr!("製品「{name}」は {candidates} のどれか決まりません。", name, candidates));
            }
            Known::Offer => named.notes.push(name.to_owned()),
            Known::Nothing => match (strength..STRENGTHS).find_map(|weaker| Some((weaker, parts(text, weaker)?))) {
                Some((weaker, parts)) if self.is_list(&parts, weaker) => {
                    parts.into_iter().for_each(|part| self.part(part, weaker + 1, vendor, named));
                }
                _ => self.unknown(name, vendor, named),
            },
        }
    }

    /// Whether parts are names: a slash or a comma may also stand in a sentence or in one name.
    fn is_list(&self, parts: &[&str], strength: usize) -> bool {
        let names = || parts.iter().map(|part| bare(part)).filter(|name| !name.is_empty());
        match strength {
            0 => true,
            1 | 2 => names().any(|name| !is_sentence(name)),
            // Names hold this sign themselves: Backup & Recovery.
            4 => names().any(|name| matches!(self.known(name), Known::One(_))),
            // One name may hold a slash; where all parts are longer than an abbreviation they are names.
            _ => names().all(|name| !is_sentence(name) && name.chars().count() > 2),
        }
    }

    /// Takes a name that nobody knows.
    fn unknown(&mut self, name: &str, vendor: Option<&Vendor>, named: &mut Named) {
        if self.is_clause_number(name) {
            let sentence = "製品の列に「{name}」とあります。条項の番号は製品ではありません。";
            named.problems.push(tr!(sentence, name = excerpt(name)));
        } else if is_sentence(name) {
            named.ids.extend(self.leading(name));
            named.notes.push(name.to_owned());
        } else if folded(name).is_empty() {
            named.notes.push(name.to_owned());
        } else {
            match self.add(name, vendor) {
                Some(id) => named.ids.push(id),
                None => named.notes.push(name.to_owned()),
            }
        }
    }

    /// Whether a name is the number of a clause. Names of products hold figures too: 1Password, 365 Backup.
    fn is_clause_number(&self, name: &str) -> bool {
        let is_bare = |c: char| c.is_numeric() || !c.is_alphanumeric() || "章節項条番号版編の第".contains(c);
        let is_placed = || self.places.context(name, Around::Guideline) != Context::default();
        is_shaped(name) && (name.chars().all(is_bare) || name.contains(is_circled) || !name.is_ascii() && is_placed())
    }

    /// Returns a name with what stands in brackets behind it, if that says more than the name: a plan, and not what it is
    /// called otherwise.
    fn remark<'n>(&self, name: &'n str, id: &str) -> Option<&'n str> {
        let (plain, note) = with_note(name)?;
        let is_same = |text: &str| matches!(self.called(text), Known::One(known) if known == id);
        let says = !note.is_empty() && former(note).is_none() && !is_same(note) && !is_same(name);
        (says && is_same(plain)).then_some(name)
    }

    /// Returns the known product with which a sentence begins: 「Key Vault による鍵管理」.
    fn leading(&self, sentence: &str) -> Option<Id> {
        let end = sentence.find(['の', 'に', 'で', 'を', 'は', 'が', 'と'])?;
        match self.known(sentence[..end].trim()) {
            Known::One(id) => Some(id),
            _ => None,
        }
    }

    /// Adds a product; none if there are too many already.
    fn add(&mut self, name: &str, vendor: Option<&Vendor>) -> Option<Id> {
        let plain: String = name.nfkc().collect();
        let (name, note) = with_note(&plain).unwrap_or((&plain, ""));
        let own = self.vendors.iter().find_map(|known| Some((known, known.rest(name)?)));
        let vendor = own.map(|(vendor, _)| vendor).or(vendor);
        let rest = own.map(|(_, rest)| rest).filter(|rest| !folded(rest).is_empty()).unwrap_or(name);
        let id = format!("{}.{}", vendor.map_or(OWN, |vendor| vendor.id.as_str()), slug(rest));
        if self.catalog.find(&id).is_some() || self.new.contains_key(&id) {
            return Some(id);
        }
        if self.new.len() >= NEW {
            self.is_full = true;
            return None;
        }
        let product = self.product(&id, name, (vendor, note));
        self.new.insert(id.clone(), product);
        Some(id)
    }

    /// Whether names were left out because there are too many new ones.
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    fn product(&self, id: &str, name: &str, (vendor, note): (Option<&Vendor>, &str)) -> Product {
        let family = vendor.map_or("その他の製品", |vendor| vendor.family.as_str());
        Product {
            former_names: former(note).map(str::to_owned).into_iter().collect(),
            what: ONLY_NAMED.to_owned(),
            note: if former(note).is_some() { String::new() } else { note.to_owned() },
            ..blank::product(id.to_owned(), name, family, self.provenance.clone())
        }
    }

    /// Returns what a name stands for, also without or by what stands in brackets behind it.
    fn known(&self, name: &str) -> Known {
        if let Some(at) = self.catalog.find(name.trim()).filter(|at| matches!(at.kind, Kind::Product | Kind::Measure)) {
            return Known::One(self.catalog.id(at).to_owned());
        }
        let noted = with_note(name);
        let ways = [Some(name), noted.map(|(name, _)| name), noted.map(|(_, note)| former(note).unwrap_or(note))];
        let mut found = ways.into_iter().flatten().map(|way| self.called(way));
        let first = found.find(|known| !matches!(known, Known::Nothing)).unwrap_or(Known::Nothing);
        // A plan in brackets is an offer with the product that it is of.
        match (first, noted.map(|(name, _)| self.called(name))) {
            (Known::Offer, Some(Known::One(id))) => Known::One(id),
            (first, _) => first,
        }
    }

    fn called(&self, name: &str) -> Known {
        let Some(bearers) = self.names.get(&folded(name)) else { return Known::Nothing };
        let products: Vec<&RecordRef> = bearers.iter().filter(|at| at.kind != Kind::Licence).collect();
        match products.as_slice() {
            [] => Known::Offer,
            [only] => Known::One(self.catalog.id(**only).to_owned()),
            several => Known::Several(several.iter().map(|at| self.catalog.title(**at).to_owned()).collect()),
        }
    }
}

/// What a name stands for.
enum Known {
    /// A product or a measure.
    One(Id),
    /// Any of the products with these names.
    Several(Vec<String>),
    /// An offer, which is no product itself.
    Offer,
    Nothing,
}

impl Named {
    /// How many things the cell says.
    const fn len(&self) -> usize {
        self.ids.len() + self.notes.len() + self.problems.len()
    }

    /// How many bytes that takes.
    fn bytes(&self) -> usize {
        let texts = self.ids.iter().chain(&self.notes).chain(&self.problems);
        texts.map(|text| size_of::<String>() + text.len()).sum()
    }
}

impl Vendor {
    /// Returns the rest of a name that begins with one of the vendor.
    pub fn rest<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.names.iter().find_map(|own| {
            let start = name.get(..own.len()).filter(|start| start.eq_ignore_ascii_case(own))?;
            let rest = &name[start.len()..];
            // Amazonia is not of Amazon.
            let is_whole = rest.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
            is_whole.then(|| rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
        })
    }
}

/// Returns what products, measures and offers are called: in full first, then shorter, then by the words of the field that
/// mean the same.
fn names(catalog: &Catalog) -> HashMap<String, BTreeSet<RecordRef>> {
    let mut names: HashMap<String, BTreeSet<RecordRef>> = HashMap::new();
    let kinds = [Kind::Product, Kind::Measure, Kind::Licence];
    let all: Vec<RecordRef> = kinds.into_iter().flat_map(|kind| catalog.all(kind)).collect();
    for at in &all {
        for name in catalog.record(*at).names() {
            names.entry(folded(name)).or_default().insert(*at);
        }
    }
    let shorter = all.iter().filter(|at| at.kind != Kind::Measure);
    let shorter = shorter.flat_map(|at| catalog.record(*at).names().flat_map(ways).map(|name| (folded(&name), *at)));
    add(&mut names, shorter.collect());
    let terms = catalog.all(Kind::Term).flat_map(|term| {
        let called: Vec<String> = catalog.record(term).names().map(folded).collect();
        let bearers: BTreeSet<RecordRef> = called.iter().filter_map(|name| only(names.get(name)?)).collect();
        let bearer = only(&bearers);
        called.into_iter().filter_map(move |name| Some((name, bearer?)))
    });
    let terms = terms.collect();
    add(&mut names, terms);
    names.remove("");
    names
}

/// Adds names that are names only where nothing else is called so.
fn add(names: &mut HashMap<String, BTreeSet<RecordRef>>, others: Vec<(String, RecordRef)>) {
    let taken: BTreeSet<String> = names.keys().cloned().collect();
    for (name, at) in others.into_iter().filter(|(name, _)| !taken.contains(name)) {
        names.entry(name).or_default().insert(at);
    }
}

fn only(bearers: &BTreeSet<RecordRef>) -> Option<RecordRef> {
    bearers.first().copied().filter(|at| bearers.len() == 1 && at.kind == Kind::Product)
}

/// Returns shorter ways to say a name: without the note behind it, by the abbreviation in it, without who makes it.
fn ways(name: &str) -> Vec<String> {
    let noted = with_note(name);
    let is_short = |note: &&str| (2..=8).contains(&note.len()) && note.bytes().all(|b| b.is_ascii_alphanumeric());
    let abbreviation = noted.map(|(_, note)| note).filter(is_short);
    let plain = noted.map(|(name, _)| name);
    let names = || [Some(name), plain].into_iter().flatten();
    // What is left may be too little to be a name: Microsoft 365, Azure Policy.
    let is_name = |rest: &&str| rest.starts_with(|c: char| c.is_uppercase());
    let of_maker = names().filter_map(|name| name.strip_prefix("Microsoft ")).filter(is_name);
    let of_cloud =
        names().filter_map(|name| name.strip_prefix("Azure ")).filter(|rest| is_name(rest) && rest.contains(' '));
    let unmade = of_maker.chain(of_cloud);
    plain.into_iter().chain(abbreviation).chain(unmade).map(str::to_owned).collect()
}
