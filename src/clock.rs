//! The only place that reads the time, and the one that says how people read it: in the local zone, which is named.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Returns the present moment.
#[allow(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns the day of a moment in the local zone.
pub fn day(moment: Timestamp) -> Date {
    zoned(moment).date()
}

/// Returns the present day in the local zone.
pub fn today() -> Date {
    day(now())
}

/// Returns the moment at which a day begins in the local zone; the earliest one of all if there is none.
pub fn start_of(day: Date) -> Timestamp {
    day.to_zoned(zone()).map_or(Timestamp::MIN, |start| start.timestamp())
}

/// Returns a moment as people here read it: `2026-11-22 19:05 +09:00`. Records of several hosts stand beside each other,
/// so the zone is always said.
pub fn local(moment: Timestamp) -> String {
    zoned(moment).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

fn zoned(moment: Timestamp) -> Zoned {
    moment.to_zoned(zone())
}

#[cfg(not(test))]
fn zone() -> TimeZone {
    TimeZone::system()
}

/// The zone of Japan: expected reports must not depend on the machine that tests them.
#[cfg(test)]
fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::Offset::constant(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_names_its_zone_and_its_day_is_the_one_shown() {
        let moment: Timestamp = "2026-11-21T15:30:59Z".parse().unwrap();
        assert_eq!(local(moment), "2026-11-22 00:30 +09:00");
        assert_eq!(day(moment).to_string(), "2026-11-22");
        assert_eq!(start_of(day(moment)).to_string(), "2026-11-21T15:00:00Z");
    }
}
