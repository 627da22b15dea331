//! Rare spellings of frequent names.

use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::document::Document;
use crate::language::{WordClass, lookup};
use crate::lexicon::is_place;
use crate::rule::{Context, Findings, rule};
use crate::survey::{Count, Difference, Mention, Slip, difference, mentions};

rule! {
    /// Rare spellings of frequent names.
    ///
    /// A search for `Nazarbayev` does not find `Nazarbaev`, and a list of persons and places has one entry too many.
    ///
    /// Names are learnt, not listed: a capitalised word that occurs often in the document, or in the documents of the
    /// run, is right, and so are the names in the lexicon file and those of countries, capitals and peoples. A rare
    /// form one edit away from a frequent one is reported once per document, with all its places. For short names, the
    /// words beside them must also agree (`de Hoop Scheffer`). Endings are left alone (`Ivanov`, `Ivanova`), and so are
    /// a form after a different first name, two first names (`Denis`, `Dennis`), a form that is itself frequent, and words that occur in lower case or are
    /// in a dictionary in this form. The rule may be wrong about a person whose name is close to that of a better-known
    /// one. If only accents differ, the finding is information.
    ///
    /// The fix writes the usual form everywhere in the document. It needs `--unsafe-fixes`.
    "name-variant": Spelling, Warn, Unsafe, since "0.1.0", reads Corpus, needs Words
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let is_doubtful = |form: &str| is_near(form, context) && !is_known(form, context);
    let mentions = mentions(document, is_doubtful);
    let mut forms: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in &mentions {
        forms.entry(&mention.form).or_default().push(mention);
    }
    for (form, places) in forms {
        let name = Form { form, places };
        findings.extend(name.usual(context).map(|usual| name.finding(&usual)));
    }
}

/// Whether a form is right as it is, or is left to another rule.
fn is_known(form: &str, context: &Context) -> bool {
    form.chars().count() < 4
        || is_place(form)
        || context.survey().occurrences(&form.to_lowercase()) > 0
        || context.lexicon.corrections(form).is_some()
        || context.lexicon.class(&form.to_lowercase()).is_some()
        || context.known.accepts(form)
}

/// A name in the user's lexicon counts as this many occurrences in the documents.
const LISTED: u32 = 40;

/// Whether a form is one edit away from some name. Most are not, which costs no more than finding them among the words
/// of the survey.
fn is_near(form: &str, context: &Context) -> bool {
    context.survey().is_near(form)
        || context.known.names_like(form).any(|name| difference(form, name).is_some())
}

/// The names one edit away from a form: the frequent ones of the documents, places, and those of the lexicon.
fn near<'c>(form: &str, context: &'c Context) -> Vec<(&'c str, Count, Difference)> {
    let survey = context.survey();
    let mut near = survey.near(form);
    for name in context.known.names_like(form) {
        let Some(difference) = difference(form, name) else { continue };
        let count = survey.count_of(name);
        near.retain(|(other, ..)| *other != name);
        near.push((name, Count { occurrences: count.occurrences.max(LISTED), ..count }, difference));
    }
    near
}

/// A form with its places in the document.
struct Form<'m> {
    form: &'m str,
    places: Vec<&'m Mention>,
}

/// The suggested form.
struct Usual {
    form: String,
    /// Its counts; `None` for a well-known place.
    count: Option<Count>,
    difference: Difference,
    documents: usize,
}

