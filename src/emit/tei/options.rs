//! What a caller may say about TEI output.

use super::names::Names;

/// What a caller may say about TEI output.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the fixes of the findings go.
    pub corrections: Corrections,
    /// What stands for the white space of the source.
    pub layout: Layout,
    /// How what somebody says is written.
    pub speech: Speech,
    /// Whose customs of TEI are kept.
    pub profile: Profile,
    /// Whether the sentences of the prose are elements of their own.
    pub sentences: bool,
    /// What the owner of the corpus says of it.
    pub edition: Edition,
    /// Names that are known from outside of the document; those of persons are for JSON too.
    pub names: Names,
    /// The document is one of a corpus whose taxonomies and lists stand in files of their own.
    pub member: Option<Member>,
    /// What a rule is about in one sentence, by its name: emitters know no rules.
    pub rules: Option<fn(&str) -> Option<&'static str>>,
}

impl Options {
    /// What a rule is about.
    pub(super) fn describe(&self, rule: &str) -> Option<&'static str> {
        self.rules.and_then(|describe| describe(rule))
    }
}

/// Where the fixes of the findings go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Corrections {
    /// Into the text: `choice` with the source reading and the better one, `supplied` for what is missing. A fix that no
    /// single element can hold, of white space between paragraphs, say, stands with its annotation.
    Inline,
    /// With the annotations: the text has the source's characters and no others.
    Standoff,
    /// Nowhere.
    #[default]
    None,
}

/// What stands for the white space of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The white space itself: text nodes are the source.
    #[default]
    Exact,
    /// Line breaks and indentation for people; `lb` says where each line of the source begins.
    Pretty,
}

/// How what somebody says is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    /// `u` with a `seg` for each paragraph, the label in a `note` before it: the way of parliaments.
    #[default]
    U,
    /// `sp` with `speaker` and `p`: the way of drama.
    Sp,
    /// `p` alone: the way of manuscripts.
    P,
}

/// Whose customs of TEI are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Everything that doclint knows, in TEI P5.
    #[default]
    Tei,
    /// Parla-CLARIN: as TEI, with notes for datelines and bylines.
    ParlaClarin,
    /// ParlaMint: plain text in utterances and notes; what its schema has no place for is left out. A document for which
    /// [`lacking_for_parlamint`](super::lacking_for_parlamint) names something is well-formed, but not valid there.
    ParlaMint,
}

/// What the owner of a corpus says of it: facts that no document states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Title of the corpus.
    pub title: Option<String>,
    /// Who publishes the TEI edition.
    pub publisher: Option<String>,
    /// Address of the licence.
    pub licence: Option<String>,
    /// Who published the source.
    pub source: Option<String>,
    /// Address of the site that published the source.
    pub source_address: Option<String>,
    /// Language of the documents as BCP 47 has it.
    pub language: Option<String>,
    /// What the identifiers of documents are appended to for their addresses: `https://example.org/corpus/`.
    pub address: Option<String>,
}

/// A document's place in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The path of the TEI file from the folder of the corpus, with `/`.
    pub path: String,
}

impl Member {
    /// The relative address of a file in the folder of the corpus.
    pub(super) fn shared(&self, file: &str) -> String {
        format!("{}{file}", "../".repeat(self.path.matches('/').count()))
    }
}
