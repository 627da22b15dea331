//! A validated configuration: which levels, profile and allowances apply to a path.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;

use super::allowances::{Allowances, Allowed};
use super::configuration::{Allowance, Configuration, Levels};
use super::gate::Gate;
use super::paths::{PathLists, Paths};
use super::{extension, names, options};
use crate::error::{Fault, unknown};
use crate::lexicon::split_possessive;
use crate::rule::{Level, Rule, RuleOption};

/// The rule that accepted words silence.
const WORD_RULE: &str = "misspelling";

/// A configuration without errors. Paths are relative to its folder.
#[derive(Debug, Default)]
pub struct Policy {
    configuration: Configuration,
    /// The path lists of overrides and allowances.
    paths: Paths,
    /// The overrides of each list of paths, by their position in the configuration.
    overrides: HashMap<usize, Vec<usize>>,
    allowances: Allowances,
    words: HashSet<String>,
    gate: Gate,
}

/// What is accepted in one document.
#[derive(Debug)]
pub struct Acceptance<'a> {
    policy: &'a Policy,
    lists: &'a [usize],
    /// The rules that were asked for, with whether any finding of theirs is accepted.
    any: HashMap<&'static str, bool>,
    /// The texts that were asked for.
    texts: HashMap<(&'static str, String), bool>,
}

/// An allowance that matched nothing.
#[derive(Clone, Debug)]
pub struct Unused<'a> {
    /// Its rule or category.
    pub rule: &'a str,
    /// The text that it is about.
    pub text: Option<&'a str>,
    /// Where it is.
    pub span: Range<usize>,
    /// The rules that can use it.
    pub rules: &'a [&'static str],
    /// The folders and files that it applies to; empty is the folder of the configuration.
    pub bases: Vec<&'a str>,
}

