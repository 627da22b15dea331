//! A family of documents as data: its words, shapes and required fields. The built-in families are TOML files too.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::language::{Language, WordLists};

mod family;
mod phrases;

pub use phrases::Phrases;

/// The words, shapes and expectations of one family of documents.
///
/// Words are compared ignoring case unless noted otherwise; white space in a phrase matches any run of white space.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// Name, in kebab-case.
    pub name: String,
    /// Description of the family, in one line.
    pub title: String,
    /// Name of a built-in profile whose lists come before these.
    #[serde(default)]
    pub extends: Option<String>,
    /// The language of the documents, whose words are used beside those given here; English if it is not given.
    #[serde(default)]
    pub language: Option<Language>,
    /// Phrases that show that a document is of this family.
    #[serde(default)]
    pub signature: Vec<Signature>,
    /// The beginnings of update lines.
    #[serde(default)]
    pub update: Update,
    /// How dates are written.
    #[serde(default)]
    pub dates: Dates,
    /// Series labels, each with the shape that it announces.
    #[serde(default)]
    pub series: Phrases<Series>,
    /// Words about places.
    #[serde(default)]
    pub places: Places,
    /// Words of document types.
    #[serde(default)]
    pub genres: Genres,
    /// Words in bylines.
    #[serde(default)]
    pub byline: Byline,
    /// Known header lines that fill no field: `For Immediate Release`.
    #[serde(default)]
    pub boilerplate: Phrases,
    /// Names of sidebar blocks: `News`, `Multimedia`.
    #[serde(default)]
    pub block_names: Phrases,
    /// Words in media lines.
    #[serde(default)]
    pub media: Media,
    /// Words in speaker labels.
    #[serde(default)]
    pub speakers: Speakers,
    /// Subheadings known by their words: `Questions and Answers`.
    #[serde(default)]
    pub headings: Phrases,
    /// Stage notes: the first words inside brackets, in lower case.
    #[serde(default)]
    pub notes: Phrases,
    /// The beginnings of footer lines.
    #[serde(default)]
    pub footer: Phrases,
    /// What web extraction leaves behind.
    #[serde(default)]
    pub residue: ResidueWords,
    /// The formats of document numbers.
    #[serde(default)]
    pub numbers: Numbers,
    /// The shapes of pages; the first is the default.
    #[serde(default)]
    pub shapes: Vec<Shape>,
    /// Which shape a page has whose series label announces none: that of the first choice whose conditions hold.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// A phrase that shows the family, and how strongly.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signature {
    /// The phrase, case-sensitive, anywhere in the first 40 lines.
    pub text: String,
    /// Points; the family with the most is chosen, if it has at least 2.
    pub weight: u8,
}

/// The beginnings of update lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Update {
    /// Labels before the stamp, longest first: `Last update:`.
    pub labels: Phrases,
}

/// How dates are written.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Order {
    /// 8/07/2003 is 8 July.
    DayFirst,
    /// 8/07/2003 is August 7.
    MonthFirst,
    /// Unknown: such a date is ambiguous.
    #[default]
    Unknown,
}

/// How dates are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dates {
    /// Order of day and month in dates that are all digits.
    pub order: Option<Order>,
    /// Words before a date that are not part of it: `Aired`.
    pub leads: Phrases,
}

/// A series label.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Series {
    /// The label; `{month}` matches a month and a year, `{week}` matches `Week of` and a range of days, and `*` at the
    /// end matches any further words.
    pub label: String,
    /// Name of the shape that it announces.
    pub shape: String,
}

impl AsRef<str> for Series {
    fn as_ref(&self) -> &str {
        &self.label
    }
}

/// Words about places.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Places {
    /// Cities, countries and seats: each completes a place name that is broken over lines.
    pub known: Phrases,
    /// Words that name a building: `Palace`, `Hotel`.
    pub buildings: Phrases,
    /// The beginnings of occasions in the place slot: `Meeting of`.
    pub occasions: Phrases,
    /// Words before a place that are not part of it: `at`, `held in`.
    pub prepositions: Phrases,
}

/// Words of document types: any number of modifiers, one head, and perhaps an audience make a type line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Genres {
    /// Full phrases with their category; tried first, longest first.
    pub phrases: Phrases<GenrePhrase>,
    /// Words before the head: `Joint`, `Opening`.
    pub modifiers: Phrases,
    /// Head words with their category: `conference`, `speech`.
    pub heads: Phrases<GenrePhrase>,
    /// Words after the head: `to the press`.
    pub audiences: Phrases,
}

