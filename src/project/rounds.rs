//! Fixes the documents of a run until nothing changes, since a fix changes what they have in common.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use super::corpus_pass::CorpusPass;
use super::drafts::Drafts;
use super::note::Note;
use crate::error::Error;
use crate::files::{self, Input};
use crate::fix::ByRule;
use crate::report::counted;

/// Fixing stops here even if something is left. The second round sees the changes of the first; a third is rare.
const MOST_ROUNDS: usize = 8;

/// The fixes in the documents of a run.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    /// Documents with their new bytes, if they are not rewritten.
    pub(crate) drafts: Drafts,
    /// What the documents have in common after fixing.
    pub(crate) corpus: CorpusPass,
    /// Documents that could not be read or written, and why.
    pub(crate) failed: BTreeMap<Input, Arc<Error>>,
    /// Safe fixes left out because they would change how a document is read.
    pub(crate) left_out: usize,
    /// Whether another round would change nothing.
    pub(crate) is_settled: bool,
    /// Number of fixes applied to a document, by rule.
    applied: BTreeMap<Input, ByRule>,
}

/// One document in one round.
#[derive(Debug, Default)]
pub(crate) struct Step {
    /// Fixes that were applied, by rule.
    pub(crate) applied: ByRule,
    /// Safe fixes that were left out.
    pub(crate) left_out: usize,
    /// The new bytes, if they are not in the file.
    pub(crate) draft: Option<Vec<u8>>,
}

impl Rounds {
    /// Documents that are not fixed.
    pub(crate) fn of(corpus: CorpusPass) -> Self {
        Self { corpus, is_settled: true, ..Self::default() }
    }

    /// Makes the first pass and fixes in turn; if no finding depends on other documents, one round is enough. `fix` fixes
    /// one document.
    pub(crate) fn run(
        inputs: &[Input],
        threads: usize,
        pass: impl Fn(&Drafts) -> Result<CorpusPass, Error>,
        fix: impl Fn(&Input, &Rounds) -> Result<Step, Error> + Sync,
    ) -> Result<Self, Error> {
        files::hold_stdin(inputs);
        let mut rounds = Self::default();
        for _ in 0..MOST_ROUNDS {
            rounds.corpus = pass(&rounds.drafts)?;
            if !rounds.once(inputs, threads, &fix) || rounds.corpus.is_empty() {
                rounds.is_settled = true;
                return Ok(rounds);
            }
        }
        rounds.corpus = pass(&rounds.drafts)?;
        Ok(rounds)
    }

    /// Number of fixes applied to a document, by rule.
    pub(crate) fn applied_to(&self, input: &Input) -> ByRule {
        self.applied.get(input).cloned().unwrap_or_default()
    }

    /// Notes on what was not fixed, and why.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.left_out > 0 {
            let fixes = counted(self.left_out, "fix").replace("fixs", "fixes");
            notes.push(Note::info(format!("{fixes} left out: they would change how a document is read")));
        }
        if !self.is_settled {
            notes.push(Note::warning(format!(
                "fixing stopped after {MOST_ROUNDS} rounds over all documents; run it again for the rest"
            )));
        }
        notes
    }

    /// Fixes each document once, and returns whether anything changed.
    fn once(
        &mut self,
        inputs: &[Input],
        threads: usize,
        fix: impl Fn(&Input, &Rounds) -> Result<Step, Error> + Sync,
    ) -> bool {
        let work =
            |input: &Input| (!self.failed.contains_key(input)).then(|| (input.clone(), fix(input, self)));
        let is_news = |step: &Result<Step, Error>| {
            step.as_ref().map_or(true, |step| !step.applied.is_empty() || step.left_out > 0)
        };
        let mut done = Vec::new();
        let Ok(()) = files::for_each(inputs, threads, work, |one| {
            done.extend(one.filter(|(_, step)| is_news(step)));
            Ok::<(), Infallible>(())
        });
        self.left_out = 0;
        done.into_iter().fold(false, |changed, (input, step)| self.take(input, step) || changed)
    }

    /// Records the outcome for a document, and returns whether it changed.
    fn take(&mut self, input: Input, step: Result<Step, Error>) -> bool {
        match step {
            Ok(Step { applied, left_out, draft }) => {
                self.left_out += left_out;
                let changed = !applied.is_empty();
                if changed {
                    let all = self.applied.entry(input.clone()).or_default();
                    applied.into_iter().for_each(|(rule, count)| *all.entry(rule).or_default() += count);
                }
                draft.into_iter().for_each(|bytes| self.drafts.put(input.clone(), bytes));
                changed
            }
            Err(error) => {
                self.failed.insert(input, Arc::new(error));
                false
            }
        }
    }
}
