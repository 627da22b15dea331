//! The document itself, byte for byte.

use std::io::{self, Write};

use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// The document itself, byte for byte.
pub const FORMAT: Format = Format {
    name: "source",
    extension: "txt",
    aliases: &[],
    syntax: Syntax::Source,
    sharing: Sharing::Alone,
    identifies_names: false,
    help: "The document itself, byte for byte",
    docs: Docs { readers: "restoring the source", carries: "the document, byte for byte", loses: "nothing" },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(document.source.bytes())
}
