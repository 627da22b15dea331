//! The command line: its arguments, and how a run ends.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::error::Error;
use crate::files;
use crate::project::{Options, Outcome};

mod check;
mod completions;
mod convert;
mod flags;
mod init;
mod inspect;
mod lexicon;
mod manual;
mod outputs;
mod panic;
mod profile;
mod report;
mod rule;
mod schema;
mod settings;
mod streams;
mod usage;

use streams::Streams;

/// Checks and converts corpora of loosely formatted press documents.
///
/// Documents are plain text files that once were web pages: a header typed by hand, then paragraphs or a transcript.
#[derive(Debug, Parser)]
#[command(name = "doclint", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 clean, 1 findings at or above the gate, 2 the job failed, in whole or in part."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    everywhere: Everywhere,
}

/// Options of every command.
#[derive(Debug, Args)]
struct Everywhere {
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Global options")]
    color: Color,
    /// Print only errors to standard error
    #[arg(short, long, global = true, help_heading = "Global options")]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    /// On a terminal that supports it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Completions(completions::Completions),
    Convert(convert::Convert),
    Init(init::Init),
    Inspect(inspect::Inspect),
    Lexicon(lexicon::Lexicon),
    Man(manual::Man),
    Profile(profile::Profile),
    Report(report::Report),
    Rule(rule::Show),
    Schema(schema::Schema),
}

/// The documents that a command works on.
#[derive(Debug, Args)]
struct Paths {
    /// Files and folders; `-` is standard input
    ///
    /// In folders, all `*.txt` and `*.text` files, or those of --extension, that are not hidden, and not excluded by a
    /// `.gitignore` of the repository or a `.doclintignore`. A file that is named explicitly is read whatever its name.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read more paths from a file, one per line or NUL-separated; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Documents")]
    files_from: Option<PathBuf>,
    /// Extension of the documents in folders, instead of those in the configuration; may be given several times
    #[arg(long, value_name = "EXT", help_heading = "Documents", value_parser = flags::extension)]
    extension: Vec<String>,
    /// Name of the document on standard input in reports
    #[arg(long, value_name = "NAME", help_heading = "Documents")]
    stdin_filename: Option<PathBuf>,
    /// Apply ignore files to explicitly named files too; for hooks, which name every file
    #[arg(long, help_heading = "Documents")]
    force_exclude: bool,
}

/// How a command works, whatever its documents.
#[derive(Debug, Args)]
struct Reading {
    /// Family of the documents: a built-in profile or a file; detected for each document by default
    #[arg(long, value_name = "NAME|FILE", help_heading = "Documents")]
    profile: Option<String>,
    /// Number of threads, at most 256; 0 (the default) is one per processor
    #[arg(long, value_name = "N", help_heading = "Documents", value_parser = Jobs::parse)]
    jobs: Option<Jobs>,
}

/// Why a run ends early.
#[derive(Debug)]
enum CliError {
    /// It cannot go on.
    Error(Error),
    /// The reader closed the output: `doclint convert | head`.
    Pipe,
    /// The reader closed the output, and the rest of the work does not change how the run ends.
    Decided(Outcome),
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match &error {
            Error::Write(_, cause) if cause.kind() == std::io::ErrorKind::BrokenPipe => CliError::Pipe,
            _ => CliError::Error(error),
        }
    }
}

/// Writing to standard output is the only I/O that commands do themselves.
impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Error::Write(streams::STANDARD_OUTPUT.into(), error).into()
    }
}

/// Runs the program with its arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::set_hook();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage::print(error, &arguments),
    };
    let mut streams = Streams::new(&arguments.everywhere);
    let done = arguments.command.run(&mut streams);
    let done = done.and_then(|outcome| match streams.out.flush().map_err(CliError::from) {
        // The work is done, whether or not its output was read.
        Ok(()) | Err(CliError::Pipe) => Ok(outcome),
        Err(stop) => Err(stop),
    });
    ExitCode::from(ended(done, &mut streams.notices) as u8)
}

fn ended(done: Result<Outcome, CliError>, notices: &mut streams::Notices) -> Outcome {
    match done {
        Ok(outcome) | Err(CliError::Decided(outcome)) => outcome,
        Err(CliError::Pipe) if notices.has_failed() => Outcome::Failed,
        Err(CliError::Pipe) => Outcome::Clean,
        Err(CliError::Error(error)) => {
            notices.error(&error);
            Outcome::Failed
        }
    }
}

