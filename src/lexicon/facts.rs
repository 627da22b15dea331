//! Lexicons ready for lookups: names by their spellings, and who held which office when.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::entries::{Entries, Kind, Named};
use super::split_possessive;
use crate::error::Fault;

mod offices;
mod packed;
mod rejected;
mod spelling;

pub use offices::{Office, Term};
pub use rejected::{Rejected, Rejection};

use rejected::Rejections;
use spelling::key;
pub use spelling::{at_start, is_name_end};

/// The lexicon of a built-in profile.
struct Family {
    /// The name of the profile.
    name: &'static str,
    /// The TOML file of that name in packed form, by lines.
    packed: &'static str,
    /// Unpacked on first use.
    facts: OnceLock<Facts>,
}

/// Defines the lexicons of built-in profiles, each with the file of its name.
macro_rules! families {
    ($($name:literal),+) => {
        static FAMILIES: [Family; [$($name),+].len()] = [$(Family {
            name: $name,
            packed: include_str!(concat!("facts/", $name, ".txt")),
            facts: OnceLock::new(),
        }),+];
    };
}

families!("nato");

/// The contents of one lexicon.
#[derive(Debug, Default)]
pub struct Facts {
    names: Vec<Name>,
    offices: Vec<Office>,
    /// Accepted words in lower case.
    words: HashSet<String>,
    rejections: Rejections,
    /// Built at the first lookup of a name: most runs over one document never need it.
    index: OnceLock<Index>,
}

/// The names by their spellings.
#[derive(Debug, Default)]
struct Index {
    /// The names with this accepted spelling, by the spelling's key.
    right: HashMap<String, Vec<usize>>,
    /// The words of all right names in lower case.
    words: HashSet<String>,
    /// The capitalised words of all right names, by their first letter and their length.
    shapes: HashMap<(char, usize), Vec<Box<str>>>,
}

impl Index {
    fn new(names: &[Name]) -> Self {
        let mut index = Self::default();
        for (at, name) in names.iter().enumerate() {
            for spelling in name.right() {
                index.right.entry(key(spelling)).or_default().push(at);
                index.words.extend(words_of(spelling));
                index.add_shapes(spelling);
            }
        }
        index
    }

    fn add_shapes(&mut self, spelling: &str) {
        for word in spelling.split(|c: char| c.is_whitespace() || c == '-') {
            let word = split_possessive(word.trim_matches(|c: char| !c.is_alphanumeric())).0;
            let Some(first) = word.chars().next().filter(|first| first.is_uppercase()) else { continue };
            let same = self.shapes.entry((first, word.chars().count())).or_default();
            if !same.iter().any(|known| **known == *word) {
                same.push(word.into());
            }
        }
    }
}

/// A person, organisation or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its kind.
    pub kind: Kind,
    /// The name as it appears in lists.
    pub name: String,
    /// Other spellings that are right.
    pub accepted: Vec<String>,
    /// The item in Wikidata: `Q232`.
    pub wikidata: Option<String>,
    /// The code of a country in ISO 3166: `KZ`.
    pub iso3166: Option<String>,
    /// The source of the entry.
    pub source: Option<String>,
}

impl Name {
    /// The name and the other spellings that are right.
    fn right(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.accepted)
    }

    /// The same, the longest first.
    fn spellings(&self) -> Vec<String> {
        let mut spellings: Vec<String> = self.right().cloned().collect();
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
        spellings
    }

    fn new(entry: Named) -> Self {
        let text = |spelling: &toml::Spanned<String>| spelling.get_ref().clone();
        Self {
            kind: entry.kind,
            name: text(entry.name),
            accepted: entry.accepted.iter().map(text).collect(),
            wikidata: entry.wikidata.map(text),
            iso3166: entry.iso3166.map(text),
            source: entry.source.map(str::to_string),
        }
    }
}

impl Facts {
    /// Reads the text of a lexicon.
    ///
    /// # Errors
    /// A [`Fault`] without its file; see [`Entries::read`].
    pub fn read(text: &str) -> Result<Self, Fault> {
        Ok(Self::new(&Entries::read(text)?))
    }

