//! Malformed speaker labels.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, Legibility, rule};
use crate::source::Span;
use crate::text::offset_in;

use super::shared::edits::is_one_edit;
use super::shared::labels::{Label, labels};
use super::shared::prose::is_french;

rule! {
    /// Malformed speaker labels.
    ///
    /// A program that splits a transcript into speakers turns `Qr` into a person, and `De Hoop De Hoop Scheffer` into
    /// someone other than `De Hoop Scheffer`.
    ///
    /// The rule looks for a space before the colon, no space after it, repeated words, a letter too many or too few in
    /// the word for a question or a role (`Qr:`, `MODERTOR:`), and, as information, a label without a colon if the
    /// other labels have one. A space before the colon is right in French, and information if most labels of the
    /// document have one. The rule may be wrong about a person whose name is close to such a word.
    ///
    /// The fix for spaces is safe, unless most labels have one; the others need `--unsafe-fixes`. A missing colon has no fix.
    "malformed-speaker-label": Speech, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let labels: Vec<Label> = labels(document).collect();
    let ends = |label: &&Label, sign: &[char]| document.text(label.span).ends_with(sign);
    // Americans write `Q` without a colon and names with one; only a question that differs from the other questions is
    // wrong.
    let is_question =
        |label: &&Label| document.profile.speakers.questions.iter().any(|word| word == label.name);
    let questions = || labels.iter().filter(is_question);
    let has_colons = questions().filter(|label| ends(label, &[':', '：'])).count() * 2 > questions().count();
    let is_spaced = |label: &&Label| document.text(label.span).trim_end_matches([':', '：']).ends_with(' ');
    let is_habit = labels.len() >= 3 && labels.iter().filter(is_spaced).count() * 2 > labels.len();
    for label in &labels {
        if ends(&label, &[':', '：']) {
            let found = spaces(document, context, label);
            findings
                .extend(found.map(|found| if is_habit && is_spaced(&label) { usual(found) } else { found }));
        } else if has_colons && is_question(&label) && !ends(&label, &['-', '–', '—']) {
            findings.push(without_colon(label));
        }
        findings.extend(doubled(label).or_else(|| near_part(document, label)));
    }
}

/// What most labels of the document have is how it is written, and not for a safe fix to change.
fn usual(mut finding: Diagnostic) -> Diagnostic {
    finding.fix.iter_mut().for_each(|fix| fix.applicability = Applicability::Unsafe);
    finding.at_most(Severity::Info)
}

/// `Jamie Shea : The` and `(NATO Spokesman):The`
fn spaces(document: &Document, context: &Context, label: &Label) -> Option<Diagnostic> {
    let text = document.text(label.span);
    let head = &text[..text.len() - text.chars().next_back().map_or(0, char::len_utf8)];
    let words = label.span.start + head.trim_end().len();
    let colon = label.span.start + head.len();
    let after = document.text(Span::new(label.span.end, label.block.content.end));
    let lists = document.profile.words();
    let is_french = || is_french(after, lists) || context.legibility(label.span) == Legibility::Foreign;
    if words < colon && !lists.spaced_marks.has(":") && !is_french() {
        let gap = Span::new(words, colon);
        return Some(
            Diagnostic::new(gap, "space before the colon of a speaker label")
                .label("unexpected space")
                .help("delete the space")
                .fix(Fix::replace("delete the space", Applicability::Safe, gap, "")),
        );
    }
    let is_glued = after.starts_with(|c: char| !c.is_whitespace());
    is_glued.then(|| {
        let end = label.span.end;
        Diagnostic::new(Span::new(colon, end), "no space after the colon of a speaker label")
            .label("followed directly by the first word")
            .help("write a space")
            .fix(Fix::replace("write a space", Applicability::Safe, Span::at(end), " "))
    })
}

fn without_colon(label: &Label) -> Diagnostic {
    Diagnostic::new(label.span, "the speaker label has no colon")
        .at_most(Severity::Info)
        .label("read as a label")
        .help("add a colon, as in the other labels")
}

/// `De Hoop De Hoop Scheffer`
fn doubled(label: &Label) -> Option<Diagnostic> {
    let start = |word: &str| offset_in(label.name, word);
    let words: Vec<&str> = label.name.split_whitespace().collect();
    let same = |a: &[&str], b: &[&str]| a.iter().zip(b).all(|(a, b)| a.eq_ignore_ascii_case(b));
    let (at, count) = (1..=words.len() / 2)
        .flat_map(|count| (0..=words.len() - 2 * count).map(move |at| (at, count)))
        .find(|(at, count)| same(&words[*at..at + count], &words[at + count..at + 2 * count]))?;
    let last = words[at + count - 1];
    let first_end = start(last) + last.len();
    let (from, to) = (start(words[at]), start(words[at + count]));
    let again = &label.name[from..first_end];
    let span = Span::new(label.speaker.start + from, label.speaker.start + to);
    Some(
        Diagnostic::new(label.speaker, format!("`{again}` is repeated in a speaker label"))
            .label("the same words again")
            .help("write them once")
            .fix(Fix::replace(format!("delete the first `{again}`"), Applicability::Unsafe, span, "")),
    )
}

/// `Qr`, `MODERTOR`: the word for a role with one typo.
fn near_part(document: &Document, label: &Label) -> Option<Diagnostic> {
    let speakers = &document.profile.speakers;
    let is = |known: &String| known.eq_ignore_ascii_case(label.name);
    if label.name.contains(' ') || label.name.len() > 20 || label.role.is_some() {
        return None;
    }
    let mut known = speakers.questions.iter().chain(&speakers.parts);
    if known.clone().any(is) {
        return None;
    }
    let is_question = label.name.len() == 2 && label.name.starts_with('Q');
    let right = if is_question && speakers.questions.iter().any(|word| word == "Q") {
        "Q".to_string()
    } else {
        let near = |known: &&String| {
            known.len() >= 7 && known.len().abs_diff(label.name.len()) <= 1 && is_one_edit(known, label.name)
        };
        written_like(label.name, known.find(near)?)
    };
    let title = format!("replace `{}` with `{right}`", label.name);
    Some(
        Diagnostic::new(label.speaker, format!("`{}` is probably a typo for `{right}`", label.name))
            .label("not a known role")
            .help(format!("write `{right}`, unless it is a name"))
            .fix(Fix::replace(title, Applicability::Unsafe, label.speaker, right)),
    )
}

/// In capitals, or with a capital.
fn written_like(name: &str, known: &str) -> String {
    if name.chars().all(char::is_uppercase) {
        return known.to_uppercase();
    }
    let lower = known.to_lowercase();
    lower.chars().take(1).flat_map(char::to_uppercase).chain(lower.chars().skip(1)).collect()
}
