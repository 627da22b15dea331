//! What the labels say of the lines: a kind for each header line, with its parts, and where the body begins.

use super::super::lexis::Class;
use super::super::{classify, phrase};
use super::fields::Fields;
use super::labels::Role;
use super::pieces::Piece;
use crate::document::{Date, Kind, PartKind, Residue};
use crate::source::Span;

/// Marks the lines of the header and gives the first line of the body.
pub(super) fn mark(fields: &mut Fields<'_, '_, '_>) -> usize {
    let body = body(fields);
    let mut at = 0;
    while at < fields.pieces.len() {
        let line = fields.pieces[at].line;
        let end = (at..fields.pieces.len())
            .find(|next| fields.pieces[*next].line != line)
            .unwrap_or(fields.pieces.len());
        let linked = (at..end).all(|at| matches!(fields.role(at), Role::Related | Role::RelatedHead));
        if line < body || linked {
            mark_line(fields, line, at..end);
        }
        at = end;
    }
    residue(fields, body);
    parts(fields);
    body
}

/// The first line behind the last piece of a field, and behind the links and media lines in front of the text.
fn body(fields: &Fields<'_, '_, '_>) -> usize {
    let is_link =
        |role: Role| matches!(role, Role::Related | Role::RelatedHead | Role::Media | Role::Updated);
    let is_field = |role: Role| role != Role::Body && !is_link(role);
    let text = |at: usize| fields.role(at) == Role::Body;
    let all = fields.pieces.len();
    let long = (0..all).find(|at| text(*at) && fields.pieces[*at].text.len() >= LONG).unwrap_or(all);
    let field = (0..all).rev().find(|at| is_field(fields.role(*at)));
    let link = (0..long).rev().find(|at| is_link(fields.role(*at)));
    let first = field.max(link).map_or(0, |last| last + 1);
    match (first..all).find(|at| text(*at) && !is_rest(fields, *at) && !is_notice(&fields.pieces[*at])) {
        Some(at) if is_caption(fields, at) => fields.pieces[at + 1].line,
        // A line of which only the end is text.
        Some(at) => fields.pieces[at].line,
        None => fields
            .pieces
            .last()
            .map_or(fields.reader.front.lines, |last| last.line + 1)
            .min(fields.reader.footer),
    }
}

/// Bytes from which a piece is text for sure.
const LONG: usize = 80;

/// Bytes that the rest of a line of fields has at most.
const REST: usize = 12;

/// What is left of a line that holds fields: the zone behind `Aired November 20, 2002 - 08:59 ET`.
fn is_rest(fields: &Fields<'_, '_, '_>, at: usize) -> bool {
    let piece = &fields.pieces[at];
    let field = |above: usize| {
        fields.pieces[above].line == piece.line && !matches!(fields.role(above), Role::Body | Role::Place)
    };
    piece.text.len() < REST && !piece.cut_right && at.checked_sub(1).is_some_and(field)
}

/// `THIS IS A RUSH TRANSCRIPT. THIS COPY MAY …`: a line that begins with a release notice of several words.
fn is_notice(piece: &Piece<'_>) -> bool {
    let notice = piece.opens(Class::ReleaseNotice).map(|end| &piece.text[..end]);
    !piece.cut_left
        && piece.text.len() < NOTICE
        && notice.is_some_and(|notice| notice.split_whitespace().count() > 2)
}

/// Bytes that a release notice with what follows it has at most.
const NOTICE: usize = 160;

/// Between title and text of an article stands a picture's caption.
fn is_caption(fields: &Fields<'_, '_, '_>, at: usize) -> bool {
    let header = &fields.reader.header;
    let article =
        fields.shape.titled && header.updated.is_some() && header.title.is_some() && header.byline.is_empty();
    let short = |text: &str| text.len() < 100 && !phrase::ends_sentence(text) && !text.ends_with(':');
    let below = fields.pieces.get(at + 1);
    article
        && short(fields.pieces[at].text)
        && !fields.pieces[at].bullet
        && below.is_some_and(|below| below.line > fields.pieces[at].line && phrase::ends_sentence(below.text))
}

fn mark_line(fields: &mut Fields<'_, '_, '_>, line: usize, pieces: std::ops::Range<usize>) {
    let roles: Vec<Role> = pieces.clone().map(|at| fields.role(at)).collect();
    let role = ORDER.iter().find(|role| roles.contains(role)).copied().unwrap_or(Role::Body);
    let main = if role == Role::Updated && is_second_stamp(fields, pieces) { Role::Skip } else { role };
    let text = fields.reader.lines[line].text;
    let (kind, evidence) = kind(main, text, fields);
    fields.reader.mark(line, kind, evidence);
}

/// Whether the day of a stamp line is not the one that the page was updated on.
fn is_second_stamp(fields: &Fields<'_, '_, '_>, pieces: std::ops::Range<usize>) -> bool {
    let day = |date: &Date| date.first_day();
    let Some(updated) = fields.reader.header.updated.as_ref().and_then(day) else { return false };
    let event = fields.reader.header.date.as_ref().and_then(day);
    let found = fields.pieces[pieces].iter().flat_map(|piece| &piece.dates);
    let mut days = found.filter_map(|found| day(&found.date)).peekable();
    days.peek().is_some() && days.all(|day| day != updated && Some(day) != event)
}

