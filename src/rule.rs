//! What a rule is: a record with a pure function of the document.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Spelling};
use crate::language::{Language, WordList};
use crate::lexicon::facts::Known;
use crate::lexicon::{Lexicon, Sign, Signs};
use crate::source::Span;
use crate::survey::Survey;

mod legibility;

pub use crate::diagnostic::Category;
pub use legibility::{Legibility, Needs, WordCounts, WordQuality};

/// A rule. Its name is its only identity: in configuration, output, documentation, file and folder names.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name of what is wrong.
    pub name: &'static str,
    /// The group it is listed under.
    pub category: Category,
    /// The level of findings by default.
    pub level: Level,
    /// The safest kind of fix that this rule has.
    pub fixable: Fixable,
    /// The release that introduced it.
    pub since: &'static str,
    /// What it reads besides the lexicon.
    pub reads: Reads,
    /// What the text around its findings must be; others are dropped.
    pub needs: Needs,
    /// What the user may set for it under `[rules.NAME]`.
    pub options: &'static [&'static RuleOption],
    /// The manual page in Markdown as the doc comment has it: the first line is the summary.
    pub docs: &'static str,
    /// Finds what is wrong.
    pub check: fn(&Document, &Context, &mut Findings),
}

impl Rule {
    /// The manual page in Markdown, without the space that each line of a doc comment begins with.
    pub fn page(&self) -> String {
        let docs =
            self.docs.lines().flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect();
        if self.options.is_empty() { docs } else { docs + &self.options_page() }
    }

    /// The options with their defaults, as they are set.
    fn options_page(&self) -> String {
        let item = |option: &&RuleOption| {
            let RuleOption { name, docs, default, range, .. } = option;
            let (low, high) = (range.start(), range.end());
            format!("- `{name} = {default}`: {docs}, from {low} to {high}\n")
        };
        let items: String = self.options.iter().map(item).collect();
        format!(
            "\n## Options\n\nUnder `[rules.{}]` in `doclint.toml`, with their defaults:\n\n{items}",
            self.name
        )
    }

    /// The option with this name.
    pub fn option(&self, name: &str) -> Option<&'static RuleOption> {
        self.options.iter().copied().find(|option| option.name == name)
    }

    /// The first line of the manual page.
    pub fn summary(&self) -> &'static str {
        self.docs.trim_start().lines().next().unwrap_or_default().trim()
    }
}

/// Makes `RULE` of a module: its doc comment is the manual page, its check the function `check`.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $name:literal: $category:ident, $level:ident, $fixable:ident, since $since:literal
     $(, reads $reads:ident)? $(, needs $needs:ident)? $(, options $options:expr)?) => {
        $(#[doc = $doc])+
        pub(super) const RULE: $crate::rule::Rule = $crate::rule::Rule {
            name: $name,
            category: $crate::rule::Category::$category,
            level: $crate::rule::Level::$level,
            fixable: $crate::rule::Fixable::$fixable,
            since: $since,
            reads: $crate::rule::reads!($($reads)?),
            needs: $crate::rule::needs!($($needs)?),
            options: $crate::rule::options!($($options)?),
            docs: concat!($($doc, "\n"),+),
            check,
        };
    };
}
pub(crate) use rule;

/// The scope of a rule: the document by default.
macro_rules! reads {
    () => {
        $crate::rule::Reads::Document
    };
    ($reads:ident) => {
        $crate::rule::Reads::$reads
    };
}
pub(crate) use reads;

/// What a rule needs: nothing by default.
macro_rules! needs {
    () => {
        $crate::rule::Needs::Nothing
    };
    ($needs:ident) => {
        $crate::rule::Needs::$needs
    };
}
pub(crate) use needs;

/// The options of a rule: none by default.
macro_rules! options {
    () => {
        &[]
    };
    ($options:expr) => {
        $options
    };
}
pub(crate) use options;

/// An option of a rule: a number that the user may set under `[rules.NAME]`.
#[derive(Debug)]
pub struct RuleOption {
    /// The name of its rule.
    pub rule: &'static str,
    /// The key.
    pub name: &'static str,
    /// What it is, without a full stop.
    pub docs: &'static str,
    /// Its value if none is set.
    pub default: f64,
    /// The values that it may have.
    pub range: RangeInclusive<f64>,
    /// Why it has no others, as help for someone who set one.
    pub why: &'static str,
}

/// The values of options that are set for a document.
#[derive(Clone, Debug, Default)]
pub struct OptionValues(BTreeMap<(&'static str, &'static str), f64>);

