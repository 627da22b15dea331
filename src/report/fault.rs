//! An error in a configuration file, drawn by miette inside its text.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::excerpt::Excerpt;
use super::{Visible, visible};
use crate::source::{Source, Span};

/// The line of a file with the position marked, and the help below it. The message has been printed before.
pub fn marked(source: &Source, span: Span, help: Option<&str>) -> String {
    let excerpt = Excerpt::new(source, &[span]);
    let label = excerpt.shown(0).map(|shown| LabeledSpan::new_primary_with_span(None, shown));
    let mark = Mark { help: help.map(|help| visible(help).into_owned()), label, excerpt };
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode());
    let handler = handler.without_syntax_highlighting().with_links(false).with_width(super::human::WIDTH);
    let mut text = String::new();
    handler.render_report(&mut text, &mark).expect("excerpts hold all spans of their labels");
    // miette begins with the message, which is empty here.
    text.split_once('\n').map(|(_, drawing)| drawing.to_string()).unwrap_or_default()
}

/// A marked position in miette's form.
#[derive(Debug)]
struct Mark {
    help: Option<Visible<'static>>,
    label: Option<LabeledSpan>,
    excerpt: Excerpt,
}

impl fmt::Display for Mark {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Mark {}

impl miette::Diagnostic for Mark {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.label.iter().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_drawn_in_its_line() {
        let source = Source::from_text("doclint.toml", "# é\n[levls]\n");
        let drawn = marked(&source, Span::new(6, 11), Some("did you mean `levels`?"));
        let plain: String = anstream::adapter::strip_str(&drawn).to_string();
        let expected = "   ╭─[doclint.toml:2:2]
 2 │ [levls]
   ·  ─────
   ╰────
  help: did you mean `levels`?
";
        assert_eq!(plain, expected);
    }
}
