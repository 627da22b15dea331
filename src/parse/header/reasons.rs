//! The reasons of the model: for each piece the two most likely labels, and the features that separate them.

use super::super::reader::Reader;
use super::decode::{self, Path};
use super::features;
use super::labels::{ALL, COUNT, Label, Role};
use super::model::Model;
use crate::source::Span;

/// A decision about a piece of the header.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The span of the piece.
    pub span: Span,
    /// The role it was given.
    pub role: Role,
    /// The probability of that role, between 0 and 1.
    pub certainty: f32,
    /// The alternative role, and its probability.
    pub other: (Role, f32),
    /// The features of the piece with their weight for the decision and against the alternative, the greatest first.
    pub features: Vec<(String, f32)>,
}

/// The decisions about all pieces of a document.
pub(in crate::parse) fn reasons(reader: &Reader<'_>) -> Vec<Reason> {
    let model = Model::built_in();
    let pieces = super::pieces_of(reader);
    let rows = super::rows(reader, &pieces);
    let Path { labels, marginals } = decode::decode(&model, rows.scores(&model));
    let numbers = rows.numbers();
    let all = pieces.iter().zip(&numbers).zip(labels.iter().zip(marginals.iter()));
    all.map(|((piece, row), (label, marginals))| reason(&model, piece.span(), row, *label, marginals))
        .collect()
}

fn reason(model: &Model<'_>, span: Span, row: &[u16], label: Label, marginals: &[f32; COUNT]) -> Reason {
    let role = label.role();
    let mut sums: Vec<(Role, f32, Label)> = Vec::new();
    for (label, probability) in ALL.into_iter().zip(marginals) {
        match sums.iter_mut().find(|(role, _, _)| *role == label.role()) {
            Some((_, sum, _)) => *sum += probability,
            None => sums.push((label.role(), *probability, label)),
        }
    }
    let certainty = sums.iter().find(|(known, _, _)| *known == role).map_or(0.0, |(_, sum, _)| *sum);
    let others = sums.iter().filter(|(known, _, _)| *known != role);
    let other = others.max_by(|a, b| a.1.total_cmp(&b.1)).copied().unwrap_or((role, 0.0, label));
    let weight = |feature: u16, label: Label| {
        model
            .entries(feature)
            .filter(|(entry, _)| *entry == label as usize)
            .map(|(_, weight)| weight)
            .sum::<f32>()
    };
    let speaks =
        |feature: &u16| (features::name(*feature), weight(*feature, label) - weight(*feature, other.2));
    let mut features: Vec<(String, f32)> = row.iter().map(speaks).collect();
    features.sort_by(|a, b| b.1.total_cmp(&a.1));
    Reason { span, role, certainty, other: (other.0, other.1), features }
}
