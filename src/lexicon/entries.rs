//! The text of a `lexicon.toml` as data: what somebody wrote about words, persons, organisations, places and offices.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Fault, misfit};

mod check;
mod day;
mod keys;

pub use day::{Day, Stretch};

/// A lexicon: what is known of the names in a corpus, and who held which office when.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entries {
    /// Words that are no names.
    pub words: Words,
    /// Persons.
    pub persons: Vec<Person>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Countries, cities, buildings.
    pub places: Vec<Place>,
    /// Offices, with those who held them.
    pub offices: Vec<Office>,
}

/// Words that are no names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    /// Words that are right although they look misspelt, whatever their case.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Words that are wrong, with the right word for each.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
    pub rejected: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Whether `--fix` may put the right words in place of the wrong ones; otherwise `--unsafe-fixes` does.
    pub safe: bool,
}

/// A person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The name as it should stand in lists: `Jaap de Hoop Scheffer`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Other spellings that are right: `de Hoop Scheffer`, `Mr. de Hoop Scheffer`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Spellings that are wrong: `de Joop Scheffer`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rejected: Vec<Spanned<String>>,
    /// Whether `--fix` may mend the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The item in Wikidata: `Q213773`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", regex(pattern = "^Q[1-9][0-9]*$")))]
    pub wikidata: Option<Spanned<String>>,
    /// Where this is known from: an address, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// An organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// The name as it should stand in lists: `Euro-Atlantic Partnership Council`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Other spellings that are right, acronyms too: `EAPC`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Spellings that are wrong.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rejected: Vec<Spanned<String>>,
    /// Whether `--fix` may mend the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The item in Wikidata: `Q7184`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", regex(pattern = "^Q[1-9][0-9]*$")))]
    pub wikidata: Option<Spanned<String>>,
    /// Who belonged to it when.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Where this is known from: an address, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// A place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The name as it should stand in lists: `Kazakhstan`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Other spellings that are right: `Republic of Kazakhstan`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Spellings that are wrong: `Kazakstan`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rejected: Vec<Spanned<String>>,
    /// Whether `--fix` may mend the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The code of the country in ISO 3166-1, or of its part in ISO 3166-2: `KZ`, `BE-BRU`.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<String>", regex(pattern = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"))
    )]
    pub iso3166: Option<Spanned<String>>,
    /// The item in Wikidata: `Q232`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", regex(pattern = "^Q[1-9][0-9]*$")))]
    pub wikidata: Option<Spanned<String>>,
    /// Where this is known from: an address, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// An office, with those who held it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Office {
    /// What it is called: `Secretary General`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// What else it is called: `Secretary-General`.
    #[serde(default)]
    pub accepted: Vec<String>,
    /// The organisation or place that it belongs to, as an entry of this file is called: `NATO`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub of: Option<Spanned<String>>,
    /// Who held it when.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// Where this is known from, as far as a term does not say it itself.
    #[serde(default)]
    pub source: Option<String>,
}

/// Somebody's time in an office.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// The person, as an entry of this file is called.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub holder: Spanned<String>,
    /// The first day, or the month or year of it; always before if not said.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub from: Option<Spanned<Day>>,
    /// The last day, or the month or year of it; until now if not said.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub to: Option<Spanned<Day>>,
    /// Whether the holder only stood in for one.
    #[serde(default)]
    pub acting: bool,
    /// Where this is known from.
    #[serde(default)]
    pub source: Option<String>,
}

/// Somebody's time in an organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The place, organisation or person, as an entry of this file is called.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub member: Spanned<String>,
    /// The first day, or the month or year of it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub from: Option<Spanned<Day>>,
    /// The last day, or the month or year of it; until now if not said.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub to: Option<Spanned<Day>>,
    /// Where this is known from.
    #[serde(default)]
    pub source: Option<String>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

impl Kind {
    /// The word for it in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
        }
    }
}

/// What persons, organisations and places have in common.
#[derive(Clone, Copy, Debug)]
pub struct Named<'e> {
    /// What it is.
    pub kind: Kind,
    /// The name as it should stand in lists.
    pub name: &'e Spanned<String>,
    /// Other spellings that are right.
    pub accepted: &'e [Spanned<String>],
    /// Spellings that are wrong.
    pub rejected: &'e [Spanned<String>],
    /// Whether a rejected spelling is mended without asking.
    pub safe: bool,
    /// The item in Wikidata.
    pub wikidata: Option<&'e Spanned<String>>,
    /// The code of a country.
    pub iso3166: Option<&'e Spanned<String>>,
    /// Where this is known from.
    pub source: Option<&'e str>,
}

impl<'e> Named<'e> {
    /// The name and the other spellings that are right.
    pub fn right(self) -> impl Iterator<Item = &'e Spanned<String>> {
        std::iter::once(self.name).chain(self.accepted)
    }
}

/// A person, organisation or place as what they have in common.
macro_rules! named {
    ($entry:expr, $kind:ident, $iso3166:expr) => {
        Named {
            kind: Kind::$kind,
            name: &$entry.name,
            accepted: &$entry.accepted,
            rejected: &$entry.rejected,
            safe: $entry.safe,
            wikidata: $entry.wikidata.as_ref(),
            iso3166: $iso3166,
            source: $entry.source.as_deref(),
        }
    };
}

impl Entries {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// A [`Fault`] without its file where the text is no TOML, has keys or values that mean nothing, or says what cannot
    /// be: an office that ends before it begins, a spelling that is both right and wrong, a date that does not exist, a
    /// key that is none, an entry twice.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let entries: Self = toml::from_str(text).map_err(|error| misfit(error.message(), error.span()))?;
        check::check(&entries)?;
        Ok(entries)
    }

    /// Persons, organisations and places.
    pub fn named(&self) -> impl Iterator<Item = Named<'_>> {
        let persons = self.persons.iter().map(|one| named!(one, Person, None));
        let organisations = self.organisations.iter().map(|one| named!(one, Organisation, None));
        let places = self.places.iter().map(|one| named!(one, Place, one.iso3166.as_ref()));
        persons.chain(organisations).chain(places)
    }
}
