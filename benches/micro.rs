//! Micro benchmarks: what each step takes on a speech of nine kilobytes, and what each rule takes of it.
//!
//! `cargo bench` runs all, `cargo bench -- rule` those whose names hold `rule`.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up may stop")]

use divan::Bencher;
use divan::counter::BytesCount;

use doclint::document::Document;
use doclint::lexicon::Lexicon;
use doclint::profile::Profile;
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
    doclint::parse::parse(source, Profile::recognise(source.text()))
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
        .bench_refs(|document| doclint::lint::lint(document, Lexicon::built_in(), &settings));
}
