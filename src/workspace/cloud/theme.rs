//! The page of a theme: what to read, in the order in which it is written.

use crate::catalog::Catalog;
use crate::model::{Id, Theme};

use super::{PagePart, PartLink, linked};

/// Returns the parts of the page of a theme, below what it is about.
pub(super) fn parts(catalog: &Catalog, theme: &Theme) -> Vec<PagePart> {
    let lists: [(&str, &[Id]); 4] = [
        ("読む条項(この順に)", &theme.clauses),
        ("関わるリスク", &theme.risks),
        ("Microsoft がすること", &theme.measures),
        ("利用者が使う製品", &theme.products),
    ];
    let links = |ids: &[Id]| {
        let records = ids.iter().filter_map(|id| catalog.find(id));
        records.map(|at| PartLink::standing(catalog, at)).collect::<Vec<_>>()
    };
    lists.into_iter().filter_map(|(heading, ids)| linked(heading, true, links(ids))).collect()
}
