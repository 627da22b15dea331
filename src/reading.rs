//! The root of a smaller crate, `xtask/reading`: the modules that read a document, and nothing else of the program. So a
//! change to the reader of headers can be measured without building the rest.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "the rest of the program uses more of the modules"
)]

pub mod document;
pub mod error;
pub mod language;
pub mod parse;
pub mod profile;
pub mod source;
pub mod text;
