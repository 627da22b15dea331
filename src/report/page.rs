//! A report in progress: documents arrive one after the other and are written as they come.

use std::io::{self, Write};

use super::{Format, Report, Statistics, junit, markdown};
use crate::diagnostic::Summary;

/// The part of a report for one document. Threads make parts, and a [`Page`] puts them together.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The text before the findings of the document.
    pub(super) open: String,
    /// The findings.
    pub(super) findings: Vec<String>,
    /// The text after them.
    pub(super) close: String,
    /// Number of findings in it, or folded into others.
    pub(super) beside: usize,
    /// Number of findings that are left out because of their severity.
    pub(super) hidden: usize,
}

/// A report in progress.
#[derive(Debug)]
pub struct Page<'a> {
    report: &'a Report,
    limit: usize,
    written: usize,
    hidden: usize,
    /// Rows of a summary, which follow tables that are known only at the end.
    first: Vec<String>,
}

impl<'a> Page<'a> {
    /// A report of at most this many findings.
    pub fn new(report: &'a Report, limit: usize) -> Self {
        Self { report, limit, written: 0, hidden: 0, first: Vec::new() }
    }
    /// Number of findings written.
    pub fn written(&self) -> usize {
        self.written
    }
    /// Number of findings left out because of their severity.
    pub fn hidden(&self) -> usize {
        self.hidden
    }
    /// Writes the text before the first document.
    ///
    /// # Errors
    /// That of the writer.
    pub fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.report.head().as_bytes())
    }
    /// Writes a document.
    ///
    /// # Errors
    /// That of the writer.
    pub fn take(&mut self, part: Part, out: &mut dyn Write) -> io::Result<()> {
        self.hidden += part.hidden;
        // A document that fails the run must not look as if it passed.
        let limit = if self.report.format == Format::Junit { usize::MAX } else { self.limit };
        let left = limit - self.written;
        if self.report.format == Format::Markdown {
            self.written += part.findings.len().min(left);
            let room = markdown::FIRST.min(self.limit) - self.first.len();
            self.first.extend(part.findings.into_iter().take(room));
            return Ok(());
        }
        out.write_all(part.open.as_bytes())?;
        for finding in part.findings.iter().take(left) {
            if self.written > 0 {
                out.write_all(self.report.separator().as_bytes())?;
            }
            out.write_all(finding.as_bytes())?;
            self.written += 1;
        }
        self.written += part.beside;
        out.write_all(part.close.as_bytes())
    }
    /// Writes that a document could not be checked, if the format supports it.
    ///
    /// # Errors
    /// That of the writer.
    pub fn failed(&self, name: &str, why: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.report.format {
            Format::Junit => out.write_all(junit::failed(name, why, self.report.root()).as_bytes()),
            _ => Ok(()),
        }
    }
    /// Writes which limits of the gate fail the run, if the format supports it.
    ///
    /// # Errors
    /// That of the writer.
    pub fn breaches(&self, breaches: &[String], out: &mut dyn Write) -> io::Result<()> {
        match self.report.format {
            Format::Junit => out.write_all(junit::breaches(breaches).as_bytes()),
            _ => Ok(()),
        }
    }
    /// Writes the text after the last document.
    ///
    /// # Errors
    /// That of the writer.
    pub fn end(&self, summary: &Summary, statistics: &Statistics, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.report.tail(summary, statistics, &self.first).as_bytes())
    }
}
