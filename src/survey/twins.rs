//! Documents that are others again: found by their sketches, and compared by their words before anything is said.

use std::collections::{BTreeMap, HashSet};

use super::hash::hash;
use super::reading::Reading;
use super::sketch::{KEY, Shingles, Sketch, VALUES};
use crate::document::{Document, Extraction};
use crate::profile::Field;

/// So many documents are sorted at a time: a list of a million would take more than all else that is held meanwhile.
const PART: usize = 1 << 17;

/// So many documents that share a key are compared with each other; more share it because of a form text.
const MOST_COMPARED: usize = 24;

/// A pair of documents whose sketches are alike: the later one, and the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Number of the later document.
    pub document: u32,
    /// Number of the earlier document.
    pub original: u32,
}

/// What a document is to an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub enum Twin {
    /// The text is the same but for white space.
    Same,
    /// The identifier is the same.
    Id,
    /// The body is nearly the same.
    Near(Nearness),
}

/// How near a document is to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearness {
    /// The share of five-word sequences of both bodies that both have, from 0 to 1.
    pub similarity: f64,
    /// What the extraction did to the document, and to the earlier one.
    pub extraction: (Extraction, Extraction),
    /// How many header fields the document has, and the earlier one.
    pub fields: (usize, usize),
}

/// The documents that are others again.
#[derive(Clone, Debug, Default)]
pub(super) struct Twins {
    /// Path of a document, what it is, and the path of the earlier one, sorted by the first: in a corpus that has all its
    /// documents twice a table with lists in it would be larger than all else.
    all: Vec<(Box<str>, Twin, Box<str>)>,
}

impl Twins {
    /// Documents with what they are and the earlier ones; those of one document stay in their order.
    pub(super) fn new(found: impl Iterator<Item = (String, Twin, String)>) -> Self {
        let mut all: Vec<_> =
            found.map(|(document, twin, original)| (document.into(), twin, original.into())).collect();
        all.sort_by(|(one, ..): &(Box<str>, _, _), (other, ..)| one.cmp(other));
        Self { all }
    }
    pub(super) fn of(&self, path: &str) -> impl Iterator<Item = (&Twin, &str)> {
        let first = self.all.partition_point(|(document, ..)| &**document < path);
        let same = self.all[first..].iter().take_while(move |(document, ..)| **document == *path);
        same.map(|(_, twin, original)| (twin, &**original))
    }
}

/// Documents by their keys: each group of two or more that share one is handed over, with the documents in their order.
/// `keys` gives the keys with the numbers of the documents, in that order, as often as it is asked.
fn groups<K: Copy + Into<u64> + Ord, I: Iterator<Item = (K, u32)>>(
    documents: usize,
    keys: impl Fn() -> I,
    mut group: impl FnMut(&[(K, u32)]),
) {
    let parts = documents.div_ceil(PART) as u64;
    let mut some: Vec<(K, u32)> = Vec::new();
    for part in 0..parts {
        some.clear();
        some.extend(keys().filter(|(key, _)| (*key).into() % parts == part));
        some.sort_unstable();
        some.chunk_by(|a, b| a.0 == b.0).filter(|some| some.len() > 1).for_each(&mut group);
    }
}

/// The documents with the text of an earlier document, each with the first of these.
pub(super) fn copies(sketches: &[Sketch]) -> Vec<Candidate> {
    let texts =
        || (0..).zip(sketches).filter(|(_, sketch)| sketch.has_text()).map(|(at, sketch)| (sketch.text, at));
    let mut pairs = Vec::new();
    groups(sketches.len(), texts, |group| {
        let original = group[0].1;
        pairs.extend(group[1..].iter().map(|(_, document)| Candidate { document: *document, original }));
    });
    pairs.sort_unstable();
    pairs
}

/// What identifies a document in the end: folders tell names apart, extensions do not.
fn without_extension(path: &str) -> &str {
    let path = path.strip_prefix("./").unwrap_or(path);
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(stop) if stop > 0 => &path[..name + stop],
        _ => path,
    }
}

