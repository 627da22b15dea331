//! Whether a run passes: the gate of each configuration file, and `--fail-on`.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::configured::{DocumentConfig, ProjectConfig};
use super::streams::Notices;
use crate::diagnostic::Diagnostic;
use crate::settings::{self, Gate, Tally};

/// What makes the exit code 1.
#[derive(Debug, Args)]
pub(super) struct GateArguments {
    /// Lowest severity that makes the exit code 1; `error` by default
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    pub(super) fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    pub(super) exit_zero: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    /// Only errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    pub(super) const fn meant(self) -> settings::FailOn {
        match self {
            FailOn::Error => settings::FailOn::Error,
            FailOn::Warning => settings::FailOn::Warning,
            FailOn::Info => settings::FailOn::Info,
            FailOn::Never => settings::FailOn::Never,
        }
    }
}

/// The counts of a run, by the configuration file of the documents: each has its own gate.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    by_file: BTreeMap<Option<usize>, Tally>,
}

impl Tallies {
    /// The counts of one document.
    pub(super) fn of(document_config: &DocumentConfig, findings: &[Diagnostic]) -> Self {
        let file = document_config.file.map(|(number, _)| number);
        let tally = Tally::of(findings.iter().map(|finding| (finding.rule, finding.severity)));
        Self { by_file: [(file, tally)].into() }
    }
    /// Adds the counts of other documents.
    pub(super) fn merge(&mut self, other: &Tallies) {
        other.by_file.iter().for_each(|(file, tally)| self.by_file.entry(*file).or_default().merge(tally));
    }
}

/// The gates of a run: one for each configuration file, and one for documents without a file.
pub(super) struct Gates {
    of_files: Vec<Gate>,
    otherwise: Gate,
    exit_zero: bool,
}

impl GateArguments {
    /// The gates as set by the files and the flags.
    pub(super) fn gates(&self, config: &ProjectConfig) -> Gates {
        let gate = |gate: Gate| gate.with_fail_on(self.fail_on.map(FailOn::meant));
        Gates {
            of_files: config.files().iter().map(|file| gate(file.policy.gate().clone())).collect(),
            otherwise: gate(Gate::default()),
            exit_zero: self.exit_zero,
        }
    }
}

impl Gates {
    fn of(&self, file: Option<usize>) -> &Gate {
        file.map_or(&self.otherwise, |number| &self.of_files[number])
    }

    /// Whether a finding in a document fails the run by itself.
    pub(super) fn fails(&self, document_config: &DocumentConfig, finding: &Diagnostic) -> bool {
        let file = document_config.file.map(|(number, _)| number);
        !self.exit_zero && self.of(file).fails(finding.rule, finding.severity)
    }

    /// Whether the run has failed, whatever the remaining documents contain.
    pub(super) fn is_decided(&self, tallies: &Tallies) -> bool {
        let severe = |(file, tally): (&Option<usize>, &Tally)| self.of(*file).judge(tally).severe > 0;
        !self.exit_zero && tallies.by_file.iter().any(severe)
    }

    /// The limits that a run exceeds, for people.
    pub(super) fn breaches(&self, tallies: &Tallies, config: &ProjectConfig) -> Vec<String> {
        let breaches = tallies.by_file.iter().flat_map(|(file, tally)| {
            let settings = file.map(|number| &config.files()[number]);
            self.of(*file).judge(tally).breaches.into_iter().map(move |breach| {
                let place = breach.span.as_ref().zip(settings).map(|(span, file)| file.place(span.start));
                let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
                format!("{}{place}", breach.message)
            })
        });
        breaches.collect()
    }

    /// The limits that fail the run: none if it is not to fail.
    pub(super) fn failing(&self, tallies: &Tallies, config: &ProjectConfig) -> Vec<String> {
        if self.exit_zero { Vec::new() } else { self.breaches(tallies, config) }
    }

    /// Judges a run, and prints the limits that it exceeds.
    pub(super) fn judge(&self, tallies: &Tallies, config: &ProjectConfig, notices: &mut Notices) -> Outcome {
        self.breaches(tallies, config).iter().for_each(|breach| notices.note(&format!("gate: {breach}")));
        let good = |(file, tally): (&Option<usize>, &Tally)| self.of(*file).judge(tally).is_good();
        let good = self.exit_zero || tallies.by_file.iter().all(good);
        if good { Outcome::Clean } else { Outcome::Found }
    }
}
