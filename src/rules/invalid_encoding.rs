//! Files that are not UTF-8.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{Encoding, Span};

rule! {
    /// Files that are not encoded in UTF-8.
    ///
    /// Nothing in the file says how to decode its bytes, so each tool guesses: one shows `Communiqué`, the next
    /// `Communiqu�`, and a third stops. In a corpus of UTF-8 files, such a file is the one that breaks the run.
    ///
    /// The rule reports once, at the first character that is not valid UTF-8, and shows how the file was decoded: as
    /// Windows-1252, or as ISO 8859-1 if no byte distinguishes the two. That guess may be wrong for files from other
    /// parts of the world; check the character that is shown. UTF-16 with a byte order mark is unambiguous and is
    /// information.
    ///
    /// There is no fix: fixes keep the encoding of the file. Convert it with a tool such as `iconv`.
    "invalid-encoding": Encoding, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let encoding = document.source.encoding();
    let text = document.source.text();
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => {}
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
