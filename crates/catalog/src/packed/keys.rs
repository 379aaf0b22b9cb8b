//! Texts in any order, to be found by what they are.

use super::column::{Column, ColumnWriter};
use super::numbers::Numbers;
use super::writer::{Packed, PackedError, Writer};

/// Texts with a table that leads from a text to its place: to find one takes about one comparison, where a search among
/// sorted texts takes as many as their number has binary digits.
///
/// The table has as many buckets as texts, and within a bucket the texts are sorted. So texts that were made to fall into
/// one bucket are found as sorted ones are.
#[derive(Clone, Debug)]
pub struct Keys {
    texts: Column,
    /// The places of the texts, bucket by bucket.
    order: Numbers,
    /// Where each bucket begins in that order, and the last one ends.
    starts: Numbers,
}

/// Writes texts under a name. Of those that are there twice the first one will be found.
///
/// # Errors
///
/// If they are more than 4 GB.
pub fn keys<'a>(texts: impl IntoIterator<Item = &'a str>, writer: &mut Writer, name: &str) -> Result<(), PackedError> {
    let texts: Vec<&str> = texts.into_iter().collect();
    let buckets = texts.len().next_power_of_two();
    let mut order: Vec<(u32, u32)> = (0..).zip(&texts).map(|(at, text)| (bucket(text, buckets), at)).collect();
    order.sort_unstable_by_key(|(bucket, at)| (*bucket, texts[*at as usize], *at));
    let mut starts = vec![0_u32; buckets + 1];
    for (bucket, _) in &order {
        starts[*bucket as usize + 1] += 1;
    }
    for bucket in 0..buckets {
        starts[bucket + 1] += starts[bucket];
    }
    let mut column = ColumnWriter::default();
    texts.iter().for_each(|text| column.push(text.as_bytes()));
    column.write(writer, name)?;
    writer.add(&format!("{name}.order"), Numbers::to_bytes(order.into_iter().map(|(_, at)| at)));
    writer.add(&format!("{name}.starts"), Numbers::to_bytes(starts));
    Ok(())
}

/// Returns the bucket of a text among so many, which are a power of two (FNV-1a).
fn bucket(text: &str, buckets: usize) -> u32 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = text.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    // The upper half is mixed in: in the lower one alone, the last letter decides most.
    ((hash ^ (hash >> 32)) as u32) & (buckets - 1) as u32
}

impl Keys {
    /// Opens the texts of a name.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub fn open(packed: &Packed, name: &str) -> Result<Self, PackedError> {
        let numbers = |part: &str| Ok(Numbers::new(packed.section(&format!("{name}.{part}"))?));
        Ok(Self { texts: Column::open(packed, name)?, order: numbers("order")?, starts: numbers("starts")? })
    }

    /// Returns how many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Returns a text; empty behind the last one.
    pub fn get(&self, at: usize) -> &str {
        self.texts.text(at)
    }

    /// Returns the place of a text, the first one if it is there twice.
    pub fn find(&self, text: &str) -> Option<usize> {
        let bucket = bucket(text, self.texts.len().next_power_of_two()) as usize;
        let (mut low, mut high) = (self.starts.get(bucket)? as usize, self.starts.get(bucket + 1)? as usize);
        let end = high;
        let at = |place: usize| self.order.get(place).map(|at| at as usize);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.texts.get(at(middle)?) < text.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        at(low).filter(|at| low < end && self.texts.get(*at) == text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opened(texts: &[String]) -> Keys {
        let mut writer = Writer::default();
        keys(texts.iter().map(String::as_str), &mut writer, "x").unwrap();
        Keys::open(&Packed::open(writer.finish().into()).unwrap(), "x").unwrap()
    }

    proptest! {
        #[test]
        fn every_text_is_found_at_its_first_place_and_no_other(
            texts in proptest::collection::vec("[ab漢]{0,3}", 0..40), other in "[ab漢]{0,3}"
        ) {
            let kept = opened(&texts);
            prop_assert!((0..kept.len()).map(|at| kept.get(at)).eq(&texts));
            for text in texts.iter().chain([&other]) {
                prop_assert_eq!(kept.find(text), texts.iter().position(|known| known == text));
            }
        }
    }

    #[test]
    fn texts_of_one_bucket_are_found_as_sorted_ones() {
        const COUNT: usize = 64;
        let texts: Vec<String> =
            (0..).map(|at| format!("risk.{at}")).filter(|text| bucket(text, COUNT) == 5).take(COUNT).collect();
        let kept = opened(&texts);
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(kept.find(text), Some(at), "{text}");
        }
        assert_eq!((kept.find("risk.x"), kept.find("")), (None, None));
    }

    #[test]
    fn alike_ids_fall_into_different_buckets() {
        const COUNT: usize = 1 << 16;
        let mut full = vec![0_u32; COUNT];
        for number in 0..COUNT {
            full[bucket(&format!("pk.v{}.{}.{}", number / 1000, number / 50, number % 50 + 1), COUNT) as usize] += 1;
        }
        assert!(full.iter().all(|count| *count < 12), "{:?}", full.iter().max());
    }
}
