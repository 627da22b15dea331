//! Words that no dictionary lists, because they can be formed freely: `unmeritorious`, `homeownership`, `interlibrary`.

use super::dictionary::Dictionary;

/// Prefixes that any word can have.
const PREFIXES: [&str; 48] = [
    "un", "re", "non", "pre", "anti", "over", "under", "out", "mis", "inter", "sub", "super", "multi",
    "micro", "co", "counter", "post", "pro", "semi", "mid", "ultra", "hyper", "pseudo", "trans", "mega",
    "mini", "neo", "self", "quasi", "extra", "intra", "fore", "electro", "geo", "socio", "petro", "euro",
    "cyber", "bio", "narco", "photo", "tele", "thermo", "hydro", "auto", "agro", "macro", "de",
];

/// Suffixes, and what they replace in the word.
const SUFFIXES: [(&str, &[&str]); 34] = [
    ("ness", &["", "y"]),
    ("like", &[""]),
    ("less", &[""]),
    ("wise", &[""]),
    ("wide", &[""]),
    ("proof", &[""]),
    ("worthy", &[""]),
    ("ship", &[""]),
    ("ships", &[""]),
    ("hood", &[""]),
    ("dom", &[""]),
    ("most", &[""]),
    ("fold", &[""]),
    ("goer", &[""]),
    ("goers", &[""]),
    ("ism", &["", "e"]),
    ("isms", &["", "e"]),
    ("ist", &["", "e", "y"]),
    ("ists", &["", "e", "y"]),
    ("ize", &["", "e", "y"]),
    ("ise", &["", "e", "y"]),
    ("ized", &["", "e", "y"]),
    ("ised", &["", "e", "y"]),
    ("ization", &["", "e", "y"]),
    ("isation", &["", "e", "y"]),
    ("izing", &["", "e", "y"]),
    ("ising", &["", "e", "y"]),
    ("able", &["", "e"]),
    ("ability", &["", "e"]),
    ("ish", &["", "e"]),
    ("ance", &["ant"]),
    ("ence", &["ent"]),
    ("er", &["e"]),
    ("ers", &["e"]),
];

/// Endings of adjectives, which have no plural and make adverbs.
const ADJECTIVES: [&str; 14] =
    ["ive", "al", "ous", "ful", "less", "able", "ible", "ish", "ed", "ing", "ant", "ent", "ic", "ary"];

/// Endings of adjectives that never are nouns.
const WITHOUT_PLURAL: [&str; 6] = ["ive", "ous", "ful", "less", "ish", "ed"];

/// Shorter stems are in every misspelling.
const SHORTEST_STEM: usize = 4;

/// The rarest class that a part of a compound may have.
const RAREST_PART: usize = 3;

/// Whether a lower-case word is formed from words of the dictionary by a productive rule.
pub(super) fn is_derived(dictionary: &Dictionary, word: &str) -> bool {
    is_inflected(dictionary, word) || is_compound(dictionary, word) || is_prefixed(dictionary, word)
}

fn is_prefixed(dictionary: &Dictionary, word: &str) -> bool {
    PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).any(|stem| {
        stem.len() >= SHORTEST_STEM && (is_small(dictionary, stem) || is_inflected(dictionary, stem))
    })
}

/// A word with an ending that the dictionary does not list for it.
fn is_inflected(dictionary: &Dictionary, word: &str) -> bool {
    let is_stem = |stem: &str| stem.len() >= SHORTEST_STEM && is_small(dictionary, stem);
    let suffixed = SUFFIXES.iter().any(|(suffix, lost)| {
        let Some(stem) = word.strip_suffix(suffix) else { return false };
        // `winless` has a stem of three letters, and no typo produces such an ending.
        lost.iter().any(|letters| match *letters {
            "" => stem.len() >= 3 && suffix.len() >= 4 && is_small(dictionary, stem) || is_stem(stem),
            "y" => stem.strip_suffix('i').or(Some(stem)).is_some_and(|stem| is_stem(&format!("{stem}y"))),
            letters => is_stem(&format!("{stem}{letters}")),
        })
    });
    suffixed || is_plural(dictionary, word) || is_verbal(dictionary, word) || is_adverb(dictionary, word)
}

/// Whether a word is the plural of another as far as its form goes: the dictionary lacks `the deplorables`, `launderings`.
/// Of most adjectives there is none: `the prospectives` is a mistake.
pub fn is_plural_of(word: &str, singular: &str) -> bool {
    word.strip_suffix('s') == Some(singular)
        && !singular.ends_with(['y', 's', 'x', 'z', 'h'])
        && !WITHOUT_PLURAL.iter().any(|ending| singular.ends_with(ending))
}

fn is_plural(dictionary: &Dictionary, word: &str) -> bool {
    if let Some(stem) = word.strip_suffix("ies") {
        return stem.len() >= SHORTEST_STEM && is_small(dictionary, &format!("{stem}y"));
    }
    let Some(stem) = word.strip_suffix('s') else { return false };
    let sibilant = stem.ends_with(['s', 'x', 'z', 'y']) || stem.ends_with("ch") || stem.ends_with("sh");
    stem.len() >= SHORTEST_STEM && !sibilant && !is_adjective(stem) && is_small(dictionary, stem)
}

/// `officered`, `benefitting`: a verb made from a noun, a doubled letter.
fn is_verbal(dictionary: &Dictionary, word: &str) -> bool {
    let stem = ["ed", "ing", "er", "ers"].iter().find_map(|ending| word.strip_suffix(ending));
    let Some(stem) = stem.filter(|stem| stem.len() > SHORTEST_STEM) else { return false };
    let mut single = stem.chars();
    let last = single.next_back();
    let single = single.as_str();
    let is_doubled = single.ends_with(|c| Some(c) == last);
    is_small(dictionary, stem)
        || is_doubled && is_small(dictionary, single)
        || !is_doubled && word.ends_with("ing") && is_small(dictionary, &format!("{stem}e"))
}

fn is_adverb(dictionary: &Dictionary, word: &str) -> bool {
    word.strip_suffix("ly").is_some_and(|stem| is_adjective(stem) && is_small(dictionary, stem))
}

fn is_adjective(stem: &str) -> bool {
    ADJECTIVES.iter().any(|ending| stem.ends_with(ending))
}

/// Two words of a minimum length that are not rare.
fn is_compound(dictionary: &Dictionary, word: &str) -> bool {
    let common = |part: &str| {
        dictionary.small(part).is_some_and(|entry| entry.class() <= RAREST_PART && !entry.is_variant())
    };
    let can_split = |at: usize| word.is_char_boundary(at) && at + 3 <= word.len() && word.len() >= 7;
    (3..word.len()).filter(|at| can_split(*at)).any(|at| {
        let (first, last) = word.split_at(at);
        common(first) && common(last)
    })
}

fn is_small(dictionary: &Dictionary, word: &str) -> bool {
    dictionary.small(word).is_some()
}
