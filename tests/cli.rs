//! The program as a user meets it: help, exit codes, streams, files, and the README.

mod cli {
    mod check;
    mod config;
    mod convert;
    mod documented;
    mod files;
    mod gate;
    mod readme;
    mod shown;
    mod support;
}
