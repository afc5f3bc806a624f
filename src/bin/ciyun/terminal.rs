//! What the user sees: language, quietness, exit codes, and writing to standard output.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use ciyun::language::Language;

use crate::args::{CommonArgs, LanguageName};

/// How a command ended when it did not fail outright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Exit code 0.
    Done,
    /// Exit code 1: something is there, but not all that was asked for.
    Incomplete,
    /// Exit code 2: nothing useful was done.
    Failed,
}

impl Status {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Status::Done => 0,
            Status::Incomplete => 1,
            Status::Failed => 2,
        })
    }
}

/// How much is told on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loudness {
    Errors,
    Summary,
    Details,
}

/// Standard error in the user's language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) language: Language,
    loudness: Loudness,
    bar: bool,
}

impl Terminal {
    pub(crate) fn new(language: Language, common: &CommonArgs) -> Terminal {
        let loudness = match (common.quiet, common.verbose) {
            (true, _) => Loudness::Errors,
            (false, false) => Loudness::Summary,
            (false, true) => Loudness::Details,
        };
        let bar = !common.no_progress && !common.quiet && std::io::stderr().is_terminal();
        Terminal {
            language,
            loudness,
            bar,
        }
    }

    /// Whether a progress bar may be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        self.bar
    }

    /// A line of the ordinary account of what was done.
    pub(crate) fn say(&self, line: &str) {
        if self.loudness >= Loudness::Summary {
            to_stderr(line);
        }
    }

    /// A line for `--verbose`.
    pub(crate) fn detail(&self, line: &str) {
        if self.loudness >= Loudness::Details {
            to_stderr(line);
        }
    }

    /// Whether details are shown.
    pub(crate) fn is_verbose(&self) -> bool {
        self.loudness >= Loudness::Details
    }

    /// Something the user should know.
    pub(crate) fn warning(&self, line: &str) {
        if self.loudness >= Loudness::Summary {
            self.problem(line);
        }
    }

    /// Something that makes the exit code other than 0; told also with `--quiet`.
    pub(crate) fn problem(&self, line: &str) {
        let head = match self.language {
            Language::Chinese => "注意：",
            Language::English => "warning: ",
        };
        to_stderr(&format!("{head}{line}"));
    }

    pub(crate) fn error(&self, line: &str) {
        let head = match self.language {
            Language::Chinese => "错误：",
            Language::English => "error: ",
        };
        to_stderr(&format!("{head}{line}"));
    }
}

/// Writes a line to standard error. If nobody can read it, there is nobody to tell.
pub(crate) fn to_stderr(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes data to standard output.
pub(crate) fn print(data: impl AsRef<[u8]>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(data.as_ref())?;
    out.flush()?;
    Ok(())
}

/// Whether the reader of our standard output has gone away, which is its right.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The language asked for by `--lang` or `CIYUN_LANG`, before the command line is understood.
pub(crate) fn asked_language(arguments: impl Iterator<Item = OsString>) -> Option<Language> {
    let arguments: Vec<String> = arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let flag = arguments.iter().enumerate().find_map(|(index, argument)| {
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(index + 1).cloned(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        }
    });
    let name = flag.or_else(|| std::env::var("CIYUN_LANG").ok())?;
    match name.as_str() {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// The language of messages: as asked for, else by the locale, else Chinese.
pub(crate) fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    asked_language(arguments).unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match locale {
            Some(locale) if !locale.to_lowercase().starts_with("zh") => Language::English,
            _ => Language::Chinese,
        }
    })
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Language {
        match name {
            LanguageName::Zh => Language::Chinese,
            LanguageName::En => Language::English,
        }
    }
}