/// A word or phrase of a document type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GenrePhrase {
    /// The words.
    pub text: String,
    /// Their meaning.
    pub category: Category,
    /// A head that is not a document type by itself: `Point`, `Release`.
    #[serde(default)]
    pub needs_modifier: bool,
}

impl AsRef<str> for GenrePhrase {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// Words in bylines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Byline {
    /// The beginnings of bylines: `by`, `with`, `given by`.
    pub openers: Phrases,
    /// The beginnings of further lines of a byline: `at the`, `following`.
    pub joiners: Phrases,
    /// Offices that need a name beside them: `NATO Secretary General`.
    pub offices: Phrases,
    /// Words before a name: `Mr.`, `Lord`, `General`.
    pub honorifics: Phrases,
}

/// Words in media lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Media {
    /// The beginnings of media lines: `Audio file`.
    pub words: Phrases,
    /// File types: `MP3`.
    pub types: Phrases,
}

/// Words in speaker labels.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speakers {
    /// Labels of unnamed questioners: `Q`, `Question`.
    pub questions: Phrases,
    /// Labels that name a role, not a person: `Moderator`.
    pub parts: Phrases,
    /// The beginnings of salutations: `Ladies and Gentlemen`.
    pub salutations: Phrases,
    /// Words that never end a label: `said`.
    pub verbs: Phrases,
    /// Phrases with a colon that are not labels: `Ladies and Gentlemen`.
    pub not_labels: Phrases,
}

/// What web extraction leaves behind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResidueWords {
    /// Lines that are residue if they are alone on their line before the body: `Header`.
    pub labels: Phrases,
    /// Links to the page in other languages.
    pub languages: Phrases,
    /// The beginnings of menu lines.
    pub navigation: Phrases,
    /// Sentences of the site about cookies and registration.
    pub registration: Phrases,
}

/// The formats of document numbers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbers {
    /// Formats: `9` matches a run of digits, `A` a run of capitals, a space any white space or none.
    pub patterns: Phrases,
    /// Words before a number that are not part of it: `Press Release`.
    pub leads: Phrases,
}

/// A shape of page, with the fields that it has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shape {
    /// Name, in kebab-case.
    pub name: String,
    /// The category of such a page, for texts without a document type.
    pub category: Category,
    /// The first and the last year of such pages, if a page without a series label is identified by its year.
    #[serde(default)]
    pub years: Option<(u32, u32)>,
    /// Fields that a complete page has; a missing one is reported.
    #[serde(default)]
    pub expects: Vec<Field>,
    /// Fields of which one is enough.
    #[serde(default)]
    pub expects_one_of: Vec<Field>,
    /// Whether a line before the byline is the title.
    #[serde(default)]
    pub titled: bool,
    /// Whether the page is a list of dated entries.
    #[serde(default)]
    pub index: bool,
}

/// A shape for pages whose series label announces none, and the conditions, all of which must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Name of the shape; `{year}` stands for the one that has the year of the date among its `years`, and `{first}`
    /// for the one that the header was read with: that of a series label, or else the first of the profile.
    pub shape: String,
    /// Whether the date or the update stamp stands in a bullet.
    #[serde(default)]
    pub bulleted: Option<bool>,
    /// Whether neither the lines of the header nor the first of the body have blank lines between them.
    #[serde(default)]
    pub tight: Option<bool>,
    /// Whether the date is no more than a year.
    #[serde(default)]
    pub year_only: Option<bool>,
    /// What the document type means.
    #[serde(default)]
    pub category: Option<Category>,
    /// Fields that the header has.
    #[serde(default)]
    pub has: Vec<Field>,
    /// Fields that the header lacks.
    #[serde(default)]
    pub lacks: Vec<Field>,
}

/// A header field that a shape may expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Field {
    /// Series label.
    Series,
    /// Update stamp.
    Updated,
    /// Day of the event.
    Date,
    /// Place.
    Place,
    /// Document type.
    Genre,
    /// Title.
    Title,
    /// Number.
    Number,
    /// Byline.
    Byline,
}

impl Field {
    /// All fields in the order of a header.
    pub const ALL: [Field; 8] = [
        Field::Series,
        Field::Updated,
        Field::Date,
        Field::Place,
        Field::Genre,
        Field::Title,
        Field::Number,
        Field::Byline,
    ];
    /// The word for it in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Series => "series",
            Field::Updated => "update stamp",
            Field::Date => "date",
            Field::Place => "place",
            Field::Genre => "genre",
            Field::Title => "title",
            Field::Number => "number",
            Field::Byline => "byline",
        }
    }
}

