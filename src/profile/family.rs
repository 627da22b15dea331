//! Which family a text belongs to: by its signature, found in one pass over the beginning of the text.

use std::sync::OnceLock;

/// The signatures of the built-in profiles, as `cargo test --test generated` takes them from the profiles: a document is
/// recognised before any profile is read, and only the one that it needs is.
const SIGNATURES: &str = include_str!("../profiles/signatures.txt");

/// Points that a family needs to be recognised by its signature.
const RECOGNISED: u32 = 2;

/// Lines in which a signature counts.
const LINES: usize = 40;

/// Bytes in which a signature counts.
const BYTES: usize = 4096;

/// The family whose signature fits the beginning of a text best; of two that fit alike the first.
pub(super) fn recognise(text: &str) -> Option<&'static str> {
    let families = Families::all();
    let mut best = (RECOGNISED - 1, None);
    for (points, name) in families.points(head(text).as_bytes()).into_iter().zip(&families.names) {
        if points > best.0 {
            best = (points, Some(*name));
        }
    }
    best.1
}

/// The beginning of a text, where signatures stand.
fn head(text: &str) -> &str {
    let bytes = &text.as_bytes()[..text.len().min(BYTES)];
    let last = memchr::memchr_iter(b'\n', bytes).nth(LINES - 1);
    let mut end = last.map_or(bytes.len(), |last| last + 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// One phrase of a signature.
struct Signature {
    /// The place of its family among the names.
    family: usize,
    weight: u32,
    text: Vec<u8>,
    /// Where in the phrase its first capital stands.
    capital: usize,
    /// The first bytes from the capital on, and which of eight they are: one comparison rules nearly every phrase out.
    begins: (u64, u64),
}

/// The families and what shows them, ready to be looked for all at once.
struct Families {
    names: Vec<&'static str>,
    /// By the capital.
    signatures: Vec<Signature>,
    /// The signatures with each byte as their capital. Capitals are rare: at most bytes of a text there is nothing to do.
    by_capital: [(u16, u16); 256],
}

impl Families {
    fn all() -> &'static Families {
        static ALL: OnceLock<Families> = OnceLock::new();
        ALL.get_or_init(|| Families::of(SIGNATURES))
    }

    fn of(lines: &'static str) -> Families {
        let mut names = Vec::new();
        let mut signatures: Vec<Signature> = lines
            .lines()
            .filter_map(|line| {
                let mut fields = line.splitn(3, '\t');
                let (name, weight, text) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
                if names.last() != Some(&name) {
                    names.push(name);
                }
                Some(Signature::new(names.len() - 1, weight, text.replace("\\n", "\n").into_bytes()))
            })
            .collect();
        signatures.sort_by_key(Signature::byte);
        let mut by_capital = [(0, 0); 256];
        for (at, signature) in (0_u16..).zip(&signatures) {
            let run = &mut by_capital[usize::from(signature.byte())];
            *run = (if run.1 == 0 { at } else { run.0 }, at + 1);
        }
        Families { names, signatures, by_capital }
    }

    /// How much of its signature each family has in a text.
    fn points(&self, text: &[u8]) -> Vec<u32> {
        let mut points = vec![0; self.names.len()];
        let mut found = vec![false; self.signatures.len()];
        for (at, byte) in text.iter().enumerate() {
            let (from, to) = self.by_capital[usize::from(*byte)];
            if from == to {
                continue;
            }
            let next = eight(&text[at..]);
            for place in usize::from(from)..usize::from(to) {
                let signature = &self.signatures[place];
                if next & signature.begins.1 == signature.begins.0
                    && !found[place]
                    && signature.stands(text, at)
                {
                    found[place] = true;
                    points[signature.family] += signature.weight;
                }
            }
        }
        points
    }
}

impl Signature {
    fn new(family: usize, weight: u32, text: Vec<u8>) -> Self {
        let capital = text.iter().position(u8::is_ascii_uppercase).unwrap_or(0);
        let length = text.len().saturating_sub(capital).min(8);
        let mask = eight(&[0xff; 8][..length]);
        let begins = (eight(&text[capital..]) & mask, mask);
        Self { family, weight, text, capital, begins }
    }

    /// The byte by which it is found.
    fn byte(&self) -> u8 {
        self.text.get(self.capital).copied().unwrap_or_default()
    }

    /// Whether it stands in the text, with its capital at a place.
    fn stands(&self, text: &[u8], at: usize) -> bool {
        at.checked_sub(self.capital).is_some_and(|start| text[start..].starts_with(&self.text))
    }
}

/// The first eight bytes as one number; what is missing is nought.
fn eight(bytes: &[u8]) -> u64 {
    let first = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded[..bytes.len()].copy_from_slice(bytes);
        padded
    });
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, found one by one in the obvious way.
    fn plainly(text: &str) -> Vec<u32> {
        let all = Families::all();
        let head: String = text.split_inclusive('\n').take(LINES).collect();
        let head = &head.as_bytes()[..head.len().min(BYTES)];
        let mut points = vec![0; all.names.len()];
        for signature in &all.signatures {
            if head.windows(signature.text.len()).any(|bytes| bytes == signature.text) {
                points[signature.family] += signature.weight;
            }
        }
        points
    }

    #[test]
    fn each_signature_is_found_wherever_it_stands() {
        let lines = || SIGNATURES.lines().filter_map(|line| line.splitn(3, '\t').nth(2));
        let texts: Vec<String> = lines().map(|text| text.replace("\\n", "\n")).collect();
        assert!(texts.len() > 80);
        for text in &texts {
            let doubled = format!("{text}{text}");
            let behind = format!("é {}\n{text}", &text[1..]);
            let late = format!("{}{text}", " ".repeat(BYTES - text.len()));
            let too_late = format!("{} {text}", " ".repeat(BYTES - text.len()));
            let below = format!("{}{text}", "\n".repeat(LINES - 1));
            let too_far_below = format!("{}{text}", "\n".repeat(LINES));
            for text in [text, &doubled, &behind, &late, &too_late, &below, &too_far_below] {
                let found = Families::all().points(head(text).as_bytes());
                assert_eq!(found, plainly(text), "{text:?}");
            }
            assert!(plainly(&late).iter().sum::<u32>() > 0, "{text:?}");
        }
        let all = texts.concat();
        assert_eq!(Families::all().points(head(&all).as_bytes()), plainly(&all));
    }

    #[test]
    fn a_head_ends_between_characters() {
        let text = format!("{}éé", "x".repeat(BYTES - 1));
        assert_eq!(head(&text).len(), BYTES - 1);
        assert_eq!(head(""), "");
    }
}
