//! Selects documents by their header facts.

use std::borrow::Cow;

use super::facts::{Days, category};
use super::reading;
use crate::document::{Date, Document, Partial};
use crate::source::fold;

/// The fields that a condition may use, named as in the `doclint/1` header and the document itself.
pub const FIELDS: [&str; 15] = [
    "id",
    "file",
    "profile",
    "shape",
    "extraction",
    "category",
    "series",
    "updated",
    "date",
    "place",
    "genre",
    "title",
    "number",
    "byline",
    "media",
];

/// A document is selected if it meets every condition and its day is in the period.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The conditions on its facts.
    pub conditions: Vec<Condition>,
    /// First day of the period.
    pub from: Option<Period>,
    /// Last day of the period.
    pub to: Option<Period>,
}

/// A field and the text it must contain; in one of its values, if it has several. Case and white space are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    field: &'static str,
    value: String,
    contains: bool,
}

/// A day, month or year from the user: its first and last day, `2003-07-01` and `2003-07-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    first: String,
    last: String,
}

impl Filter {
    /// Whether every document is selected.
    pub const fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.from.is_none() && self.to.is_none()
    }
    /// Whether this document is selected. One without a date is in no period.
    pub fn takes(&self, document: &Document) -> bool {
        self.conditions.iter().all(|condition| condition.holds(document)) && self.in_period(document)
    }

    /// By the day of the event, else of the update; a document of several days matches if one of them does.
    fn in_period(&self, document: &Document) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let header = &document.header;
        let days = |date: &Option<Date>| date.as_ref().and_then(Date::value).map(Days::from);
        let Some(days) = days(&header.date).or_else(|| days(&header.updated)) else { return false };
        let (Some(first), Some(last)) = (Period::new(&days.first), Period::new(days.last())) else {
            return false;
        };
        self.from.as_ref().is_none_or(|from| last.last >= from.first)
            && self.to.as_ref().is_none_or(|to| first.first <= to.last)
    }
}

impl Condition {
    /// `field=value`, or `field~value` for a part of it. On error returns the name of the unknown field, or the full
    /// text if it has neither sign.
    ///
    /// # Errors
    /// The unknown field.
    pub fn parse(text: &str) -> Result<Self, String> {
        let at = text.find(['=', '~']).ok_or(text)?;
        let (name, value) = (text[..at].trim(), &text[at + 1..]);
        let field = FIELDS.into_iter().find(|field| *field == name).ok_or(name)?;
        Ok(Self { field, value: fold(value).to_lowercase(), contains: text[at..].starts_with('~') })
    }

    fn holds(&self, document: &Document) -> bool {
        let fits = |value: &Cow<str>| {
            let value = value.to_lowercase();
            if self.contains { value.contains(&self.value) } else { value == self.value }
        };
        values(document, self.field).iter().any(fits)
    }
}

/// The values of a field; for a date, as written and as read.
fn values<'a>(document: &'a Document<'a>, field: &str) -> Vec<Cow<'a, str>> {
    let (source, header) = (document.source, &document.header);
    let text = |span| source.fold(span);
    let date = |date: &Option<Date>| {
        let means = |date: &Date| date.value().map(|value| Cow::Owned(Days::from(value).to_string()));
        date.iter().flat_map(|date| std::iter::once(text(date.span)).chain(means(date))).collect()
    };
    match field {
        "id" => vec![source.id().into(), source.stem().into()],
        "file" => vec![source.path().into(), source.file_name().into()],
        "profile" => vec![document.profile.name.as_str().into()],
        "shape" => vec![document.shape.name.as_str().into()],
        "extraction" => vec![document.extraction.name().into()],
        "category" => vec![category(document).name().into()],
        "series" => header.series.into_iter().map(text).collect(),
        "updated" => date(&header.updated),
        "date" => date(&header.date),
        "place" => header.place.iter().map(|span| text(reading::place(source, *span))).collect(),
        "genre" => header.genre.iter().map(|genre| text(genre.span)).collect(),
        "title" => header.title.into_iter().map(text).collect(),
        "number" => header.number.into_iter().map(text).collect(),
        "byline" => header.byline.iter().map(|span| text(*span)).collect(),
        "media" => header.media.iter().map(|span| text(*span)).collect(),
        _ => Vec::new(),
    }
}

impl Period {
    /// The days of `2003`, `2003-07` or `2003-07-09`, if they exist.
    pub fn new(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse().ok());
        let year = parts.next()??;
        let (month, day) = (parts.next(), parts.next());
        let (month, day) = (
            month.map_or(Some(None), |month| month.map(Some))?,
            day.map_or(Some(None), |day| day.map(Some))?,
        );
        let written = Partial { year: Some(year), month, day };
        if parts.next().is_some() || written.iso()? != text {
            return None;
        }
        let first = Partial::new(year, month.unwrap_or(1), day.unwrap_or(1)).day()?;
        let last = match (month, day) {
            (None, _) => first.last_of_year(),
            (_, None) => first.last_of_month(),
            _ => first,
        };
        Some(Self { first: first.to_string(), last: last.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read() {
        let condition = |field, value: &str, contains| Condition { field, value: value.into(), contains };
        assert_eq!(
            Condition::parse("series=NATO  Speeches"),
            Ok(condition("series", "nato speeches", false))
        );
        assert_eq!(Condition::parse("title~a=b"), Ok(condition("title", "a=b", true)));
        assert_eq!(Condition::parse("sereis=x"), Err("sereis".into()));
        assert_eq!(Condition::parse("series"), Err("series".into()));
    }

    #[test]
    fn periods_have_ends() {
        let period = |first: &str, last: &str| Some(Period { first: first.into(), last: last.into() });
        assert_eq!(Period::new("2003"), period("2003-01-01", "2003-12-31"));
        assert_eq!(Period::new("2004-02"), period("2004-02-01", "2004-02-29"));
        assert_eq!(Period::new("2003-07-09"), period("2003-07-09", "2003-07-09"));
        for text in ["", "2003-13", "2003-2-1", "2003-02-30", "9 July 2003", "2003-07-09-1", "2003-", "+2003"]
        {
            assert_eq!(Period::new(text), None, "{text}");
        }
    }
}
