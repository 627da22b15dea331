//! Double quotation marks of the body, paired.
//!
//! A quotation over several paragraphs has an opening mark in each and a closing mark in the last. Single marks and
//! guillemets are left alone: the former are apostrophes, the latter belong to languages with rules of their own.

use crate::document::{Block, Document, Kind};
use crate::language::WordLists;
use crate::source::Span;

use super::scanned::ordinal;

/// A double quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Mark {
    pub(in crate::rules) span: Span,
    /// `"`, `“` or `”`.
    pub(in crate::rules) sign: char,
    opens: bool,
}

/// The result of pairing the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Quotation {
    /// Opened and closed; `lonely` if its block has no other mark.
    Paired { open: Mark, close: Mark, lonely: bool },
    /// Opened and never closed.
    Unclosed { open: Mark },
    /// Closed in this block but never opened; `only` if no mark comes before it in the block.
    Unopened { close: Mark, block: usize, only: bool },
}

/// The quotations of a document, in the order in which they end or turn out not to.
pub(in crate::rules) fn quotations(document: &Document) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut waiting: Option<Waiting> = None;
    let mut in_title = false;
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| is_text(block)) {
        // A title may span several lines; nothing else continues after it, or into the next speaker's words.
        // A first line that was read as a title belongs to the paragraph if no blank line is between them.
        let line = |at| document.source.line_at(at);
        let is_adjacent = line(block.content.start) <= line(end) + 1;
        let is_cut = block.kind == Kind::Utterance || (block.kind == Kind::Title) != in_title && !is_adjacent;
        in_title = block.kind == Kind::Title;
        end = block.content.end;
        if is_cut {
            found.extend(waiting.take().map(|Waiting { open, .. }| Quotation::Unclosed { open }));
        }
        match marks(document, block) {
            Some(marks) => pair(document, index, &marks, &mut waiting, &mut found),
            None => waiting = None,
        }
    }
    found.extend(waiting.map(|Waiting { open, .. }| Quotation::Unclosed { open }));
    found
}

/// An opening mark of an earlier paragraph that was not closed there.
#[derive(Clone, Copy)]
struct Waiting {
    open: Mark,
    /// Whether the quotation may continue in the next paragraph.
    may_go_on: bool,
}

fn is_text(block: &Block) -> bool {
    block.kind.is_body() || block.kind == Kind::Title
}

/// Pairs the marks of one block; `waiting` is what the previous paragraph left open.
fn pair(
    document: &Document,
    index: usize,
    marks: &[Mark],
    waiting: &mut Option<Waiting>,
    found: &mut Vec<Quotation>,
) {
    let block = &document.blocks[index];
    if let Some(first) = marks.first().filter(|first| first.opens) {
        let goes_on = first.span.start == block.prose().start;
        let lost = waiting.take().filter(|waiting| !(goes_on && waiting.may_go_on));
        found.extend(lost.map(|Waiting { open, .. }| Quotation::Unclosed { open }));
    }
    let mut open: Option<Mark> = None;
    for (at, mark) in marks.iter().enumerate() {
        match (mark.opens, open) {
            (true, _) => {
                let lost = open.replace(*mark).filter(|_| !begins_paragraph(document, *mark));
                found.extend(lost.map(|open| Quotation::Unclosed { open }));
            }
            (false, Some(first)) => {
                open = None;
                found.push(Quotation::Paired { open: first, close: *mark, lonely: marks.len() == 2 });
            }
            (false, None) if waiting.take().is_some() => {}
            (false, None) => found.push(Quotation::Unopened { close: *mark, block: index, only: at == 0 }),
        }
    }
    let open = open.map(|open| Waiting { open, may_go_on: may_go_on(document, block, open) });
    *waiting = open.or(waiting.take());
}

/// Whether a mark stands behind a wide gap, which was the end of a paragraph: the quotation before it goes on.
fn begins_paragraph(document: &Document, mark: Mark) -> bool {
    document.source.text()[..mark.span.start].ends_with("   ")
}

