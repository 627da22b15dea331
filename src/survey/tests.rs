//! The survey on small corpora.

use super::*;
use crate::parse::parse;
use crate::profile::Profile;
use crate::source::Source;

/// The survey of documents with these texts.
pub(super) fn survey(texts: &[&str]) -> Survey {
    let mut all = Survey::default();
    for (number, text) in texts.iter().enumerate() {
        let source = Source::from_text(format!("{number}.txt"), *text);
        all.merge(Survey::of(&parse(&source, Profile::recognise(source.text()))));
    }
    all
}

const ONE: &str = "A visit to the region\n\nThe Secretary General met President Nazarbayev in Almaty and spoke with \
                   him about Nazarbayev’s plans. Security was the subject.\n";
const OTHER: &str = "Another visit\n\nOn Friday President Nazarbayev came to Brussels to discuss the security of the \
                     region, and Mr. Nazarbayev left on Sunday.\n";

#[test]
fn words_are_counted_over_documents() {
    let survey = survey(&[ONE, OTHER]);
    assert_eq!(survey.len(), 2);
    assert_eq!(survey.count_of("Nazarbayev"), Count { occurrences: 4, documents: 2, inside: 4 });
    assert_eq!((survey.occurrences("region"), survey.documents("region")), (2, 2));
    assert_eq!(survey.count_of("Security"), Count { occurrences: 1, documents: 1, inside: 0 });
    assert_eq!(survey.pair("President", "Nazarbayev").documents, 2);
    assert_eq!(survey.pair("Mr", "Nazarbayev").occurrences, 1);
}

#[test]
fn names_are_capitalised_inside_sentences() {
    let survey = survey(&[ONE, OTHER]);
    let names: Vec<&str> = survey.names().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["Almaty", "Brussels", "Friday", "General", "Mr", "Nazarbayev", "President", "Secretary", "Sunday"]
    );
}

#[test]
fn merging_in_pieces_is_adding_one_by_one() {
    let texts = [ONE, OTHER, ONE, OTHER, OTHER];
    let whole = survey(&texts);
    let (mut left, right) = (survey(&texts[..2]), survey(&texts[2..]));
    left.merge(right);
    assert_eq!((left.names(), left.speakers()), (whole.names(), whole.speakers()));
    assert_eq!(left.sketches.iter().map(|one| one.text).collect::<Vec<_>>(), {
        whole.sketches.iter().map(|one| one.text).collect::<Vec<_>>()
    });
}