/// The command line as a tree, for generated documentation.
pub fn command() -> clap::Command {
    Arguments::command()
}

impl Command {
    fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        match self {
            Command::Check(check) => check.run(streams),
            Command::Completions(completions) => completions.run(streams),
            Command::Convert(convert) => convert.run(streams),
            Command::Init(init) => init.run(streams),
            Command::Inspect(inspect) => inspect.run(streams),
            Command::Lexicon(lexicon) => lexicon.run(streams),
            Command::Man(man) => man.run(streams),
            Command::Profile(profile) => profile.run(streams),
            Command::Report(report) => report.run(streams),
            Command::Rule(rule) => rule.run(streams),
            Command::Schema(schema) => schema.run(streams),
        }
    }
}

impl Paths {
    /// The documents; problems are reported on standard error.
    fn find(
        &self,
        default: Option<&str>,
        extensions: files::Extensions,
        streams: &mut Streams,
    ) -> Result<(files::Request, Vec<files::Input>, Outcome), CliError> {
        // A result on disk is named after it.
        if let Some(name) = self.stdin_filename.as_ref().filter(|name| name.file_name().is_none()) {
            let name = name.display();
            return Err(Error::Usage(format!("--stdin-filename {name}: not a file name")).into());
        }
        let mut paths = self.paths.clone();
        if paths.is_empty() && self.files_from.is_none() {
            let missing = || Error::Usage("no documents: name files or folders, or give --files-from".into());
            paths.push(default.ok_or_else(missing)?.into());
        }
        let request = files::Request {
            paths,
            files_from: self.files_from.clone(),
            stdin_filename: self.stdin_filename.clone(),
            force_exclude: self.force_exclude,
            extensions: flags::or_given(extensions, &self.extension),
        };
        let found = files::find(&request);
        found.errors.iter().for_each(|error| streams.notices.error(error));
        found.notes.iter().for_each(|note| streams.notices.warning(note));
        for (folder, extensions) in &found.empty {
            let names = files::patterns(extensions);
            streams.notices.warning(&format!("{}: no documents ({names}) in this folder", folder.display()));
        }
        let outcome = if found.errors.is_empty() { Outcome::Clean } else { Outcome::Failed };
        Ok((request, found.inputs, outcome))
    }
}

/// The value of `--jobs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Jobs {
    threads: u16,
    /// Whether more were requested than allowed.
    capped: bool,
}

impl Jobs {
    /// A number of any size.
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("expected a whole number of threads, or 0 for one per processor".to_string());
        }
        // A number that does not fit is too large as well.
        let asked = text.parse().unwrap_or(u16::MAX);
        Ok(Self { threads: asked.min(files::MOST_THREADS), capped: asked > files::MOST_THREADS })
    }
}

impl Reading {
    /// The options of a run with this configuration.
    fn options(&self, config: &flags::Config) -> Options {
        let threads = self.jobs.map_or(0, |jobs| jobs.threads.into());
        Options { threads, ..config.options(self.profile.as_deref()) }
    }

    /// Warns if fewer threads are used than requested.
    fn note_threads(&self, notices: &mut streams::Notices) {
        if self.jobs.is_some_and(|jobs| jobs.capped) {
            let most = files::MOST_THREADS;
            notices.warning(&format!("--jobs: using {most} threads, the maximum"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Jobs;

    #[test]
    fn any_number_of_jobs_is_read() {
        let read = |text| Jobs::parse(text).map(|jobs| (jobs.threads, jobs.capped)).ok();
        for (text, jobs) in
            [("0", (0, false)), ("2", (2, false)), ("0256", (256, false)), ("257", (256, true))]
        {
            assert_eq!(read(text), Some(jobs), "{text}");
        }
        for text in ["4294967296", "9223372036854775808", "18446744073709551615", "99999999999999999999999"] {
            assert_eq!(read(text), Some((256, true)), "{text}");
        }
        for text in ["", "-1", "+1", "1.5", "two", "0x10", " 1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        super::command().debug_assert();
    }
}
