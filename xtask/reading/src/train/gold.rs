//! The labels of the pieces of a document, from the values that people wrote down for its header.

use doclint::parse::training::{Extent, Label, Role, Sample};
use serde_json::Value;

use super::corpus::Labelled;

/// The label of each piece, as the number of the label.
pub fn labels(document: &Labelled) -> Vec<u8> {
    let mut gold = Gold::new(document);
    gold.updated();
    gold.links();
    gold.lines("title", Role::Title);
    gold.lines("byline", Role::Byline);
    for (key, role, cover) in
        [("number", Role::Number, 0.25), ("genre", Role::Genre, 0.6), ("series", Role::Series, 0.4)]
    {
        if let Some(span) = document.text(key).and_then(|value| gold.best(value, 0)) {
            gold.put(role, span, cover);
        }
    }
    gold.places();
    gold.date();
    begin_and_inside(&gold.rest())
}

/// The text with white space folded, and where each character of it stands.
struct Folded {
    text: String,
    places: Vec<usize>,
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '•')
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { text: String::new(), places: Vec::new() };
        let mut gap = true;
        for (at, c) in text.char_indices() {
            if is_gap(c) {
                if !gap {
                    folded.push(' ', at);
                }
                gap = true;
            } else {
                folded.push(c, at);
                gap = false;
            }
        }
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.places.extend((0..c.len_utf8()).map(|byte| at + if c == ' ' { 0 } else { byte }));
    }

    /// Where a value stands in the original text.
    fn find(&self, value: &str) -> Vec<(usize, usize)> {
        let value = fold(value);
        if value.is_empty() {
            return Vec::new();
        }
        let joined = |a: Option<char>, b: Option<char>| {
            a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
        };
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text[from..].find(&value).map(|at| from + at) {
            let end = at + value.len();
            let left = joined(self.text[..at].chars().next_back(), value.chars().next());
            let right = joined(value.chars().next_back(), self.text[end..].chars().next());
            if !left && !right {
                found.push((self.places[at], self.places[end - 1] + 1));
            }
            from = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
        }
        found
    }
}

fn fold(value: &str) -> String {
    value.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

struct Gold<'d> {
    document: &'d Labelled,
    text: &'d str,
    folded: Folded,
    pieces: &'d [Sample],
    roles: Vec<Option<Role>>,
}

impl<'d> Gold<'d> {
    fn new(document: &'d Labelled) -> Self {
        let text = document.source.text();
        let roles = vec![None; document.pieces.len()];
        Self { document, text, folded: Folded::new(text), pieces: &document.pieces, roles }
    }

    fn over(&self, span: (usize, usize)) -> Vec<usize> {
        let over = |piece: &Sample| piece.start < span.1 && span.0 < piece.end;
        (0..self.pieces.len()).filter(|at| over(&self.pieces[*at])).collect()
    }

    /// How badly a value fits the edges of pieces.
    fn misfit(&self, span: (usize, usize)) -> usize {
        let over = self.over(span);
        let (Some(first), Some(last)) = (over.first(), over.last()) else { return 9 };
        let end = self.pieces[*last].end;
        let rest = if end > span.1 {
            self.text[span.1..end].trim_matches([' ', ',', ';', '.', '-', '–', ')', ']'])
        } else {
            ""
        };
        usize::from(self.pieces[*first].start != span.0) + usize::from(!rest.is_empty())
    }

    /// The place of a value that fits best, one behind `after` first.
    fn best(&self, value: &str, after: usize) -> Option<(usize, usize)> {
        let end = self.pieces.last()?.end;
        let found = self.folded.find(value).into_iter().filter(|span| span.0 < end);
        found
            .map(|span| (self.misfit(span), span.0 < after, span))
            .filter(|(misfit, _, _)| *misfit <= 2)
            .min()
            .map(|(_, _, span)| span)
    }

    /// Gives a role to the pieces that a value covers.
    fn put(&mut self, role: Role, span: (usize, usize), cover: f64) {
        for at in self.over(span) {
            let piece = &self.pieces[at];
            let shared = span.1.min(piece.end) - span.0.max(piece.start);
            let share = shared as f64 / (piece.end - piece.start).max(1) as f64;
            if self.roles[at].is_none() && share >= cover {
                self.roles[at] = Some(role);
            }
        }
    }

