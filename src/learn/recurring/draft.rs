//! The draft of a profile from what recurs, with counts as comments.

use std::fmt::Write;

use super::*;
use crate::visible::toml_string;

/// A drafted profile.
#[derive(Debug)]
pub struct FamilyDraft {
    /// Its TOML.
    pub text: String,
    /// The lines, labels and formats in it.
    pub entries: usize,
}

/// What goes into a draft.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Whether it extends the profile of most documents, and not `plain`.
    pub extends_family: bool,
    /// Whether lines that fill no field are listed.
    pub boilerplate: bool,
    /// Whether series are listed.
    pub series: bool,
}

impl Choice {
    /// All choices, the fullest first.
    pub fn all() -> impl Iterator<Item = Choice> {
        (0..8).map(|bits| Choice {
            extends_family: bits & 1 == 0,
            boilerplate: bits & 2 == 0,
            series: bits & 4 == 0,
        })
    }
}

/// A phrase with the number of documents that have it.
type Entry<'r> = (&'r str, usize);

/// The share of documents, in per cent, in which a line is a letterhead and not a series.
const LETTERHEAD: usize = 60;

/// The share of documents that a phrase of the signature is in at least.
const SIGNATURE: usize = 15;

/// The share of documents that have a field that all are expected to have.
const EXPECTED: usize = 90;

/// The most phrases of a list.
const MOST: usize = 20;

/// The most phrases of the signature.
const MOST_SIGNS: usize = 8;

impl Recurring {
    /// A profile with this name from what is in at least so many documents; nothing if nothing is.
    pub fn draft(&self, name: &str, title: &str, least: usize, choice: Choice) -> Option<FamilyDraft> {
        let base = if choice.extends_family { self.base() } else { Profile::plain() };
        let least = least.max(2);
        let page = Page { all: self, base, least, choice, text: String::new(), entries: 0 };
        page.written(name, title)
    }

    /// The built-in profile that most documents belong to.
    fn base(&self) -> &'static Profile {
        let most = self.families.iter().max_by_key(|(_, count)| **count);
        let most = most.filter(|(_, count)| **count * 2 > self.documents);
        most.and_then(|(name, _)| Profile::built_in(name)).unwrap_or_else(|| Profile::plain())
    }

    /// The language of most documents.
    fn language(&self) -> Option<(&'static str, usize)> {
        let most = self.languages.iter().max_by_key(|(_, count)| **count)?;
        (*most.1 * 2 > self.documents).then_some((*most.0, *most.1))
    }
}

/// The text being written.
struct Page<'r> {
    all: &'r Recurring,
    base: &'static Profile,
    least: usize,
    choice: Choice,
    text: String,
    entries: usize,
}

/// What the lines at the beginning are.
#[derive(Default)]
struct Lines<'r> {
    letterhead: Vec<Entry<'r>>,
    headings: Vec<Entry<'r>>,
    blocks: Vec<Entry<'r>>,
    series: Vec<Entry<'r>>,
    /// They may be series, names or places.
    doubtful: Vec<Entry<'r>>,
}

impl<'r> Page<'r> {
    fn written(mut self, name: &str, title: &str) -> Option<FamilyDraft> {
        let lines = self.lines();
        let (updates, leads) = self.dated();
        let (numbers, number_leads) = self.numbers();
        let signature = self.signature(&lines, &updates, &number_leads);
        self.line(&format!(
            "# Drafted from what recurs in {} documents. Read it, correct it, give it a title.",
            self.all.documents
        ));
        self.line(&format!("name = {}", toml_string(name)));
        self.line(&format!("title = {}", toml_string(title)));
        self.line(&format!("extends = {}", toml_string(&self.base.name)));
        if let Some((code, count)) = self.all.language() {
            let comment = self.among(count);
            self.line(&format!("language = {} # {comment}", toml_string(code)));
        }
        self.signature_lines(&signature);
        if self.choice.boilerplate {
            self.list("Lines at the beginning that fill no field.", "boilerplate", &lines.letterhead);
        }
        self.list("Names of blocks beside the text.", "block_names", &lines.blocks);
        self.list("Subheadings.", "headings", &lines.headings);
        let footer = self.footer();
        self.list("Lines at the end begin with these.", "footer", &footer);
        self.table("update", &[&updates]);
        self.list("Labels of the day of publication or change.", "labels", &updates);
        self.dates(&leads);
        self.table("numbers", &[&numbers, &number_leads]);
        self.list("Formats: `9` is a run of digits, `A` one of capitals.", "patterns", &numbers);
        self.list("Words before a number.", "leads", &number_leads);
        self.speakers();
        self.series(&lines);
        (self.entries > 0).then(|| {
            self.shape();
            FamilyDraft { text: self.text, entries: self.entries }
        })
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn among(&self, count: usize) -> String {
        format!("in {count} of {} documents", self.all.documents)
    }

    /// Those in enough documents, the most frequent first.
    fn frequent<'k, V>(
        &self,
        all: &'k HashMap<String, V>,
        count: impl Fn(&V) -> usize,
    ) -> Vec<(&'k str, &'k V, usize)> {
        let counted = all.iter().map(|(text, value)| (text.as_str(), value, count(value)));
        let mut frequent: Vec<_> = counted.filter(|(_, _, count)| *count >= self.least).collect();
        frequent.sort_by_key(|(text, _, count)| (std::cmp::Reverse(*count), *text));
        frequent
    }

