//! Features that mean something together: the model adds weights up and cannot know.

use super::dates::Dates as D;
use super::layout::Layout as L;
use super::words::Words as W;
use super::{Row, features};

features! {
    /// Pairs of features of one piece.
    Pairs {
        TypeBy "type words and a preposition before a person",
        TypeOn "type words and a preposition before a matter",
        TypeDate "type words and a date alone",
        PlaceComma "places and a comma",
        NameComma "a name and a comma",
        OfficeComma "an office and a comma",
        VenueComma "a venue and a comma",
        NameOffice "a name and an office",
        PlaceDate "places and a date alone",
        OfficeEndsComma "begins with an office and ends with a comma",
        LongSentence "long and ends like a sentence",
        SentencesProse "sentences of prose words",
        TightSmall "no gap and a small letter",
        ByOffice "begins like a byline, with an office",
        CapitalsType "capitals and a type noun",
        Lead "a sentence that introduces the text",
        LeadType "a type noun among prose words",
        ColonType "a type noun and a colon at the end",
        NameShort "a name alone",
        OfficeShort "an office in few words",
        OfficeProse "an office among prose words",
        TypedMany "type words first, in a long line",
        PersonAll "a person and an occasion",
        DateProse "a date among prose words",
        SeriesShort "a series name in few words",
    }
}

/// Adds the pairs whose halves hold.
pub(super) fn add(row: &mut Row) {
    let comma = row.has(L::Comma);
    let office = row.has(W::Office);
    let name = row.has(L::Name);
    let alone = row.has(D::Only);
    let places = row.has(W::AllPlace);
    let starts = row.has(W::TypeStarts);
    row.when(Pairs::TypeBy, starts && row.has(W::PersonPreposition));
    row.when(Pairs::TypeOn, starts && row.has(W::Matter));
    row.when(Pairs::TypeDate, row.has(W::TypeFull) && alone);
    row.when(Pairs::PlaceComma, places && comma);
    row.when(Pairs::NameComma, name && comma);
    row.when(Pairs::OfficeComma, office && comma);
    row.when(Pairs::VenueComma, row.has(W::Venue) && comma);
    row.when(Pairs::NameOffice, name && office);
    row.when(Pairs::PlaceDate, places && alone);
    row.when(Pairs::OfficeEndsComma, row.has(W::OfficeStarts) && row.has(L::EndsComma));
    row.when(Pairs::LongSentence, row.has(L::Long) && row.has(L::EndsSentence));
    row.when(Pairs::SentencesProse, row.has(L::Sentences) && row.has(W::Prose));
    row.when(Pairs::TightSmall, row.has(L::SmallStart) && row.has(L::Gap));
    row.when(Pairs::ByOffice, row.has(W::BylineOpener) && office);
    let prose = row.has(W::Prose) || row.holds(W::Prose, 1..4);
    let few = row.holds(L::Words, 0..5);
    let many = row.holds(L::Words, 7..11);
    let typed = row.has(W::TypeHas);
    row.when(Pairs::Lead, row.has(L::EndsColon) && many);
    row.when(Pairs::LeadType, typed && prose && many);
    row.when(Pairs::ColonType, typed && row.has(L::EndsColon));
    row.when(Pairs::NameShort, name && few && !office && !typed && !row.has(W::Place));
    row.when(Pairs::OfficeShort, office && few);
    row.when(Pairs::OfficeProse, office && row.holds(W::Prose, 1..4));
    row.when(Pairs::TypedMany, starts && many);
    row.when(Pairs::PersonAll, row.has(W::PersonPreposition) && (row.has(W::Occasion)));
    row.when(Pairs::DateProse, prose && row.holds(D::Holds, 0..4) && many);
    row.when(Pairs::SeriesShort, row.has(W::Series) && few);
    row.when(Pairs::CapitalsType, row.has(L::AllCapitals) && row.has(W::TypeHas));
}