impl OptionValues {
    /// Sets an option.
    pub fn set(&mut self, option: &RuleOption, value: f64) {
        self.0.insert((option.rule, option.name), value);
    }
    /// The value of an option: as set, or by default.
    pub fn get(&self, option: &RuleOption) -> f64 {
        self.0.get(&(option.rule, option.name)).copied().unwrap_or(option.default)
    }
}

/// The level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Level {
    /// The rule is not run.
    Off,
    /// Findings are information.
    Info,
    /// Findings are warnings.
    Warn,
    /// Findings are errors.
    Error,
}

impl Level {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }
    /// The severity of a finding at this level; `None` if the rule is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warn => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// The safest kind of fix that a rule has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fixable {
    /// No finding has a fix.
    Never,
    /// Fixes are suggestions for people.
    DisplayOnly,
    /// Fixes need `--unsafe-fixes`.
    Unsafe,
    /// Some fixes are safe.
    Safe,
}

/// The scope of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reads {
    /// Into the document alone.
    Document,
    /// What all documents of the run have in common. If no such rule is on, there is no first pass.
    Corpus,
}

/// The context of a rule besides the document. Levels, allowances and the baseline are not part of it.
#[derive(Debug)]
pub struct Context<'a> {
    /// Words and corrections.
    pub lexicon: &'a Lexicon,
    /// Names and offices: the user's lexicons, and that of the document's family.
    pub known: Known<'a>,
    document: &'a Document<'a>,
    corpus: Option<&'a Survey>,
    options: OptionValues,
    own: OnceCell<Survey>,
    signs: OnceCell<Vec<Signs>>,
    quality: OnceCell<WordQuality>,
}

impl<'a> Context<'a> {
    /// What rules may know about a document, alone or as one of a surveyed run.
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon, corpus: Option<&'a Survey>) -> Self {
        let profile = document.profile;
        let families = std::iter::once(profile.name.as_str()).chain(profile.extends.as_deref());
        let known = lexicon.facts(families);
        Self {
            lexicon,
            known,
            document,
            corpus,
            options: OptionValues::default(),
            own: OnceCell::new(),
            signs: OnceCell::new(),
            quality: OnceCell::new(),
        }
    }
    /// The same with options of rules.
    #[must_use]
    pub fn with_options(self, options: OptionValues) -> Self {
        Self { options, ..self }
    }
    /// The value of an option.
    pub fn option(&self, option: &RuleOption) -> f64 {
        self.options.get(option)
    }
    /// The survey of the run, or of the document alone, which is made when the first rule needs it.
    pub fn survey(&self) -> &Survey {
        self.corpus.unwrap_or_else(|| self.own.get_or_init(|| Survey::of(self.document)))
    }
    /// The flags of each spelling of the document, by its number; computed when the first rule needs them.
    pub fn signs(&self) -> &[Signs] {
        self.signs.get_or_init(|| {
            let spellings = self.document.words().spellings();
            let mut signs =
                self.lexicon.signs_of(spellings.iter().map(|spelling| self.document.text(spelling.first)));
            // The dictionary is English: of other words it says nothing.
            if self.document.profile.language() != Language::ENGLISH {
                let said = Signs::of(&[Sign::Suspect, Sign::OneVariety]);
                signs.iter_mut().for_each(|signs| *signs = signs.without(said));
            }
            signs
        })
    }
    /// What the words of the document are; computed when a rule first needs it.
    pub fn quality(&self) -> &WordQuality {
        self.quality.get_or_init(|| WordQuality::of(self.document, self.lexicon, self.signs()))
    }
    /// What the text around a place is.
    pub fn legibility(&self, place: Span) -> Legibility {
        self.quality().at(self.document, self.lexicon, self.signs(), place)
    }
    /// The language of the document, if its beginning is prose of one that is known.
    pub fn language(&self) -> Option<Language> {
        legibility::language(self.document)
    }
    /// The spellings of the document with one of these flags, in order of appearance.
    pub fn spellings(&self, wanted: &[Sign]) -> impl Iterator<Item = Spelling> {
        let wanted = Signs::of(wanted);
        let spellings = self.document.words().spellings().iter().zip(self.signs());
        spellings.filter(move |(_, signs)| signs.has_any(wanted)).map(|(spelling, _)| *spelling)
    }
    /// Words before the names of persons.
    pub fn titles(&self) -> &'static WordList {
        &self.document.profile.words().titles
    }
    /// The survey of a run of several documents.
    pub const fn corpus(&self) -> Option<&'a Survey> {
        self.corpus
    }
}

/// Collects the findings of a rule.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
    /// Adds findings, or none.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }
    /// The findings, in the order in which they were added.
    pub fn into_inner(self) -> Vec<Diagnostic> {
        self.found
    }
}
