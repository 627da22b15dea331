//! Hashes that are the same on every machine and in every run, so that findings are.

/// Odd numbers without a pattern: the fractions of the square roots of 2 and 3.
const FIRST: u64 = 0x6a09_e667_f3bc_c909;
const SECOND: u64 = 0xbb67_ae85_84ca_a73b;

/// A hash of bytes.
#[inline]
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut state = FIRST ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = join(state, u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
    }
    join(state, rest(chunks.remainder()))
}

/// Fewer than eight bytes as a number, the first one lowest. Most words are so short: two reads that overlap cost less
/// than a copy of so many bytes as there happen to be.
#[inline]
pub(super) fn rest(bytes: &[u8]) -> u64 {
    let len = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first))
            | u64::from(u32::from_le_bytes(*last)) << (8 * (len - 4));
    }
    match *bytes {
        [first, second, third, ..] => u64::from(first) | u64::from(second) << 8 | u64::from(third) << 16,
        [first, second] => u64::from(first) | u64::from(second) << 8,
        [first] => u64::from(first),
        [] => 0,
    }
}

/// A hash of what came before and what comes next: both halves of their product count.
#[inline]
pub(super) fn join(state: u64, next: u64) -> u64 {
    let product = u128::from(state ^ next ^ SECOND) * u128::from(next.rotate_left(32) ^ state ^ FIRST | 1);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_read_from_the_lowest_byte() {
        for len in 0..8 {
            let mut bytes = [0; 8];
            bytes[..len].copy_from_slice(&b"abcdefg"[..len]);
            assert_eq!(rest(&bytes[..len]), u64::from_le_bytes(bytes), "{len}");
        }
    }

    #[test]
    fn texts_that_differ_have_other_hashes() {
        let texts = ["", "a", "b", "ab", "ba", "a\0", "Nazarbayev", "Nazarbaev", "the eight", "the eighT"];
        let mut seen: Vec<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), texts.len());
        assert_ne!(join(1, 2), join(2, 1));
    }
}
