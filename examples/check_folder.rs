//! Checks a folder as its `doclint.toml` says, prints what is wrong, and says whether the folder passes its gate.
//!
//! `cargo run --example check_folder -- seeds`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the example prints its results")]

use std::path::PathBuf;
use std::process::ExitCode;

use doclint::Error;
use doclint::files::Input;
use doclint::project::{CheckOptions, Checked, Options, Outcome, Project};

fn main() -> Result<ExitCode, Error> {
    let folder = std::env::args_os().nth(1).map_or(PathBuf::from("seeds"), PathBuf::from);
    let project = Project::open(&[folder], &Options::default())?;
    let report = project.check(&CheckOptions::default(), print)?;
    report.notes.iter().for_each(|note| eprintln!("{}", note.text));
    let passes = report.outcome == Outcome::Clean;
    Ok(if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(document: &Input, checked: Result<&Checked, &Error>) {
    let Checked { source, findings, .. } = match checked {
        Ok(checked) => checked,
        Err(error) => return eprintln!("{error}"),
    };
    for finding in findings {
        let position = source.position(finding.span.start);
        let (line, column) = (position.line, position.column);
        println!("{}:{line}:{column}: {} ({})", document.name(), finding.message, finding.rule);
    }
}
