//! Goes through the records of a large catalog without keeping them: what was asked of a catalog stays in memory as long as that
//! is open.

use tenken_catalog::catalog::Catalog;

use crate::error::SearchError;

/// A catalog of its own over the bytes of another one, opened and mapped anew every so many records.
pub(crate) struct Passing {
    catalog: Catalog,
    /// How many records are asked for before it is opened anew; a catalog that is no larger is gone through as often as it
    /// takes without.
    kept: usize,
    is_large: bool,
}

impl Passing {
    /// Opens a catalog of so many records, of which so many may be in memory at once.
    pub fn new(catalog: &Catalog, records: usize, kept: usize) -> Result<Self, SearchError> {
        Ok(Self { catalog: again(catalog)?, kept: kept.max(1), is_large: records > kept })
    }

    /// Hands out things of the catalog with the catalog to ask about them; no more than a record is to be asked for each.
    pub fn each<T>(
        &mut self,
        things: impl IntoIterator<Item = T>,
        mut take: impl FnMut(&Catalog, T),
    ) -> Result<(), SearchError> {
        let mut asked = 0;
        for thing in things {
            if asked == self.kept {
                self.renew()?;
                asked = 0;
            }
            take(&self.catalog, thing);
            asked += 1;
        }
        self.renew()
    }

    /// Hands out things of the catalog, as many at once as records may be in memory.
    pub fn shares<T>(
        &mut self,
        things: impl IntoIterator<Item = T>,
        mut take: impl FnMut(&Catalog, &[T]) -> Result<(), SearchError>,
    ) -> Result<(), SearchError> {
        let mut things = things.into_iter().peekable();
        while things.peek().is_some() {
            let share: Vec<T> = things.by_ref().take(self.kept).collect();
            take(&self.catalog, &share)?;
            self.renew()?;
        }
        Ok(())
    }

    fn renew(&mut self) -> Result<(), SearchError> {
        if self.is_large {
            self.catalog = again(&self.catalog)?;
        }
        Ok(())
    }
}

fn again(catalog: &Catalog) -> Result<Catalog, SearchError> {
    // It has been opened before.
    Catalog::compiled(catalog.bytes().unread()).map_err(|error| SearchError::Index(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;

    #[test]
    fn nothing_is_left_out_however_few_are_kept() {
        let catalog = &sample().catalog;
        let all: Vec<_> = catalog.searchable().collect();
        let title = |catalog: &Catalog, at| catalog.title(at).to_owned();
        let expected: Vec<String> = all.iter().map(|at| title(catalog, *at)).collect();
        for kept in [0, 1, 3, all.len(), usize::MAX] {
            let mut passing = Passing::new(catalog, all.len(), kept).unwrap();
            let (mut titles, mut shared) = (Vec::new(), Vec::new());
            passing.each(all.iter().copied(), |catalog, at| titles.push(title(catalog, at))).unwrap();
            let take = |catalog: &Catalog, share: &[_]| {
                assert!(share.len() <= kept.max(1));
                shared.extend(share.iter().map(|at| title(catalog, *at)));
                Ok(())
            };
            passing.shares(all.iter().copied(), take).unwrap();
            assert_eq!((&titles, &shared), (&expected, &expected));
        }
    }
}
