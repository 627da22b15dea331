//! Characters decoded with the wrong encoding.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::{Language, WordLists};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::misread::{Misread, byte_of, misread, windows};

rule! {
    /// Mojibake: characters decoded with the wrong encoding.
    ///
    /// `today’s` became `todayâ€™s`, `Résidence` became `RÃ©sidence`. A search does not find the words, and each
    /// garbled character counts as two or three.
    ///
    /// Three kinds are known. UTF-8 decoded as Windows-1252 gives sequences that no language uses; if an accented
    /// capital before a quotation mark could be intended, the rule is silent. A DOS character in a French word
    /// (`d'ˆtre`, `r“le`) and a Macintosh apostrophe (`Todayís`) are reported only in known contexts. A lone `œ` was a
    /// dash or a pound sign.
    ///
    /// The fix writes the original character. It is safe for double encodings of French, German and the like, and of
    /// quotation marks and dashes inside words and sentences. It needs `--unsafe-fixes` for a letter on its own
    /// (`é became Ã©`), which may be shown on purpose; after capitals, where the letter may be right; in a sentence
    /// about characters, or one that also has the word spelt correctly; and everywhere else. A lone `œ` has no fix.
    "mojibake": Encoding, Error, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let (mut from, lists) = (0, document.profile.words());
    for (at, c) in document.source.marks(Span::new(0, text.len())) {
        if c.is_ascii() || at < from {
            continue;
        }
        let around = Around { before: &text[..at], c, text: &text[at..], lists };
        let Some(slip) = around.slip() else { continue };
        from = at + slip.len;
        findings.push(found(&text[at..from], at, slip));
    }
}

/// A character with its context.
struct Around<'t> {
    before: &'t str,
    c: char,
    /// The text from the character on.
    text: &'t str,
    lists: &'t WordLists,
}

/// A wrongly decoded character, and how it came about.
struct Slip {
    len: usize,
    meant: Option<char>,
    how: &'static str,
    trust: Applicability,
}

