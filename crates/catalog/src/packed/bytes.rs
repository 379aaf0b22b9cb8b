//! Bytes that several views share, wherever they lie.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A run of bytes: of the program, in memory, or of a file that is mapped. Cloning and cutting copy nothing.
#[derive(Clone)]
pub struct Bytes {
    owner: Owner,
    range: Range<usize>,
}

#[derive(Clone)]
enum Owner {
    Program(&'static [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
    Mapped(Arc<dyn AsRef<[u8]> + Send + Sync>, Arc<Again>),
}

/// Maps a file once more; none if it is there no longer.
type Again = dyn Fn() -> Option<Bytes> + Send + Sync;

impl Bytes {
    /// Returns bytes that are part of the program.
    pub const fn of_program(bytes: &'static [u8]) -> Self {
        Self { range: 0..bytes.len(), owner: Owner::Program(bytes) }
    }

    /// Returns the bytes of a mapped file, and what maps it once more.
    pub fn mapped(
        owner: Arc<dyn AsRef<[u8]> + Send + Sync>,
        again: impl Fn() -> Option<Self> + Send + Sync + 'static,
    ) -> Self {
        let range = 0..owner.as_ref().as_ref().len();
        Self { owner: Owner::Mapped(owner, Arc::new(again)), range }
    }

    /// Returns the same bytes, of a file mapped once more: what is read of a mapping stays in memory as long as somebody has it.
    /// The file must still be the same; one of another length is not taken for it, and then these are returned.
    pub fn unread(&self) -> Self {
        let Owner::Mapped(known, again) = &self.owner else { return self.clone() };
        let known = known.as_ref().as_ref();
        let mapped = again().filter(|mapped| mapped.len() == known.len());
        mapped.and_then(|mapped| mapped.part(self.range.clone())).unwrap_or_else(|| self.clone())
    }

    /// Returns bytes that somebody holds.
    pub fn shared(owner: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        let range = 0..owner.as_ref().as_ref().len();
        Self { owner: Owner::Shared(owner), range }
    }

    /// Returns a part; none if it reaches over the end.
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        let within = range.start <= range.end && range.end <= self.range.len();
        let at = self.range.start;
        within.then(|| Self { owner: self.owner.clone(), range: at + range.start..at + range.end })
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let all = match &self.owner {
            Owner::Program(bytes) => bytes,
            Owner::Shared(owner) | Owner::Mapped(owner, _) => owner.as_ref().as_ref(),
        };
        // A mapped file keeps its length, so the range stays within it.
        all.get(self.range.clone()).unwrap_or_default()
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::of_program(bytes)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::shared(Arc::new(bytes))
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.range.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_part_is_counted_from_the_part() {
        for bytes in [Bytes::of_program(b"abcdef"), Bytes::from(b"abcdef".to_vec())] {
            let part = bytes.part(1..5).unwrap();
            assert_eq!((&*part, &*part.part(1..3).unwrap()), (&b"bcde"[..], &b"cd"[..]));
            assert!(part.part(0..5).is_none() && part.part(4..4).unwrap().is_empty());
            assert!(part.part(usize::MAX..usize::MAX).is_none());
        }
    }
}
