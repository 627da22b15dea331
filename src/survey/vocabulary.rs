//! How often each form of a word was seen: one text, one table, no box for each word.

use super::hash::hash;

/// What was seen of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How often it stands in the documents.
    pub occurrences: u32,
    /// In how many documents.
    pub documents: u32,
    /// How often it stands inside a sentence of a paragraph, where only names begin with a capital.
    pub inside: u32,
}

/// Forms with their counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// All forms, one after the other.
    text: String,
    entries: Vec<Entry>,
    /// Open addressing: half of a hash, and the number of its entry plus one; a power of two of them. The half is enough
    /// to find the slot in a larger table, so that a table grows without hashing its forms again.
    slots: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    len: u32,
    count: Count,
    /// The document that it was seen in last.
    last: u32,
}

impl Vocabulary {
    /// A form with this hash was seen in a document so many times. Documents come one after the other. Gives the number
    /// of its entry, which holds until forms are forgotten.
    pub(super) fn add(&mut self, form: &str, hash: u64, document: u32, times: u32) -> Option<u32> {
        let at = self.entry(form, half(hash))?;
        let entry = &mut self.entries[at];
        let is_new = entry.count.documents == 0 || entry.last != document;
        entry.last = document;
        entry.count.occurrences = entry.count.occurrences.saturating_add(times);
        entry.count.documents += u32::from(is_new);
        u32::try_from(at).ok()
    }

    /// The form of an entry was seen inside a sentence.
    pub(super) fn add_inside(&mut self, entry: u32) {
        let count = &mut self.entries[entry as usize].count;
        count.inside = count.inside.saturating_add(1);
    }

    /// Adds what was seen in other documents.
    pub(super) fn merge(&mut self, other: &Vocabulary) {
        for theirs in &other.entries {
            let Some(at) = self.entry(other.form(theirs), other.hash(theirs)) else { return };
            let (ours, theirs) = (self.entries[at].count, theirs.count);
            self.entries[at].count = Count {
                occurrences: ours.occurrences.saturating_add(theirs.occurrences),
                documents: ours.documents.saturating_add(theirs.documents),
                inside: ours.inside.saturating_add(theirs.inside),
            };
        }
    }

    /// What was seen of a form.
    pub(super) fn get(&self, form: &str) -> Count {
        self.number(form).map(|at| self.count(at)).unwrap_or_default()
    }

    /// The number of the entry of a form.
    pub(super) fn number(&self, form: &str) -> Option<u32> {
        let found =
            if self.slots.is_empty() { None } else { self.find(form, half(hash(form.as_bytes()))).ok() };
        found.and_then(|at| u32::try_from(at).ok())
    }

    /// What was seen of the form of an entry.
    pub(super) fn count(&self, entry: u32) -> Count {
        self.entries[entry as usize].count
    }

    /// All forms, in the order of their entries, which means nothing else.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Count)> {
        self.entries.iter().map(|entry| (self.form(entry), entry.count))
    }

    /// Forgets the rarest forms when there are more than `most`: those seen once, then those seen twice, until three
    /// quarters are left at the most.
    pub(super) fn prune(&mut self, most: usize) {
        if self.entries.len() <= most {
            return;
        }
        let mut by_count: Vec<u32> = self.entries.iter().map(|entry| entry.count.occurrences).collect();
        by_count.sort_unstable_by(|a, b| b.cmp(a));
        let least = by_count[most * 3 / 4].saturating_add(1);
        let old = std::mem::take(self);
        for entry in old.entries.iter().filter(|entry| entry.count.occurrences >= least) {
            if let Some(at) = self.entry(old.form(entry), old.hash(entry)) {
                let kept = &mut self.entries[at];
                (kept.count, kept.last) = (entry.count, entry.last);
            }
        }
    }

    fn form(&self, entry: &Entry) -> &str {
        &self.text[entry.start as usize..][..entry.len as usize]
    }

    fn hash(&self, entry: &Entry) -> u32 {
        half(hash(self.form(entry).as_bytes()))
    }

    /// The number of the entry of a form, made if there is none; nothing when four gigabytes of forms are full.
    fn entry(&mut self, form: &str, hash: u32) -> Option<usize> {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        match self.find(form, hash) {
            Ok(at) => Some(at),
            Err(slot) => {
                let start = u32::try_from(self.text.len()).ok()?;
                let len = u32::try_from(form.len()).ok()?;
                self.text.push_str(form);
                self.entries.push(Entry { start, len, count: Count::default(), last: 0 });
                self.slots[slot] = (hash, u32::try_from(self.entries.len()).ok()?);
                Some(self.entries.len() - 1)
            }
        }
    }

    /// The number of the entry of a form, or the free slot where it belongs.
    fn find(&self, form: &str, hash: u32) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                (_, 0) => return Err(slot),
                (known, at) if known == hash => {
                    let at = at as usize - 1;
                    // Bytes: a slice of a string looks whether it cuts characters.
                    let Entry { start, len, .. } = self.entries[at];
                    if &self.text.as_bytes()[start as usize..][..len as usize] == form.as_bytes() {
                        return Ok(at);
                    }
                }
                _ => {}
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(64);
        for taken in std::mem::replace(&mut self.slots, vec![(0, 0); len]) {
            if taken.1 != 0 {
                let mut slot = taken.0 as usize & (len - 1);
                while self.slots[slot].1 != 0 {
                    slot = (slot + 1) & (len - 1);
                }
                self.slots[slot] = taken;
            }
        }
    }
}

/// The half of a hash that is kept: enough to tell most forms apart, and to find the slot among two million forms.
const fn half(hash: u64) -> u32 {
    hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (word, at) in words.iter().zip(0..) {
            vocabulary.add(word, hash(word.as_bytes()), at / 2, 1);
        }
        vocabulary
    }

    #[test]
    fn forms_are_counted_by_occurrence_and_document() {
        let vocabulary = seen(&["a", "a", "a", "b"]);
        assert_eq!(vocabulary.get("a"), Count { occurrences: 3, documents: 2, inside: 0 });
        assert_eq!(vocabulary.get("c"), Count::default());
        assert_eq!(Vocabulary::default().get("a"), Count::default());
    }

    #[test]
    fn merging_is_counting() {
        let (mut one, other) = (seen(&["a", "b", "a"]), seen(&["a", "c"]));
        one.merge(&other);
        assert_eq!(one.get("a"), Count { occurrences: 3, documents: 3, inside: 0 });
        assert_eq!(one.iter().count(), 3);
    }

    #[test]
    fn many_forms_are_found_again() {
        let words: Vec<String> = (0..5000).map(|n| format!("w{n}")).collect();
        let mut vocabulary = Vocabulary::default();
        for word in &words {
            vocabulary.add(word, hash(word.as_bytes()), 0, 1);
        }
        assert!(words.iter().all(|word| vocabulary.get(word).occurrences == 1));
    }

    #[test]
    fn the_rarest_forms_are_forgotten() {
        let mut vocabulary = seen(&["a", "a", "b", "b", "b", "c", "d", "e"]);
        vocabulary.prune(5);
        assert_eq!(vocabulary.iter().count(), 5, "nothing is forgotten while there is room");
        vocabulary.prune(4);
        let left: Vec<&str> = vocabulary.iter().map(|(form, _)| form).collect();
        assert_eq!(left, ["a", "b"]);
        assert_eq!(vocabulary.get("b").occurrences, 3);
    }
}
