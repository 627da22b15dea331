//! The program as a user meets it: help, exit codes, streams, files, and the README.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cli {
    mod check;
    mod comforts;
    mod config;
    mod conversions;
    mod convert;
    mod documented;
    mod doubt;
    mod escaping;
    mod files;
    mod fixing;
    mod foreign;
    mod from_tei;
    mod gate;
    mod hostile;
    mod identifiers;
    mod ignored;
    mod lexicon;
    mod outputs;
    mod pipes;
    mod places;
    mod profile;
    mod readme;
    mod report;
    mod rewriting;
    mod same;
    mod shown;
    mod support;
}
