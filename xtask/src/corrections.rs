//! Writes the table of known corrections from the crate typos-dict, less what is no misspelling everywhere.
//!
//! `corrections.txt` has the distinct lists of corrections, one a line, joined by commas; a correction that is a name
//! is written with a capital. `corrections.fst` maps a lower-case misspelling to the offset of its line.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use unicase::UniCase;

use crate::exclusions;

/// Corrections that are written with a capital: found with an English dictionary, then reviewed.
const NAMES: &str = include_str!("../names.txt");

/// Shorter words are too near to too many others, abbreviations among them.
const SHORTEST: usize = 4;

/// As the look-up in src/lexicon.rs has it.
const LONGEST: usize = 32;

/// Writes both files into `folder` and says how many misspellings and lists there are.
pub fn write(folder: &Path) -> Result<String, Box<dyn Error>> {
    let names: BTreeSet<&str> = NAMES.lines().collect();
    let known = known(&names);
    let lists: BTreeSet<&String> = known.values().collect();
    let mut table = String::new();
    let mut offsets = BTreeMap::new();
    for list in lists {
        offsets.insert(list.as_str(), table.len() as u64);
        table.push_str(list);
        table.push('\n');
    }
    let mut map = fst::MapBuilder::memory();
    for (word, list) in &known {
        map.insert(word, offsets[list.as_str()])?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("corrections.fst"), map.into_inner()?)?;
    std::fs::write(folder.join("corrections.txt"), &table)?;
    Ok(format!("{} misspellings, {} lists of corrections", known.len(), offsets.len()))
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

/// `gettin` for `getting`: how somebody spoke, not how somebody misspelt.
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
