//! The first pass over the documents of a run, for rules that need what they have in common.

use std::cmp::Reverse;

use super::config::{DocumentConfig, ProjectConfig};
use super::drafts::Drafts;
use super::note::Note;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::Error;
use crate::files::{self, Input};
use crate::lexicon::Lexicon;
use crate::lint::lint_among;
use crate::parse::parse;
use crate::rule::{Level, Reads};
use crate::rules::RULES;
use crate::rules::SIMILARITY;
use crate::survey::{Candidate, Count, Habit, Nearness, Survey, nearness};

/// What the documents of a run have in common: nothing if it is a single document, or if no rule asks.
#[derive(Debug, Default)]
pub(crate) struct CorpusPass {
    survey: Option<Survey>,
}

impl CorpusPass {
    /// Reads the documents. One that cannot be read is skipped: the second pass reports it.
    pub(crate) fn over(
        inputs: &[Input],
        threads: usize,
        config: &ProjectConfig,
        drafts: &Drafts,
    ) -> Result<Self, Error> {
        if inputs.len() < 2 || !is_needed(inputs, config) {
            return Ok(Self::default());
        }
        files::hold_stdin(inputs);
        let add = |survey: &mut Survey, input: &Input| match drafts.read(input) {
            Ok(source) => survey.add(&parse(&source, config.of(input).profile(&source))),
            Err(_) => survey.skip(),
        };
        let mut all = Survey::with_room(inputs.len());
        files::gather(inputs, threads, add, |piece| all.merge(piece));
        let mut failed = Ok(());
        let compare = |pairs: &[Candidate]| {
            let mut found = Vec::with_capacity(pairs.len());
            let compared = |pair: &Candidate| compared(inputs, pair, config, drafts);
            failed = files::for_each(pairs, threads, compared, |nearness| {
                found.push(nearness);
                Ok::<(), Error>(())
            });
            found
        };
        all.pair_up(config.lowest(&SIMILARITY), |number| inputs[number as usize].name(), compare);
        failed.map(|()| Self { survey: Some(all) })
    }

    /// Whether no finding depends on other documents.
    pub(crate) fn is_empty(&self) -> bool {
        self.survey.is_none()
    }

    /// What most documents of some folder lack, as notes.
    pub(crate) fn habits(&self) -> Vec<Note> {
        let habits = self.survey.as_ref().map(Survey::habits).unwrap_or_default();
        let note = |(field, Habit { lacking, all }): (&str, Habit)| {
            Note::info(format!("{lacking} of {all} documents have no {field} in the header"))
        };
        habits.into_iter().map(note).collect()
    }

    /// The names of most documents, by the number of documents.
    pub(crate) fn names(&self, most: usize) -> Vec<(String, Count)> {
        let mut names = self.survey.as_ref().map(Survey::names).unwrap_or_default();
        // `Secretary` begins with a capital and names nobody.
        let is_word = |name: &str| Lexicon::built_in().class(&name.to_lowercase()).is_some();
        names.retain(|(name, _)| name.chars().all(char::is_alphabetic) && !is_word(name));
        names.sort_by_key(|(name, count)| (Reverse((count.documents, count.occurrences)), *name));
        names.into_iter().take(most).map(|(name, count)| (name.to_string(), count)).collect()
    }

    /// The findings in a document of the run that no allowance accepts.
    pub(crate) fn findings(&self, document: &Document, config: &DocumentConfig) -> Vec<Diagnostic> {
        let found = lint_among(document, config.lexicon, self.survey.as_ref(), &config.settings);
        config.unaccepted(document.source, found)
    }
}

/// The similarity of two candidate duplicates; `None` when one cannot be read.
fn compared(inputs: &[Input], pair: &Candidate, config: &ProjectConfig, drafts: &Drafts) -> Option<Nearness> {
    let [document, original] = [pair.document, pair.original].map(|number| &inputs[number as usize]);
    let (ours, theirs) = (drafts.read(document).ok()?, drafts.read(original).ok()?);
    let [ours_with, theirs_with] = [document, original].map(|input| config.of(input));
    let document = parse(&ours, ours_with.profile(&ours));
    nearness(&document, &parse(&theirs, theirs_with.profile(&theirs)))
}

/// Whether a rule that reads the corpus is on for some document.
fn is_needed(inputs: &[Input], config: &ProjectConfig) -> bool {
    let rules = || RULES.iter().filter(|rule| rule.reads == Reads::Corpus);
    inputs.iter().any(|input| {
        let settings = config.of(input).settings;
        rules().any(|rule| settings.level(rule) != Level::Off)
    })
}
