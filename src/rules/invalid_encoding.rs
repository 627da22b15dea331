//! Files that are not UTF-8.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{Encoding, Span, invalid_byte};

use super::shared::misread::windows_character;

rule! {
    /// Files that are not encoded in UTF-8.
    ///
    /// Nothing in the file says how to decode its bytes, so each tool guesses: one shows `Communiqué`, the next
    /// `Communiqu�`, and a third stops. In a corpus of UTF-8 files, such a file is the one that breaks the run.
    ///
    /// In a file that is UTF-8 but for a few bytes, each of them is reported. Such bytes come from a line that was pasted
    /// from a file in another encoding, or from a character that was cut in two.
    ///
    /// In any other file, the rule reports once, at the first character that is not ASCII, and shows how the file was
    /// decoded: as Windows-1252, or as ISO 8859-1 if no byte distinguishes the two. That guess may be wrong for files from
    /// other parts of the world; check the character that is shown. UTF-16 with a byte order mark is unambiguous and is
    /// information.
    ///
    /// The fix of a single byte writes the character that it is in Windows-1252. It needs `--unsafe-fixes`, and there is
    /// none for several bytes in a row, which are part of a character. A whole file has no fix: fixes keep its encoding.
    /// Convert it with a tool such as `iconv`.
    "invalid-encoding": Encoding, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let encoding = document.source.encoding();
    let text = document.source.text();
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => {}
        Encoding::DamagedUtf8 => findings.extend(invalid_bytes(text).map(|span| not_utf8(text, span))),
        Encoding::Windows1252 | Encoding::Latin1 => {
            findings.extend(first(text, |c| !c.is_ascii()).map(|span| {
                Diagnostic::new(span, "the file is not UTF-8")
                    .label(format!("decoded as {}", encoding.name()))
                    .help(format!(
                        "check that this is the right character, then run `iconv -f {} -t utf-8`",
                        encoding.name()
                    ))
            }))
        }
        Encoding::Utf16Le | Encoding::Utf16Be => findings.extend(first(text, |_| true).map(|span| {
            Diagnostic::new(span, format!("the file is {}", encoding.name()))
                .at_most(Severity::Info)
                .label("has a byte order mark")
                .help("many tools read only UTF-8: run `iconv -f utf-16 -t utf-8`")
        })),
    }
}

fn first(text: &str, wanted: impl Fn(char) -> bool) -> Option<Span> {
    let (at, c) = text.char_indices().find(|(_, c)| wanted(*c))?;
    Some(Span::new(at, at + c.len_utf8()))
}

/// The runs of characters that stand for invalid bytes.
fn invalid_bytes(text: &str) -> impl Iterator<Item = Span> {
    let is_invalid = |c| invalid_byte(c).is_some();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_invalid)?;
        at = text[start..].find(|c| !is_invalid(c)).map_or(text.len(), |length| start + length);
        Some(Span::new(start, at))
    })
}

fn not_utf8(text: &str, span: Span) -> Diagnostic {
    let bytes: Vec<u8> = text[span.start..span.end].chars().filter_map(invalid_byte).collect();
    let shown: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    let noun = if bytes.len() == 1 { "byte" } else { "bytes" };
    let finding = Diagnostic::new(span, format!("invalid {noun} {} in a UTF-8 file", shown.join(" ")));
    let [byte] = bytes.as_slice() else {
        return finding.label("part of a character").help("look it up in the original");
    };
    let Some(meant) = windows_character(*byte) else {
        return finding.label("not a character in Windows-1252 either").help("look it up in the original");
    };
    finding
        .label(format!("`{meant}` in Windows-1252"))
        .help(format!("write `{meant}`, if the original has it"))
        .fix(Fix::replace(
            format!("replace byte {byte:02X} with `{meant}`"),
            Applicability::Unsafe,
            span,
            meant.to_string(),
        ))
}
