//! Which product of the catalog a capability is.

use serde::Deserialize;

use crate::language::t;
use crate::model::{Id, Kind};

use super::super::importer::ImportContext;
use super::super::reading::NotRead;

/// Our own judgement, as a table.
const TABLE: &str = include_str!("../../../imports/ctid.toml");

/// Where a capability belongs in the catalog.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// It is this product.
    Same(Id),
    /// It is a part of this product.
    Part(Id),
    /// The catalog has nothing for it.
    None,
}

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crosswalk {
    capability: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    framework: String,
    id: String,
    product: Option<Id>,
    part_of: Option<Id>,
}

impl Crosswalk {
    /// Returns the table that the program carries.
    ///
    /// # Errors
    ///
    /// If it is no table of this kind, which a test holds.
    pub fn bundled() -> Result<Self, NotRead> {
        let hint = t("プログラムを入れ直してください。");
        toml::from_str(TABLE)
            .map_err(|_| NotRead::Wrong(t("組み込みの対応の表(imports/ctid.toml)が壊れています。").to_owned(), hint))
    }

    /// Returns where a capability belongs: by the table, or else by its name if it is that of one product.
    ///
    /// # Errors
    ///
    /// If the search engine that knows the names cannot be opened.
    pub fn home(
        &self,
        (framework, capability): (&str, &str),
        name: &str,
        context: &ImportContext<'_>,
    ) -> Result<Home, NotRead> {
        let is_product = |id: &Id| context.catalog.find(id).is_some_and(|at| at.kind == Kind::Product);
        let row = self.capability.iter().find(|row| row.framework == framework && row.id == capability);
        if let Some(row) = row {
            let same = row.product.clone().filter(is_product).map(Home::Same);
            let part = || row.part_of.clone().filter(is_product).map(Home::Part);
            return Ok(same.or_else(part).unwrap_or(Home::None));
        }
        let mut named = (context.engine)()?.by_name(name).into_iter().filter(|at| at.kind == Kind::Product);
        Ok(match (named.next(), named.next()) {
            (Some(only), None) => Home::Same(context.catalog.id(only).to_owned()),
            _ => Home::None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::catalog;
    use super::*;

    #[test]
    fn every_row_leads_to_a_product_once() {
        let catalog = catalog();
        let rows = Crosswalk::bundled().unwrap().capability;
        assert!(rows.len() > 60, "{}", rows.len());
        for row in &rows {
            let targets: Vec<&Id> = row.product.iter().chain(&row.part_of).collect();
            assert_eq!(targets.len(), 1, "{}", row.id);
            assert!(catalog.find(targets[0]).is_some_and(|at| at.kind == Kind::Product), "{}: {}", row.id, targets[0]);
            let twins = rows.iter().filter(|other| (&other.framework, &other.id) == (&row.framework, &row.id));
            assert_eq!(twins.count(), 1, "{}", row.id);
        }
    }
}