/// Whether a quotation may continue in the next paragraph: not if it is part of a sentence (`called it “a hard day`), and
/// not if the paragraph ends with the words of the author (`“When will it be signed? he asked.`).
fn may_go_on(document: &Document, block: &Block, open: Mark) -> bool {
    let prose = block.prose();
    let (before, after) = (
        document.text(Span::new(prose.start, open.span.start)).trim_end(),
        document.text(Span::new(open.span.end, prose.end)).trim_end(),
    );
    let is_part = after.starts_with(char::is_lowercase) && before.ends_with(char::is_alphanumeric);
    !is_part && !ends_with_author(after, document.profile.words())
}

/// Whether quoted words end with those of the author: `, he said.`, `? asked a reporter.`
fn ends_with_author(text: &str, lists: &WordLists) -> bool {
    /// `, the spokesman for the ministry said.`
    const MOST: usize = 6;
    let Some(sentence) = text.strip_suffix('.') else { return false };
    let Some((_, clause)) = sentence.rsplit_once([',', '?', '!']) else { return false };
    let words: Vec<&str> = clause.split_whitespace().collect();
    let is_verb = |word: Option<&&str>| word.is_some_and(|word| lists.saying_verbs.has_as_written(word));
    let is_subject = |word: &str| word.starts_with(char::is_uppercase) || lists.saying_subjects.has(word);
    (2..=MOST).contains(&words.len())
        && words
            .iter()
            .all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\'')))
        && (is_verb(words.first()) || is_verb(words.last()) && is_subject(words[0]))
}

/// The marks of a block with their directions; `None` if one is unclear, or marks are nested.
fn marks(document: &Document, block: &Block) -> Option<Vec<Mark>> {
    let prose = block.prose();
    let text = document.text(prose);
    let mut marks: Vec<Mark> = Vec::new();
    for (at, sign) in super::prose::marks(document, prose) {
        let is_open = marks.last().is_some_and(|last| last.opens);
        let len = match sign {
            '„' | '‟' | '«' | '»' => return None,
            '"' | '“' | '”' => sign.len_utf8(),
            // Two apostrophes close what a double mark has opened.
            '’' | '\'' if is_open && text[at + sign.len_utf8()..].starts_with(sign) => 2 * sign.len_utf8(),
            _ => continue,
        };
        let (before, after) = (text[..at].chars().next_back(), text[at + len..].chars().next());
        if len > sign.len_utf8() {
            if direction('”', before, after) == Some(false) {
                let span = Span::new(prose.start + at, prose.start + at + len);
                marks.push(Mark { span, sign: '”', opens: false });
            }
            continue;
        }
        let is_inch = sign == '"' && before.is_some_and(|c| c.is_ascii_digit());
        if is_inch && marks.last().is_none_or(|last| !last.opens) || is_misread(document, text, at) {
            continue;
        }
        let opens = match direction(sign, before, after)? {
            // `“no interest “ - and nothing more`, `“They came, "he said.`
            true if is_open && is_closing(document, text, at, sign) => false,
            opens => opens,
        };
        let span = Span::new(prose.start + at, prose.start + at + sign.len_utf8());
        marks.push(Mark { span, sign, opens });
    }
    let is_nested = marks.windows(2).filter(|pair| pair[0].opens == pair[1].opens).count() > 1;
    (!is_nested).then_some(marks)
}

/// Whether a mark behind a space closes after all: a curly one between two spaces, or one before the words of the author.
fn is_closing(document: &Document, text: &str, at: usize, sign: char) -> bool {
    let rest = &text[at + sign.len_utf8()..];
    let lists = document.profile.words();
    let mut words = rest.split(|c: char| !c.is_alphabetic()).take(2);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_author = lists.saying_subjects.has_as_written(first) && lists.saying_verbs.has_as_written(second);
    rest.starts_with(' ') || is_author && text[..at].trim_end().ends_with([',', '.', '?', '!'])
}

