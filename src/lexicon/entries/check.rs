//! Errors in a lexicon that is valid TOML.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;

use super::keys::{is_country, is_item};
use super::{Day, Entries, Kind, Named, Stretch};
use crate::error::{Fault, nearest};

/// Finds the first error.
pub(super) fn check(entries: &Entries) -> Result<(), Fault> {
    entries.named().try_for_each(keys)?;
    once(entries)?;
    spellings(entries)?;
    words(entries)?;
    let terms = entries.offices.iter().flat_map(|office| &office.terms);
    let terms = terms.map(|term| (term.from.as_ref(), term.to.as_ref(), "office"));
    let members = entries.organisations.iter().flat_map(|one| &one.members);
    let members = members.map(|member| (member.from.as_ref(), member.to.as_ref(), "membership"));
    terms.chain(members).try_for_each(|(from, to, what)| order(from, to, what))?;
    references(entries)
}

/// Spellings are compared ignoring case and the number of spaces.
fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn at(text: &Spanned<String>) -> Option<Range<usize>> {
    Some(text.span())
}

fn keys(entry: Named) -> Result<(), Fault> {
    for spelling in entry.right().chain(entry.rejected) {
        if key(spelling.get_ref()).is_empty() {
            return Err(Fault::new("a spelling without letters", at(spelling))
                .help("write the name, or remove the line"));
        }
    }
    if let Some(item) = entry.wikidata.filter(|item| !is_item(item.get_ref())) {
        let message = format!("`{}` is not a Wikidata item", item.get_ref());
        return Err(Fault::new(message, at(item)).help("an item is `Q` and a number: `Q232`"));
    }
    if let Some(code) = entry.iso3166.filter(|code| !is_country(code.get_ref())) {
        let message = format!("`{}` is not an ISO 3166 code", code.get_ref());
        let help = "a country is two capitals, `KZ`; a part of one has a second half, `BE-BRU`";
        return Err(Fault::new(message, at(code)).help(help));
    }
    Ok(())
}

/// Entries are unique: their names within their kind, and their keys.
fn once(entries: &Entries) -> Result<(), Fault> {
    let mut names: HashMap<(Kind, String), ()> = HashMap::new();
    let mut items: HashMap<(Kind, &str), &str> = HashMap::new();
    for entry in entries.named() {
        let name = entry.name.get_ref();
        if names.insert((entry.kind, key(name)), ()).is_some() {
            let fault = Fault::new(format!("duplicate {} `{name}`", entry.kind.name()), at(entry.name));
            return Err(fault.help("merge the two entries"));
        }
        let Some(item) = entry.wikidata else { continue };
        if let Some(other) = items.insert((entry.kind, item.get_ref()), name) {
            let message = format!("`{}` is already the key of `{other}`", item.get_ref());
            return Err(
                Fault::new(message, at(item)).help("merge the two entries, or correct one of the keys")
            );
        }
    }
    Ok(())
}

/// No spelling is both rejected and accepted.
fn spellings(entries: &Entries) -> Result<(), Fault> {
    let mut right: HashMap<String, &str> = HashMap::new();
    for entry in entries.named() {
        right.extend(entry.right().map(|spelling| (key(spelling.get_ref()), entry.name.get_ref().as_str())));
    }
    right.extend(entries.words.accepted.iter().map(|word| (key(word.get_ref()), "words.accepted")));
    let wrong = entries.named().flat_map(|entry| entry.rejected.iter()).chain(entries.words.rejected.keys());
    for spelling in wrong {
        if let Some(name) = right.get(&key(spelling.get_ref())) {
            let message = format!("`{}` is rejected here and accepted by `{name}`", spelling.get_ref());
            return Err(
                Fault::new(message, at(spelling)).help("a spelling is right or wrong for the whole lexicon")
            );
        }
    }
    let mut seen: HashMap<String, &str> = HashMap::new();
    for entry in entries.named() {
        for spelling in entry.rejected {
            if let Some(other) = seen.insert(key(spelling.get_ref()), entry.name.get_ref()) {
                let message = format!("`{}` is already rejected for `{other}`", spelling.get_ref());
                return Err(Fault::new(message, at(spelling)).help("it cannot be corrected to two names"));
            }
        }
    }
    Ok(())
}

/// A rejected word has a correction, which is not rejected itself.
fn words(entries: &Entries) -> Result<(), Fault> {
    let rejected = &entries.words.rejected;
    for (wrong, right) in rejected {
        let word = key(right.get_ref());
        if word.is_empty() || rejected.keys().any(|other| key(other.get_ref()) == word) {
            let message =
                format!("`{}` is not a valid correction for `{}`", right.get_ref(), wrong.get_ref());
            return Err(Fault::new(message, at(right)).help("give the word to use instead"));
        }
    }
    Ok(())
}

