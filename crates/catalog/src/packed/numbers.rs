//! A list of numbers.

use super::bytes::Bytes;

const SIZE: usize = size_of::<u32>();

/// Numbers of 32 bits, one after another.
#[derive(Clone, Debug)]
pub struct Numbers(Bytes);

impl Numbers {
    /// Reads bytes as numbers; what is left over at their end is none.
    pub const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// Returns numbers as bytes.
    pub fn to_bytes(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
        numbers.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len() / SIZE
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a number; none behind the last one.
    pub fn get(&self, at: usize) -> Option<u32> {
        self.view().get(at)
    }

    /// Returns all of them.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.view().iter()
    }

    /// Returns a look at them for those who ask for very many: where they lie is found out once.
    pub fn view(&self) -> NumbersView<'_> {
        NumbersView(&self.0)
    }
}

/// A look at [`Numbers`].
#[derive(Clone, Copy, Debug)]
pub struct NumbersView<'n>(&'n [u8]);

impl<'n> NumbersView<'n> {
    /// Reads bytes as numbers; what is left over at their end is none.
    pub const fn new(bytes: &'n [u8]) -> Self {
        Self(bytes)
    }

    /// Returns a number; none behind the last one.
    pub fn get(self, at: usize) -> Option<u32> {
        let start = at.checked_mul(SIZE)?;
        let bytes = self.0.get(start..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes))
    }

    /// Returns all of them.
    pub fn iter(self) -> impl Iterator<Item = u32> + Clone + use<'n> {
        self.0.chunks_exact(SIZE).filter_map(|bytes| bytes.first_chunk().copied().map(u32::from_le_bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were() {
        let kept = [0, 1, u32::MAX, 70_000];
        let numbers = Numbers::new(Numbers::to_bytes(kept).into());
        assert_eq!(numbers.iter().collect::<Vec<_>>(), kept);
        assert_eq!((numbers.len(), numbers.get(3), numbers.get(4)), (4, Some(70_000), None));
        assert_eq!(numbers.get(usize::MAX / SIZE), None);
    }
}
