//! A date in a lexicon: a day, or a month or year if the day is unknown.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// A date as written: `1999-10-14`, `"1999-10"`, `"1999"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day(String);

/// The days that a date may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
}

/// The TOML value.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a date: `1999-10-14`, `\"1999-10\"` or `\"1999\"`")]
enum Written {
    Date(toml::value::Datetime),
    Text(String),
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Day(match Written::deserialize(deserializer)? {
            Written::Date(date) => date.to_string(),
            Written::Text(text) => text,
        }))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day, or a month or year if the day is unknown: `1999-10-14`, `\"1999-10\"`, `\"1999\"`.",
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
        })
    }
}

impl Day {
    /// A date as written.
    pub(in crate::lexicon) fn new(text: &str) -> Self {
        Self(text.to_string())
    }

    /// The date as written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The days that it may mean; `None` if it does not exist.
    pub fn stretch(&self) -> Option<Stretch> {
        let mut parts = self.0.split('-');
        let year = number(parts.next()?, 4)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() || year < 1 {
            return None;
        }
        let part = |text: Option<&str>| text.map(|text| i8::try_from(number(text, 2)?).ok());
        Some(match (part(month), part(day)) {
            (None, None) => {
                Stretch { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? }
            }
            (Some(month), None) => {
                let first = Date::new(year, month?, 1).ok()?;
                Stretch { first, last: first.last_of_month() }
            }
            (month, Some(day)) => {
                let day = Date::new(year, month??, day?).ok()?;
                Stretch { first: day, last: day }
            }
        })
    }
}

/// A number with this many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

impl Stretch {
    /// The shortest date that means these days.
    pub(in crate::lexicon) fn written(self) -> String {
        let day = self.first.to_string();
        if self.first == self.last {
            day
        } else if self.first.month() == self.last.month() {
            day[..7].to_string()
        } else {
            day[..4].to_string()
        }
    }

    /// The same, extended by this many days on both sides.
    #[must_use]
    pub fn widened(self, days: i32) -> Self {
        let days = days.days();
        Self { first: self.first.saturating_sub(days), last: self.last.saturating_add(days) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(text: &str) -> Option<(String, String)> {
        let stretch = Day(text.to_string()).stretch()?;
        Some((stretch.first.to_string(), stretch.last.to_string()))
    }

    #[test]
    fn dates_are_as_wide_as_they_are_vague() {
        let row = |first: &str, last: &str| Some((first.to_string(), last.to_string()));
        assert_eq!(stretch("1999-10-14"), row("1999-10-14", "1999-10-14"));
        assert_eq!(stretch("2004-02"), row("2004-02-01", "2004-02-29"));
        assert_eq!(stretch("2004"), row("2004-01-01", "2004-12-31"));
        for text in
            ["1999-02-30", "1999-13", "0000", "99", "1999-1", "1999-01-01-01", "1999-10-14T12:00:00", ""]
        {
            assert_eq!(stretch(text), None, "{text}");
        }
    }
}
