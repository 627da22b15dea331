//! The day of the conversion: only as given by the user, so that the same input gives the same bytes.

use clap::Args;

use crate::emit::Period;
use crate::error::Error;

const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The day of the conversion.
#[derive(Debug, Args)]
pub(super) struct Day {
    /// Day of the conversion, for formats that include it; SOURCE_DATE_EPOCH by default, or none
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Output")]
    date: Option<String>,
}

impl Day {
    /// The day in ISO 8601 form.
    pub(super) fn of_conversion(&self) -> Result<Option<String>, Error> {
        match (&self.date, std::env::var_os(VARIABLE)) {
            (Some(date), _) => checked(date).map(Some),
            (None, Some(seconds)) if !seconds.is_empty() => of_epoch(&seconds.to_string_lossy()).map(Some),
            _ => Ok(None),
        }
    }
}

fn checked(date: &str) -> Result<String, Error> {
    let whole = date.len() == "2026-11-22".len() && Period::new(date).is_some();
    let wrong = || Error::Usage(format!("--date {date}: not a date; write it as 2026-11-22"));
    if whole { Ok(date.to_string()) } else { Err(wrong()) }
}

/// The day, in universal time, of this many seconds since 1970:
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
fn of_epoch(seconds: &str) -> Result<String, Error> {
    let day = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let day = day.map(|time| time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string());
    let wrong = || Error::Usage(format!("{VARIABLE}={seconds}: not a number of seconds since 1970"));
    day.filter(|day| Period::new(day).is_some()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_checked() {
        assert_eq!(checked("2026-11-22").ok().as_deref(), Some("2026-11-22"));
        for date in ["2026-11", "2026-02-30", "22 November 2026", ""] {
            assert!(checked(date).is_err(), "{date}");
        }
    }

    #[test]
    fn seconds_are_days() {
        assert_eq!(of_epoch("0").ok().as_deref(), Some("1970-01-01"));
        assert_eq!(of_epoch("1795305600").ok().as_deref(), Some("2026-11-22"));
        for seconds in ["now", "1e9", "-99999999999999", "99999999999999999999"] {
            assert!(of_epoch(seconds).is_err(), "{seconds}");
        }
    }
}
