//! What fixing changes in a document, for people: a unified diff in colour, in which the changed words of a line are marked,
//! invisible characters have names, and long lines are cut around the changes. It is not for `patch`.

use std::fmt::Write;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::visible;

/// Lines around a change.
const CONTEXT: usize = 2;

/// Characters of a line without a change that are shown.
const LONGEST: usize = 120;

/// Characters on each side of a change that are shown of a longer line.
const AROUND: usize = 40;

const BOLD: &str = "\u{1b}[1m";
const CYAN: &str = "\u{1b}[36m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const DIM: &str = "\u{1b}[2m";
const MARKED: &str = "\u{1b}[7m";
const UNMARKED: &str = "\u{1b}[27m";
const RESET: &str = "\u{1b}[0m";

/// The change of a document, empty if there is none.
pub fn change(path: &str, old: &str, new: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (old, new) = (lines(old), lines(new));
    let mut drawn = String::new();
    for hunk in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT) {
        let Some(first) = hunk.first() else { continue };
        if drawn.is_empty() {
            line(&mut drawn, BOLD, &visible(path).into_string());
        }
        line(&mut drawn, CYAN, &format!("line {}", first.new_range().start + 1));
        for op in hunk {
            operation(&mut drawn, op, &old, &new);
        }
    }
    drawn
}

fn line(drawn: &mut String, style: &str, text: &str) {
    writeln!(drawn, "{style}{text}{RESET}").expect("writing to a string cannot fail");
}

fn operation(drawn: &mut String, op: DiffOp, old: &[&str], new: &[&str]) {
    let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
    if let DiffOp::Equal { .. } = op {
        return old.iter().for_each(|text| line(drawn, "", &format!("  {}", cut(text, &[]))));
    }
    // A line and the one that takes its place are compared word by word.
    let pairs: Vec<Marks> = old.iter().zip(new).map(|(old, new)| marks(old, new)).collect();
    for (at, text) in old.iter().enumerate() {
        let marks = pairs.get(at).map_or(&[][..], |(old, _)| old);
        changed(drawn, ('-', RED), text, marks);
    }
    for (at, text) in new.iter().enumerate() {
        let marks = pairs.get(at).map_or(&[][..], |(_, new)| new);
        changed(drawn, ('+', GREEN), text, marks);
    }
}

fn changed(drawn: &mut String, (sign, colour): (char, &str), text: &str, marks: &[Range<usize>]) {
    line(drawn, colour, &format!("{sign} {}", cut(text, marks)));
    if !text.ends_with('\n') {
        line(drawn, DIM, "  (no line end)");
    }
}

/// The ranges of bytes that differ in a line and in the one that takes its place.
type Marks = (Vec<Range<usize>>, Vec<Range<usize>>);

fn marks(old: &str, new: &str) -> Marks {
    /// The time of a comparison grows with the length of the lines and with the number of their differences.
    const MOST_COMPARED: usize = 10_000;
    if old.len().max(new.len()) > MOST_COMPARED {
        return outer_marks(old, new);
    }
    let (old_words, new_words) = (words(old), words(new));
    let (old_texts, new_texts) = (texts(old, &old_words), texts(new, &new_words));
    let ops = capture_diff_slices(Algorithm::Myers, &old_texts, &new_texts);
    let mut marks = Marks::default();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        marks.0.push(joined(old, &old_words, op.old_range()));
        marks.1.push(joined(new, &new_words, op.new_range()));
    }
    marks
}

/// What is between the beginning and the end that two lines have in common.
fn outer_marks(old: &str, new: &str) -> Marks {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (old[head..].chars().rev(), new[head..].chars().rev());
    let tail: usize = old_rest.zip(new_rest).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let one = |end| std::iter::once(head..end).collect();
    (one(old.len() - tail), one(new.len() - tail))
}

fn texts<'t>(text: &'t str, words: &[Range<usize>]) -> Vec<&'t str> {
    words.iter().map(|word| &text[word.clone()]).collect()
}

/// The range from the first of these words to the last; an empty one where the other line has something in addition, so
/// that both are cut at the same place.
fn joined(text: &str, words: &[Range<usize>], which: Range<usize>) -> Range<usize> {
    let start = words.get(which.start).map_or(text.len(), |word| word.start);
    let end = words[which].last().map_or(start, |word| word.end);
    start..end
}

/// The words of a line, and each character between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_in_word = false;
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphanumeric();
        match words.last_mut().filter(|_| is_in_word && is_letter) {
            Some(word) => word.end = at + c.len_utf8(),
            None => words.push(at..at + c.len_utf8()),
        }
        is_in_word = is_letter;
    }
    words
}

