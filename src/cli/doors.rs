//! Stand-ins for rooms that are still being built. Each has the door of the real one.

/// Stands in for `crate::schema`.
pub(super) mod schema {
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        ["document", "findings", "profile"].into_iter()
    }
    pub(crate) fn published(name: &str) -> Option<&'static str> {
        names().any(|known| known == name).then_some("{}\n")
    }
}

/// Stands in for `crate::emit`.
pub(super) mod emit {
    use std::io::{self, Write};

    use crate::diagnostic::Diagnostic;
    use crate::document::Document;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Format {
        Json,
        Jsonl,
        Tei,
    }

    impl Format {
        pub(crate) const fn extension(self) -> &'static str {
            match self {
                Format::Json => "json",
                Format::Jsonl => "jsonl",
                Format::Tei => "xml",
            }
        }
        pub(crate) const fn holds_many(self) -> bool {
            !matches!(self, Format::Tei)
        }
    }

    #[derive(Clone, Debug, Default)]
    pub(crate) struct Options {}

    pub(crate) fn emit(
        document: &Document,
        _findings: Option<&[Diagnostic]>,
        format: Format,
        _options: &Options,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            Format::Tei => writeln!(out, "<TEI/>"),
            _ => writeln!(out, "{}", serde_json::json!({"schema": "doclint/1", "id": document.source.id()})),
        }
    }

    pub(crate) struct Joined<W> {
        out: W,
        format: Format,
        empty: bool,
    }

    impl<W: Write> Joined<W> {
        pub(crate) const fn new(out: W, format: Format) -> Self {
            Self { out, format, empty: true }
        }
        pub(crate) fn add(&mut self, emitted: &[u8]) -> io::Result<()> {
            let first = std::mem::replace(&mut self.empty, false);
            if self.format != Format::Json {
                return self.out.write_all(emitted);
            }
            self.out.write_all(if first { b"[\n" } else { b",\n" })?;
            self.out.write_all(emitted.strip_suffix(b"\n").unwrap_or(emitted))
        }
        pub(crate) fn finish(mut self) -> io::Result<W> {
            if self.format == Format::Json {
                self.out.write_all(if self.empty { b"[]\n" } else { b"\n]\n" })?;
            }
            Ok(self.out)
        }
    }
}
