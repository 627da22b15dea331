//! Header fields that end in the middle of a phrase.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Document, Kind};
use crate::profile::Field;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Header fields that end in the middle of a phrase.
    ///
    /// `Council in` is what remains of a place or an occasion after web extraction lost a line. The value is wrong, and
    /// a corpus sorted by place gets a place of that name.
    ///
    /// The rule looks at the last word of title, place, document type and byline: none of them ends with an article,
    /// `of`, `and`, `by` or `from` in lower case. A title may end with `in`, `at`, `for`, `to`, `on` or `with`
    /// (`What the Alliance Stands for`), so there they are information. A comma at the end of a byline is reported too:
    /// a name or an office followed, or was meant to. A phrase that goes on in the next line or the next field is
    /// whole.
    ///
    /// There is no fix for the missing words, which are not in the text. The fix for a comma deletes it and needs
    /// `--unsafe-fixes`.
    "truncated-field": Header, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let header = &document.header;
    let title = header.title.map(|span| (Field::Title, span));
    let place = header.place.last().map(|span| (Field::Place, *span));
    let genre = header.genre.map(|genre| (Field::Genre, genre.span)).filter(|(_, span)| {
        // The first words of a byline: `Speech by …`.
        !header.byline.iter().any(|line| line.contains(*span))
    });
    let byline = header.byline.last().map(|span| (Field::Byline, *span));
    for (field, span) in [title, place, genre, byline].into_iter().flatten() {
        if !is_wrapped(document, span) {
            findings.extend(cut(document, field, span).or_else(|| comma(document, field, span)));
        }
    }
}

/// Whether the phrase goes on behind the field, on its line or on the next one.
fn is_wrapped(document: &Document, field: Span) -> bool {
    let mut lines = document.source.text()[field.end..].split('\n').map(str::trim);
    lines.next().is_some_and(|rest| rest.contains(char::is_alphanumeric))
        || lines.next().is_some_and(|line| !line.is_empty())
}

/// The kind of the block below a field.
fn next(document: &Document, field: Span) -> Option<Kind> {
    let mut below = document.blocks.iter().filter(|block| block.span.start >= field.end);
    below.find(|block| block.kind != Kind::Blank).map(|block| block.kind)
}

fn cut(document: &Document, field: Field, span: Span) -> Option<Diagnostic> {
    let text = document.text(span).trim_end();
    let word = text.rsplit(char::is_whitespace).next()?;
    // `Part A`, `Building a`: an article needs something before it that it is not the name of.
    let lists = document.profile.words();
    let seldom = lists.seldom_last.has_as_written(word);
    if word.len() == text.len() && field != Field::Byline || !seldom && !lists.never_last.has_as_written(word)
    {
        return None;
    }
    // `Statement by`, and the name on the next line.
    if next(document, span) == Some(Kind::Byline) {
        return None;
    }
    let end = span.start + text.len();
    let name = field.name();
    let finding = Diagnostic::new(Span::new(end - word.len(), end), format!("the {name} ends with `{word}`"))
        .label("something followed here")
        .help("web extraction drops short lines; take the rest from the original page");
    Some(if seldom && field == Field::Title && !is_occasion(document, span) {
        finding.at_most(Severity::Info)
    } else {
        finding
    })
}

/// Whether a title is in the place slot, before the date: `Council in`.
fn is_occasion(document: &Document, title: Span) -> bool {
    let date = document.header.date.as_ref();
    document.header.updated.is_some() && date.is_some_and(|date| title.end <= date.span.start)
}

/// A comma after the last line of a byline.
fn comma(document: &Document, field: Field, span: Span) -> Option<Diagnostic> {
    let text = document.text(span).trim_end();
    let kept = text.strip_suffix(',')?;
    let is_listed =
        matches!(next(document, span), Some(Kind::Byline | Kind::Date | Kind::Place | Kind::Title));
    if field != Field::Byline || is_listed {
        return None;
    }
    let comma = Span::new(span.start + kept.len(), span.start + text.len());
    let spare = Span::new(span.start + kept.trim_end().len(), comma.end);
    Some(
        Diagnostic::new(comma, "the byline ends with a comma")
            .label("something followed here, or was meant to")
            .help("compare with the original page, or delete the comma")
            .fix(Fix::replace("delete the comma", Applicability::Unsafe, spare, "")),
    )
}
