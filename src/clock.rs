//! The only place that reads the time.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

/// Returns the present moment.
#[allow(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns the present day in the local zone.
#[allow(clippy::disallowed_methods, reason = "this is the place")]
pub fn today() -> Date {
    Zoned::now().date()
}

/// Returns a moment as people here read it: `2026-11-22 19:05`, in the local zone.
pub fn local(moment: Timestamp) -> String {
    let local: Zoned = moment.to_zoned(jiff::tz::TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M").to_string()
}
