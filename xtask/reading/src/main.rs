//! `cargo run --manifest-path xtask/reading/Cargo.toml -- train` trains the model of the header, `-- score` measures it.

mod train;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: reading train
       reading score [--cv | --ceiling | --weights] [--only=nato|known|unknown|others] [--verbose[=FIELD]] [FOLDER]";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().unwrap_or_default().as_str() {
        "train" => train::train(&root),
        "score" => train::score(&root, arguments),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
