//! Characters decoded with the wrong encoding.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::{Language, WordLists};
use crate::rule::{Context, Findings, rule};
use crate::source::{Encoding, Span, Table};

use super::shared::misread::{Misread, byte_of, misread, windows};
use super::shared::tables::{self, Remedy};

rule! {
    /// Mojibake: characters decoded with the wrong encoding.
    ///
    /// `today’s` became `todayâ€™s`, `Résidence` became `RÃ©sidence`. A search does not find the words, and each
    /// garbled character counts as two or three.
    ///
    /// Four kinds are known. UTF-8 decoded as Windows-1252 gives sequences that no language uses; if an accented
    /// capital before a quotation mark could be intended, the rule is silent, unless the document has three others that
    /// are certain. Words decoded with other tables are found as a whole: UTF-8 decoded as Mac Roman, ISO 8859-2 or
    /// Cyrillic (`п∙я│п╩п╦`), and central European (`Wa³êsa`), Cyrillic (`ñïàñèáî`, two words or more) or Macintosh text
    /// (`donÕt`) decoded as Windows-1252. A DOS character in a French word
    /// (`d'ˆtre`, `r“le`) and a Macintosh apostrophe (`Todayís`) are reported only in known contexts. A lone `œ` was a
    /// dash or a pound sign. In a file that is not UTF-8, words of another table are one finding.
    ///
    /// The fix writes the original character. It is safe for double encodings of French, German and the like, and of
    /// quotation marks and dashes inside words and sentences. It needs `--unsafe-fixes` for a letter on its own
    /// (`é became Ã©`), which may be shown on purpose; after capitals, where the letter may be right; in a sentence
    /// about characters, or one that also has the word spelt correctly; and everywhere else. A word is mended as a whole or
    /// not at all. A lone `œ` has no fix.
    "mojibake": Encoding, Error, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let (mut from, lists) = (0, document.profile.words());
    let (mut slips, mut words, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    for (at, c) in document.source.marks(Span::new(0, text.len())) {
        if c.is_ascii() || at < from {
            continue;
        }
        let around = Around { before: &text[..at], c, text: &text[at..], lists };
        if let Some(slip) = around.slip() {
            from = at + slip.len;
            slips.push((at, slip));
        } else if let Some((word, remedy)) = whole_word(text, at) {
            from = word.end;
            words.push((word, remedy));
        } else if let Some(slip) = around.doubtful() {
            from = at + slip.len;
            doubtful.push((at, slip));
        }
    }
    // Where several characters certainly were decoded so, others that look like it were, too.
    if slips.iter().filter(|(_, slip)| slip.is_double()).count() >= CERTAIN {
        slips.append(&mut doubtful);
        slips.sort_by_key(|(at, _)| *at);
    }
    findings.extend(by_word(text, slips));
    let is_encoded = matches!(document.source.encoding(), Encoding::Windows1252 | Encoding::Latin1);
    findings.extend(of_other_tables(text, words, is_encoded));
}

/// So many characters that were certainly decoded as Windows-1252 leave no doubt about the document.
const CERTAIN: usize = 3;

/// A single letter may be right in a language that the table is for; so many words are not.
const FEWEST_WORDS: usize = 2;

/// A word that was decoded with another table, by any of its characters.
fn whole_word(text: &str, at: usize) -> Option<(Span, Remedy)> {
    let (start, end) = tables::word_at(text, at);
    let word = &text[start..end];
    let remedy = tables::utf8(word)
        .or_else(|| tables::cyrillic(word))
        .or_else(|| tables::central_european(word))
        .or_else(|| tables::mac(word))?;
    Some((Span::new(start, end), remedy))
}

/// The words of a document that were decoded with other tables. A file in such an encoding has none that a fix could
/// write, so it is one finding.
fn of_other_tables(text: &str, words: Vec<(Span, Remedy)>, is_encoded: bool) -> Vec<Diagnostic> {
    let count = |right| words.iter().filter(|(_, remedy)| remedy.right == right).count();
    let is_sure = |(_, remedy): &&(Span, Remedy)| match remedy.right {
        Some(Table::Windows1251 | Table::Koi8R) => count(remedy.right) >= FEWEST_WORDS,
        _ => true,
    };
    let sure = words.iter().filter(is_sure);
    if is_encoded {
        let first = sure.filter_map(|(word, remedy)| Some((*word, remedy, remedy.right?))).next();
        return first
            .map(|(word, remedy, right)| whole_file(&text[word.start..word.end], word, remedy, right))
            .into_iter()
            .collect();
    }
    sure.map(|(word, remedy)| of_table(&text[word.start..word.end], *word, remedy)).collect()
}

fn of_table(read: &str, word: Span, remedy: &Remedy) -> Diagnostic {
    let right = remedy.right.map_or("UTF-8", Table::name);
    let meant = &remedy.meant;
    Diagnostic::new(word, format!("`{read}` was decoded with the wrong encoding"))
        .label(format!("{right} decoded as {}", remedy.wrong.name()))
        .help(format!("it was `{meant}`"))
        .fix(Fix::replace(
            format!("replace `{read}` with `{meant}`"),
            Applicability::Unsafe,
            word,
            meant.as_str(),
        ))
}

fn whole_file(read: &str, word: Span, remedy: &Remedy, right: Table) -> Diagnostic {
    let right = right.name();
    Diagnostic::new(word, format!("the file is probably {right}"))
        .label(format!("`{}` in {right}", remedy.meant))
        .help(format!("if `{read}` is `{}`, run `iconv -f {right} -t utf-8`", remedy.meant))
}

/// The slips as findings. The letters of a word are mended together or not at all: a half-mended word is worse than none.
fn by_word(text: &str, mut slips: Vec<(usize, Slip)>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut rest = slips.as_mut_slice();
    while let Some((at, _)) = rest.first() {
        let (start, end) = tables::word_at(text, *at);
        let count = rest.iter().take_while(|(at, slip)| *at < end && slip.is_letter()).count();
        let (word, others) = std::mem::take(&mut rest).split_at_mut(count.max(1));
        rest = others;
        if count > 1 {
            match whole(text, Span::new(start, end), word) {
                Some(finding) => {
                    all.push(finding);
                    continue;
                }
                None => word.iter_mut().for_each(|(_, slip)| slip.trust = Applicability::Unsafe),
            }
        }
        all.extend(word.iter().map(|(at, slip)| found(&text[*at..at + slip.len], *at, slip)));
    }
    all
}

/// The finding for a word that is UTF-8 as a whole, and has several letters that were decoded wrongly.
fn whole(text: &str, word: Span, slips: &[(usize, Slip)]) -> Option<Diagnostic> {
    let read = &text[word.start..word.end];
    let bytes: Option<Vec<u8>> = read.chars().map(byte_of).collect();
    let meant = String::from_utf8(bytes?).ok()?;
    let is_safe = slips.iter().any(|(_, slip)| slip.trust == Applicability::Safe);
    let trust = if is_safe { Applicability::Safe } else { Applicability::Unsafe };
    let title = format!("replace `{read}` with `{meant}`");
    Some(
        Diagnostic::new(word, format!("`{read}` was decoded with the wrong encoding"))
            .label(DOUBLE)
            .help(format!("it was `{meant}`"))
            .fix(Fix::replace(title, trust, word, meant)),
    )
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

impl Slip {
    /// Whether it is UTF-8 decoded as Windows-1252.
    fn is_double(&self) -> bool {
        self.how == DOUBLE
    }
    /// Whether it is a letter decoded so.
    fn is_letter(&self) -> bool {
        self.is_double() && self.meant.is_some_and(char::is_alphabetic)
    }
}

const DOUBLE: &str = "UTF-8 decoded as Windows-1252";

impl Around<'_> {
    /// `Ã…lesund`, `RÄ«ga`: right in no language, but on its own it may be shown on purpose.
    fn doubtful(&self) -> Option<Slip> {
        let Misread { len, meant } = misread(self.text)?;
        let next = self.text[len..].chars().next();
        let is_lettered = [self.last(), next].into_iter().flatten().any(char::is_alphabetic);
        (meant.is_alphabetic() && is_lettered).then_some(Slip {
            len,
            meant: Some(meant),
            how: DOUBLE,
            trust: Applicability::Unsafe,
        })
    }

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
        let how = DOUBLE;
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

fn found(read: &str, at: usize, slip: &Slip) -> Diagnostic {
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
