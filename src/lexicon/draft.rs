//! A draft of a lexicon, for a new file or to extend an existing one, whose content is kept.

use std::collections::HashSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::entries::Entries;
use crate::error::Fault;
use crate::visible::{is_inert, toml_string};

/// The header of a new file.
const HEAD: &str = "\
# What is known of the names in this corpus. `doclint schema lexicon` describes all keys, docs/lexicon.md has examples.
# The names were met in the documents; a line that begins with `#` decides nothing until the `#` is taken away.
";

/// Names that were found, for people to review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Persons.
    pub persons: Vec<Proposal>,
    /// Organisations.
    pub organisations: Vec<Proposal>,
    /// Places.
    pub places: Vec<Proposal>,
}

/// A name that was found, with its spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The usual spelling.
    pub name: String,
    /// Number of occurrences.
    pub times: usize,
    /// Number of documents.
    pub documents: usize,
    /// Other spellings that may be right, with their counts.
    pub accepted: Vec<(String, usize)>,
    /// Spellings that look like typos, with their counts.
    pub rejected: Vec<(String, usize)>,
}

/// A file with the new entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text of the file.
    pub text: String,
    /// Number of entries added.
    pub added: usize,
}

impl Draft {
    /// The text of a file, or of an empty one, with the names added that it does not mention, not even in a comment.
    ///
    /// # Errors
    /// A [`Fault`] without its file when the text is not a lexicon.
    pub fn merged_into(&self, text: &str) -> Result<Merged, Fault> {
        Entries::read(text)?;
        let spoken_of = quoted(text);
        let head = if text.trim().is_empty() { HEAD } else { "" };
        let mut document: DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| Fault::new(error.message(), error.span()))?;
        let mut added = 0;
        let kinds =
            [("persons", &self.persons), ("organisations", &self.organisations), ("places", &self.places)];
        for (key, proposals) in kinds {
            let is_new = |one: &&Proposal| {
                let escaped = toml_string(&one.name).to_lowercase();
                ![one.name.to_lowercase().as_str(), escaped.trim_matches('"')]
                    .iter()
                    .any(|name| spoken_of.contains(*name))
            };
            for proposal in proposals.iter().filter(is_new) {
                add(&mut document, key, proposal);
                added += 1;
            }
        }
        let text = if added == 0 { text.to_string() } else { format!("{head}{document}") };
        Ok(Merged { text, added })
    }
}

/// Everything in quotation marks in a file, including comments, in lower case.
fn quoted(text: &str) -> HashSet<String> {
    text.lines().flat_map(|line| line.split(['"', '\'']).skip(1)).map(str::to_lowercase).collect()
}

/// Adds an entry after those of its kind.
fn add(document: &mut DocumentMut, key: &str, proposal: &Proposal) {
    let entries = document.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    match entries {
        Item::ArrayOfTables(tables) => tables.push(table(proposal)),
        // `persons = [{ name = "…" }]` has no room for comments.
        entries => {
            if let Some(array) = entries.as_array_mut() {
                let mut entry = toml_edit::InlineTable::new();
                entry.insert("name", text(&proposal.name));
                array.push(entry);
            }
        }
    }
}

fn table(proposal: &Proposal) -> Table {
    let mut name = text(&proposal.name);
    name.decor_mut()
        .set_suffix(spellings("accepted", &proposal.accepted) + &spellings("rejected", &proposal.rejected));
    let mut table = Table::new();
    table.insert("name", value(name));
    let documents = if proposal.documents == 1 { "document" } else { "documents" };
    let count = format!("\n# {} in {} {documents}\n", proposal.times, proposal.documents);
    table.decor_mut().set_prefix(count);
    table
}

/// A name as a string of visible characters: those that a terminal would interpret are escaped.
fn text(name: &str) -> Value {
    let plain = Value::from(name);
    if is_inert(name) {
        return plain;
    }
    toml_string(name).parse().unwrap_or(plain)
}

