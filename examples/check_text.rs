//! Checks a text in memory, applies the safe fixes, and prints what is left and the fixed text.
//!
//! `cargo run --example check_text`

#![expect(clippy::print_stdout, reason = "the example prints its results")]

use doclint::project::{ConfigSource, Options, Project};
use doclint::{Applicability, Error, Source};

const TEXT: &str = "Press Briefing\n\n\
    The ministers recieved the report on 31 June 2003 , and they agreed with most of it.\n\n\
    The parliaments had received it a week before the meeting.\n";

fn main() -> Result<(), Error> {
    let options = Options { config: ConfigSource::None, ..Options::default() };
    let project = Project::in_memory([Source::from_text("briefing.txt", TEXT)], &options)?;
    let report = project.fix(Applicability::Safe, |_, checked| {
        let Ok(checked) = checked else { return };
        for finding in &checked.findings {
            let position = checked.source.position(finding.span.start);
            println!("{}:{}: {} ({})", position.line, position.column, finding.message, finding.rule);
        }
        println!("\n{}", checked.source.text());
    })?;
    println!("fixes applied: {}", report.totals.fixes);
    Ok(())
}
