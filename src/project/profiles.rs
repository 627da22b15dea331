//! The family whose words a document is read with.

use std::path::Path;

use crate::error::{Error, unknown};
use crate::files::read_text;
use crate::profile::Profile;
use crate::source::Source;

/// The family that the user chose.
#[derive(Debug)]
pub(crate) enum Profiles {
    /// None: it is detected for each document.
    Recognised,
    /// A built-in one.
    BuiltIn(&'static Profile),
    /// One from a file.
    Own(Box<Profile>),
    /// The one of these, or the built-in one, that is recognised in the document.
    Among(Vec<Profile>),
}

impl Profiles {
    /// The profile with this name or in this file.
    pub(crate) fn named(name: Option<&str>) -> Result<Self, Error> {
        let Some(name) = name else { return Ok(Profiles::Recognised) };
        if let Some(profile) = Profile::built_in(name) {
            return Ok(Profiles::BuiltIn(profile));
        }
        let path = Path::new(name);
        if !path.exists() && path.extension().is_none() {
            return Err(Error::Usage(unknown("profile", name, Profile::names())));
        }
        read(name).map(|profile| Profiles::Own(Box::new(profile)))
    }

    /// The profile to read a document with.
    pub(crate) fn of(&self, source: &Source) -> &Profile {
        match self {
            Profiles::Recognised => Profile::recognise(source.text()),
            Profiles::BuiltIn(profile) => profile,
            Profiles::Own(profile) => profile,
            Profiles::Among(own) => Profile::recognise_among(own, source.text()),
        }
    }
}

/// The profile in a file.
pub(super) fn read(name: &str) -> Result<Profile, Error> {
    let text = read_text(Path::new(name))?;
    Profile::read(name, &text).map_err(|error| with_line(error, &text))
}

/// The error with its line in its name, `own.toml:3:1`, as compilers write it.
fn with_line(error: Error, text: &str) -> Error {
    match error {
        Error::Profile { name, message, span: Some(span) } => {
            let position = Source::from_text(name.as_str(), text).position(span.start);
            let name = format!("{name}:{}:{}", position.line, position.column);
            Error::Profile { name, message, span: Some(span) }
        }
        error => error,
    }
}
