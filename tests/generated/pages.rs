//! The pages of `docs/rules/`: what `doclint rule NAME` prints, with the fixture of the rule as the example.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use doclint::diagnostic::{Applicability, Diagnostic};
use doclint::fix::{Reading, fix_all};
use doclint::lexicon::Lexicon;
use doclint::lexicon::facts::Facts;
use doclint::lint::lint;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::report::{Format, Page, Report, Statistics, visible};
use doclint::rule::{Category, Fixable, Reads, Rule};
use doclint::rules::RULES;
use doclint::settings::Settings;
use doclint::source::Source;

/// The page of a rule.
pub(crate) fn page(rule: &Rule) -> String {
    let Rule { name, category, since, .. } = rule;
    let (level, fix) = (word(rule.level), fix(rule.fixable));
    let page = rule.page();
    let (summary, about) = page.trim().split_once("\n\n").unwrap_or((page.trim(), ""));
    let reads = match rule.reads {
        Reads::Document => "",
        Reads::Corpus => " It compares all documents of a run.",
    };
    let facts = format!("Category {}, level {level}, {fix}, since {since}.{reads}", category.name());
    format!("# {name}\n\n{summary}\n\n{facts}\n\n{about}\n\n{}", example(rule))
}

/// All rules by category, with links to their pages.
pub(crate) fn index() -> String {
    let mut index = "# Rules\n\n`doclint rule NAME` prints a page without its example.\n".to_string();
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| (rule.category, rule.name));
    let mut category: Option<Category> = None;
    for rule in rules {
        if category.replace(rule.category) != Some(rule.category) {
            let heading = heading(rule.category);
            write!(
                index,
                "\n## {heading}\n\n| rule | level | fix | what it finds |\n| --- | --- | --- | --- |\n"
            )
            .unwrap();
        }
        let (name, level, summary) = (rule.name, word(rule.level), rule.summary());
        writeln!(index, "| [{name}]({name}.md) | {level} | {} | {summary} |", word(rule.fixable)).unwrap();
    }
    index
}

fn heading(category: Category) -> String {
    let name = category.name();
    format!("{}{}", name[..1].to_uppercase(), &name[1..])
}

/// The text of the fixture, what is reported, and what the fixes make of it.
fn example(rule: &Rule) -> String {
    let Some(text) = bad(rule) else { return corpus_example(rule) };
    let own = fs::read_to_string(folder(rule).join("lexicon.toml")).ok();
    let own = own.map(|own| format!("with the `lexicon.toml`\n\n```toml\n{own}```\n\n")).unwrap_or_default();
    let mut example =
        format!("## Example\n\n{}\n{own}doclint reports\n\n{}", block(&text), block(&report(rule, &text)));
    let least = if rule.fixable == Fixable::Unsafe { Applicability::Unsafe } else { Applicability::Safe };
    let fixed = fix_all(&text, least, |text| {
        let source = Source::from_text("a.txt", text);
        Reading::of(&parse(&source, Profile::recognise(text)), findings(rule, text))
    });
    if fixed.applied > 0 {
        let flag = if least == Applicability::Safe { "--fix" } else { "--fix --unsafe-fixes" };
        write!(example, "\nand `{flag}` produces\n\n{}", block(&fixed.text)).unwrap();
    }
    example
}

fn folder(rule: &Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules").join(rule.name)
}

/// The documents of the first of the rule's bad corpora, and what is reported.
fn corpus_example(rule: &Rule) -> String {
    let mut corpora = inside(&folder(rule));
    corpora.retain(|path| path.is_dir() && path.file_name().unwrap().to_string_lossy().starts_with("bad"));
    let corpus = corpora.first().expect("every rule has a bad text or a bad corpus");
    let mut example = "## Example\n".to_string();
    let mut open = vec![corpus.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(inside(&path).into_iter().rev());
        } else {
            let name = path.strip_prefix(corpus).unwrap().to_string_lossy().replace('\\', "/");
            write!(example, "\n`{name}`\n\n{}", block(&fs::read_to_string(&path).unwrap())).unwrap();
        }
    }
    let report = fs::read_to_string(corpus.with_extension("report")).unwrap();
    write!(example, "\ndoclint reports\n\n{}", block(&report)).unwrap();
    example
}

/// What is in a folder, sorted.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The first of the rule's bad texts; `None` for a rule about several documents.
fn bad(rule: &Rule) -> Option<String> {
    let folder = folder(rule);
    let plain = folder.join("bad.txt");
    if let Ok(text) = fs::read_to_string(plain) {
        return Some(text);
    }
    let mut paths = inside(&folder);
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let path = paths.iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with("bad"))?;
    let bytes = fs::read(path).unwrap();
    Some(Source::decode("bad.txt", bytes).unwrap().text().to_string())
}

fn report(rule: &Rule, text: &str) -> String {
    let source = Source::from_text("bad.txt", text);
    let report = Report::new(Format::Human, false, RULES);
    let mut page = Page::new(&report, usize::MAX);
    let mut out = Vec::new();
    page.take(report.document(&source, &findings(rule, text)), &mut out).unwrap();
    page.end(&Default::default(), &Statistics::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn findings(rule: &Rule, text: &str) -> Vec<Diagnostic> {
    let source = Source::from_text("bad.txt", text);
    let document = parse(&source, Profile::recognise(source.text()));
    let own = fs::read_to_string(folder(rule).join("lexicon.toml")).ok();
    let own = own.map(|own| Facts::read(&own).unwrap());
    let all = lint(&document, &Lexicon::with(own.into_iter().collect()), &Settings::default());
    all.into_iter().filter(|finding| finding.rule == rule.name).collect()
}

/// A fenced block that ends where it should, whatever the text.
fn block(text: &str) -> String {
    let fence = if text.contains("```") { "~~~~" } else { "```" };
    let lines: String =
        text.lines().map(|line| format!("{}\n", visible(line).trim_end_matches(' '))).collect();
    format!("{fence}text\n{lines}{fence}\n")
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().replace("never", "")
}

fn fix(fixable: Fixable) -> &'static str {
    match fixable {
        Fixable::Never => "no fix",
        Fixable::DisplayOnly => "suggestions only",
        Fixable::Unsafe => "unsafe fix",
        Fixable::Safe => "safe fix",
    }
}
