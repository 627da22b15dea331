//! What happens in the line after the decision: each field is read in the pieces that the model gave it.

use std::ops::Range;

use super::super::reader::Reader;
use super::confidence::Lattice;
use super::decode::{Marginals, Path};
use super::labels::{Label, Role};
use super::pieces::{self, Piece};
use crate::profile::Shape;
use crate::source::Span;

mod byline;
mod date;
mod front;
mod genre;
mod links;
mod number;
mod place;
mod retype;
mod series;
mod title;
mod updated;

/// The state of reading the fields.
pub(super) struct Fields<'a, 'r, 'p> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) pieces: &'p [Piece<'a>],
    /// The label of each piece; rules may change it.
    pub(super) labels: Vec<Label>,
    marginals: Marginals,
    /// The shape that a series label announces, or the first of the profile.
    pub(super) shape: &'a Shape,
    /// The pieces of the title that was taken.
    pub(super) title: Option<Range<usize>>,
}

impl<'a, 'r, 'p> Fields<'a, 'r, 'p> {
    pub(super) fn new(
        reader: &'r mut Reader<'a>,
        pieces: &'p [Piece<'a>],
        path: Path,
        shape: &'a Shape,
    ) -> Self {
        Self { reader, pieces, labels: path.labels, marginals: path.marginals, shape, title: None }
    }

    /// Reads every field.
    pub(super) fn read(&mut self) {
        self.retype();
        self.behind_front_matter();
        self.updated();
        self.series();
        self.title();
        self.bylines();
        self.genre();
        self.number();
        self.links();
        self.places();
        self.date();
        self.posting_day();
        self.second_stamp();
        self.places_elsewhere();
    }

    /// Whether the page is a list of texts, each with a day of its own: none of them is that of the page.
    pub(super) fn is_list(&self) -> bool {
        !self.shape.index && pieces::days_of_lines(self.pieces) >= pieces::LIST
    }

    /// What the model decided and what rules made of it.
    pub(super) fn lattice(self, decided: Vec<Label>, shape: &Shape) -> Lattice {
        let spans = self.pieces.iter().map(Piece::span).collect();
        let expected = shape.expects.clone();
        Lattice { spans, decided, labels: self.labels, marginals: self.marginals, expected }
    }

    /// What the label of a piece says.
    pub(super) fn role(&self, at: usize) -> Role {
        self.labels[at].role()
    }

    /// The runs of pieces of a role.
    pub(super) fn runs(&self, role: Role) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, label) in self.labels.iter().enumerate().filter(|(_, label)| label.role() == role) {
            match runs.last_mut() {
                Some(run) if run.end == at && *label != role.begin() => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// How sure the model is that the pieces have a role: the mean of their probabilities.
    pub(super) fn certainty(&self, run: &Range<usize>, role: Role) -> f32 {
        let of = |at: usize| {
            self.marginals.get(at).map_or(f32::from(u8::from(self.role(at) == role)), |row| {
                let begin = row[role.begin() as usize];
                if role.inside() == role.begin() { begin } else { begin + row[role.inside() as usize] }
            })
        };
        #[expect(clippy::cast_precision_loss, reason = "a run has some pieces")]
        let len = run.len() as f32;
        run.clone().map(of).sum::<f32>() / len
    }

    /// How probable the model holds a role for a piece; nought where no model decided.
    pub(super) fn chance(&self, at: usize, role: Role) -> f32 {
        self.marginals.get(at).map_or(0.0, |row| {
            let begin = row[role.begin() as usize];
            if role.inside() == role.begin() { begin } else { begin + row[role.inside() as usize] }
        })
    }

    /// The run of which the model is surest; of equals the first.
    pub(super) fn best(&self, role: Role) -> Option<Range<usize>> {
        let mut best: Option<(f32, Range<usize>)> = None;
        for run in self.runs(role) {
            let certainty = (self.certainty(&run, role) * 100.0).round();
            if best.as_ref().is_none_or(|(most, _)| certainty > *most) {
                best = Some((certainty, run));
            }
        }
        best.map(|(_, run)| run)
    }

    /// Gives the pieces of a run a role.
    pub(super) fn label(&mut self, run: &Range<usize>, role: Role) {
        for at in run.clone() {
            self.labels[at] = if at == run.start { role.begin() } else { role.inside() };
        }
        // What went on with the run begins now.
        let behind = run.end;
        if behind < self.labels.len() && self.labels[behind].is_inside() && self.role(behind) != role {
            let role = self.role(behind);
            self.labels[behind] = role.begin();
        }
    }

    /// The source from the first to the last piece of a run.
    pub(super) fn span(&self, run: &Range<usize>) -> Span {
        self.pieces[run.start].span().cover(self.pieces[run.end - 1].span())
    }

    /// A span without marks at its ends.
    pub(super) fn trimmed(&self, span: Span, at_start: &[char], at_end: &[char]) -> Span {
        let text = self.reader.slice(span);
        let rest = text.trim_start_matches(|c: char| c.is_whitespace() || at_start.contains(&c));
        let start = span.start + text.len() - rest.len();
        let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || at_end.contains(&c));
        Span::new(start, start + rest.len())
    }

    /// The first piece of prose: behind it no header line is looked for by rules.
    pub(super) fn prose(&self) -> usize {
        self.pieces.iter().position(|piece| piece.text.len() > 160).unwrap_or(self.pieces.len())
    }
}
