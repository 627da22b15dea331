//! Whatever comes in: parsing returns, every byte is in exactly one block, spans sit on characters, time is linear.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

#[expect(unreachable_pub, reason = "a file of the library that the fuzz targets use")]
#[path = "../fuzz/src/promises.rs"]
mod promises;

use promises::{PROMISES, SAMPLE};

/// All promises about documents. Those about other files are kept by bytes that are no such file too.
fn check_all(text: &str) {
    for (name, promise) in PROMISES {
        if !matches!(name, "baseline" | "configuration" | "lexicon" | "profile" | "read") {
            promise(text.as_bytes());
        }
    }
}

/// All files of a folder and its folders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_seeds_of_the_fuzz_targets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["fuzz/seeds", "fixtures/hostile", "src/profiles"].map(|folder| files(&root.join(folder)));
    let all = folders.concat();
    assert!(all.len() > 20, "{all:?}");
    for path in all {
        let bytes = std::fs::read(&path).expect("a file");
        for (name, promise) in PROMISES {
            let broken = std::panic::catch_unwind(|| promise(&bytes)).is_err();
            assert!(!broken, "{name} is broken by {}", path.display());
        }
    }
}

#[test]
fn every_target_is_a_promise() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut targets = files(&root.join("fuzz/fuzz_targets"));
    targets.sort();
    let names: Vec<_> = targets.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
    assert_eq!(names, PROMISES.map(|(name, _)| name));
    let manifest = std::fs::read_to_string(root.join("fuzz/Cargo.toml")).expect("the manifest");
    for name in names {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn every_prefix_of_a_document() {
    let ends = (0..=SAMPLE.len()).filter(|end| SAMPLE.is_char_boundary(*end));
    for end in ends.filter(|end| end % 7 == 0) {
        check_all(&SAMPLE[..end]);
    }
}

#[test]
fn every_prefix_of_every_seed() {
    for entry in std::fs::read_dir("seeds").expect("the sample documents") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        // The header byte by byte, the body in steps: it has nothing that the header has not.
        let ends = (0..text.len()).filter(|end| *end < 700 || end % 61 == 0);
        for end in ends.filter(|end| text.is_char_boundary(*end)) {
            promises::lint(&text.as_bytes()[..end]);
            if end % 11 == 0 {
                promises::parse(&text.as_bytes()[..end]);
            }
        }
    }
}

/// Words and signs that grammars look for, in an order that no author had in mind.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 49] = [
        "Header",
        "Updated: ",
        "Last update: ",
        "16-Jul-2003",
        "18:33",
        " NATO Speeches",
        "Week of ",
        "9-11 July 2003",
        "8/07/2003",
        " - NATO",
        "NATO HQ,",
        "Brussels",
        "Press Conference",
        "by ",
        "with ",
        "Lord Robertson",
        "(",
        ")",
        "[",
        "]",
        ":",
        "Q:",
        "Q    ",
        "MODERATOR: ",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r\n",
        "|",
        "![]() |",
        "• ",
        "1. ",
        "(1)",
        "\u{a0}",
        "“",
        "”",
        "\"",
        "Go to Homepage",
        "(2003)065",
        "MP3/5770kb",
        "\u{feff}",
        "é",
        "9 Jluy 2003",
        "– ",
        "---\n",
        "title: ",
        "- \"",
        "date: |\n  ",
        "[a, ",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn texts_that_once_broke_a_promise() {
    for text in [
        "---\ntitle: ''\nurl: ~\ndate: [\n\"\n]\n- \n---\nText",
        "+++\ntitle = \"\"\"\n\"\"\"\n+++\n",
        "with \nwith ![]() |16-Jul-2003",
        "Updated: 16-Jul-2003 NATO Speeches\n\nKFOR\nHeadquarters\n16 July 2003\n",
        "Good morning. This is a text that somebody wrapped by hand, and\nit goes on over some lines <!-- with a\ncomment that has two lines --> until the\nsentence ends, which takes a while, as\nsentences do when they are long.",
    ] {
        check_all(text);
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn any_mixture_of_what_grammars_know(text in pieces()) {
        check_all(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for (_, promise) in PROMISES {
            promise(&bytes);
        }
    }
}
