//! The day of the event.

use super::super::super::date::{self, Extent, Found};
use super::super::super::lexis::Class;
use super::super::labels::Role;
use super::Fields;
use crate::document::{Date, Value};

/// How probable the model must hold a date in text or navigation for the day.
const CHANCE: f32 = 0.4;

impl Fields<'_, '_, '_> {
    pub(super) fn date(&mut self) {
        if self.is_list() {
            self.reader.header.date = self.month_of_index();
            return;
        }
        let found = self.broken_date().or_else(|| self.month_of_index()).or_else(|| self.date_of_pieces());
        let found = found.or_else(|| self.lone_date(false)).or_else(|| self.date_in_words());
        let found = found.or_else(|| self.lone_date(true));
        let found = found.or_else(|| {
            self.lead_day().filter(|_| self.reader.header.updated.is_some()).map(|found| found.date.clone())
        });
        self.reader.header.date = found;
    }

    /// The month of a list: `Press Releases for October 2005`, `APRIL 2005 NEWS RELEASES`.
    fn month_of_index(&self) -> Option<Date> {
        let lists = |at: &usize| {
            matches!(self.role(*at), Role::Title | Role::Series)
                && self.pieces[*at].text.len() < 60
                && self.pieces[*at].has(Class::SeriesName)
        };
        let mut titles = (0..self.prose()).filter(lists);
        titles
            .find_map(|at| self.pieces[at].dates.iter().find(|found| found.extent == Extent::Month))
            .map(|found| found.date.clone())
    }

    /// The first readable date of the pieces that the model takes for it, the surest first.
    fn date_of_pieces(&self) -> Option<Date> {
        let mut pieces: Vec<usize> =
            (0..self.pieces.len()).filter(|at| self.role(*at) == Role::Date).collect();
        #[expect(clippy::cast_possible_truncation, reason = "between nought and ten")]
        pieces.sort_by_key(|at| -(self.certainty(&(*at..*at + 1), Role::Date) * 10.0).round() as i32);
        let readable = |date: &Date| date.value().is_some() || self.reader.header.updated.is_some();
        let dates =
            || pieces.iter().filter_map(|at| fullest(&self.pieces[*at].dates)).map(|found| &found.date);
        dates().find(|date| readable(date)).or_else(|| dates().next()).cloned()
    }

    /// `21 November` / `2002`, `Monday,` / `18th Mar. 1996`: a narrow cell broke the date over two lines.
    fn broken_date(&self) -> Option<Date> {
        let whole = |at: usize| {
            let (above, below) = (&self.pieces[at], self.pieces.get(at + 1)?);
            let narrow = below.gap == 0
                && below.line == above.line + 1
                && above.text.len() <= 30
                && below.text.len() <= 30;
            let half = above.text.ends_with("day")
                || above.text.ends_with("day,")
                || above.dates.iter().any(|found| found.extent == Extent::Partial);
            let text = &self.reader.text[above.start..below.start + below.text.len()];
            let dated = narrow && half && (self.role(at) == Role::Date || self.role(at + 1) == Role::Date);
            dated.then(|| date::date_line(text, above.start, self.reader.order())).flatten()
        };
        (0..self.prose().min(self.pieces.len())).find_map(whole).filter(|date| date.value().is_some())
    }

    /// A date alone on its line, or with little beside it; one with a word for stamps only if there is no other.
    fn lone_date(&mut self, stamped: bool) -> Option<Date> {
        let free = |at: &usize| match self.role(*at) {
            Role::Updated | Role::Related | Role::RelatedHead | Role::Media => false,
            Role::Body | Role::Navigation | Role::Contact | Role::Caption => {
                self.chance(*at, Role::Date) >= CHANCE
            }
            _ => true,
        };
        let lone = (0..self.prose()).filter(free).find_map(|at| {
            let piece = &self.pieces[at];
            let found = piece.dates.iter().find(|found| found.extent <= Extent::Numeric)?;
            let free = stamped || piece.opens(Class::UpdateLabel).is_none();
            (free && piece.without_dates().len() < 12).then_some((at, found.date.clone()))
        });
        let (at, date) = lone?;
        if matches!(self.role(at), Role::Body | Role::Navigation | Role::Caption) {
            self.label(&(at..at + 1), Role::Date);
        }
        Some(date)
    }

    /// The last date inside a title, byline or other line of a field.
    fn date_in_words(&self) -> Option<Date> {
        let borrows = self.reader.header.updated.is_some();
        let words = (0..self.pieces.len()).find_map(|at| {
            let all = match self.role(at) {
                Role::Title | Role::Byline if borrows => {
                    [Extent::Full, Extent::Numeric, Extent::Range, Extent::Partial].as_slice()
                }
                Role::Title => [Extent::Full, Extent::Numeric, Extent::Range].as_slice(),
                Role::Byline | Role::Place | Role::Genre | Role::Number => {
                    &[Extent::Full, Extent::Numeric, Extent::Range]
                }
                Role::Series => &[Extent::Full, Extent::Numeric, Extent::Range, Extent::Month, Extent::Year],
                _ => &[],
            };
            self.pieces[at].dates.iter().rev().find(|found| all.contains(&found.extent))
        });
        words.map(|found| found.date.clone())
    }

    /// An event day in title or byline, and a later day alone: the later one is when it was posted.
    pub(super) fn posting_day(&mut self) {
        let header = &self.reader.header;
        let Some(day) = header.date.as_ref().filter(|_| header.updated.is_none()).and_then(single) else {
            return;
        };
        let words = (0..self.pieces.len()).filter(|at| matches!(self.role(*at), Role::Title | Role::Byline));
        let event = words.flat_map(|at| &self.pieces[at].dates).find(|found| {
            matches!(found.extent, Extent::Full | Extent::Numeric) && single(&found.date).is_some()
        });
        let lone = (0..self.pieces.len())
            .filter(|at| self.role(*at) == Role::Date)
            .flat_map(|at| &self.pieces[at].dates);
        let Some(lone) = lone.into_iter().find(|found| single(&found.date) == Some(day)) else { return };
        let clock = lone.date.clock.is_some();
        let event = event.or_else(|| self.lead_day().filter(|_| clock));
        let Some(event) = event else { return };
        let Some(first) = single(&event.date) else { return };
        let later = (day - first).get_days();
        if (if clock { 0 } else { 1 }..=31).contains(&later) {
            let event = event.date.clone();
            self.reader.header.updated = self.reader.header.date.replace(event);
        }
    }
}

impl Fields<'_, '_, '_> {
    /// The day that the first paragraph begins with: `29 марта 2016 года Святейший Патриарх …`.
    fn lead_day(&self) -> Option<&Found> {
        let opens = |at: &usize| {
            self.pieces[*at].text.len() > 60 || self.pieces[*at].cut_right && self.pieces[*at].is_date()
        };
        let lead = (0..self.pieces.len()).find(|at| self.role(*at) == Role::Body && opens(at))?;
        self.pieces[lead]
            .dates
            .first()
            .filter(|found| found.start == 0 && matches!(found.extent, Extent::Full | Extent::Numeric))
    }
}

/// The fullest date of a piece.
fn fullest(dates: &[Found]) -> Option<&Found> {
    dates.iter().min_by_key(|found| if found.extent == Extent::Range { Extent::Full } else { found.extent })
}

/// The one day of a date.
fn single(date: &Date) -> Option<jiff::civil::Date> {
    matches!(date.value()?, Value::Single(_)).then(|| date.first_day()).flatten()
}
