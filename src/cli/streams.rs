//! Where a run writes: results to standard output, messages to standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use super::{Color, Everywhere};
use crate::error::{Error, Fault};
use crate::files;
use crate::project::{Note, NoteKind};
use crate::report::{marked, visible};
use crate::source::{Source, Span};
use crate::visible::{Escape, Escaping};

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const RESET: &str = "\u{1b}[0m";

/// The name of standard output in errors.
pub(super) const STANDARD_OUTPUT: &str = "standard output";

/// A pipe, file or terminal that may be closed at the other end.
pub(super) struct Pipe {
    buffer: BufWriter<StdoutLock<'static>>,
    /// Whether it has been closed.
    closed: bool,
    /// Whether a closed pipe is not an error.
    outlives: bool,
}

impl Pipe {
    fn unless_closed<T>(
        &mut self,
        done: T,
        write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed && self.outlives {
            return Ok(done);
        }
        let written = write(&mut self.buffer);
        self.closed |= matches!(&written, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        if self.closed && self.outlives { Ok(done) } else { written }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |buffer| buffer.write(bytes))
    }
    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), |buffer| buffer.flush())
    }
}

/// Standard output. Everything written to it is escaped, except documents, which use [`Escaping::document`]. Colours
/// are not stripped here: code that writes for people asks [`Streams::color`].
pub(super) type Out = Escaping<Pipe>;

/// The two standard streams.
pub(super) struct Streams {
    pub(super) out: Out,
    pub(super) notices: Notices,
    color: bool,
    void: io::Sink,
}

impl Streams {
    pub(super) fn new(everywhere: &Everywhere) -> Self {
        let choice = match everywhere.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        choice.write_global();
        let stdout = io::stdout().lock();
        let color = AutoStream::choice(&stdout) != ColorChoice::Never;
        let err = Escaping::new(AutoStream::new(io::stderr(), choice), is_log());
        let notices = Notices { err, quiet: everywhere.quiet, failed: false, escape: Escape::Visible };
        let buffer = BufWriter::with_capacity(64 * 1024, stdout);
        let out = Escaping::new(Pipe { buffer, closed: false, outlives: false }, is_log());
        Self { out, notices, color, void: io::sink() }
    }
    /// Nowhere.
    pub(super) fn void(&mut self) -> &mut io::Sink {
        &mut self.void
    }
    /// Whether results may have colour.
    pub(super) fn color(&self) -> bool {
        self.color
    }
    /// Whether results go to a person.
    pub(super) fn is_terminal(&self) -> bool {
        self.stdout().is_terminal()
    }
    /// Whether results go to people or a CI service, and not to another program or a file.
    pub(super) fn is_shown(&self) -> bool {
        self.is_terminal() || (is_log() && !files::is_file(self.stdout()))
    }
    fn stdout(&self) -> &StdoutLock<'static> {
        self.out.get_ref().buffer.get_ref()
    }
    /// From now on a closed pipe only ends printing, for commands that do more than print.
    pub(super) fn outlive_reader(&mut self) {
        self.out.document().outlives = true;
    }
    /// Whether the output has been closed, as far as writing has shown.
    pub(super) fn is_closed(&self) -> bool {
        self.out.get_ref().closed
    }
    /// Escapes reports in this way, on whichever stream they are.
    pub(super) fn report_as(&mut self, escape: Escape) {
        self.out.set_escape(escape);
        self.notices.escape = escape;
    }
}

/// Whether the output is the log of a CI service that executes commands in it.
pub(super) fn is_log() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_github() || is_set("TF_BUILD") || is_set("TEAMCITY_VERSION")
}

/// Whether this is a job of GitHub Actions.
pub(super) fn is_github() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// Standard error: messages about the results. If it is closed, there is nothing left to print.
pub(super) struct Notices {
    /// Not locked: a thread that panics must be able to print.
    err: Escaping<AutoStream<io::Stderr>>,
    quiet: bool,
    failed: bool,
    /// How a report that goes here is escaped.
    escape: Escape,
}

impl Notices {
    /// Prints an error.
    pub(super) fn error(&mut self, error: &Error) {
        self.failed = true;
        self.say(&format!("doclint: {RED}error{RESET}: {}\n", visible(&error.to_string())));
        if let Error::Configuration(fault) | Error::Refused(fault) = error {
            self.say(&drawn(fault));
        }
    }
    /// Prints a warning, which stops nothing.
    pub(super) fn warning(&mut self, message: &str) {
        if !self.quiet {
            self.say(&format!("doclint: {YELLOW}warning{RESET}: {}\n", visible(message)));
        }
    }
    /// Prints what was done, in one line.
    pub(super) fn note(&mut self, message: &str) {
        if !self.quiet {
            self.say(&format!("{}\n", visible(message)));
        }
    }
    /// Prints the notes of a run.
    pub(super) fn print(&mut self, notes: impl IntoIterator<Item = Note>) {
        for Note { kind, text } in notes {
            match kind {
                NoteKind::Info => self.note(&text),
                NoteKind::Warning => self.warning(&text),
            }
        }
    }
    /// Does work that takes notes, and prints them before its error is handled.
    pub(super) fn noting<T>(&mut self, work: impl FnOnce(&mut Vec<Note>) -> T) -> T {
        let mut notes = Vec::new();
        let done = work(&mut notes);
        self.print(notes);
        done
    }
    /// Prints only errors from now on.
    pub(super) fn hush(&mut self) {
        self.quiet = true;
    }
    /// Whether it has printed an error.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }
    /// Prints lines whose parts have been escaped.
    fn say(&mut self, text: &str) {
        self.err.set_escape(Escape::Styled);
        let _closed = self.err.write_all(text.as_bytes());
    }
    /// Whether it goes to a person.
    pub(super) fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }
}

/// The position of an error in its file, and what to do.
fn drawn(fault: &Fault) -> String {
    let Some(span) = &fault.span else { return String::new() };
    let source = Source::from_text(fault.path.as_str(), fault.text.as_str());
    marked(&source, Span::new(span.start, span.end), fault.help.as_deref())
}

/// For findings, when the document itself goes to standard output. A closed stream is not an error.
impl Write for Notices {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.err.set_escape(self.escape);
        let _closed = self.err.write_all(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
