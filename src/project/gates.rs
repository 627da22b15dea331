//! Whether a run passes: the gate of each configuration file.

use std::collections::BTreeMap;

use super::config::ProjectConfig;
use crate::diagnostic::Diagnostic;
use crate::settings::{FailOn, Gate, Tally};

/// The counts of a run, by the configuration file of the documents: each has its own gate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tallies {
    by_file: BTreeMap<Option<usize>, Tally>,
}

impl Tallies {
    /// The counts of one document with this configuration file.
    pub(crate) fn of(file: Option<usize>, findings: &[Diagnostic]) -> Self {
        let tally = Tally::of(findings.iter().map(|finding| (finding.rule, finding.severity)));
        Self { by_file: [(file, tally)].into() }
    }
    /// Adds the counts of other documents.
    pub(crate) fn merge(&mut self, other: &Tallies) {
        other.by_file.iter().for_each(|(file, tally)| self.by_file.entry(*file).or_default().merge(tally));
    }
}

/// The gates of a run: one for each configuration file, and one for documents without a file.
pub(crate) struct Gates {
    of_files: Vec<Gate>,
    otherwise: Gate,
    never_fails: bool,
}

impl Gates {
    /// The gates as set by the files. `fail_on` replaces the severity in all of them; with `never_fails`, every run
    /// passes.
    pub(crate) fn new(config: &ProjectConfig, fail_on: Option<FailOn>, never_fails: bool) -> Self {
        let gate = |gate: Gate| gate.with_fail_on(fail_on);
        Self {
            of_files: config.files().iter().map(|file| gate(file.policy.gate().clone())).collect(),
            otherwise: gate(Gate::default()),
            never_fails,
        }
    }

    fn of(&self, file: Option<usize>) -> &Gate {
        file.map_or(&self.otherwise, |number| &self.of_files[number])
    }

    /// Whether a finding in a document with this configuration file fails the run by itself.
    pub(crate) fn fails(&self, file: Option<usize>, finding: &Diagnostic) -> bool {
        !self.never_fails && self.of(file).fails(finding.rule, finding.severity)
    }

    /// Whether the run has failed, whatever the remaining documents contain.
    pub(crate) fn is_decided(&self, tallies: &Tallies) -> bool {
        let severe = |(file, tally): (&Option<usize>, &Tally)| self.of(*file).judge(tally).severe > 0;
        !self.never_fails && tallies.by_file.iter().any(severe)
    }

    /// The limits that a run exceeds, for people.
    pub(crate) fn breaches(&self, tallies: &Tallies, config: &ProjectConfig) -> Vec<String> {
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
    pub(crate) fn failing(&self, tallies: &Tallies, config: &ProjectConfig) -> Vec<String> {
        if self.never_fails { Vec::new() } else { self.breaches(tallies, config) }
    }

    /// Whether a run passes.
    pub(crate) fn passes(&self, tallies: &Tallies) -> bool {
        let good = |(file, tally): (&Option<usize>, &Tally)| self.of(*file).judge(tally).is_good();
        self.never_fails || tallies.by_file.iter().all(good)
    }
}