    fn length(&self, at: usize) -> usize {
        self.text[self.pieces[at].start..self.pieces[at].end].chars().count()
    }

    fn updated(&mut self) {
        let Some(wanted) = self.document.text("updated") else { return };
        let holds = |piece: &Sample| piece.dates.iter().any(|date| says(date, wanted));
        let all: Vec<usize> = (0..self.pieces.len()).filter(|at| holds(&self.pieces[*at])).collect();
        let stamped: Vec<usize> = all.iter().copied().filter(|at| self.pieces[*at].stamped).collect();
        if stamped.is_empty()
            && let Some(last) = all.iter().rev().find(|at| self.length(**at) < 60)
        {
            self.roles[*last] = Some(Role::Updated);
        }
        stamped.into_iter().for_each(|at| self.roles[at] = Some(Role::Updated));
    }

    fn links(&mut self) {
        let related = self.document.json.get("related").and_then(Value::as_array);
        for entry in related.into_iter().flatten() {
            let title = entry.get("title").and_then(Value::as_str);
            if let Some(span) = title.and_then(|title| self.best(title, 0)) {
                self.put(Role::Related, span, 0.5);
            }
        }
        if related.is_some_and(|related| !related.is_empty()) {
            let heads: Vec<usize> =
                (0..self.pieces.len()).filter(|at| self.roles[*at].is_none() && self.is_head(*at)).collect();
            for at in heads {
                self.roles[at] = Some(Role::RelatedHead);
                if at + 1 < self.pieces.len()
                    && self.pieces[at + 1].line == self.pieces[at].line
                    && !self.pieces[at].related_head
                {
                    self.roles[at + 1] = Some(Role::RelatedHead);
                }
            }
        }
        for value in self.document.texts("media") {
            if let Some(span) = self.best(value, 0) {
                self.put(Role::Media, span, 0.5);
            }
        }
    }

    /// A date, a dash and a source on one line, in one piece or two.
    fn is_head(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let dash = |text: &str| text.starts_with(['-', '–']);
        let source = |at: usize| dash(&self.text[self.pieces[at].start..]);
        let dated = |piece: &Sample| piece.dates.first().is_some_and(|date| date.span.start == piece.start);
        let next = at + 1 < self.pieces.len() && self.pieces[at + 1].line == piece.line && source(at + 1);
        piece.related_head || dated(piece) && next && !self.head_is_field(at + 1)
    }

    fn head_is_field(&self, at: usize) -> bool {
        let text = fold(&self.text[self.pieces[at].start..self.pieces[at].end]);
        self.document.texts("place").iter().any(|place| text.contains(place))
    }

    fn lines(&mut self, key: &str, role: Role) {
        let one = self.document.text(key).into_iter();
        let mut after = 0;
        for value in one.chain(self.document.texts(key)).filter(|value| *value != "?") {
            if let Some(span) = self.best(value, after) {
                self.put(role, span, 0.34);
                after = span.1;
            }
        }
    }

    fn places(&mut self) {
        let Some(end) = self.pieces.last().map(|piece| piece.end) else { return };
        let mut after = 0;
        for value in self.document.texts("place") {
            let found = self.folded.find(value).into_iter().filter(|span| span.0 < end).filter_map(|span| {
                let over = self.over(span);
                let first = *over.first()?;
                let long: usize = over.iter().map(|at| self.length(*at)).sum();
                (self.roles[first].is_none() && long < 160)
                    .then(|| (span.0 < after, self.length(first) > 70, span))
            });
            if let Some((_, _, span)) = found.min() {
                self.put(Role::Place, span, 0.15);
                after = span.1;
            }
        }
    }

