//! Languages by their codes, and sets of them.

/// The codes of the languages that have a file in `src/languages/`: ISO 639, and `mul` for what belongs to none.
///
/// The place of a code is its number in the compiled table, which has room for 32.
pub const CODES: [&str; 32] = [
    "mul", "en", "fr", "de", "es", "it", "pt", "nl", "sv", "no", "da", "fi", "pl", "cs", "ru", "uk", "bg",
    "sr", "hr", "sl", "sk", "ro", "ca", "hu", "tr", "el", "et", "lv", "lt", "id", "sq", "mk",
];

/// A language that has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

impl Language {
    /// The words of no language in particular, such as the marks of news agencies.
    pub const MUL: Language = Language(0);

    /// English.
    pub const ENGLISH: Language = Language(1);
    /// French.
    pub const FRENCH: Language = Language(2);

    /// The language of this code.
    pub fn find(code: &str) -> Option<Language> {
        (0..).zip(CODES).find(|(_, known)| *known == code).map(|(number, _)| Language(number))
    }

    /// All languages, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Language> {
        (0..).zip(CODES).map(|(number, _)| Language(number))
    }

    /// Its word lists.
    pub fn words(self) -> &'static super::WordLists {
        super::WordLists::of(self)
    }

    /// The code: `de`.
    pub fn code(self) -> &'static str {
        CODES[usize::from(self.0)]
    }

    /// The name, in English: `German`.
    pub fn name(self) -> &'static str {
        self.words().name.get(0).unwrap_or(self.code())
    }

    /// The number of the language, below the length of [`CODES`].
    pub fn number(self) -> usize {
        usize::from(self.0)
    }
}

/// Written as its code.
impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom(format!("no words are known of the language `{code}`"));
        Self::find(&code).ok_or_else(unknown)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Language {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "enum": CODES })
    }
}

/// A set of languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Languages(u32);

impl Languages {
    /// The set that [`bits`](Self::bits) gave.
    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// One bit for each language, by its number.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether the set holds the language.
    pub fn contains(self, language: Language) -> bool {
        self.0 & (1 << language.0) != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of languages in the set.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The set with this language.
    #[must_use]
    pub fn with(self, language: Language) -> Self {
        Self(self.0 | 1 << language.0)
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The languages in the set, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        Language::all().filter(move |language| self.contains(*language))
    }
}
