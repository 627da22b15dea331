//! The compiled table of phrases: looked up where it lies, by hashes of 54 bits instead of the words themselves.
//!
//! Of some hundred thousand million words that the table lacks one has the hash of a word that it has. Compiling fails if
//! two phrases share one.
//!
//! Layout, little endian: the number of phrases that are looked for inside words (`u32`); the filters of the beginnings and
//! of the ends of words, [`FILTER`] bytes each; where the records of each bucket begin, and where those of the last one
//! end (`u32`); the records of [`RECORD`] bytes, by their buckets, and one more byte. A record has two flags, the number of
//! the list of senses in [`LIST`] bits, and the bits of the hash that the bucket does not tell.

/// The table of all languages.
static TABLE: &[u8] = include_bytes!("../languages/words.table");

/// Bits of a hash that tell the bucket.
pub(super) const BITS: u32 = 14;

/// Bits of a record for the number of a list of senses. All of them are set where no phrase ends.
pub(super) const LIST: u32 = 14;

/// The number of the list where no phrase ends.
pub(super) const NONE: u64 = (1 << LIST) - 1;

/// The flag of a place behind which phrases go on.
pub(super) const LONGER: u64 = 1;

/// The flag of a place behind which the next word may go on in any way, as in `word word*`.
pub(super) const OPEN: u64 = 2;

/// Bits of a record before those of the hash.
pub(super) const FRONT: u32 = LIST + 2;

/// Bytes of a record.
pub(super) const RECORD: usize = 7;

/// Bytes of a filter: one bit for each hash of three bytes.
pub(super) const FILTER: usize = 512;

/// Bytes of the number before the filters.
const HEAD: usize = 4;

/// Where the places of the buckets begin.
const BUCKETS: usize = HEAD + 2 * FILTER;

/// Where the records begin.
const RECORDS: usize = BUCKETS + 4 * ((1 << BITS) + 1);

/// A place in a phrase, as a hash of what precedes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State(u64);

impl State {
    /// Before a phrase.
    pub(super) const PHRASE: Self = Self(0x243f_6a88_85a3_08d3);

    /// Inside a word, before the end that `*word` matches.
    pub(super) const TAIL: Self = Self(0x1319_8a2e_0370_7344);

    /// Inside a word, before the part that `*word*` matches.
    pub(super) const INNER: Self = Self(0xa409_3822_299f_31d0);

    /// After one more token.
    #[inline]
    pub(super) const fn then(self, token: u64, spaced: bool) -> Self {
        let space = if spaced { 0x0820_efa9_8ec4_e6c8 } else { 0 };
        Self((self.0.rotate_left(23) ^ token ^ space).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// After the beginning of a word that may go on in any way.
    #[inline]
    pub(super) const fn open(self) -> Self {
        Self(!self.0)
    }

    /// What the table knows the place by: the bucket, and the other bits.
    #[inline]
    pub(super) const fn key(self) -> (usize, u64) {
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> (u64::BITS - BITS)) as usize, mixed << BITS >> (FRONT + u64::BITS - 8 * RECORD as u32))
    }
}

/// What the table says about a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record(u64);

impl Record {
    /// The number of the list of senses, if a phrase ends here.
    #[inline]
    pub(super) fn list(self) -> Option<u64> {
        Some(self.0 >> 2 & NONE).filter(|list| *list != NONE)
    }

    /// Whether phrases go on.
    #[inline]
    pub(super) const fn is_longer(self) -> bool {
        self.0 & LONGER != 0
    }

    /// Whether phrases go on, or end in a word that may go on in any way.
    #[inline]
    pub(super) const fn goes_on(self) -> bool {
        self.0 & (LONGER | OPEN) != 0
    }

    /// Whether the next word may go on in any way.
    #[inline]
    pub(super) const fn is_open(self) -> bool {
        self.0 & OPEN != 0
    }
}

/// The record of a place.
#[inline]
pub(super) fn find(state: State) -> Option<Record> {
    let (bucket, rest) = state.key();
    let (from, to) = (number(BUCKETS + 4 * bucket), number(BUCKETS + 4 * bucket + 4));
    let records = TABLE.get(RECORDS + RECORD * from..RECORDS + RECORD * to + 1)?;
    let mut at = 0;
    while let Some(bytes) = records.get(at..).and_then(<[u8]>::first_chunk) {
        let record = u64::from_le_bytes(*bytes) & ((1 << (8 * RECORD)) - 1);
        if record >> FRONT == rest {
            return Some(Record(record));
        }
        at += RECORD;
    }
    None
}

/// Whether the table has phrases that are looked for inside words.
pub(super) fn has_inner() -> bool {
    number(0) > 0
}

/// Whether some `word*` may begin with these bytes.
#[inline]
pub(super) fn may_begin(bytes: [u8; 3]) -> bool {
    holds(&TABLE[HEAD..], bytes)
}

/// Whether some `*word` may end with these bytes.
#[inline]
pub(super) fn may_end(bytes: [u8; 3]) -> bool {
    holds(&TABLE[HEAD + FILTER..], bytes)
}

fn holds(filter: &[u8], bytes: [u8; 3]) -> bool {
    let bit = filter_bit(bytes);
    filter[bit / 8] >> (bit % 8) & 1 == 1
}

/// The bit of a filter for three bytes.
#[inline]
pub(super) const fn filter_bit([a, b, c]: [u8; 3]) -> usize {
    let hash = u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9e37_79b1);
    (hash >> (u32::BITS - (8 * FILTER).ilog2())) as usize
}

#[inline]
fn number(at: usize) -> usize {
    TABLE.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
}
