//! Findings as GitHub Actions commands, which become annotations of the changed lines.
//!
//! GitHub shows ten annotations of each severity per step, so sorting them gains nothing.

use super::place::{Place, relative};
use super::{remedied, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;

/// The command of a finding.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic, root: Option<&str>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = property(relative(source.path(), root));
    let region = region(Place::new(source, diagnostic.span));
    let remedied = remedied(diagnostic);
    // The remedy may be the help.
    let rest = diagnostic.help.iter().filter(|help| !remedied.ends_with(help.as_str()));
    let help = rest.map(|help| format!("\n{help}")).collect::<String>();
    let message = data(&format!("{remedied}{help}"));
    format!("::{command} file={file},{region},title={}::{message}\n", property(diagnostic.rule))
}

/// Columns only work within one line.
fn region(Place { start, end }: Place) -> String {
    if start.line == end.line {
        format!("line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    }
}

/// A message. Line breaks are escaped; everything else that a terminal would interpret is escaped too, since logs are
/// read on one.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped(line.trim_end_matches('\r'))).collect();
    lines.join("%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

/// The text in the form that the runner decodes from `%25`, and without the start of a command in its older form,
/// `##[command]`, which it accepts anywhere in a line. There is no escape for a bracket.
fn escaped(text: &str) -> String {
    crate::visible::without_brackets(&visible(&text.replace('%', "%25")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let source = Source::from_text("a,b:c%.txt", "é x\ny");
        let mut finding_ = Diagnostic::new(Span::new(3, 4), "100 %\r\n::error::, no").help("say: `x`");
        finding_.rule = "misspelling";
        assert_eq!(
            finding(&source, &finding_, None),
            "::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=3,endColumn=4,title=misspelling\
             ::100 %25%0A::error::, no%0Asay: `x`\n"
        );
        finding_.message = "b ##[add-mask]c ##vso[d]".into();
        let shown = finding(&Source::from_text("##[x]y.txt", "é x\ny"), &finding_, None);
        assert!(shown.starts_with("::error file=##⟨5B⟩x]y.txt,"), "{shown}");
        assert!(shown.contains("::b ##⟨5B⟩add-mask]c ##vso⟨5B⟩d]"), "{shown}");
        finding_.span = Span::new(3, 6);
        assert!(finding(&source, &finding_, None).contains(",line=1,endLine=2,title="));
    }
}
