//! Which documents hold something: a bit for each, because most queries ask it of every document of a large catalog.

use tantivy::DocId;

/// How many documents one number tells of.
const GROUP: usize = u64::BITS as usize;

/// The documents that hold something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holders(Vec<u64>);

impl Holders {
    /// Returns that none of so many documents does.
    pub fn none(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(GROUP)])
    }

    /// Returns that all of so many documents do.
    pub fn all(documents: usize) -> Self {
        let mut groups = vec![u64::MAX; documents.div_ceil(GROUP)];
        if let Some(last) = groups.last_mut().filter(|_| !documents.is_multiple_of(GROUP)) {
            *last = (1 << (documents % GROUP)) - 1;
        }
        Self(groups)
    }

    /// Says that a document does.
    pub fn add(&mut self, document: DocId) {
        let at = document as usize;
        self.0[at / GROUP] |= 1 << (at % GROUP);
    }

    /// Whether a document does.
    pub fn contains(&self, document: DocId) -> bool {
        let at = document as usize;
        self.0.get(at / GROUP).is_some_and(|group| group >> (at % GROUP) & 1 == 1)
    }

    /// Returns how many do.
    pub fn count(&self) -> usize {
        self.0.iter().map(|group| group.count_ones() as usize).sum()
    }

    /// Leaves out those of another list.
    pub fn remove(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(own, other)| *own &= !other);
    }

    /// Returns the documents, in their order.
    pub fn iter(&self) -> impl Iterator<Item = DocId> {
        self.0.iter().enumerate().flat_map(|(at, group)| {
            let mut bits = *group;
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros();
                bits &= bits.checked_sub(1)?;
                Some((at * GROUP) as DocId + bit)
            })
        })
    }
}

impl Extend<DocId> for Holders {
    fn extend<T: IntoIterator<Item = DocId>>(&mut self, documents: T) {
        documents.into_iter().for_each(|document| self.add(document));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn holders_are_a_set(
            first in proptest::collection::btree_set(0..200_u32, 0..60),
            second in proptest::collection::btree_set(0..200_u32, 0..60),
        ) {
            let [mut holders, others] = [&first, &second].map(|documents| {
                let mut holders = Holders::none(200);
                holders.extend(documents.iter().copied());
                holders
            });
            prop_assert_eq!(holders.iter().collect::<BTreeSet<_>>(), first.clone());
            prop_assert_eq!(holders.count(), first.len());
            prop_assert!((0..300).all(|document| holders.contains(document) == first.contains(&document)));
            holders.remove(&others);
            prop_assert_eq!(holders.iter().collect::<Vec<_>>(), first.difference(&second).copied().collect::<Vec<_>>());
        }
    }

    #[test]
    fn all_are_as_many_as_there_are() {
        for documents in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Holders::all(documents).iter().collect::<Vec<_>>(), (0..documents as DocId).collect::<Vec<_>>());
        }
        assert!(!Holders::default().contains(7), "nobody asked");
    }
}
