//! The classes of words that a header shows.

use serde::{Deserialize, Serialize};

/// Defines the classes, and the tables of a language file that give the words of each.
///
/// `Class table;` is a class whose words are a list of phrases; the classes before `tables` are given otherwise.
macro_rules! classes {
    (
        $($(#[doc = $other_doc:literal])+ $other:ident $other_name:ident;)+
        tables:
        $($(#[doc = $doc:literal])+ $class:ident $table:ident;)+
    ) => {
        /// What a word or phrase can be in the header of a press document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum WordClass {
            $($(#[doc = $other_doc])+ $other,)+
            $($(#[doc = $doc])+ $class,)+
        }

        impl WordClass {
            /// All classes, in the order of their numbers.
            pub const ALL: &[WordClass] = &[$(WordClass::$other,)+ $(WordClass::$class,)+];

            /// The name of the class: that of its table in a language file.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$other => stringify!($other_name),)+
                    $(Self::$class => stringify!($table),)+
                }
            }
        }

        /// Lists of words and phrases, one for each class. An entry is in lower case, with single spaces.
        ///
        /// `word*` is any word that begins so, `*word` any longer word that ends so, and `*word*` any longer word
        /// that has it behind its first letters: Slavic and Finnish endings, Germanic compounds.
        #[derive(Debug, Default, Deserialize, Serialize)]
        #[serde(default, deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct Tables {
            $($(#[doc = $doc])+ #[serde(skip_serializing_if = "Vec::is_empty")] pub $table: Vec<String>,)+
        }

        impl Tables {
            /// The lists with their classes.
            pub fn lists(&self) -> Vec<(WordClass, &[String])> {
                vec![$((WordClass::$class, self.$table.as_slice()),)+]
            }
        }
    };
}

classes! {
    /// The whole name of a month, in any case that a date shows: `january`, `января`.
    Month months;
    /// The abbreviated name of a month, without its full stop: `sept`.
    MonthAbbreviation month_abbreviations;
    /// The whole name of a weekday.
    Weekday weekdays;
    /// The abbreviated name of a weekday, without its full stop.
    WeekdayAbbreviation weekday_abbreviations;
    /// A noun that names the type of a document: `speech`, `Pressemitteilung`.
    Type types;
    tables:
    /// What follows a number to make it an ordinal: `th`, `er`.
    OrdinalSuffix ordinal_suffixes;
    /// Words between the parts of a date: `of`, `de`, `год`.
    DateConnector date_connectors;
    /// Words of a clock time: `a.m.`, `uhr`.
    ClockWord clock_words;
    /// Names and abbreviations of time zones: `edt`, `hora peninsular`.
    TimeZone time_zones;
    /// Words that qualify a type noun: `joint`, `daily`.
    TypeModifier type_modifiers;
    /// Words that join two type nouns: `and`, `&`.
    TypeJoiner type_joiners;
    /// Whom a text is for, behind a type noun: `to the press`.
    Audience audiences;
    /// How a byline begins: `given by`, `prononcé par`.
    BylineOpener byline_openers;
    /// Prepositions and articles between a type noun and a person: `by`, `of`, `des`.
    PersonPreposition person_prepositions;
    /// Prepositions before the matter of a text: `on`, `concerning`.
    MatterPreposition matter_prepositions;
    /// Prepositions before the occasion of a text: `during`, `anlässlich`.
    OccasionPreposition occasion_prepositions;
    /// Nouns for occasions: `conference`, `ceremony`, `Gipfel`.
    Occasion occasions;
    /// Prepositions before a place: `in`, `held at`.
    PlacePreposition place_prepositions;
    /// Offices and ranks of persons: `secretary general`, `spokesperson`.
    Office offices;
    /// Words that qualify an office: `former`, `deputy`.
    OfficeModifier office_modifiers;
    /// Nouns for institutions: `ministry`, `committee`, `Universität`.
    Institution institutions;
    /// Forms of address and titles before a name: `mr`, `h.e.`.
    Honorific honorifics;
    /// Given names of persons that the list of given names lacks.
    GivenName given_names;
    /// Small words inside names of persons: `van der`, `bin`.
    NameParticle name_particles;
    /// Buildings, rooms and other nouns for where something takes place: `hall`, `hotel`.
    Venue venues;
    /// Countries, by names that the gazetteer lacks: `usa`, `the netherlands`.
    Country countries;
    /// Capitals of countries, by names that the gazetteer lacks; inflected forms.
    Capital capitals;
    /// Other cities, by names that the gazetteer lacks; inflected forms.
    City cities;
    /// States, provinces and regions of a country, with their usual abbreviations.
    Region regions;
    /// What stands before the day of publication or change: `last updated`, `publié le`.
    UpdateLabel update_labels;
    /// Labels before a date: `date`, `fecha`.
    DateLabel date_labels;
    /// Labels before a time of day: `time`, `Uhrzeit`.
    TimeLabel time_labels;
    /// Labels before a place: `venue`, `lieu`.
    PlaceLabel place_labels;
    /// Labels before a speaker or author: `presenter`, `Redner`.
    SpeakerLabel speaker_labels;
    /// Labels before a title or subject: `subject`, `Betreff`.
    TitleLabel title_labels;
    /// Labels before a document type: `type`, `document type`.
    TypeLabel type_labels;
    /// Labels before a number: `no`, `reference`, `Nr`.
    NumberLabel number_labels;
    /// Labels before a language.
    LanguageLabel language_labels;
    /// Labels and words of contact lines: `media contact`, `tel`.
    ContactLabel contact_labels;
    /// Labels before a source or issuer: `source`, `Quelle`.
    SourceLabel source_labels;
    /// Notices about release and wording: `for immediate release`, `Sperrfrist`.
    ReleaseNotice release_notices;
    /// Names of feeds and desks: `press releases`, `newsroom`, `sala stampa`.
    SeriesName series_names;
    /// Marks of news agencies and wire services: `prnewswire`, `efe`.
    AgencyMark agency_marks;
    /// Words and phrases of site navigation: `home`, `drucken`.
    Navigation navigation;
    /// Names of languages: `français`, `русский`.
    LanguageName language_names;
    /// Words of lines that name a sound, film or picture: `mp3`, `fotos`.
    Media media;
    /// How a speech addresses its audience: `ladies and gentlemen`.
    Salutation salutations;
    /// Labels of questions: `q`, `Frage`.
    QuestionLabel question_labels;
    /// Labels of answers: `a`, `Antwort`.
    AnswerLabel answer_labels;
    /// Words that are frequent in sentences and rare in header lines: `is`, `wir`, `que`.
    Prose prose;
    /// Finite verbs of headlines: `announces`, `fordert`.
    HeadlineVerb headline_verbs;
    /// Words that a headline in title case leaves small, and that tell the language: `of`, `der`.
    SmallWord small_words;
    /// Headings of lists of contents: `table of contents`, `Inhalt`.
    Contents contents;
    /// Names of blocks of related links: `see also`, `noticias relacionadas`.
    BlockName block_names;
    /// Headings that open a part of the body: `questions and answers`, `background`.
    BodyHeading body_headings;
    /// Notes of what happened while somebody spoke: `applause`, `Beifall`.
    StageNote stage_notes;
    /// Marks of the end of a text: `ends`, `ENDE`.
    EndMark end_marks;
    /// Of the words before a day of publication or change, those for a change: `last updated`, `geändert am`.
    RevisionLabel revision_labels;
}

impl WordClass {
    /// The class of this number.
    pub(super) fn numbered(number: u8) -> Option<WordClass> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordClasses(u64);

impl WordClasses {
    /// A set of these classes.
    pub const fn of(classes: &[WordClass]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < classes.len() {
            bits |= 1 << classes[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// The set that [`bits`](Self::bits) gave.
    pub(super) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// One bit for each class, by its place in [`WordClass::ALL`].
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether the set holds the class.
    pub const fn contains(self, class: WordClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether the sets have a class in common.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes in the set, in their order.
    pub fn iter(self) -> impl Iterator<Item = WordClass> {
        WordClass::ALL.iter().copied().filter(move |class| self.contains(*class))
    }

    /// The names of the classes in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(WordClass::name)
    }
}

/// What kind of document a type noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Genre {
    /// Questions of the press are answered.
    Briefing,
    /// Somebody speaks to an audience.
    Speech,
    /// A position is stated.
    Statement,
    /// Several parties agree on a text.
    Communique,
    /// Somebody is interviewed.
    Interview,
    /// The press is informed.
    News,
    /// Any other document: letter, report, agenda.
    Document,
}

impl Genre {
    /// All genres, in the order of their numbers.
    pub const ALL: [Genre; 7] = [
        Self::Briefing,
        Self::Speech,
        Self::Statement,
        Self::Communique,
        Self::Interview,
        Self::News,
        Self::Document,
    ];
}
