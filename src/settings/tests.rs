//! What a configuration means for paths, findings and runs.

use super::*;
use crate::diagnostic::Severity;
use crate::rules::RULES;

fn policy(text: &str) -> Policy {
    let configuration = Configuration::read(text).unwrap_or_else(|fault| panic!("{fault}"));
    Policy::new(configuration, RULES).unwrap_or_else(|fault| panic!("{fault}"))
}

fn refused(text: &str) -> (String, String) {
    let fault = Policy::new(Configuration::read(text).unwrap(), RULES).unwrap_err();
    let span = fault.span.clone().unwrap();
    (fault.message, text[span].to_string())
}

fn level(policy: &Policy, rule: &str, path: &str) -> Option<Level> {
    let rule = crate::rules::find(rule).unwrap();
    policy.level(rule, &overrides(policy, path)).map(|level| *level.get_ref())
}

fn overrides(policy: &Policy, path: &str) -> Vec<usize> {
    policy.overrides(&policy.lists(path))
}

fn options_refused(text: &str) -> (String, String, String) {
    let fault = Policy::read(text, RULES).unwrap_err();
    let span = fault.span.clone().unwrap();
    (fault.message, text[span].to_string(), fault.help.unwrap_or_default())
}

#[test]
fn options_of_rules_are_checked() {
    let row = |message: &str, at: &str, help: &str| (message.to_string(), at.to_string(), help.to_string());
    let why = "below 0.5, documents that share a form text would be near duplicates";
    let wrong = "expected a similarity from 0.5 to 1";
    assert_eq!(options_refused("[rules.near-duplicate]\nsimilarity = 0.1\n"), row(wrong, "0.1", why));
    let wrong = "unknown option `similarty`; did you mean `similarity`?";
    assert_eq!(options_refused("[rules.near-duplicate]\nsimilarty = 1\n"), row(wrong, "similarty", ""));
    let wrong = "the rule `misspelling` has no options";
    assert_eq!(options_refused("[rules.misspelling]\nlevel = 1\n"), row(wrong, "level", ""));
    let (message, at, _) = options_refused("[rules.near-duplicates]\nsimilarity = 1\n");
    assert_eq!(message, "unknown rule `near-duplicates`; did you mean `near-duplicate`?");
    assert_eq!(at, "near-duplicates");
    let (message, at, help) = options_refused("similarity = 0.8\n");
    assert_eq!((message.as_str(), at.as_str()), ("unknown key `similarity`", "similarity"));
    assert_eq!(help, "it is an option of a rule: write `similarity = 0.9` under `[rules.near-duplicate]`");
    let in_override = "[[overrides]]\npaths = ['a']\nrules.near-duplicate.similarity = 2\n";
    assert_eq!(options_refused(in_override).1, "2");
}

#[test]
fn options_of_rules_follow_overrides() {
    let policy = policy(
        "[rules.near-duplicate]\nsimilarity = 0.8\n\
         [[overrides]]\npaths = ['1999/**']\nrules.near-duplicate.similarity = 0.7\n",
    );
    let option = &crate::rules::SIMILARITY;
    let value = |path| policy.option(option, &overrides(&policy, path)).map(|said| *said.get_ref());
    assert_eq!((value("a.txt"), value("1999/a.txt")), (Some(0.8), Some(0.7)));
    assert_eq!(policy.lowest(option), 0.7);
}

#[test]
fn later_tables_and_nearer_names_decide() {
    let policy = policy(
        "[levels]\nspelling = 'info'\nmisspelling = 'warn'\ndate = 'off'\n\
         [[overrides]]\npaths = ['1999/**']\nlevels = { spelling = 'off' }\n\
         [[overrides]]\npaths = ['1999/05/**']\nprofile = 'plain'\nlevels = { misspelling = 'error' }\n",
    );
    let spelling = |path| level(&policy, "misspelling", path);
    assert_eq!(spelling("a.txt"), Some(Level::Warn), "a rule goes before its category");
    assert_eq!(spelling("1999/a.txt"), Some(Level::Off), "an override goes before all");
    assert_eq!(spelling("1999/05/a.txt"), Some(Level::Error), "the last override decides");
    assert_eq!(level(&policy, "ambiguous-date", "1999/05/a.txt"), Some(Level::Off));
    assert_eq!(level(&policy, "missing-field", "a.txt"), None);
    let profile = |path| policy.profile(&overrides(&policy, path)).map(|name| name.get_ref().as_str());
    assert_eq!((profile("1999/a.txt"), profile("1999/05/a.txt")), (None, Some("plain")));
}

#[test]
fn allowances_accept_what_they_are_about() {
    let policy = policy(
        "words = ['Kazakstan']\n\
         [[allowances]]\nrule = 'spelling'\ntext = 'teh \n end'\nreason = 'a title'\n\
         [[allowances]]\nrule = 'ambiguous-date'\npaths = ['1999/*']\nreason = 'x'\n\
         [[allowances]]\nrule = 'missing-field'\nreason = 'x'\n"
            .replace("'teh \n end'", "'''teh \n end'''")
            .as_str(),
    );
    let accepts = |path, rule, text| policy.acceptance(&policy.lists(path)).accepts(rule, text);
    assert!(accepts("a.txt", "misspelling", "kazakstan’s"));
    assert!(accepts("a.txt", "misspelling", "teh end"));
    assert!(!accepts("a.txt", "misspelling", "teh"));
    assert!(!accepts("a.txt", "no-break-space", "Kazakstan"));
    assert!(!accepts("a.txt", "ambiguous-date", "1/2/2003"));
    assert!(accepts("1999/a.txt", "ambiguous-date", "1/2/2003"));
    let unused: Vec<&str> = policy.unused().map(|unused| unused.rule).collect();
    assert_eq!(unused, ["missing-field"]);
}

