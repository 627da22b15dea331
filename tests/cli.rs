//! The program as a user meets it: help, exit codes, streams, files, and the README.

mod cli {
    mod check;
    mod convert;
    mod files;
    mod outputs;
    mod readme;
    mod shown;
    mod support;
}
