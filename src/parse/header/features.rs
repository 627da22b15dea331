//! What the model sees of a piece: a closed list of features, each with named values.
//!
//! A feature family has a file; it declares its features with [`features!`] and sets, for each piece, the values that
//! hold. At run time a value is a number and nothing else: its place in the list is the place of its weights.

use super::decode::Scores;
use super::model::{Model, Sums};
use super::pieces::Piece;

pub(super) mod dates;
pub(super) mod document;
pub(super) mod layout;
pub(super) mod neighbours;
pub(super) mod pairs;
pub(super) mod speech;
pub(super) mod stamps;
pub(super) mod structure;
pub(super) mod words;

/// A feature as it is declared: its name, and the names of its values.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// The name, as in `doclint inspect --features`.
    pub name: &'static str,
    /// The names of its values. A feature that only holds or does not has one.
    pub values: &'static [&'static str],
    /// If it says two things at once: the names of the values of the second. Else empty.
    pub with: &'static [&'static str],
}

impl Feature {
    /// How many values it has.
    #[expect(clippy::len_without_is_empty, reason = "each feature has values")]
    pub const fn len(&self) -> usize {
        if self.with.is_empty() { self.values.len() } else { self.values.len() * self.with.len() }
    }

    /// The name of one of its values.
    fn value(&self, at: usize) -> String {
        match (self.values, self.with.len()) {
            (["yes"], 0) => self.name.to_string(),
            (values, 0) => format!("{}={}", self.name, values[at]),
            (values, with) => format!("{}={} / {}", self.name, values[at / with], self.with[at % with]),
        }
    }
}

/// A family of features, and where its values begin in the list of all.
pub(super) trait Family: Copy {
    /// The number of the first value of the first feature.
    const BASE: usize;
    /// The numbers of the first values of all features, and behind them where the family ends.
    const STARTS: &'static [u16];
    /// The feature's place in the family.
    fn number(self) -> usize;
}

