//! Lower-case words that lack the space between two.

use crate::language::WordLists;
use crate::lexicon::Lexicon;

/// Little words of two letters begin so many others that what follows must be little too.
const SHORTEST_BEFORE_WORD: usize = 3;

/// The class of the commonest words.
const COMMON: usize = 1;

/// `ofthe`, `thegovernment`.
pub(in crate::rules) fn joint_of_small(lexicon: &Lexicon, lists: &WordLists, stem: &str) -> Option<usize> {
    let starts = || {
        let firsts = lists.glued_before.iter();
        firsts.filter_map(|first| stem.strip_prefix(first).map(|last| (first.len(), last)))
    };
    // A word that is not suspicious is a word in its own right.
    if stem.len() < 5 || starts().next().is_none() || lexicon.suspect(stem).is_none() {
        return None;
    }
    let is_common = |last: &str| last.len() >= 5 && lexicon.class(last).is_some_and(|class| class <= COMMON);
    let fits = |(first, last): &(usize, &str)| {
        lists.glued_after.has_as_written(last) || *first >= SHORTEST_BEFORE_WORD && is_common(last)
    };
    starts().find(fits).map(|(first, _)| first)
}
