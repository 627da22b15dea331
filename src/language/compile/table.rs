//! The phrases as a table of hashes: the writing side of `language/table.rs`.

use std::collections::BTreeMap;

use super::super::fold;
use super::super::table::{self, BITS, FILTER, FRONT, LONGER, NONE, OPEN, RECORD, State};
use super::super::token::{self, Token, Tokens};

/// Bytes that the open end or beginning of a word has at least: the filters look at three.
const SHORTEST: usize = 3;

/// The records of a table, and of what each is.
pub(super) struct Builder {
    records: BTreeMap<(usize, u64), (u64, String)>,
    begins: [u8; FILTER],
    ends: [u8; FILTER],
    inner: u32,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { records: BTreeMap::new(), begins: [0; FILTER], ends: [0; FILTER], inner: 0 }
    }

    /// Adds a phrase in folded form, perhaps with `*` at its ends, with the number of its list of senses.
    pub(super) fn add(&mut self, phrase: &str, list: usize) -> Result<(), String> {
        let error = |what: &str| format!("`{phrase}` {what}");
        let list = u64::try_from(list).ok().filter(|list| *list < NONE);
        let list = list.ok_or_else(|| error("has one list of senses too many"))?;
        let (tail, rest) = phrase.strip_prefix('*').map_or((false, phrase), |rest| (true, rest));
        let (open, rest) = rest.strip_suffix('*').map_or((false, rest), |rest| (true, rest));
        let tokens: Vec<Token> = Tokens::of(rest).collect();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Err(error("is empty"));
        };
        let edges = [(tail, first), (open, last)];
        if edges
            .iter()
            .any(|(edge, token)| *edge && (token.letters == 0 || token.end - token.start < SHORTEST))
        {
            return Err(error("is too short at its open end"));
        }
        self.filter(rest, &tokens, tail, open);
        let mut state = match (tail, open && tokens.len() == 1) {
            (false, _) => State::PHRASE,
            (true, false) => State::TAIL,
            (true, true) => State::INNER,
        };
        for (at, token) in tokens.iter().enumerate() {
            let is_last = at + 1 == tokens.len();
            let backwards = at == 0 && state == State::TAIL;
            let hash = if backwards { backward(&rest[..token.end]) } else { token.hash };
            state = state.then(hash, token.spaced && at > 0);
            let name = || format!("{}{}", if tail { "*" } else { "" }, &rest[..token.end]);
            if is_last {
                let (state, name) = if open { (state.open(), name() + "*") } else { (state, name()) };
                self.set(state, name, 0, Some(list))?;
            } else {
                let opens = open && at + 2 == tokens.len();
                self.set(state, name(), if opens { OPEN } else { LONGER }, None)?;
            }
        }
        Ok(())
    }

    /// Adds to the filters what an open phrase begins or ends with.
    fn filter(&mut self, text: &str, tokens: &[Token], tail: bool, open: bool) {
        let bytes = text.as_bytes();
        let set = |filter: &mut [u8; FILTER], three: [u8; 3]| {
            let bit = table::filter_bit(three);
            filter[bit / 8] |= 1 << (bit % 8);
        };
        if open && tokens.len() == 1 {
            set(&mut self.begins, [bytes[0], bytes[1], bytes[2]]);
            self.inner += u32::from(tail);
        } else if tail {
            let end = tokens[0].end;
            set(&mut self.ends, [bytes[end - 3], bytes[end - 2], bytes[end - 1]]);
        }
    }

    /// Adds flags and list to the record of a place. A place has one name: another one would have the same hash.
    fn set(&mut self, state: State, name: String, flags: u64, list: Option<u64>) -> Result<(), String> {
        let (record, known) = self.records.entry(state.key()).or_insert_with(|| (NONE << 2, name.clone()));
        if *known != name {
            return Err(format!("`{name}` has the hash of `{known}`"));
        }
        *record |= flags;
        if let Some(list) = list {
            *record = *record & !(NONE << 2) | list << 2;
        }
        Ok(())
    }

    /// The bytes of the table.
    pub(super) fn table(&self) -> Vec<u8> {
        let mut bytes = self.inner.to_le_bytes().to_vec();
        bytes.extend(self.begins);
        bytes.extend(self.ends);
        let mut counts = vec![0_u32; (1 << BITS) + 1];
        self.records.keys().for_each(|(bucket, _)| counts[bucket + 1] += 1);
        let mut end = 0;
        bytes.extend(counts.into_iter().flat_map(|count| {
            end += count;
            end.to_le_bytes()
        }));
        for ((_, rest), (record, _)) in &self.records {
            bytes.extend_from_slice(&(rest << FRONT | record).to_le_bytes()[..RECORD]);
        }
        bytes.push(0);
        bytes
    }
}

/// The hash of a word from its last byte to the first.
fn backward(word: &str) -> u64 {
    fold::text(word).bytes().rev().fold(token::EMPTY, token::hashed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_table_cannot_hold_is_an_error() {
        let mut builder = Builder::new();
        for (phrase, list) in [("*ab", 0), ("ab*", 0), ("a b*", 0), ("", 0), ("ab", NONE as usize)] {
            assert!(builder.add(phrase, list).is_err(), "{phrase}");
        }
        assert_eq!(builder.add("ab cde*", 1), Ok(()));
        assert_eq!(builder.records.len(), 2);
    }

    #[test]
    fn one_hash_for_two_phrases_is_an_error() {
        let mut builder = Builder::new();
        builder.set(State::PHRASE, "a".to_string(), 0, Some(1)).expect("it is the first");
        builder.set(State::PHRASE, "a".to_string(), LONGER, None).expect("it is the same");
        assert!(builder.set(State::PHRASE, "b".to_string(), 0, Some(2)).is_err());
    }
}
