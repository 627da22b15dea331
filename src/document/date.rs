//! A date as written, with as much of it as can be read.

use std::fmt;

use jiff::civil;

use crate::source::Span;

/// A date as written. Every number is kept and none is judged: `31/02/2003` has a day and a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The written date, without time, weekday included.
    pub span: Span,
    /// How it is written.
    pub form: Form,
    /// The only day, or the first of a range.
    pub first: Partial,
    /// The last day of a range.
    pub last: Option<Partial>,
    /// The other reading if day and month can be swapped: `8/07/2003`.
    pub other: Option<Partial>,
    /// The weekday as written, with its span.
    pub weekday: Option<(Weekday, Span)>,
    /// The time of day beside it.
    pub clock: Option<Clock>,
    /// Anomalies in writing that did not prevent the reading.
    pub slips: Slips,
    /// The year was not written, and was taken from the update stamp or from the document's date.
    pub borrowed_year: bool,
    /// Only the profile's order of day and month decided between the two readings.
    pub unsure: bool,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `9-11 July 2003`, `19 Oct. 2004`
    DayMonth,
    /// `December 4, 2003`
    MonthDay,
    /// `16-Jul-2003`
    Dashed,
    /// `8/07/2003`
    Slashed,
    /// `18.01.2005`
    Dotted,
    /// `2003-07-16`
    Iso,
    /// `19990622`
    Compact,
    /// `19-20.V.2003`
    Roman,
    /// `July 2003`
    Month,
    /// `2001`, `Summer 2001`
    Year,
    /// Looks like a date but cannot be read as one: `9 Jluy 2003`
    Suspect,
}

/// The written parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Partial {
    /// Year, as written or completed from two digits.
    pub year: Option<u32>,
    /// Month, as written: 13 is possible.
    pub month: Option<u32>,
    /// Day of the month, as written: 32 is possible.
    pub day: Option<u32>,
}

impl Partial {
    /// Year, month and day.
    pub const fn new(year: u32, month: u32, day: u32) -> Self {
        Self { year: Some(year), month: Some(month), day: Some(day) }
    }
    /// The day, if all three parts are there and the calendar has it.
    pub fn day(self) -> Option<civil::Date> {
        let year = i16::try_from(self.year?).ok().filter(|year| *year <= 9999)?;
        civil::Date::new(year, i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?).ok()
    }
    /// The parts in ISO 8601 form, as short as possible: `2003-07-09`, `1996-01`, `2001`.
    pub fn iso(self) -> Option<String> {
        let year = self.year.filter(|year| (1000..=9999).contains(year))?;
        match (self.month, self.day) {
            (None, None) => Some(format!("{year:04}")),
            (Some(month @ 1..=12), None) => Some(format!("{year:04}-{month:02}")),
            (Some(_), Some(_)) => self.day().map(|day| day.to_string()),
            _ => None,
        }
    }
}

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its span.
    pub span: Span,
    /// Hour, 0 to 23 if it is right.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// Day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the seven names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The weekday of a day.
    pub fn of(day: civil::Date) -> Self {
        match day.weekday() {
            civil::Weekday::Monday => Self::Monday,
            civil::Weekday::Tuesday => Self::Tuesday,
            civil::Weekday::Wednesday => Self::Wednesday,
            civil::Weekday::Thursday => Self::Thursday,
            civil::Weekday::Friday => Self::Friday,
            civil::Weekday::Saturday => Self::Saturday,
            civil::Weekday::Sunday => Self::Sunday,
        }
    }
    /// The English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// An anomaly in writing a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slip {
    /// An abbreviated month without its full stop: `9 Dec 2002`.
    MissingDot,
    /// A space before the full stop: `8 Dec . 2005`.
    SpacedDot,
    /// Two full stops: `7 Oct. . 2005`.
    DoubledDot,
    /// A full stop after an unabbreviated month: `28 May. 2018`.
    NeedlessDot,
    /// No space where one belongs: `7Sept. 2006`.
    MissingSpace,
    /// An ordinal: `29th April 1996`.
    Ordinal,
    /// A leading zero before a month in words: `07 Apr. 2006`.
    LeadingZero,
    /// The day has one digit where the form has two: `8/07/2003`.
    UnpaddedDay,
    /// A year of two digits: `26/09/03`.
    TwoDigitYear,
    /// No year: `21 November`.
    MissingYear,
    /// A range whose two ends are the same day.
    SameDayRange,
    /// A range that is left open: `10 Nov. 2011 -`.
    OpenRange,
    /// A second date without a space: `05 Aug. 200907 Aug. 2009`.
    Glued,
    /// The date is broken over two lines.
    BrokenLine,
    /// A month name in a language that is not English.
    ForeignMonth,
    /// The month is misspelt: `9 Jluy 2003`.
    MisspeltMonth,
}

