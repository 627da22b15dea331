//! Maintenance commands: `cargo run --manifest-path xtask/Cargo.toml --release -- corrections`.

mod corrections;
mod exclusions;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository");
    match std::env::args().nth(1).as_deref() {
        Some("corrections") => match corrections::write(&root.join("src/lexicon")) {
            Ok(summary) => {
                println!("{summary}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("corrections: {error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: xtask corrections");
            ExitCode::from(2)
        }
    }
}
