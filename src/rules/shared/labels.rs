//! Speaker labels as the rules see them.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use foldhash::fast::RandomState;

use crate::document::{Block, Document, Kind, PartKind};
use crate::profile::Profile;
use crate::source::Span;

/// A speaker label.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Label<'d> {
    pub(in crate::rules) block: &'d Block,
    /// With the colon.
    pub(in crate::rules) span: Span,
    pub(in crate::rules) speaker: Span,
    pub(in crate::rules) role: Option<Span>,
    /// The speaker's words.
    pub(in crate::rules) name: &'d str,
}

/// Every speaker label in order.
pub(in crate::rules) fn labels<'d>(document: &'d Document) -> impl Iterator<Item = Label<'d>> {
    document.blocks.iter().filter(|block| block.kind == Kind::Utterance).filter_map(|block| {
        let (span, speaker) = (block.part(PartKind::Label)?, block.part(PartKind::Speaker)?);
        let role = block.part(PartKind::Role);
        Some(Label { block, span, speaker, role, name: document.text(speaker) })
    })
}

/// The words in speaker names that the profile of a document knows.
#[derive(Debug)]
pub(in crate::rules) struct Names<'p> {
    profile: &'p Profile,
    /// Those of a profile that is not built in.
    titles: OnceCell<Titles>,
}

/// The words of titles in lower case, without full stops.
#[derive(Debug)]
struct Titles {
    /// The words of offices, honorifics and roles.
    offices: HashSet<String, RandomState>,
    honorifics: HashSet<String, RandomState>,
}

impl Titles {
    fn of(profile: &Profile) -> Self {
        let byline = &profile.byline;
        let phrases = byline.offices.iter().chain(&byline.honorifics).chain(&profile.speakers.parts);
        Self {
            offices: phrases.flat_map(|phrase| phrase.split([' ', '-'])).map(bare).collect(),
            honorifics: byline.honorifics.iter().map(|title| bare(title)).collect(),
        }
    }

    /// Those of a built-in profile. They are collected once, which takes as long as checking a short document.
    fn built_in(profile: &Profile) -> Option<&'static Titles> {
        static CELLS: LazyLock<Vec<OnceLock<Titles>>> =
            LazyLock::new(|| Profile::names().map(|_| OnceLock::new()).collect());
        let cell = CELLS.get(Profile::names().position(|name| name == profile.name)?)?;
        // A user's profile may have the name of a built-in one.
        let known = Profile::built_in(&profile.name).filter(|known| std::ptr::eq(*known, profile))?;
        Some(cell.get_or_init(|| Self::of(known)))
    }
}

impl<'p> Names<'p> {
    pub(in crate::rules) const fn new(profile: &'p Profile) -> Self {
        Self { profile, titles: OnceCell::new() }
    }

    fn titles(&self) -> &Titles {
        Titles::built_in(self.profile).unwrap_or_else(|| self.titles.get_or_init(|| Titles::of(self.profile)))
    }

    /// Whether a speaker is not a person but a role in the conversation: `MODERATOR`, `Q`, `Q Slovak Radio`,
    /// `The Secretary General`.
    pub(in crate::rules) fn is_part(&self, name: &str) -> bool {
        let folded = crate::source::fold(name);
        let is = |words: &[String]| words.iter().any(|known| is_same(known, &folded));
        let lead = folded.split(' ').next().unwrap_or_default();
        is(&self.profile.speakers.questions)
            || is(&self.profile.speakers.parts)
            || matches!(lead, "Q" | "A")
            || lead.eq_ignore_ascii_case("question")
            || folded.split([' ', '-']).all(|word| self.is_office(word))
    }

    fn is_office(&self, word: &str) -> bool {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        self.profile.words().office_words.has(bare)
            || self.titles().offices.contains(&bare.to_ascii_lowercase())
    }

    /// A name in lower case without honorifics, its words in order.
    pub(in crate::rules) fn key(&self, name: &str) -> Vec<String> {
        let lower = crate::source::fold(name).to_lowercase();
        let words: Vec<&str> = lower.split(' ').collect();
        let is_title = |word: &&&str| self.titles().honorifics.contains(&bare(word));
        let titles = words[..words.len() - 1].iter().take_while(is_title).count();
        words[titles..].iter().map(ToString::to_string).collect()
    }
}

/// Whether two names are the same but for case.
fn is_same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || !a.is_ascii() && !b.is_ascii() && a.to_lowercase() == b.to_lowercase()
}

/// A word of a title as compared: in lower case, without trailing full stops.
fn bare(word: &str) -> String {
    word.trim_end_matches('.').to_ascii_lowercase()
}