/// A line of spellings that has no effect yet: `# accepted = ["Nazarbayev"] # 7`.
fn spellings(key: &str, list: &[(String, usize)]) -> String {
    if list.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = list.iter().map(|(spelling, _)| text(spelling).to_string()).collect();
    let times: Vec<String> = list.iter().map(|(_, times)| times.to_string()).collect();
    format!("\n# {key} = [{}] # {}", quoted.join(", "), times.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let person = Proposal {
            name: "Nursultan Nazarbayev".into(),
            times: 6,
            documents: 2,
            accepted: vec![("Nazarbayev".into(), 3), ("President \"N\"".into(), 1)],
            rejected: vec![("Nursultan Nazarbaev".into(), 1)],
        };
        let place = Proposal { name: "Almaty".into(), times: 1, documents: 1, ..Proposal::default() };
        Draft { persons: vec![person], places: vec![place], ..Draft::default() }
    }

    #[test]
    fn a_new_file_is_a_lexicon_and_decides_nothing() {
        let merged = draft().merged_into("").unwrap();
        let entries = Entries::read(&merged.text).unwrap();
        assert_eq!((merged.added, entries.persons.len(), entries.places.len()), (2, 1, 1), "{}", merged.text);
        assert!(entries.persons[0].accepted.is_empty() && entries.persons[0].rejected.is_empty());
        let expected = "
# 6 in 2 documents
[[persons]]
name = \"Nursultan Nazarbayev\"
# accepted = [\"Nazarbayev\", 'President \"N\"'] # 3, 1
# rejected = [\"Nursultan Nazarbaev\"] # 1

# 1 in 1 document
[[places]]
name = \"Almaty\"
";
        assert_eq!(merged.text, format!("{HEAD}{expected}"));
        let decided = merged.text.replace("# accepted", "accepted").replace("# rejected", "rejected");
        assert_eq!(Entries::read(&decided).unwrap().persons[0].accepted.len(), 2, "the comments are right");
    }

    #[test]
    fn twice_is_once() {
        let once = draft().merged_into("").unwrap().text;
        assert_eq!(draft().merged_into(&once).unwrap(), Merged { text: once, added: 0 });
    }

    #[test]
    fn a_hostile_name_is_written_in_escapes() {
        let name = "A\u{9b}\u{202e}\\b\u{1b}";
        let wrong = format!("{name}c");
        let place = Proposal { name: name.into(), rejected: vec![(wrong.clone(), 1)], ..Proposal::default() };
        let draft = Draft { places: vec![place], ..Draft::default() };
        let once = draft.merged_into("").unwrap().text;
        assert!(once.lines().all(is_inert), "{once}");
        assert_eq!(Entries::read(&once).unwrap().places[0].name.get_ref(), name);
        assert_eq!(draft.merged_into(&once).unwrap().added, 0);
        let decided = once.replace("# rejected", "rejected");
        assert_eq!(Entries::read(&decided).unwrap().places[0].rejected[0].get_ref(), &wrong);
    }

    /// Comments everywhere, entries of a kind in two places, odd spaces, Windows line ends.
    const BEGUN: &str = "# head\n\nwords = { accepted = [ 'x' ] } # odd\n\n[[places]] # first\nname=\"Astana\"\n# \"Almaty\" is in another file\n\n[[persons]]\n  name = \"A B\"   # the chair\n\n[[places]]\nname = \"Aktau\"\n# tail\n";

    #[test]
    fn what_stands_in_a_file_stays() {
        let merged = draft().merged_into(BEGUN).unwrap();
        assert_eq!(merged.added, 1, "a name in a comment is spoken of");
        for line in BEGUN.lines() {
            assert!(merged.text.contains(line), "{line} is lost in\n{}", merged.text);
        }
        let without: String = {
            let new = merged.text.find("\n# 6 in 2").unwrap();
            let end =
                merged.text[new..].find("Nazarbaev\"] # 1\n").unwrap() + new + "Nazarbaev\"] # 1\n".len();
            merged.text[..new].to_string() + &merged.text[end..]
        };
        assert_eq!(without, BEGUN, "nothing else changed");
        assert_eq!(Entries::read(&merged.text).unwrap().persons.len(), 2);
    }

    #[test]
    fn a_list_in_one_line_is_added_to() {
        let merged = draft().merged_into("persons = [{ name = \"A B\" }]\n").unwrap();
        assert_eq!(Entries::read(&merged.text).unwrap().persons.len(), 2, "{}", merged.text);
    }

    #[test]
    fn what_is_no_lexicon_is_refused() {
        assert_eq!(draft().merged_into("[[person]]\n").unwrap_err().message, "unknown key `person`");
    }
}
