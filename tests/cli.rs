//! The program as a user meets it: help, exit codes, streams, files, and the README.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cli {
    mod check;
    mod config;
    mod conversions;
    mod convert;
    mod documented;
    mod files;
    mod fixing;
    mod from_tei;
    mod gate;
    mod hostile;
    mod lexicon;
    mod outputs;
    mod readme;
    mod shown;
    mod support;
}
