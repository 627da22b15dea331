//! What a run has to say besides its findings.

/// A message for the user of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// Whether it asks for attention.
    pub(crate) kind: NoteKind,
    /// The message, in one or more lines.
    pub(crate) text: String,
}

/// How much attention a note asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteKind {
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
