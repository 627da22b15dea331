//! Maintenance commands: `cargo run --manifest-path xtask/Cargo.toml --release -- corrections`.

mod corrections;
mod dictionary;
mod exclusions;
mod varieties;

use std::path::Path;
use std::process::ExitCode;

/// Where the Debian package `scowl` (2020.12.07) installs its lists.
const SCOWL: &str = "/usr/share/dict/scowl";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository");
    let folder = root.join("src/lexicon");
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let scowl = arguments.next().unwrap_or_else(|| SCOWL.to_string());
    let written = match command.as_str() {
        "corrections" => corrections::write(&folder),
        "dictionary" => dictionary::write(Path::new(&scowl), &folder),
        "varieties" => varieties::write(Path::new(&scowl), &folder),
        _ => {
            eprintln!("usage: xtask corrections | dictionary [SCOWL] | varieties [SCOWL]");
            return ExitCode::from(2);
        }
    };
    match written {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{command}: {error}");
            ExitCode::FAILURE
        }
    }
}
