//! The chain of hashes through a journal: every line names the hash of the line before it.

use sha2::{Digest, Sha256};

use crate::text::hex::hex;

/// Walks along the lines of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::worklist) struct Chain {
    last: String,
}

impl Chain {
    /// Returns the chain before the first line of a file: 64 zeros.
    pub(in crate::worklist) fn start() -> Self {
        Self { last: "0".repeat(64) }
    }

    /// Returns what the next line has to name: the hash of the line before it, 64 hex digits.
    pub(in crate::worklist) fn last(&self) -> &str {
        &self.last
    }

    /// Goes one line on; the bytes are those of the line without its line break.
    pub(in crate::worklist) fn advance(&mut self, line: &[u8]) {
        self.last = hex(&Sha256::digest(line));
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
