//! Commands that CI services execute from the log of a job, so that the text of a document never becomes one.
//!
//! GitHub Actions executes `::command::` at the start of a line, also after white space, and `##[command]` anywhere
//! (`ActionCommand.cs` of actions/runner). Azure Pipelines executes `##vso[command]`, and `TeamCity`
//! `##teamcity[command]`.

/// Reads a log character by character.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Commands {
    line: Line,
    hashes: Hashes,
}

/// The state of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Line {
    /// With nothing but white space so far.
    #[default]
    Blank,
    /// With a colon.
    Colon,
    /// With something else.
    Other,
}

/// What precedes the next character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hashes {
    #[default]
    None,
    /// `#`
    One,
    /// `##`, or `##` with a name.
    Two,
}

impl Commands {
    /// Whether the next character completes the start of a command, and must be escaped.
    pub(super) fn completes(&mut self, c: char) -> bool {
        if is_ignored(c) {
            return false;
        }
        let completes = (c == ':' && self.line == Line::Colon) || (c == '[' && self.hashes == Hashes::Two);
        self.line = match (c, self.line) {
            ('\n', _) => Line::Blank,
            (c, Line::Blank) if c.is_whitespace() => Line::Blank,
            (':', Line::Blank) => Line::Colon,
            _ => Line::Other,
        };
        self.hashes = match (c, self.hashes) {
            ('#', Hashes::None) => Hashes::One,
            ('#', Hashes::One | Hashes::Two) => Hashes::Two,
            (c, Hashes::Two) if c.is_ascii_alphanumeric() => Hashes::Two,
            _ => Hashes::None,
        };
        completes
    }
}

/// Characters that .NET ignores in culture-aware string comparison, which the GitHub runner uses. Those that are
/// escaped anyway are not included.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}')
        || matches!(c, '\u{1d173}'..='\u{1d17a}' | '\u{e0080}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(text: &str) -> String {
        let mut commands = Commands::default();
        text.chars().filter(|c| commands.completes(*c)).collect()
    }

    #[test]
    fn beginnings_of_commands_are_seen() {
        for text in ["::error::", " \u{a0}\t::a", "x\n::a", ":\u{fe0f}:a", "\u{34f}::"] {
            assert_eq!(completed(text), ":", "{text:?}");
        }
        for text in ["x ##[add-mask]y", "###[a", "a##vso[task", "##teamcity[x", "#\u{fe0f}#[a", "## ##[a"] {
            assert_eq!(completed(text), "[", "{text:?}");
        }
    }

    #[test]
    fn other_text_stays() {
        for text in ["a.txt:1:2: b", "a::b", "# [a]", "## a [b]", "#[a]", ": :", "x ::error::"] {
            assert_eq!(completed(text), "", "{text:?}");
        }
    }
}
