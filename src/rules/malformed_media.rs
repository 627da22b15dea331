//! Media lines with an error in the file type or size.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;
use crate::text::offset_in;

rule! {
    /// Media lines with an error in the file type or size.
    ///
    /// The line is all that is left of a recording. Its type and size help to find the file in an archive;
    /// `.MP/4.195Mb` and `.MP3/.985Kb` do not.
    ///
    /// The rule looks for a file type that is the beginning of another one (`MP` of `MP3`), and for a size that begins
    /// with a dot, has two dots or no unit. A dot between digits is fine: in `1.045 Kb` it is a thousands separator,
    /// and in `3.283Kb` it may be one too. The rule is wrong about a type of the profile that really is the beginning
    /// of another.
    ///
    /// There is no fix: the right size is not in the text.
    "malformed-media": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for block in document.blocks.iter().filter(|block| block.kind == Kind::Media) {
        let text = document.text(block.content);
        let Some(file) = File::new(text) else { continue };
        let Some((part, message)) = file.fault(document) else { continue };
        let start = block.content.start + offset_in(text, part);
        findings.push(
            Diagnostic::new(Span::new(start, start + part.len()), message)
                .label("as in `.MP3/3283Kb`: type, slash, size, unit")
                .help("look it up in the original, if that still has the file"),
        );
    }
}

/// The parts of `.MP3/3.283Kb`.
struct File<'t> {
    kind: &'t str,
    size: &'t str,
    unit: &'t str,
}

impl<'t> File<'t> {
    fn new(text: &'t str) -> Option<Self> {
        let slash = text.rfind('/')?;
        let (before, rest) = (&text[..slash], &text[slash + 1..]);
        let kind = &before[before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len()..];
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let size = rest[..rest.len() - unit.len()].trim_end();
        let unit = unit.trim_end_matches([')', ']', ' ']);
        size.contains(|c: char| c.is_ascii_digit()).then_some(Self { kind, size, unit })
    }

    fn fault(&self, document: &Document) -> Option<(&'t str, String)> {
        let types = &document.profile.media.types;
        let longer = types.iter().find(|known| {
            known.len() > self.kind.len()
                && known.get(..self.kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(self.kind))
                && known[self.kind.len()..].bytes().all(|byte| byte.is_ascii_digit())
        });
        if let Some(longer) = longer.filter(|_| !self.kind.is_empty()) {
            return Some((self.kind, format!("`{}` is not a file type; perhaps `{longer}`", self.kind)));
        }
        if self.size.starts_with(['.', ',']) {
            return Some((self.size, "the size begins with a dot".to_string()));
        }
        if self.size.contains("..") || self.size.ends_with(['.', ',']) {
            return Some((self.size, "the size has one dot too many".to_string()));
        }
        self.unit.is_empty().then(|| (self.size, "the size has no unit".to_string()))
    }
}
