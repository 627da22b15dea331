//! The cost of typos: the error model between the intended and the written word.
//!
//! Costs are hundredths of an ordinary edit. A typist who misses a key hits a neighbour of it, swaps two letters or
//! doubles one; a writer who does not know a spelling uses another vowel, or letters that sound the same.

/// The lowest cost of an edit.
pub(super) const CHEAPEST: u32 = 40;

/// Below this, only a letter that sounds alike can replace another, and only one of a double letter or an apostrophe
/// can be omitted.
pub(super) const DEAR: u32 = 90;

/// The lowest cost of a replaced letter.
pub(super) const CHEAPEST_REPLACED: u32 = 75;

/// The highest cost of letters that sound like others.
pub(super) const LONGEST_SOUND: usize = 5;

/// Two swapped letters.
pub(super) const SWAPPED: u32 = 80;

/// The extra cost of an edit by position: the first letter is usually right.
pub(super) const fn first(at: usize) -> u32 {
    if at == 0 { 35 } else { 0 }
}

const KEYS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// Letters that are confused because they sound alike.
const ALIKE: [&[u8]; 12] =
    [b"aeiou", b"iy", b"ck", b"cs", b"sz", b"gj", b"fv", b"kq", b"td", b"mn", b"uw", b"bp"];

/// Whether two keys are adjacent.
const fn is_beside(a: u8, b: u8) -> bool {
    let (Some((row, at)), Some((other_row, other_at))) = (key(a), key(b)) else { return false };
    let apart = at.abs_diff(other_at);
    match row.abs_diff(other_row) {
        0 => apart == 1,
        // A key is adjacent to the one below it and the one left of that.
        1 if row < other_row => at == other_at || at == other_at + 1,
        1 => at == other_at || at + 1 == other_at,
        _ => false,
    }
}

const fn key(letter: u8) -> Option<(usize, usize)> {
    let mut row = 0;
    while row < KEYS.len() {
        let mut at = 0;
        while at < KEYS[row].len() {
            if KEYS[row][at] == letter {
                return Some((row, at));
            }
            at += 1;
        }
        row += 1;
    }
    None
}

const fn sounds_alike(a: u8, b: u8) -> bool {
    let mut at = 0;
    while at < ALIKE.len() {
        if has(ALIKE[at], a) && has(ALIKE[at], b) {
            return true;
        }
        at += 1;
    }
    false
}

const fn has(letters: &[u8], letter: u8) -> bool {
    let mut at = 0;
    while at < letters.len() {
        if letters[at] == letter {
            return true;
        }
        at += 1;
    }
    false
}

/// The cost of each letter in place of each other.
const REPLACED: [[u32; 26]; 26] = {
    let mut table = [[0; 26]; 26];
    let mut a = 0;
    while a < 26 {
        let mut b = 0;
        while b < 26 {
            let (x, y) = (b'a' + a as u8, b'a' + b as u8);
            table[a][b] = match (is_beside(x, y), sounds_alike(x, y)) {
                _ if a == b => 0,
                (true, true) => 75,
                (false, true) => 80,
                (true, false) => 95,
                (false, false) => 125,
            };
            b += 1;
        }
        a += 1;
    }
    table
};

/// `written` in place of `meant`.
pub(super) fn replaced(written: u8, meant: u8) -> u32 {
    match (written.checked_sub(b'a'), meant.checked_sub(b'a')) {
        (Some(a), Some(b)) if a < 26 && b < 26 => REPLACED[usize::from(a)][usize::from(b)],
        _ => 125,
    }
}

/// The letters that `written` can replace for less than [`DEAR`].
pub(super) const fn cheap_for(written: u8) -> Letters {
    CHEAP[(written.wrapping_sub(b'a') & 31) as usize]
}

const CHEAP: [Letters; 32] = {
    let mut table = [Letters(0); 32];
    let mut a = 0;
    while a < 26 {
        let mut b = 0;
        while b < 26 {
            if a != b && REPLACED[a][b] < DEAR {
                table[a].0 |= 1 << b;
            }
            b += 1;
        }
        a += 1;
    }
    table
};

/// A set of the letters a to z and the apostrophe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u32);

impl Letters {
    const APOSTROPHE: u32 = 26;

    /// Adds a letter; other characters are ignored.
    pub(super) fn insert(&mut self, letter: u8) -> Option<()> {
        let bit = match letter {
            b'a'..=b'z' => u32::from(letter - b'a'),
            b'\'' => Self::APOSTROPHE,
            _ => return None,
        };
        self.0 |= 1 << bit;
        Some(())
    }
    /// All letters of both.
    pub(super) const fn with(self, others: Letters) -> Self {
        Self(self.0 | others.0)
    }
    /// The letters, one by one.
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros();
            rest &= rest.checked_sub(1)?;
            Some(if bit == Self::APOSTROPHE { b'\'' } else { b'a' + u8::try_from(bit).ok()? })
        })
    }
}

/// `letter` omitted after `before`, in the intended word.
pub(super) fn left_out(letter: u8, before: Option<u8>) -> u32 {
    match letter {
        _ if before == Some(letter) => 60,
        b'e' | b'h' | b'i' | b'a' | b'o' | b'u' => 90,
        b'\'' => 40,
        _ => 100,
    }
}

/// Extra `letter`, between the letters as written.
pub(super) fn added(letter: u8, before: Option<u8>, after: Option<u8>) -> u32 {
    let touches = |other: Option<u8>| other.is_some_and(|other| is_beside(letter, other));
    match letter {
        _ if before == Some(letter) => 70,
        _ if touches(before) || touches(after) => 95,
        b'e' => 100,
        _ => 110,
    }
}

