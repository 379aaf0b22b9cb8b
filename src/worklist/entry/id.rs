//! Ids of entries: UUIDs of version 7, so that sorting by id sorts by time. Behind the milliseconds stands the fraction of
//! a millisecond (RFC 9562, section 6.2, method 3): of what two programs write on one host, the later comes last as a rule,
//! and not by chance where that is within a millisecond.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::str::FromStr;

use jiff::Timestamp;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::{Builder, Uuid, Variant, Version};

use super::error::WorklistError;

/// A time-ordered id (UUID version 7) of an entry or of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Uuid);

impl EntryId {
    /// Returns an id for an entry made now that is greater than the newest id known.
    ///
    /// The clocks of hosts differ, and clocks are set back. Still, what a person writes must take effect after what
    /// that person has seen. Two writers that know the same newest id get different ids. None if no greater id exists,
    /// which only a forged id with the greatest possible time can cause.
    pub(in crate::worklist) fn next(now: Timestamp, newest: Option<Self>) -> Option<Self> {
        next(now, newest.map(|id| id.0)).map(Self)
    }

    /// Returns a unique id for something that is added now.
    pub(in crate::worklist) fn fresh(now: Timestamp) -> Self {
        Self(at(now))
    }

    /// Returns the time that the id carries, in milliseconds since 1970.
    pub(in crate::worklist) fn milliseconds(self) -> i64 {
        milliseconds(self.0)
    }

    /// Returns the day of that time in UTC.
    pub(in crate::worklist) fn day(self) -> String {
        let time = Timestamp::from_millisecond(self.milliseconds()).unwrap_or(Timestamp::MAX);
        time.strftime("%Y-%m-%d").to_string()
    }

    /// Whether at least a year of ids can follow it, which only a forged id prevents.
    pub(in crate::worklist) fn has_room(self) -> bool {
        const LAST_YEAR: i64 = 366 * 24 * 60 * 60 * 1000;
        self.milliseconds() < Timestamp::MAX.as_millisecond() - LAST_YEAR
    }

    /// Returns the id that a text holds; none unless a journal may hold it.
    pub(in crate::worklist) fn parse(text: &str) -> Option<Self> {
        parse(text).map(Self)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl FromStr for EntryId {
    type Err = WorklistError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text.trim()).ok_or_else(|| WorklistError::bad_id(text))
    }
}

impl Serialize for EntryId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(IdText)
    }
}

/// Reads an id from a text without copying the text.
struct IdText;

impl serde::de::Visitor<'_> for IdText {
    type Value = EntryId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a UUID of version 7")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<EntryId, E> {
        EntryId::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Below the 48 bits of milliseconds of an id lie the 12 of the fraction of a millisecond, two bits of variant and 62
/// random ones.
const HIGH_BITS: u32 = 12;
const LOW_BITS: u32 = 62;

fn next(now: Timestamp, newest: Option<Uuid>) -> Option<Uuid> {
    let fresh = at(now);
    match newest {
        Some(newest) if fresh <= newest => after(newest, random_step()).filter(|id| is_sound(*id)),
        _ => Some(fresh),
    }
}

/// Returns eight random hex digits.
pub(crate) fn token() -> String {
    format!("{:08x}", random_bits(32))
}

fn parse(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| is_sound(*id))
}

fn at(moment: Timestamp) -> Uuid {
    /// In nanoseconds.
    const MILLISECOND: u128 = 1_000_000;
    let time = u128::try_from(moment.as_nanosecond()).unwrap_or(0);
    let fraction = ((time % MILLISECOND) << HIGH_BITS) / MILLISECOND;
    let below = (fraction << 64) | random_bits(LOW_BITS);
    let [_, _, _, _, _, _, below @ ..] = below.to_be_bytes();
    Builder::from_unix_timestamp_millis(u64::try_from(time / MILLISECOND).unwrap_or(0), &below).into_uuid()
}

fn milliseconds(id: Uuid) -> i64 {
    i64::try_from(id.as_u128() >> 80).unwrap_or(i64::MAX)
}

/// Whether an id has version 7 and a time that a date can hold, so that an id can follow it.
fn is_sound(id: Uuid) -> bool {
    id.get_version() == Some(Version::SortRand)
        && id.get_variant() == Variant::RFC4122
        && milliseconds(id) <= Timestamp::MAX.as_millisecond()
}

/// Returns the random distance from the newest id to the next one. It is large enough to keep writers that know the
/// same newest id apart, and small enough for hundreds of thousands of ids within one millisecond.
fn random_step() -> u128 {
    random_bits(56) + 1
}

/// Returns random bits, fewer than 128.
fn random_bits(count: u32) -> u128 {
    random() & ((1 << count) - 1)
}

/// Returns 128 random bits, from the keys of the standard library's hash tables. The library asks the system for them by a
/// call. What uuid would use opens a device in a static program, and panics in a root folder without one; an id has to be
/// unique, not secret.
fn random() -> u128 {
    let half = || u128::from(RandomState::new().build_hasher().finish());
    (half() << 64) | half()
}

