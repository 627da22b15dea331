//! Evidence for a fix in the document itself: the occurrences of its words outside quotations.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::document::Document;
use crate::language::WordLists;
use crate::lexicon::split_possessive;
use crate::source::Span;

use super::single;

/// A document, its quotations, and the positions of its words, computed when first needed.
pub(in crate::lint) struct Evidence<'d> {
    document: &'d Document<'d>,
    quotations: OnceCell<[Vec<Span>; 2]>,
    words: OnceCell<HashMap<String, Places>>,
}

/// The first and the last position of a word. If both are in one sentence, all are.
#[derive(Clone, Copy)]
struct Places {
    first: usize,
    last: usize,
}

impl<'d> Evidence<'d> {
    pub(in crate::lint) fn of(document: &'d Document<'d>) -> Self {
        Self { document, quotations: OnceCell::new(), words: OnceCell::new() }
    }

    pub(super) fn text(&self) -> &'d str {
        self.document.source.text()
    }

    /// The words of the document's language.
    pub(super) fn lists(&self) -> &'static WordLists {
        self.document.profile.words()
    }

    /// Whether a position is between quotation marks, double or single, or in a line that has one of them.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let both = self.quotations.get_or_init(|| [quotations(self.text()), single::quotations(self.text())]);
        both.iter().any(|quotations| {
            let at = quotations.partition_point(|quotation| quotation.end <= span.start);
            quotations.get(at).is_some_and(|quotation| quotation.start < span.end)
        })
    }

    /// Whether a lower-case word occurs in another sentence, outside quotations.
    pub(super) fn has_elsewhere(&self, word: &str, sentence: Span) -> bool {
        let words = self.words.get_or_init(|| self.index());
        words.get(word).is_some_and(|places| {
            [places.first, places.last].iter().any(|at| !(sentence.start..sentence.end).contains(at))
        })
    }

    fn index(&self) -> HashMap<String, Places> {
        let mut words: HashMap<String, Places> = HashMap::new();
        for span in self.document.words().spans().iter().filter(|span| !self.is_quoted(**span)) {
            let (stem, _) = split_possessive(self.document.text(*span));
            let places = Places { first: span.start, last: span.start };
            words.entry(stem.to_lowercase()).or_insert(places).last = span.start;
        }
        words
    }

    /// Whether the line begins with a terminal prompt or a quoted-mail marker.
    pub(super) fn is_marked_line(&self, span: Span) -> bool {
        let source = &self.document.source;
        let line = source.slice(source.line_span(source.line_at(span.start))).trim_start();
        line.starts_with(['>', '$', '#', '%', '|'])
    }
}

/// The quotations of a text, in its lines: one that is not closed ends with its line, and one that is not opened begins
/// with it.
fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut line, mut open) = (0, None);
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' => {
                found.extend(open.take().map(|start| Span::new(start, at)));
                line = at + 1;
            }
            '"' if open.is_none() => open = Some(at),
            '“' | '«' | '„' => open = open.or(Some(at)),
            '"' | '”' | '»' => {
                let end = at + c.len_utf8();
                found.push(Span::new(open.take().unwrap_or(line), end));
                line = end;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, text.len())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_with_their_line() {
        let text = "a “b” c\nd” e \"f\" g «h»\n“i\nj";
        let found: Vec<&str> = quotations(text).iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(found, ["“b”", "d”", "\"f\"", "«h»", "“i"]);
    }
}
