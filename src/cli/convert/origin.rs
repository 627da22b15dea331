//! The format that documents are read from.

use clap::{Args, ValueEnum};

use crate::cli::Outcome;
use crate::cli::flags::Config;
use crate::emit::{self, Format};
use crate::error::{Error, Fault};
use crate::files::{Extensions, Input};
use crate::read::{self, Losses, Own, Read, Refusal};
use crate::report::counted;
use crate::source::Source;

/// The format of the documents.
#[derive(Debug, Args)]
pub(super) struct Origin {
    /// Format to read; with `tei`, `--to text` restores the text that the TEI was made from
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Documents")]
    from: From,
    /// With --from tei: replace the source text with `corr`, `reg` and `supplied`
    #[arg(long, help_heading = "Documents")]
    apply_corrections: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// Plain text
    Text,
    /// TEI P5: that of doclint is restored byte for byte, other TEI is read as far as it is understood
    Tei,
}

/// A source with notes for the user on how it was obtained.
pub(super) struct Loaded {
    pub(super) source: Source,
    pub(super) remarks: Vec<String>,
    /// The losses in third-party TEI, and the offsets of its labels.
    pub(super) losses: Option<(Losses, Vec<usize>)>,
    pub(super) corrected: usize,
    pub(super) outcome: Outcome,
}

impl Origin {
    /// Refuses flags that do not fit together.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.apply_corrections && self.from == From::Text {
            true => Err(Error::Usage(
                "--apply-corrections needs --from tei: plain text has no corrections".into(),
            )),
            false => Ok(()),
        }
    }
    /// Whether the documents are TEI.
    pub(super) fn is_tei(&self) -> bool {
        self.from == From::Tei
    }
    /// Which files of a folder are documents.
    pub(super) fn extensions(&self, config: &Config) -> Extensions {
        match self.from {
            From::Text => config.extensions(),
            From::Tei => Extensions::tei(),
        }
    }
    /// The intended format: the text of a TEI document is its source.
    pub(super) fn meant(&self, format: &'static Format) -> &'static Format {
        if self.is_tei() && *format == emit::text::FORMAT { &emit::source::FORMAT } else { format }
    }

    /// Reads a document; `None` for a file that was found in a folder and is not a document.
    pub(super) fn read(&self, input: &Input) -> Result<Option<Loaded>, Error> {
        let file = input.read()?;
        if self.from == From::Text {
            return Ok(Some(Loaded {
                source: file,
                remarks: Vec::new(),
                losses: None,
                corrected: 0,
                outcome: Outcome::Clean,
            }));
        }
        match read::tei(&file, self.apply_corrections) {
            Ok(Read::Own(own)) => Ok(Some(self.own(&file, own))),
            Ok(Read::Foreign(foreign)) => Ok(Some(Loaded {
                source: foreign.source,
                remarks: Vec::new(),
                losses: Some((foreign.losses, foreign.labels)),
                corrected: 0,
                outcome: Outcome::Clean,
            })),
            // The root of a corpus includes its documents, which are separate files.
            Ok(Read::Corpus(0) | Read::Other(_)) if !input.is_named() => Ok(None),
            Ok(Read::Corpus(count)) => Err(Error::Usage(format!("{}: {}", file.path(), corpus(count)))),
            Ok(Read::Other(root)) => {
                Err(Error::Usage(format!("{}: not a TEI document: its root is <{root}>", file.path())))
            }
            Err(refusal) => Err(refused(&file, refusal)),
        }
    }

    fn own(&self, file: &Source, own: Own) -> Loaded {
        let changed = "the text is no longer that of the source: its SHA-256 differs";
        let remark = (!own.intact).then(|| format!("{}: {changed}", file.path()));
        // A user who applies corrections has changed the text on purpose.
        let outcome = if own.intact || self.apply_corrections { Outcome::Clean } else { Outcome::Found };
        Loaded {
            source: own.source,
            remarks: remark.into_iter().collect(),
            losses: None,
            corrected: own.corrected,
            outcome,
        }
    }
}

/// Why a corpus is not read as a document.
fn corpus(documents: usize) -> String {
    match documents {
        0 => "cannot read a <teiCorpus> without documents of its own: name the files that it includes"
            .to_string(),
        _ => format!(
            "cannot read a <teiCorpus> with {} in it: put each TEI element in a file of its own",
            counted(documents, "document")
        ),
    }
}

fn refused(file: &Source, Refusal { message, offset }: Refusal) -> Error {
    let end = file.text()[offset.min(file.text().len())..].chars().next().map_or(0, char::len_utf8);
    let fault = Fault::new(message, Some(offset..offset + end)).within(file.path(), file.text());
    Error::Refused(Box::new(fault))
}

/// The number of corrections written back, for people.
pub(super) fn summary(corrected: usize) -> String {
    format!("{} written back", counted(corrected, "correction"))
}
