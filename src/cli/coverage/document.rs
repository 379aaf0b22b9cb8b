//! The cover as JSON; its shape is documented in README.md.

use serde::Serialize;

use crate::catalog::{Catalog, Cover};
use crate::language::in_japanese;
use crate::model::{Extent, Function, Id, Kind, Licence, Product};
use crate::worklist::{ChapterCover, GUIDE, Gain, InUse, RiskCover, RiskGain, UsedProduct};

use super::Shown;

#[derive(Serialize)]
pub(super) struct CoverageDocument<'a> {
    #[serde(flatten)]
    in_use: InUseDocument<'a>,
    /// Whether it counts what documents of the user say.
    packs: bool,
    covered: usize,
    partly: usize,
    uncovered: usize,
    risks: Vec<RiskDocument<'a>>,
    chapters: Vec<ChapterDocument<'a>>,
    next: Vec<NextDocument<'a>>,
    guide: &'static str,
}

/// What is in use, and why.
#[derive(Serialize)]
pub(in crate::cli) struct InUseDocument<'a> {
    products: Vec<&'a str>,
    licences: Vec<&'a str>,
    in_use: Vec<UsedDocument<'a>>,
    partial: Vec<UsedDocument<'a>>,
    unused: Vec<&'a str>,
    moved: Vec<MovedDocument<'a>>,
    unknown: Vec<&'a str>,
    retired: Vec<&'a str>,
}

#[derive(Serialize)]
struct UsedDocument<'a> {
    id: &'a str,
    by_hand: bool,
    licences: Vec<&'a str>,
}

#[derive(Serialize)]
struct MovedDocument<'a> {
    id: &'a str,
    to: &'a str,
    kind: Kind,
}

#[derive(Serialize)]
struct RiskDocument<'a> {
    id: &'a str,
    title: &'a str,
    cover: &'static str,
    met: &'a [Function],
    missing: &'a [Function],
    products: &'a [Id],
    measures: Vec<&'a str>,
    no_measure: &'a str,
    available: Vec<AvailableDocument<'a>>,
    residual: &'a str,
}

#[derive(Serialize)]
struct AvailableDocument<'a> {
    id: &'a str,
    licences: Vec<GrantDocument<'a>>,
}

#[derive(Serialize)]
struct GrantDocument<'a> {
    licence: &'a str,
    extent: Extent,
}

#[derive(Serialize)]
struct ChapterDocument<'a> {
    id: &'a str,
    title: String,
    clauses: usize,
    measures: usize,
    in_use: usize,
    main: usize,
    available: usize,
    left: usize,
}

#[derive(Serialize)]
pub(in crate::cli) struct NextDocument<'a> {
    licence: &'a str,
    products: Vec<&'a str>,
    clauses: Vec<&'a str>,
    risks: Vec<GainDocument<'a>>,
}

#[derive(Serialize)]
struct GainDocument<'a> {
    id: &'a str,
    before: &'static str,
    after: &'static str,
}

impl<'a> CoverageDocument<'a> {
    pub(super) fn new(shown: &'a Shown<'a>) -> Self {
        let count = |cover: Cover| shown.risks.iter().filter(|risk| risk.coverage.cover == cover).count();
        Self {
            in_use: InUseDocument::new(shown.catalog, &shown.in_use),
            packs: shown.with_statements,
            covered: count(Cover::Full),
            partly: count(Cover::Partial),
            uncovered: count(Cover::None),
            risks: shown.risks.iter().map(|risk| RiskDocument::new(shown.catalog, risk)).collect(),
            chapters: shown.chapters.iter().map(ChapterDocument::new).collect(),
            next: shown.next.iter().map(|(licence, gain)| NextDocument::new(shown.catalog, licence, gain)).collect(),
            guide: GUIDE,
        }
    }
}

impl<'a> InUseDocument<'a> {
    pub(in crate::cli) fn new(catalog: &'a Catalog, in_use: &'a InUse<'a>) -> Self {
        Self {
            products: ids(in_use.products()),
            licences: in_use.licences().iter().map(|licence| licence.id.as_str()).collect(),
            in_use: in_use.products().iter().map(UsedDocument::new).collect(),
            partial: in_use.partly().iter().map(UsedDocument::new).collect(),
            unused: ids(in_use.unused()),
            moved: in_use
                .moved()
                .iter()
                .map(|(id, at)| MovedDocument { id, to: catalog.id(*at), kind: at.kind })
                .collect(),
            unknown: in_use.unknown().iter().map(|(id, _)| id.as_str()).collect(),
            retired: in_use.retired().map(|product| product.id.as_str()).collect(),
        }
    }
}

fn ids<'a>(of: &'a [UsedProduct<'a>]) -> Vec<&'a str> {
    of.iter().map(|used| used.product.id.as_str()).collect()
}

impl<'a> UsedDocument<'a> {
    fn new(used: &'a UsedProduct<'a>) -> Self {
        let licences = used.licences.iter().map(|licence| licence.id.as_str()).collect();
        Self { id: &used.product.id, by_hand: used.is_by_hand, licences }
    }
}

impl<'a> RiskDocument<'a> {
    fn new(catalog: &'a Catalog, cover: &'a RiskCover<'a>) -> Self {
        Self {
            id: &cover.risk.id,
            title: &cover.risk.title,
            cover: cover.coverage.cover.code(),
            met: &cover.coverage.met,
            missing: &cover.coverage.missing,
            products: &cover.coverage.products,
            measures: cover.measures.iter().map(|at| catalog.id(*at)).collect(),
            no_measure: &cover.risk.no_measure,
            available: cover.available.iter().map(|product| AvailableDocument::new(product)).collect(),
            residual: &cover.risk.residual,
        }
    }
}

impl<'a> AvailableDocument<'a> {
    fn new(product: &'a Product) -> Self {
        let grants = product.licences.iter();
        let licences = grants.map(|grant| GrantDocument { licence: &grant.licence, extent: grant.extent }).collect();
        Self { id: &product.id, licences }
    }
}

impl<'a> ChapterDocument<'a> {
    fn new(chapter: &'a ChapterCover<'a>) -> Self {
        let ChapterCover { node, clauses, measures, in_use, main, available, left, .. } = *chapter;
        Self { id: &node.id, title: in_japanese(|| node.heading()), clauses, measures, in_use, main, available, left }
    }
}

impl<'a> NextDocument<'a> {
    pub(in crate::cli) fn new(catalog: &'a Catalog, licence: &'a Licence, gain: &'a Gain<'a>) -> Self {
        let risk = |one: &'a RiskGain<'a>| GainDocument {
            id: &one.risk.id,
            before: one.before.code(),
            after: one.after.code(),
        };
        Self {
            licence: &licence.id,
            products: gain.products.iter().map(|product| product.id.as_str()).collect(),
            clauses: gain.clauses.iter().map(|at| catalog.id(*at)).collect(),
            risks: gain.risks.iter().map(risk).collect(),
        }
    }
}
