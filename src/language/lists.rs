//! The words of one language that parser, rules, emitters and learner ask for, list by list.
//!
//! They stand in the table `text` of a language file, beside the words of headers. `UPDATE=1 cargo test --test generated`
//! gathers them in `src/languages/lists.txt`, of which only the lines of the languages that are asked for are read.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::code::{CODES, Language};
use super::file::LanguageFile;
use super::list::WordList;

/// One list a line: the code of the language, the name of the list, and its entries, with tabs between them.
const LISTS: &str = include_str!("../languages/lists.txt");

/// Defines the lists: those of the table `text` of a language file, and those that are taken from its other tables.
macro_rules! lists {
    (
        text: $($(#[doc = $doc:literal])+ $list:ident;)+
        others: $($(#[doc = $other_doc:literal])+ $other:ident;)+
    ) => {
        /// Words that texts are read with, beside those of headers.
        ///
        /// An entry is in lower case and without the full stop of an abbreviation. A list that a language does not have
        /// is empty, and what asks for it finds nothing.
        #[derive(Debug, Default, Deserialize, Serialize)]
        #[serde(default, deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct TextTables {
            $($(#[doc = $doc])+ #[serde(skip_serializing_if = "Vec::is_empty")] pub $list: Vec<String>,)+
        }

        impl TextTables {
            /// The lists with their names.
            pub fn lists(&self) -> Vec<(&'static str, &[String])> {
                vec![$((stringify!($list), self.$list.as_slice()),)+]
            }
        }

        /// The words of one language, to be looked up.
        #[derive(Debug, Default)]
        pub struct WordLists {
            $($(#[doc = $doc])+ pub $list: WordList,)+
            $($(#[doc = $other_doc])+ pub $other: WordList,)+
        }

        impl WordLists {
            fn set(&mut self, name: &str, list: WordList) {
                match name {
                    $(stringify!($list) => self.$list = list,)+
                    $(stringify!($other) => self.$other = list,)+
                    _ => {}
                }
            }
        }
    };
}

lists! {
    text:
    /// Lower-case words inside the names of persons: `van`, `della`.
    particles;
    /// Particles that the name in a speaker label may begin with: `de Gucht`.
    first_particles;
    /// Lower-case words inside speaker labels other than particles: `Minister of Defence`.
    label_words;
    /// Words before the name of a person: forms of address, ranks, offices. `mr`, `general`, `president`.
    titles;
    /// Titles that stay with a surname: `Lord Robertson`.
    kept_titles;
    /// Words with a full stop that ends no sentence.
    abbreviations;
    /// Abbreviations that are also words, unless a number follows: `No. 5`, but `No. We left.`
    number_abbreviations;
    /// Verbs beside a quotation: `“…,” he said`.
    saying_verbs;
    /// Words beside an office that make it another one, or held at another time: `deputy`, `former`.
    office_qualifiers;
    /// Words of a sentence about another time than that of the document: `remember`, `since`.
    other_times;
    /// Words for the day of a document and the days beside it: `today`.
    near_days;
    /// How a stage note begins, in addition to those of the profile: `Beifall`.
    stage_notes;
    /// How a stage note begins that marks missing words: `inaudible`, `speaking in`.
    gap_notes;
    /// Words of a note about speech that could not be heard.
    inaudible_words;
    /// Words of a note about speech in another language, or how they begin: `translat`.
    translation_words;
    /// Words of a note about laughter.
    laughter_words;
    /// Words of a note about several people who speak at once.
    crosstalk_words;
    /// Words of a note about applause.
    applause_words;
    /// Words of a note about silence.
    pause_words;
    /// Words of a note about anything else that happened.
    incident_words;
    /// Stage notes that are complete in themselves.
    whole_notes;
    /// What a transcriber writes in brackets after an uncertain word.
    doubt_marks;
    /// How a paragraph begins that is only a greeting.
    day_greetings;
    /// How a link begins: `Back to`, before the name of a page.
    link_openers;
    /// Links of any site.
    navigation_links;
    /// Words in a byline that name a body, not a person.
    byline_bodies;
    /// Capitalised words before a name in a byline that are not part of it.
    before_names;
    /// Nouns by which the name of an organisation is known, capitalised: `North Atlantic Council`.
    organisation_nouns;
    /// Lower-case words inside the names of offices and organisations.
    organisation_particles;
    /// Words and abbreviations in capitals that are not organisations.
    not_acronyms;
    /// Words that are never part of the name of a person.
    not_persons;
    /// Words before an office that belong to the sentence: `with NATO Secretary General`.
    name_openers;
    /// Function words in labels that name an office instead of a person: `The Secretary General`.
    office_words;
    /// Words of a sentence about a spelling.
    spelling_talk;
    /// Words of a sentence about a word, a name or a correction.
    word_talk;
    /// Words that a name or a quoted word follows.
    naming_words;
    /// Languages that a word may be right in: `in French it is independant`.
    cited_languages;
    /// Words of a sentence that shows characters on purpose.
    character_talk;
    /// What an editor writes in brackets, other than `sic`, after a word that is as in the original.
    confirmations;
    /// Function words: any longer text of the language has many of them.
    function_words;
    /// Function words that no related language shares.
    clear_words;
    /// Function words that show a few words of the language in a text of another one.
    cited_words;
    /// Function words that get glued to the next word.
    glued_before;
    /// Function words that get glued to the word before.
    glued_after;
    /// Words that are never repeated on purpose.
    never_doubled;
    /// Words that may be repeated on purpose: `that that`.
    often_doubled;
    /// Words that never end a header field: something is missing after them.
    never_last;
    /// Words that seldom end a header field.
    seldom_last;
    /// Abbreviations of organisations that exist once, so that a final `s` is not a plural.
    one_of_a_kind;
    /// Words before a plural: `the two Koreas`.
    plural_words;
    /// Words with an apostrophe, other than possessives: `don't`, `we're`.
    contractions;
    /// What follows the apostrophe of a contraction or possessive.
    contracted_endings;
    /// Words that are often possessive or contracted with `is`: `today's`, `it's`.
    owners;
    /// Words with `ô`, which an old code page turns into a quotation mark.
    circumflex_words;
    /// Placeholders in brackets: `[number]`.
    placeholders;
    /// Names of the seasons, by which a date may be given: `Summer 2001`.
    seasons;
    /// Words that a web extraction writes in place of an image.
    image_words;
    /// Names and abbreviations of months that are also common words in lower case: `may`.
    doubtful_months;
    /// Abbreviations of months that have no other meaning.
    clear_months;
    /// Words before a date in a dateline: `PARIS, le 5 mai`.
    date_leads;
    /// Punctuation marks that the language sets after a space.
    spaced_marks;
    /// How a series label for a week begins.
    week_labels;
    /// How a page begins that a web server sends in place of what was asked for: `404 not found`.
    error_pages;
    /// Words before the number of a page.
    page_words;
    /// Words between the number of a page and that of all pages: `3 of 7`.
    page_joints;
    /// Nouns that ordinal numbers go with: `session`, `anniversary`.
    ordinal_nouns;
    /// What a scanner takes for other letters, and those letters: `rn m` for `govemment`.
    misread_letters;
    /// Verbs that end with `to`, and may have an infinitive behind them: `a place to go to to be safe`.
    to_verbs;
    /// How the words of an author begin after quoted ones: `he` of `he said`.
    saying_subjects;
    /// Links from the beginning of a text to the rest of it: `read more`.
    rest_links;
    /// Names of countries and peoples that write some words as in one variety of the language and some as in another.
    varied_countries;
    others:
    /// The whole names of the months, January first, each in its first form.
    months;
    /// The whole names of the weekdays, Monday first, each in its first form.
    weekdays;
    /// What follows a number to make it an ordinal: `th`.
    ordinal_suffixes;
    /// The name of the language, in English.
    name;
}

impl WordLists {
    /// The lists of a language, read when they are first asked for.
    pub fn of(language: Language) -> &'static WordLists {
        static CELLS: [OnceLock<WordLists>; CODES.len()] = [const { OnceLock::new() }; CODES.len()];
        CELLS[language.number()].get_or_init(|| Self::read(language.code()))
    }

    fn read(code: &str) -> Self {
        let mut lists = Self::default();
        let lines = LISTS.lines().filter_map(|line| line.split_once('\t'));
        // The lists of one language stand together.
        let own = lines.skip_while(|(of, _)| *of != code).take_while(|(of, _)| *of == code);
        for (_, line) in own {
            let mut fields = line.split('\t');
            lists.set(fields.next().unwrap_or_default(), fields.collect());
        }
        lists
    }
}

/// The lists of a language file in the form that is read again, a line for each that is not empty.
pub(super) fn written(file: &LanguageFile) -> String {
    let first_forms = |lists: &[Vec<String>]| -> Vec<String> {
        lists.iter().filter_map(|forms| forms.first().cloned()).collect()
    };
    let (months, weekdays) = (first_forms(&file.months), first_forms(&file.weekdays));
    let others: [(&str, &[String]); 4] = [
        ("months", &months),
        ("weekdays", &weekdays),
        ("ordinal_suffixes", &file.words.ordinal_suffixes),
        ("name", std::slice::from_ref(&file.name)),
    ];
    let lists = file.text.lists().into_iter().chain(others).filter(|(_, list)| !list.is_empty());
    lists.map(|(name, list)| format!("{}\t{name}\t{}\n", file.code, list.join("\t"))).collect()
}
