//! Website navigation left in the text.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Block, Document, Kind, Residue};
use crate::language::{WordClass, visit};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Website navigation left in the text.
    ///
    /// `Go to Homepage Go to Index` is the last line of thousands of documents. It makes different documents look alike
    /// to a program that compares them, and counts as words of the speaker.
    ///
    /// The rule looks at the footer and at lines of the header that are read as navigation, if their words are those of
    /// menus in some language, or the profile knows them. Other short lines of the header that are read as navigation are
    /// information, and long ones, phone numbers, addresses and one to three words in capitals, as of a letterhead, are left
    /// alone; a single word of menus in capitals is reported if another line is of a menu. Links to the page in another language are information. It may be wrong about a last sentence that begins
    /// like a link.
    ///
    /// The fix deletes the lines. It needs `--unsafe-fixes`, since deleted text cannot be checked again.
    "navigation-residue": Residue, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let is_navigation = |block: &&Block| block.kind == Kind::Residue(Residue::Navigation);
    let menus = document.blocks.iter().filter(is_navigation);
    let has_menu = menus.filter(|block| is_menu(document, document.text(block.content))).nth(1).is_some();
    for block in &document.blocks {
        match block.kind {
            Kind::Footer => findings.extend(footer(document, block)),
            Kind::Residue(Residue::Navigation) => findings.extend(menu(document, block, has_menu)),
            Kind::Residue(Residue::Language) => {
                let text = document.source.fold(block.content);
                let message = format!("`{text}` links to the page in another language");
                let finding = found(document, block.content, block.span).at_most(Severity::Info);
                findings.push(Diagnostic { message, ..finding });
            }
            _ => {}
        }
    }
}

/// A line of the header that was read as navigation: a certain one if its words are those of menus. The reader gives the
/// same role to letterheads and first sentences that it cannot place.
fn menu(document: &Document, block: &Block, has_menu: bool) -> Option<Diagnostic> {
    let text = document.text(block.content);
    if is_letterhead(text) && !(has_menu && is_menu(document, text)) {
        return None;
    }
    let finding = found(document, block.content, block.span);
    if is_menu(document, text) {
        return Some(finding);
    }
    /// A longer line is a sentence or a list.
    const MOST_WORDS: usize = 8;
    let is_short = text.split_whitespace().nth(MOST_WORDS).is_none() && !text.contains('\n');
    let help = "compare with the original page: it may be a letterhead or a heading";
    is_short.then(|| {
        Diagnostic::new(block.content, "the line fits no field of the header and may be navigation")
            .at_most(Severity::Info)
            .label("not read as part of the document")
            .help(help)
    })
}

