//! The only place that reads the time, and the one that says how people read it: in the local zone, which is named.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Returns the present moment.
#[allow(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns a moment in the local zone. What is made of it carries the zone, so that a report does not mix two.
pub fn zoned(moment: Timestamp) -> Zoned {
    moment.to_zoned(TimeZone::system())
}

/// Returns the present day in the local zone.
pub fn today() -> Date {
    zoned(now()).date()
}

/// Returns a moment as people here read it, see [`minute`].
pub fn local(moment: Timestamp) -> String {
    minute(&zoned(moment))
}

/// Returns a time as people read it: `2026-11-22 19:05 +09:00`. Records of several hosts stand beside each other, so the
/// zone is always said.
pub fn minute(time: &Zoned) -> String {
    time.strftime("%Y-%m-%d %H:%M %:z").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;

    use super::*;

    #[test]
    fn a_time_names_its_zone() {
        let moment: Timestamp = "2026-11-21T15:30:59Z".parse().unwrap();
        for (hours, expected) in
            [(9, "2026-11-22 00:30 +09:00"), (0, "2026-11-21 15:30 +00:00"), (-5, "2026-11-21 10:30 -05:00")]
        {
            assert_eq!(minute(&moment.to_zoned(TimeZone::fixed(Offset::constant(hours)))), expected);
        }
        assert_eq!(local(moment), minute(&zoned(moment)));
    }
}
