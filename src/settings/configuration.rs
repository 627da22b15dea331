//! The text of a `doclint.toml` as data: what the user wrote, and where.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::Severity;
use crate::error::{Fault, misfit};
use crate::rule::Level;

/// A configuration file.
///
/// It applies to the documents in its folder and below. Paths in it are relative to that folder.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Configuration {
    /// The family of the documents: the name of a built-in profile, or a file; detected for each document by default.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub profile: Option<Spanned<String>>,
    /// Files of profiles that are recognised by their signatures beside the built-in ones, where no profile is set.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub profiles: Vec<Spanned<String>>,
    /// Words that are spelt correctly; `misspelling` ignores them, in any case.
    pub words: Vec<String>,
    /// The lexicons of the corpus: a file or a list of files; by default `lexicon.toml` next to this file.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Files>"))]
    pub lexicon: Option<Spanned<Files>>,
    /// A file of known findings, which are not reported; `--write-baseline` writes it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub baseline: Option<Spanned<String>>,
    /// The level of findings, by rule or category; the level of a rule overrides that of its category.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Level>"))]
    pub levels: Levels,
    /// Options of rules, in a table for each rule.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, BTreeMap<String, f64>>"))]
    pub rules: OptionTables,
    /// Different settings for some of the documents; if several apply to one document, the last wins.
    pub overrides: Vec<Override>,
    /// Findings that are accepted, each with a reason.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Allowance>"))]
    pub allowances: Vec<Spanned<Allowance>>,
    /// What makes the exit code 1.
    pub gate: GateTable,
    /// How results are written.
    pub output: Output,
    /// Which findings are printed.
    pub report: ReportTable,
    /// Facts about the corpus, for formats that include them.
    pub corpus: CorpusTable,
}

/// One file, or several in their order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "invalid value, expected a string or a list of strings")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Files {
    /// A file.
    One(String),
    /// Several, or none.
    Many(Vec<String>),
}

impl Files {
    /// The files in their order.
    pub fn all(&self) -> &[String] {
        match self {
            Files::One(file) => std::slice::from_ref(file),
            Files::Many(files) => files,
        }
    }
}

/// Levels by the name of a rule or category.
pub type Levels = BTreeMap<Spanned<String>, Spanned<Level>>;

/// The options of rules by the name of the rule.
pub type OptionTables = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<f64>>>;

/// Different settings for some of the documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Override {
    /// Which documents: `*` is any part of a name, `**` any folders; the name of a folder matches everything in it, and
    /// a pattern without `/` matches in every folder.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub paths: Vec<Spanned<String>>,
    /// Their family.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub profile: Option<Spanned<String>>,
    /// The level of findings in them.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Level>"))]
    pub levels: Levels,
    /// Options of rules for them.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, BTreeMap<String, f64>>"))]
    pub rules: OptionTables,
}

/// Findings that are accepted. One that matches nothing is reported.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allowance {
    /// The rule or category.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: Spanned<String>,
    /// In which documents; all by default.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub paths: Vec<Spanned<String>>,
    /// The text of the finding, with white space normalised; any by default.
    #[serde(default)]
    pub text: Option<String>,
    /// Why it is accepted.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub reason: Spanned<String>,
}

/// What makes the exit code 1.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateTable {
    /// The lowest severity of a finding; `error` by default, or `never` if `clean` or the limit `total` is set.
    #[cfg_attr(feature = "schema", schemars(with = "Option<FailOn>"))]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Maximum number of findings, by rule, category or `total`. A rule with a limit is judged by the limit alone.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, usize>"))]
    pub limits: BTreeMap<Spanned<String>, Spanned<usize>>,
    /// The percentage of documents that must be without errors.
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>", range(min = 0, max = 100)))]
    pub clean: Option<Spanned<f64>>,
}

/// The lowest severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FailOn {
    /// Only errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// Nothing.
    Never,
}

/// How results are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The format of findings, as `--format` takes it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub format: Option<Spanned<String>>,
}

/// Which findings are printed for people. All are counted, and other formats have all.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportTable {
    /// The lowest severity that is printed, as `--min-severity` takes it; `warning` by default.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Severity>"))]
    pub min_severity: Option<Spanned<Severity>>,
}

