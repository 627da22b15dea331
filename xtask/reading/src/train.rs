//! Trains the model of the header, and measures how well headers are read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use doclint::parse::training::{
    ALL, Calibration, Decider, Evidence, Label, Model, count, fingerprint, labels, name, parse_with,
};

mod calibrate;
mod corpus;
mod crf;
mod folds;
mod gold;
mod owlqn;
mod reliability;
mod score;

use calibrate::Prediction;
use corpus::Labelled;
use crf::{Sequence, Settings};
use score::{FIELDS, Outcome, Table};

/// How the model is trained.
const SETTINGS: Settings = Settings { l1: 0.3, l2: 2.0, margin: 1.0, steps: 80 };

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// Trains on all labelled documents and writes the table, and the calibration beside it.
pub fn train(root: &Path) -> Result<String, String> {
    let begin = Instant::now();
    let documents = corpus::read(&root.join("fixtures/labelled"))?;
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    let table = table(&sequences.iter().collect::<Vec<_>>());
    let crossed = cross(&documents, &Options::default());
    let calibration = calibration(&crossed.predictions);
    for (name, bytes) in [("model.bin", &table), ("calibration.bin", &calibration)] {
        let path = root.join("src/parse/header").join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let kib = table.len() / 1024;
    Ok(format!(
        "{} documents, {} features, {kib} KiB and {} bytes, {:.1} s",
        documents.len(),
        count(),
        calibration.len(),
        begin.elapsed().as_secs_f32()
    ))
}

/// Fits how probable the values of each field are to be right, from what models said about documents that they did not know.
fn calibration(predictions: &[Prediction]) -> Vec<u8> {
    Calibration::table(&calibrate::fit(predictions.iter()))
}

/// Trains anew and compares the decisions with those of the table in the repository, then cross-validates: fails if more than
/// [`MOST_OTHER`] of the pieces are read otherwise, if a group scores below its floor, or if probabilities are far from those
/// of the calibration in the repository or from what is right. Floats differ from platform to platform, and the best path with
/// them: so the tables themselves are not compared.
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
    let crossed = cross(&documents, &Options::default());
    for (group, floor) in FLOORS {
        let mean = crossed.tables.get(group).map_or(0.0, Table::mean);
        if mean < floor {
            faults.push(format!("{group}: F1 {mean:.1} is below {floor}"));
        }
    }
    faults.extend(uncalibrated(&crossed));
    if faults.is_empty() {
        Ok("the model is what training writes".to_string())
    } else {
        Err(faults.join("\n"))
    }
}

/// What is wrong with the calibration: it is not the one of these predictions, or it promises too much or too little.
fn uncalibrated(crossed: &Crossed) -> Vec<String> {
    let mut faults = Vec::new();
    let anew = calibration(&crossed.predictions);
    let differs = Calibration::open(&anew)
        .map_or(1.0, |anew| reliability::difference(&crossed.predictions, &Calibration::built_in(), &anew));
    println!(
        "{:.1} % lie between the probabilities of the calibration and one that was fitted anew",
        100.0 * differs
    );
    if differs > MOST_APART {
        faults.push("src/parse/header/calibration.bin is not what training writes: train".to_string());
    }
    for (group, fields) in crossed.judged() {
        let all: Vec<reliability::Judged> = fields.into_iter().flatten().collect();
        let error = reliability::error(&all);
        println!("{group}: the calibration error is {:.1} %", 100.0 * error);
        if error > MOST_ERROR {
            faults.push(format!("{group}: the calibration error is above {:.0} %", 100.0 * MOST_ERROR));
        }
    }
    faults
}

/// The most that probabilities may be apart on the average on another platform.
const MOST_APART: f64 = 0.01;

/// The greatest calibration error of a group.
const MOST_ERROR: f64 = 0.08;

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
                let (scored, _) = one(document, Decider::Model(model), None, &Options::default());
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
    calibration: bool,
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
                "--calibration" => options.calibration = true,
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
    } else if options.calibration {
        let crossed = cross(&documents, &options);
        reliability::print(&crossed.judged());
        reliability::trade(&crossed.predictions, &crossed.folds, &crossed.calibrations);
    } else if options.cross {
        let crossed = cross(&documents, &options);
        crossed.tables.iter().for_each(|(group, table)| table.print(group));
        if options.languages {
            crossed.print_languages(&documents);
        }
    } else {
        let all: Vec<usize> = (0..documents.len()).collect();
        report("built in", &documents, &all, &options, |_| None, Some(Model::built_in()));
    }
    Ok(format!("{:.1} s", begin.elapsed().as_secs_f32()))
}

/// Cross-validation: known bodies by random folds, unknown bodies by folds that keep a body together. How sure a value must be
/// to be given is calibrated in the same way, on the documents of the other folds.
fn cross(documents: &[Labelled], options: &Options) -> Crossed {
    let predictions: Vec<Prediction> =
        ["known", "unknown"].iter().flat_map(|kind| predictions(documents, kind, options)).collect();
    let folds = folds::by_body(documents, FOLDS);
    let calibrations = calibrate::crossed(&predictions, &folds, FOLDS);
    let mut crossed = Crossed { predictions, folds, calibrations, tables: BTreeMap::new() };
    crossed.tables = crossed.scores(|one| one.group);
    crossed
}

