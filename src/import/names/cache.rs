//! What was found already, as far as it takes little room.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// The most bytes that are kept.
const BYTES: usize = 16 << 20;
/// What an entry takes beside its texts.
const ENTRY: usize = 200;

/// What was found already.
pub(super) struct Cache<K, V> {
    known: HashMap<K, V>,
    bytes: usize,
}

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self { known: HashMap::new(), bytes: 0 }
    }
}

impl<K: Eq + Hash, V> Cache<K, V> {
    /// Returns what was found for a key.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.known.get(key)
    }

    /// Keeps what was found, if there is room for these bytes.
    pub fn keep(&mut self, key: K, value: V, bytes: usize) {
        let bytes = self.bytes.saturating_add(bytes).saturating_add(ENTRY);
        if bytes <= BYTES {
            self.known.insert(key, value);
            self.bytes = bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let mut cache: Cache<usize, ()> = Cache::default();
        cache.keep(0, (), BYTES);
        assert!(cache.get(&0).is_none());
        (0..BYTES / ENTRY + 10).for_each(|key| cache.keep(key, (), 0));
        assert!(cache.get(&0).is_some() && cache.known.len() == BYTES / ENTRY);
    }
}
