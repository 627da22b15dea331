//! Messages of clap: help, the version, and errors in the command line.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use anstream::AutoStream;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Error, Parser};

use super::Arguments;
use super::streams::is_log;
use crate::report::visible;
use crate::visible::{Escape, Escaping};

/// Prints the message, and returns the exit code. Messages quote arguments, which are escaped.
pub(super) fn print(error: Error, arguments: &[OsString]) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    let error = hinted(error);
    let (text, escape) = if error.use_stderr() { escaped(error, arguments) } else { styled(&error) };
    // A closed pipe, as in `doclint --help | head`, is not an error.
    let _closed = if code == ExitCode::SUCCESS {
        written(AutoStream::auto(std::io::stdout()), &text, escape)
    } else {
        written(AutoStream::auto(std::io::stderr()), &text, escape)
    };
    code
}

fn written(stream: impl Write, text: &str, escape: Escape) -> std::io::Result<()> {
    let mut stream = Escaping::new(stream, is_log());
    stream.set_escape(escape);
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn styled(error: &Error) -> (String, Escape) {
    (error.render().ansi().to_string(), Escape::Styled)
}

/// The same error with escaped arguments: escaping changes no option. This tells clap's colours from those in an
/// argument.
fn escaped(error: Error, arguments: &[OsString]) -> (String, Escape) {
    let escaped = arguments.iter().map(|one| visible(&one.to_string_lossy()).into_string());
    match Arguments::try_parse_from(escaped) {
        Err(same) if same.kind() == error.kind() => styled(&hinted(same)),
        _ => (error.render().to_string(), Escape::Visible),
    }
}

/// The same error with what the user may have meant: `doclint speeches/`.
fn hinted(mut error: Error) -> Error {
    let hint = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(path))) if is_path(path) => {
            Some(format!("to check documents, write `doclint check {path}`"))
        }
        _ => None,
    };
    if let Some(hint) = hint {
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(hint)]));
    }
    error
}

/// Whether an argument is the path of something, or looks like one.
fn is_path(argument: &str) -> bool {
    argument.contains(['/', '\\', '.']) || std::path::Path::new(argument).exists()
}
