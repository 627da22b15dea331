//! Checks and converts corpora of loosely formatted press documents.
//!
//! ```text
//! bytes ──► Source ──► Document ──┬──► Diagnostics ──► report   (people, json, sarif, CI services)
//!           files       parse     │    lint │
//!                                 │         └─ Fixes ──► fix    (rewrite a document, or show the diff)
//!                                 └──────────────┴─────► emit   (tei, json, html and more)
//! ```
//!
//! Four nouns: [`Source`](source::Source), [`Document`](document::Document), [`Diagnostic`](diagnostic::Diagnostic),
//! [`Fix`](diagnostic::Fix). Five verbs: parse, lint, fix, report, emit.

pub mod baseline;
pub mod cli;

pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod error;
pub mod files;
pub mod fix;
pub mod language;
pub mod learn;
pub mod lexicon;
pub mod lint;
pub mod parse;
pub mod profile;
pub mod read;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod source;
pub mod survey;
pub mod visible;
