//! The conversion of one document, from reading to the finished files.

use super::losses;
use super::names::NamesOfRun;
use super::origin::{Loaded, Origin};
use super::tei::Printer;
use crate::cli::Outcome;
use crate::document::{Document, Kind, PartKind};
use crate::emit::{self, Filter};
use crate::error::Error;
use crate::files::{Identifiers, Input};
use crate::parse::parse;
use crate::project::{CorpusPass, Project};
use crate::read::Losses;

/// The settings that every document of a run is converted with.
pub(super) struct Converter<'a> {
    pub(super) origin: &'a Origin,
    pub(super) formats: Vec<emit::Format>,
    pub(super) options: emit::Options,
    pub(super) project: &'a Project,
    /// What the documents have in common, for findings.
    pub(super) corpus: CorpusPass,
    pub(super) findings: bool,
    pub(super) filter: Filter,
    pub(super) tei: Printer<'a>,
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
            if self.formats.contains(&emit::Format::Tei) {
                self.tei.takes(input, &document)?;
            }
            let found = || self.corpus.findings(&document, &config);
            let tei = self.formats.contains(&emit::Format::Tei);
            let found = (self.findings || tei && self.tei.wants_fixes()).then(found);
            let findings = found.as_deref().filter(|_| self.findings);
            let mut options = self.options.clone();
            if tei || self.formats.contains(&emit::Format::Json) {
                options.tei.names = self.names.of(&config, &document);
            }
            let written = |format: &emit::Format| {
                if *format == emit::Format::Tei {
                    return self.tei.print((input, &config), &document, found.clone(), &options);
                }
                let mut bytes = Vec::with_capacity(2 * source.text().len() + 4096);
                emit::emit(&document, findings, *format, &options, &mut bytes)
                    .expect("writing to memory cannot fail");
                bytes
            };
            converted.files = Some(self.formats.iter().map(written).collect());
        }
        Ok(converted)
    }
}

/// The number of the labels at these offsets that were read as speaker labels.
fn speakers(document: &Document, labels: &[usize]) -> usize {
    let blocks = document.blocks.iter().filter(|block| block.kind == Kind::Utterance);
    let speakers = blocks.filter_map(|block| block.part(PartKind::Speaker));
    speakers.filter(|speaker| labels.binary_search(&speaker.start).is_ok()).count()
}
