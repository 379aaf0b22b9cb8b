//! Where the contents of the catalog come from, for the files that are made of it alone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Setup, has_own_data};
use crate::bundled;
use crate::clock;
use crate::export::content::{Origin, versions};
use crate::failure::{Failure, FailureKind};
use crate::language::tr;

/// Returns where the contents come from. `source_date` is what `SOURCE_DATE_EPOCH` says, as everywhere in reproducible
/// builds: seconds since 1970. Without it the contents are of the day of the bundled data, so that the same data gives the
/// same file whenever it is written.
///
/// # Errors
///
/// If `source_date` is no such number.
pub fn origin(setup: &Setup, source_date: &str) -> Result<Origin, Failure> {
    Ok(Origin {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        data_date: bundled::data_date().to_owned(),
        fingerprint: bundled::fingerprint().to_owned(),
        has_own_data: has_own_data(setup),
        moment: if source_date.is_empty() { start_of(bundled::data_date()) } else { moment(source_date)? },
    })
}

/// Returns the day that an import is of: today, unless `source_date` says otherwise as for [`origin`].
///
/// # Errors
///
/// If `source_date` is no such number.
pub fn import_day(source_date: &str) -> Result<String, Failure> {
    let day = match source_date {
        "" => clock::today(),
        source_date => moment(source_date)?.to_zoned(TimeZone::UTC).date(),
    };
    Ok(day.to_string())
}

/// Returns the versions of program and bundled data on one line.
pub fn version() -> String {
    versions(env!("CARGO_PKG_VERSION"), bundled::data_date(), bundled::fingerprint(), false)
}

fn start_of(day: &str) -> Timestamp {
    let start = day.parse::<Date>().and_then(|day| day.to_zoned(TimeZone::UTC));
    start.map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

/// Reads the moment that `SOURCE_DATE_EPOCH` says.
///
/// # Errors
///
/// If it is no number of seconds.
pub(super) fn moment(source_date: &str) -> Result<Timestamp, Failure> {
    let is_number = source_date.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = source_date.parse::<i64>().ok().filter(|_| is_number);
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| {
        let message = tr!("環境変数 SOURCE_DATE_EPOCH の「{value}」は日時として読めません。", value = source_date);
        Failure::new(
            FailureKind::Usage,
            message,
            tr!("1970年1月1日からの秒数を、数字だけで指定してください。外すと、データの日付を使います。"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_is_that_of_the_variable_or_of_the_data() {
        assert_eq!(start_of(bundled::data_date()).to_string(), format!("{}T00:00:00Z", bundled::data_date()));
        assert_eq!(moment("1780000000").unwrap().to_string(), "2026-05-28T20:26:40Z");
        for wrong in ["today", "-1", "+1", "1.5", " 1", "99999999999999999", "99999999999999999999"] {
            assert!(moment(wrong).unwrap_err().message.contains(wrong), "{wrong}");
        }
    }
}