#[test]
fn every_allowance_that_accepts_a_finding_is_used() {
    let policy = policy(
        "[[allowances]]\nrule = 'misspelling'\nreason = 'a'\n\
         [[allowances]]\nrule = 'spelling'\ntext = 'teh'\nreason = 'b'\n\
         [[allowances]]\nrule = 'spelling'\ntext = 'teh'\nreason = 'the same again'\n\
         [[allowances]]\nrule = 'misspelling'\npaths = ['1999']\nreason = 'c'\n\
         [[allowances]]\nrule = 'misspelling'\npaths = ['2000', 'x']\nreason = 'not needed'\n\
         [[allowances]]\nrule = 'misspelling'\ntext = 'adn'\nreason = 'not needed'\n",
    );
    let lists = policy.lists("1999/a.txt");
    let mut acceptance = policy.acceptance(&lists);
    assert!(acceptance.accepts("misspelling", "teh") && acceptance.accepts("misspelling", "x"));
    assert!(!acceptance.accepts("case-slip", "x"));
    let unused: Vec<_> = policy.unused().map(|unused| (unused.text, unused.bases)).collect();
    assert_eq!(unused, [(None, vec!["", ""]), (Some("adn"), vec![""])]);
    assert_eq!(policy.allowances(&lists).count(), 5);
}

#[test]
fn names_and_patterns_that_mean_nothing_are_refused() {
    let pair = |message: &str, at: &str| (message.to_string(), at.to_string());
    let near = |name: &str, near: &str| format!("unknown rule or category `{name}`; did you mean `{near}`?");
    let got = refused("[levels]\nmispelling = 'off'\n");
    assert_eq!(got, pair(&near("mispelling", "misspelling"), "mispelling"));
    let got = refused("[[overrides]]\npaths = []\nlevels = { dates = 'off' }\n");
    assert_eq!(got, pair(&near("dates", "date"), "dates"));
    let got = refused("[[allowances]]\nrule = 'speling'\nreason = 'x'\n");
    assert_eq!(got, pair(&near("speling", "spelling"), "'speling'"));
    let got = refused("[[allowances]]\nrule = 'spelling'\nreason = ' '\n");
    assert_eq!(got, pair("an allowance without a reason", "' '"));
    let got = refused("[gate.limits]\ntotl = 3\n");
    assert_eq!(got, pair(&near("totl", "total"), "totl"));
    let got = refused("[gate]\nclean = 101\n");
    assert_eq!(got, pair("101 is not a percentage", "101"));
    assert_eq!(refused("[[overrides]]\npaths = ['[a']\n").1, "'[a'");
}

/// A document with one finding of each of these rules.
fn tally(rules: &[(&'static str, Severity)]) -> Tally {
    Tally::of(rules.iter().copied())
}

fn verdict(gate: &str, tallies: &[Tally]) -> (usize, Vec<String>) {
    let mut sum = Tally::default();
    tallies.iter().for_each(|tally| sum.merge(tally));
    let verdict = policy(gate).gate().judge(&sum);
    (verdict.severe, verdict.breaches.into_iter().map(|breach| breach.message).collect())
}

#[test]
fn gates_judge_by_severity_limit_and_share() {
    let (error, warning) = (("misspelling", Severity::Error), ("ambiguous-date", Severity::Warning));
    let documents = [tally(&[error, error, warning]), tally(&[warning]), tally(&[])];
    let good = (0, vec![]);
    let breach = |message: &str| (0, vec![message.to_string()]);
    assert_eq!(verdict("", &documents), (2, vec![]));
    assert_eq!(verdict("gate.fail-on = 'warning'", &documents), (4, vec![]));
    assert_eq!(verdict("gate.fail-on = 'never'", &documents), good);
    assert_eq!(verdict("gate.limits.misspelling = 2", &documents), good, "judged by the limit alone");
    let got = verdict("gate.limits.misspelling = 1", &documents);
    assert_eq!(got, breach("misspelling: 2 findings, 1 allowed"));
    assert_eq!(verdict("gate.limits.spelling = 2", &documents), good);
    assert_eq!(verdict("gate.limits = { spelling = 0, misspelling = 2 }", &documents), good);
    assert_eq!(verdict("gate.limits.total = 4", &documents), good);
    assert_eq!(verdict("gate.limits.total = 3", &documents), breach("total: 4 findings, 3 allowed"));
    assert_eq!(verdict("gate.clean = 66.6", &documents), good);
    let got = verdict("gate.clean = 66.7", &documents);
    assert_eq!(got, breach("66.6 per cent of the documents are without errors, 66.7 required"));
    assert_eq!(verdict("gate = { clean = 50, fail-on = 'error' }", &documents), (2, vec![]));
    assert_eq!(verdict("gate.clean = 100", &[]), good);
}

#[test]
fn extensions_are_extensions() {
    let refused = |list: &str| refused(&format!("[corpus]\nextensions = {list}\n"));
    assert_eq!(
        refused("['txt', '*.md']"),
        ("`*.md` is not a file extension".to_string(), "'*.md'".to_string())
    );
    assert_eq!(refused("[]"), ("an empty list of extensions".to_string(), "[]".to_string()));
}