    fn new(entries: &Entries) -> Self {
        let accepted = entries.words.accepted.iter().chain(entries.words.rejected.values());
        Self {
            names: entries.named().map(Name::new).collect(),
            offices: entries.offices.iter().map(|office| Office::new(office, entries)).collect(),
            words: accepted.map(|word| word.get_ref().to_lowercase()).collect(),
            rejections: Rejections::new(entries),
            index: OnceLock::new(),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.names))
    }

    /// The lexicon of a built-in profile, unpacked on first use.
    fn of_family(at: usize) -> &'static Facts {
        let family = &FAMILIES[at];
        family.facts.get_or_init(|| Facts::unpacked(family.packed))
    }

    /// The names of the built-in profiles that have a lexicon.
    pub fn families() -> impl Iterator<Item = &'static str> {
        FAMILIES.iter().map(|family| family.name)
    }
}

/// The words of a name in lower case.
fn words_of(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .map(|word| split_possessive(word.trim_matches(|c: char| !c.is_alphanumeric())).0.to_lowercase())
}

/// The lexicons of a document: the user's in order, then that of the document's family.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    own: &'a [Facts],
    family: Option<usize>,
}

impl<'a> Known<'a> {
    /// These lexicons, and that of the first family that has one.
    pub(super) fn new<'n>(own: &'a [Facts], families: impl IntoIterator<Item = &'n str>) -> Self {
        let at = |family: &str| FAMILIES.iter().position(|known| known.name == family);
        Self { own, family: families.into_iter().find_map(at) }
    }

    /// The user's lexicons, then that of the family, which is read now unless it was before.
    fn all(self) -> impl Iterator<Item = &'a Facts> {
        let family = self.family.into_iter().map(|at| Facts::of_family(at));
        self.own.iter().chain(family)
    }

    /// Whether a word is known to be right: an accepted word in any case, or a capitalised word of a name. A possessive
    /// ending is ignored.
    pub fn accepts(self, word: &str) -> bool {
        let (stem, _) = split_possessive(word);
        let lower = stem.to_lowercase();
        let is_capital = stem.starts_with(char::is_uppercase);
        self.all()
            .any(|facts| facts.words.contains(&lower) || is_capital && facts.index().words.contains(&lower))
    }

    /// Whether a single word is a spelling that the user rejects.
    pub fn rejects(self, word: &str) -> bool {
        self.own.iter().any(|facts| facts.rejections.in_text(word).next().is_some())
    }

    /// The person, organisation or place with this accepted spelling, if there is only one. Case and the number of
    /// spaces are ignored.
    pub fn name(self, spelling: &str) -> Option<&'a Name> {
        let key = key(spelling);
        let found = |facts: &'a Facts| Some((facts, facts.index().right.get(&key)?));
        let (facts, at) = self.all().find_map(found)?;
        match at[..] {
            [at] => Some(&facts.names[at]),
            _ => None,
        }
    }

    /// Words of the user's names with the same beginning as a word and about the same length.
    pub fn names_like(self, word: &str) -> impl Iterator<Item = &'a str> {
        let first = word.chars().next().unwrap_or_default();
        let letters = if self.own.is_empty() { 0 } else { word.chars().count() };
        let lengths = letters.saturating_sub(1)..=letters + 1;
        let of = move |facts: &'a Facts| {
            lengths.clone().filter_map(move |length| facts.index().shapes.get(&(first, length)))
        };
        self.own.iter().flat_map(of).flatten().map(|name| &**name)
    }

    /// All names, each with the accepted spellings that it alone has. A spelling in an earlier lexicon hides it in
    /// later ones: so the family names nothing that the user knows.
    pub fn names(self) -> Vec<(&'a Name, Vec<&'a str>)> {
        let mut names = Vec::new();
        for (at, facts) in self.all().enumerate() {
            for name in &facts.names {
                let is_own = |spelling: &&String| {
                    let key = key(spelling);
                    facts.index().right[&key].len() == 1
                        && !self.all().take(at).any(|earlier| earlier.index().right.contains_key(&key))
                };
                names.push((name, name.right().filter(is_own).map(String::as_str).collect()));
            }
        }
        names
    }

    /// The family's position in a list, different from all others.
    pub fn family(self) -> Option<usize> {
        self.family
    }

    /// The spellings in a text that the user rejects, in order, not overlapping.
    pub fn rejected_in<'t>(self, text: &'t str) -> impl Iterator<Item = Rejected<'a>> + 't
    where
        'a: 't,
    {
        self.own.iter().flat_map(move |facts| facts.rejections.in_text(text))
    }

    /// Whether the user rejects any spelling; if not, no text needs to be searched. Built-in lexicons reject none.
    pub fn rejects_any(self) -> bool {
        self.own.iter().any(|facts| !facts.rejections.is_empty())
    }

    /// The offices. The user's entry for an office replaces that of the family.
    pub fn offices(self) -> Vec<&'a Office> {
        let mut offices: Vec<&Office> = Vec::new();
        for facts in self.all() {
            // One lexicon names an office once; another may name it too.
            let others = offices.len();
            for office in &facts.offices {
                if !offices[..others].iter().any(|other| other.is_same(office)) {
                    offices.push(office);
                }
            }
        }
        offices
    }

    /// Whether an office may be named in a text: whether it contains some word of the family's or the user's offices.
    /// This is cheap, and most documents then need no lexicon.
    pub fn has_offices(self) -> bool {
        self.family.is_some() || self.own.iter().any(|facts| !facts.offices.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEXICON: &str = r#"
[words]
accepted = ["Interoperabilität"]
rejected = { traveled = "travelled" }
[[persons]]
name = "Igor Ivanov"
accepted = ["Ivanov", "Minister Ivanov"]
[[persons]]
name = "Sergei Ivanov"
accepted = ["Ivanov"]
wikidata = "Q1"
[[places]]
name = "Kazakhstan"
rejected = ["Kazakstan"]
iso3166 = "KZ"
"#;

    fn own() -> Vec<Facts> {
        vec![Facts::read(LEXICON).unwrap()]
    }

    #[test]
    fn words_and_names_are_accepted() {
        let own = own();
        let known = Known::new(&own, []);
        for word in ["interoperabilität", "Ivanov", "Ivanov’s", "KAZAKHSTAN", "travelled"] {
            assert!(known.accepts(word), "{word}");
        }
        for word in ["ivanov", "Kazakstan", "traveled", "interoperability", ""] {
            assert!(!known.accepts(word), "{word}");
        }
        assert_eq!(known.names_like("Ivanof").collect::<Vec<_>>(), ["Ivanov"]);
        assert_eq!(known.names_like("Kazakstan").collect::<Vec<_>>(), ["Kazakhstan"]);
        assert_eq!(known.names_like("ivanov").count(), 0);
        assert!(known.rejects("Kazakstan") && known.rejects("Traveled") && !known.rejects("Kazakhstan"));
    }

    #[test]
    fn a_spelling_of_two_names_is_no_name() {
        let own = own();
        let known = Known::new(&own, []);
        assert_eq!(known.name("SERGEI  Ivanov").map(|name| name.wikidata.as_deref()), Some(Some("Q1")));
        assert_eq!(known.name("Ivanov"), None);
        let listed =
            |name: &str| known.names().into_iter().find(|(of, _)| of.name == name).map(|(_, forms)| forms);
        assert_eq!(listed("Igor Ivanov"), Some(vec!["Igor Ivanov", "Minister Ivanov"]));
        assert_eq!(known.name("minister ivanov").map(|name| name.name.as_str()), Some("Igor Ivanov"));
    }

    #[test]
    fn the_family_is_asked_after_the_user() {
        let own = vec![Facts::read("[[persons]]\nname = \"Robertson\"\n").unwrap()];
        let known = Known::new(&own, ["mine", "nato"]);
        assert_eq!(known.name("Robertson").map(|name| name.name.as_str()), Some("Robertson"));
        assert_eq!(known.name("Javier Solana").map(|name| name.kind), Some(Kind::Person));
        assert_eq!(Known::new(&own, ["plain"]).name("Javier Solana"), None);
    }

    #[test]
    fn built_in_lexicons_are_right_and_reject_nothing() {
        for (at, family) in FAMILIES.iter().enumerate() {
            let facts = Facts::of_family(at);
            let path = format!("{}/src/lexicon/facts/{}.toml", env!("CARGO_MANIFEST_DIR"), family.name);
            let read = Facts::read(&std::fs::read_to_string(path).unwrap()).unwrap();
            assert!(read.rejections.is_empty() && read.words.is_empty(), "only names and offices are packed");
            assert_eq!((&read.names, &read.offices), (&facts.names, &facts.offices));
            let sourced = |office: &Office| office.terms.iter().all(|term| term.source.is_some());
            assert!(facts.offices.iter().all(sourced), "each fact has its source");
        }
    }
}