impl Policy {
    /// Reads and validates the text of a file.
    ///
    /// # Errors
    /// A [`Fault`] without its file when the text is not TOML, or has an unknown name or an invalid value.
    pub fn read(text: &str, rules: &[&'static Rule]) -> Result<Self, Fault> {
        let read = Configuration::read(text).map_err(|fault| options::placed(fault, rules));
        read.and_then(|configuration| Self::new(configuration, rules))
    }

    /// Validates a configuration against the existing rules.
    ///
    /// # Errors
    /// A [`Fault`] without its file at an unknown name or an invalid pattern.
    pub fn new(configuration: Configuration, rules: &[&'static Rule]) -> Result<Self, Fault> {
        known(&configuration.levels, rules)?;
        options::check(&configuration.rules, rules)?;
        documents(configuration.corpus.extensions.as_ref())?;
        let mut policy = Self { gate: Gate::new(&configuration.gate, rules)?, ..Self::default() };
        let mut lists = PathLists::default();
        for (at, one) in configuration.overrides.iter().enumerate() {
            known(&one.levels, rules)?;
            options::check(&one.rules, rules)?;
            policy.overrides.entry(lists.add(&one.paths)?).or_default().push(at);
        }
        for one in &configuration.allowances {
            policy.allow(one.get_ref(), rules, &mut lists)?;
        }
        policy.paths = lists.indexed();
        policy.words = configuration.words.iter().map(|word| word.to_lowercase()).collect();
        Ok(Self { configuration, ..policy })
    }

    fn allow(
        &mut self,
        one: &Allowance,
        rules: &[&'static Rule],
        lists: &mut PathLists,
    ) -> Result<(), Fault> {
        let covered = rules_named(&one.rule, rules)?;
        if one.reason.get_ref().trim().is_empty() {
            let fault = Fault::new("an allowance without a reason", Some(one.reason.span()));
            return Err(fault.help("say why the finding is accepted: others will ask"));
        }
        self.allowances.add(covered, lists.add(&one.paths)?, one.text.as_deref().map(folded));
        Ok(())
    }

    /// The configuration as it is written.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }
    /// The value of an option under these overrides, if the configuration sets one.
    pub fn option(&self, option: &RuleOption, overrides: &[usize]) -> Option<&Spanned<f64>> {
        let tables = overrides.iter().rev().map(|at| &self.configuration.overrides[*at].rules);
        tables.chain([&self.configuration.rules]).find_map(|tables| options::value_in(tables, option))
    }
    /// The lowest value of an option for any document.
    pub fn lowest(&self, option: &RuleOption) -> f64 {
        let general = self.option(option, &[]).map_or(option.default, |said| *said.get_ref());
        let overrides = self.configuration.overrides.iter().map(|one| &one.rules);
        let said = overrides.filter_map(|tables| options::value_in(tables, option));
        said.map(|said| *said.get_ref()).fold(general, f64::min)
    }
    /// The gate.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }
    /// The numbers of the path lists that match a path; the other functions take them.
    pub fn lists(&self, path: &str) -> Vec<usize> {
        self.paths.of(path)
    }
    /// Those of these lists that belong to an override.
    pub fn overriding(&self, lists: &[usize]) -> Vec<usize> {
        lists.iter().filter(|list| self.overrides.contains_key(list)).copied().collect()
    }
    /// The overrides of these lists, by their position in the configuration.
    pub fn overrides(&self, lists: &[usize]) -> Vec<usize> {
        let held = lists.iter().filter_map(|list| self.overrides.get(list));
        let mut held: Vec<usize> = held.flatten().copied().collect();
        held.sort_unstable();
        held
    }
    /// The level of a rule under these overrides, if the configuration sets one.
    pub fn level(&self, rule: &Rule, overrides: &[usize]) -> Option<&Spanned<Level>> {
        let tables = overrides.iter().rev().map(|at| &self.configuration.overrides[*at].levels);
        tables.chain([&self.configuration.levels]).find_map(|levels| level_in(levels, rule))
    }
    /// The profile under these overrides, if the configuration sets one.
    pub fn profile(&self, overrides: &[usize]) -> Option<&Spanned<String>> {
        let said = overrides.iter().rev().map(|at| &self.configuration.overrides[*at].profile);
        said.chain([&self.configuration.profile]).find_map(Option::as_ref)
    }
    /// All profiles that the configuration names.
    pub fn profiles(&self) -> impl Iterator<Item = &Spanned<String>> {
        let said = self.configuration.overrides.iter().filter_map(|one| one.profile.as_ref());
        self.configuration.profile.iter().chain(said)
    }
    /// Whether any finding can be accepted.
    pub fn accepts_any(&self) -> bool {
        !self.allowances.is_empty() || !self.words.is_empty()
    }
    /// What is accepted in a document that these lists match.
    pub fn acceptance<'a>(&'a self, lists: &'a [usize]) -> Acceptance<'a> {
        Acceptance { policy: self, lists, any: HashMap::new(), texts: HashMap::new() }
    }
    /// The allowances of these lists.
    pub fn allowances(&self, lists: &[usize]) -> impl Iterator<Item = &Spanned<Allowance>> {
        let both = self.allowances.iter().zip(&self.configuration.allowances);
        both.filter(|(allowed, _)| lists.binary_search(&allowed.list).is_ok()).map(|(_, one)| one)
    }
    /// The allowances that have matched no finding so far.
    pub fn unused(&self) -> impl Iterator<Item = Unused<'_>> {
        let both = self.allowances.iter().zip(&self.configuration.allowances);
        both.filter(|(allowed, _)| !self.allowances.is_used(allowed)).map(|(allowed, one)| Unused {
            rule: one.get_ref().rule.get_ref(),
            text: one.get_ref().text.as_deref(),
            span: one.span(),
            rules: &allowed.rules,
            bases: self.bases(allowed),
        })
    }
    fn bases(&self, allowed: &Allowed) -> Vec<&str> {
        self.paths.bases(allowed.list).iter().map(String::as_str).collect()
    }
}

impl Acceptance<'_> {
    /// Whether a finding of a rule about a text is accepted; the text has its white space folded. An allowance that accepts
    /// it counts as used.
    pub fn accepts(&mut self, rule: &'static str, text: &str) -> bool {
        let Self { policy: Policy { allowances, words, .. }, lists, .. } = *self;
        let any = *self.any.entry(rule).or_insert_with(|| allowances.accept_any(rule, lists));
        let is_accepted =
            || allowances.accept_text(rule, text, lists) || rule == WORD_RULE && words.contains(&word(text));
        let known = self.texts.entry((rule, text.to_string())).or_insert_with(is_accepted);
        any || *known
    }
}

/// Checks that extensions are some, and are extensions.
fn documents(extensions: Option<&Spanned<Vec<Spanned<String>>>>) -> Result<(), Fault> {
    const HELP: &str = "write them without a dot: `[\"txt\", \"md\"]`";
    let Some(list) = extensions else { return Ok(()) };
    if list.get_ref().is_empty() {
        return Err(Fault::new("an empty list of extensions", Some(list.span())).help(HELP));
    }
    let wrong = list.get_ref().iter().find(|one| extension(one.get_ref()).is_none());
    wrong.map_or(Ok(()), |one| {
        let message = format!("`{}` is not a file extension", one.get_ref());
        Err(Fault::new(message, Some(one.span())).help(HELP))
    })
}

/// The value for a rule in a table: by its name, or else by its category.
fn level_in<'a>(levels: &'a Levels, rule: &Rule) -> Option<&'a Spanned<Level>> {
    let named = |wanted: &str| levels.iter().find(|(name, _)| name.get_ref() == wanted);
    named(rule.name).or_else(|| named(rule.category.name())).map(|(_, level)| level)
}

fn known(levels: &Levels, rules: &[&'static Rule]) -> Result<(), Fault> {
    levels.keys().try_for_each(|name| rules_named(name, rules).map(drop))
}

/// The rules of a name, which is a rule's or a category's.
fn rules_named(name: &Spanned<String>, rules: &[&'static Rule]) -> Result<Vec<&'static str>, Fault> {
    let found: Vec<&str> =
        rules.iter().filter(|rule| names(name.get_ref(), rule)).map(|rule| rule.name).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known = rules.iter().flat_map(|rule| [rule.name, rule.category.name()]);
    Err(Fault::new(unknown("rule or category", name.get_ref(), known), Some(name.span())))
}

/// A word as accepted words are compared: in lower case, without a possessive ending.
fn word(text: &str) -> String {
    split_possessive(text).0.to_lowercase()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
