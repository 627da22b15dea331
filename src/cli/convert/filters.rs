//! Which documents are converted.

use clap::Args;

use crate::emit::{Condition, FIELDS, Filter, Period};
use crate::error::{Error, unknown};

/// Which of the documents to convert.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Convert only documents with this value in a header field: `series=NATO Speeches`, or `title~visit` for a part of
    /// it
    ///
    /// Fields are named as in JSON; case is ignored. May be given several times: all must match.
    #[arg(long = "where", value_name = "FIELD=VALUE", help_heading = "Documents")]
    conditions: Vec<String>,
    /// Convert only documents of this day, month or year or later: by the day of the event, else of the update
    #[arg(long, value_name = "DATE", help_heading = "Documents")]
    from_date: Option<String>,
    /// Convert only documents of this day, month or year or earlier
    #[arg(long, value_name = "DATE", help_heading = "Documents")]
    to_date: Option<String>,
}

impl Filters {
    /// The filter that the flags describe.
    pub(super) fn filter(&self) -> Result<Filter, Error> {
        Ok(Filter {
            conditions: self.conditions.iter().map(|text| condition(text)).collect::<Result<_, _>>()?,
            from: self.from_date.as_deref().map(|date| period("--from-date", date)).transpose()?,
            to: self.to_date.as_deref().map(|date| period("--to-date", date)).transpose()?,
        })
    }
}

fn condition(text: &str) -> Result<Condition, Error> {
    Condition::parse(text).map_err(|name| {
        Error::Usage(match text.contains(['=', '~']) {
            true => unknown("field", &name, FIELDS),
            false => format!("--where {text}: write FIELD=VALUE, or FIELD~VALUE for a part of it"),
        })
    })
}

fn period(flag: &str, date: &str) -> Result<Period, Error> {
    let wrong = || Error::Usage(format!("{flag} {date}: not a date; write 2003, 2003-07 or 2003-07-09"));
    Period::new(date).ok_or_else(wrong)
}
