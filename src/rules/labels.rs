//! Speaker labels as rules see them.

use std::cell::OnceCell;
use std::collections::HashSet;

use foldhash::fast::RandomState;

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

/// What the words of speakers' names are, as the profile of a document knows them.
#[derive(Debug)]
pub(super) struct Names<'p> {
    profile: &'p Profile,
    /// The words of offices, honorifics and parts in small letters, without full stops; made when the first name may have
    /// one. A document with a thousand speakers asks two thousand times.
    offices: OnceCell<HashSet<String, RandomState>>,
    /// The honorifics likewise.
    honorifics: OnceCell<HashSet<String, RandomState>>,
}

impl<'p> Names<'p> {
    pub(super) fn new(profile: &'p Profile) -> Self {
        Self { profile, offices: OnceCell::new(), honorifics: OnceCell::new() }
    }

    /// Whether a speaker is no person but a part in the talk: `MODERATOR`, `Q`, `Q Slovak Radio`, `The Secretary General`.
    pub(super) fn is_part(&self, name: &str) -> bool {
        let folded = crate::source::fold(name);
        let is = |words: &[String]| words.iter().any(|known| known.eq_ignore_ascii_case(&folded));
        let lead = folded.split(' ').next().unwrap_or_default();
        is(&self.profile.speakers.questions)
            || is(&self.profile.speakers.parts)
            || matches!(lead, "Q" | "A")
            || lead.eq_ignore_ascii_case("question")
            || folded.split([' ', '-']).all(|word| self.is_office(word))
    }

    fn is_office(&self, word: &str) -> bool {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        matches!(bare.to_lowercase().as_str(), "the" | "of" | "a" | "nato")
            || self.offices().contains(&bare.to_ascii_lowercase())
    }

    fn offices(&self) -> &HashSet<String, RandomState> {
        self.offices.get_or_init(|| {
            let (byline, parts) = (&self.profile.byline, &self.profile.speakers.parts);
            let phrases = byline.offices.iter().chain(&byline.honorifics).chain(parts);
            phrases.flat_map(|phrase| phrase.split([' ', '-'])).map(bare).collect()
        })
    }

    fn is_honorific(&self, word: &str) -> bool {
        let honorifics =
            self.honorifics.get_or_init(|| self.profile.byline.honorifics.iter().map(|title| bare(title)).collect());
        honorifics.contains(&bare(word))
    }

    /// A name in small letters without honorifics, its words in order.
    pub(super) fn key(&self, name: &str) -> Vec<String> {
        let lower = crate::source::fold(name).to_lowercase();
        let words: Vec<&str> = lower.split(' ').collect();
        let titles = words[..words.len() - 1].iter().take_while(|word| self.is_honorific(word)).count();
        words[titles..].iter().map(ToString::to_string).collect()
    }
}

/// A word of a title as it is compared: in small letters, without full stops after it.
fn bare(word: &str) -> String {
    word.trim_end_matches('.').to_ascii_lowercase()
}