/// Families of document types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Category {
    /// Press conference, briefing, press point: questions are asked.
    Briefing,
    /// Speech, address, remarks.
    Speech,
    /// A statement that is read out or handed out.
    Statement,
    /// A communiqué of a meeting.
    Communique,
    /// An interview.
    Interview,
    /// News about an event.
    News,
    /// Any other.
    Other,
}

impl Category {
    /// All categories, in the order of the taxonomy in TEI.
    pub const ALL: [Category; 7] = [
        Self::News,
        Self::Speech,
        Self::Statement,
        Self::Briefing,
        Self::Interview,
        Self::Communique,
        Self::Other,
    ];

    /// The name as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Briefing => "briefing",
            Category::Speech => "speech",
            Category::Statement => "statement",
            Category::Communique => "communique",
            Category::Interview => "interview",
            Category::News => "news",
            Category::Other => "other",
        }
    }

    /// The category of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// A built-in family: the profile as people write it, and the same as JSON, which takes a third of the time to parse.
struct Family {
    name: &'static str,
    toml: &'static str,
    json: &'static str,
    /// Read on first use.
    profile: OnceLock<Profile>,
}

/// Defines the built-in families, each with the files of its name.
macro_rules! families {
    ($($name:literal),+) => {
        /// The built-in families, in the order in which they are tried; `plain` is what is left.
        static BUILT_IN: [Family; [$($name),+].len()] = [$(Family {
            name: $name,
            toml: include_str!(concat!("profiles/", $name, ".toml")),
            json: include_str!(concat!("profiles/", $name, ".json")),
            profile: OnceLock::new(),
        }),+];
    };
}

families!("nato", "american-briefing", "united-nations", "plain");

