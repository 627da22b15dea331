//! Who held an office when.

use jiff::civil::Date;

use super::spelling::{at_start, key};
use crate::lexicon::entries::{self, Entries, Stretch};

/// Days before and after a term on which its holder may still, or already, have the title: an event is announced, a
/// text is printed, a farewell is given. Two weeks cover the longest known hand-over (Solana to Robertson, 1999).
const MARGIN: i32 = 14;

/// An office with its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its names, the usual one first.
    pub names: Vec<String>,
    /// The names of the organisation or place that it belongs to, the one in the lexicon first.
    pub of: Vec<String>,
    /// Its holders, with dates.
    pub terms: Vec<Term>,
}

/// A term of a person in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The person as they appear in lists.
    pub holder: String,
    /// The names of the person: all accepted spellings, the longest first.
    pub spellings: Vec<String>,
    /// The day on which it began, as far as known.
    pub from: Option<Stretch>,
    /// The day on which it ended, as far as known and if it has.
    pub to: Option<Stretch>,
    /// Whether the holder was only acting.
    pub acting: bool,
    /// The source of the term.
    pub source: Option<String>,
}

impl Office {
    pub(super) fn new(office: &entries::Office, entries: &Entries) -> Self {
        let names = std::iter::once(office.name.get_ref()).chain(&office.accepted).cloned().collect();
        let mut of = office.of.as_ref().map(|of| spellings(of.get_ref(), entries)).unwrap_or_default();
        of.sort_by_key(|spelling| office.of.as_ref().is_some_and(|of| of.get_ref() != spelling));
        let term = |term: &entries::Term| Term {
            holder: term.holder.get_ref().clone(),
            spellings: spellings(term.holder.get_ref(), entries),
            from: term.from.as_ref().and_then(|from| from.get_ref().stretch()),
            to: term.to.as_ref().and_then(|to| to.get_ref().stretch()),
            acting: term.acting,
            source: term.source.clone().or_else(|| office.source.clone()),
        };
        Self { names, of, terms: office.terms.iter().map(term).collect() }
    }

    /// Whether two lexicons mean the same office.
    pub(super) fn is_same(&self, other: &Office) -> bool {
        let meet = |a: &[String], b: &[String]| a.iter().any(|a| b.iter().any(|b| key(a) == key(b)));
        meet(&self.names, &other.names)
            && (self.of.is_empty() && other.of.is_empty() || meet(&self.of, &other.of))
    }

    /// The length of the office at the start of a text: `NATO Secretary General`, `Secretary General of NATO`,
    /// `Secretary General`. `None` if the name of another organisation follows.
    pub fn at_start(&self, text: &str) -> Option<usize> {
        let own = self.of.iter().filter_map(|of| at_start(text, of)).max();
        let own = own.map_or(0, |length| length + possessive(&text[length..]));
        let gap = text[own..].len() - text[own..].trim_start().len();
        if own > 0 && gap == 0 {
            return None;
        }
        let begin = own + gap;
        let name = self.names.iter().filter_map(|name| at_start(&text[begin..], name)).max()?;
        let end = begin + name;
        match after_of(&text[end..]) {
            None => Some(end),
            Some(at) => {
                let of = self.of.iter().filter_map(|of| at_start(&text[end + at..], of)).max()?;
                Some(end + at + of)
            }
        }
    }

    /// Those who certainly held the office on all of these days.
    pub fn holders(&self, first: Date, last: Date) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.covers(first, last))
    }
}

/// The length of a possessive ending.
fn possessive(text: &str) -> usize {
    ["'s", "’s"].iter().find(|ending| text.starts_with(**ending)).map_or(0, |ending| ending.len())
}

/// The text after `of` or `of the` at the start of a text.
fn after_of(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let rest = rest.strip_prefix("of").filter(|rest| rest.starts_with(char::is_whitespace))?.trim_start();
    let rest = rest
        .strip_prefix("the")
        .filter(|rest| rest.starts_with(char::is_whitespace))
        .map_or(rest, str::trim_start);
    Some(text.len() - rest.len())
}

