//! Converts the documents of a folder to flat JSON, one line each, on standard output.
//!
//! `cargo run --example convert_folder -- seeds`

use std::error::Error;
use std::io::{Write, stdout};
use std::path::PathBuf;

use doclint::emit::{Options, emit, jsonl};
use doclint::files::{Request, find};
use doclint::{Profile, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or(PathBuf::from("seeds"), PathBuf::from);
    let found = find(&Request { paths: vec![folder], ..Request::default() });
    let mut out = stdout().lock();
    for input in &found.inputs {
        let source = input.read()?;
        let document = parse(&source, Profile::recognise(source.text()));
        emit(&document, None, &jsonl::FORMAT, &Options::default(), &mut out)?;
    }
    out.flush()?;
    Ok(())
}
