//! The family of a text: found by its signature, in one pass over the beginning of the text.

use std::sync::OnceLock;

/// The signatures of the built-in profiles, extracted by `cargo test --test generated`: a document is recognised before
/// any profile is read, and only the profile it needs is read.
const SIGNATURES: &str = include_str!("../profiles/signatures.txt");

/// Points that a family needs to be recognised.
pub(super) const RECOGNISED: u32 = 2;

/// Lines in which a signature counts.
const LINES: usize = 40;

/// Bytes in which a signature counts.
const BYTES: usize = 4096;

/// The family whose signature fits the beginning of a text best; the first on a tie.
pub(super) fn recognise(text: &str) -> Option<&'static str> {
    best(text).1
}

/// The same with its points, which are fewer than it needs if there is none.
pub(super) fn best(text: &str) -> (u32, Option<&'static str>) {
    let families = Families::all();
    let mut best = (RECOGNISED - 1, None);
    for (points, name) in families.points(head(text).as_bytes()).into_iter().zip(&families.names) {
        if points > best.0 {
            best = (points, Some(*name));
        }
    }
    best
}

/// The points of a signature that is not built in.
pub(super) fn points(signature: &[super::Signature], text: &str) -> u32 {
    let head = head(text);
    let found = signature.iter().filter(|phrase| head.contains(&phrase.text));
    found.map(|phrase| u32::from(phrase.weight)).sum()
}

/// The part of a text where signatures count.
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
    /// The index of its family among the names.
    family: usize,
    weight: u32,
    text: Vec<u8>,
    /// The position of its first mark in the phrase: a capital or a star.
    mark: usize,
    /// The first bytes from the mark on, and which of eight they are: one comparison rules out nearly every phrase.
    begins: (u64, u64),
}

/// The families with their signatures, prepared for a single search.
struct Families {
    names: Vec<&'static str>,
    /// In the order of their marks.
    signatures: Vec<Signature>,
    /// The range of each mark among the signatures.
    by_mark: [(u16, u16); 256],
    /// The bytes after each mark in them, by their last five bits.
    behind: [u32; 256],
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
        let (mut by_mark, mut behind) = ([(0, 0); 256], [0; 256]);
        for (at, signature) in (0_u16..).zip(&signatures) {
            let run = &mut by_mark[usize::from(signature.byte())];
            *run = (if run.1 == 0 { at } else { run.0 }, at + 1);
            behind[usize::from(signature.byte())] |= 1 << (signature.text[signature.mark + 1] & 31);
        }
        Families { names, signatures, by_mark, behind }
    }

    /// The score of each family in a text.
    fn points(&self, text: &[u8]) -> Vec<u32> {
        let mut points = vec![0; self.names.len()];
        let mut found = vec![false; self.signatures.len()];
        let mut hit = |at: usize| {
            let Some(next) = text.get(at + 1) else { return };
            if self.behind[usize::from(text[at])] & 1 << (next & 31) == 0 {
                return;
            }
            let (from, to) = self.by_mark[usize::from(text[at])];
            let (from, to) = (usize::from(from), usize::from(to));
            let next = eight(&text[at..]);
            for (signature, found) in self.signatures[from..to].iter().zip(&mut found[from..to]) {
                let (begin, bytes) = signature.begins;
                if next & bytes == begin && !*found && signature.stands(text, at) {
                    *found = true;
                    points[signature.family] += signature.weight;
                }
            }
        };
        // Marks are rare, and eight bytes are examined at a time.
        let (blocks, rest) = text.as_chunks::<8>();
        for (block, bytes) in blocks.iter().enumerate() {
            let mut marks = marks(u64::from_le_bytes(*bytes));
            while marks != 0 {
                hit(block * 8 + marks.trailing_zeros() as usize / 8);
                marks &= marks - 1;
            }
        }
        (text.len() - rest.len()..text.len()).for_each(hit);
        points
    }
}

/// Which of eight bytes may be marks: the highest bit of each is set for a capital (or another byte whose bits 5 and 6
/// are `10`) and for a star, and occasionally for the byte after one; bytes that are not marks have no signatures.
fn marks(bytes: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let is_nought = |bytes: u64| bytes.wrapping_sub(EACH) & !bytes & (EACH << 7);
    is_nought(bytes & (EACH * 0x60) ^ (EACH * 0x40)) | is_nought(bytes ^ (EACH * u64::from(b'*')))
}

impl Signature {
    fn new(family: usize, weight: u32, text: Vec<u8>) -> Self {
        let mark = text.iter().position(|byte| byte.is_ascii_uppercase() || *byte == b'*');
        let mark =
            mark.expect("a signature has a capital or a star and a byte after it, which a test checks");
        let bytes = eight(&[0xff; 8][..(text.len() - mark).min(8)]);
        let begins = (eight(&text[mark..]) & bytes, bytes);
        Self { family, weight, text, mark, begins }
    }

    /// The mark by which it is found.
    fn byte(&self) -> u8 {
        self.text[self.mark]
    }

    /// Whether it is in the text, with its mark at this position.
    fn stands(&self, text: &[u8], at: usize) -> bool {
        at.checked_sub(self.mark).is_some_and(|start| text[start..].starts_with(&self.text))
    }
}

/// The first eight bytes as a number, padded with zeros.
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
