//! `cargo run --manifest-path xtask/reading/Cargo.toml -- train` trains the model of the header, `-- score` measures it.

mod train;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: reading train
       reading verify
       reading compile
       reading words TEXT...
       reading score [--cv [--confusion] [--by-language] | --calibration | --curve | --ceiling | --weights] [--only=nato|known|unknown|others] [--verbose[=FIELD]] [FOLDER]

Environment variables try other settings: L1, L2, MARGIN, STEPS; SEED other folds; DROP leaves features out whose names begin so (`a;b`).";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().unwrap_or_default().as_str() {
        "train" => train::train(&root),
        "verify" => train::verify(&root),
        "score" => train::score(&root, arguments),
        "compile" => compile(&root),
        "words" => {
            for line in arguments {
                for found in doclint::language::phrases(&line) {
                    let classes: Vec<&str> = found.entry.classes().names().collect();
                    println!(
                        "{:3} {:3} {:30} {}",
                        found.start,
                        found.end,
                        &line[found.start..found.end],
                        classes.join(" ")
                    );
                }
            }
            Ok(String::new())
        }
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

/// Compiles the words of all languages, as `UPDATE=1 cargo test --test generated` does.
fn compile(root: &Path) -> Result<String, String> {
    let folder = root.join("src/languages");
    let read =
        |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let files: Vec<String> = doclint::language::CODES
        .iter()
        .map(|code| read(&format!("{code}.toml")))
        .collect::<Result<_, _>>()?;
    let compiled = doclint::language::compile::compile(
        files.iter().map(String::as_str),
        &read("places.txt")?,
        &read("given-names.txt")?,
    )?;
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).map_err(|error| format!("{name}: {error}"))
    };
    let profiles = root.join("src/profiles");
    for name in doclint::profile::Profile::names() {
        let toml = std::fs::read_to_string(profiles.join(format!("{name}.toml")))
            .map_err(|error| format!("{name}.toml: {error}"))?;
        let table: toml::Table = toml::from_str(&toml).map_err(|error| format!("{name}.toml: {error}"))?;
        let json = serde_json::to_string(&table).map_err(|error| error.to_string())? + "\n";
        std::fs::write(profiles.join(format!("{name}.json")), json).map_err(|error| error.to_string())?;
    }
    write("words.table", &compiled.phrases)?;
    write("words.senses", &compiled.senses)?;
    write("lists.txt", compiled.lists.as_bytes())?;
    Ok(format!("{} bytes of phrases, {} of senses", compiled.phrases.len(), compiled.senses.len()))
}
