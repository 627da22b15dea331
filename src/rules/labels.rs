//! Speaker labels as rules see them.

use crate::document::{Block, Document, Kind, PartKind};
use crate::profile::Profile;
use crate::source::Span;

/// A speaker label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'d> {
    pub(super) block: &'d Block,
    /// With colon.
    pub(super) span: Span,
    pub(super) speaker: Span,
    pub(super) role: Option<Span>,
    /// The speaker's words.
    pub(super) name: &'d str,
}

/// Every speaker label in order.
pub(super) fn labels<'d>(document: &'d Document) -> impl Iterator<Item = Label<'d>> {
    document.blocks.iter().filter(|block| block.kind == Kind::Utterance).filter_map(|block| {
        let (span, speaker) = (block.part(PartKind::Label)?, block.part(PartKind::Speaker)?);
        let role = block.part(PartKind::Role);
        Some(Label { block, span, speaker, role, name: document.text(speaker) })
    })
}

/// Whether a speaker is no person but a part in the talk: `MODERATOR`, `Q`, `Q Slovak Radio`, `The Secretary General`.
pub(super) fn is_part(name: &str, profile: &Profile) -> bool {
    let folded = crate::source::fold(name);
    let is = |words: &[String]| words.iter().any(|known| known.eq_ignore_ascii_case(&folded));
    let lead = folded.split(' ').next().unwrap_or_default();
    let is_office = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let mut phrases =
            profile.byline.offices.iter().chain(&profile.byline.honorifics).chain(&profile.speakers.parts);
        matches!(bare.to_lowercase().as_str(), "the" | "of" | "a" | "nato")
            || phrases.any(|phrase| {
                phrase.split([' ', '-']).any(|known| known.trim_end_matches('.').eq_ignore_ascii_case(bare))
            })
    };
    is(&profile.speakers.questions)
        || is(&profile.speakers.parts)
        || matches!(lead, "Q" | "A")
        || lead.eq_ignore_ascii_case("question")
        || folded.split([' ', '-']).all(is_office)
}

/// A name in small letters without honorifics, its words in order.
pub(super) fn key(name: &str, profile: &Profile) -> Vec<String> {
    let lower = crate::source::fold(name).to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let is_title = |word: &str| {
        let word = word.trim_end_matches('.');
        profile.byline.honorifics.iter().any(|title| title.trim_end_matches('.').eq_ignore_ascii_case(word))
    };
    let titles = words.iter().take(words.len() - 1).take_while(|word| is_title(word)).count();
    words[titles..].iter().map(ToString::to_string).collect()
}
