//! Findings with an excerpt of the text, drawn by miette.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};

use super::excerpt::Excerpt;
use super::{Visible, times, visible};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label, Severity};
use crate::source::{Position, Source, Span};

/// Text is wrapped to this many columns everywhere, so that reports can be compared.
pub(super) const WIDTH: usize = 100;

/// Draws findings.
#[derive(Debug)]
pub(super) struct Human {
    handler: GraphicalReportHandler,
}

impl Human {
    pub(super) fn new(color: bool) -> Self {
        // The user's sixteen terminal colours, not fixed ones.
        let styles = if color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(WIDTH);
        Self { handler: handler.without_syntax_highlighting().with_links(false) }
    }

    /// One finding that stands for so many.
    pub(super) fn finding(&self, source: &Source, diagnostic: &Diagnostic, count: usize) -> String {
        let mut text = String::new();
        let view = View::new(source, diagnostic, count);
        self.handler.render_report(&mut text, &view).expect("excerpts hold all spans of their labels");
        text
    }
}

/// A finding in miette's form. Everything from the document has been escaped.
#[derive(Debug)]
struct View {
    title: Visible<'static>,
    severity: miette::Severity,
    help: Option<Visible<'static>>,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl View {
    fn new(source: &Source, diagnostic: &Diagnostic, count: usize) -> Self {
        let spans: Vec<Span> = std::iter::once(diagnostic.span)
            .chain(diagnostic.related.iter().map(|label| label.span))
            .collect();
        let texts =
            std::iter::once(&diagnostic.label).chain(diagnostic.related.iter().map(|label| &label.text));
        let excerpt = Excerpt::new(source, &spans);
        let labels = texts.enumerate();
        let labels = labels.filter_map(|(n, text)| Some(label(text, n == 0, excerpt.shown(n)?))).collect();
        let (severity_, times) = (diagnostic.severity.name(), times(count));
        let title = format!("{severity_}[{}]: {}{times}", diagnostic.rule, diagnostic.message);
        Self {
            title: visible(&title).into_owned(),
            severity: severity(diagnostic.severity),
            help: help(source, diagnostic, &excerpt),
            labels,
            excerpt,
        }
    }
}

/// A label; no text if it has none, so that no line is drawn to nothing.
fn label(text: &str, primary: bool, span: miette::SourceSpan) -> LabeledSpan {
    let text = Some(visible(text).into_string()).filter(|text| !text.is_empty());
    if primary {
        LabeledSpan::new_primary_with_span(text, span)
    } else {
        LabeledSpan::new_with_span(text, span)
    }
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

/// Positions that the excerpt leaves out, the help, and the fix below it.
fn help(source: &Source, diagnostic: &Diagnostic, excerpt: &Excerpt) -> Option<Visible<'static>> {
    let left_out = diagnostic.related.iter().enumerate().filter(|(n, _)| excerpt.shown(n + 1).is_none());
    let lines: Vec<Visible> = left_out
        .map(|(_, label)| far(source, label))
        .chain(diagnostic.help.as_deref().map(|help| visible(help).into_owned()))
        .chain(diagnostic.fix.as_ref().map(fix))
        .collect();
    (!lines.is_empty()).then(|| Visible::lines(&lines))
}

/// `closes here`, far away, becomes `closes at line 21, column 287`.
fn far(source: &Source, label: &Label) -> Visible<'static> {
    let Position { line, column } = source.position(label.span.start);
    let text = if label.text.is_empty() { "see also" } else { &label.text };
    let text = text.strip_suffix(" here").unwrap_or(text);
    visible(&format!("{text} at line {line}, column {column}")).into_owned()
}

fn fix(fix: &Fix) -> Visible<'static> {
    let kind = match fix.applicability {
        Applicability::Safe => "fix",
        Applicability::Unsafe => "unsafe fix",
        Applicability::DisplayOnly => "suggestion",
    };
    visible(&format!("{kind}: {}", fix.title)).into_owned()
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for View {}

impl miette::Diagnostic for View {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use allocation_counter::measure;

    use super::*;

    fn draw(text: &str, diagnostic: Diagnostic) -> String {
        let diagnostic = Diagnostic { rule: "misspelling", ..diagnostic };
        Human::new(false).finding(&Source::from_text("a.txt", text), &diagnostic, 1)
    }

