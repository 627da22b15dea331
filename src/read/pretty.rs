//! Restores the source from the line beginnings, which survive an editor that indents.
//!
//! A line is the text between its beginning and the next, without line endings and the white space after them, which
//! are indentation. What is not recorded is lost: the indentation of the document itself, the text where a program
//! broke a line, the last line ending. So there are several [`Layout`]s, and the hash in the header shows which is
//! right.

use std::collections::BTreeMap;

use super::pieces::{Piece, Reading};
use super::xml::Element;

/// What an indented text does not record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// The text where a program broke a line.
    joint: &'static str,
    /// Whether every line ends with CR LF, including blank ones, of which nothing remains.
    crlf: bool,
    final_newline: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { joint: " ", crlf: false, final_newline: true }
    }
}

impl Layout {
    /// All layouts, the likely ones first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let ends = [(false, true), (false, false), (true, true), (true, false)];
        ["", " "]
            .into_iter()
            .flat_map(move |joint| ends.map(|(crlf, final_newline)| Layout { joint, crlf, final_newline }))
    }
}

/// The text, line by line.
pub(super) fn text(reading: &Reading, element: &Element, layout: Layout) -> String {
    let mut lines = Lines::default();
    reading.pieces(element, &mut |piece| match piece {
        Piece::Text(part) => lines.current.push_str(part),
        Piece::Character(c) => lines.current.push(c),
        Piece::Line(number) => lines.begin(number, layout),
    });
    let last = lines.number;
    lines.begin(last, layout);
    lines.whole(reading.header.lines.unwrap_or(last), layout)
}

/// Lines in progress.
#[derive(Default)]
struct Lines {
    /// The lines by number, without blank ones; text before the first line is line 0.
    done: BTreeMap<usize, String>,
    current: String,
    /// The number of the current line.
    number: usize,
}

/// The most lines of an indented document: a number in a file may be anything, and every line costs memory.
const MOST: usize = 200_000;

impl Lines {
    /// Ends the current line and starts the one with this number.
    fn begin(&mut self, number: usize, layout: Layout) {
        let current = std::mem::take(&mut self.current);
        let line = self.done.entry(self.number).or_default();
        for (index, part) in current.split('\n').enumerate() {
            let part = if index == 0 { part } else { part.trim_start_matches([' ', '\t']) };
            // A lone CR is the end of a blank line.
            if part.is_empty() || index > 0 && part == "\r" {
                continue;
            }
            if index > 0 && !line.is_empty() {
                line.push_str(layout.joint);
            }
            line.push_str(part);
        }
        self.number = number.min(MOST);
    }

    fn whole(self, count: usize, layout: Layout) -> String {
        let last = self.done.keys().next_back().copied().unwrap_or_default();
        let count = count.clamp(last, MOST.max(last));
        let mut text = self.done.get(&0).cloned().unwrap_or_default();
        for number in 1..=count {
            let line = self.done.get(&number).map_or("", String::as_str);
            text.push_str(line);
            if number < count || layout.final_newline {
                text.push_str(if layout.crlf && !line.ends_with('\r') { "\r\n" } else { "\n" });
            }
        }
        text
    }
}