impl Slip {
    const ALL: [Slip; 16] = [
        Slip::MissingDot,
        Slip::SpacedDot,
        Slip::DoubledDot,
        Slip::NeedlessDot,
        Slip::MissingSpace,
        Slip::Ordinal,
        Slip::LeadingZero,
        Slip::UnpaddedDay,
        Slip::TwoDigitYear,
        Slip::MissingYear,
        Slip::SameDayRange,
        Slip::OpenRange,
        Slip::Glued,
        Slip::BrokenLine,
        Slip::ForeignMonth,
        Slip::MisspeltMonth,
    ];
}

/// A set of anomalies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Slips(u16);

impl Slips {
    /// Adds an anomaly.
    pub fn insert(&mut self, slip: Slip) {
        self.0 |= 1 << slip as u16;
    }
    /// The set with one more anomaly, if the condition holds.
    #[must_use]
    pub fn with(mut self, slip: Slip, condition: bool) -> Self {
        if condition {
            self.insert(slip);
        }
        self
    }
    /// The anomalies of both sets.
    #[must_use]
    pub fn and(self, other: Slips) -> Self {
        Slips(self.0 | other.0)
    }
    /// Whether the anomaly is in the set.
    pub fn has(self, slip: Slip) -> bool {
        self.0 & (1 << slip as u16) != 0
    }
    /// The anomalies in the set.
    pub fn iter(self) -> impl Iterator<Item = Slip> {
        Slip::ALL.into_iter().filter(move |slip| self.has(*slip))
    }
    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The meaning of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One day, month or year in ISO 8601 form.
    Single(String),
    /// A range, ends included.
    Range(String, String),
}

impl Date {
    /// A date of which only the written form is known: span, format and numbers.
    pub fn new(span: Span, form: Form, first: Partial) -> Self {
        Self {
            span,
            form,
            first,
            last: None,
            other: None,
            weekday: None,
            clock: None,
            slips: Slips::default(),
            borrowed_year: false,
            unsure: false,
        }
    }
    /// The meaning of the date; `None` if it cannot be read, does not exist, or ends before it begins.
    pub fn value(&self) -> Option<Value> {
        if self.form == Form::Suspect {
            return None;
        }
        let first = self.first.iso()?;
        match self.last {
            None => Some(Value::Single(first)),
            Some(last) => {
                let last = last.iso()?;
                let is_reversed = first.len() == last.len() && last < first;
                match first == last {
                    true => Some(Value::Single(first)),
                    false => (!is_reversed).then_some(Value::Range(first, last)),
                }
            }
        }
    }
    /// The only or first day.
    pub fn first_day(&self) -> Option<civil::Date> {
        if self.form == Form::Suspect { None } else { self.first.day() }
    }
    /// The only or last day.
    pub fn last_day(&self) -> Option<civil::Date> {
        match self.last {
            Some(last) if self.form != Form::Suspect => last.day(),
            _ => self.first_day(),
        }
    }
}
