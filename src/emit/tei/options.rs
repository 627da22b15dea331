//! Options of TEI output.

use crate::emit::names::Names;

/// Options of TEI output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the fixes of the findings go.
    pub corrections: Corrections,
    /// How white space of the source is written.
    pub layout: Layout,
    /// How speech is written.
    pub speech: Speech,
    /// Which TEI conventions are followed.
    pub profile: Profile,
    /// Whether the sentences of the prose are elements.
    pub sentences: bool,
    /// Facts about the corpus from its owner.
    pub edition: Edition,
    /// Names known from outside the document; those of persons are for JSON too.
    pub names: Names,
    /// The document is part of a corpus whose taxonomies and lists are in files of their own.
    pub member: Option<Member>,
    /// The summary of each rule, by its name: emitters know no rules.
    pub rules: Option<fn(&str) -> Option<&'static str>>,
}

impl Options {
    /// The summary of a rule.
    pub(super) fn describe(&self, rule: &str) -> Option<&'static str> {
        self.rules.and_then(|describe| describe(rule))
    }
}

/// Where the fixes of the findings go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Corrections {
    /// In the text: `choice` with the source reading and the better one, `supplied` for omissions. A fix that no single
    /// element can contain, for example of white space between paragraphs, is with its annotation.
    Inline,
    /// With the annotations: the text has exactly the characters of the source.
    Standoff,
    /// Nowhere.
    #[default]
    None,
}

/// How white space of the source is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Unchanged: text nodes are the source.
    #[default]
    Exact,
    /// Line breaks and indentation for people; `lb` marks where each line of the source begins.
    Pretty,
}

/// How speech is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    /// `u` with a `seg` for each paragraph, the label in a `note` before it: the parliamentary convention.
    #[default]
    U,
    /// `sp` with `speaker` and `p`: the drama convention.
    Sp,
    /// `p` only: the manuscript convention.
    P,
}

/// Which TEI conventions are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Everything that doclint knows, in TEI P5.
    #[default]
    Tei,
    /// Parla-CLARIN: as TEI, with notes for datelines and bylines.
    ParlaClarin,
    /// ParlaMint: plain text in utterances and notes; what its schema has no place for is left out. A document for
    /// which [`lacking_for_parlamint`](super::lacking_for_parlamint) returns something is well-formed, but not valid
    /// there.
    ParlaMint,
}

/// Facts about a corpus from its owner, which no document states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Title of the corpus.
    pub title: Option<String>,
    /// Who publishes the TEI edition.
    pub publisher: Option<String>,
    /// URL of the licence.
    pub licence: Option<String>,
    /// Who published the source.
    pub source: Option<String>,
    /// URL of the site that published the source.
    pub source_address: Option<String>,
    /// Language of the documents as a BCP 47 tag.
    pub language: Option<String>,
    /// The base URL to which the identifiers of documents are appended: `https://example.org/corpus/`.
    pub address: Option<String>,
}

/// A document's place in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The path of the TEI file relative to the folder of the corpus, with `/`.
    pub path: String,
}

impl Member {
    /// The relative URL of a file in the folder of the corpus.
    pub(super) fn shared(&self, file: &str) -> String {
        format!("{}{file}", "../".repeat(self.path.matches('/').count()))
    }
}
