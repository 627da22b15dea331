//! Checks a text in memory, prints what is wrong, and applies the safe fixes.
//!
//! `cargo run --example check_text`

#![expect(clippy::print_stdout, reason = "the example prints its results")]

use doclint::fix::{Reading, fix_all};
use doclint::{Applicability, Diagnostic, Document, Lexicon, Profile, Settings, Source, lint, parse};

const TEXT: &str = "Press Briefing\n\n\
    The ministers recieved the report on 31 June 2003 , and they agreed with most of it.\n\n\
    The parliaments had received it a week before the meeting.\n";

fn main() {
    let source = Source::from_text("briefing.txt", TEXT);
    for finding in findings(&document(&source)) {
        let position = source.position(finding.span.start);
        println!("{}:{}: {} ({})", position.line, position.column, finding.message, finding.rule);
    }
    let fixed = fix_all(TEXT, Applicability::Safe, |text| {
        let source = Source::from_text("briefing.txt", text);
        let document = document(&source);
        Reading::of(&document, findings(&document))
    });
    println!("\nfixes applied: {}\n\n{}", fixed.applied, fixed.text);
}

fn document(source: &Source) -> Document<'_> {
    parse(source, Profile::recognise(source.text()))
}

fn findings(document: &Document) -> Vec<Diagnostic> {
    lint(document, Lexicon::built_in(), &Settings::default())
}
