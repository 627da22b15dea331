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
    /// Words inside the names of persons that are written small: `van`, `della`.
    particles;
    /// Those of them that the name in a speaker label may begin with: `de Gucht`.
    first_particles;
    /// Words inside speaker labels that are written small, beside particles: `Minister of Defence`.
    label_words;
    /// Words before the name of a person: forms of address, ranks, offices. `mr`, `general`, `president`.
    titles;
    /// Titles that a person keeps where nothing but the surname is said: `Lord Robertson`.
    kept_titles;
    /// Words with a full stop that ends no sentence.
    abbreviations;
    /// Abbreviations that are words too, where no number follows: `No. 5`, but `No. We left.`
    number_abbreviations;
    /// Verbs beside a quotation: `“…,” he said`.
    saying_verbs;
    /// Words beside an office by which somebody holds another one, or held it at another time: `former`, `deputy`.
    office_qualifiers;
    /// Words of a sentence that speaks of another time than that of the document: `remember`, `since`.
    other_times;
    /// Words for the day of a document and the days beside it: `today`.
    near_days;
    /// How a stage note begins, beside those that the profile gives: words in brackets of which nobody says any.
    stage_notes;
    /// How a stage note begins that stands for words that are lost: `inaudible`, `speaking in`.
    gap_notes;
    /// What a note says of words that nobody could hear.
    inaudible_words;
    /// What a note says of words in another language; a word may be the beginning of others.
    translation_words;
    /// What a note says of laughter.
    laughter_words;
    /// What a note says of several who speak at once.
    crosstalk_words;
    /// What a note says of applause.
    applause_words;
    /// What a note says of silence.
    pause_words;
    /// What a note says of anything else that happened.
    incident_words;
    /// Stage notes that need no further words.
    whole_notes;
    /// What a transcriber writes in brackets behind a word of which he is not sure.
    doubt_marks;
    /// How a paragraph begins that only greets.
    day_greetings;
    /// How a link begins: `Back to`, before the name of a page.
    link_openers;
    /// Links of any site.
    navigation_links;
    /// Words of a byline that name a body and not a person.
    byline_bodies;
    /// Capitalised words before a name in a byline that are no part of it.
    before_names;
    /// Nouns by which the name of an organisation is known, capitalised: `North Atlantic Council`.
    organisation_nouns;
    /// Words inside the names of offices and organisations that are written small.
    organisation_particles;
    /// Words and abbreviations in capitals that name no organisation.
    not_acronyms;
    /// Words that no name of a person has.
    not_persons;
    /// Words before an office that belong to the sentence: `with NATO Secretary General`.
    name_openers;
    /// Small words of labels that name an office in place of a person: `The Secretary General`.
    office_words;
    /// What a sentence about a spelling says.
    spelling_talk;
    /// Words of a sentence about a word, a name or a correction.
    word_talk;
    /// Words that a name or a quoted word follows.
    naming_words;
    /// Languages that a word may be right in: `in French it is independant`.
    cited_languages;
    /// What a sentence says that shows characters on purpose.
    character_talk;
    /// What an editor writes in brackets behind a word that is as in the original, beside `sic`.
    confirmations;
    /// Small words without which no longer text of the language is written.
    function_words;
    /// Function words that no neighbouring language writes too.
    clear_words;
    /// Function words that show a few words of the language in a text of another one.
    cited_words;
    /// Small words that are written without a space before the next word.
    glued_before;
    /// Those of them that are written so behind another word.
    glued_after;
    /// Words that nobody means to say twice in a row.
    never_doubled;
    /// Words that are written twice in a row on purpose: `that that`.
    often_doubled;
    /// Words that end no header field: something followed.
    never_last;
    /// Words that end few header fields.
    seldom_last;
    /// Abbreviations of organisations of which there is one: an `s` behind the name is no plural.
    one_of_a_kind;
    /// Words before a plural: `the two Koreas`.
    plural_words;
    /// Words with an apostrophe, other than possessives: `don't`, `we're`.
    contractions;
    /// What stands behind the apostrophe of a contraction or possessive.
    contracted_endings;
    /// Words that often own something or are drawn together with `is`: `today's`, `it's`.
    owners;
    /// Words with `ô`, which an old code page writes as a quotation mark.
    circumflex_words;
    /// What stands in brackets until somebody knows it: `[number]`.
    placeholders;
    /// Names of the seasons, by which a date may be given: `Summer 2001`.
    seasons;
    /// Words of what an extraction writes for an image.
    image_words;
    /// Names and abbreviations of months, written small, that are words too: `may`.
    doubtful_months;
    /// Abbreviations of months that mean nothing else.
    clear_months;
    /// Words before a date in a dateline: `PARIS, le 5 mai`.
    date_leads;
    /// Marks that the language writes a space before.
    spaced_marks;
    /// How a series label begins that names a week.
    week_labels;
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
        for line in LISTS.lines() {
            let mut fields = line.split('\t');
            if fields.next() == Some(code)
                && let Some(name) = fields.next()
            {
                lists.set(name, fields.collect());
            }
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