    #[test]
    fn a_finding_is_drawn_with_its_text() {
        let text = "At the\nheart of the Allaince’s effort\n";
        let at = text.find("Allaince").unwrap();
        let span = Span::new(at, at + 8);
        let finding = Diagnostic::new(span, "`Allaince` is a misspelling")
            .label("known misspelling of `Alliance`")
            .help("`Alliance` occurs 12 times in this document")
            .fix(Fix::replace("replace it with `Alliance`", Applicability::Safe, span, "Alliance"));
        let expected = "  × error[misspelling]: `Allaince` is a misspelling
   ╭─[a.txt:2:14]
 2 │ heart of the Allaince’s effort
   ·              ────┬───
   ·                  ╰── known misspelling of `Alliance`
   ╰────
  help: `Alliance` occurs 12 times in this document
        fix: replace it with `Alliance`
";
        assert_eq!(draw(text, finding), expected);
    }

    #[test]
    fn a_label_at_the_end_of_the_file_is_drawn() {
        let expected = "  × error[misspelling]: no line end
   ╭─[a.txt:1:4]
 1 │ abc
   ·    ▲
   ·    ╰── here
   ╰────
";
        assert_eq!(draw("abc", Diagnostic::new(Span::at(3), "no line end").label("here")), expected);
    }

    #[test]
    fn places_far_apart_are_drawn_apart() {
        let text = "9 July 2003\n\nx\n\nfrom 9 to 11 July\n";
        let finding = Diagnostic::new(Span::new(0, 6), "dates disagree")
            .label("one day")
            .see(Span::new(21, 33), "three");
        let drawn = draw(text, finding.at_most(Severity::Info));
        assert_eq!(drawn.matches("╭─[a.txt").count(), 2, "{drawn}");
        assert!(drawn.contains("─[a.txt:5:6]") && drawn.contains("╰── three"), "{drawn}");
    }

    #[test]
    fn any_span_can_be_drawn() {
        let text = "é’à x\r\n\n\u{1b}[31m\nzwei";
        let ends: Vec<usize> =
            (0..=text.len() + 2).filter(|at| text.is_char_boundary(*at) || *at > text.len()).collect();
        let spans: Vec<Span> =
            ends.iter().flat_map(|start| ends.iter().map(|end| Span::new(*start, *end))).collect();
        let spans: Vec<Span> = spans.into_iter().filter(|span| span.start <= span.end).collect();
        for (one, other) in spans.iter().flat_map(|one| spans.iter().map(move |other| (*one, *other))) {
            let finding = Diagnostic::new(one, "x").label("here").see(other, "and there");
            let drawn = draw(text, finding);
            let shown = drawn.contains("here") && drawn.contains("and there");
            assert!(shown && !drawn.contains('\u{1b}'), "{one:?} {other:?}\n{drawn}");
        }
    }

    #[test]
    fn a_place_far_away_on_the_line_is_told() {
        let text = format!("Title\n\n{}over” he said\n", "so it is ".repeat(40));
        let at = text.find('”').unwrap();
        let finding = Diagnostic::new(Span::new(7, 9), "not opened").label("opens").help("look");
        let drawn = draw(&text, finding.see(Span::new(at, at + 3), "closes here"));
        assert!(drawn.contains("help: closes at line 3, column 365\n        look\n"), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= WIDTH), "{drawn}");
    }

    /// The cost of a finding does not grow with its line: neither in drawing nor in allocation.
    #[test]
    fn a_finding_on_a_long_line_costs_no_more_than_on_a_short_one() {
        let source = Source::from_text("a.txt", "für Allaince ".repeat(72_000));
        let human = Human::new(false);
        for at in (0..10_000).step_by(100).map(|n| n * 14 * 7 + 5) {
            let finding = Diagnostic::new(Span::new(at, at + 8), "x").label("y").see(Span::at(3), "here");
            let mut drawn = String::new();
            let allocated = measure(|| drawn = human.finding(&source, &finding, 1));
            assert!(drawn.contains("Allaince") && drawn.len() < 2_000, "{drawn}");
            assert!(allocated.bytes_total < 200_000, "{} bytes", allocated.bytes_total);
        }
    }
}
