//! Evidence for and against the value of a field: the probabilities of its pieces, what rules did with them, and where the
//! value was found.

use super::super::labels::{Label, Role};
use super::Lattice;
use crate::document::{Date, Header};
use crate::profile::Field;
use crate::source::Span;

/// A signal: a number, 0 by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// The odds that the pieces begin, continue and end as they do.
    Edges,
    /// The odds of the least certain piece.
    Weakest,
    /// The value is part of another field, as the type in `Speech by …`.
    Inside,
    /// The value is part of the text, or not among the pieces of the header.
    InText,
    /// The probability of the most likely piece that was not taken.
    Rival,
    /// The odds of the whole header: the mean of the labels above the text.
    Path,
    /// The expected number of values of the field, minus one.
    Values,
    /// The value opens the document.
    Opens,
    /// The text begins after the value.
    Followed,
    /// The probability that it is navigation.
    Navigation,
    /// The probability that it is text.
    Text,
    /// The probability that it is a header line that fits no field.
    Skip,
    /// It ends like a sentence.
    Sentence,
    /// It has digits.
    Digits,
    /// Its length, as a logarithm.
    Length,
    /// The day and the month of the date can be swapped.
    Unsure,
    /// The year of the date is from elsewhere in the document.
    Borrowed,
    /// The value is part of another field or of the text, in a document without type and byline.
    Bare,
    /// The document has a byline.
    Byline,
    /// The page is of a shape that has the field.
    Expected,
}

use Signal as S;

/// The maximum number of signals of a field.
pub const SIGNALS: usize = 7;

/// The signals of a field in a fixed order; the rest are 0.
pub type Signals = [f32; SIGNALS];

/// The signals of a field, chosen by cross-validation; more of them bring nothing.
pub(super) const fn used(field: Field) -> &'static [Signal] {
    match field {
        Field::Series => &[S::Edges, S::Inside, S::InText, S::Navigation, S::Opens, S::Expected],
        Field::Date => &[S::Edges, S::Bare, S::Byline, S::Length, S::Unsure, S::Borrowed],
        Field::Place => &[S::Edges, S::Inside, S::InText, S::Skip, S::Rival, S::Expected],
        Field::Genre => &[S::Text, S::Path, S::Navigation, S::Rival, S::Inside, S::Expected],
        Field::Title => {
            &[S::Weakest, S::Followed, S::Values, S::Sentence, S::Navigation, S::Skip, S::Expected]
        }
        Field::Byline => &[S::Edges, S::Digits, S::Path, S::Text, S::Expected],
        // Too few documents have them for more.
        Field::Updated | Field::Number => &[S::Edges],
    }
}

/// The signals of a field that has a value.
pub(super) fn signals(text: &str, header: &Header, lattice: &Lattice, field: Field) -> Signals {
    let given = Given::new(text, header, lattice, field);
    let mut signals = [0.0; SIGNALS];
    for (place, signal) in signals.iter_mut().zip(used(field)) {
        *place = given.signal(*signal);
    }
    signals
}

/// A value with the pieces that it is in.
struct Given<'d> {
    text: &'d str,
    header: &'d Header,
    lattice: &'d Lattice,
    field: Field,
    role: Role,
    spans: Vec<Span>,
    /// The pieces that the value touches.
    over: Vec<usize>,
    /// Those of them that have the role of the field.
    own: Vec<usize>,
}

impl<'d> Given<'d> {
    fn new(text: &'d str, header: &'d Header, lattice: &'d Lattice, field: Field) -> Self {
        let (role, spans) = (super::role(field), header.spans(field));
        let over = lattice.over(&spans);
        let own = over.iter().copied().filter(|at| lattice.labels[*at].role() == role).collect();
        Self { text, header, lattice, field, role, spans, over, own }
    }

