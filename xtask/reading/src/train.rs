//! Trains the model of the header, and measures how well headers are read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use doclint::parse::training::{ALL, Decider, Label, Model, count, fingerprint, labels, name, parse_with};

mod corpus;
mod crf;
mod folds;
mod gold;
mod owlqn;
mod score;

use corpus::Labelled;
use crf::{Sequence, Settings};
use score::{FIELDS, Outcome, Table};

/// How the model is trained.
const SETTINGS: Settings = Settings { l1: 0.3, l2: 2.0, margin: 1.0, steps: 80 };

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// Trains on all labelled documents and writes the table.
pub fn train(root: &Path) -> Result<String, String> {
    let begin = Instant::now();
    let documents = corpus::read(&root.join("fixtures/labelled"))?;
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    let table = table(&sequences.iter().collect::<Vec<_>>());
    let path = root.join("src/parse/header/model.bin");
    fs::write(&path, &table).map_err(|error| format!("{}: {error}", path.display()))?;
    let kib = table.len() / 1024;
    Ok(format!(
        "{} documents, {} features, {kib} KiB, {:.1} s",
        documents.len(),
        count(),
        begin.elapsed().as_secs_f32()
    ))
}

/// Trains anew and compares the decisions with those of the table in the repository, then cross-validates: fails if more than
/// [`MOST_OTHER`] of the pieces are read otherwise, or if a group scores below its floor. Floats differ from platform to
/// platform, and the best path with them: so the tables themselves are not compared.
pub fn verify(root: &Path) -> Result<String, String> {
    let documents = corpus::read(&root.join("fixtures/labelled"))?;
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    let bytes = table(&sequences.iter().collect::<Vec<_>>());
    let trained = Model::open(&bytes).ok_or("the table that was just trained cannot be opened")?;
    let labels =
        |document: &Labelled, model| labels(&document.source, document.profile, Decider::Model(model));
    let (mut all, mut other) = (0, 0);
    for document in &documents {
        let (committed, anew) = (labels(document, Model::built_in()), labels(document, trained));
        all += committed.len();
        other += committed.iter().zip(&anew).filter(|(committed, anew)| committed != anew).count();
    }
    println!("{other} of {all} pieces are read otherwise by the model that was trained anew");
    let mut faults = Vec::new();
    if other as f64 > MOST_OTHER * all as f64 {
        faults.push("src/parse/header/model.bin is not what training writes: train".to_string());
    }
    let scored = cross(&documents, &Options::default());
    for (group, floor) in FLOORS {
        let mean = scored.get(group).copied().unwrap_or(0.0);
        if mean < floor {
            faults.push(format!("{group}: F1 {mean:.1} is below {floor}"));
        }
    }
    if faults.is_empty() {
        Ok("the model is what training writes".to_string())
    } else {
        Err(faults.join("\n"))
    }
}

/// The share of pieces that another platform may read otherwise.
const MOST_OTHER: f64 = 0.01;

/// The least F1 of each group in the cross-validation.
const FLOORS: [(&str, f64); 3] = [("nato", 88.0), ("known", 60.0), ("unknown", 58.0)];

/// How the scores grow with the documents: each fold is read by models of a part of the others.
fn curve(documents: &[Labelled]) {
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    let folds = folds::random(documents, FOLDS);
    // The names begin with the source of the texts: every part must have some of each.
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|at| folds::hash(&documents[*at].name));
    for size in [50, 100, 200, 400] {
        let training = |fold: usize| -> Vec<&Sequence> {
            let used = order.iter().filter(|at| folds[**at] != fold && !documents[**at].is_case());
            used.take(size).map(|at| &sequences[*at]).collect()
        };
        let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
        for (fold, bytes) in trained(training).iter().enumerate() {
            let model = Model::open(bytes).expect("the table was just written");
            let held_out = |at: &usize| folds[*at] == fold && !documents[*at].is_case();
            for document in (0..documents.len()).filter(held_out).map(|at| &documents[at]) {
                let group = if document.is_nato() { "nato" } else { "known" };
                let scored = one(document, Decider::Model(model), &Options::default());
                tables.entry(group).or_default().add(&scored);
            }
        }
        let means: Vec<String> =
            tables.iter().map(|(group, table)| format!("{group} {:.1}", table.mean())).collect();
        println!("{size} documents: F1 {}", means.join(", "));
    }
}

/// The tables of all folds, each trained on its sequences.
fn trained<'s>(training: impl Fn(usize) -> Vec<&'s Sequence>) -> Vec<Vec<u8>> {
    std::thread::scope(|scope| {
        let running: Vec<_> =
            (0..FOLDS).map(training).map(|training| scope.spawn(move || table(&training))).collect();
        running.into_iter().map(|fold| fold.join().expect("training does not panic")).collect()
    })
}

