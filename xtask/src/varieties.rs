//! Writes the spellings that are American only or British only, from the dictionary and the crate typos-vars.
//!
//! `varieties.txt` has the spellings of the other variety, one per line; `varieties.fst` maps a word to twice the
//! offset of its line, plus one if the word is British. A word is of one variety only if SCOWL lists it there and
//! nowhere else, including accepted variants: `judgment`, `program` and the -ize of Oxford spelling are British too.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use unicase::UniCase;

use crate::dictionary::{Entry, words};

/// Positions of the varieties in an entry of typos-vars.
const AMERICAN: usize = 0;
const BRITISH: usize = 1;

/// British words whose American spelling is also British, for computers: typos-vars has no pair for them.
const BRITISH_BESIDE: [(&str, &str); 2] = [("programme", "program"), ("programmes", "programs")];

/// Writes both files into `folder` and returns the number of words.
pub fn write(scowl: &Path, folder: &Path) -> Result<String, Box<dyn Error>> {
    let words = words(scowl)?;
    let mut marked: BTreeMap<&str, (bool, &str)> = words
        .iter()
        .filter_map(|(word, entry)| Some((word.as_str(), other(word, *entry, &words)?)))
        .collect();
    for (british, american) in BRITISH_BESIDE {
        marked.insert(british, (true, american));
    }
    let others: BTreeSet<&str> = marked.values().map(|(_, other)| *other).collect();
    let (mut table, mut offsets) = (String::new(), BTreeMap::new());
    for other in others {
        offsets.insert(other, table.len() as u64);
        table.push_str(other);
        table.push('\n');
    }
    let mut map = fst::MapBuilder::memory();
    for (word, (is_british, other)) in &marked {
        map.insert(word, offsets[other] * 2 + u64::from(*is_british))?;
    }
    std::fs::write(folder.join("varieties.fst"), map.into_inner()?)?;
    std::fs::write(folder.join("varieties.txt"), &table)?;
    Ok(format!("{} words of one variety", marked.len()))
}

/// Whether a word is British, and its spelling in the other variety; `None` for a word of both.
fn other(word: &str, entry: Entry, words: &BTreeMap<String, Entry>) -> Option<(bool, &'static str)> {
    if !entry.small || entry.american == entry.british {
        return None;
    }
    let there = if entry.british { AMERICAN } else { BRITISH };
    let meanings = typos_vars::VARS.find(&UniCase::new(word))?;
    let mut spellings = meanings.iter().flat_map(|(_, map)| map[there]).copied();
    let first = spellings.next()?;
    let is_one = spellings.all(|spelling| spelling == first);
    let is_known =
        words.get(first).is_some_and(|found| if entry.british { found.american } else { found.british });
    (is_one && is_known && first != word).then_some((entry.british, first))
}