    fn date(&mut self) {
        let Some(wanted) = self.document.json.get("date").and_then(day) else { return };
        let year = self.document.text("updated").and_then(|updated| updated.get(..4));
        let mut found = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            if self.length(at) >= 110 || !matches!(self.roles[at], None | Some(Role::Place)) {
                continue;
            }
            for date in piece
                .dates
                .iter()
                .filter(|date| says(date, &wanted) || borrowed(date, year).is_some_and(|day| day == wanted))
            {
                let rest = (piece.end - piece.start) - (date.span.end.min(piece.end) - date.span.start);
                found.push((self.roles[at].is_some(), rest > 40, at, rest));
            }
        }
        let Some((_, _, first, _)) = found.iter().min().copied() else { return };
        self.roles[first] = Some(Role::Date);
        let last = self.roles.iter().rposition(Option::is_some).unwrap_or(first);
        for (_, _, at, rest) in found {
            if self.roles[at].is_none() && rest < 3 && at <= last + 1 {
                self.roles[at] = Some(Role::Date);
            }
        }
    }

    /// What the pieces are that no value covers: navigation, contacts, header lines without field, captions, text.
    fn rest(&self) -> Vec<Role> {
        let is_field = |role: &Option<Role>| {
            !matches!(role, None | Some(Role::Related | Role::RelatedHead | Role::Media))
        };
        let first = self.roles.iter().position(is_field).unwrap_or(0);
        let last = self.roles.iter().rposition(is_field);
        let mut text = false;
        let mut roles = Vec::new();
        for (at, role) in self.roles.iter().enumerate() {
            let words = fold(&self.text[self.pieces[at].start..self.pieces[at].end]);
            let role = role.unwrap_or_else(|| match self.tagged(&words) {
                Some(role) => role,
                None if at < first => Role::Navigation,
                None if last.is_some_and(|last| at < last) => Role::Skip,
                None => Role::Body,
            });
            text |= matches!(role, Role::Skip | Role::Navigation) && self.length(at) > 160;
            roles.push(if text && role == Role::Skip { Role::Body } else { role });
        }
        roles
    }

    /// What people said of the line in particular.
    fn tagged(&self, words: &str) -> Option<Role> {
        let listed = |key: &str| {
            self.document
                .texts(key)
                .into_iter()
                .map(fold)
                .any(|line| line == words || line.len() > words.len() && line.contains(words))
        };
        if listed("navigation") {
            return Some(Role::Navigation);
        }
        if listed("contact") {
            return Some(Role::Contact);
        }
        let same = |line: &str| {
            let line = fold(line);
            line == words
                || line.trim_matches(|c: char| !c.is_alphanumeric())
                    == words.trim_matches(|c: char| !c.is_alphanumeric())
        };
        let tag = self.document.tags.iter().find(|(_, line)| same(line)).map(|(tag, _)| *tag)?;
        match tag {
            'V' => Some(Role::Navigation),
            'K' => Some(Role::Contact),
            'x' => Some(Role::Skip),
            'F' | 'c' | 't' | 'p' | 'h' | 'i' => Some(Role::Body),
            _ => None,
        }
    }
}

/// Whether a date says a day of the labels, in either order of day and month.
fn says(date: &doclint::parse::training::Dated, wanted: &str) -> bool {
    date.value.as_deref() == Some(wanted) || date.other.as_deref() == Some(wanted)
}

/// A day and month with the year of the update stamp.
fn borrowed(date: &doclint::parse::training::Dated, year: Option<&str>) -> Option<String> {
    let (_, month, day) = date.first;
    (date.extent == Extent::Partial).then(|| Some(format!("{}-{:02}-{:02}", year?, month?, day?))).flatten()
}

/// A day, or both ends of a range with a slash between.
pub fn day(value: &Value) -> Option<String> {
    if let Some(day) = value.as_str() {
        return Some(day.to_string());
    }
    let end = |key: &str| value.get(key).and_then(Value::as_str);
    let (from, to) = (end("from")?, end("to")?);
    Some(if from == to { from.to_string() } else { format!("{from}/{to}") })
}

fn begin_and_inside(roles: &[Role]) -> Vec<u8> {
    let label = |(at, role): (usize, &Role)| -> Label {
        let goes_on = at > 0 && roles[at - 1] == *role;
        if goes_on { role.inside() } else { role.begin() }
    };
    roles.iter().enumerate().map(|pair| label(pair) as u8).collect()
}