impl Form<'_> {
    /// The usual form, if this one is a variant.
    fn usual(&self, context: &Context) -> Option<Usual> {
        let survey = context.survey();
        let own = survey.count_of(self.form).occurrences.max(self.places.len() as u32);
        let near = near(self.form, context);
        let usual = |count, (name, _, difference): &(&str, Count, Difference)| Usual {
            form: name.to_string(),
            count,
            difference: *difference,
            documents: survey.len(),
        };
        let is_rare = own <= 3 && self.form.chars().count() >= 6;
        let place = near.iter().find(|(name, _, difference)| {
            is_rare
                && is_place(name)
                && is_slip_of_place(self.form, name, *difference)
                // `British Columbians` are no Colombians.
                && self.support(name, context) != Support::Against
                && !self.is_name(name, context)
        });
        place.map(|place| usual(None, place)).or_else(|| {
            let slips = near
                .iter()
                .filter(|(name, count, difference)| self.is_slip(own, name, *count, *difference, context));
            let best = slips.max_by_key(|(_, count, _)| count.occurrences)?;
            let is_counted = survey.count_of(best.0) == best.1;
            Some(usual(is_counted.then_some(best.1), best))
        })
    }

    /// Whether the form is a name that dictionaries have, and nothing shows that another was meant: `Ivana` is no `Ivanka`.
    fn is_name(&self, name: &str, context: &Context) -> bool {
        context.lexicon.knows(&self.form.to_lowercase()) && self.support(name, context) != Support::For
    }

    fn is_slip(&self, own: u32, name: &str, count: Count, difference: Difference, context: &Context) -> bool {
        let letters = self.form.chars().count().min(name.chars().count());
        let support = self.support(name, context);
        let ending =
            difference.at_end && difference.slip != Slip::Accent && !is_mistyped_end(self.form, name);
        // Two swapped letters do not make another name, whatever comes before them, and neither does a lost accent.
        let is_other = support == Support::Against
            && !(difference.slip == Slip::Accent || difference.slip == Slip::Swapped && letters >= 7);
        // `Denis` and `Dennis` are two persons; `Jaime` is one if the words beside it agree.
        let are_given = || is_given_name(self.form) && is_given_name(name);
        let is_person = support != Support::For || difference.slip != Slip::Swapped;
        let is_name =
            difference.slip != Slip::Accent && (self.is_name(name, context) || is_person && are_given());
        if ending || is_other || is_name || difference.at_start && support != Support::For {
            return false;
        }
        let least = match (difference.slip, support) {
            (Slip::Accent, _) => 2,
            _ if difference.at_end && letters >= 6 => 40,
            _ if difference.at_end => return false,
            (_, Support::For) => 3,
            (Slip::Swapped, _) if letters >= 6 => 4,
            (Slip::Doubled | Slip::Missing | Slip::Extra, _) if letters >= 7 => 5,
            (Slip::Changed, _) if letters >= 8 => 8,
            (Slip::Swapped | Slip::Doubled | Slip::Missing | Slip::Extra, _) if letters >= 5 => 12,
            (Slip::Changed, _) if letters >= 6 => 24,
            _ => return false,
        };
        // A listed place needs less evidence: it is known to exist.
        let ratio = if is_place(name) && difference.slip != Slip::Changed { least.min(6) } else { least };
        count.occurrences >= own.saturating_mul(ratio)
    }

    /// What the words beside the form say about the name it may be.
    fn support(&self, name: &str, context: &Context) -> Support {
        let survey = context.survey();
        let mut support = Support::None;
        for place in &self.places {
            let before = place.before.as_deref().map(|word| (word, survey.pair(word, name)));
            let after = place.after.as_deref().map(|word| (word, survey.pair(name, word)));
            let is_listed = |word: &str| {
                let pairs = [format!("{word} {name}"), format!("{name} {word}")];
                context.known.names_like(self.form).any(|other| other == name)
                    && pairs.iter().any(|pair| context.known.name(pair).is_some())
            };
            for (word, count) in before.into_iter().chain(after) {
                if count.occurrences > 1 || is_listed(word) {
                    support = Support::For;
                } else if count.occurrences == 0 && !context.titles().has_capitalised(word) {
                    return Support::Against;
                }
            }
        }
        support
    }

    fn finding(&self, usual: &Usual) -> Diagnostic {
        let (form, name) = (self.form, &usual.form);
        let message = format!("`{form}` is another spelling of `{name}`");
        let severity = if usual.difference.slip == Slip::Accent { Severity::Info } else { Severity::Warning };
        let spans = || self.places.iter().map(|place| place.span);
        let mut edits: Vec<Edit> = spans().map(|span| Edit { span, text: name.clone() }).collect();
        edits.sort_by_key(|edit| edit.span);
        let first = Diagnostic::new(self.places[0].span, message).at_most(severity).label("rare spelling");
        let all = spans().skip(1).fold(first, |finding, span| finding.see(span, "again"));
        all.help(format!("write `{name}`, {}", usual.evidence())).fix(Fix {
            title: format!("replace `{form}` with `{name}`"),
            applicability: Applicability::Unsafe,
            edits,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    For,
    None,
    Against,
}

impl Usual {
    fn evidence(&self) -> String {
        match self.count {
            None if is_place(&self.form) => "a well-known name".to_string(),
            None => "a name in the lexicon".to_string(),
            Some(count) if self.documents < 2 => {
                format!("which occurs {} in the document", times(count.occurrences))
            }
            Some(count) => {
                let documents = if count.documents == 1 {
                    "1 document"
                } else {
                    &format!("{} documents", count.documents)
                };
                format!("which occurs {} in {documents}", times(count.occurrences))
            }
        }
    }
}

/// Whether a form is a first name of some language.
fn is_given_name(form: &str) -> bool {
    lookup(form).is_some_and(|entry| entry.has(WordClass::GivenName))
}

fn times(count: u32) -> String {
    if count == 1 { "once".to_string() } else { format!("{count} times") }
}

/// A different consonant at the end of a word, where no language has an ending: `Kazakhstam`.
fn is_mistyped_end(form: &str, name: &str) -> bool {
    let is_consonant = |letter: char| letter.is_ascii_alphabetic() && !"aeiousn".contains(letter);
    let ends = (form.chars().next_back(), name.chars().next_back());
    form.chars().count() == name.chars().count()
        && matches!(ends, (Some(a), Some(b)) if a != b && is_consonant(a) && (is_consonant(b) || b == 'n'))
}

/// `Brussel` is missing a letter; `Kosova` has an ending.
fn is_slip_of_place(form: &str, place: &str, difference: Difference) -> bool {
    let letters = form.chars().count().min(place.chars().count());
    match difference.slip {
        Slip::Accent => false,
        Slip::Missing if difference.at_end => place.ends_with('s') && letters >= 6,
        Slip::Extra | Slip::Doubled | Slip::Changed | Slip::Missing if difference.at_end => false,
        Slip::Changed => letters >= 8,
        Slip::Missing | Slip::Extra | Slip::Doubled => letters >= 7,
        Slip::Swapped => letters >= 6,
    }
}