fn sequence(document: &Labelled) -> Sequence {
    let kept = |features: &[u16]| features.iter().copied().filter(|feature| !is_dropped(*feature)).collect();
    let rows = document.pieces.iter().map(|piece| kept(&piece.features)).collect();
    Sequence { rows, labels: document.gold.clone() }
}

/// Whether a feature is left out of training: `DROP` lists beginnings of names, divided by `;`.
fn is_dropped(feature: u16) -> bool {
    static DROPPED: std::sync::OnceLock<Vec<bool>> = std::sync::OnceLock::new();
    let dropped = DROPPED.get_or_init(|| {
        let names = std::env::var("DROP").unwrap_or_default();
        let names: Vec<&str> = names.split(';').filter(|name| !name.is_empty()).collect();
        (0..count())
            .map(|at| {
                u16::try_from(at).is_ok_and(|at| names.iter().any(|prefix| name(at).starts_with(prefix)))
            })
            .collect()
    });
    dropped[usize::from(feature)]
}

fn table(sequences: &[&Sequence]) -> Vec<u8> {
    let number =
        |key: &str, usual: f32| std::env::var(key).ok().and_then(|value| value.parse().ok()).unwrap_or(usual);
    let settings = Settings {
        l1: number("L1", SETTINGS.l1),
        l2: number("L2", SETTINGS.l2),
        margin: number("MARGIN", SETTINGS.margin),
        steps: number("STEPS", SETTINGS.steps as f32) as usize,
    };
    crf::train(sequences, count(), settings).table(fingerprint())
}

/// What the command line of `score` says.
#[derive(Default)]
struct Options {
    cross: bool,
    curve: bool,
    ceiling: bool,
    weights: bool,
    confusion: bool,
    languages: bool,
    verbose: Option<String>,
    only: Option<String>,
    folder: Option<PathBuf>,
}

impl Options {
    fn read(arguments: impl Iterator<Item = String>) -> Self {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--cv" => options.cross = true,
                "--curve" => options.curve = true,
                "--ceiling" => options.ceiling = true,
                "--weights" => options.weights = true,
                "--confusion" => options.confusion = true,
                "--by-language" => options.languages = true,
                "--verbose" => options.verbose = Some(String::new()),
                other => match (other.strip_prefix("--verbose="), other.strip_prefix("--only=")) {
                    (Some(field), _) => options.verbose = Some(field.to_string()),
                    (_, Some(group)) => options.only = Some(group.to_string()),
                    _ => options.folder = Some(other.into()),
                },
            }
        }
        options
    }
}

/// Scores: the built-in model, a cross-validation (`--cv`), or the rules behind the model with perfect labels (`--ceiling`).
pub fn score(root: &Path, arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let begin = Instant::now();
    let options = Options::read(arguments);
    if options.weights {
        return weights(options.verbose.as_deref());
    }
    let folder = options.folder.clone().unwrap_or_else(|| root.join("fixtures/labelled"));
    let documents = corpus::read(&folder)?;
    if options.ceiling {
        let all: Vec<usize> = (0..documents.len()).collect();
        report(
            "ceiling",
            &documents,
            &all,
            &options,
            |at| Some(documents[at].gold.iter().map(|label| ALL[usize::from(*label)]).collect()),
            None,
        );
    } else if options.curve {
        curve(&documents);
    } else if options.cross {
        cross(&documents, &options);
    } else {
        let all: Vec<usize> = (0..documents.len()).collect();
        report("built in", &documents, &all, &options, |_| None, Some(Model::built_in()));
    }
    Ok(format!("{:.1} s", begin.elapsed().as_secs_f32()))
}

/// Cross-validation: known bodies by random folds, unknown bodies by folds that keep a body together.
///
/// Gives the mean F1 of each group.
fn cross(documents: &[Labelled], options: &Options) -> BTreeMap<&'static str, f64> {
    let mut means = BTreeMap::new();
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    for kind in ["known", "unknown"] {
        if options.only.as_deref().is_some_and(|only| only != kind && !(only == "nato" && kind == "unknown"))
        {
            continue;
        }
        let folds =
            if kind == "known" { folds::random(documents, FOLDS) } else { folds::by_body(documents, FOLDS) };
        let mut tables: BTreeMap<&'static str, Table> = BTreeMap::new();
        let mut languages: BTreeMap<String, Table> = BTreeMap::new();
        let mut confusion: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        let sequences = &sequences;
        let training = |fold: usize| -> Vec<&Sequence> {
            let used = |at: &usize| folds[*at] != fold || documents[*at].is_case();
            (0..documents.len()).filter(used).map(|at| &sequences[at]).collect()
        };
        for (fold, bytes) in trained(training).iter().enumerate() {
            let model = Model::open(bytes).expect("the table was just written");
            let held_out = documents
                .iter()
                .enumerate()
                .filter(|(at, document)| folds[*at] == fold && !document.is_case());
            for (_, document) in held_out {
                let group = if document.is_nato() { "nato" } else { kind };
                if group == "nato" && kind == "known"
                    || options.only.as_deref().is_some_and(|only| only != group)
                {
                    continue;
                }
                if options.confusion {
                    let got = labels(&document.source, document.profile, Decider::Model(model));
                    for (want, got) in document.gold.iter().zip(got) {
                        let row: &mut BTreeMap<&str, usize> =
                            confusion.entry(ALL[usize::from(*want)].role().name()).or_default();
                        *row.entry(got.role().name()).or_default() += 1;
                    }
                }
                let scored = one(document, Decider::Model(model), options);
                tables.entry(group).or_default().add(&scored);
                if group == kind {
                    languages.entry(document.language()).or_default().add(&scored);
                }
            }
        }
        tables.iter().for_each(|(group, table)| table.print(group));
        if options.languages {
            println!("{kind} bodies, by language");
            languages.iter().for_each(|(language, table)| table.print_row(language));
        }
        means.extend(tables.iter().map(|(group, table)| (*group, table.mean())));
        if options.confusion {
            println!("{kind}: labels of people, and what the model says instead");
            for (want, row) in &confusion {
                let sum: usize = row.values().sum();
                let mut row: Vec<_> = row.iter().collect();
                row.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
                let row: Vec<String> = row.iter().map(|(role, count)| format!("{role} {count}")).collect();
                println!("  {want:12} {sum:5}: {}", row.join(", "));
            }
        }
    }
    means
}

