//! The words of a line that are in the language data, with their possible classes.

pub(super) use crate::language::WordClass as Class;
use crate::language::{Entry, WordClasses, visit};

/// Countries, cities and regions.
pub(super) const PLACE: WordClasses =
    WordClasses::of(&[Class::Country, Class::Capital, Class::City, Class::Region]);

/// Bytes of a line in which words are looked up.
const LONGEST: usize = 300;

/// A phrase of the language data in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Its start.
    pub(super) start: usize,
    /// Its end.
    pub(super) end: usize,
    /// Its possible classes.
    pub(super) classes: WordClasses,
    /// The entry, for months, weekdays and document types.
    pub(super) entry: Entry,
}

impl Mark {
    /// Whether it can be of a class.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.contains(class)
    }

    /// Whether it can be of one of the classes.
    pub(super) fn is_any(&self, classes: WordClasses) -> bool {
        self.classes.intersects(classes)
    }

    /// The same, relative to a later position.
    pub(super) fn behind(self, start: usize) -> Mark {
        Mark { start: self.start - start, end: self.end - start, ..self }
    }
}

/// The phrases at the beginning of a line, in the order in which they begin.
pub(super) fn marks(line: &str) -> Vec<Mark> {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    // Six words of ten are known, and a few begin phrases.
    let mut marks = Vec::with_capacity(end / 8 + 4);
    visit(&line[..end], |found| {
        marks.push(Mark {
            start: found.start,
            end: found.end,
            classes: found.entry.classes(),
            entry: found.entry,
        });
    });
    marks
}

/// The combined classes of some phrases.
pub(super) fn classes(marks: &[Mark]) -> WordClasses {
    marks.iter().fold(WordClasses::default(), |all, mark| all.union(mark.classes))
}

/// Whether a whole text is of one of the classes.
pub(super) fn is(text: &str, classes: WordClasses) -> bool {
    let text = text.trim_matches([' ', ',', ':', ';', '\u{a0}']);
    let known =
        |text: &str| crate::language::lookup(text).is_some_and(|entry| entry.classes().intersects(classes));
    known(text) || text.ends_with('.') && known(text.trim_end_matches('.'))
}
