//! Writes the table of known corrections from the crate typos-dict, without entries that are not misspellings
//! everywhere.
//!
//! `corrections.txt` has the distinct lists of corrections in order, one per line, joined by commas; a correction that
//! is a name is written with a capital. Each correction is front-coded: a letter gives the number of letters shared
//! with the first one of the previous line, or of its own line, and the rest follows; every sixteenth line shares
//! nothing, and `corrections.blocks` has its offset (32 bits, little endian). `corrections.fst` maps a lower-case
//! misspelling to the number of its line.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use unicase::UniCase;

use crate::exclusions;

/// Corrections that are written with a capital: found with an English dictionary, then reviewed.
const NAMES: &str = include_str!("../names.txt");

/// Shorter words are too close to too many others, including abbreviations.
const SHORTEST: usize = 4;

/// The same as for the lookup in src/lexicon.rs.
const LONGEST: usize = 32;

/// Writes both files into `folder` and returns the number of misspellings and lists.
pub fn write(folder: &Path) -> Result<String, Box<dyn Error>> {
    let names: BTreeSet<&str> = NAMES.lines().collect();
    let known = known(&names);
    let lists: BTreeSet<&String> = known.values().collect();
    let lists: Vec<&String> = lists.into_iter().collect();
    let mut map = fst::MapBuilder::memory();
    for (word, list) in &known {
        map.insert(word, lists.binary_search(&list).expect("every list is there") as u64)?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("corrections.fst"), map.into_inner()?)?;
    let (blocks, lines) = coded(&lists);
    std::fs::write(folder.join("corrections.blocks"), &blocks)?;
    std::fs::write(folder.join("corrections.txt"), &lines)?;
    Ok(format!("{} misspellings, {} lists of corrections", known.len(), lists.len()))
}

/// Lists in a block, as in src/lexicon/corrections.rs.
const BLOCK: usize = 16;

/// The start of each block, and the front-coded lines.
fn coded(lists: &[&String]) -> (Vec<u8>, String) {
    let (mut blocks, mut lines) = (Vec::new(), String::new());
    for block in lists.chunks(BLOCK) {
        blocks.extend(u32::try_from(lines.len()).expect("is small").to_le_bytes());
        let mut before = "";
        for list in block {
            let mut words = list.split(',');
            let first = words.next().unwrap_or_default();
            lines.push_str(&shortened(first, before));
            for word in words {
                lines.push(',');
                lines.push_str(&shortened(word, first));
            }
            lines.push('\n');
            before = first;
        }
    }
    (blocks, lines)
}

/// A word as the number of letters shared with another, from `A` for none, and the rest of it.
fn shortened(word: &str, other: &str) -> String {
    let same = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count().min(50);
    let same = (0..=same).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
    let letter = char::from(b'A' + u8::try_from(same).expect("is at most 50"));
    format!("{letter}{}", &word[same..])
}

/// Every misspelling with its list.
fn known(names: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for (word, corrections) in typos_dict::WORD.map.entries() {
        let word = word.into_inner().to_ascii_lowercase();
        if !is_misspelling(&word, corrections) {
            continue;
        }
        let mut list: Vec<&str> = Vec::new();
        for correction in *corrections {
            for variant in variants(correction) {
                if !list.contains(&variant) {
                    list.push(variant);
                }
            }
        }
        let list: Vec<String> = list.into_iter().map(|correction| cased(correction, names)).collect();
        known.insert(word, list.join(","));
    }
    known
}

fn is_misspelling(word: &str, corrections: &[&'static str]) -> bool {
    (SHORTEST..=LONGEST).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && typos_vars::VARS.find(&UniCase::new(word)).is_none()
        && !exclusions::is_excluded(word)
        && !is_spoken_form(word, corrections)
        && !corrections.iter().any(|correction| variants(correction).contains(&word))
        && !corrections.is_empty()
}

/// `gettin` for `getting`: a spoken form, not a misspelling.
fn is_spoken_form(word: &str, corrections: &[&'static str]) -> bool {
    word.ends_with("in") && corrections.first().is_some_and(|first| first.strip_suffix('g') == Some(word))
}

/// The correction as each variety of English writes it: a fix must not turn `behavour` into the wrong one.
fn variants(correction: &'static str) -> Vec<&'static str> {
    let mut all = vec![correction];
    let Some(entries) = typos_vars::VARS.find(&UniCase::new(correction)) else { return all };
    for (_, map) in *entries {
        for variant in map.iter().flat_map(|variety| variety.iter()) {
            if !all.contains(variant) {
                all.push(variant);
            }
        }
    }
    all
}

fn cased(correction: &str, names: &BTreeSet<&str>) -> String {
    match correction.chars().next() {
        Some(first) if names.contains(correction) => {
            first.to_uppercase().chain(correction.chars().skip(1)).collect()
        }
        _ => correction.to_string(),
    }
}
