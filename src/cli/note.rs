//! What a run has to say besides its findings.

/// A message for the user of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Whether it asks for attention.
    pub(super) kind: NoteKind,
    /// The message, in one or more lines.
    pub(super) text: String,
}

/// How much attention a note asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// Something was done or counted.
    Info,
    /// Something is probably not as intended. It stops nothing.
    Warning,
}

impl Note {
    /// A note about what was done.
    pub(super) fn info(text: impl Into<String>) -> Self {
        Self { kind: NoteKind::Info, text: text.into() }
    }
    /// A warning.
    pub(super) fn warning(text: impl Into<String>) -> Self {
        Self { kind: NoteKind::Warning, text: text.into() }
    }
}