/// Whether a line is one to three words in capitals: a scrap of a letterhead or of a masthead, such as `MEDIA` or `GOBIERNO
/// NACIONAL`.
fn is_letterhead(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    text.split_whitespace().nth(MOST_WORDS).is_none()
        && text
            .chars()
            .all(|c| c.is_uppercase() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’' | '&'))
        && text.contains(char::is_alphabetic)
}

/// Whether at least half of the letters of a line belong to words of menus, or a quarter if it has the marks of a menu.
fn is_menu(document: &Document, text: &str) -> bool {
    let known = &document.profile.residue.navigation;
    if is_link(document, text) || known.iter().any(|words| text.contains(words.as_str())) {
        return true;
    }
    let (mut covered, mut end) = (0, 0);
    visit(text, |found| {
        let is_new = found.end > end;
        if is_new && found.entry.has(WordClass::Navigation) {
            covered += letters(&text[found.start.max(end)..found.end]);
            end = found.end;
        }
    });
    let marks =
        text.chars().filter(|c| matches!(c, '|' | '»' | '›' | '>' | '•' | '▼' | '↓' | '→' | '[')).count();
    let share = if marks > 0 { 4 } else { 2 };
    covered > 0 && covered * share >= letters(text)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The lines of a footer that are links.
fn footer<'d>(document: &'d Document, block: &'d Block) -> impl Iterator<Item = Diagnostic> + 'd {
    let lines = document.text(block.span).split_inclusive('\n').scan(block.span.start, |start, line| {
        let span = Span::new(*start, *start + line.len());
        *start = span.end;
        Some((span, line))
    });
    lines.filter(|(_, line)| is_link(document, line)).map(|(span, line)| {
        let start = span.start + (line.len() - line.trim_start().len());
        found(document, Span::new(start, start + line.trim().len()), span)
    })
}

fn is_link(document: &Document, line: &str) -> bool {
    let line = line.trim().to_lowercase();
    // A speaker may end with `Back to work, as they say: …`.
    if line.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let known = document.profile.residue.navigation.iter().map(|words| words.to_lowercase());
    let lists = document.profile.words();
    let is_opened = |opener: &str| line.strip_prefix(opener).is_some_and(|rest| rest.starts_with(' '));
    lists.link_openers.iter().any(is_opened)
        || lists.navigation_links.at_start(&line).is_some()
        || known.into_iter().any(|words| line.starts_with(&words))
}

fn found(document: &Document, content: Span, lines: Span) -> Diagnostic {
    let text = document.source.fold(content);
    let short: String = text.chars().take(60).collect();
    Diagnostic::new(content, "website navigation left in the text")
        .label("not part of the document")
        .help("left behind by web extraction; delete the line")
        .fix(Fix::replace(
            format!("delete `{short}`"),
            Applicability::Unsafe,
            with_blank(document, lines),
            "",
        ))
}

/// The last line of a document with the blank lines before and behind it, which would end the document without it; other
/// lines as they are.
fn with_blank(document: &Document, lines: Span) -> Span {
    let text = document.source.text();
    let (before, after) = (&text[..lines.start], &text[lines.end..]);
    let kept = before.trim_end();
    if kept.is_empty() || !after.trim().is_empty() {
        return lines;
    }
    // The last line that is kept keeps its end.
    let line_end = before[kept.len()..].find('\n').map_or(kept.len(), |at| kept.len() + at + 1);
    Span::new(line_end, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;
    use crate::rules::tests::paragraphs;
    use crate::source::Source;

    #[test]
    fn no_blank_line_is_left_at_the_end() {
        let left = |text: &str, line: &str| {
            let source = Source::from_text("a.txt", text);
            let start = text.find(line).unwrap();
            let lines = Span::new(start, start + line.len());
            let deleted = with_blank(&paragraphs(&source, Profile::plain()), lines);
            [&text[..deleted.start], &text[deleted.end..]].concat()
        };
        assert_eq!(left("The end.\n\n \nGo to Index\n\n", "Go to Index\n"), "The end.\n");
        assert_eq!(left("The end.\r\n\r\nGo to Index", "Go to Index"), "The end.\r\n");
        assert_eq!(left("A menu\n\nThe text.\n", "A menu\n"), "\nThe text.\n");
        assert_eq!(left("\nGo to Index\n", "Go to Index\n"), "\n");
    }

    #[test]
    fn menus_are_made_of_their_words() {
        let is_menu = |text: &str| {
            let source = Source::from_text("a.txt", text);
            is_menu(&paragraphs(&source, Profile::plain()), text)
        };
        for text in [
            "Skip to main content",
            "Current Articles | Archives | Search",
            "Back to top",
            "Imprimir la página",
        ] {
            assert!(is_menu(text), "{text}");
        }
        for text in [
            "PERMANENT MISSION OF THE REPUBLIC OF HAVEN",
            "EXCMO. SR. D. PEDRO HOLLIS",
            "All members of the group took advantage of the assistance of the ministry.",
            "$14.5 million to help the harbours of the coast",
            "DE LA RÉPUBLIQUE DU PORT",
        ] {
            assert!(!is_menu(text), "{text}");
        }
    }
}
