//! Places where no fix is safe, whatever the rule: next to `[sic]`, in text about a spelling, in code and in URLs.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Severity};
use crate::language::WordLists;
use crate::rule::{Category, Rule};
use crate::source::Span;

mod evidence;
mod sentence;
mod single;
mod spacing;
mod words;

pub(super) use evidence::Evidence;

/// Bytes examined on each side of a fix, within its line: a text of one line must not be read again for each fix.
const WINDOW: usize = 80;

/// Characters that occur in code and not in prose.
const CODE: [&str; 13] = ["()", "();", "::", "==", "=>", "->", " = ", "</", "/>", "{", "}", "&&", "||"];

/// Makes a safe fix unsafe if the text around it may be intended; the finding is then not an error. A spelling fix
/// without evidence in the document becomes unsafe too, but the finding keeps its severity.
pub(super) fn hold_back(evidence: &Evidence, rule: &Rule, diagnostic: &mut Diagnostic) {
    let Some(fix) = &mut diagnostic.fix else { return };
    if fix.applicability != Applicability::Safe {
        return;
    }
    if fix.edits.iter().any(|edit| is_risky(evidence, rule, edit)) {
        fix.applicability = Applicability::Unsafe;
        diagnostic.severity = diagnostic.severity.min(Severity::Warning);
    } else if rule.name == "misspelling" && fix.edits.iter().any(|edit| !words::is_supported(evidence, edit))
    {
        fix.applicability = Applicability::Unsafe;
    }
}

fn is_risky(evidence: &Evidence, rule: &Rule, edit: &Edit) -> bool {
    let text = evidence.text();
    // White space at the end of a line is never intended.
    if is_line_end(text, edit.span) {
        return false;
    }
    let Some(around) = Around::of(text, edit.span) else { return false };
    let (sentence, lists) = (sentence::around(text, edit.span), evidence.lists());
    let is_meant = match rule.name {
        "misspelling" => words::is_discussed(&text[sentence.start..sentence.end], edit, lists),
        "mojibake" => words::is_shown(text, sentence, edit, lists),
        _ => rule.category == Category::Typography && spacing::is_doubtful(evidence, edit),
    };
    is_meant
        || sentence::is_confirmed(&text[sentence.start..sentence.end], lists)
        || around.is_about_spelling(lists)
        || around.is_code()
        || evidence.is_marked_line(edit.span)
}

/// Whether only white space is replaced, at the end of a line, at the end of the text, or across lines.
fn is_line_end(text: &str, span: Span) -> bool {
    let replaced = &text[span.start..span.end];
    let is_blank = replaced.trim().is_empty();
    is_blank
        && (replaced.contains(['\n', '\r'])
            || text[span.end..].is_empty()
            || text[span.end..].starts_with(['\n', '\r']))
}

/// The line around a position, as far as it is examined.
struct Around<'t> {
    before: &'t str,
    own: &'t str,
    after: &'t str,
}

impl<'t> Around<'t> {
    fn of(text: &'t str, span: Span) -> Option<Self> {
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let from =
            (before.len().saturating_sub(WINDOW)..=before.len()).find(|at| before.is_char_boundary(*at))?;
        let to = (0..=after.len().min(WINDOW)).rev().find(|at| after.is_char_boundary(*at))?;
        let (before, after) = (&before[from..], &after[..to]);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').unwrap_or(after.len());
        Some(Self { before: &before[start..], own: &text[span.start..span.end], after: &after[..end] })
    }

    fn sides(&self) -> [&'t str; 2] {
        [self.before, self.after]
    }

    fn is_about_spelling(&self, lists: &WordLists) -> bool {
        self.sides().iter().any(|side| lists.spelling_talk.is_in(side))
    }

    fn is_code(&self) -> bool {
        self.sides().iter().any(|side| CODE.iter().any(|sign| side.contains(sign)))
            || self.is_in_backticks()
            || self.is_identifier()
    }

    /// Between an opening backtick and a closing one.
    fn is_in_backticks(&self) -> bool {
        let opens = |(at, _): (usize, &str)| !self.before[..at].ends_with(char::is_alphanumeric);
        let closes =
            |(at, mark): (usize, &str)| !self.after[at + mark.len()..].starts_with(char::is_alphanumeric);
        self.before.rmatch_indices('`').next().is_some_and(opens)
            && self.after.match_indices('`').next().is_some_and(closes)
    }

    /// Whether the word, from space to space, contains a sign that no word of prose has, or is a list without spaces.
    fn is_identifier(&self) -> bool {
        let head = self.before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail = self.after.split(char::is_whitespace).next().unwrap_or_default();
        // The replaced text may itself be the space that ends the word.
        let (head, tail) =
            if self.own.trim().is_empty() && !self.own.is_empty() { (head, "") } else { (head, tail) };
        let is_sign = |c: char| matches!(c, '_' | '=' | '$' | '\\' | '@' | '#' | '<' | '>' | '|' | '/' | '&');
        let separators = |text: &str| {
            let between = text.char_indices().filter(|(at, c)| {
                matches!(c, ',' | ';')
                    && text[..*at].ends_with(char::is_alphanumeric)
                    && text[at + 1..].starts_with(char::is_alphanumeric)
            });
            between.count()
        };
        let word = [head, self.own, tail].concat();
        [head, tail].iter().any(|part| part.contains(is_sign))
            || word.starts_with("--") && !word.starts_with("---")
            || separators(&word) > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether replacing the first `word` is risky in a text.
    fn is_risky(text: &str, word: &str) -> bool {
        let start = text.find(word).unwrap();
        let around = Around::of(text, Span::new(start, start + word.len())).unwrap();
        around.is_about_spelling(crate::language::Language::ENGLISH.words()) || around.is_code()
    }

    #[test]
    fn talk_about_a_spelling_is_left() {
        for text in ["many people write recieve", "it is spelled recieve", "recieve is a misspelling"] {
            assert!(is_risky(text, "recieve"), "{text}");
        }
    }

    #[test]
    fn code_is_left() {
        for text in [
            "call recieve() now",
            "the flag --recieve is",
            "set $recieve to",
            "a `recieve it` b",
            "recieve_all",
            "let x = recieve ;",
            "if (recieve) { go }",
            "mail recieve@nato.int",
            "see /docs/recieve now",
        ] {
            assert!(is_risky(text, "recieve"), "{text}");
        }
        for text in ["(they recieve) it", "“We recieve”, he said", "recieve -- and give", "well-recieve"]
        {
            assert!(!is_risky(text, "recieve"), "{text}");
        }
    }

    #[test]
    fn a_list_without_spaces_is_left() {
        let text = "x foo,bar;baz y";
        let around = Around::of(text, Span::at(6)).unwrap();
        assert!(around.is_code());
        assert!(!Around::of("a word,word here", Span::at(7)).unwrap().is_code());
    }
}
