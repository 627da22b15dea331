//! The conversion of one document, from reading to the finished files.

use super::losses;
use super::names::NamesOfRun;
use super::origin::{Loaded, Origin};
use super::placing::Placing;
use super::tei::Printer;
use crate::cli::Outcome;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, PartKind};
use crate::emit::{self, Filter, Format};
use crate::error::Error;
use crate::files::{Identifiers, Input};
use crate::parse::parse;
use crate::project::{CorpusPass, DocumentConfig, Project};
use crate::read::Losses;

/// The settings that every document of a run is converted with.
pub(super) struct Converter<'a> {
    pub(super) origin: &'a Origin,
    pub(super) formats: Vec<&'static Format>,
    pub(super) options: emit::Options,
    pub(super) project: &'a Project,
    /// What the documents have in common, for findings.
    pub(super) corpus: CorpusPass,
    pub(super) findings: bool,
    pub(super) filter: Filter,
    /// What TEI needs, if it is one of the formats.
    pub(super) tei: Option<Printer<'a>>,
    /// Where documents go in the output folder.
    pub(super) placing: Placing,
    pub(super) names: NamesOfRun,
    /// `None` if the single document has its own identifier: TEI on standard input.
    pub(super) identifiers: Option<Identifiers>,
}

/// The outcome for a document.
pub(super) struct Converted {
    /// One file for each format; `None` if the document was filtered out.
    pub(super) files: Option<Vec<Vec<u8>>>,
    /// Notes for the user.
    pub(super) remarks: Vec<String>,
    /// The losses in third-party TEI, and how many of its speakers were recognised.
    pub(super) losses: Option<(Losses, usize)>,
    /// The number of corrections written back.
    pub(super) corrected: usize,
    pub(super) outcome: Outcome,
}

impl Converted {
    /// No result: the file was not a document.
    const fn nothing() -> Self {
        Self { files: None, remarks: Vec::new(), losses: None, corrected: 0, outcome: Outcome::Clean }
    }
}

impl Converter<'_> {
    /// The document in each format.
    pub(super) fn converted(&self, input: &Input) -> Result<Converted, Error> {
        let Some(loaded) = self.origin.read(input)? else {
            return Ok(Converted::nothing());
        };
        let Loaded { source, mut remarks, losses, corrected, outcome } = loaded;
        let config = self.project.config_of(input);
        let source = match &self.identifiers {
            Some(identifiers) => {
                source.identified(identifiers.of(input, self.project.config().scheme(input)))
            }
            None => source,
        };
        let document = parse(&source, config.profile(&source));
        let losses = losses.map(|(losses, labels)| (losses, speakers(&document, &labels)));
        if let Some((losses, read)) = &losses {
            remarks.push(format!("{}: {}", input.name(), losses::summary(losses, *read)));
        }
        let mut converted = Converted { files: None, remarks, losses, corrected, outcome };
        if self.filter.takes(&document) {
            converted.files = Some(self.written(input, &config, &document)?);
        }
        Ok(converted)
    }

    /// The document in each format.
    fn written(
        &self,
        input: &Input,
        config: &DocumentConfig,
        document: &Document,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let mut options = self.options.clone();
        if self.formats.iter().any(|format| format.identifies_names) {
            options.tei.names = self.names.of(config, document);
        }
        let mut found = self.needs_findings().then(|| self.corpus.findings(document, config));
        if let Some(tei) = &self.tei {
            tei.takes(input, document)?;
            let path = self.placing.of(input, emit::tei::FORMAT.extension);
            options.tei = tei.options(config, Some(&path), options.tei.names);
            // Without --findings, the rules have run for the sake of their fixes.
            found.iter_mut().for_each(|found| found.retain(|one| self.findings || one.fix.is_some()));
            tei.record(path, document, found.as_deref().unwrap_or_default(), &options.tei);
        }
        let written = |format: &&'static Format| {
            let is_wanted = self.findings || **format == emit::tei::FORMAT;
            written(document, found.as_deref().filter(|_| is_wanted), format, &options)
        };
        Ok(self.formats.iter().map(written).collect())
    }

    /// Leaves a document whose file could not be written out of the corpus.
    pub(super) fn forget(&self, input: &Input) {
        let path = self.placing.of(input, emit::tei::FORMAT.extension);
        self.tei.iter().for_each(|tei| tei.forget(&path));
    }

    /// Whether the rules have to run.
    fn needs_findings(&self) -> bool {
        self.findings || self.tei.as_ref().is_some_and(Printer::wants_fixes)
    }
}

fn written(
    document: &Document,
    findings: Option<&[Diagnostic]>,
    format: &Format,
    options: &emit::Options,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * document.source.text().len() + 4096);
    emit::emit(document, findings, format, options, &mut bytes).expect("writing to memory cannot fail");
    bytes
}

/// The number of the labels at these offsets that were read as speaker labels.
fn speakers(document: &Document, labels: &[usize]) -> usize {
    let blocks = document.blocks.iter().filter(|block| block.kind == Kind::Utterance);
    let speakers = blocks.filter_map(|block| block.part(PartKind::Speaker));
    speakers.filter(|speaker| labels.binary_search(&speaker.start).is_ok()).count()
}
