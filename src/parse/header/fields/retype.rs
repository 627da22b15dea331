//! Labels that rules know better than the model: what the grammar inside a line or the line beside it decides.

use super::super::super::lexis::{Class, Mark, PLACE};
use super::super::super::{classify, speech};
use super::super::labels::{Label, Role};
use super::super::pieces::{MOST, Piece};
use super::super::typed::{self, Typed};
use super::Fields;
use crate::language::WordClasses;
use crate::profile::Field;

/// The probability from which the model knows a title better than the rule.
const SURE: f32 = 0.8;

/// The least probability with which a field is filled that would stay empty.
const FILL: [(Role, f32); 6] = [
    (Role::Title, 0.25),
    (Role::Byline, 0.3),
    (Role::Series, 0.3),
    (Role::Genre, 0.3),
    (Role::Number, 0.2),
    (Role::Place, 0.3),
];

/// Pieces of text in a row behind which the body has begun.
const TEXT: usize = 3;

impl Fields<'_, '_, '_> {
    /// Settles the labels before any field is read.
    pub(super) fn retype(&mut self) {
        self.end_header();
        self.release_notices();
        self.titles_that_are_none();
        self.titles_that_are_bylines();
        self.bylines_that_are_titles();
        self.fill();
        self.titles_that_are_bylines();
        self.speaker_labels();
        self.long_places();
        self.bylines_overlooked();
        self.authors();
        self.residues();
        self.slot();
        self.speeches();
        self.subheads();
        self.captions();
        // The entries of a list have their own places.
        if self.runs(Role::Place).is_empty() && !self.shape.index {
            self.place_beside_date();
        }
        self.endless_navigation();
        self.entries();
    }

    /// In a list of texts the headlines, names, places and days are those of the entries; the heading of the list says what it
    /// lists: `Press Releases for May 2007`.
    fn entries(&mut self) {
        if !self.is_list() {
            return;
        }
        for at in 0..self.labels.len() {
            let entry = match self.role(at) {
                Role::Title => !self.pieces[at].has(Class::SeriesName),
                Role::Byline | Role::Place | Role::Genre | Role::Number | Role::Date => true,
                _ => false,
            };
            if entry {
                self.labels[at] = Label::Body;
            }
        }
    }

    /// Where the header is not over after all lines that are looked at, the navigation behind its last field is a list in the
    /// text: a menu is shorter.
    fn endless_navigation(&mut self) {
        if self.pieces.len() < MOST {
            return;
        }
        for at in (0..self.labels.len()).rev() {
            match self.role(at) {
                Role::Navigation => self.labels[at] = Label::Body,
                Role::Body => {}
                _ => break,
            }
        }
    }

    /// Nothing is a field behind the beginning of the text.
    fn end_header(&mut self) {
        if !self.labels.contains(&Label::Body) {
            // A page has a text: what stands behind the last field is no navigation.
            let free = |label: &Label| !matches!(label, Label::Navigation | Label::Skip | Label::Contact);
            let end = self.labels.iter().rposition(free).map_or(0, |last| last + 1);
            self.labels[end..].fill(Label::Body);
        }
        let mut text = 0;
        for at in 0..self.labels.len() {
            match self.role(at) {
                Role::Body => text += 1,
                Role::Updated | Role::Related | Role::RelatedHead | Role::Media => {}
                _ if text >= TEXT => self.labels[at] = Label::Body,
                _ => {}
            }
        }
    }

    /// `For Immediate Release` is a line of the document, not of the page around it.
    fn release_notices(&mut self) {
        for at in 0..self.labels.len() {
            if self.role(at) == Role::Navigation && self.pieces[at].is(Class::ReleaseNotice) {
                self.labels[at] = Label::Skip;
            }
        }
    }

    /// Where the body has begun for sure.
    fn text(&self) -> usize {
        let body = (0..self.labels.len()).filter(|at| self.role(*at) == Role::Body);
        body.skip(TEXT - 1).map(|at| at + 1).next().unwrap_or(self.labels.len())
    }

    /// A field that the best path leaves empty is read in the piece where it is likeliest, if it is likely enough.
    fn fill(&mut self) {
        for (role, least) in FILL {
            if self.labels.iter().any(|label| label.role() == role) {
                continue;
            }
            let free = |at: &usize| matches!(self.role(*at), Role::Body | Role::Skip | Role::Navigation);
            let sure = |at: &usize| self.certainty(&(*at..*at + 1), role);
            let fits = |at: &usize| role != Role::Title || !is_body(&self.pieces[*at]);
            let likely = (0..self.prose().min(self.labels.len()))
                .filter(free)
                .filter(fits)
                .max_by(|a, b| sure(a).total_cmp(&sure(b)));
            if let Some(at) = likely.filter(|at| sure(at) >= least) {
                self.label(&(at..at + 1), role);
            }
        }
    }

    /// `Presenter: …` is a byline, `Venue: …` a place.
    fn speaker_labels(&mut self) {
        for at in 0..self.prose() {
            let piece = &self.pieces[at];
            let labelled = |class| {
                piece.opens(class).is_some_and(|end| {
                    let behind = piece.text[end..].trim_start();
                    // Neither an address of a mail nor a sentence: that is a speech.
                    let sentence = behind.ends_with(['.', '!', '?']) && behind.split_whitespace().count() > 6
                        || behind.strip_prefix(':').is_some_and(is_spoken);
                    behind.starts_with(':') && behind.len() > 2 && !behind.contains(['@', '<']) && !sentence
                })
            };
            let free = matches!(self.role(at), Role::Body | Role::Skip | Role::Navigation);
            if labelled(Class::SpeakerLabel) && (free || self.role(at) == Role::Title) {
                self.label(&(at..at + 1), Role::Byline);
            } else if labelled(Class::PlaceLabel) && free {
                self.label(&(at..at + 1), Role::Place);
            }
        }
    }

    /// A long piece with a date, or one that begins with type words, is no place.
    fn long_places(&mut self) {
        for at in 0..self.labels.len() {
            let piece = &self.pieces[at];
            if self.role(at) != Role::Place {
                continue;
            }
            let dated = piece.text.len() > 60
                && piece.dates.iter().any(|date| date.extent <= crate::parse::date::Extent::Numeric);
            let room = piece.has(Class::Venue) && piece.text.len() < 60;
            if dated
                || !room
                    && matches!(
                        typed::typed(piece),
                        Some((_, Typed::By | Typed::On | Typed::At | Typed::Else))
                    )
            {
                self.label(&(at..at + 1), Role::Title);
            }
        }
    }

    /// The name of the body alone, a release notice or a press contact is no title; a line that introduces the text is a byline.
    fn titles_that_are_none(&mut self) {
        for run in self.runs(Role::Title) {
            let pieces = &self.pieces[run.clone()];
            let first = &pieces[0];
            let contact = first
                .opens(Class::ContactLabel)
                .is_some_and(|end| first.text[end..].trim_start().starts_with(':'));
            let instead = if pieces.iter().all(is_body) {
                Role::Navigation
            } else if contact || pieces.iter().all(|piece| piece.is(Class::ReleaseNotice)) {
                Role::Skip
            } else if typed::introduces(first) && first.text.ends_with(':') {
                Role::Byline
            } else {
                continue;
            };
            self.label(&run, instead);
        }
    }

    /// Type, by or of, and a person: a byline, unless it is on a matter.
    fn titles_that_are_bylines(&mut self) {
        // Press releases have their title there, and so has a page that names the speaker below.
        if self.shape.titled && self.shape.expects.contains(&Field::Updated)
            || !self.runs(Role::Number).is_empty()
        {
            return;
        }
        for run in self.runs(Role::Title) {
            let piece = &self.pieces[run.start];
            let named =
                (run.end..(run.end + 2).min(self.labels.len())).any(|at| self.role(at) == Role::Byline);
            if !named
                && let Some(end) = self.spoken_by(&run)
                && !typed::on_matter(piece, end)
                && !self.pieces[run.clone()]
                    .iter()
                    .skip(1)
                    .any(|piece| piece.opens(Class::MatterPreposition).is_some())
            {
                self.label(&run, Role::Byline);
            }
        }
    }

    /// The end of type words before by or of and a person, where the model is not sure of a title. It does not know a type
    /// word with `by` glued to it.
    fn spoken_by(&self, run: &std::ops::Range<usize>) -> Option<usize> {
        let piece = &self.pieces[run.start];
        let unsure = || self.certainty(run, Role::Title) < SURE;
        typed::glued(piece).or_else(|| match typed::typed(piece) {
            Some((end, Typed::By)) if unsure() => Some(end),
            _ => None,
        })
    }

    /// The first line that introduces the text; without a byline also one that is type, by or of, and a person.
    fn bylines_overlooked(&mut self) {
        let none = self.runs(Role::Byline).is_empty();
        let end = (self.prose() + 1).min(self.labels.len());
        let text = self.text();
        let said = |at: usize| at >= text && self.pieces[at].text.ends_with(['.', '!', '?', '”', '"']);
        let free = |at: &usize| matches!(self.role(*at), Role::Body | Role::Skip) && !said(*at);
        let speaks = |piece: &Piece<'_>| {
            let person = piece.has(Class::Office) || piece.has(Class::Honorific);
            let by = matches!(typed::typed(piece), Some((end, Typed::By)) if !typed::on_matter(piece, end));
            by && person && piece.text.len() < 250 && piece.text.starts_with(char::is_uppercase)
        };
        let found = (0..end)
            .filter(free)
            .find(|at| typed::introduces(&self.pieces[*at]) || none && speaks(&self.pieces[*at]));
        if let Some(at) = found {
            self.label(&(at..at + 1), Role::Byline);
        }
    }

    /// `MODERATOR: Good morning.` is the beginning of the text. So is `Jane Doe: We met.` where her label stands again.
    fn speeches(&mut self) {
        for at in 0..self.labels.len() {
            let (role, line) = (self.role(at), self.pieces[at].line);
            if matches!(role, Role::Byline | Role::Title) && self.is_speech(at, role == Role::Title) {
                let end = (at..self.labels.len()).find(|at| self.pieces[*at].line != line);
                self.label(&(at..end.unwrap_or(self.labels.len())), Role::Body);
            }
        }
    }

    /// Whether the line that a piece begins is a label and what is said behind it.
    fn is_speech(&self, at: usize, needs_more: bool) -> bool {
        let (piece, text) = (&self.pieces[at], self.reader.lines[self.pieces[at].line].text);
        let begins = !piece.bullet && text.starts_with(piece.text);
        let Some(label) = speech::label(text, 0, piece.profile).filter(|_| begins) else { return false };
        let (head, words) = text.split_at(label.span.end);
        let mut others = self.pieces.iter().filter(|other| other.line != piece.line);
        let again = others.any(|other| other.text.starts_with(head));
        again && words.ends_with(['.', '!', '?', '…']) || !needs_more && is_spoken(words)
    }

    /// A whole line that the profile knows as left by the extraction is no place.
    fn residues(&mut self) {
        for at in 0..self.labels.len() {
            let piece = &self.pieces[at];
            if self.role(at) == Role::Place && classify::residue(piece.text, piece.profile).is_some() {
                self.label(&(at..at + 1), Role::Navigation);
            }
        }
    }

    /// Between the stamp and the day of a page without title and place stands one of them, not navigation.
    fn slot(&mut self) {
        let has = |role| self.labels.iter().any(|label| label.role() == role);
        if has(Role::Title) || has(Role::Place) || !self.shape.expects.contains(&Field::Updated) {
            return;
        }
        let slot = (1..self.labels.len().saturating_sub(1)).find(|at| {
            matches!(self.role(at - 1), Role::Updated | Role::Series)
                && self.role(*at) == Role::Navigation
                && self.role(at + 1) == Role::Date
        });
        let known = |at: &usize| classify::residue(self.pieces[*at].text, self.reader.profile).is_some();
        if let Some(at) = slot.filter(|at| !known(at)) {
            self.label(&(at..at + 1), Role::Title);
        }
    }

    /// Below the byline of a page whose place stands above it, a place alone between text and byline is a subhead.
    fn subheads(&mut self) {
        let Some(byline) = self.runs(Role::Byline).last().cloned() else { return };
        if !self.labels.iter().any(|label| label.role() == Role::Updated) {
            return;
        }
        for run in self.runs(Role::Place) {
            let alone = run.len() == 1 && self.pieces[run.start].gap > 0;
            let bare = !self.pieces[run.start].text.starts_with(['(', '[']);
            let text = (run.end..self.labels.len()).all(|at| self.role(at) == Role::Body);
            if run.start == byline.end && alone && bare && text {
                self.label(&run, Role::Body);
            }
        }
    }

    /// A short line above the text whose words all stand in the byline names who was on a picture.
    fn captions(&mut self) {
        let Some(at) = (0..self.labels.len()).find(|at| self.role(*at) == Role::Body) else { return };
        let words = |text: &'_ str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        };
        let byline = || (0..at).filter(|at| self.role(*at) == Role::Byline).map(|at| self.pieces[at].text);
        // A line of the byline that comes again is the label of a speech.
        if byline().any(|line| line == self.pieces[at].text) {
            return;
        }
        let byline: Vec<String> = byline().flat_map(words).collect();
        let caption = words(self.pieces[at].text);
        let below = self.pieces.get(at + 1).is_some_and(|below| below.line > self.pieces[at].line);
        let label = self.pieces[at].text.ends_with(':');
        if below && !label && caption.len() > 1 && caption.iter().all(|word| byline.contains(word)) {
            self.label(&(at..at + 1), Role::Caption);
        }
    }

    /// `By Ambassador X`, `Von Oberbürgermeister Y`: a short line that begins so.
    fn authors(&mut self) {
        for at in 0..self.prose() {
            let piece = &self.pieces[at];
            let alone = |mark: &Mark| {
                mark.start == 0 && mark.is(Class::PersonPreposition) && mark.is(Class::SpeakerLabel)
            };
            let name = |mark: &Mark| {
                let mut words = piece.text[mark.end..].split_whitespace();
                let capital = |word: Option<&str>| {
                    word.is_some_and(|word| word.starts_with(char::is_uppercase) && !word.ends_with(','))
                };
                piece.text[mark.end..].starts_with(' ') && capital(words.next()) && capital(words.next())
            };
            let short =
                piece.text.len() < 100 && !piece.text.ends_with(['.', ':', '?']) && !piece.has(Class::Prose);
            let free = matches!(self.role(at), Role::Body | Role::Skip);
            if free && short && piece.of(Class::BylineOpener).any(|mark| alone(mark) && name(mark)) {
                self.label(&(at..at + 1), Role::Byline);
            }
        }
    }

    /// Type and a matter: a title. So is, where there is no other, type and occasion or day without a person.
    fn bylines_that_are_titles(&mut self) {
        for run in self.runs(Role::Byline) {
            let piece = &self.pieces[run.start];
            let none = self.runs(Role::Title).is_empty();
            let spoken = |end| {
                piece.has(Class::Office)
                    || piece.has(Class::Honorific)
                    || piece.of(Class::BylineOpener).any(|mark| mark.start > end + 4)
            };
            let headline = match typed::typed(piece) {
                Some((_, Typed::On)) => true,
                Some((end, Typed::At)) => none && !spoken(end),
                Some((end, Typed::Of | Typed::Else)) => none && !spoken(end) && !piece.dates.is_empty(),
                _ => false,
            };
            if headline {
                self.label(&run, Role::Title);
            }
        }
    }

    /// Without a place, the places directly beside a date are it.
    fn place_beside_date(&mut self) {
        let dated = |at: Option<usize>| {
            at.is_some_and(|at| {
                self.pieces.get(at).is_some_and(|piece| piece.is_date()) && self.role(at) != Role::Updated
            })
        };
        let found = (0..self.prose()).find(|at| {
            let piece = &self.pieces[*at];
            let free = !matches!(
                self.role(*at),
                Role::Updated
                    | Role::Media
                    | Role::Related
                    | Role::RelatedHead
                    | Role::Series
                    | Role::Genre
                    | Role::Date
                    | Role::Number
            );
            let beside = dated(at.checked_sub(1)) || dated(Some(at + 1));
            let on_line = |near: Option<usize>| {
                near.is_some_and(|near| self.pieces.get(near).is_some_and(|other| other.line == piece.line))
                    && dated(near)
            };
            let same_line = on_line(at.checked_sub(1)) || on_line(Some(at + 1));
            free && piece.text.len() < 70
                && (beside && self.is_place(*at)
                    || same_line
                        && (piece.has(Class::Venue) || piece.marks.iter().any(|mark| mark.is_any(PLACE)))
                        && piece.text.len() < 60
                        && typed::typed(piece).is_none()
                        && piece.opens(Class::BylineOpener).is_none()
                        && piece.opens(Class::UpdateLabel).is_none()
                        && self.role(*at) != Role::Title
                        && self.role(*at) != Role::Byline)
        });
        if let Some(at) = found {
            self.label(&(at..at + 1), Role::Place);
        }
    }

    /// Whether the parts between commas are all places or venues, the last one a place.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let (all, last) = typed::places(piece);
        all || last && piece.has(Class::Venue)
    }
}

/// Whether words behind a label are said, and not a name: a sentence in which not every word has a capital, or one word.
fn is_spoken(words: &str) -> bool {
    let words = words.trim();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    words.ends_with(['.', '!', '?', '…'])
        && (words.split_whitespace().skip(1).any(small) || words.split_whitespace().count() == 1)
}

/// Whether a piece is the name of a body and nothing else: `Ministry of Foreign Affairs of Ukraine`.
fn is_body(piece: &Piece<'_>) -> bool {
    const MORE: WordClasses =
        WordClasses::of(&[Class::HeadlineVerb, Class::Type, Class::Occasion, Class::MatterPreposition]);
    let small = |word: &str| word.chars().count() > 4 && word.starts_with(char::is_lowercase);
    let named = piece.opens(Class::Institution).is_some() && !piece.text.split_whitespace().any(small);
    let plain = !piece.text.contains([':', '"', '“', '«', '?', '!'])
        && !piece.text.contains(|c: char| c.is_ascii_digit());
    named
        && plain
        && piece.text.split_whitespace().count() < 9
        && !piece.marks.iter().any(|mark| mark.is_any(MORE) && !mark.is(Class::Institution))
}
