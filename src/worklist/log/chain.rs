//! The hash chain of a journal: every line holds the hash of the line before it.

use sha2::{Digest, Sha256};

use crate::text::hex::hex;

/// The hash chain up to a line of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    last: String,
}

impl Chain {
    /// Returns the chain before the first line of a file: 64 zeros.
    pub fn start() -> Self {
        Self { last: "0".repeat(64) }
    }

    /// Returns the hash that the next line has to hold, as 64 hex digits.
    pub fn last(&self) -> &str {
        &self.last
    }

    /// Returns the first 16 of these digits as a number, which is enough to tell the lines of honest journals apart.
    pub fn short(&self) -> u64 {
        self.last.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
    }

    /// Returns the hash that a line has, as 64 hex digits.
    pub fn hash(line: &[u8]) -> String {
        hex(&Sha256::digest(line))
    }

    /// Adds a line, given without its line break.
    pub fn advance(&mut self, line: &[u8]) {
        self.last = Self::hash(line);
    }
}

#[cfg(test)]
mod tests {
    use super::Chain;

    #[test]
    fn the_chain_is_the_sha256_of_the_line_before() {
        let mut chain = Chain::start();
        assert_eq!(chain.last(), "0000000000000000000000000000000000000000000000000000000000000000");
        chain.advance(b"abc");
        assert_eq!(chain.last(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