/// The documents with the identifier of an earlier document, each with the first of these; `path` gives the path of a
/// document by its number.
pub(super) fn of_one_name(sketches: &[Sketch], path: impl Fn(u32) -> String) -> Vec<Candidate> {
    // Half of a hash finds who may have the same, and leaves less to hold.
    let id = |number| hash(without_extension(&path(number)).as_bytes()) as u32;
    let read =
        || (0..).zip(sketches).filter(|(_, sketch)| sketch.is_read()).map(|(number, _)| (id(number), number));
    let mut pairs = Vec::new();
    groups(sketches.len(), read, |group| {
        let mut firsts: Vec<(String, u32)> = Vec::new();
        for (_, document) in group {
            let path = path(*document);
            match firsts.iter().find(|(id, _)| id == without_extension(&path)) {
                Some((_, original)) => pairs.push(Candidate { document: *document, original: *original }),
                None => firsts.push((without_extension(&path).to_string(), *document)),
            }
        }
    });
    pairs.sort_unstable();
    pairs
}

/// The pairs that may be as similar as that: for each document at most one, the earlier document that it shares the most
/// values with. A document whose text is that of an earlier one is left out.
pub(super) fn candidates(sketches: &[Sketch], copies: &[Candidate], similarity: f64) -> Vec<Candidate> {
    // Four values less than expected: of a thousand pairs at the threshold one is missed.
    let least = ((VALUES as f64 * similarity) as usize).saturating_sub(4);
    let copies: HashSet<u32> = copies.iter().map(|pair| pair.document).collect();
    let mut best: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    let compared = || {
        let all = sketches.iter().zip(0..);
        all.filter(|(sketch, number)| sketch.has_values() && !copies.contains(number))
    };
    for at in (0..VALUES).step_by(KEY) {
        let keys = || compared().map(|(sketch, number)| (sketch.key(at), number));
        groups(sketches.len(), keys, |group| meet(group, sketches, least, &mut best));
    }
    best.into_iter().map(|(document, (_, original))| Candidate { document, original }).collect()
}

/// Compares the documents that share a key, each with the first ones and with the ones directly before it.
fn meet(group: &[(u32, u32)], sketches: &[Sketch], least: usize, best: &mut BTreeMap<u32, (usize, u32)>) {
    for (at, (_, document)) in group.iter().enumerate().skip(1) {
        let first = &group[..at.min(MOST_COMPARED / 2)];
        let last = &group[at.saturating_sub(MOST_COMPARED / 2).max(first.len())..at];
        for (_, original) in first.iter().chain(last) {
            let shared = sketches[*document as usize].shared(&sketches[*original as usize]);
            let known = best.get(document).copied().unwrap_or((least.saturating_sub(1), u32::MAX));
            if shared > known.0 || shared == known.0 && *original < known.1 && known.1 != u32::MAX {
                best.insert(*document, (shared, *original));
            }
        }
    }
}

/// How near two documents are; nothing when one has no body.
pub fn nearness(document: &Document, original: &Document) -> Option<Nearness> {
    let (ours, theirs) = (shingles(document), shingles(original));
    let both = ours.intersection(&theirs).count();
    let all = ours.len() + theirs.len() - both;
    (all > 0).then(|| Nearness {
        similarity: both as f64 / all as f64,
        extraction: (document.extraction, original.extraction),
        fields: (fields(document), fields(original)),
    })
}

fn fields(document: &Document) -> usize {
    Field::ALL.iter().filter(|field| document.header.has(**field)).count()
}

/// The sequences of five words in the body.
fn shingles(document: &Document) -> HashSet<u64> {
    let mut shingles = Shingles::default();
    let mut all = HashSet::new();
    Reading::new(document).each(|place| {
        if place.is_body {
            all.extend(shingles.next(place.part.hash));
        }
    });
    all
}
