//! Full dates in header lines other than the date line: `held on 11 December 2002`.

use jiff::civil;

use crate::source::Span;
use crate::text::offset_in;

use super::months;

/// The first `11 December 2002` in a text at `offset`, if `held` or `on` comes before it.
pub(in crate::rules) fn held_on(text: &str, offset: usize) -> Option<(civil::Date, Span)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = |word: &str| offset_in(text, word);
    let bare = |word: &str| word.trim_end_matches([',', '.', ')']).len();
    words.windows(3).enumerate().find_map(|(at, window)| {
        let day: i8 = window[0].parse().ok()?;
        let month = (1..=12).find(|month| months::of(*month).is_some_and(|name| name == window[1]))?;
        let year = &window[2][..bare(window[2])];
        let date =
            civil::Date::new(year.parse().ok().filter(|_| year.len() == 4)?, i8::try_from(month).ok()?, day)
                .ok()?;
        let before = words[..at].iter().rev().take(2);
        let is_said = before.clone().any(|word| matches!(*word, "on" | "held"));
        let span = Span::new(offset + start(window[0]), offset + start(window[2]) + year.len());
        is_said.then_some((date, span))
    })
}
