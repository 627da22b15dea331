//! Documents as they are after fixing, if that is not in their files.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::files::Input;
use crate::source::Source;

/// The new bytes of documents that are not rewritten: standard input, and everything that `--diff` would change.
#[derive(Debug, Default)]
pub(crate) struct Drafts(BTreeMap<Input, Vec<u8>>);

impl Drafts {
    /// Replaces what is in the file.
    pub(crate) fn put(&mut self, input: Input, bytes: Vec<u8>) {
        self.0.insert(input, bytes);
    }

    /// Reads and decodes a document, from its draft if there is one.
    ///
    /// # Errors
    /// Those of [`Input::read`].
    pub(crate) fn read(&self, input: &Input) -> Result<Source, Error> {
        match self.0.get(input) {
            Some(bytes) => Source::decode(input.name(), bytes.clone())
                .map_err(|why| Error::Undecodable(input.path(), why.to_string())),
            None => input.read(),
        }
    }
}
