//! `doclint check --show-settings`: the settings of a document, and their origin.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;

use super::CliError;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::files::Input;
use crate::project::config::{DocumentConfig, LoadedConfig, ProjectConfig};
use crate::project::{Project, RuleSelection};
use crate::report::{Format, visible};
use crate::rule::{Level, Rule};
use crate::rules::RULES;
use crate::settings::FailOn;
use crate::visible::toml_string as quoted;

/// The column of the comments.
const COMMENTS: usize = 44;

/// The flags that are not about rules.
type Flags = (Option<FailOn>, Option<Format>, Option<Severity>);

/// Prints the settings of each named document.
pub(super) fn show(project: &Project, flags: Flags, out: &mut dyn Write) -> Result<(), CliError> {
    if project.documents().is_empty() {
        return Err(Error::Usage("--show-settings needs a document: name one".to_string()).into());
    }
    project.documents().iter().try_for_each(|input| show_one(input, project.config(), flags, out))
}

fn show_one(
    input: &Input,
    config: &ProjectConfig,
    flags: Flags,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let document_config = config.of(input);
    let file = document_config.file.map(|(_, file)| file);
    let overrides = file.map(|file| file.policy.overrides(&document_config.lists)).unwrap_or_default();
    let mut page = Page { text: String::new(), file, overrides };
    page.push(&format!("# settings of {}", input.path().display()));
    page.head(&document_config);
    page.profile(config.profile.as_deref());
    page.words();
    page.levels(&document_config, &config.rules);
    page.options();
    page.gate(flags.0);
    page.output(flags.1);
    page.report(flags.2);
    page.corpus();
    page.allowances(&document_config);
    out.write_all(page.text.as_bytes())?;
    Ok(())
}

/// The text being built: TOML with a comment after each value.
struct Page<'a> {
    text: String,
    file: Option<&'a LoadedConfig>,
    /// The overrides that hold.
    overrides: Vec<usize>,
}

