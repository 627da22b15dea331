//! Whether a run passes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::configuration::{FailOn, GateTable};
use super::names;
use crate::diagnostic::Severity;
use crate::error::{Fault, unknown};
use crate::rule::Rule;

/// The limit on all findings together.
const TOTAL: &str = "total";

/// The conditions on the findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    fail_on: Option<FailOn>,
    limits: Vec<Limit>,
    clean: Option<f64>,
}

/// The maximum number of findings of some rules.
#[derive(Clone, Debug)]
struct Limit {
    /// A rule, a category or `total`.
    name: String,
    most: usize,
    span: Range<usize>,
    /// The rules that are counted; `None` for all findings.
    rules: Option<Vec<&'static str>>,
}

/// Counts of findings, for the gate.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    rules: BTreeMap<&'static str, [usize; 3]>,
    documents: usize,
    with_errors: usize,
}

/// A limit that a run exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The excess, for people: `misspelling: 12 findings, 10 allowed`.
    pub message: String,
    /// Where the limit is set.
    pub span: Option<Range<usize>>,
}

/// The verdict of a gate on a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Number of findings that are too severe.
    pub severe: usize,
    /// Limits that are exceeded.
    pub breaches: Vec<Breach>,
}

impl Gate {
    /// Reads a table of the configuration.
    ///
    /// # Errors
    /// A [`Fault`] when a limit is for an unknown name, or a percentage is invalid.
    pub fn new(table: &GateTable, rules: &[&'static Rule]) -> Result<Self, Fault> {
        let own = |rule: &&&Rule| table.limits.keys().any(|name| name.get_ref() == rule.name);
        let mut limits = Vec::with_capacity(table.limits.len());
        for (key, most) in &table.limits {
            let name = key.get_ref().clone();
            let counted = rules.iter().filter(|rule| rule.name == name || names(&name, rule) && !own(rule));
            let counted: Vec<&str> = counted.map(|rule| rule.name).collect();
            if counted.is_empty() && name != TOTAL && !rules.iter().any(|rule| names(&name, rule)) {
                let known = rules.iter().flat_map(|rule| [rule.name, rule.category.name()]).chain([TOTAL]);
                return Err(Fault::new(unknown("rule or category", &name, known), Some(key.span())));
            }
            let counted = (name != TOTAL).then_some(counted);
            limits.push(Limit { name, most: *most.get_ref(), span: key.span(), rules: counted });
        }
        if let Some(clean) = table.clean.as_ref().filter(|clean| !(0.0..=100.0).contains(clean.get_ref())) {
            let message = format!("{} is not a percentage", clean.get_ref());
            return Err(Fault::new(message, Some(clean.span())).help("`clean` is between 0 and 100"));
        }
        let clean = table.clean.as_ref().map(|clean| *clean.get_ref());
        Ok(Self { fail_on: table.fail_on.as_ref().map(|fail_on| *fail_on.get_ref()), limits, clean })
    }

    /// The lowest severity that fails a run. A gate that limits all findings, or requires a share of clean documents,
    /// expects some errors.
    pub fn fail_on(&self) -> FailOn {
        let counts = self.clean.is_some() || self.limits.iter().any(|limit| limit.rules.is_none());
        self.fail_on.unwrap_or(if counts { FailOn::Never } else { FailOn::Error })
    }

    /// The gate with another severity, if one is given.
    #[must_use]
    pub fn with_fail_on(self, fail_on: Option<FailOn>) -> Self {
        Self { fail_on: fail_on.or(self.fail_on), ..self }
    }

    /// Judges a run.
    pub fn judge(&self, tally: &Tally) -> Verdict {
        let limits = self.limits.iter().filter_map(|limit| limit.breach(tally));
        let breaches = limits.chain(self.unclean(tally)).collect();
        Verdict { severe: self.severe(tally), breaches }
    }

    /// Whether a finding of this severity fails a run by itself. One of a rule with a limit is only counted.
    pub fn fails(&self, rule: &str, severity: Severity) -> bool {
        self.fail_on().severity().is_some_and(|least| severity >= least) && !self.limits_rule(rule)
    }

    fn limits_rule(&self, rule: &str) -> bool {
        self.limits.iter().flat_map(|limit| &limit.rules).flatten().any(|limited| *limited == rule)
    }

    /// Number of findings that are too severe, of rules without a limit.
    fn severe(&self, tally: &Tally) -> usize {
        let Some(least) = self.fail_on().severity() else { return 0 };
        let judged = tally.rules.iter().filter(|(rule, _)| !self.limits_rule(rule));
        judged.flat_map(|(_, counts)| &counts[least as usize..]).sum()
    }

    fn unclean(&self, tally: &Tally) -> Option<Breach> {
        let Tally { documents, with_errors, .. } = *tally;
        let wanted = self.clean.filter(|_| documents > 0)?;
        #[expect(clippy::cast_precision_loss, reason = "a corpus has fewer than 2^52 documents")]
        let share = 100.0 * (documents - with_errors) as f64 / documents as f64;
        let message = || {
            // Truncated, not rounded: 94.96 must not be shown as 95.0.
            let share = (share * 10.0).floor() / 10.0;
            format!("{share} per cent of the documents are without errors, {wanted} required")
        };
        (share < wanted).then(|| Breach { message: message(), span: None })
    }
}

impl Limit {
    fn breach(&self, tally: &Tally) -> Option<Breach> {
        let counted = |rule: &str| self.rules.as_ref().is_none_or(|rules| rules.contains(&rule));
        let counts = tally.rules.iter().filter(|(rule, _)| counted(rule));
        let count: usize = counts.flat_map(|(_, counts)| counts).sum();
        let message = || format!("{}: {count} findings, {} allowed", self.name, self.most);
        (count > self.most).then(|| Breach { message: message(), span: Some(self.span.clone()) })
    }
}

impl Tally {
    /// The counts of one document.
    pub fn of(findings: impl IntoIterator<Item = (&'static str, Severity)>) -> Self {
        let mut tally = Self { documents: 1, ..Self::default() };
        for (rule, severity) in findings {
            tally.rules.entry(rule).or_default()[severity as usize] += 1;
            tally.with_errors |= usize::from(severity == Severity::Error);
        }
        tally
    }
    /// Adds the counts of other documents.
    pub fn merge(&mut self, other: &Tally) {
        for (rule, counts) in &other.rules {
            let sums = self.rules.entry(rule).or_default();
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        self.documents += other.documents;
        self.with_errors += other.with_errors;
    }
}

impl Verdict {
    /// Whether the run passes.
    pub fn is_good(&self) -> bool {
        self.severe == 0 && self.breaches.is_empty()
    }
}

impl FailOn {
    /// The lowest severity; `None` when nothing fails a run.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self.severity() {
            Some(severity) => severity.name(),
            None => "never",
        }
    }
}
