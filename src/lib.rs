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
//!
//! # Examples
//!
//! Find what is wrong with a text, and convert it:
//!
//! ```
//! use doclint::emit::{Options, json};
//! use doclint::{Lexicon, Profile, Settings, Source, emit, lint, parse};
//!
//! let source = Source::from_text("talks.txt", "Press Briefing\n\nThe Allaince met on 31 June 2003 in Prague.\n");
//! let document = parse(&source, Profile::recognise(source.text()));
//!
//! let findings = lint(&document, Lexicon::built_in(), &Settings::default());
//! assert!(findings.iter().any(|finding| finding.rule == "misspelling"));
//!
//! let mut out = Vec::new();
//! emit(&document, Some(&findings), &json::FORMAT, &Options::default(), &mut out)?;
//! # assert!(String::from_utf8_lossy(&out).contains("Allaince"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`Project`] does this for the documents of a folder, as its `doclint.toml` says: [`project`] has an example. The folder
//! `examples` has more.

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
mod markup;
pub mod overview;
pub mod parse;
pub mod profile;
pub mod project;
pub mod read;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod source;
pub mod survey;
pub mod text;
pub mod visible;

pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
pub use document::Document;
pub use emit::emit;
pub use error::Error;
pub use lexicon::Lexicon;
pub use lint::lint;
pub use parse::parse;
pub use profile::Profile;
pub use project::Project;
pub use settings::Settings;
pub use source::{Position, Source, Span};
