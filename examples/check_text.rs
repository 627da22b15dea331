//! Checks a text in memory, prints what is wrong, and applies the safe fixes.
//!
//! `cargo run --example check_text`

#![expect(clippy::print_stdout, reason = "the program is there to print")]

use doclint::fix::{Reading, fix_all};
use doclint::{Applicability, Lexicon, Profile, Settings, Source, lint, parse};

const TEXT: &str = "Updated: 16-Jul-2003\n\nPress Briefing\n\nby the Spokesman\n\n\
    The Allaince met on 31 June 2003 .  The ministers of the Alliance agreed on the text.\n";

fn main() {
    let settings = Settings::default();
    let find = |text: &str| {
        let source = Source::from_text("briefing.txt", text);
        let document = parse(&source, Profile::recognise(text));
        let findings = lint(&document, Lexicon::built_in(), &settings);
        for finding in &findings {
            let position = source.position(finding.span.start);
            println!("{}:{}: {} ({})", position.line, position.column, finding.message, finding.rule);
        }
        Reading::of(&document, findings)
    };
    let fixed = fix_all(TEXT, Applicability::Safe, find);
    println!("\n{} safe fixes applied:\n\n{}", fixed.applied, fixed.text);
}