impl Page<'_> {
    /// A line, whatever the names in it.
    fn push(&mut self, line: &str) {
        writeln!(self.text, "{}", visible(line)).expect("writing to a string cannot fail");
    }
    /// A line with its origin: a position in the file, or a word.
    fn line(&mut self, line: &str, origin: &str) {
        self.push(&format!("{line:<COMMENTS$} # {origin}"));
    }
    /// A line that may come from the file.
    fn placed(&mut self, line: &str, span: Option<Range<usize>>) {
        let place = self.file.zip(span).map(|(file, span)| file.place(span.start));
        self.line(line, place.as_deref().unwrap_or("default"));
    }

    fn head(&mut self, document_config: &DocumentConfig) {
        let Some(file) = self.file else { return self.text.push_str("# no doclint.toml applies\n") };
        self.push(&format!("# {}, relative path {}", file.name, document_config.path));
        for number in self.overrides.clone() {
            let paths = &file.policy.configuration().overrides[number].paths;
            let place = paths.first().map(|path| file.place(path.span().start)).unwrap_or_default();
            self.push(&format!("# override {} applies ({place})", number + 1));
        }
    }

    fn profile(&mut self, flag: Option<&str>) {
        self.text.push('\n');
        let said = self.file.and_then(|file| file.policy.profile(&self.overrides));
        match (flag, said) {
            (Some(name), _) => self.line(&format!("profile = {}", quoted(name)), "--profile"),
            (None, Some(name)) => {
                self.placed(&format!("profile = {}", quoted(name.get_ref())), Some(name.span()));
            }
            (None, None) => self.text.push_str("# profile: detected\n"),
        }
        let listed = self.file.map_or(&[][..], |file| &file.policy.configuration().profiles);
        if let Some(first) = listed.first() {
            let files: Vec<String> = listed.iter().map(|file| quoted(file.get_ref())).collect();
            self.placed(&format!("profiles = [{}]", files.join(", ")), Some(first.span()));
        }
    }

    fn words(&mut self) {
        let Some(file) = self.file else { return };
        let configuration = file.policy.configuration();
        if !configuration.words.is_empty() {
            let words: Vec<String> = configuration.words.iter().map(|word| quoted(word)).collect();
            self.line(&format!("words = [{}]", words.join(", ")), &file.name);
        }
        if let Some(lexicon) = &configuration.lexicon {
            let files: Vec<String> = lexicon.get_ref().all().iter().map(|file| quoted(file)).collect();
            self.placed(&format!("lexicon = [{}]", files.join(", ")), Some(lexicon.span()));
        }
        if let Some(baseline) = &configuration.baseline {
            self.placed(&format!("baseline = {}", quoted(baseline.get_ref())), Some(baseline.span()));
        }
    }

    fn levels(&mut self, document_config: &DocumentConfig, rules: &RuleSelection) {
        self.text.push_str("\n[levels]\n");
        for rule in RULES {
            let line = format!("{} = {}", rule.name, quoted(document_config.settings.level(rule).name()));
            let said = self.file.and_then(|file| file.policy.level(rule, &self.overrides));
            match flag(rule, said.map_or(rule.level, |level| *level.get_ref()), rules) {
                Some(flag) => self.line(&line, flag),
                None => self.placed(&line, said.map(|said| said.span())),
            }
        }
    }

    fn options(&mut self) {
        for rule in RULES.iter().filter(|rule| !rule.options.is_empty()) {
            self.text.push('\n');
            self.push(&format!("[rules.{}]", rule.name));
            for option in rule.options {
                let said = self.file.and_then(|file| file.policy.option(option, &self.overrides));
                let value = said.map_or(option.default, |said| *said.get_ref());
                self.placed(&format!("{} = {value}", option.name), said.map(|said| said.span()));
            }
        }
    }

    fn gate(&mut self, flag: Option<FailOn>) {
        self.text.push_str("\n[gate]\n");
        let gate = self.file.map(|file| file.policy.gate().clone()).unwrap_or_default();
        let table = self.file.map(|file| &file.policy.configuration().gate);
        let meant = gate.with_fail_on(flag).fail_on();
        let line = format!("fail-on = {}", quoted(meant.name()));
        let said = table.and_then(|table| table.fail_on.as_ref());
        match flag {
            Some(_) => self.line(&line, "--fail-on"),
            None => self.placed(&line, said.map(|said| said.span())),
        }
        let Some(table) = table else { return };
        if let Some(clean) = &table.clean {
            self.placed(&format!("clean = {}", clean.get_ref()), Some(clean.span()));
        }
        for (name, most) in &table.limits {
            let line = format!("limits.{} = {}", name.get_ref(), most.get_ref());
            self.placed(&line, Some(name.span()));
        }
    }

    fn output(&mut self, format: Option<Format>) {
        let said = self.file.and_then(|file| file.policy.configuration().output.format.as_ref());
        let line = |name: &str| format!("format = {}", quoted(name));
        match (format, said) {
            (Some(format), _) => {
                self.text.push_str("\n[output]\n");
                self.line(&line(format.name()), "--format");
            }
            (None, Some(said)) => {
                self.text.push_str("\n[output]\n");
                self.placed(&line(said.get_ref()), Some(said.span()));
            }
            (None, None) => {}
        }
    }

    fn report(&mut self, flag: Option<Severity>) {
        let said = self.file.and_then(|file| file.policy.configuration().report.min_severity.as_ref());
        let line = |severity: Severity| format!("min-severity = {}", quoted(severity.name()));
        match (flag, said) {
            (Some(severity), _) => {
                self.text.push_str("\n[report]\n");
                self.line(&line(severity), "--min-severity");
            }
            (None, Some(said)) => {
                self.text.push_str("\n[report]\n");
                self.placed(&line(*said.get_ref()), Some(said.span()));
            }
            (None, None) => {}
        }
    }

    fn corpus(&mut self) {
        let said = self.file.and_then(|file| file.policy.configuration().corpus.id.as_ref());
        let scheme = said.map(|said| *said.get_ref()).unwrap_or_default();
        self.text.push_str("\n[corpus]\n");
        self.placed(&format!("id = {}", quoted(scheme.name())), said.map(|said| said.span()));
        let said = self.file.and_then(|file| file.policy.configuration().corpus.extensions.as_ref());
        if let Some(said) = said {
            let list: Vec<String> = said.get_ref().iter().map(|one| quoted(one.get_ref())).collect();
            self.placed(&format!("extensions = [{}]", list.join(", ")), Some(said.span()));
        }
    }

    fn allowances(&mut self, document_config: &DocumentConfig) {
        let Some(file) = self.file else { return };
        for allowance in file.policy.allowances(&document_config.lists) {
            let one = allowance.get_ref();
            self.text.push_str("\n[[allowances]]\n");
            self.placed(&format!("rule = {}", quoted(one.rule.get_ref())), Some(one.rule.span()));
            if let Some(text) = &one.text {
                self.push(&format!("text = {}", quoted(text)));
            }
            self.push(&format!("reason = {}", quoted(one.reason.get_ref())));
        }
    }
}

/// The flag that decides a level, if one does.
fn flag(rule: &Rule, level: Level, rules: &RuleSelection) -> Option<&'static str> {
    rules.level(rule, level)?;
    let ignored = rules.ignore.iter().any(|name| crate::settings::names(name, rule));
    Some(if ignored { "--ignore" } else { "--select" })
}
