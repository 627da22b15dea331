//! The words of a text, tokenized once: the position of each, and which have the same spelling.

use std::cell::OnceCell;

use crate::source::Span;

mod scan;
mod table;

use scan::each;
use table::Table;

/// The words of a document in source order.
///
/// Texts repeat their words: a rule that looks at each spelling once, and at its positions only if there is something
/// to report, does a third of the work.
#[derive(Debug, Default)]
pub struct Words {
    spans: Vec<Span>,
    /// For each word the number of its spelling.
    numbers: Vec<u32>,
    spellings: Vec<Spelling>,
    /// For each word the index of the next one with its spelling plus one; computed when the positions of one are first
    /// needed.
    next: OnceCell<Vec<u32>>,
}

/// A spelling: all words of a document with the same characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Its number, from 0 in order of appearance.
    pub number: u32,
    /// Its first position.
    pub first: Span,
    /// Number of occurrences.
    pub times: u32,
}

impl Words {
    /// Finds the words in the spans of a text.
    pub fn of(text: &str, stretches: impl Iterator<Item = Span>) -> Self {
        let mut words = Self::with_room(text.len());
        let mut table = Table::for_text(text.len());
        for stretch in stretches {
            each(text, stretch, |span| words.add(text.as_bytes(), span, &mut table));
        }
        words
    }

    /// The number of words in the spans of a text.
    pub(super) fn count(text: &str, stretches: impl Iterator<Item = Span>) -> usize {
        let mut count = 0;
        stretches.for_each(|stretch| each(text, stretch, |_| count += 1));
        count
    }

    /// Capacity for the words of a text of this many bytes, if it is English and no longer than most.
    fn with_room(bytes: usize) -> Self {
        const BYTES_A_WORD: usize = 6;
        const MOST: usize = 1 << 14;
        let room = (bytes / BYTES_A_WORD).min(MOST);
        Self {
            spans: Vec::with_capacity(room),
            numbers: Vec::with_capacity(room),
            // A text of a few pages repeats each word three times.
            spellings: Vec::with_capacity(room / 3),
            next: OnceCell::new(),
        }
    }

    /// Called for each word of a text: the call would cost a fifth of it.
    #[inline(always)]
    fn add(&mut self, text: &[u8], span: Span, table: &mut Table) {
        // A text of four thousand million different words is more than a `Source` can hold.
        let next = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        let number = table.number(text, span, next, &self.spellings);
        match self.spellings.get_mut(number as usize) {
            Some(spelling) => spelling.times += 1,
            None => self.spellings.push(Spelling { number, first: span, times: 1 }),
        }
        self.spans.push(span);
        self.numbers.push(number);
    }

    /// The span of each word, in source order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
    /// The spans of the words in a span, in source order.
    pub fn within(&self, stretch: Span) -> &[Span] {
        let from = self.spans.partition_point(|span| span.start < stretch.start);
        let rest = &self.spans[from..];
        &rest[..rest.partition_point(|span| span.start < stretch.end)]
    }
    /// The different spellings, in order of appearance.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }
    /// The spelling of each word, in source order.
    pub fn numbered(&self) -> impl Iterator<Item = (Span, &Spelling)> {
        self.numbered_among(0..self.spans.len())
    }
    /// The same for the words at these indexes, as far as there are so many.
    pub fn numbered_among(&self, indexes: std::ops::Range<usize>) -> impl Iterator<Item = (Span, &Spelling)> {
        let (from, to) = (indexes.start.min(self.spans.len()), indexes.end.min(self.spans.len()));
        let (spans, numbers) = (&self.spans[from..to.max(from)], &self.numbers[from..to.max(from)]);
        spans.iter().zip(numbers).map(|(span, number)| (*span, &self.spellings[*number as usize]))
    }
    /// The words before and behind a word, with their spellings; none if it is not one of these words.
    pub fn beside(&self, word: Span) -> [Option<(Span, &Spelling)>; 2] {
        let at = self.spans.partition_point(|span| *span < word);
        if self.spans.get(at) != Some(&word) {
            return [None, None];
        }
        let one = |at: usize| Some((*self.spans.get(at)?, &self.spellings[self.numbers[at] as usize]));
        [at.checked_sub(1).and_then(one), one(at + 1)]
    }
    /// The word before a word.
    pub fn before(&self, word: Span) -> Option<Span> {
        self.spans[..self.spans.partition_point(|span| *span < word)].last().copied()
    }
    /// The positions of a spelling, in source order. This takes time proportional to their number, however far apart
    /// they are.
    pub fn places(&self, spelling: Spelling) -> impl Iterator<Item = Span> {
        let first = self.spans.partition_point(|span| *span < spelling.first);
        let next = |at: &usize| (self.next()[*at] as usize).checked_sub(1);
        // Most are single, and need no list.
        std::iter::successors(Some(first), move |at| if spelling.times > 1 { next(at) } else { None })
            .map(|at| self.spans[at])
    }

    fn next(&self) -> &[u32] {
        self.next.get_or_init(|| {
            let mut next = vec![0; self.numbers.len()];
            let mut last: Vec<u32> = vec![0; self.spellings.len()];
            for (at, number) in self.numbers.iter().enumerate().rev() {
                let place = u32::try_from(at + 1).unwrap_or_default();
                next[at] = std::mem::replace(&mut last[*number as usize], place);
            }
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::of(text, std::iter::once(Span::new(0, text.len())))
    }

    #[test]
    fn words_keep_what_joins_their_letters() {
        let text = "‘NATO-led’ forces’ don’t – 26-plus-1 é 5770kb 1999 -a- co\u{ad}op o'";
        let words = words(text);
        let found: Vec<&str> = words.spans().iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(
            found,
            ["NATO-led", "forces", "don’t", "26-plus-1", "é", "5770kb", "a", "co\u{ad}op", "o"]
        );
    }

    #[test]
    fn a_text_of_many_words_is_told_apart() {
        let text: String = (0..5000).map(|n| format!("word{} word{} ", n, n / 2)).collect();
        let words = words(&text);
        assert_eq!((words.spans().len(), words.spellings().len()), (10_000, 5000));
        for (span, spelling) in words.numbered() {
            let first = spelling.first;
            assert_eq!(text[span.start..span.end], text[first.start..first.end]);
        }
    }

    #[test]
    fn spellings_are_counted_and_found_again() {
        let text = "the war, the War and the peace";
        let words = words(text);
        let spellings: Vec<(&str, u32)> = words
            .spellings()
            .iter()
            .map(|spelling| (&text[spelling.first.start..spelling.first.end], spelling.times))
            .collect();
        assert_eq!(spellings, [("the", 3), ("war", 1), ("War", 1), ("and", 1), ("peace", 1)]);
        let places: Vec<usize> = words.places(words.spellings()[0]).map(|span| span.start).collect();
        assert_eq!(places, [0, 9, 21]);
        assert_eq!(words.numbered().filter(|(_, spelling)| spelling.times == 1).count(), 4);
    }
}
