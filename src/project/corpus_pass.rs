//! The first pass over the documents of a run, for rules that need what they have in common.

use super::config::ProjectConfig;
use super::drafts::Drafts;
use crate::error::Error;
use crate::files::{self, Input};
use crate::parse::parse;
use crate::rule::{Level, Reads};
use crate::rules::RULES;
use crate::survey::{Candidate, Nearness, Survey, nearness};

/// What the documents have in common; `None` for a single document, or if no rule needs it.
///
/// A document that cannot be read is skipped: the second pass reports it.
pub(crate) fn survey(
    inputs: &[Input],
    threads: usize,
    config: &ProjectConfig,
    drafts: &Drafts,
) -> Result<Option<Survey>, Error> {
    if inputs.len() < 2 || !is_wanted(inputs, config) {
        return Ok(None);
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
    all.pair_up(config.similarity(), |number| inputs[number as usize].name(), compare);
    failed.map(|()| Some(all))
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
fn is_wanted(inputs: &[Input], config: &ProjectConfig) -> bool {
    let rules = || RULES.iter().filter(|rule| rule.reads == Reads::Corpus);
    inputs.iter().any(|input| {
        let settings = config.of(input).settings;
        rules().any(|rule| settings.level(rule) != Level::Off)
    })
}
