//! The lists of corrections, front-coded in blocks: half the size of the plain lists, and a list can be decoded from
//! its number alone. `xtask/src/corrections.rs` writes them and describes the format.

/// The lists, one per line.
const LINES: &str = include_str!("corrections.txt");

/// The start of each block in the lines.
const BLOCKS: &[u8] = include_bytes!("corrections.blocks");

/// Bytes of the lists.
pub(super) const SIZE: usize = LINES.len() + BLOCKS.len();

/// Lists in a block, the first of which is complete.
const BLOCK: usize = 16;

/// The letter for no letters shared with the previous word; the next one stands for one letter, and so on.
const NOTHING: u8 = b'A';

/// The intended words for a misspelt one: at least one correction, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    /// Joined by commas.
    list: String,
}

impl Corrections {
    /// The corrections in lower case; a name begins with a capital.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.split(',')
    }
    /// The correction, if there is only one.
    pub fn only(&self) -> Option<&str> {
        (!self.list.contains(',')).then_some(&*self.list)
    }

    /// The list with a number.
    pub(super) fn at(number: usize) -> Option<Self> {
        let mut rest = block(number / BLOCK)?;
        let mut list = String::with_capacity(LONGEST_LIST);
        // Of the lines before, only the first corrections matter.
        for _ in 0..number % BLOCK {
            let end = rest.bytes().position(|byte| matches!(byte, b',' | b'\n'))?;
            replace(&mut list, &rest[..end]);
            let (_, lines) = rest[end..].split_once('\n')?;
            rest = lines;
        }
        let mut words = rest.lines().next()?.split(',');
        replace(&mut list, words.next()?);
        let first = list.len();
        for word in words {
            let shared = list[..shared(word).min(first)].to_string();
            list.extend([",", &shared, &word[1..]]);
        }
        Some(Self { list })
    }
}

/// Room for most lists.
const LONGEST_LIST: usize = 48;

/// The number of letters that a word shares with the previous one.
fn shared(word: &str) -> usize {
    word.bytes().next().map_or(0, |letter| usize::from(letter.saturating_sub(NOTHING)))
}

/// Turns one word into the next.
fn replace(word: &mut String, next: &str) {
    word.truncate(shared(next));
    word.push_str(&next[1..]);
}

/// The lines from the start of a block.
fn block(number: usize) -> Option<&'static str> {
    let (starts, _) = BLOCKS.as_chunks();
    let start = u32::from_le_bytes(*starts.get(number)?);
    LINES.get(start as usize..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_decoded_in_order() {
        let count = LINES.lines().count();
        let lists: Vec<String> =
            (0..count).map(|number| Corrections::at(number).expect("is there").list).collect();
        assert!(lists.is_sorted_by(|a, b| a < b));
        assert!(lists.iter().all(|list| list.split(',').all(|word| !word.is_empty())));
        assert_eq!(BLOCKS.len(), count.div_ceil(BLOCK) * 4);
        assert_eq!(Corrections::at(count.next_multiple_of(BLOCK)), None);
    }
}