fn report(
    title: &str,
    documents: &[Labelled],
    which: &[usize],
    options: &Options,
    labels: impl Fn(usize) -> Option<Vec<Label>>,
    model: Option<Model<'_>>,
) {
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    for at in which {
        let document = &documents[*at];
        let group = if document.is_case() {
            "cases"
        } else if document.is_nato() {
            "nato"
        } else {
            "others"
        };
        if options.only.as_deref().is_some_and(|only| only != group) {
            continue;
        }
        let labels = labels(*at);
        let decider = match (&labels, model) {
            (Some(labels), _) => Decider::Labels(labels),
            (None, Some(model)) => Decider::Model(model),
            _ => continue,
        };
        tables.entry(group).or_default().add(&one(document, decider, options));
    }
    println!("{title}");
    tables.iter().for_each(|(group, table)| table.print(group));
}

/// Reads one document and scores it; prints what is wrong if it was asked for.
fn one(labelled: &Labelled, decider: Decider<'_>, options: &Options) -> score::Scored {
    let document = parse_with(&labelled.source, labelled.profile, decider);
    let scored = score::score(labelled, &document);
    let Some(field) = &options.verbose else { return scored };
    let mut shown = false;
    for (at, label) in FIELDS.iter().enumerate().filter(|(_, label)| field.is_empty() || *label == field) {
        let outcome = scored.outcomes[at];
        if matches!(outcome, Outcome::Right | Outcome::None) {
            continue;
        }
        let quoted =
            |value: &Option<String>| value.as_deref().map_or("-".to_string(), |value| format!("\"{value}\""));
        println!(
            "{} {label}: {}: want {} got {}",
            labelled.name,
            outcome.name(),
            quoted(&scored.wanted[at]),
            quoted(&scored.got[at])
        );
        shown = true;
    }
    if shown {
        pieces(labelled, decider);
    }
    scored
}

/// The pieces of a document with the labels that people and model gave.
fn pieces(labelled: &Labelled, decider: Decider<'_>) {
    let got = labels(&labelled.source, labelled.profile, decider);
    let last = labelled.gold.iter().rposition(|label| *label != Label::Body as u8).unwrap_or(0);
    for (at, piece) in labelled.pieces.iter().enumerate().take(last + 4) {
        let (want, got) = (ALL[usize::from(labelled.gold[at])], got[at]);
        let text: String = labelled.source.text()[piece.start..piece.end].chars().take(90).collect();
        let mark = if want.role() == got.role() { ' ' } else { '!' };
        println!(
            "   {mark} {:>3} {:12} {:12} | {text}",
            piece.line + 1,
            want.role().name(),
            got.role().name()
        );
    }
}

/// The greatest weights of each label in the built-in model.
fn weights(only: Option<&str>) -> Result<String, String> {
    let model = Model::built_in();
    for label in ALL {
        let shown = format!("{label:?}");
        if only
            .is_some_and(|only| !only.is_empty() && !shown.to_lowercase().starts_with(&only.to_lowercase()))
        {
            continue;
        }
        let mut all: Vec<(f32, String)> = (0..u16::try_from(count()).unwrap_or(u16::MAX))
            .flat_map(|feature| {
                model
                    .entries(feature)
                    .filter(|(entry, _)| *entry == label as usize)
                    .map(move |(_, weight)| (weight, name(feature)))
            })
            .collect();
        all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        println!("{shown}");
        all.iter().take(25).for_each(|(weight, name)| println!("  {weight:6.2} {name}"));
    }
    Ok(String::new())
}