impl Profile {
    /// The names of the built-in profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|family| family.name)
    }

    /// The TOML text of a built-in profile.
    pub fn toml(name: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|family| family.name == name).map(|family| family.toml)
    }

    /// A built-in profile, read on first use.
    pub fn built_in(name: &str) -> Option<&'static Profile> {
        let family = BUILT_IN.iter().find(|family| family.name == name)?;
        Some(family.profile.get_or_init(|| Self::read_built_in(family)))
    }

    fn read_built_in(family: &Family) -> Profile {
        let read = serde_json::from_str::<Profile>(family.json);
        let mut profile = read.expect("the JSON of built-in profiles is made from their TOML");
        if let Some(base) = &profile.extends {
            let base = BUILT_IN.iter().find(|family| family.name == *base);
            profile.inherit(Self::read_built_in(base.expect("a built-in profile is extended")));
        }
        profile
    }

    /// The TOML text of a built-in profile as JSON, on one line.
    ///
    /// `cargo test --test generated` keeps it next to the TOML.
    pub fn json(name: &str) -> Option<String> {
        let table: toml::Table = toml::from_str(Self::toml(name)?).ok()?;
        serde_json::to_string(&table).ok().map(|json| json + "\n")
    }

    /// The signatures of the built-in profiles, one per line: profile, weight and text, separated by tabs.
    pub fn signatures() -> String {
        let read =
            |family: &Family| Self::read(family.name, family.toml).expect("built-in profiles are tested");
        let profiles = BUILT_IN.iter().map(read);
        let lines = profiles.flat_map(|profile| {
            let line = |signature: &Signature| {
                let text = signature.text.replace('\n', "\\n");
                format!("{}\t{}\t{text}\n", profile.name, signature.weight)
            };
            profile.signature.iter().map(line).collect::<Vec<_>>()
        });
        lines.collect()
    }

    /// The profile for documents that fit no other.
    pub fn plain() -> &'static Profile {
        Self::built_in("plain").expect("plain is built in")
    }

    /// Reads a profile from TOML; `name` is for messages.
    ///
    /// # Errors
    /// [`Error::Profile`] if the text is not TOML, has unknown keys, or extends a profile that does not exist.
    pub fn read(name: &str, text: &str) -> Result<Profile, Error> {
        let error = |message: String, span| Error::Profile { name: name.to_string(), message, span };
        let mut profile: Profile =
            toml::from_str(text).map_err(|e| error(e.message().to_string(), e.span()))?;
        if let Some(base) = &profile.extends {
            let base = Self::toml(base)
                .ok_or_else(|| error(format!("extends `{base}`, which is not built in"), None))?;
            let base = Self::read(name, base)?;
            profile.inherit(base);
        }
        if profile.shapes.is_empty() {
            return Err(error("has no shapes".to_string(), None));
        }
        let unknown = profile.series.iter().find(|series| profile.shape(&series.shape).is_none());
        if let Some(series) = unknown {
            return Err(error(
                format!(
                    "series `{}` announces the shape `{}`, which is not defined",
                    series.label, series.shape
                ),
                None,
            ));
        }
        let is_known = |shape: &str| matches!(shape, "{first}" | "{year}") || profile.shape(shape).is_some();
        if let Some(choice) = profile.choices.iter().find(|choice| !is_known(&choice.shape)) {
            return Err(error(
                format!("a choice takes the shape `{}`, which is not defined", choice.shape),
                None,
            ));
        }
        Ok(profile)
    }

    /// The words of the documents' language.
    pub fn words(&self) -> &'static WordLists {
        self.language().words()
    }

    /// The language of the documents.
    pub fn language(&self) -> Language {
        self.language.unwrap_or(Language::ENGLISH)
    }

    /// The shape with this name.
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.name == name)
    }

    /// The family whose signature fits the beginning of a text best.
    pub fn recognise(text: &str) -> &'static Profile {
        let name = family::recognise(text).unwrap_or("plain");
        Self::built_in(name).expect("families are built in")
    }

    /// The one of these profiles, or else the built-in one, whose signature fits the beginning of a text best. On a tie
    /// the first of these is chosen.
    pub fn recognise_among<'p>(own: &'p [Profile], text: &str) -> &'p Profile {
        let (points, built_in) = family::best(text);
        let mut best = (points.max(family::RECOGNISED), None);
        for profile in own {
            let points = family::points(&profile.signature, text);
            if points > best.0 || points == best.0 && best.1.is_none() {
                best = (points, Some(profile));
            }
        }
        let built_in = || Self::built_in(built_in.unwrap_or("plain")).expect("families are built in");
        best.1.unwrap_or_else(built_in)
    }

    /// Whether the signature has enough points for a document to be recognised by it.
    pub fn is_recognisable(&self) -> bool {
        self.signature.iter().map(|phrase| u32::from(phrase.weight)).sum::<u32>() >= family::RECOGNISED
    }

    fn inherit(&mut self, base: Profile) {
        fn before<T>(own: &mut Phrases<T>, mut base: Phrases<T>) {
            base.edit().append(own.edit());
            *own = base;
        }
        self.language = self.language.or(base.language);
        before(&mut self.dates.leads, base.dates.leads);
        self.dates.order = self.dates.order.or(base.dates.order);
        before(&mut self.update.labels, base.update.labels);
        self.update.labels.edit().sort_by_key(|label| std::cmp::Reverse(label.len()));
        before(&mut self.series, base.series);
        before(&mut self.places.known, base.places.known);
        before(&mut self.places.buildings, base.places.buildings);
        before(&mut self.places.occasions, base.places.occasions);
        before(&mut self.places.prepositions, base.places.prepositions);
        before(&mut self.genres.phrases, base.genres.phrases);
        self.genres.phrases.edit().sort_by_key(|phrase| std::cmp::Reverse(phrase.text.len()));
        before(&mut self.genres.modifiers, base.genres.modifiers);
        before(&mut self.genres.heads, base.genres.heads);
        before(&mut self.genres.audiences, base.genres.audiences);
        before(&mut self.byline.openers, base.byline.openers);
        before(&mut self.byline.joiners, base.byline.joiners);
        before(&mut self.byline.offices, base.byline.offices);
        before(&mut self.byline.honorifics, base.byline.honorifics);
        before(&mut self.boilerplate, base.boilerplate);
        before(&mut self.block_names, base.block_names);
        before(&mut self.media.words, base.media.words);
        before(&mut self.media.types, base.media.types);
        before(&mut self.speakers.questions, base.speakers.questions);
        before(&mut self.speakers.parts, base.speakers.parts);
        before(&mut self.speakers.salutations, base.speakers.salutations);
        before(&mut self.speakers.verbs, base.speakers.verbs);
        before(&mut self.speakers.not_labels, base.speakers.not_labels);
        before(&mut self.headings, base.headings);
        before(&mut self.notes, base.notes);
        before(&mut self.footer, base.footer);
        before(&mut self.residue.labels, base.residue.labels);
        before(&mut self.residue.languages, base.residue.languages);
        before(&mut self.residue.navigation, base.residue.navigation);
        before(&mut self.residue.registration, base.residue.registration);
        before(&mut self.numbers.patterns, base.numbers.patterns);
        before(&mut self.numbers.leads, base.numbers.leads);
        // A family's own shapes come first: its first is its default.
        self.shapes.extend(base.shapes);
        self.choices.extend(base.choices);
    }
}