/// Facts about the corpus that no document states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CorpusTable {
    /// How documents are identified in results: `stem` by the file name, with as many folders before it as make it
    /// unique among the documents of a run; `path` by the full path from the folder of this file.
    #[cfg_attr(feature = "schema", schemars(with = "Option<IdScheme>"))]
    pub id: Option<Spanned<IdScheme>>,
    /// The extensions of the files in folders that are documents, without the dot; by default `txt` and `text`. A file
    /// that is named explicitly is read whatever its name.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub extensions: Option<Spanned<Vec<Spanned<String>>>>,
    /// Its title.
    pub title: Option<String>,
    /// Who publishes the converted documents.
    pub publisher: Option<String>,
    /// The URL of the licence under which they are published.
    pub licence: Option<String>,
    /// Who published the documents.
    pub source: Option<String>,
    /// The URL of the site where they were published: `https://www.example.org/`.
    pub source_address: Option<String>,
    /// The language of the documents as a BCP 47 tag: `en`.
    pub language: Option<String>,
    /// The base URL to which the identifier of a document is appended: `https://example.org/corpus/`.
    pub address: Option<String>,
}

/// How the documents of a corpus are identified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum IdScheme {
    /// The file name without extension, with folders before it only if documents of a run share the name.
    #[default]
    Stem,
    /// The full path from the folder of the corpus, without extension.
    Path,
}

impl IdScheme {
    /// The name in a configuration file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stem => "stem",
            Self::Path => "path",
        }
    }
}

impl Configuration {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// A [`Fault`] without its file when the text is not TOML, or has unknown keys or values.
    pub fn read(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).map_err(|error| misfit(error.message(), error.span()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (String, String, String) {
        let fault = Configuration::read(text).unwrap_err();
        let span = fault.span.clone().unwrap_or_default();
        (fault.message, text[span].to_string(), fault.help.unwrap_or_default())
    }

    fn row(message: &str, at: &str, help: &str) -> (String, String, String) {
        (message.to_string(), at.to_string(), help.to_string())
    }

    #[test]
    fn unknown_keys_have_a_nearest() {
        let got = refused("profile = \"nato\"\n[levls]\n");
        assert_eq!(got, row("unknown key `levls`", "levls", "did you mean `levels`?"));
        let got = refused("[gate]\nfail_on = \"error\"\n");
        assert_eq!(got, row("unknown key `fail_on`", "fail_on", "did you mean `fail-on`?"));
        let got = refused("[[allowances]]\nrule = \"x\"\nreason = \"x\"\npath = \"x\"\n");
        assert_eq!(got.2, "did you mean `paths`?");
        let got = refused("[output]\nwidth = 3\n");
        assert_eq!(got, row("unknown key `width`", "width", "expected one of: format"));
    }

    #[test]
    fn wrong_values_are_shown() {
        let got = refused("[levels]\nmisspelling = \"warning\"\n");
        assert_eq!(got, row("unknown value `warning`", "\"warning\"", "did you mean `warn`?"));
        let got = refused("words = 3\n");
        let misfit = "wrong type of value";
        assert_eq!(got, row(misfit, "3", "expected a list: `[\"a\", \"b\"]`"));
        let got = refused("[levels]\nmisspelling = 3\n");
        assert_eq!(got, row(misfit, "3", "expected one word in quotation marks: `\"a\"`"));
        let got = refused("[gate]\nlimits = { total = -1 }\n");
        assert_eq!(got, row(misfit, "-1", "expected a whole number, 0 or more: `10`"));
        for text in
            ["words = [3]\n", "[gate]\nclean = \"x\"\n", "levels = 3\n", "gate = 3\n", "overrides = 3\n"]
        {
            assert_eq!(refused(text).0, misfit, "{text}");
        }
        assert!(refused("levels\n").2.starts_with("write TOML"));
        let got = refused("[[allowances]]\nrule = \"x\"\n");
        assert_eq!(got.0, "the key `reason` is missing");
        assert!(!refused("profile = nato\n").0.is_empty(), "a string without quotes is not TOML");
    }

    #[test]
    fn places_are_kept() {
        let text = "[levels]\nmisspelling = \"warn\"\n[gate]\nclean = 95\n";
        let configuration = Configuration::read(text).unwrap();
        let (name, level) = configuration.levels.first_key_value().unwrap();
        assert_eq!((&text[name.span()], *level.get_ref()), ("misspelling", Level::Warn));
        assert_eq!(configuration.gate.clean.map(Spanned::into_inner), Some(95.0));
    }
}