/// The names of an entry: all accepted spellings, the longest first.
fn spellings(name: &str, entries: &Entries) -> Vec<String> {
    let named = entries.named().find(|entry| entry.right().any(|spelling| spelling.get_ref() == name));
    let spellings =
        named.into_iter().flat_map(entries::Named::right).map(|spelling| spelling.get_ref().clone());
    let mut spellings: Vec<String> = spellings.collect();
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    spellings
}

impl Term {
    /// Whether the office was certainly held on all of these days, not counting hand-over days.
    fn covers(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from.widened(MARGIN).last <= first)
            && self.to.is_none_or(|to| last <= to.widened(MARGIN).first)
    }

    /// Whether the holder may have the title on one of these days.
    pub fn touches(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from.widened(MARGIN).first <= last)
            && self.to.is_none_or(|to| first <= to.widened(MARGIN).last)
    }

    /// The period for people: `from 14 October 1999 to 17 December 2003`.
    pub fn time(&self) -> String {
        let from = self.from.map(|from| format!("from {}", written(from)));
        let to = self.to.map(|to| format!("{} {}", if from.is_some() { "to" } else { "until" }, written(to)));
        let all: Vec<String> = from.into_iter().chain(to).collect();
        if all.is_empty() { "at all times".to_string() } else { all.join(" ") }
    }
}

/// A date for people, as precise as known.
fn written(stretch: Stretch) -> String {
    let format = if stretch.first == stretch.last {
        "%-d %B %Y"
    } else if stretch.first.month() == stretch.last.month() {
        "%B %Y"
    } else {
        "%Y"
    };
    stretch.first.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Office {
        let text = r#"
[[persons]]
name = "Javier Solana"
accepted = ["Solana"]
[[persons]]
name = "Lord Robertson"
[[organisations]]
name = "NATO"
accepted = ["North Atlantic Alliance"]
[[offices]]
name = "Secretary General"
accepted = ["Secretary-General"]
of = "NATO"
source = "a list"
terms = [
  { holder = "Javier Solana", from = 1995-12-05, to = 1999-10-06 },
  { holder = "Lord Robertson", from = "1999-10", to = 2003-12-17, source = "another" },
]
"#;
        let entries = Entries::read(text).unwrap();
        Office::new(&entries.offices[0], &entries)
    }

    #[test]
    fn an_office_is_named_with_its_organisation_or_without() {
        let office = office();
        let named = |text: &'static str| office.at_start(text).map(|end| &text[..end]);
        assert_eq!(named("NATO Secretary General, x"), Some("NATO Secretary General"));
        assert_eq!(named("NATO's\nSecretary-General"), Some("NATO's\nSecretary-General"));
        assert_eq!(
            named("SECRETARY GENERAL of the North Atlantic Alliance and"),
            Some("SECRETARY GENERAL of the North Atlantic Alliance")
        );
        assert_eq!(named("Secretary General Solana"), Some("Secretary General"));
        assert_eq!(named("Secretary General of the WEU"), None);
        assert_eq!(named("NATO"), None);
    }

    #[test]
    fn changes_have_a_margin() {
        let office = office();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let holders =
            |text| office.holders(day(text), day(text)).map(|term| term.holder.as_str()).collect::<Vec<_>>();
        assert_eq!(holders("1999-09-01"), ["Javier Solana"]);
        assert_eq!(holders("1999-10-08"), [""; 0], "it changes in these days");
        assert_eq!(holders("1999-11-20"), ["Lord Robertson"]);
        let touched = |n: usize, text| office.terms[n].touches(day(text), day(text));
        assert!(touched(0, "1999-10-15") && !touched(0, "1999-11-15"));
        assert!(touched(1, "1999-09-20") && !touched(1, "2004-01-15"));
        assert_eq!(office.terms[1].time(), "from October 1999 to 17 December 2003");
        assert_eq!(
            (office.terms[0].source.as_deref(), office.terms[1].source.as_deref()),
            (Some("a list"), Some("another"))
        );
    }
}
