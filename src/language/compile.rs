//! Language files and the gazetteer as a table of phrases and a table of senses.

use std::collections::BTreeMap;

use super::class::WordClass;
use super::code::{Language, Languages};
use super::entry::SENSE;
use super::file::LanguageFile;
use super::{LONGEST, fold};

mod spelling;
mod table;

/// What is compiled, byte for byte as it is in `src/languages/`.
pub struct Compiled {
    /// `words.table`: the phrases, and the number of the list of senses of each.
    pub phrases: Vec<u8>,
    /// `words.senses`: the lists of senses.
    pub senses: Vec<u8>,
    /// `lists.txt`: the words that texts are read with.
    pub lists: String,
}

/// The senses of one phrase: class and value, and the languages of each.
type Senses = BTreeMap<(u8, u8), Languages>;

/// All phrases with their senses.
#[derive(Default)]
struct Vocabulary(BTreeMap<String, Senses>);

/// Compiles the texts of language files, of the gazetteer and of the list of given names. An error names the file or the phrase.
pub fn compile<'t>(
    files: impl IntoIterator<Item = &'t str>,
    places: &str,
    names: &str,
) -> Result<Compiled, String> {
    let mut vocabulary = Vocabulary::default();
    let mut lists = String::new();
    for text in files {
        let file = read(text)?;
        let language =
            Language::find(&file.code).ok_or_else(|| format!("{}: no such language", file.code))?;
        vocabulary.add_file(&file, language).map_err(|error| format!("{}: {error}", file.code))?;
        lists += &super::lists::written(&file);
    }
    vocabulary.add_places(places)?;
    for name in entries(names) {
        vocabulary.add(name, WordClass::GivenName, 0, Language::MUL)?;
    }
    let (phrases, senses) = vocabulary.compiled()?;
    Ok(Compiled { phrases, senses, lists })
}

/// The lines of a list that are neither empty nor a comment.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The language file of a text.
pub fn read(text: &str) -> Result<LanguageFile, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

impl Vocabulary {
    fn add_file(&mut self, file: &LanguageFile, language: Language) -> Result<(), String> {
        let numbered = [
            (WordClass::Month, &file.months),
            (WordClass::MonthAbbreviation, &file.month_abbreviations),
            (WordClass::Weekday, &file.weekdays),
            (WordClass::WeekdayAbbreviation, &file.weekday_abbreviations),
        ];
        for (class, lists) in numbered {
            for (number, list) in (1..).zip(lists) {
                self.add_list(list, class, number, language)?;
            }
        }
        for (genre, list) in file.types.lists() {
            self.add_list(list, WordClass::Type, genre as u8, language)?;
        }
        for (class, list) in file.words.lists() {
            self.add_list(list, class, 0, language)?;
        }
        Ok(())
    }

    fn add_list(
        &mut self,
        list: &[String],
        class: WordClass,
        value: u8,
        language: Language,
    ) -> Result<(), String> {
        list.iter().try_for_each(|phrase| self.add(phrase, class, value, language))
    }

    /// Adds the places of the gazetteer: lines of name, class and languages between tabs; `#` begins a comment.
    ///
    /// A place has its foreign names in texts of any language too, and without languages the table is a fifth smaller.
    fn add_places(&mut self, places: &str) -> Result<(), String> {
        for line in entries(places) {
            let (name, class) = place(line).ok_or_else(|| format!("places.txt: {line}"))?;
            self.add(name, class, 0, Language::MUL)?;
        }
        Ok(())
    }

    /// Adds a phrase in all its spellings.
    fn add(&mut self, phrase: &str, class: WordClass, value: u8, language: Language) -> Result<(), String> {
        for spelling in spelling::all(phrase, language) {
            let key = key(&spelling).ok_or_else(|| format!("`{phrase}` is no phrase"))?;
            let languages = self.0.entry(key).or_default().entry((class as u8, value)).or_default();
            *languages = languages.with(language);
        }
        Ok(())
    }

    /// The table of phrases and the table of senses.
    fn compiled(self) -> Result<(Vec<u8>, Vec<u8>), String> {
        let lists = self.lists();
        let numbers: BTreeMap<&[u8], usize> =
            lists.iter().zip(0..).map(|(list, number)| (list.as_slice(), number)).collect();
        let mut phrases = table::Builder::new();
        for (phrase, senses) in &self.0 {
            phrases.add(phrase, numbers[packed(senses).as_slice()])?;
        }
        Ok((phrases.table(), senses(&lists)))
    }

    /// The different lists of senses in bytes, the most frequent first.
    fn lists(&self) -> Vec<Vec<u8>> {
        let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        self.0.values().for_each(|senses| *counts.entry(packed(senses)).or_default() += 1);
        let mut lists: Vec<(Vec<u8>, usize)> = counts.into_iter().collect();
        lists.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        lists.into_iter().map(|(list, _)| list).collect()
    }
}

/// A list of senses in bytes.
fn packed(senses: &Senses) -> Vec<u8> {
    let record = |((class, value), languages): (&(u8, u8), &Languages)| {
        [*class, *value].into_iter().chain(languages.bits().to_le_bytes())
    };
    senses.iter().flat_map(record).collect()
}

/// The lists, behind their number and the places where they end.
fn senses(lists: &[Vec<u8>]) -> Vec<u8> {
    let ends = lists.iter().scan(0, |end, list| {
        *end += list.len() / SENSE;
        Some(*end)
    });
    let numbers = std::iter::once(lists.len()).chain(ends);
    let mut table: Vec<u8> =
        numbers.flat_map(|number| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()).collect();
    table.extend(lists.concat());
    table
}

/// The key of a phrase: its folded form, with the asterisks of an open beginning or end.
fn key(phrase: &str) -> Option<String> {
    let (tail, rest) = phrase.strip_prefix('*').map_or(("", phrase), |rest| ("*", rest));
    let (stem, rest) = rest.strip_suffix('*').map_or(("", rest), |rest| ("*", rest));
    let folded = fold::text(rest);
    let is_phrase = !rest.is_empty() && rest.trim() == rest && folded.len() <= LONGEST;
    is_phrase.then(|| format!("{tail}{folded}{stem}"))
}

/// Name and class of a line of the gazetteer.
fn place(line: &str) -> Option<(&str, WordClass)> {
    let mut fields = line.split('\t');
    let (name, class, languages) = (fields.next()?, fields.next()?, fields.next()?);
    let class = match class {
        "country" => WordClass::Country,
        "capital" => WordClass::Capital,
        "city" => WordClass::City,
        "region" => WordClass::Region,
        _ => return None,
    };
    languages.split(' ').all(|code| Language::find(code).is_some()).then_some((name, class))
}
