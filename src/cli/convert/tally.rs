//! The outcome of a run, document by document.

use std::path::Path;

use super::converter::Converted;
use super::losses;
use super::origin;
use crate::cli::Outcome;
use crate::cli::streams::Notices;
use crate::error::Error;
use crate::read::Losses;
use crate::report::counted;

/// The outcome for the documents.
pub(super) struct Tally {
    pub(super) outcome: Outcome,
    pub(super) converted: usize,
    /// Documents that were filtered out.
    left_out: usize,
    /// Corrections that were written back.
    corrected: usize,
    /// Third-party TEI documents, their combined losses, and how many of their speakers were recognised.
    foreign: (usize, Losses, usize),
}

impl Default for Tally {
    fn default() -> Self {
        Self { outcome: Outcome::Clean, converted: 0, left_out: 0, corrected: 0, foreign: Default::default() }
    }
}

impl Tally {
    /// Counts a document, prints its notes, and returns its files.
    pub(super) fn count(
        &mut self,
        converted: Result<Converted, Error>,
        notices: &mut Notices,
    ) -> Option<Vec<Vec<u8>>> {
        match converted {
            Ok(converted) => {
                converted.remarks.iter().for_each(|remark| notices.warning(remark));
                self.outcome = self.outcome.max(converted.outcome);
                self.converted += usize::from(converted.files.is_some());
                self.corrected += converted.corrected;
                if let Some((losses, read)) = &converted.losses {
                    self.foreign.0 += 1;
                    self.foreign.1.add(losses);
                    self.foreign.2 += (*read).min(losses.labels);
                }
                self.left_out += usize::from(converted.files.is_none());
                converted.files
            }
            Err(error) => {
                notices.error(&error);
                self.outcome = Outcome::Failed;
                None
            }
        }
    }
    /// The combined losses of all third-party TEI; `None` for a single document, which has a line of its own.
    pub(super) fn lost(&self) -> Option<String> {
        let (documents, losses, read) = &self.foreign;
        (*documents > 1)
            .then(|| format!("{}: {}", counted(*documents, "document"), losses::summary(losses, *read)))
    }
    /// Whether the result itself does not show everything.
    pub(super) const fn is_noteworthy(&self) -> bool {
        self.left_out > 0 || self.corrected > 0
    }
    /// The total for people.
    pub(super) fn summary(&self, place: &Path) -> String {
        let mut summary = format!("{} converted to {}", counted(self.converted, "document"), place.display());
        if self.left_out > 0 {
            summary += &format!(", {} left out", counted(self.left_out, "document"));
        }
        if self.corrected > 0 {
            summary += &format!(", {}", origin::summary(self.corrected));
        }
        summary
    }
}
