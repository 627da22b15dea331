//! What a run has to say besides its findings.

/// A message for the user of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Whether it asks for attention.
    pub kind: NoteKind,
    /// The message, in one or more lines.
    pub text: String,
}

/// How much attention a note asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Something was done or counted.
    Info,
    /// Something is probably not as intended. It stops nothing.
    Warning,
}

impl Note {
    /// A note about what was done.
    pub(crate) fn info(text: impl Into<String>) -> Self {
        Self { kind: NoteKind::Info, text: text.into() }
    }
    /// A warning.
    pub(crate) fn warning(text: impl Into<String>) -> Self {
        Self { kind: NoteKind::Warning, text: text.into() }
    }
}