/// The letters that sound the same as those beginning with a letter: as written, as intended, with their cost.
pub(super) fn sounds(letter: u8) -> impl Iterator<Item = (&'static str, &'static str, u32)> {
    let begins = |written: &str| written.as_bytes()[0];
    let start = SOUNDS.partition_point(|(written, _, _)| begins(written) < letter);
    SOUNDS[start..].iter().copied().take_while(move |(written, _, _)| begins(written) == letter)
}

/// Letters that sound the same, as written and as intended, with their cost.
const SOUNDS: &[(&str, &str, u32)] = &[
    ("a", "ai", 80),
    ("a", "eigh", 110),
    ("able", "ible", 60),
    ("ai", "ei", 80),
    ("aly", "ally", 55),
    ("an", "en", 70),
    ("ar", "er", 70),
    ("au", "ou", 90),
    ("aw", "au", 80),
    ("c", "sc", 70),
    ("ca", "que", 120),
    ("cal", "cle", 70),
    ("ch", "tch", 70),
    ("cher", "ture", 110),
    ("ci", "ti", 70),
    ("ck", "k", 70),
    ("cion", "tion", 60),
    ("cs", "x", 80),
    ("cy", "sy", 70),
    ("dg", "g", 80),
    ("e", "ae", 80),
    ("e", "ea", 80),
    ("e", "y", 80),
    ("ee", "ea", 70),
    ("ee", "ie", 70),
    ("eed", "ede", 70),
    ("el", "le", 70),
    ("er", "or", 65),
    ("er", "our", 90),
    ("er", "re", 60),
    ("er", "ure", 90),
    ("et", "ette", 90),
    ("ey", "y", 70),
    ("f", "gh", 90),
    ("f", "ph", 70),
    ("ff", "gh", 90),
    ("full", "ful", 50),
    ("g", "gu", 80),
    ("ible", "able", 60),
    ("ie", "y", 70),
    ("il", "le", 80),
    ("ish", "ich", 100),
    ("it", "ight", 110),
    ("ite", "ight", 90),
    ("j", "dg", 80),
    ("k", "ch", 80),
    ("k", "ck", 65),
    ("k", "que", 110),
    ("ks", "x", 80),
    ("kw", "qu", 70),
    ("le", "el", 70),
    ("m", "mb", 80),
    ("n", "gn", 90),
    ("n", "kn", 70),
    ("n", "mn", 80),
    ("o", "au", 100),
    ("o", "ough", 110),
    ("o", "ow", 90),
    ("oo", "ou", 80),
    ("oo", "u", 80),
    ("or", "er", 65),
    ("or", "our", 60),
    ("ou", "au", 90),
    ("ous", "us", 70),
    ("ow", "ou", 80),
    ("r", "rh", 70),
    ("r", "wr", 70),
    ("re", "er", 60),
    ("s", "c", 70),
    ("s", "ce", 90),
    ("s", "ps", 80),
    ("s", "sc", 70),
    ("sh", "ch", 90),
    ("sh", "ci", 85),
    ("sh", "ss", 90),
    ("sh", "ti", 85),
    ("shal", "cial", 80),
    ("shal", "tial", 80),
    ("shon", "tion", 70),
    ("shun", "tion", 70),
    ("shus", "cious", 90),
    ("shus", "tious", 90),
    ("sion", "tion", 60),
    ("sk", "sc", 70),
    ("ssion", "tion", 65),
    ("t", "ed", 110),
    ("t", "pt", 80),
    ("t", "th", 90),
    ("tion", "sion", 60),
    ("tion", "ssion", 65),
    ("u", "eu", 90),
    ("u", "oo", 80),
    ("u", "ou", 80),
    ("un", "on", 75),
    ("ur", "our", 80),
    ("us", "ous", 65),
    ("w", "wh", 65),
    ("wh", "w", 70),
    ("x", "cc", 90),
    ("x", "xc", 70),
    ("y", "ie", 80),
    ("yes", "ies", 70),
    ("ys", "ies", 70),
    ("z", "s", 75),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_are_sorted_and_cost_something() {
        assert!(SOUNDS.is_sorted_by_key(|(written, _, _)| written.as_bytes()[0]));
        for (written, meant, cost) in SOUNDS {
            assert!(*cost >= CHEAPEST && (1..=LONGEST_SOUND).contains(&meant.len()), "{written}");
            let lost = u32::try_from(written.len().saturating_sub(meant.len())).expect("is short");
            assert!(*cost >= 50 * lost, "{written} loses letters for next to nothing");
        }
    }

    #[test]
    fn dear_slips_are_told_from_cheap_ones() {
        for letter in b'a'..=b'z' {
            let cheap: Vec<u8> = cheap_for(letter).iter().collect();
            for other in b'a'..=b'z' {
                let is_cheap = letter != other && replaced(letter, other) < DEAR;
                assert_eq!(cheap.contains(&other), is_cheap, "{letter} for {other}");
                assert!(letter == other || replaced(letter, other) >= CHEAPEST_REPLACED);
                assert!(left_out(letter, Some(other)) >= DEAR || letter == other);
            }
            assert!(added(letter, None, None) >= 50);
        }
        assert!(replaced(b'a', b'\'') >= DEAR && left_out(b'a', None) >= DEAR);
    }
}
