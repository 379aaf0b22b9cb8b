//! A cache of results by text that evicts its oldest entries.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Results by text. When full, the oldest entries are evicted, a few at a time, so that no key has to wait
/// for a large clean-up.
#[derive(Debug)]
pub(crate) struct Cache<T> {
    known: HashMap<Arc<str>, T>,
    /// The texts in the order they came, each with its size.
    order: VecDeque<(Arc<str>, usize)>,
    size: usize,
    most: usize,
    size_of: fn(&T) -> usize,
}

impl<T: Clone> Cache<T> {
    /// Returns an empty cache; the cost of an entry is 1 plus its size.
    pub fn new(most: usize, size_of: fn(&T) -> usize) -> Self {
        Self { known: HashMap::new(), order: VecDeque::new(), size: 0, most, size_of }
    }

    /// Returns the result for a text, if it is cached.
    pub fn get(&self, text: &str) -> Option<T> {
        self.known.get(text).cloned()
    }

    /// Adds the result for a text that is not cached yet, and returns it.
    pub fn insert(&mut self, text: &str, result: T) -> T {
        let (text, size) = (Arc::<str>::from(text), (self.size_of)(&result) + 1);
        self.known.insert(text.clone(), result.clone());
        self.order.push_back((text, size));
        self.size += size;
        while self.size > self.most
            && let Some((oldest, size)) = self.order.pop_front()
        {
            self.known.remove(&oldest);
            self.size -= size;
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_first() {
        let mut cache = Cache::new(10, |text: &&str| text.len());
        for text in ["ab", "cd", "ef", "gh"] {
            assert_eq!(cache.insert(text, text), text);
        }
        assert_eq!(["ab", "cd", "ef", "gh"].map(|text| cache.get(text).is_some()), [false, true, true, true]);
        assert_eq!((cache.size, cache.order.len(), cache.known.len()), (9, 3, 3));
    }

    #[test]
    fn what_is_too_large_is_not_kept() {
        let mut cache = Cache::new(10, |text: &&str| text.len());
        cache.insert("ab", "ab");
        cache.insert("long", "much too long a text");
        assert_eq!((cache.get("ab"), cache.get("long"), cache.size), (None, None, 0));
    }
}
