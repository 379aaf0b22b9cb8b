//! The cover as text for people.

use crate::catalog::{Catalog, Cover};
use crate::language::{t, titled, tr};
use crate::model::{Licence, Product};
use crate::sheet::terms;
use crate::worklist::{ChapterCover, GUIDE, Gain, RiskCover, UsedProduct, halves};

use super::super::names;
use super::super::output::{Output, Stop};
use super::super::table;
use super::Shown;

/// How many of a list stand in one line.
const LISTED: usize = 2;

/// Prints what is in use, the risks, the chapters and what the next licence up would add.
pub(super) fn print(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    out.indented(0, t(GUIDE))?;
    out.line("")?;
    if shown.is_asked || !shown.in_use.licences().is_empty() {
        offers(shown, out)?;
        out.line("")?;
    }
    for cover in Cover::ALL {
        risks(shown, cover, out)?;
        out.line("")?;
    }
    chapters(&shown.chapters, out)?;
    for (licence, gain) in &shown.next {
        out.line("")?;
        next(shown.catalog, licence, gain, out)?;
    }
    Ok(())
}

fn offers(shown: &Shown<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let names = shown.in_use.licences().iter().map(|licence| t(&licence.title)).collect::<Vec<_>>().join(t("、"));
    let what = t(if shown.is_asked { "このエディションだけがあるとき" } else { terms::LICENCES });
    out.heading(&format!("{what}: {names}"))?;
    out.indented(2, &tr!("含まれる製品 {n}", n = shown.in_use.brought().count()))?;
    for (what, of) in
        [(t("一部の機能だけの製品(数えません)"), shown.in_use.partly()), (t("使っていない製品"), shown.in_use.unused())]
    {
        if !of.is_empty() {
            let names: Vec<&str> = of.iter().map(|used| used.product.title()).collect();
            out.indented(2, &tr!("{what} {n} 件: {names}", what, n = of.len(), names = names.join(t("、"))))?;
        }
    }
    Ok(())
}

fn risks(shown: &Shown<'_>, cover: Cover, out: &mut Output<'_>) -> Result<(), Stop> {
    let risks: Vec<_> = shown.risks.iter().filter(|risk| risk.coverage.cover == cover).collect();
    out.heading(&tr!("{what} {n} 件", what = titled(cover.name()), n = risks.len()))?;
    out.indented(2, &tr!("({meaning}とき)", meaning = cover.meaning()))?;
    risks.into_iter().try_for_each(|risk| one_risk(shown, risk, out))
}

fn one_risk(shown: &Shown<'_>, cover: &RiskCover<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    let RiskCover { risk, coverage, .. } = cover;
    out.indented(2, &format!("{} [{}]", risk.title, risk.id))?;
    let used: Vec<String> = coverage.products.iter().map(|id| used(shown, id)).collect();
    let missing: Vec<&str> = coverage.missing.iter().map(|function| t(function.name())).collect();
    let available: Vec<String> = cover.available.iter().map(|product| available(shown.catalog, product)).collect();
    let lines = [
        (t("Microsoft の措置"), measures(shown.catalog, cover)),
        (t(terms::PRODUCTS_IN_USE), used.join(t("、"))),
        (t("足りない機能"), missing.join(t("・"))),
        (t("ほかに使える製品"), available.join(t("、"))),
        (t("組織に残ること"), risk.residual.clone()),
    ];
    let said = lines.iter().filter(|(_, what)| !what.is_empty());
    said.into_iter().try_for_each(|(name, what)| out.indented(4, &format!("{name}: {what}")))
}

fn measures(catalog: &Catalog, cover: &RiskCover<'_>) -> String {
    if !cover.measures.is_empty() {
        let name = |at| format!("{} [{}]", catalog.title(at), catalog.id(at));
        return cover.measures.iter().map(|at| name(*at)).collect::<Vec<_>>().join(t("、"));
    }
    cover.no_measure()
}

/// Returns the name of a product in use, with the licences that bring it.
fn used(shown: &Shown<'_>, id: &str) -> String {
    let name = names::product(shown.catalog, id);
    match shown.in_use.product(id).map(UsedProduct::licence_names) {
        Some(licences) if !licences.is_empty() => tr!("{name}({licences})", name, licences),
        _ => name.to_owned(),
    }
}

/// Returns the name of a product that could be had, with some of the licences that include it.
fn available(catalog: &Catalog, product: &Product) -> String {
    let licences = halves::licences_of(catalog, product);
    let more = licences.len().saturating_sub(LISTED);
    let listed = licences.iter().take(LISTED).cloned().collect::<Vec<_>>().join(t("・"));
    match (licences.is_empty(), more) {
        (true, _) => product.title().to_owned(),
        (false, 0) => tr!("{name}({listed})", name = product.title(), listed),
        (false, more) => tr!("{name}({listed} 他 {more} 件)", name = product.title(), listed, more),
    }
}

fn chapters(chapters: &[ChapterCover<'_>], out: &mut Output<'_>) -> Result<(), Stop> {
    out.heading(t("章ごとの条項"))?;
    out.indented(2, &tr!("{meaning}「主」は、そのうち中心に当たるものです。", meaning = halves::CHAPTERS_MEANING))?;
    let rows: Vec<[String; 7]> = chapters.iter().map(row).collect();
    let widths = table::widths(&rows, out.screen);
    let mut above = "";
    for (chapter, row) in chapters.iter().zip(&rows) {
        if above != chapter.above {
            above = &chapter.above;
            out.indented(2, above)?;
        }
        out.line(&format!("    {}", table::line(row, &widths, out.screen)))?;
    }
    Ok(())
}

fn row(chapter: &ChapterCover<'_>) -> [String; 7] {
    let ChapterCover { clauses, measures, in_use, main, available, left, .. } = chapter;
    [
        tr!("条項 {clauses}", clauses),
        tr!("措置 {measures}", measures),
        tr!("使用中 {in_use}(主 {main})", in_use, main),
        tr!("使える {available}", available),
        tr!("組織 {left}", left),
        chapter.node.heading(),
        format!("[{}]", chapter.node.id),
    ]
}

/// Prints what the next licence up would add.
fn next(catalog: &Catalog, licence: &Licence, gain: &Gain<'_>, out: &mut Output<'_>) -> Result<(), Stop> {
    out.heading(&format!("{} [{}]", Gain::heading(licence), licence.id))?;
    let products: Vec<&str> = gain.products.iter().map(|product| product.title()).collect();
    let clauses: Vec<String> =
        gain.clauses.iter().map(|at| format!("{} [{}]", catalog.label(*at), catalog.id(*at))).collect();
    counted(t("加わる製品"), products.len(), &products.join(t("、")), out)?;
    counted(t("主な製品が新しく当たる条項"), clauses.len(), &clauses.join(t("、")), out)?;
    out.indented(2, &tr!("低減が進むリスク {n} 件", n = gain.risks.len()))?;
    for one in &gain.risks {
        let (before, after) = (t(one.before.name()), t(one.after.name()));
        out.indented(4, &format!("{before} → {after}: {} [{}]", one.risk.title, one.risk.id))?;
    }
    Ok(())
}

fn counted(what: &str, count: usize, names: &str, out: &mut Output<'_>) -> Result<(), Stop> {
    let counted = tr!("{what} {n} 件", what, n = count);
    out.indented(2, &if names.is_empty() { counted } else { format!("{counted}: {names}") })
}
