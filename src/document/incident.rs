//! What was heard or seen besides the words.

use crate::language::WordLists;

/// What a stage note tells of: TEI `vocal`, `kinesic` and `incident`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incident {
    /// `(Laughter.)`
    Laughter,
    /// `(crosstalk)`
    Crosstalk,
    /// `[Applause]`
    Applause,
    /// `(pause)`
    Pause,
    /// `(video plays)`
    Other,
}

impl Incident {
    /// What a note tells of, by its words; `None` for missing words and anything else.
    pub fn of(note: &str, words: &WordLists) -> Option<Self> {
        let note = note.to_lowercase();
        let kinds = [
            (Self::Laughter, &words.laughter_words),
            (Self::Crosstalk, &words.crosstalk_words),
            (Self::Applause, &words.applause_words),
            (Self::Pause, &words.pause_words),
            (Self::Other, &words.incident_words),
        ];
        kinds.into_iter().find(|(_, list)| list.is_in(&note)).map(|(kind, _)| kind)
    }
    /// The type that TEI elements have; `None` for [`Incident::Other`].
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Laughter => Some("laughter"),
            Self::Crosstalk => Some("crosstalk"),
            Self::Applause => Some("applause"),
            Self::Pause => Some("pause"),
            Self::Other => None,
        }
    }
}
