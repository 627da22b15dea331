//! The options of `doclint convert --to tei`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::{Args, ValueEnum};

use super::output::Places;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::emit::{self, Format, tei};
use crate::error::Error;
use crate::files::{self, Input};
use crate::project::{DocumentConfig, Project};
use crate::rules::RULES;
use crate::settings::CorpusTable;

/// How TEI is written.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "TEI")]
pub(super) struct Tei {
    /// Where to put the fixes for findings of `doclint check`
    #[arg(long, value_name = "WHERE", default_value = "none")]
    corrections: Corrections,
    /// Whitespace handling
    #[arg(long, value_name = "LAYOUT", default_value = "exact")]
    layout: Layout,
    /// TEI element for speech
    #[arg(long, value_name = "ELEMENT", default_value = "u")]
    speech: Speech,
    /// Which conventions to follow
    #[arg(long, value_name = "PROFILE", default_value = "tei")]
    tei_profile: Profile,
    /// Mark sentences
    #[arg(long)]
    sentences: bool,
    /// Write a corpus into the folder of -o: a root that includes the documents, their taxonomy, and lists of persons,
    /// organisations and places
    #[arg(long)]
    corpus: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Corrections {
    /// In the text, next to the original
    Inline,
    /// With the annotations, so that the text is that of the document
    Standoff,
    /// Nowhere
    #[default]
    None,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Layout {
    /// Keep white space: the text restores the document
    #[default]
    Exact,
    /// Line breaks and indentation, for people
    Pretty,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Speech {
    /// Utterances, as in parliamentary records
    #[default]
    U,
    /// Speeches, as in drama
    Sp,
    /// Paragraphs, as in manuscripts
    P,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Profile {
    /// TEI P5
    #[default]
    Tei,
    /// Parla-CLARIN
    ParlaClarin,
    /// ParlaMint; needs --date, and licence, publisher, source and URLs in the `[corpus]` table of doclint.toml
    Parlamint,
}

impl Tei {
    /// Whether the folder becomes a corpus.
    pub(super) const fn is_corpus(&self) -> bool {
        self.corpus
    }

    /// Whether fixes are written, which requires running the rules.
    pub(super) const fn wants_fixes(&self) -> bool {
        !matches!(self.corrections, Corrections::None)
    }

    /// Refuses flags that do not fit together, or that are incomplete.
    pub(super) fn check(&self, formats: &[&Format], into_folder: bool) -> Result<(), Error> {
        let usage = |message: &str| Err(Error::Usage(message.to_string()));
        if self.corpus && !formats.contains(&&tei::FORMAT) {
            return usage("--corpus needs --to tei");
        }
        if self.corpus && !into_folder {
            return usage("--corpus writes several files: give a folder with -o FOLDER/");
        }
        if self.corpus && self.tei_profile == Profile::Parlamint {
            return usage("--corpus cannot write a ParlaMint root: its taxonomies belong to ParlaMint");
        }
        Ok(())
    }

    /// The options for a document with this configuration, at this path in the output folder.
    fn options(&self, table: Option<&CorpusTable>, path: Option<&Path>, names: emit::Names) -> tei::Options {
        tei::Options {
            corrections: match self.corrections {
                Corrections::Inline => tei::Corrections::Inline,
                Corrections::Standoff => tei::Corrections::Standoff,
                Corrections::None => tei::Corrections::None,
            },
            layout: match self.layout {
                Layout::Exact => tei::Layout::Exact,
                Layout::Pretty => tei::Layout::Pretty,
            },
            speech: match self.speech {
                Speech::U => tei::Speech::U,
                Speech::Sp => tei::Speech::Sp,
                Speech::P => tei::Speech::P,
            },
            profile: match self.tei_profile {
                Profile::Tei => tei::Profile::Tei,
                Profile::ParlaClarin => tei::Profile::ParlaClarin,
                Profile::Parlamint => tei::Profile::ParlaMint,
            },
            sentences: self.sentences,
            edition: table.map(edition).unwrap_or_default(),
            names,
            member: path.filter(|_| self.corpus).map(|path| tei::Member { path: slashed(path) }),
            rules: Some(|name| RULES.iter().find(|rule| rule.name == name).map(|rule| rule.summary())),
        }
    }
}

fn edition(table: &CorpusTable) -> tei::Edition {
    let CorpusTable { title, publisher, licence, source, source_address, language, address, .. } =
        table.clone();
    tei::Edition { title, publisher, licence, source, source_address, language, address }
}

/// The TEI output of a run: the flags, and what the corpus has in common.
pub(super) struct Printer<'a> {
    flags: &'a Tei,
    facts: Mutex<HashMap<PathBuf, tei::Facts>>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(flags: &'a Tei) -> Self {
        Self { flags, facts: Mutex::default() }
    }

    /// Refuses what the configuration does not allow, before anything is written.
    pub(super) fn permitted(&self, project: &Project, date: Option<&str>) -> Result<(), Error> {
        if self.flags.tei_profile != Profile::Parlamint {
            return Ok(());
        }
        if date.is_none() {
            let message = "ParlaMint needs the day of publication: give --date, or set SOURCE_DATE_EPOCH";
            return Err(Error::Usage(message.to_string()));
        }
        for input in project.documents() {
            let document_config = project.config_of(input);
            let edition = table(&document_config).map(edition).unwrap_or_default();
            let missing = tei::missing_for_parlamint(&edition);
            if !missing.is_empty() {
                let place = document_config.file.map_or("doclint.toml", |(_, file)| &file.name);
                let message = "a ParlaMint corpus is published under CC BY 4.0; add to the [corpus] table of";
                return Err(Error::Usage(format!("{message} {place}: {}", missing.join(", "))));
            }
        }
        Ok(())
    }

    /// Refuses a document that has no valid form in the profile.
    pub(super) fn takes(&self, input: &Input, document: &Document) -> Result<(), Error> {
        if self.flags.tei_profile != Profile::Parlamint {
            return Ok(());
        }
        let lacking = tei::lacking_for_parlamint(document);
        if lacking.is_empty() {
            return Ok(());
        }
        let message = format!("not written; missing for ParlaMint: {}", lacking.join(", "));
        Err(Error::Usage(format!("{}: {message}", input.path().display())))
    }

    /// Whether the rules have to run for TEI although no findings are requested.
    pub(super) const fn wants_fixes(&self) -> bool {
        self.flags.wants_fixes()
    }

    /// The options for a document with this configuration, at this path in the output folder.
    pub(super) fn options(
        &self,
        document_config: &DocumentConfig,
        path: Option<&Path>,
        names: emit::Names,
    ) -> tei::Options {
        self.flags.options(table(document_config), path, names)
    }

    /// Keeps what the corpus needs to know about the document at this path in the output folder.
    pub(super) fn record(
        &self,
        path: PathBuf,
        document: &Document,
        findings: &[Diagnostic],
        options: &tei::Options,
    ) {
        if self.flags.corpus {
            let facts = tei::Facts::of(document, findings, options);
            self.facts.lock().expect("no thread panics with it").insert(path, facts);
        }
    }

    /// Removes a document from the corpus if its file could not be written.
    pub(super) fn forget(&self, path: &Path) {
        self.facts.lock().expect("no thread panics with it").remove(path);
    }

    /// Writes what the documents of a corpus share.
    pub(super) fn finish(
        &self,
        project: &Project,
        places: &Places,
        options: &emit::Options,
    ) -> Result<(), Error> {
        let facts = std::mem::take(&mut *self.facts.lock().expect("no thread panics with it"));
        if !self.flags.corpus || facts.is_empty() {
            return Ok(());
        }
        let mut facts: Vec<_> = facts.into_iter().collect();
        facts.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut corpus = tei::Corpus::default();
        for (path, facts) in facts {
            corpus.add(slashed(&path), facts);
        }
        let document_config = project.documents().first().map(|input| project.config_of(input));
        let tei =
            self.flags.options(document_config.as_ref().and_then(table), None, options.tei.names.clone());
        let options = emit::Options { tei, ..options.clone() };
        for (name, bytes) in corpus.files(&options) {
            let place = places.folder().join(name);
            places.spare(&place)?;
            files::write_again(&place, &bytes)?;
        }
        Ok(())
    }
}

/// The corpus metadata in the configuration of a document.
fn table<'a>(document_config: &DocumentConfig<'a>) -> Option<&'a CorpusTable> {
    document_config.file.map(|(_, file)| &file.policy.configuration().corpus)
}

/// A relative path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
