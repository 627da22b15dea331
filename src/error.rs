//! Why a run stopped: I/O, configuration and usage. What is wrong *with a document* is a diagnostic.

use std::path::PathBuf;

mod fault;
mod misfit;
mod nearest;

pub use fault::Fault;
pub use misfit::misfit;
pub use nearest::{nearest, unknown};

/// A reason for exit code 2, with the path it is about.
#[derive(Debug)]
pub enum Error {
    /// A path on the command line does not exist.
    NotFound(PathBuf),
    /// A file or folder could not be read.
    Read(PathBuf, std::io::Error),
    /// A file could not be written.
    Write(PathBuf, std::io::Error),
    /// A file is not text.
    Undecodable(PathBuf, String),
    /// A profile does not match its schema; the span is in the TOML text.
    Profile {
        /// Name or path of the profile.
        name: String,
        /// What is wrong.
        message: String,
        /// Where in the file, if known.
        span: Option<std::ops::Range<usize>>,
    },
    /// A configuration file does not match its schema.
    Configuration(Box<Fault>),
    /// A TEI file is not TEI, or has content that cannot be read.
    Refused(Box<Fault>),
    /// The command line asks for something that cannot be done.
    Usage(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::NotFound(path) => {
                write!(f, "{}: no such file or folder", path.display())?;
                // This also catches `args` of a pre-commit hook.
                let is_option = path.as_os_str().as_encoded_bytes().starts_with(b"--");
                if is_option { f.write_str("; options go before `--`") } else { Ok(()) }
            }
            Error::Read(path, error) => write!(f, "{}: cannot be read: {error}", path.display()),
            Error::Write(path, error) => write!(f, "{}: cannot be written: {error}", path.display()),
            Error::Undecodable(path, why) => write!(f, "{}: {why}", path.display()),
            Error::Profile { name, message, .. } => write!(f, "profile {name}: {message}"),
            Error::Configuration(fault) | Error::Refused(fault) => fault.fmt(f),
            Error::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Read(_, error) | Error::Write(_, error) => Some(error),
            _ => None,
        }
    }
}