    /// The lines at the beginning that no list of the base has.
    fn lines(&self) -> Lines<'r> {
        let all: &'r Recurring = self.all;
        let mut lines = Lines::default();
        let mut open: Vec<(Entry<'r>, usize)> = Vec::new();
        let (mut series_places, mut genres) = (Vec::new(), Vec::new());
        for (text, line, count) in self.frequent(&all.head, |line| line.documents) {
            let is_known = is_known(&self.base.boilerplate, text)
                || is_known(&self.base.block_names, text)
                || is_known_whole(&self.base.residue.labels, text)
                || has_date(text);
            let (Some(kind), false) = (line.kind(), is_known || is_prose(text)) else { continue };
            match kind {
                Kind::Heading if !is_known_whole(&self.base.headings, text) => {
                    lines.headings.push((text, count))
                }
                Kind::BlockName => lines.blocks.push((text, count)),
                Kind::Series if count * 100 < LETTERHEAD * all.documents => {
                    series_places.push(line.place());
                    lines.series.push((text, count));
                }
                Kind::Genre | Kind::Byline if lookup(text).is_none() => {
                    genres.push(((text, count), line.place()))
                }
                _ if lookup(text).is_some_and(|entry| entry.has(WordClass::ReleaseNotice)) => {
                    lines.letterhead.push((text, count));
                }
                Kind::Series | Kind::Unread | Kind::Title | Kind::Paragraph | Kind::Residue(_)
                    if shape::label(text).is_none() =>
                {
                    if count * 100 >= LETTERHEAD * all.documents {
                        lines.letterhead.push((text, count));
                    } else {
                        open.push(((text, count), line.place()));
                    }
                }
                _ => {}
            }
        }
        series_places.extend(self.sort_out(open, &mut lines));
        // `Speeches of the Minister` in the place of series is one, too.
        genres.retain(|(_, place)| series_places.contains(place));
        lines.series.extend(genres.into_iter().map(|(entry, _)| entry));
        lines.series.retain(|(text, _)| !self.base.series.iter().any(|known| known.label == *text));
        for list in [&mut lines.letterhead, &mut lines.headings, &mut lines.blocks, &mut lines.series] {
            list.truncate(MOST);
        }
        lines.doubtful.truncate(MOST);
        lines
    }