    fn signal(&self, signal: Signal) -> f32 {
        let lattice = self.lattice;
        let inside = self.own.is_empty() && !self.over.is_empty();
        match signal {
            S::Edges => self.of_own(|own| logit(edges(lattice, own, self.role))),
            S::Weakest => self
                .of_own(|own| logit(own.iter().map(|at| lattice.chance(*at, self.role)).fold(1.0, f32::min))),
            S::Inside => flag(inside),
            S::InText => flag(self.is_in_text()),
            S::Rival => self.rival(),
            S::Path => path(lattice),
            S::Values => (0..lattice.spans.len()).map(|at| lattice.begins(at, self.role)).sum::<f32>() - 1.0,
            S::Opens => flag(self.over.first() == Some(&0)),
            S::Followed => {
                flag(self.over.last().is_some_and(|last| lattice.labels.get(last + 1) == Some(&Label::Body)))
            }
            S::Navigation => self.of_first(Role::Navigation),
            S::Text => self.of_first(Role::Body),
            S::Skip => self.of_first(Role::Skip),
            S::Sentence => flag(self.values().any(|value| value.ends_with(['.', '!', '?']))),
            S::Digits => flag(self.values().any(|value| value.contains(|c: char| c.is_ascii_digit()))),
            S::Length => count(self.spans.iter().map(|span| span.len()).sum::<usize>().max(1)).ln() - 3.0,
            S::Unsure => flag(self.date().is_some_and(|date| date.unsure)),
            S::Borrowed => flag(self.date().is_some_and(|date| date.borrowed_year)),
            S::Bare => {
                flag(self.own.is_empty() && self.header.genre.is_none() && self.header.byline.is_empty())
            }
            S::Byline => flag(!self.header.byline.is_empty()),
            S::Expected => flag(lattice.expected.contains(&self.field)),
        }
    }

    fn of_own(&self, value: impl Fn(&[usize]) -> f32) -> f32 {
        if self.own.is_empty() { 0.0 } else { value(&self.own) }
    }

    fn of_first(&self, role: Role) -> f32 {
        self.over.first().map_or(0.0, |at| self.lattice.chance(*at, role))
    }

    fn is_in_text(&self) -> bool {
        let host = self.over.first().map(|at| self.lattice.labels[*at]);
        self.own.is_empty() && host.is_none_or(|host| host == Label::Body)
    }

    fn rival(&self) -> f32 {
        let others = (0..self.lattice.spans.len()).filter(|at| !self.over.contains(at));
        others.map(|at| self.lattice.chance(at, self.role)).fold(0.0, f32::max)
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(|span| self.text[span.start..span.end].trim())
    }

    fn date(&self) -> Option<&Date> {
        match self.field {
            Field::Date => self.header.date.as_ref(),
            Field::Updated => self.header.updated.as_ref(),
            _ => None,
        }
    }
}

/// The probability that the pieces begin, continue and end as they do, each on its own.
fn edges(lattice: &Lattice, own: &[usize], role: Role) -> f32 {
    if role.inside() == role.begin() {
        return lattice.chance(own[0], role);
    }
    let piece = |at: &usize| {
        let label = lattice.labels[*at];
        let here = if label.is_inside() { lattice.goes_on(*at, role) } else { lattice.begins(*at, role) };
        let last = at + 1 < lattice.spans.len() && !own.contains(&(at + 1));
        here * if last { 1.0 - lattice.goes_on(at + 1, role) } else { 1.0 }
    };
    own.iter().map(piece).product()
}

/// The mean odds of the labels down to the first piece of the text.
fn path(lattice: &Lattice) -> f32 {
    let last = lattice.decided.iter().rposition(|label| *label != Label::Body).map_or(0, |last| last + 1);
    let above = 0..(last + 1).min(lattice.decided.len());
    let len = count(above.len().max(1));
    logit(above.map(|at| lattice.marginals[at][lattice.decided[at] as usize]).sum::<f32>() / len)
}

/// The logarithm of the odds of a probability, between -5 and 5.
fn logit(probability: f32) -> f32 {
    let probability = probability.clamp(0.0067, 0.9933);
    (probability / (1.0 - probability)).ln()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

#[expect(clippy::cast_precision_loss, reason = "pieces and bytes of a header")]
fn count(number: usize) -> f32 {
    number as f32
}