/// A period whose start is before its end, both on days that exist.
fn order(from: Option<&Spanned<Day>>, to: Option<&Spanned<Day>>, what: &str) -> Result<(), Fault> {
    let (first, last) = (from.map(stretch).transpose()?, to.map(stretch).transpose()?);
    match (first, last, from, to) {
        (Some(first), Some(last), Some(from), Some(to)) if last.last < first.first => {
            let (from, end) = (from.get_ref().text(), to.get_ref().text());
            let message = format!("the {what} ends on {end}, before it begins on {from}");
            Err(Fault::new(message, Some(to.span())).help("one of the two dates is wrong"))
        }
        _ => Ok(()),
    }
}

fn stretch(day: &Spanned<Day>) -> Result<Stretch, Fault> {
    day.get_ref().stretch().ok_or_else(|| {
        let message = format!("the date `{}` does not exist", day.get_ref().text());
        let help =
            "write a day `1999-10-14`, or a month or year in quotation marks: `\"1999-10\"`, `\"1999\"`";
        Fault::new(message, Some(day.span())).help(help)
    })
}

/// Holders of offices, members, and organisations and places with offices are entries.
fn references(entries: &Entries) -> Result<(), Fault> {
    let spellings = |kinds: &'static [Kind]| {
        let named = entries.named().filter(|entry| kinds.contains(&entry.kind));
        named.flat_map(Named::right).map(|spelling| spelling.get_ref().as_str()).collect::<Vec<&str>>()
    };
    let persons = spellings(&[Kind::Person]);
    let others = spellings(&[Kind::Organisation, Kind::Place]);
    let all = spellings(&[Kind::Person, Kind::Organisation, Kind::Place]);
    for office in &entries.offices {
        office.of.iter().try_for_each(|of| known(of, &others, "organisation or place"))?;
        office.terms.iter().try_for_each(|term| known(&term.holder, &persons, "person"))?;
        twice(&office.terms)?;
    }
    let mut members = entries.organisations.iter().flat_map(|one| &one.members);
    members.try_for_each(|member| known(&member.member, &all, "entry"))
}

fn known(name: &Spanned<String>, spellings: &[&str], what: &str) -> Result<(), Fault> {
    let written = name.get_ref().as_str();
    if spellings.contains(&written) {
        return Ok(());
    }
    let help = match nearest(written, spellings.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add the {what} to this file"),
    };
    Err(Fault::new(format!("no {what} in this file is called `{written}`"), at(name)).help(help))
}

