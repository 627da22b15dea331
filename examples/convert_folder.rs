//! Converts the documents of a folder, read as its `doclint.toml` says, to flat JSON, one line each, on standard output.
//!
//! `cargo run --example convert_folder -- seeds`

use std::error::Error;
use std::io::{Write, stdout};
use std::path::PathBuf;

use doclint::emit::{Options, emit, jsonl};
use doclint::parse;
use doclint::project::{self, Project};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or(PathBuf::from("seeds"), PathBuf::from);
    let project = Project::open(&[folder], &project::Options::default())?;
    let mut out = stdout().lock();
    for input in project.documents() {
        let source = input.read()?;
        let config = project.config_of(input);
        let document = parse(&source, config.profile(&source));
        emit(&document, None, &jsonl::FORMAT, &Options::default(), &mut out)?;
    }
    out.flush()?;
    Ok(())
}
