//! Where a run writes: results to standard output, what people should know beside them to standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use super::{Color, Everywhere};
use crate::error::{Error, Fault};
use crate::report::{marked, visible};
use crate::source::{Source, Span};

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const RESET: &str = "\u{1b}[0m";

/// What errors call standard output.
pub(super) const STANDARD_OUTPUT: &str = "standard output";

/// Standard output. It takes documents as they are, so nothing is stripped here: who writes for people asks
/// [`Streams::color`].
pub(super) struct Out {
    buffer: BufWriter<StdoutLock<'static>>,
    /// Whether the reader has closed the pipe.
    closed: bool,
    /// Whether a closed pipe is no error.
    outlives: bool,
}

impl Out {
    /// From now on a closed pipe ends printing and nothing else, for commands whose job is more than to print.
    pub(super) fn outlive_reader(&mut self) {
        self.outlives = true;
    }
    /// Whether the reader has closed the pipe, as far as writing has shown.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }
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

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |buffer| buffer.write(bytes))
    }
    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), |buffer| buffer.flush())
    }
}

/// The two standard streams.
pub(super) struct Streams {
    pub(super) out: Out,
    pub(super) voice: Voice,
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
        let voice =
            Voice { err: AutoStream::new(io::stderr(), choice), quiet: everywhere.quiet, failed: false };
        let out = Out { buffer: BufWriter::with_capacity(64 * 1024, stdout), closed: false, outlives: false };
        Self { out, voice, color, void: io::sink() }
    }
    /// Nowhere.
    pub(super) fn void(&mut self) -> &mut io::Sink {
        &mut self.void
    }
    /// Whether results may have colour.
    pub(super) fn color(&self) -> bool {
        self.color
    }
    /// Whether a person looks at the results.
    pub(super) fn is_terminal(&self) -> bool {
        self.out.buffer.get_ref().is_terminal()
    }
}

/// Standard error: what people should know beside the results. When it is closed there is nothing left to say.
pub(super) struct Voice {
    /// Not locked: a thread that panics must be able to say so.
    err: AutoStream<io::Stderr>,
    quiet: bool,
    failed: bool,
}

impl Voice {
    /// What went wrong.
    pub(super) fn error(&mut self, error: &Error) {
        self.failed = true;
        self.say(&format!("doclint: {RED}error{RESET}: {}\n", visible(&error.to_string())));
        if let Error::Configuration(fault) | Error::Refused(fault) = error {
            self.say(&drawn(fault));
        }
    }
    /// What looks wrong, but stops nothing.
    pub(super) fn warning(&mut self, message: &str) {
        if !self.quiet {
            self.say(&format!("doclint: {YELLOW}warning{RESET}: {}\n", visible(message)));
        }
    }
    /// What was done.
    pub(super) fn note(&mut self, message: &str) {
        if !self.quiet {
            self.say(&format!("{message}\n"));
        }
    }
    /// Says no more than errors from now on.
    pub(super) fn hush(&mut self) {
        self.quiet = true;
    }
    /// Whether it has said what went wrong.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }
    fn say(&mut self, text: &str) {
        let _closed = self.err.write_all(text.as_bytes());
    }
    /// Whether a person looks at it.
    pub(super) fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }
}

/// The place of a fault in its file, and what to do.
fn drawn(fault: &Fault) -> String {
    let Some(span) = &fault.span else { return String::new() };
    let source = Source::from_text(fault.path.as_str(), fault.text.as_str());
    marked(&source, Span::new(span.start, span.end), fault.help.as_deref())
}

/// For findings, when the document itself goes to standard output. Nobody listening is no failure.
impl Write for Voice {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _closed = self.err.write_all(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