fn twice(terms: &[super::Term]) -> Result<(), Fault> {
    for (n, term) in terms.iter().enumerate() {
        let from = |term: &super::Term| term.from.as_ref().map(|from| from.get_ref().clone());
        let is_same = |other: &&super::Term| {
            other.holder.get_ref() == term.holder.get_ref() && from(other) == from(term)
        };
        if terms[..n].iter().any(|other| is_same(&other)) {
            let message = format!("duplicate term of `{}`", term.holder.get_ref());
            return Err(Fault::new(message, at(&term.holder)).help("remove one of them"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Message, position and help of the error in a text.
    fn refused(text: &str) -> (String, String, String) {
        let fault = Entries::read(text).unwrap_err();
        (fault.message, text[fault.span.unwrap_or_default()].to_string(), fault.help.unwrap_or_default())
    }

    fn assert_refused(text: &str, message: &str, at: &str, help: &str) {
        let got = refused(text);
        assert_eq!((got.0.as_str(), got.1.as_str()), (message, at), "{text}");
        assert!(got.2.starts_with(help), "{}", got.2);
    }

    #[test]
    fn unknown_keys_have_a_nearest() {
        assert_refused("[[person]]\n", "unknown key `person`", "person", "did you mean `persons`?");
        let text = "[[places]]\nname = \"a\"\niso3266 = \"KZ\"\n";
        assert_refused(text, "unknown key `iso3266`", "iso3266", "did you mean `iso3166`?");
        let text = "[[offices]]\nname = \"a\"\nterms = [{ holder = \"b\", until = 1999-01-01 }]\n";
        assert_refused(text, "unknown key `until`", "until", "");
        assert_refused("[[persons]]\nwikidata = \"Q1\"\n", "the key `name` is missing", "[[persons]]", "");
        let misfit = "wrong type of value";
        assert_refused("[words]\nsafe = 1\n", misfit, "1", "expected `true` or `false`");
        assert_refused("[words]\naccepted = \"a\"\n", misfit, "\"a\"", "expected a list");
    }

    const PERSON: &str = "[[persons]]\nname = \"A B\"\n";

    fn term(from: &str, to: &str) -> String {
        format!(
            "{PERSON}[[offices]]\nname = \"Chair\"\nterms = [{{ holder = \"A B\", from = {from}, to = {to} }}]\n"
        )
    }

    #[test]
    fn offices_end_after_they_begin() {
        let message = "the office ends on 1999-01-01, before it begins on 1999-10-14";
        assert_refused(&term("1999-10-14", "1999-01-01"), message, "1999-01-01", "one of the two");
        let message = "the office ends on 1998, before it begins on 1999";
        assert_refused(&term("\"1999\"", "\"1998\""), message, "\"1998\"", "one of the two");
        assert!(Entries::read(&term("1999-10-14", "\"1999-10\"")).is_ok(), "it may end later in the month");
        let members = "[[places]]\nname = \"P\"\n[[organisations]]\nname = \"O\"\nmembers = [{ member = \"P\", from = 1999-03-12, to = 1999-03-11 }]\n";
        assert_refused(
            members,
            "the membership ends on 1999-03-11, before it begins on 1999-03-12",
            "1999-03-11",
            "",
        );
    }

    #[test]
    fn dates_exist() {
        for wrong in ["\"1999-02-30\"", "\"1999-13\"", "\"October 1999\"", "12:00:00"] {
            let message = format!("the date `{}` does not exist", wrong.trim_matches('"'));
            assert_refused(&term(wrong, "\"2001\""), &message, wrong, "write a day");
        }
        let fault = Entries::read(&term("1999-02-30", "\"2001\"")).unwrap_err();
        assert!(fault.span.is_some(), "{fault}");
        let got = refused(&term("1999", "\"2001\""));
        assert!(got.0.contains("expected a date") && got.1 == "1999", "{got:?}");
    }

    #[test]
    fn keys_are_of_their_kind() {
        let text = "[[places]]\nname = \"Kazakhstan\"\niso3166 = \"KAZ\"\n";
        assert_refused(text, "`KAZ` is not an ISO 3166 code", "\"KAZ\"", "a country is two capitals");
        let text = "[[persons]]\nname = \"a\"\nwikidata = \"232\"\n";
        assert_refused(text, "`232` is not a Wikidata item", "\"232\"", "an item is");
        assert_refused(
            "[[persons]]\nname = \" \"\n",
            "a spelling without letters",
            "\" \"",
            "write the name",
        );
    }

    #[test]
    fn a_spelling_is_right_or_wrong() {
        let text = "[[places]]\nname = \"Kosovo\"\nrejected = [\"KOSOVA\"]\n[[places]]\nname = \"Kosova\"\n";
        let message = "`KOSOVA` is rejected here and accepted by `Kosova`";
        assert_refused(text, message, "\"KOSOVA\"", "a spelling is right or wrong");
        let text = "[words]\naccepted = [\"a\"]\nrejected = { a = \"b\" }\n";
        assert_refused(text, "`a` is rejected here and accepted by `words.accepted`", "a", "");
        let text =
            "[[places]]\nname = \"A\"\nrejected = [\"X\"]\n[[places]]\nname = \"B\"\nrejected = [\"X\"]\n";
        assert_refused(text, "`X` is already rejected for `A`", "\"X\"", "it cannot be corrected");
        let text = "[words]\nrejected = { a = \"b\", b = \"a\" }\n";
        assert_refused(text, "`b` is not a valid correction for `a`", "\"b\"", "give the word");
        let text = "[[persons]]\nname = \"Igor Ivanov\"\naccepted = [\"Ivanov\"]\n[[persons]]\nname = \"Sergei Ivanov\"\naccepted = [\"Ivanov\"]\n";
        assert!(Entries::read(text).is_ok(), "two persons may have one surname");
    }

    #[test]
    fn an_entry_stands_once() {
        let text = "[[persons]]\nname = \"A B\"\n[[persons]]\nname = \"A  b\"\n";
        assert_refused(text, "duplicate person `A  b`", "\"A  b\"", "merge the two");
        let text =
            "[[places]]\nname = \"A\"\nwikidata = \"Q1\"\n[[places]]\nname = \"B\"\nwikidata = \"Q1\"\n";
        assert_refused(text, "`Q1` is already the key of `A`", "\"Q1\"", "merge the two");
        let text = format!(
            "{PERSON}[[offices]]\nname = \"x\"\nterms = [{{ holder = \"A B\" }}, {{ holder = \"A B\" }}]\n"
        );
        assert_eq!(refused(&text).0, "duplicate term of `A B`");
    }

    #[test]
    fn holders_are_entries() {
        let text = format!("{PERSON}[[offices]]\nname = \"x\"\nterms = [{{ holder = \"A C\" }}]\n");
        assert_refused(&text, "no person in this file is called `A C`", "\"A C\"", "did you mean `A B`?");
        let text = "[[offices]]\nname = \"x\"\nof = \"NATO\"\n";
        assert_refused(text, "no organisation or place in this file is called `NATO`", "\"NATO\"", "add the");
    }
}
