//! Whether a run is good enough: the gate of each configuration file, and `--fail-on`.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::configured::{Applied, Configured};
use super::streams::Voice;
use crate::diagnostic::Diagnostic;
use crate::settings::{self, Gate, Tally};

/// What makes the exit code 1.
#[derive(Debug, Args)]
pub(super) struct GateArguments {
    /// The least severity that makes the exit code 1; `error` if nothing else is said
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

/// The numbers of a run, by the configuration file that the documents have: each has its own gate.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    by_file: BTreeMap<Option<usize>, Tally>,
}

impl Tallies {
    /// The numbers of one document.
    pub(super) fn of(applied: &Applied, findings: &[Diagnostic]) -> Self {
        let file = applied.file.map(|(number, _)| number);
        let tally = Tally::of(findings.iter().map(|finding| (finding.rule, finding.severity)));
        Self { by_file: [(file, tally)].into() }
    }
    /// Adds the numbers of other documents.
    pub(super) fn merge(&mut self, other: &Tallies) {
        other.by_file.iter().for_each(|(file, tally)| self.by_file.entry(*file).or_default().merge(tally));
    }
}

impl GateArguments {
    /// Judges a run, and says which limits it is above.
    pub(super) fn judge(&self, tallies: &Tallies, configured: &Configured, voice: &mut Voice) -> Outcome {
        let mut outcome = Outcome::Clean;
        for (file, tally) in &tallies.by_file {
            let file = file.map(|number| &configured.files()[number]);
            let gate = file.map_or_else(Gate::default, |file| file.policy.gate().clone());
            let verdict = gate.with_fail_on(self.fail_on.map(FailOn::meant)).judge(tally);
            for breach in &verdict.breaches {
                let place = breach.span.as_ref().zip(file).map(|(span, file)| file.place(span.start));
                let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
                voice.note(&format!("gate: {}{place}", breach.message));
            }
            if !verdict.is_good() && !self.exit_zero {
                outcome = Outcome::Found;
            }
        }
        outcome
    }
}
