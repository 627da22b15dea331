//! Files that are not in UTF-8.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{Encoding, Span};

rule! {
    /// The file is not in UTF-8.
    ///
    /// Nothing in the file says how its bytes are to be read, so each tool guesses: one shows `Communiqué`, the next
    /// `Communiqu�`, and a third stops. In a corpus of UTF-8 files such a file is the one that breaks the run.
    ///
    /// The rule reports once, at the first character that UTF-8 writes otherwise, with the reading that was taken for it:
    /// Windows-1252, or ISO 8859-1 where no byte tells the two apart. That reading may be wrong for files from other
    /// parts of the world; look at the character that is shown. UTF-16 with a byte order mark can be read without a doubt,
    /// and is information.
    ///
    /// There is no fix: fixes keep the encoding of the file. Write it anew with a tool such as `iconv`.
    "invalid-encoding": Encoding, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let encoding = document.source.encoding();
    let text = document.source.text();
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => {}
        Encoding::Windows1252 | Encoding::Latin1 => {
            findings.extend(first(text, |c| !c.is_ascii()).map(|span| {
                Diagnostic::new(span, "the file is not in UTF-8")
                    .label(format!("read as {}", encoding.name()))
                    .help(format!(
                        "look whether this is the right character, then `iconv -f {} -t utf-8`",
                        encoding.name()
                    ))
            }))
        }
        Encoding::Utf16Le | Encoding::Utf16Be => findings.extend(first(text, |_| true).map(|span| {
            Diagnostic::new(span, format!("the file is in {}", encoding.name()))
                .at_most(Severity::Info)
                .label("a byte order mark says so")
                .help("many tools read UTF-8 only: `iconv -f utf-16 -t utf-8`")
        })),
    }
}

fn first(text: &str, wanted: impl Fn(char) -> bool) -> Option<Span> {
    let (at, c) = text.char_indices().find(|(_, c)| wanted(*c))?;
    Some(Span::new(at, at + c.len_utf8()))
}
