//! The confidence of each header field. The model gives the probabilities of the pieces of a value; signals of the whole
//! header and a calibration turn them into the probability of the value; thresholds decide whether it is kept.

use super::super::reader::Reader;
use super::decode::Marginals;
use super::labels::{ALL, Label, Role};
use crate::document::{Certainty, Confidence, Date, Header, Withheld};
use crate::profile::Field;
use crate::source::Span;

mod calibration;
mod signals;
mod thresholds;

pub use calibration::{Calibration, Weighted};
pub use signals::{SIGNALS, Signals};
pub use thresholds::{Thresholds, thresholds};

/// The decisions of the model about the pieces of a header, and what rules made of them.
#[derive(Clone, Debug, Default)]
pub(in crate::parse) struct Lattice {
    /// Where each piece is in the source.
    pub(super) spans: Vec<Span>,
    /// The labels of the best path.
    pub(super) decided: Vec<Label>,
    /// The labels after the rules of the fields.
    pub(super) labels: Vec<Label>,
    /// The fields that the shape of the page expects.
    pub(super) expected: Vec<Field>,
    /// The probability of each label for each piece; empty where no model decided.
    pub(super) marginals: Marginals,
}

impl Lattice {
    /// The probability of a role for a piece.
    fn chance(&self, at: usize, role: Role) -> f32 {
        let begin = self.begins(at, role);
        if role.inside() == role.begin() { begin } else { begin + self.goes_on(at, role) }
    }

    fn begins(&self, at: usize, role: Role) -> f32 {
        self.marginals[at][role.begin() as usize]
    }

    fn goes_on(&self, at: usize, role: Role) -> f32 {
        self.marginals[at][role.inside() as usize]
    }

    /// The pieces that the spans touch.
    fn over(&self, spans: &[Span]) -> Vec<usize> {
        let touched =
            |piece: &Span| spans.iter().any(|span| piece.start < span.end && span.start < piece.end);
        (0..self.spans.len()).filter(|at| touched(&self.spans[*at])).collect()
    }

    /// The most likely other role of the pieces, and its mean probability.
    fn otherwise(&self, over: &[usize], role: Role) -> Option<(Role, f32)> {
        #[expect(clippy::cast_precision_loss, reason = "a field has some pieces")]
        let len = over.len() as f32;
        let mean = |other: Role| over.iter().map(|at| self.chance(*at, other)).sum::<f32>() / len;
        let others = ALL.iter().filter(|label| !label.is_inside()).map(|label| label.role());
        let others = others.filter(|other| *other != role).map(|other| (other, mean(other)));
        if over.is_empty() { None } else { others.max_by(|a, b| a.1.total_cmp(&b.1)) }
    }
}

/// The role of the pieces of a field.
fn role(field: Field) -> Role {
    match field {
        Field::Series => Role::Series,
        Field::Updated => Role::Updated,
        Field::Date => Role::Date,
        Field::Place => Role::Place,
        Field::Genre => Role::Genre,
        Field::Title => Role::Title,
        Field::Number => Role::Number,
        Field::Byline => Role::Byline,
    }
}

/// Whether a field has a value. A date without a reading is not one.
fn is_valued(header: &Header, field: Field) -> bool {
    let read = |date: &Option<Date>| date.as_ref().is_some_and(|date| date.value().is_some());
    match field {
        Field::Date => read(&header.date),
        Field::Updated => read(&header.updated),
        other => header.has(other),
    }
}

/// The signals of each field that has a value, in the order of [`Field::ALL`].
pub type Evidence = [Option<Signals>; 8];

/// The evidence for and against the values of the header. Values of the front matter need none: the model did not read them.
pub(in crate::parse) fn evidence(reader: &Reader<'_>, lattice: &Lattice) -> Evidence {
    let header = &reader.header;
    let front = reader.lines.get(reader.front.lines).map_or(reader.text.len(), |line| line.start);
    let is_read = |field: Field| header.spans(field).iter().all(|span| span.start >= front);
    let given = |field: &Field| !lattice.marginals.is_empty() && is_valued(header, *field) && is_read(*field);
    let of = |field| signals::signals(reader.text, header, lattice, field);
    Field::ALL.map(|field| given(&field).then(|| of(field)))
}

/// Sets the confidence of each field, and empties fields that are too uncertain.
pub(in crate::parse) fn settle(
    reader: &mut Reader<'_>,
    lattice: &Lattice,
    evidence: &Evidence,
    calibration: &Calibration<'_>,
) {
    for (field, signals) in Field::ALL.into_iter().zip(evidence) {
        let Some(signals) = signals else { continue };
        let probability = calibration.probability(field, signals);
        let spans = reader.header.spans(field);
        let otherwise = lattice.otherwise(&lattice.over(&spans), role(field));
        let (other, runner_up) = otherwise.unwrap_or((Role::Body, 1.0 - probability));
        let certainty = thresholds(field).certainty(probability);
        let confidence = Confidence {
            probability,
            certainty: certainty.unwrap_or(Certainty::Low),
            otherwise: other.meaning(),
            runner_up,
        };
        if certainty.is_some() {
            reader.header.confidence[field as usize] = Some(confidence);
        } else if let Some(span) = spans.into_iter().next() {
            reader.header.withheld.push(Withheld { field, span, confidence });
            reader.withhold(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::COUNT;
    use super::*;

    /// Two pieces of four bytes, with these probabilities of the labels.
    fn lattice(chances: [&[(Label, f32)]; 2]) -> Lattice {
        let marginals = chances.map(|chances| {
            let mut row = [0.0; COUNT];
            chances.iter().for_each(|(label, chance)| row[*label as usize] = *chance);
            row
        });
        let labels = vec![Label::TitleBegin, Label::TitleInside];
        Lattice {
            spans: vec![Span::new(0, 4), Span::new(5, 9)],
            decided: labels.clone(),
            labels,
            expected: Vec::new(),
            marginals: marginals.to_vec().into(),
        }
    }

    #[test]
    fn fields_have_their_place_in_a_list() {
        for (at, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, at, "{field:?}");
        }
    }

    #[test]
    fn a_value_has_the_pieces_that_it_touches() {
        let lattice = lattice([&[], &[]]);
        assert_eq!(lattice.over(&[Span::new(2, 4)]), [0]);
        assert_eq!(lattice.over(&[Span::new(0, 9)]), [0, 1]);
        assert_eq!(lattice.over(&[Span::new(4, 5)]), Vec::<usize>::new());
    }

    #[test]
    fn the_runner_up_is_the_likeliest_other_role_of_all_pieces() {
        let lattice = lattice([
            &[(Label::TitleBegin, 0.5), (Label::Navigation, 0.4), (Label::BylineBegin, 0.1)],
            &[(Label::TitleInside, 0.3), (Label::BylineBegin, 0.3), (Label::BylineInside, 0.4)],
        ]);
        let (role, chance) = lattice.otherwise(&[0, 1], Role::Title).expect("there are pieces");
        assert_eq!(role, Role::Byline);
        assert!((chance - 0.4).abs() < 1e-6, "{chance}");
        assert_eq!(lattice.otherwise(&[0], Role::Title).map(|(role, _)| role), Some(Role::Navigation));
        assert_eq!(lattice.otherwise(&[], Role::Title), None);
    }
}