/// Whether a mark stands for the letters of an ordinal number: `the 79" Session`, `79°" Assemblée`.
fn is_misread(document: &Document, text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['"', '°', 'º', '*', '™', '\'', '’', '‘']);
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_raised = before.len() < at && (1..=3).contains(&digits);
    is_raised || digits > 0 && ordinal(text, before.len(), document.profile.words()).is_some()
}

/// Whether a mark opens, judging by its neighbours; a curly mark decides for itself if they are inconclusive.
fn direction(sign: char, before: Option<char>, after: Option<char>) -> Option<bool> {
    let is_outside = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '‘' | '’'))
    };
    let is_end = |c: Option<char>| {
        is_outside(c) || c.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…'))
    };
    match (is_outside(before), is_end(after)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ if sign == '"' => None,
        _ => Some(sign == '“'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;
    use crate::rules::tests::paragraphs;
    use crate::source::Source;

    /// Writes pairs as `“”`, an unclosed mark as `“-`, an unopened one as `-”`; each line of the text is a paragraph.
    fn read(text: &str) -> String {
        let source = Source::from_text("a.txt", text);
        let document = paragraphs(&source, Profile::plain());
        let shown = quotations(&document).into_iter().map(|quotation| match quotation {
            Quotation::Paired { open, close, .. } => format!("{}{}", open.sign, close.sign),
            Quotation::Unclosed { open } => format!("{}-", open.sign),
            Quotation::Unopened { close, .. } => format!("-{}", close.sign),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_are_paired() {
        let rows = [
            ("He called it “new”, \"old\" and ‘odd’.", "“” \"\""),
            ("(“so”) – “so” – [“so”] and “so”—“so”", "“” “” “” “” “”"),
            ("“One.”\n“Two.”", "“” “”"),
            ("It began.” He left.", "-”"),
            ("“It began. He left.", "“-"),
            ("He opened “the 79\" Session” and the 80'\" one.", "“”"),
            ("celebrating its 25\"\" Anniversary with “new” rules", "“”"),
            ("He named “in-hours’’ services and \"such'' things.", "“” \"”"),
            ("“They came, \"he said.", "“\""),
            ("“no interest “ - and nothing more", "““"),
            ("“They came.    “They left,” he said.", "“”"),
            ("A ”wrong” and “another“ one", "”” ““"),
        ];
        for (text, shown) in rows {
            assert_eq!(read(text), shown, "{text}");
        }
    }

    #[test]
    fn quotations_go_on_over_paragraphs() {
        let rows = [
            ("He said: “One.\n“Two.\n“Three.” He left.", "“”"),
            ("He said: “One.\nTwo,” and he left.", ""),
            ("He said: “One.\nNothing.\nHe said “two”.", "“- “”"),
            ("He said: “One.\nNothing.", "“-"),
            ("“Shall we see it signed? he asked.\n“In the spring,” said the minister.", "“- “”"),
            ("“We are ready, the old man said.\n“We stay ready,” he went on.", "“- “”"),
            ("He called it “a hard day for all.\n“We shall rest,” he went on.", "“- “”"),
            ("He said: “they came, they saw, and they said so.\n“They left.”", "“”"),
            ("“It was a hard day, as he said.\n“It was.”", "“”"),
            ("“They came, and then left for all that anybody has said.\n“So did we.”", "“”"),
        ];
        for (text, shown) in rows {
            assert_eq!(read(text), shown, "{text}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_passed_over() {
        let rows = [
            "A table of 6' 2\" by 30\" stood there.",
            "La 79°\" Assemblée et le 3°\" pays.",
            "«Oui», „ja“ and ”nej”",
            "It was \" so to speak \" new.",
            "He said: “She told me: “Go.” and I went.” So it was “new”.",
            "d\"accord",
        ];
        for text in rows {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