impl Around<'_> {
    fn slip(&self) -> Option<Slip> {
        self.doubly_encoded().or_else(|| self.cut()).or_else(|| self.of_another_system())
    }

    fn last(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    /// `Ã©`, `â€™`, `Â’`
    fn doubly_encoded(&self) -> Option<Slip> {
        let Misread { len, meant } = misread(self.text)?;
        let next = self.text[len..].chars().next();
        let inner = self.text[self.c.len_utf8()..].chars().next()?;
        // `AMANHû`: the quotation mark after a capital is a real one.
        let may_close = "’”“‘»›…–—".contains(inner);
        let after_capital = self.last().is_some_and(char::is_uppercase);
        let lettered = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let how = "UTF-8 decoded as Windows-1252";
        let lone = meant.is_alphabetic() && !lettered(self.last()) && !lettered(next);
        let trust = if lone || meant.is_lowercase() && self.is_after_capitals() {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        let safe = |meant| Some(Slip { len, meant: Some(meant), how, trust });
        match self.c {
            'â' => ('\u{2000}'..='\u{22ff}').contains(&meant).then_some(meant).and_then(safe),
            'ï' => (meant == '\u{feff}').then_some(meant).and_then(safe),
            'Â' if after_capital && may_close => None,
            // An earlier step took Windows-1252 for ISO 8859-1: `Â’` is `’`.
            'Â' => safe(windows(meant).unwrap_or(meant)),
            'Ã' if may_close && !(lettered(next) && meant.is_uppercase() == after_capital) => None,
            'Ã' => safe(meant),
            // `Å¡`, `Ð°`: single letters of other alphabets may occur by chance, but not two in a row or one inside a
            // word.
            _ if may_close || !meant.is_alphabetic() => None,
            _ => {
                let again = misread(&self.text[len..]).is_some();
                let inside = lettered(self.last()) && lettered(next) && !after_capital;
                let slip = Slip { len, meant: Some(meant), how, trust: Applicability::Unsafe };
                (again || inside || self.before.chars().rev().nth(1).is_some_and(|c| c == self.c))
                    .then_some(slip)
            }
        }
    }

    /// Whether two capitals come before it: `MANHÃ§` may be a word in capitals.
    fn is_after_capitals(&self) -> bool {
        self.before.chars().rev().take(2).filter(|c| c.is_uppercase()).count() == 2
    }

    /// `â€` without its last byte.
    fn cut(&self) -> Option<Slip> {
        let rest = self.text.strip_prefix("â€").or_else(|| self.text.strip_prefix("â\u{80}"))?;
        let undefined = rest.starts_with('\u{9d}');
        let len = self.text.len() - rest.len() + if undefined { '\u{9d}'.len_utf8() } else { 0 };
        let how = "part of a UTF-8 quotation mark decoded as Windows-1252";
        Some(Slip { len, meant: Some('”'), how, trust: Applicability::Unsafe })
    }

    /// Characters of DOS and of the Macintosh.
    fn of_another_system(&self) -> Option<Slip> {
        let len = self.c.len_utf8();
        let rest = &self.text[len..];
        let slip = |meant, how| Some(Slip { len, meant, how, trust: Applicability::Unsafe });
        let dos = "a DOS character decoded as Windows-1252";
        match self.c {
            'œ' if self.before.ends_with(' ') && rest.starts_with(' ') => {
                slip(None, "a dash or a pound sign decoded with the wrong encoding")
            }
            'í' if self.is_apostrophe(rest) => slip(Some('’'), "a Windows apostrophe decoded as Mac Roman"),
            'ˆ' | '‚' | '‡' | 'ƒ' | '“' => {
                let meant = self.dos_letter(rest)?;
                slip(Some(meant), dos)
            }
            _ => None,
        }
    }

    /// `d'ˆtre`, `r“le`: a letter of code page 437 inside a word.
    fn dos_letter(&self, rest: &str) -> Option<char> {
        let after = rest.starts_with(|c: char| c.is_ascii_lowercase());
        let before = self.before.ends_with(|c: char| c.is_ascii_lowercase());
        let elided = self.before.ends_with(['\'', '’']);
        match self.c {
            'ˆ' if after && (before || elided) => Some('ê'),
            '‚' if after && before => Some('é'),
            '‡' if after && before => Some('ç'),
            'ƒ' if after && before => Some('â'),
            '“' if after && before && self.has_circumflex(rest) => Some('ô'),
            _ => None,
        }
    }

    /// Whether the word is one of those with `ô`: `r“le`. A quotation may also follow a word without a space.
    fn has_circumflex(&self, rest: &str) -> bool {
        let (head, tail) = (last_word(self.before), first_word(rest));
        Language::FRENCH.words().circumflex_words.has(&format!("{head}ô{tail}"))
    }

    /// `Todayís`, `donít`: where only an apostrophe makes sense.
    fn is_apostrophe(&self, rest: &str) -> bool {
        let (head, tail) = (last_word(self.before), first_word(rest));
        let acronym = head.len() >= 2 && head.chars().all(|c| c.is_ascii_uppercase());
        tail == "s" && (acronym || self.lists.owners.has(head))
            || self.lists.contractions.has(&format!("{head}'{tail}"))
    }
}

/// The letters at the end of a text, up to the longest word: a long run would be read again and again.
fn last_word(text: &str) -> &str {
    let letters = text.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic());
    letters.last().map_or("", |(at, _)| &text[at..])
}

fn first_word(text: &str) -> &str {
    let letters = text.chars().take(LONGEST).take_while(|c| c.is_alphabetic());
    &text[..letters.map(char::len_utf8).sum()]
}

/// Most letters of a word.
const LONGEST: usize = 24;

fn found(read: &str, at: usize, slip: Slip) -> Diagnostic {
    let span = Span::new(at, at + read.len());
    let shown: String = read.chars().filter(|c| byte_of(*c).is_some() && !c.is_control()).collect();
    let finding =
        Diagnostic::new(span, format!("`{shown}` was decoded with the wrong encoding")).label(slip.how);
    match slip.meant {
        Some('\u{feff}') => finding.help("delete it: it was a byte order mark").fix(Fix::replace(
            "delete it",
            slip.trust,
            span,
            "",
        )),
        Some('\u{a0}') => finding.help("it was a no-break space").fix(Fix::replace(
            "write a no-break space",
            slip.trust,
            span,
            "\u{a0}",
        )),
        Some(meant) => finding.help(format!("it was `{meant}`")).fix(Fix::replace(
            format!("replace `{shown}` with `{meant}`"),
            slip.trust,
            span,
            meant.to_string(),
        )),
        None => finding.help("look it up in the original"),
    }
}