/// What a cross-validation gives.
struct Crossed {
    predictions: Vec<Prediction>,
    /// The fold of each document.
    folds: Vec<usize>,
    /// The calibration for each fold, from the other folds.
    calibrations: Vec<Vec<u8>>,
    /// The scores of each group, without the values that are too unsure to be given.
    tables: BTreeMap<&'static str, Table>,
}

impl Crossed {
    /// The scores of groups of predictions, without the values that are too uncertain to be given.
    fn scores<G: Ord>(&self, group: impl Fn(&Prediction) -> G) -> BTreeMap<G, Table> {
        let mut tables: BTreeMap<G, Table> = BTreeMap::new();
        for one in self.predictions.iter().filter(|one| !one.is_repeated) {
            let calibration = &self.calibrations[self.folds[one.document]];
            let calibration = Calibration::open(calibration).expect("the table was just written");
            let scored = reliability::withhold(one, &calibration, |thresholds| thresholds.given);
            tables.entry(group(one)).or_default().add(&scored);
        }
        tables
    }

    /// The scores of each language, for known and unknown bodies.
    fn print_languages(&self, documents: &[Labelled]) {
        let mut last = "";
        for ((group, language), table) in self.scores(|one| (one.group, documents[one.document].language())) {
            if std::mem::replace(&mut last, group) != group {
                println!("{group}, by language");
            }
            table.print_row(&language);
        }
    }

    /// What is said of the values of each group, and whether they are right.
    fn judged(&self) -> BTreeMap<&'static str, [Vec<reliability::Judged>; 8]> {
        reliability::judged(&self.predictions, &self.folds, &self.calibrations)
    }
}

/// What models read in the documents of the fold that they were not trained on.
fn predictions(documents: &[Labelled], kind: &str, options: &Options) -> Vec<Prediction> {
    let only = options.only.as_deref();
    if only.is_some_and(|only| only != kind && !(only == "nato" && kind == "unknown")) {
        return Vec::new();
    }
    let sequences: Vec<Sequence> = documents.iter().map(sequence).collect();
    let folds =
        if kind == "known" { folds::random(documents, FOLDS) } else { folds::by_body(documents, FOLDS) };
    let training = |fold: usize| -> Vec<&Sequence> {
        let used = |at: &usize| folds[*at] != fold || documents[*at].is_case();
        (0..documents.len()).filter(used).map(|at| &sequences[at]).collect()
    };
    let mut predictions = Vec::new();
    let mut confusion = Confusion::default();
    for (fold, bytes) in trained(training).iter().enumerate() {
        let model = Model::open(bytes).expect("the table was just written");
        for (at, document) in documents.iter().enumerate() {
            let group = match (document.is_nato(), kind) {
                (true, _) => "nato",
                (false, "known") => "known",
                (false, _) => "unknown",
            };
            if folds[at] != fold || document.is_case() || only.is_some_and(|only| only != group) {
                continue;
            }
            if options.confusion {
                confusion.add(document, model);
            }
            let is_repeated = group == "nato" && kind == "known";
            let quiet = Options::default();
            let shown = if is_repeated { &quiet } else { options };
            let (scored, evidence) = one(document, Decider::Model(model), None, shown);
            predictions.push(Prediction { document: at, group, is_repeated, evidence, scored });
        }
    }
    if options.confusion {
        confusion.print(kind);
    }
    predictions
}

/// Labels of people, and what the model says instead: how often each.
#[derive(Default)]
struct Confusion(BTreeMap<&'static str, BTreeMap<&'static str, usize>>);

impl Confusion {
    fn add(&mut self, document: &Labelled, model: Model<'_>) {
        let got = labels(&document.source, document.profile, Decider::Model(model));
        for (want, got) in document.gold.iter().zip(got) {
            let row = self.0.entry(ALL[usize::from(*want)].role().name()).or_default();
            *row.entry(got.role().name()).or_default() += 1;
        }
    }

    fn print(&self, kind: &str) {
        println!("{kind}: labels of people, and what the model says instead");
        for (want, row) in &self.0 {
            let sum: usize = row.values().sum();
            let mut row: Vec<_> = row.iter().collect();
            row.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let row: Vec<String> = row.iter().map(|(role, count)| format!("{role} {count}")).collect();
            println!("  {want:12} {sum:5}: {}", row.join(", "));
        }
    }
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
        let calibration = model.map(|_| Calibration::built_in());
        tables.entry(group).or_default().add(&one(document, decider, calibration, options).0);
    }
    println!("{title}");
    tables.iter().for_each(|(group, table)| table.print(group));
}

/// Reads one document and scores it; prints what is wrong if it was asked for.
fn one(
    labelled: &Labelled,
    decider: Decider<'_>,
    calibration: Option<Calibration<'_>>,
    options: &Options,
) -> (score::Scored, Evidence) {
    let (document, evidence) = parse_with(&labelled.source, labelled.profile, decider, calibration);
    let scored = score::score(labelled, &document);
    let Some(field) = &options.verbose else { return (scored, evidence) };
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
    (scored, evidence)
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