/// The role that gives a line its kind, if it has several.
const ORDER: [Role; 15] = [
    Role::Updated,
    Role::Title,
    Role::Byline,
    Role::Date,
    Role::Number,
    Role::Genre,
    Role::Place,
    Role::Series,
    Role::RelatedHead,
    Role::Related,
    Role::Media,
    Role::Contact,
    Role::Caption,
    Role::Skip,
    Role::Navigation,
];

fn kind(role: Role, text: &str, fields: &Fields<'_, '_, '_>) -> (Kind, &'static str) {
    let profile = fields.reader.profile;
    match role {
        Role::Updated => (Kind::Update, "the model reads an update stamp"),
        Role::Title => (Kind::Title, "the model reads a title"),
        Role::Byline => (Kind::Byline, "the model reads a byline"),
        Role::Date => (Kind::Date, "the model reads the date"),
        Role::Number => (Kind::Number, "the model reads a number"),
        Role::Genre => (Kind::Genre, "the model reads a document type"),
        Role::Place => (Kind::Place, "the model reads a place"),
        Role::Series => (Kind::Series, "the model reads a series"),
        Role::RelatedHead => (Kind::RelatedHead, "the model reads the head of a related link"),
        Role::Related => (Kind::Related, "the model reads a related link"),
        Role::Media => (Kind::Media, "the model reads a media line"),
        Role::Caption => (Kind::Residue(Residue::Caption), "the model reads a picture caption"),
        Role::Body if fields.shape.titled && fields.reader.header.updated.is_some() => {
            (Kind::Residue(Residue::Caption), "between title and text of an article: a picture's caption")
        }
        _ if phrase::any_is(text, &profile.block_names) => (Kind::BlockName, "the name of a sidebar block"),
        Role::Navigation => {
            let kind = classify::residue(text, profile).unwrap_or(Residue::Navigation);
            (Kind::Residue(kind), "the model reads navigation")
        }
        _ => match classify::residue(text, profile) {
            Some(residue) => (Kind::Residue(residue), "words that the extraction leaves"),
            None => (Kind::Unread, "a header line that fits no field"),
        },
    }
}

/// Lines of the header that have no piece: nothing but pipes and bullets.
fn residue(fields: &mut Fields<'_, '_, '_>, body: usize) {
    for line in 0..body {
        let text = fields.reader.lines[line].text;
        if fields.reader.kind(line).is_none() && !text.is_empty() {
            let residue = classify::residue(text, fields.reader.profile);
            let kind = residue.map_or(Kind::Unread, Kind::Residue);
            fields.reader.mark(line, kind, "marks without words");
        }
    }
}

/// The typed parts of the header lines.
fn parts(fields: &mut Fields<'_, '_, '_>) {
    let header = fields.reader.header.clone();
    let mut all: Vec<(PartKind, Span)> = Vec::new();
    if let Some(updated) = &header.updated {
        let stamp = updated.clock.map_or(updated.span, |clock| updated.span.cover(clock.span));
        all.push((PartKind::Updated, stamp));
        all.extend(update_label(fields, updated.span).map(|span| (PartKind::UpdateLabel, span)));
    }
    all.extend(header.series.map(|span| (PartKind::Series, span)));
    all.extend(header.date.as_ref().map(|date| (PartKind::Date, date.span)));
    all.extend(header.place.iter().map(|span| (PartKind::Place, *span)));
    all.extend(header.genre.map(|genre| (PartKind::Genre, genre.span)));
    all.extend(header.number.map(|span| (PartKind::Number, span)));
    all.extend(header.byline.iter().map(|span| (PartKind::Byline, *span)));
    all.extend(header.media.iter().map(|span| (PartKind::Media, *span)));
    for link in &header.related {
        all.push((PartKind::RelatedTitle, link.title));
        all.extend(link.date.as_ref().map(|date| (PartKind::RelatedDate, date.span)));
        all.extend(link.source.map(|span| (PartKind::RelatedSource, span)));
    }
    let title = header.title;
    let front = fields.reader.front.facts.title;
    all.extend(front.map(|span| (PartKind::Title, span)));
    for at in fields.title.clone().into_iter().flatten() {
        let span = fields.pieces[at].span();
        let inside = title.map(|title| Span::new(span.start.max(title.start), span.end.min(title.end)));
        all.extend(inside.filter(|span| span.start < span.end).map(|span| (PartKind::Title, span)));
    }
    for (kind, span) in all {
        part(fields, kind, span);
    }
}

/// The words in front of a stamp.
fn update_label(fields: &Fields<'_, '_, '_>, stamp: Span) -> Option<Span> {
    let piece = fields.pieces.iter().find(|piece| piece.span().contains(stamp))?;
    let label = piece.text[..stamp.start - piece.start].trim_end();
    (!label.is_empty()).then(|| piece.part_of(label))
}

/// Adds a part to its line. A part over several lines makes them one block.
fn part(fields: &mut Fields<'_, '_, '_>, kind: PartKind, span: Span) {
    let lines = &fields.reader.lines;
    let at = lines.partition_point(|line| line.span.end <= span.start);
    let last = lines.partition_point(|line| line.span.end < span.end);
    if at >= lines.len() || last >= fields.reader.footer && kind != PartKind::Updated {
        return;
    }
    let joined: Vec<usize> = (at + 1..=last).collect();
    if fields.reader.kind(at).is_none() || joined.iter().any(|line| fields.reader.lines[*line].is_blank()) {
        return;
    }
    fields.reader.part(at, kind, span);
    joined.into_iter().for_each(|line| fields.reader.join(line));
}
