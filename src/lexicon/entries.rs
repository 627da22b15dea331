//! The text of a `lexicon.toml` as data: words, persons, organisations, places and offices as the user wrote them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Fault, misfit};

mod check;
mod day;
mod keys;

pub use day::{Day, Stretch};

/// A lexicon: the names in a corpus, and who held which office when.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entries {
    /// Words that are not names.
    pub words: Words,
    /// Persons.
    pub persons: Vec<Person>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Countries, cities, buildings.
    pub places: Vec<Place>,
    /// Offices, with their holders.
    pub offices: Vec<Office>,
}

/// Words that are not names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    /// Words that are right although they look misspelt, in any case.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Misspelt words, each with its correction.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
    pub rejected: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Whether `--fix` may replace the misspelt words; otherwise `--unsafe-fixes` does.
    pub safe: bool,
}

/// A person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The name as it appears in lists: `Jaap de Hoop Scheffer`.
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
    /// Whether `--fix` may correct the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The item in Wikidata: `Q213773`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", regex(pattern = "^Q[1-9][0-9]*$")))]
    pub wikidata: Option<Spanned<String>>,
    /// The source of this entry: a URL, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// An organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// The name as it appears in lists: `Euro-Atlantic Partnership Council`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Other spellings that are right, including acronyms: `EAPC`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub accepted: Vec<Spanned<String>>,
    /// Spellings that are wrong.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rejected: Vec<Spanned<String>>,
    /// Whether `--fix` may correct the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The item in Wikidata: `Q7184`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>", regex(pattern = "^Q[1-9][0-9]*$")))]
    pub wikidata: Option<Spanned<String>>,
    /// Its members, with dates.
    #[serde(default)]
    pub members: Vec<Member>,
    /// The source of this entry: a URL, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// A place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The name as it appears in lists: `Kazakhstan`.
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
    /// Whether `--fix` may correct the rejected spellings; otherwise `--unsafe-fixes` does.
    #[serde(default)]
    pub safe: bool,
    /// The ISO 3166-1 code of the country, or the ISO 3166-2 code of its part: `KZ`, `BE-BRU`.
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
    /// The source of this entry: a URL, a book.
    #[serde(default)]
    pub source: Option<String>,
}

/// An office, with its holders.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Office {
    /// Its name: `Secretary General`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Spanned<String>,
    /// Other names: `Secretary-General`.
    #[serde(default)]
    pub accepted: Vec<String>,
    /// The organisation or place that it belongs to, by its name in this file: `NATO`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub of: Option<Spanned<String>>,
    /// Its holders, with dates.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// The source of the terms that do not give their own.
    #[serde(default)]
    pub source: Option<String>,
}

/// A term of a person in an office.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// The person, by their name in this file.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub holder: Spanned<String>,
    /// The first day, or its month or year; unlimited by default.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub from: Option<Spanned<Day>>,
    /// The last day, or its month or year; until now by default.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub to: Option<Spanned<Day>>,
    /// Whether the holder was only acting.
    #[serde(default)]
    pub acting: bool,
    /// The source of this term.
    #[serde(default)]
    pub source: Option<String>,
}

/// A membership in an organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The place, organisation or person, by its name in this file.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub member: Spanned<String>,
    /// The first day, or its month or year.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub from: Option<Spanned<Day>>,
    /// The last day, or its month or year; until now by default.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Day>"))]
    pub to: Option<Spanned<Day>>,
    /// The source of this membership.
    #[serde(default)]
    pub source: Option<String>,
}

/// The kind of thing that a name belongs to.
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

/// The common parts of persons, organisations and places.
#[derive(Clone, Copy, Debug)]
pub struct Named<'e> {
    /// Its kind.
    pub kind: Kind,
    /// The name as it appears in lists.
    pub name: &'e Spanned<String>,
    /// Other spellings that are right.
    pub accepted: &'e [Spanned<String>],
    /// Spellings that are wrong.
    pub rejected: &'e [Spanned<String>],
    /// Whether a rejected spelling is corrected by safe fixes.
    pub safe: bool,
    /// The item in Wikidata.
    pub wikidata: Option<&'e Spanned<String>>,
    /// The code of a country.
    pub iso3166: Option<&'e Spanned<String>>,
    /// The source of the entry.
    pub source: Option<&'e str>,
}

impl<'e> Named<'e> {
    /// The name and the other spellings that are right.
    pub fn right(self) -> impl Iterator<Item = &'e Spanned<String>> {
        std::iter::once(self.name).chain(self.accepted)
    }
}

/// A person, organisation or place as its common parts.
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
    /// A [`Fault`] without its file if the text is not TOML, has unknown keys or values, or contains what cannot be: an
    /// office that ends before it begins, a spelling that is both right and wrong, a date that does not exist, an
    /// invalid identifier, a duplicate entry.
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