/// A line with its marks. What is far from them is left out of a long one.
fn cut(text: &str, marks: &[Range<usize>]) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let is_long = text.chars().nth(LONGEST).is_some();
    let mut shown = String::new();
    let mut at = 0;
    for whole in marks {
        // A mark may hold the line end.
        let mark = whole.start.min(text.len())..whole.end.min(text.len());
        shown += &between(&text[at..mark.start], at == 0, false, is_long);
        if !whole.is_empty() {
            write!(shown, "{MARKED}{}{UNMARKED}", named(&text[mark.clone()]))
                .expect("writing to a string cannot fail");
        }
        at = mark.end;
    }
    let is_whole = marks.is_empty();
    shown + &if is_whole && is_long { beginning(text) } else { between(&text[at..], is_whole, true, is_long) }
}

fn beginning(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    format!("{}…", visible(&text[..end]))
}

/// What stands between two marks, at the beginning or at the end of a line.
fn between(text: &str, is_first: bool, is_last: bool, is_long: bool) -> String {
    let count = text.chars().count();
    let kept = if is_first || is_last { AROUND } else { 2 * AROUND };
    if !is_long || count <= kept || is_first && is_last {
        return visible(text).into_string();
    }
    let offset = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let head = if is_first { 0 } else { offset(AROUND) };
    let tail = if is_last { text.len() } else { offset(count - AROUND) };
    format!("{}…{}", visible(&text[..head]), visible(&text[tail..]))
}

/// Changed text, in which what is not seen has a name.
fn named(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            ' ' => shown.push('·'),
            '\t' => shown.push('→'),
            '\u{a0}' => shown.push_str("⟨no-break space⟩"),
            '\u{ad}' => shown.push_str("⟨soft hyphen⟩"),
            '\u{200b}' => shown.push_str("⟨zero-width space⟩"),
            '\u{feff}' => shown.push_str("⟨byte order mark⟩"),
            c => shown.push_str(&visible(c.encode_utf8(&mut [0; 4])).into_string()),
        }
    }
    // White space at the end of a text was deleted or added with nothing else to show.
    if shown.is_empty() { "⟨line end⟩".to_string() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a change without its colours, with `[` and `]` around what is marked.
    fn drawn(old: &str, new: &str) -> Vec<String> {
        let plain = change("a.txt", old, new).replace(MARKED, "[").replace(UNMARKED, "]");
        let plain =
            [BOLD, CYAN, RED, GREEN, DIM, RESET].iter().fold(plain, |text, style| text.replace(style, ""));
        plain.lines().map(str::to_string).collect()
    }

    #[test]
    fn changed_words_are_marked() {
        let lines = drawn("One.\nThe Allaince met.\nTwo.\n", "One.\nThe Alliance met.\nTwo.\n");
        let wanted =
            ["a.txt", "line 1", "  One.", "- The [Allaince] met.", "+ The [Alliance] met.", "  Two."];
        assert_eq!(lines, wanted);
        assert_eq!(change("a.txt", "One.\n", "One.\n"), "");
    }

    #[test]
    fn what_is_not_seen_is_named() {
        assert_eq!(drawn("a  b\u{a0} c \n", "a b c\n")[2..], ["- a [·]b[⟨no-break space⟩] c[·]", "+ a b c"]);
        assert_eq!(drawn("a", "a\n")[2..], ["- a", "  (no line end)", "+ a[⟨line end⟩]"]);
        assert!(change("a.txt", "\u{1b}[2J b\n", "b\n").contains("␛"), "nothing in a document is obeyed");
    }

    #[test]
    fn very_long_lines_are_compared_at_their_ends() {
        let long = |word: &str| format!("{}{word} é {}\n", "before ".repeat(900), "after ".repeat(900));
        let lines = drawn(&long("teh"), &long("the"));
        assert!(
            lines[2].contains("before t[eh] é after") && lines[3].contains("before t[he] é after"),
            "{lines:?}"
        );
    }

    #[test]
    fn both_lines_are_cut_at_the_same_place() {
        let long =
            |space: &str| format!("{}end of.{space}Next {}\n", "before ".repeat(60), "after ".repeat(60));
        let lines = drawn(&long("  "), &long(" "));
        assert!(lines[2].contains("end of.[·] Next") || lines[2].contains("end of. [·]Next"), "{lines:?}");
        assert!(lines[3].contains("end of. Next") && !lines[3].contains('['), "{lines:?}");
    }

    #[test]
    fn long_lines_are_cut_around_the_change() {
        let long = |word: &str| format!("{}{word}{}\n", "before ".repeat(60), " after".repeat(60));
        let lines = drawn(&long("teh"), &long("the"));
        assert!(lines[2].starts_with("- …") && lines[2].ends_with('…'), "{lines:?}");
        assert!(lines[2].contains("[teh]") && lines[2].chars().count() < 100, "{lines:?}");
        let lines = drawn(&format!("{}\nx\n", "word ".repeat(100)), &format!("{}\ny\n", "word ".repeat(100)));
        assert!(lines[2].chars().count() < 130 && lines[2].ends_with('…'), "{lines:?}");
    }
}
