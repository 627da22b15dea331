//! What third-party TEI loses on the way to plain text: counted, so that nothing is lost silently.

use std::collections::BTreeMap;

/// The number of elements of each name.
pub type Counts = BTreeMap<String, usize>;

/// What is no longer in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Elements that are dropped with their words, or that mark a position: notes, readings, page breaks.
    pub dropped: Counts,
    /// Elements whose words are plain text now: highlighting, names, tables, verse.
    pub flattened: Counts,
    /// Elements of the header whose facts are not in the text.
    pub header: usize,
    /// Comments.
    pub comments: usize,
    /// Processing instructions inside the root.
    pub instructions: usize,
    /// Speeches with a label that names the speaker.
    pub labels: usize,
    /// Labels among these that are just identifiers, since the header has no name for them.
    pub identifiers: usize,
    /// Speeches without a speaker in the text: nobody is named, or a quotation names them in an attribute.
    pub speakers: usize,
    /// Paragraphs without a speaker after a speech: plain text does not show where it ended.
    pub following: usize,
}

impl Losses {
    /// Adds the losses of another document.
    pub fn add(&mut self, other: &Self) {
        let add = |counts: &mut Counts, others: &Counts| {
            others.iter().for_each(|(name, count)| *counts.entry(name.clone()).or_default() += count);
        };
        add(&mut self.dropped, &other.dropped);
        add(&mut self.flattened, &other.flattened);
        self.header += other.header;
        self.comments += other.comments;
        self.instructions += other.instructions;
        self.labels += other.labels;
        self.identifiers += other.identifiers;
        self.speakers += other.speakers;
        self.following += other.following;
    }

    pub(super) fn drop(&mut self, name: &str) {
        *self.dropped.entry(name.to_string()).or_default() += 1;
    }
    pub(super) fn flatten(&mut self, name: &str) {
        *self.flattened.entry(name.to_string()).or_default() += 1;
    }
}
