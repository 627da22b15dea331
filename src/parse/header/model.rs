//! The weights: a table that is used in place, without parsing.
//!
//! Layout, little endian: the scale (`f32`, the value of one unit of a weight), the number of features (`u32`) and a
//! fingerprint of their names (`u32`); then as `i16` the weights of the labels that may come first and of each pair of
//! labels; then for each feature where its entries end (`u16`); then the entries: a label (`u8`) and a weight (`i16`).

use std::sync::OnceLock;

use super::decode::{LANES, Scores};
use super::labels::COUNT;

/// The model that `cargo xtask train` writes.
static TRAINED: &[u8] = include_bytes!("model.bin");

const HEAD: usize = 12;
const ENTRY: usize = 3;

/// A table of weights.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    scale: f32,
    features: usize,
    fingerprint: u32,
    first: &'a [u8],
    pairs: &'a [u8],
    ends: &'a [u8],
    entries: &'a [u8],
}

/// The weights of the built-in model as a row for each feature, so that adding one takes a few instructions. Computed when
/// the first document is read, which costs as much as reading a few.
struct Spread(Vec<[i32; LANES]>);

impl Spread {
    fn built_in() -> &'static Self {
        static SPREAD: OnceLock<Spread> = OnceLock::new();
        SPREAD.get_or_init(|| Self::of(&Model::built_in()))
    }

    fn of(model: &Model<'_>) -> Self {
        let mut rows = vec![[0; LANES]; model.features];
        for (feature, row) in (0..).zip(&mut rows) {
            model.units(feature).for_each(|(label, units)| row[label] += i32::from(units));
        }
        Self(rows)
    }
}

/// Sums of weights, in units of a model.
pub(super) struct Sums<'m> {
    model: &'m Model<'m>,
    spread: Option<&'static Spread>,
    units: [i32; LANES],
}

impl<'m> Sums<'m> {
    /// Sums of nothing.
    pub(super) fn of(model: &'m Model<'m>) -> Self {
        Self { model, spread: model.is_built_in().then(Spread::built_in), units: [0; LANES] }
    }

    /// Adds the weights of a feature.
    #[inline]
    pub(super) fn add(&mut self, feature: u16) {
        match self.spread {
            Some(Spread(rows)) => {
                let row = &rows[usize::from(feature)];
                self.units.iter_mut().zip(row).for_each(|(sum, units)| *sum += units);
            }
            None => {
                self.model.units(feature).for_each(|(label, units)| self.units[label] += i32::from(units))
            }
        }
    }

    /// The scores of the labels.
    pub(super) fn scores(&self) -> Scores {
        #[expect(clippy::cast_precision_loss, reason = "some hundred numbers of 16 bits")]
        self.units.map(|units| units as f32 * self.model.scale)
    }
}

/// Weights as trained.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Of the first label.
    pub first: [f32; COUNT],
    /// Of each pair of labels, the one above first.
    pub pairs: [[f32; COUNT]; COUNT],
    /// Of each feature with each label.
    pub features: Vec<[f32; COUNT]>,
}

impl Model<'static> {
    /// The built-in model.
    pub fn built_in() -> Self {
        Model::open(TRAINED).expect("the table is written by `Weights::table` and tested")
    }
}

impl<'a> Model<'a> {
    /// Opens a table; `None` if it is not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let scale = f32::from_bits(number(0)?);
        let (features, fingerprint) = (number(4)? as usize, number(8)?);
        let (first, rest) = bytes.get(HEAD..)?.split_at_checked(2 * COUNT)?;
        let (pairs, rest) = rest.split_at_checked(2 * COUNT * COUNT)?;
        let (ends, entries) = rest.split_at_checked(2 * features)?;
        Some(Self { scale, features, fingerprint, first, pairs, ends, entries })
    }

    /// Whether it is the built-in model.
    pub(super) fn is_built_in(&self) -> bool {
        std::ptr::eq(self.first.as_ptr(), TRAINED[HEAD..].as_ptr())
    }

    /// The fingerprint of the features whose weights it has ([`fingerprint`](super::features::fingerprint)).
    pub fn fingerprint(&self) -> u32 {
        self.fingerprint
    }

    /// The weight of a label that comes first.
    pub(super) fn first(&self, label: usize) -> f32 {
        weight(self.first, 2 * label) * self.scale
    }

    /// The weight of a label after another.
    pub(super) fn pair(&self, above: usize, label: usize) -> f32 {
        weight(self.pairs, 2 * (above * COUNT + label)) * self.scale
    }

    /// The weights of a feature: label and weight.
    pub fn entries(&self, feature: u16) -> impl Iterator<Item = (usize, f32)> + use<'a> {
        let scale = self.scale;
        self.units(feature).map(move |(label, units)| (label, f32::from(units) * scale))
    }

    /// The weights of a feature as stored: label and units.
    #[inline]
    fn units(&self, feature: u16) -> impl Iterator<Item = (usize, i16)> + use<'a> {
        let feature = usize::from(feature);
        let end = |at: usize| usize::from(u16::from_le_bytes([self.ends[2 * at], self.ends[2 * at + 1]]));
        let (from, to) = match feature {
            _ if feature >= self.features => (0, 0),
            0 => (0, end(0)),
            _ => (end(feature - 1), end(feature)),
        };
        let entries = self.entries.get(from * ENTRY..to * ENTRY).unwrap_or_default();
        entries
            .chunks_exact(ENTRY)
            .map(|entry| (usize::from(entry[0]), i16::from_le_bytes([entry[1], entry[2]])))
    }
}

fn weight(table: &[u8], at: usize) -> f32 {
    f32::from(i16::from_le_bytes([table[at], table[at + 1]]))
}

impl Weights {
    /// The table of the weights, for features with a fingerprint; small weights are left out.
    pub fn table(&self, fingerprint: u32) -> Vec<u8> {
        let all = self.first.iter().chain(self.pairs.iter().flatten()).chain(self.features.iter().flatten());
        let most = all.fold(1.0_f32, |most, weight| most.max(weight.abs()));
        let scale = most / f32::from(i16::MAX);
        #[expect(clippy::cast_possible_truncation, reason = "the scale makes it fit")]
        let unit = |weight: f32| ((weight / scale).round() as i16).to_le_bytes();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let mut table = Vec::new();
        table.extend(scale.to_le_bytes());
        table.extend(count(self.features.len()));
        table.extend(fingerprint.to_le_bytes());
        table.extend(self.first.iter().chain(self.pairs.iter().flatten()).flat_map(|weight| unit(*weight)));
        let (mut ends, mut entries, mut end) = (Vec::new(), Vec::new(), 0_u16);
        for weights in &self.features {
            for (label, weight) in (0_u8..).zip(weights).filter(|(_, weight)| weight.abs() > Self::SMALL) {
                entries.push(label);
                entries.extend(unit(*weight));
                end = end.saturating_add(1);
            }
            ends.extend(end.to_le_bytes());
        }
        table.extend(ends);
        table.extend(entries);
        table
    }

    /// A weight that changes nothing.
    const SMALL: f32 = 0.005;
}