/// Returns the id that many steps after another; none if its time would not fit.
fn after(id: Uuid, steps: u128) -> Option<Uuid> {
    let bits = id.as_u128();
    let high = (bits >> 64) & ((1 << HIGH_BITS) - 1);
    let low = bits & ((1 << LOW_BITS) - 1);
    let count = (((((bits >> 80) << HIGH_BITS) | high) << LOW_BITS) | low) + steps;
    let milliseconds = count >> (HIGH_BITS + LOW_BITS);
    if milliseconds >> 48 != 0 {
        return None;
    }
    let high = (count >> LOW_BITS) & ((1 << HIGH_BITS) - 1);
    let low = count & ((1 << LOW_BITS) - 1);
    Some(Uuid::from_u128((milliseconds << 80) | (7 << 76) | (high << 64) | (2 << 62) | low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Uuid {
        parse(text).unwrap()
    }

    #[test]
    fn ids_grow_even_when_the_clock_goes_back() {
        let later: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let earlier: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
        let mut last = next(later, None).unwrap();
        for moment in [later, earlier, later, earlier] {
            let id = next(moment, Some(last)).unwrap();
            assert!(id > last);
            assert!(is_sound(id));
            last = id;
        }
    }

    #[test]
    fn writers_that_know_the_same_newest_id_take_different_ones() {
        let newest = next("2086-01-01T00:00:00Z".parse().unwrap(), None);
        let ids: std::collections::BTreeSet<_> =
            (0..1000).map(|_| next(Timestamp::UNIX_EPOCH, newest).unwrap()).collect();
        assert_eq!(ids.len(), 1000);
    }

    #[test]
    fn many_ids_at_once_stay_near_the_clock() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let mut last = None;
        for _ in 0..10_000 {
            last = next(now, last);
        }
        let ahead = i64::try_from(last.unwrap().as_u128() >> 80).unwrap() - now.as_millisecond();
        assert!((0..=1).contains(&ahead), "{ahead} ms");
    }

    #[test]
    fn a_fresh_id_carries_its_moment() {
        let moment: Timestamp = "2026-11-22T10:00:00.250Z".parse().unwrap();
        let id = next(moment, None).unwrap();
        assert_eq!(i64::try_from(id.as_u128() >> 80).unwrap(), moment.as_millisecond());
    }

    #[test]
    fn ids_of_writers_that_know_nothing_of_each_other_are_in_the_order_of_their_microseconds() {
        let start: Timestamp = "2026-11-22T10:00:00.999Z".parse().unwrap();
        let ids: Vec<Uuid> =
            (0..2000).map(|at| next(start + jiff::SignedDuration::from_micros(at), None).unwrap()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| is_sound(*id)));
        let fractions = [0, 999, 1000].map(|at| (ids[at].as_u128() >> 64) & 0xfff);
        assert_eq!(fractions, [0, 4091, 0], "4,096 parts of a millisecond");
    }

    #[test]
    fn steps_carry_over_every_border() {
        let cases = [
            ("019ab000-0000-7000-8000-000000000000", "019ab000-0000-7000-8000-000000000001"),
            ("019ab000-0000-7000-bfff-ffffffffffff", "019ab000-0000-7001-8000-000000000000"),
            ("019ab000-0000-7fff-bfff-ffffffffffff", "019ab000-0001-7000-8000-000000000000"),
        ];
        for (before, after) in cases {
            assert_eq!(super::after(id(before), 1), Some(id(after)));
        }
    }

    #[test]
    fn only_ids_with_a_place_in_time_are_read() {
        for text in [
            "",
            "7",
            "019ab000-0000-4000-8000-000000000000", // version 4
            "019ab000-0000-7000-0000-000000000000", // no variant
            "ffffffff-ffff-7fff-bfff-ffffffffffff", // after the year 9999
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn ids_that_are_used_up_are_no_panic() {
        let last: u128 = (Timestamp::MAX.as_millisecond() as u128) << 80 | 0x7fff << 64 | 0xbfff_ffff_ffff_ffff;
        assert_eq!(next(Timestamp::UNIX_EPOCH, Some(Uuid::from_u128(last))), None);
        assert_eq!(after(Uuid::from_u128(u128::MAX), 1), None);
    }

    #[test]
    fn an_id_is_written_and_read_as_text() {
        let text = "019ab000-0000-7000-8000-000000000001";
        let id: EntryId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<EntryId>(&json.to_uppercase()).unwrap(), id);
        assert!(serde_json::from_str::<EntryId>("\"019ab000-0000-4000-8000-000000000001\"").is_err());
        assert!("zzz".parse::<EntryId>().is_err());
    }

    #[test]
    fn every_random_bit_is_set_in_some_id_and_clear_in_another() {
        let moment = Timestamp::UNIX_EPOCH;
        let ids: Vec<u128> = (0..200).map(|_| at(moment).as_u128()).collect();
        let (set, clear) = ids.iter().fold((0, 0), |(set, clear), id| (set | id, clear | !id));
        assert_eq!(set & clear, (1 << LOW_BITS) - 1);
    }

    #[test]
    fn tokens_differ_and_are_eight_hex_digits() {
        let (a, b) = (token(), token());
        assert_ne!(a, b);
        assert!(a.len() == 8 && a.bytes().all(|b| b.is_ascii_hexdigit()));
    }
}
