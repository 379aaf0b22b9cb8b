//! The file of an index with what is looked up besides the inverted index.
//!
//! It has a section for each thing. What is looked up one by one lies there so that it is read in place; a few values are
//! decoded when the index is opened.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::SearchError;

pub(crate) use crate::error::TABLES;

/// Returns a value as the bytes of a section, behind the hash of these: a value that is decoded is trusted.
pub(crate) fn encode(value: &impl Serialize) -> Result<Vec<u8>, SearchError> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    Ok([&Hash::of(&bytes)[..], &bytes].concat())
}

/// Returns the value that a section was made of.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SearchError> {
    let whole = bytes.split_first_chunk().filter(|(hash, bytes)| **hash == Hash::of(bytes));
    let value = whole.and_then(|(_, bytes)| postcard::from_bytes(bytes).ok());
    value.ok_or_else(|| SearchError::Files(TABLES.to_owned()))
}

/// A hash that tells by mistake changed bytes, over eight of them at a time: FNV-1a but for the length of its steps.
#[derive(Debug, Default)]
pub(crate) struct Hash(u64);

impl Hash {
    /// Returns the hash of some bytes.
    fn of(bytes: &[u8]) -> [u8; 8] {
        let mut hash = Self::default();
        hash.add(bytes);
        hash.bytes()
    }

    /// Adds bytes; where they end counts.
    pub fn add(&mut self, bytes: &[u8]) {
        self.step(bytes.len() as u64);
        let (chunks, rest) = bytes.as_chunks();
        chunks.iter().for_each(|chunk| self.step(u64::from_le_bytes(*chunk)));
        rest.iter().for_each(|byte| self.step(u64::from(*byte)));
    }

    /// Returns the hash of all that was added.
    pub const fn bytes(&self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    fn step(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_and_a_changed_one_is_refused() {
        let value = vec!["認証".to_owned(), String::new(), "a longer text".to_owned()];
        let bytes = encode(&value).unwrap();
        assert_eq!(decode::<Vec<String>>(&bytes).unwrap(), value);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(decode::<Vec<String>>(&changed).is_err(), "{at}");
            assert!(decode::<Vec<String>>(&bytes[..at]).is_err(), "cut to {at}");
        }
    }
}