    /// Lines that share a place with others, and together fill it in most documents, are series.
    fn sort_out(&self, open: Vec<(Entry<'r>, usize)>, lines: &mut Lines<'r>) -> Vec<usize> {
        let (mut by_place, mut places) = (BTreeMap::<usize, Vec<Entry<'r>>>::new(), Vec::new());
        open.into_iter().for_each(|(entry, place)| by_place.entry(place).or_default().push(entry));
        for (place, entries) in by_place {
            let documents: usize = entries.iter().map(|(_, count)| count).sum();
            let are_series = entries.len() > 1 && documents * 2 > self.all.documents;
            places.extend(are_series.then_some(place));
            if are_series { lines.series.extend(entries) } else { lines.doubtful.extend(entries) }
        }
        lines.doubtful.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
        places
    }

    /// Labels of stamps, and those of the date itself.
    fn dated(&self) -> (Vec<Entry<'r>>, Vec<Entry<'r>>) {
        let all: &'r Recurring = self.all;
        let (mut updates, mut leads) = (Vec::new(), Vec::new());
        for (text, label, count) in self.frequent(&all.labels, |label| label.dated) {
            let bare = lookup(text.trim_end_matches(':'));
            let has = |class| bare.is_some_and(|entry| entry.has(class));
            let is_known = is_known(&self.base.update.labels, text) || is_known(&self.base.dates.leads, text);
            if is_known || label.dated * 2 < label.documents {
                continue;
            }
            if has(WordClass::UpdateLabel)
                || !has(WordClass::DateLabel) && label.beside_date * 2 >= label.dated
            {
                updates.push((text, count));
            } else {
                leads.push((text, count));
            }
        }
        (updates, leads)
    }

    fn numbers(&self) -> (Vec<Entry<'r>>, Vec<Entry<'r>>) {
        let all: &'r Recurring = self.all;
        let patterns = self.frequent(&all.numbers, |count| *count).into_iter();
        let patterns =
            patterns.filter(|(text, ..)| !self.base.numbers.patterns.iter().any(|known| known == text));
        let leads = self.frequent(&all.leads, |count| *count).into_iter();
        let leads = leads.filter(|(text, ..)| !is_known_whole(&self.base.numbers.leads, text));
        let entries = |(text, _, count): (&'r str, _, usize)| (text, count);
        (patterns.take(MOST).map(entries).collect(), leads.take(MOST).map(entries).collect())
    }

    /// Lines at the end, and labels of contacts there.
    fn footer(&self) -> Vec<Entry<'r>> {
        let all: &'r Recurring = self.all;
        let is_contact =
            |text: &str| lookup(text.trim_end_matches(':')).is_some_and(|it| it.has(WordClass::ContactLabel));
        let labels = self.frequent(&all.labels, |label| label.at_end).into_iter();
        let mut found: Vec<Entry<'r>> =
            labels.filter(|(text, ..)| is_contact(text)).map(|(text, _, count)| (text, count)).collect();
        for (text, line, count) in self.frequent(&all.tail, |line| line.documents) {
            let is_speech =
                matches!(line.kind(), Some(Kind::Utterance | Kind::Note | Kind::Item | Kind::Heading) | None);
            let is_template = !is_prose(text)
                || count * 2 >= all.documents && text.split_whitespace().count() >= 8
                || text.contains(['@', '/'])
                || text.contains("www.");
            let is_speech = is_speech || is_known(&self.base.speakers.salutations, text) && text.len() < 40;
            let is_covered = found.iter().any(|(label, _)| text.starts_with(label));
            if !is_speech && is_template && !is_covered {
                found.push((text, count));
            }
        }
        found.retain(|(text, _)| {
            !is_known(&self.base.footer, text) && !is_known(&self.base.update.labels, text)
        });
        found.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
        found.truncate(MOST);
        found
    }

    /// Phrases by which a document is recognised, with their weight: lines and labels that are in many documents and in
    /// no list of words.
    fn signature(
        &self,
        lines: &Lines<'r>,
        updates: &[Entry<'r>],
        leads: &[Entry<'r>],
    ) -> Vec<(Entry<'r>, u8)> {
        let is_frequent = |(_, count): &&Entry<'r>| *count * 100 >= SIGNATURE * self.all.documents;
        let is_own = |(text, _): &&Entry<'r>| {
            text.chars().count() >= 6
                && lookup(text.trim_end_matches(':')).is_none()
                && !is_known(&self.base.block_names, text)
        };
        let weigh = |weight: u8| move |entry: &Entry<'r>| (*entry, weight);
        let strong = lines.letterhead.iter().chain(lines.series.iter()).filter(is_frequent).filter(is_own);
        let weak = updates.iter().chain(leads).filter(is_frequent).filter(is_own);
        let mut signs: Vec<_> = strong.map(weigh(3)).chain(weak.map(weigh(2))).collect();
        signs.sort_by_key(|((text, count), weight)| (std::cmp::Reverse((*count, *weight)), *text));
        signs.truncate(MOST_SIGNS);
        signs
    }

    fn signature_lines(&mut self, signature: &[(Entry<'r>, u8)]) {
        self.text.push('\n');
        if signature.is_empty() {
            self.line("# No line of its own is in enough documents: set the profile with `profile` in doclint.toml.");
            return self.line("# signature = [{ text = \"\", weight = 3 }]");
        }
        self.line("# A document with 2 points is of this family.");
        self.line("signature = [");
        for ((text, count), weight) in signature {
            let comment = self.among(*count);
            self.line(&format!("  {{ text = {}, weight = {weight} }}, # {comment}", toml_string(text)));
        }
        self.line("]");
    }

    /// A list with its counts, if it has entries.
    fn list(&mut self, comment: &str, key: &str, entries: &[Entry<'r>]) {
        if entries.is_empty() {
            return;
        }
        self.entries += entries.len();
        self.line(&format!("\n# {comment}\n{key} = ["));
        for (text, count) in entries {
            let comment = self.among(*count);
            self.line(&format!("  {}, # {comment}", toml_string(text)));
        }
        self.line("]");
    }

    /// The head of a table, if one of its lists has entries.
    fn table(&mut self, name: &str, lists: &[&[Entry<'r>]]) {
        if lists.iter().any(|entries| !entries.is_empty()) {
            self.line(&format!("\n[{name}]"));
        }
    }

    /// The order of day and month, if dates show it, and words before dates.
    fn dates(&mut self, leads: &[Entry<'r>]) {
        let (day, month) = (self.all.day_first, self.all.month_first);
        let order = match (day, month) {
            (3.., 0) => Some(("day-first", day)),
            (0, 3..) => Some(("month-first", month)),
            _ => None,
        };
        if order.is_none() && leads.is_empty() {
            return;
        }
        self.line("\n[dates]");
        if let Some((order, count)) = order {
            self.entries += 1;
            self.line(&format!("order = \"{order}\" # as {count} dates show, and none shows the opposite"));
        }
        self.list("Words before a date that are not part of it.", "leads", leads);
    }

    /// Labels of questions and roles, and how the others are written.
    fn speakers(&mut self) {
        let all: &'r Recurring = self.all;
        let is = |text: &str, class| lookup(text).is_some_and(|entry| entry.has(class));
        let frequent = self.frequent(&all.speakers, |speaker| speaker.documents);
        let base = self.base;
        let is_known = |text: &str| {
            is_known_whole(&base.speakers.questions, text) || is_known_whole(&base.speakers.parts, text)
        };
        let new = frequent.iter().filter(|(text, ..)| !is_known(text));
        let pick = |class| {
            move |(text, _, count): &&(&'r str, &'r Speaker, usize)| {
                is(text, class).then_some((*text, *count))
            }
        };
        let questions: Vec<Entry<'r>> =
            new.clone().filter_map(|one| pick(WordClass::QuestionLabel)(&one)).collect();
        let parts: Vec<Entry<'r>> = new
            .filter(|(text, ..)| !is(text, WordClass::QuestionLabel))
            .filter(|(text, ..)| is_office(text))
            .map(|(text, _, count)| (*text, *count))
            .collect();
        let style = self.style(&frequent);
        if !style.is_empty() {
            self.text.push('\n');
            self.text.push_str(&style);
        }
        self.table("speakers", &[&questions, &parts]);
        self.list("Labels of questions.", "questions", &questions);
        self.list("Labels that name a role, not a person.", "parts", &parts);
    }

    /// How speaker labels are written, as comments.
    fn style(&self, frequent: &[(&str, &Speaker, usize)]) -> String {
        let turns: usize = self.all.speakers.values().map(|speaker| speaker.turns).sum();
        if turns < self.least {
            return String::new();
        }
        let is_shouted = |text: &str| !text.contains(char::is_lowercase);
        let shouted = self.all.speakers.iter().filter(|(text, _)| is_shouted(text));
        let shouted: usize = shouted.map(|(_, speaker)| speaker.turns).sum();
        let mut text = format!("# Speaker labels: {shouted} of {turns} are in capitals.\n");
        for (label, speaker, count) in frequent.iter().take(5) {
            let (label, turns, questions) = (toml_string(label), speaker.turns, speaker.questions);
            let among = self.among(*count);
            writeln!(text, "#   {label}: {turns} turns {among}, {questions} with a question mark")
                .expect("writing to a string cannot fail");
        }
        text
    }

    fn series(&mut self, lines: &Lines<'r>) {
        let shape = self.shape_name();
        let listed = if self.choice.series { &lines.series[..] } else { &[] };
        for (text, count) in listed {
            let comment = self.among(*count);
            self.entries += 1;
            self.line(&format!(
                "\n[[series]]\nlabel = {} # {comment}\nshape = {}",
                toml_string(text),
                toml_string(shape)
            ));
        }
        // Series with which fewer fields are read are for the user to decide.
        let left_out = if self.choice.series { &[] } else { &lines.series[..] };
        let doubtful: Vec<Entry<'r>> = left_out.iter().chain(&lines.doubtful).copied().collect();
        if doubtful.is_empty() {
            return;
        }
        self.entries += doubtful.len();
        self.line("\n# These lines at the beginning recur, too. Those that are series go here, others into `boilerplate`;");
        self.line("# leave out names and places.");
        for (text, count) in &doubtful {
            let comment = self.among(*count);
            let (text, shape) = (toml_string(text), toml_string(shape));
            self.line(&format!("# [[series]]\n# label = {text} # {comment}\n# shape = {shape}"));
        }
    }

    /// The shape that series announce: one of the draft, unless the base has shapes of its own kind.
    fn shape_name(&self) -> &'static str {
        if self.base.name == "plain" { "document" } else { &self.base.shapes[0].name }
    }

    /// The fields that most documents have.
    fn shape(&mut self) {
        let counts: Vec<String> = Field::ALL
            .into_iter()
            .zip(self.all.fields)
            .filter(|(_, count)| *count > 0)
            .map(|(field, count)| format!("{} {count}", field.name()))
            .collect();
        self.line(&format!("\n# Documents with each field: {}.", counts.join(", ")));
        let most = self.all.orders.iter().filter(|(order, _)| order.len() > 1);
        if let Some((order, count)) = most.max_by_key(|(_, count)| **count) {
            let order: Vec<&str> = order.iter().map(|field| field.name()).collect();
            let comment = self.among(*count);
            self.line(&format!("# The most frequent order: {}, {comment}.", order.join(", ")));
        }
        if self.base.name != "plain" {
            return;
        }
        let (all, documents) = (self.all, self.all.documents);
        let category = all.categories.iter().max_by_key(|(_, count)| **count);
        let category = category.filter(|(_, count)| **count * 2 > documents).map(|(name, _)| *name);
        let expected =
            Field::ALL.into_iter().zip(all.fields).filter(|(_, count)| count * 100 >= EXPECTED * documents);
        let expected: Vec<String> =
            expected.filter_map(|(field, _)| serde_json::to_string(&field).ok()).collect();
        self.line("\n[[shapes]]\nname = \"document\"");
        self.line(&format!("category = \"{}\"", category.unwrap_or(Category::Other.name())));
        self.line(&format!("expects = [{}] # one that is missing is reported", expected.join(", ")));
        self.line("titled = true");
    }
}

/// Whether a line begins with a phrase of a list.
fn is_known(list: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    list.iter().any(|known| text.starts_with(&known.to_lowercase()))
}

/// Whether a text is a phrase of a list.
fn is_known_whole(list: &[String], text: &str) -> bool {
    list.iter().any(|known| known.to_lowercase() == text.to_lowercase())
}

/// Whether a line has a date.
fn has_date(text: &str) -> bool {
    let has_month = || phrases(text).iter().any(|found| found.entry.months().next().is_some());
    text.contains(|c: char| c.is_ascii_digit()) && has_month()
}

/// Whether a label is an office, perhaps with words of respect before it: `The Hon. the Speaker`.
fn is_office(label: &str) -> bool {
    let has = |text: &str, class| lookup(text).is_some_and(|entry| entry.has(class));
    let starts = label.char_indices().filter(|(at, _)| *at == 0 || label[..*at].ends_with(' '));
    let office = starts.map(|(at, _)| at).find(|at| has(&label[*at..], WordClass::Office));
    let is_respect = |word: &str| {
        has(word, WordClass::Honorific)
            || has(word, WordClass::SmallWord)
            || word.starts_with(char::is_lowercase)
    };
    office.is_some_and(|at| label[..at].split_whitespace().all(is_respect))
}

/// Whether a line ends as sentences and salutations do.
fn is_prose(text: &str) -> bool {
    text.ends_with(['.', ',', ';', ':', '!', '?', '…', '”', '"'])
}
