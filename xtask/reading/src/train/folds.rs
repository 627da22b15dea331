//! How the documents are divided for cross-validation.

use std::collections::BTreeMap;

use super::corpus::Labelled;

/// The fold of each document, by chance.
pub fn random(documents: &[Labelled], folds: usize) -> Vec<usize> {
    let mut order: Vec<(u64, usize)> =
        documents.iter().enumerate().map(|(at, document)| (hash(&document.name), at)).collect();
    order.sort_unstable();
    let mut fold = vec![0; documents.len()];
    order.iter().enumerate().for_each(|(place, (_, at))| fold[*at] = place % folds);
    fold
}

/// The fold of each document: bodies stay together; pages of nato.int, of which there are many, go by chance.
pub fn by_body(documents: &[Labelled], folds: usize) -> Vec<usize> {
    let mut bodies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        bodies.entry(if document.is_nato() { &document.name } else { &document.body }).or_default().push(at);
    }
    let mut order: Vec<(usize, u64, &Vec<usize>)> =
        bodies.iter().map(|(body, all)| (all.len(), hash(body), all)).collect();
    order.sort_by_key(|(len, hash, _)| (std::cmp::Reverse(*len), *hash));
    let (mut fold, mut sizes) = (vec![0; documents.len()], vec![0; folds]);
    for (len, _, all) in order {
        let least = (0..folds).min_by_key(|fold| sizes[*fold]).unwrap_or(0);
        sizes[least] += len;
        all.iter().for_each(|at| fold[*at] = least);
    }
    fold
}

/// FNV-1a: the same on every machine. `SEED` as an environment variable gives other folds.
pub fn hash(text: &str) -> u64 {
    let seed: u64 = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    text.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
