//! The losses in reading third-party TEI as text, for people: one line per file, and one for all.

use crate::read::{Counts, Losses};
use crate::report::counted;

/// The losses of one document, with the number of its labels that were recognised as speakers.
pub(super) fn summary(losses: &Losses, read: usize) -> String {
    let parts = [
        speakers(losses, read),
        dropped(losses),
        listed("only the words kept of", &losses.flattened, Vec::new()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let lost =
        if parts.is_empty() { "it contained nothing but its words".to_string() } else { parts.join("; ") };
    format!("TEI not written by doclint, read as plain text: {lost}")
}

/// What happened to the speakers.
fn speakers(losses: &Losses, read: usize) -> Option<String> {
    let facts = [
        (read, "speaker", " kept as labels"),
        (losses.labels.saturating_sub(read), "speaker", " in labels not recognised as such"),
        (losses.identifiers, "label", " with only an identifier"),
        (losses.speakers, "speaker", " lost"),
        (losses.following, "paragraph", " after a speech not distinguished from it"),
    ];
    let facts = facts.into_iter().filter(|(count, ..)| *count > 0);
    let facts: Vec<String> = facts.map(|(count, noun, fate)| counted(count, noun) + fate).collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

fn dropped(losses: &Losses) -> Option<String> {
    let others = [
        (losses.comments, "comment", ""),
        (losses.instructions, "processing instruction", ""),
        (losses.header, "element", " of teiHeader"),
    ];
    let others = others.into_iter().filter(|(count, ..)| *count > 0);
    let others = others.map(|(count, noun, place)| counted(count, noun) + place).collect();
    listed("dropped", &losses.dropped, others)
}

/// All names with their counts, most frequent first, however long the line: each is something that is lost.
fn listed(what: &str, counts: &Counts, others: Vec<String>) -> Option<String> {
    let mut names: Vec<(usize, &str)> = counts.iter().map(|(name, count)| (*count, name.as_str())).collect();
    names.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut shown: Vec<String> = names.iter().map(|(count, name)| format!("{count} {name}")).collect();
    shown.extend(others);
    (!shown.is_empty()).then(|| format!("{what} {}", shown.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lost_has_a_name_and_a_count() {
        let counts =
            |names: &[(&str, usize)]| names.iter().map(|(name, count)| (name.to_string(), *count)).collect();
        let losses = Losses {
            dropped: counts(&[("note", 12), ("pb", 3)]),
            flattened: counts(&[("hi", 140)]),
            header: 57,
            comments: 1,
            labels: 9,
            speakers: 2,
            ..Losses::default()
        };
        let want = "8 speakers kept as labels, 1 speaker in labels not recognised as such, 2 speakers lost; \
            dropped 12 note, 3 pb, 1 comment, 57 elements of teiHeader; only the words kept of 140 hi";
        assert!(summary(&losses, 8).ends_with(want), "{}", summary(&losses, 8));
        let many: Vec<(String, usize)> = (0..30).map(|number| (format!("e{number:02}"), 1)).collect();
        let losses = Losses { flattened: many.into_iter().collect(), ..Losses::default() };
        assert!(summary(&losses, 0).ends_with(", 1 e28, 1 e29"), "{}", summary(&losses, 0));
    }
}
