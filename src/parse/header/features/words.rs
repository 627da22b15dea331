//! The words of a piece: what the language data says of them.

use super::super::super::lexis::{Class, PLACE};
use super::super::pieces::Piece;
use super::super::typed::{self, Typed};
use super::{Row, features};

features! {
    /// Classes of words.
    Words {
        TypeHas "type noun",
        TypeFull "nothing but type words",
        TypeStarts "begins with type words",
        TypeInside "type noun inside",
        TypePlural "type noun in the plural",
        Typed "type and what follows" ["full", "by a person", "of something", "on a matter", "at an occasion", "another word"],
        TypedByOn "type, person and matter",
        Introduces "introduces a text",
        Possessed "type noun behind a possessive",
        Behind "word behind the type" ["small", "capital", "none"],
        Office "office",
        OfficeStarts "begins with an office",
        Offices "several offices",
        GivenName "given name" ["one", "two", "more"],
        GivenNameStarts "begins with a given name",
        GivenNameFew "a given name in few words",
        Honorific "honorific",
        HonorificStarts "begins with an honorific",
        Institution "institution",
        InstitutionStarts "begins with an institution",
        BylineOpener "begins like a byline",
        PersonPreposition "has a preposition before a person",
        PersonStarts "begins with a preposition before a person",
        Matter "has a preposition before a matter",
        MatterStarts "begins with a preposition before a matter",
        Occasion "occasion",
        OccasionStarts "begins with a preposition before an occasion",
        PlaceStarts "begins with a preposition before a place",
        Venue "venue",
        Place "place",
        AllPlace "nothing but places",
        PlaceEnds "ends with a place",
        Update "update label" ["first", "inside"],
        DateLabel "date label",
        TimeLabel "time label",
        PlaceLabel "place label",
        SpeakerLabel "speaker label",
        TitleLabel "title label",
        TypeLabel "type label",
        NumberLabel "number label",
        LanguageLabel "language label",
        Contact "contact words",
        ContactStarts "begins with contact words",
        Source "source label",
        Release "release notice",
        Series "series name",
        SeriesFull "nothing but a series name",
        Agency "mark of an agency",
        Navigation "navigation words" ["one", "two", "more"],
        NavigationFull "nothing but navigation words",
        Languages "names of languages" ["one", "more"],
        LanguagesFull "nothing but names of languages",
        Media "media words",
        MediaStarts "begins with media words",
        BlockName "name of a block",
        BodyHeading "heading of the body",
        Contents "heading of a list of contents",
        StageNote "stage note",
        EndMark "end mark",
        HeadlineVerb "verb of a headline" ["second or third word", "later"],
        Headline "verb of a headline in a line of some words",
        Prose "prose words" ["one", "two", "three", "four or more"],
    }
}

/// Adds the features of a piece.
pub(super) fn add(piece: &Piece<'_>, row: &mut Row) {
    types(piece, row);
    persons(piece, row);
    places(piece, row);
    labels(piece, row);
    site(piece, row);
    headline(piece, row);
    let prose = piece.of(Class::Prose).take(4).count();
    if prose > 0 {
        row.value(Words::Prose, prose - 1);
    }
}

/// `Minister opens bridge`: the verb follows the subject.
fn headline(piece: &Piece<'_>, row: &mut Row) {
    let Some(verb) = piece.of(Class::HeadlineVerb).find(|mark| mark.start > 0) else { return };
    let before = piece.text[..verb.start].split_whitespace().take(3).count();
    row.value(Words::HeadlineVerb, usize::from(before > 2));
    row.when(Words::Headline, (4..=22).contains(&piece.words) && !piece.text.ends_with(['.', ':']));
}

fn types(piece: &Piece<'_>, row: &mut Row) {
    let has = piece.has(Class::Type);
    row.when(Words::Introduces, typed::introduces(piece));
    row.when(Words::Possessed, has && typed::possessed(piece));
    row.when(Words::TypeHas, has);
    let typed = typed::typed(piece);
    let value = match typed {
        None => {
            row.when(Words::TypeInside, has);
            return;
        }
        Some((_, Typed::Full)) => 0,
        Some((_, Typed::By)) => 1,
        Some((_, Typed::Of)) => 2,
        Some((_, Typed::On)) => 3,
        Some((_, Typed::At)) => 4,
        Some((_, Typed::Else)) => 5,
    };
    row.value(Words::Typed, value);
    row.set(if value == 0 { Words::TypeFull } else { Words::TypeStarts });
    let (len, _) = typed.unwrap_or((0, Typed::Full));
    row.when(Words::TypePlural, value == 0 && piece.text[..len].ends_with(['s', 'S']));
    row.when(Words::TypedByOn, value == 1 && typed::on_matter(piece, len));
    let next = piece.text[len..].trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    row.value(Words::Behind, next.map_or(2, |c| usize::from(!c.is_lowercase())));
}

