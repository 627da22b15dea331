//! Micro-benchmarks: the cost of each step on a speech of nine kilobytes, and of each rule.
//!
//! `cargo bench` runs all, `cargo bench -- rule` those with `rule` in their names.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up may stop")]

use divan::Bencher;
use divan::counter::BytesCount;

use doclint::document::Document;
use doclint::lexicon::Lexicon;
use doclint::profile::Profile;
use doclint::report::{self, Format, Format::*};
use doclint::rule::{Level, Rule};
use doclint::rules::RULES;
use doclint::settings::Settings;
use doclint::source::Source;

fn main() {
    divan::main();
}

fn speech() -> Source {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/001_36a143db1ddf959c.txt");
    Source::decode("speech.txt", std::fs::read(path).unwrap()).unwrap()
}

fn document(source: &Source) -> Document<'_> {
    doclint::parse(source, Profile::recognise(source.text()))
}

#[divan::bench]
fn decode(bencher: Bencher) {
    let bytes = speech().bytes().to_vec();
    let bencher = bencher.counter(BytesCount::of_slice(&bytes));
    bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| Source::decode("speech.txt", bytes));
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let source = speech();
    bencher.counter(BytesCount::new(source.byte_len())).bench(|| document(&source));
}

#[divan::bench]
fn words(bencher: Bencher) {
    let source = speech();
    let bencher = bencher.counter(BytesCount::new(source.byte_len()));
    bencher.with_inputs(|| document(&source)).bench_refs(|document| document.words().spellings().len());
}

#[divan::bench]
fn lint(bencher: Bencher) {
    let source = speech();
    let settings = Settings::default();
    let bencher = bencher.counter(BytesCount::new(source.byte_len()));
    bencher
        .with_inputs(|| document(&source))
        .bench_refs(|document| doclint::lint(document, Lexicon::built_in(), &settings));
}

/// Each rule by itself, on a document whose words are found.
#[divan::bench(args = RULES.iter().map(|rule| rule.name).collect::<Vec<_>>())]
fn rule(bencher: Bencher, name: &str) {
    let source = speech();
    let level = |rule: &Rule| if rule.name == name { rule.level } else { Level::Off };
    let levels = RULES.iter().map(|rule| (rule.name.to_string(), level(rule))).collect();
    let settings = Settings { levels, ..Settings::default() };
    let document = document(&source);
    let _ = document.words();
    bencher.bench_local(|| doclint::lint(&document, Lexicon::built_in(), &settings));
}

/// Each format to convert to.
#[divan::bench(args = ["json", "jsonl", "tei", "html", "markdown", "text"])]
fn emit(bencher: Bencher, name: &str) {
    let source = speech();
    let document = document(&source);
    let format = doclint::emit::Format::from_name(name).unwrap();
    let options = doclint::emit::Options::default();
    bencher.counter(BytesCount::new(source.byte_len())).bench_local(|| {
        let mut bytes = Vec::new();
        doclint::emit(&document, None, format, &options, &mut bytes).unwrap();
        bytes
    });
}

/// Each way to report a hundred findings.
#[divan::bench(args = [Human, Concise, Json, Sarif, Junit])]
fn report(bencher: Bencher, format: Format) {
    let text = "the the war — “so it is.\n\n".repeat(100);
    let source = Source::from_text("hundred.txt", text);
    let findings = doclint::lint(&document(&source), Lexicon::built_in(), &Settings::default());
    let report = report::Report::new(format, false, RULES);
    bencher.bench_local(|| report.document(&source, &findings));
}
