//! Words with letters of two scripts.

use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Words in which a letter of another script stands for one that looks the same.
    ///
    /// `Аlliance` with a Cyrillic `А` looks right, and no search finds it. Such letters come from keyboards with two
    /// layouts, from OCR that reads several languages, and from people who want to get past a filter.
    ///
    /// The rule reports words that mix Latin with Cyrillic or Greek letters when every letter of the rarer script has a
    /// look-alike (Unicode Technical Standard 39) in the other. Units and symbols (`μm`, `ΔT`) have no look-alike, or
    /// only one Latin letter, and are left alone; so are names that mix scripts on purpose with letters that differ.
    ///
    /// The fix writes the look-alike. It needs `--unsafe-fixes`.
    "mixed-script": Encoding, Warn, Unsafe, since "0.1.0"
}

/// First bytes in UTF-8 of Greek and Cyrillic letters.
const FIRST_BYTES: std::ops::RangeInclusive<u8> = 0xcd..=0xd4;

/// Fewer letters are a symbol with its unit, or a label: `μm`, `ΔT`.
const FEWEST_LETTERS: usize = 3;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !FIRST_BYTES.clone().any(|byte| document.source.has_mark(byte)) {
        return;
    }
    let text = document.source.text();
    let mut from = 0;
    for (at, c) in document.source.marks(Span::new(0, text.len())) {
        if at < from || !matches!(c.script(), Script::Greek | Script::Cyrillic) {
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric();
        let start = from + text[from..at].trim_end_matches(is_part).len();
        let word = Span::new(start, text.len() - text[at..].trim_start_matches(is_part).len());
        from = word.end;
        findings.extend(found(text, word));
    }
}

fn found(text: &str, word: Span) -> Option<Diagnostic> {
    let written = &text[word.start..word.end];
    let of = |script: Script| written.chars().filter(|c| c.script() == script).count();
    let (latin, greek, cyrillic) = (of(Script::Latin), of(Script::Greek), of(Script::Cyrillic));
    let (other, count, name) = if greek > cyrillic {
        (Script::Greek, greek, "Greek")
    } else {
        (Script::Cyrillic, cyrillic, "Cyrillic")
    };
    if latin == 0 || latin + count < FEWEST_LETTERS || greek > 0 && cyrillic > 0 {
        return None;
    }
    // In a word of two scripts with as many letters the Latin ones are likelier: most documents are in Latin script.
    let (rare, main, rare_name) =
        if count <= latin { (other, Script::Latin, name) } else { (Script::Latin, other, "Latin") };
    let meant: String = written
        .chars()
        .map(|c| if c.script() == rare { look_alike(c, main) } else { Some(c) })
        .collect::<Option<_>>()?;
    let strange = written.chars().find(|c| c.script() == rare)?;
    let letter = format!("`{strange}` (U+{:04X})", u32::from(strange));
    Some(
        Diagnostic::new(word, format!("`{written}` has a {rare_name} letter that looks like another"))
            .label(format!("{letter} is {rare_name}"))
            .help(format!("write `{meant}`, in one script"))
            .fix(Fix::replace(format!("write `{meant}` in one script"), Applicability::Unsafe, word, meant)),
    )
}

/// The letter of a script that looks the same, in the same case.
fn look_alike(c: char, script: Script) -> Option<char> {
    let shape: String = skeleton(&c.to_string()).collect();
    let candidates: Box<dyn Iterator<Item = char>> = match script {
        Script::Latin => Box::new(('A'..='Z').chain('a'..='z')),
        Script::Greek => Box::new('\u{391}'..='\u{3c9}'),
        _ => Box::new('\u{400}'..='\u{45f}'),
    };
    let is_alike = |candidate: &char| {
        candidate.is_uppercase() == c.is_uppercase() && skeleton(&candidate.to_string()).eq(shape.chars())
    };
    candidates.filter(is_alike).find(|candidate| candidate.is_alphabetic())
}