fn persons(piece: &Piece<'_>, row: &mut Row) {
    row.when(Words::Office, piece.has(Class::Office));
    row.when(Words::OfficeStarts, piece.opens(Class::Office).is_some());
    row.when(Words::Offices, piece.of(Class::Office).count() > 2);
    let given = piece.of(Class::GivenName).count();
    if given > 0 {
        row.value(Words::GivenName, given - 1);
        row.when(Words::GivenNameFew, piece.words <= 5);
    }
    row.when(Words::GivenNameStarts, piece.opens(Class::GivenName).is_some());
    row.when(Words::Honorific, piece.has(Class::Honorific));
    row.when(Words::HonorificStarts, piece.opens(Class::Honorific).is_some());
    row.when(Words::Institution, piece.has(Class::Institution));
    row.when(Words::InstitutionStarts, piece.opens(Class::Institution).is_some());
    row.when(Words::BylineOpener, piece.opens(Class::BylineOpener).is_some());
    row.when(Words::PersonPreposition, piece.of(Class::PersonPreposition).any(|mark| mark.start > 0));
    row.when(Words::PersonStarts, piece.opens(Class::PersonPreposition).is_some());
    row.when(Words::Matter, piece.of(Class::MatterPreposition).any(|mark| mark.start > 0));
    row.when(Words::MatterStarts, piece.opens(Class::MatterPreposition).is_some());
    row.when(Words::Occasion, piece.has(Class::Occasion));
    row.when(Words::OccasionStarts, piece.opens(Class::OccasionPreposition).is_some());
}

fn places(piece: &Piece<'_>, row: &mut Row) {
    row.when(Words::PlaceStarts, piece.opens(Class::PlacePreposition).is_some());
    row.when(Words::Venue, piece.has(Class::Venue));
    row.when(Words::Place, piece.classes.intersects(PLACE));
    let (all, last) = typed::places(piece);
    row.when(Words::AllPlace, all);
    row.when(Words::PlaceEnds, last && piece.text.contains(','));
}

fn labels(piece: &Piece<'_>, row: &mut Row) {
    if piece.opens(Class::UpdateLabel).is_some() {
        row.value(Words::Update, 0);
    } else if piece.has(Class::UpdateLabel) {
        row.value(Words::Update, 1);
    }
    let labels = [
        (Words::DateLabel, Class::DateLabel),
        (Words::TimeLabel, Class::TimeLabel),
        (Words::PlaceLabel, Class::PlaceLabel),
        (Words::SpeakerLabel, Class::SpeakerLabel),
        (Words::TitleLabel, Class::TitleLabel),
        (Words::TypeLabel, Class::TypeLabel),
        (Words::NumberLabel, Class::NumberLabel),
        (Words::LanguageLabel, Class::LanguageLabel),
        (Words::ContactStarts, Class::ContactLabel),
        (Words::Source, Class::SourceLabel),
    ];
    for (feature, class) in labels {
        // A label has a colon behind it, or is all there is.
        let labels = |end: usize| {
            let behind = piece.text[end..].trim_start();
            behind.is_empty() || behind.starts_with(':') || piece.text[..end].ends_with(':')
        };
        row.when(feature, piece.opens(class).is_some_and(labels));
    }
    row.when(Words::Contact, piece.has(Class::ContactLabel));
    row.when(Words::Release, piece.of(Class::ReleaseNotice).any(|mark| !mark.is(Class::TypeModifier)));
}

fn site(piece: &Piece<'_>, row: &mut Row) {
    row.when(Words::Series, piece.has(Class::SeriesName));
    row.when(Words::SeriesFull, piece.is(Class::SeriesName));
    row.when(Words::Agency, piece.has(Class::AgencyMark));
    let counted = [(Words::Navigation, Class::Navigation), (Words::Languages, Class::LanguageName)];
    for (feature, class) in counted {
        let count = piece.of(class).count();
        if count > 0 {
            row.value(feature, count - 1);
        }
    }
    row.when(Words::NavigationFull, piece.is(Class::Navigation));
    row.when(Words::LanguagesFull, piece.is(Class::LanguageName));
    row.when(Words::Media, piece.has(Class::Media));
    row.when(Words::MediaStarts, piece.opens(Class::Media).is_some());
    row.when(Words::BlockName, piece.is(Class::BlockName));
    row.when(Words::BodyHeading, piece.is(Class::BodyHeading));
    row.when(Words::Contents, piece.is(Class::Contents));
    row.when(Words::StageNote, piece.opens(Class::StageNote).is_some());
    row.when(Words::EndMark, piece.is(Class::EndMark));
}