/// Declares the features of a family: `Gap "gap above" ["none", "one", "more"],`; without values one that holds or not.
/// The values may be a list of their own, `(GAPS)`, and be crossed with those of another list, `(GAPS by GAPS)`.
macro_rules! features {
    ($(#[$about:meta])* $family:ident { $($(#[$doc:meta])* $name:ident $text:literal $([$($value:literal),+ $(,)?])? $(($list:ident $(by $with:ident)?))?,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, clippy::allow_attributes, reason = "the names say it")]
        pub(in crate::parse::header) enum $family { $($(#[$doc])* $name,)+ }
        impl $family {
            pub(in crate::parse::header) const LIST: &'static [$crate::parse::header::features::Feature] = &[
                $($crate::parse::header::features::Feature {
                    name: $text,
                    values: features!(@values $([$($value),+])? $($list)?),
                    with: features!(@with $($($with)?)?),
                },)+
            ];
        }
    };
    (@values) => { &["yes"] };
    (@values [$($value:literal),+]) => { &[$($value),+] };
    (@values $list:ident) => { &$list };
    (@with) => { &[] };
    (@with $list:ident) => { &$list };
}
pub(super) use features;

/// How many values some features have.
const fn size(features: &[Feature]) -> usize {
    let (mut at, mut sum) = (0, 0);
    while at < features.len() {
        sum += features[at].len();
        at += 1;
    }
    sum
}

/// Where the values of each feature begin, and where those of the last one end.
#[expect(clippy::cast_possible_truncation, reason = "there are some thousand values")]
const fn starts<const N: usize>(base: usize, features: &[Feature]) -> [u16; N] {
    let mut starts = [base as u16; N];
    let mut at = 1;
    while at < N {
        starts[at] = starts[at - 1] + features[at - 1].len() as u16;
        at += 1;
    }
    starts
}

/// Puts the families one behind the other.
macro_rules! families {
    ($base:expr; $($family:path),+ $(,)?) => {
        /// Every family.
        const FAMILIES: &[&[Feature]] = &[$(<$family>::LIST),+];
        families!(@ $base; $($family),+);
    };
    (@ $base:expr; $family:path $(, $rest:path)*) => {
        impl Family for $family {
            const BASE: usize = $base;
            const STARTS: &'static [u16] = &starts::<{ <$family>::LIST.len() + 1 }>($base, <$family>::LIST);
            fn number(self) -> usize { self as usize }
        }
        families!(@ <$family as Family>::BASE + size(<$family>::LIST); $($rest),*);
    };
    (@ $base:expr;) => {};
}

families!(0; layout::Layout, dates::Dates, words::Words, speech::Speech, pairs::Pairs, document::Document, stamps::Stamps, structure::Structure);

/// How many values there are; those of a piece by itself count again for each neighbour.
pub(super) const VALUES: usize = {
    let (mut at, mut sum) = (0, 0);
    while at < FAMILIES.len() {
        sum += size(FAMILIES[at]);
        at += 1;
    }
    sum
};

/// Words of 64 bits for one bit a value, as far as it is ever asked whether a value holds.
const BITS: usize = <structure::Structure as Family>::BASE.div_ceil(64);

/// Values that a piece has by itself, at most in nearly all documents; and as many by its place in the document.
const USUAL: usize = 60;

/// The values that hold of one piece, as numbers; which ones hold can be asked at the cost of looking at a bit.
#[derive(Clone, Debug)]
pub(super) struct Row {
    values: Vec<u16>,
    /// How many of them count for the neighbours too: what a piece says about itself.
    shared: usize,
    held: [u64; BITS],
}

impl Default for Row {
    fn default() -> Self {
        Self { values: Vec::with_capacity(USUAL), shared: 0, held: [0; BITS] }
    }
}

impl Row {
    /// Lets a feature hold.
    pub(super) fn set<F: Family>(&mut self, feature: F) {
        self.value(feature, 0);
    }

    /// Lets a feature hold if a condition does.
    #[inline]
    pub(super) fn when<F: Family>(&mut self, feature: F, condition: bool) {
        if condition {
            self.value(feature, 0);
        }
    }

    /// Gives a feature a value by its place; beyond the last one the last.
    #[inline]
    pub(super) fn value<F: Family>(&mut self, feature: F, value: usize) {
        let number = number(feature, value);
        self.values.push(number);
        if let Some(bits) = self.held.get_mut(usize::from(number / 64)) {
            *bits |= 1 << (number % 64);
        }
    }

    /// Whether a feature holds.
    #[inline]
    pub(super) fn has<F: Family>(&self, feature: F) -> bool {
        self.holds_number(number(feature, 0))
    }

    /// Whether a feature has one of some values.
    #[inline]
    pub(super) fn holds<F: Family>(&self, feature: F, mut values: std::ops::Range<usize>) -> bool {
        values.any(|value| self.holds_number(number(feature, value)))
    }

    /// The same as [`value`](Self::value), once.
    pub(super) fn once<F: Family>(&mut self, feature: F, value: usize) {
        if !self.holds(feature, value..value + 1) {
            self.value(feature, value);
        }
    }

    /// The numbers of the values.
    pub(super) fn values(&self) -> &[u16] {
        &self.values
    }

    /// The numbers of the values that count for the neighbours.
    fn shared(&self) -> &[u16] {
        &self.values[..self.shared]
    }

    #[inline]
    fn holds_number(&self, number: u16) -> bool {
        self.held.get(usize::from(number / 64)).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

/// The number of a value.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "there are some thousand values")]
fn number<F: Family>(feature: F, value: usize) -> u16 {
    let at = feature.number();
    let (start, end) = (F::STARTS[at], F::STARTS[at + 1]);
    start + value.min(usize::from(end - start) - 1) as u16
}

/// The first bytes of a text.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many values belong to the families that count for the neighbours too.
const fn own_values() -> usize {
    <pairs::Pairs as Family>::BASE
}

/// The features of all pieces of a document: those of each by itself, and those by its place in the document.
pub(super) struct Rows {
    own: Vec<Row>,
    more: Vec<Row>,
}

impl Rows {
    /// The features of these pieces.
    pub(super) fn of(document: &document::Facts<'_>, pieces: &[Piece<'_>]) -> Self {
        let own: Vec<Row> = pieces.iter().map(Row::of).collect();
        let mut more: Vec<Row> = pieces.iter().map(|_| Row::default()).collect();
        document::add(document, pieces, &own, &mut more);
        stamps::add(pieces, &own, &mut more);
        structure::add(pieces, &own, &mut more);
        Self { own, more }
    }

    /// What a model says of each label for each piece.
    pub(super) fn scores(&self, model: &Model<'_>) -> Vec<Scores> {
        let scores = |at: usize| {
            let mut sums = Sums::of(model);
            self.each(at, |number| sums.add(number));
            sums.scores()
        };
        (0..self.own.len()).map(scores).collect()
    }

    /// The numbers of the features of each piece, with those of its neighbours.
    pub(super) fn numbers(&self) -> Vec<Vec<u16>> {
        let numbers = |at: usize| {
            let mut numbers = Vec::new();
            self.each(at, |number| numbers.push(number));
            numbers
        };
        (0..self.own.len()).map(numbers).collect()
    }

    /// Calls a function with the number of each feature of a piece.
    #[inline]
    fn each(&self, at: usize, mut call: impl FnMut(u16)) {
        self.own[at].values().iter().chain(self.more[at].values()).for_each(|number| call(*number));
        neighbours::each(&self.own, at, call);
    }
}

impl Row {
    /// The features that a piece has by itself.
    fn of(piece: &Piece<'_>) -> Self {
        let mut row = Row::default();
        layout::add(piece, &mut row);
        if !piece.further {
            dates::add(piece, &mut row);
        }
        words::add(piece, &mut row);
        speech::add(piece, &mut row);
        row.shared = row.values.len();
        pairs::add(&mut row);
        row
    }
}

/// The name of a value: `gap above=none`, `above: gap above=none`.
pub fn name(value: u16) -> String {
    let (side, mut at) = neighbours::side(usize::from(value));
    let Some(side) = ["", "above: ", "below: "].get(side) else {
        return ["edge above", "edge below"][at.min(1)].to_string();
    };
    for feature in FAMILIES.iter().copied().flatten() {
        if at < feature.len() {
            return format!("{side}{}", feature.value(at));
        }
        at -= feature.len();
    }
    (*side).to_string()
}

/// All features, for the documentation.
pub fn list() -> impl Iterator<Item = &'static Feature> {
    FAMILIES.iter().copied().flatten()
}

/// How many numbers the values have, neighbours included.
pub const fn count() -> usize {
    neighbours::COUNT
}

/// A number that changes with the list of features: a table of weights belongs to one list.
pub fn fingerprint() -> u32 {
    let words =
        list().flat_map(|feature| std::iter::once(&feature.name).chain(feature.values).chain(feature.with));
    let bytes = words.flat_map(|word| word.bytes().chain([0]));
    // FNV-1a
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
