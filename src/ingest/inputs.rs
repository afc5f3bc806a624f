//! Arguments to files: folders, patterns and standard input.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::format::{READABLE_EXTENSIONS, is_readable};
use super::limits::Exceeded;
use super::spool::spool;
use super::survey::{sha256_of, too_large};
use super::unfold::{Place, unfold};
use super::{IngestError, Limits, ReadOptions, Table};

/// One input as it was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputArgument {
    /// A file, a folder (read with its subfolders) or a pattern such as `data/*.csv`. A pattern
    /// picks files of any ending, but no folders; a path that exists is never a pattern.
    Path(PathBuf),
    /// Standard input, `-`.
    Stdin,
}

/// In which order inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputOrder {
    /// By file name, then by content, so that the folder they lie in does not matter.
    #[default]
    ByName,
    /// As given; files of one folder or pattern by path.
    AsGiven,
}

/// A file to be read.
#[derive(Debug, Clone)]
pub struct InputFile {
    path: PathBuf,
    name: String,
    /// Keeps a temporary copy until the last user is gone.
    spool: Option<Arc<TempPath>>,
    /// The file of the user that it is or lies in.
    origin: Option<PathBuf>,
    /// The table of a database that is to be read.
    table: Option<Table>,
}

impl InputFile {
    /// A file by its path; whether it can be read shows when it is opened.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> InputFile {
        let path = path.into();
        let name = path.file_name().unwrap_or(path.as_os_str());
        InputFile {
            name: name.to_string_lossy().into_owned(),
            origin: Some(path.clone()),
            path,
            spool: None,
            table: None,
        }
    }

    /// A table of this database.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only databases have tables")
    )]
    pub(super) fn with_table(self, table: Table) -> InputFile {
        InputFile {
            table: Some(table),
            ..self
        }
    }

    /// The table of a database that is to be read; `None` where that is yet to be found.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only databases have tables")
    )]
    pub(super) fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// Something of the name `entry` in this archive, yet to be unpacked.
    pub(super) fn entry(&self, entry: &str) -> InputFile {
        InputFile {
            name: format!("{}/{entry}", self.name),
            ..self.clone()
        }
    }

    /// The same with its content in a temporary file.
    pub(super) fn unpacked(self, content: TempPath) -> InputFile {
        InputFile {
            path: content.to_path_buf(),
            spool: Some(Arc::new(content)),
            ..self
        }
    }

    /// Where the bytes are; for standard input and what was unpacked a temporary file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it is called in messages: its path, or its name where the path is a temporary one.
    pub(super) fn place(&self) -> &Path {
        match self.spool {
            None => &self.path,
            Some(_) => Path::new(&self.name),
        }
    }

    /// The file of the user that it is, or that it lies in; `None` for standard input.
    #[must_use]
    pub fn origin(&self) -> Option<&Path> {
        self.origin.as_deref()
    }

    /// The file's name without folders; `stdin` for standard input. What lies in an archive is
    /// named with its folders there, as in `archive.zip/folder/a.csv`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What the arguments stand for.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The files to read, in their order.
    pub files: Vec<InputFile>,
    /// Files in the folders and archives given that are of no readable kind, by path.
    pub ignored: Vec<PathBuf>,
    /// Arguments that name nothing readable beside others that do, in their order.
    pub failed: Vec<IngestError>,
}

/// Finds the files that `arguments` name.
///
/// Folders give the files with a readable ending (csv, tsv, txt, json, jsonl, ndjson, also with .gz,
/// .zst or .xz after it; xlsx, xls, ods; db, sqlite, sqlite3); links to folders are not followed. A zip archive, known
/// by its content, that is named or matched (not one in a folder or in another archive) gives the
/// files in it that a folder would give. These, workbooks that are compressed as a whole and
/// standard input are copied to temporary files, because they are read more than once. An
/// SQLite database gives one file for each table with comments.
///
/// # Errors
/// [`IngestError::GivenTwice`], and the first of [`Expanded::failed`] when no file is found at all:
/// [`IngestError::NotFound`], [`IngestError::NoMatch`], [`IngestError::BadPattern`],
/// [`IngestError::EmptyFolder`], [`IngestError::Unreadable`], [`IngestError::Archive`],
/// [`IngestError::TooLarge`], [`IngestError::Damaged`], those of [`Source::open`](super::Source)
/// for a database, and [`IngestError::NotText`] for a tar
/// archive.
///
/// ```
/// use ciyun::ingest::{expand, InputArgument, InputOrder, ReadOptions};
/// let argument = InputArgument::Path("nowhere/*.csv".into());
/// let error = expand(&[argument], InputOrder::ByName, &ReadOptions::default()).unwrap_err();
/// assert_eq!(error.to_string(), "nowhere/*.csv: no file matches this pattern");
/// ```
pub fn expand(
    arguments: &[InputArgument],
    order: InputOrder,
    options: &ReadOptions,
) -> Result<Expanded, IngestError> {
    let mut expanded = Expanded::default();
    let mut given = Vec::new();
    let mut seen = BTreeSet::new();
    for argument in arguments {
        let known = given.len();
        match argument {
            InputArgument::Stdin => {
                if !seen.insert(PathBuf::from(STDIN_NAME)) {
                    return Err(IngestError::GivenTwice { path: "-".into() });
                }
                given.push(standard_input(io::stdin().lock(), &options.limits)?);
                continue;
            }
            InputArgument::Path(path) => {
                if let Err(error) = expand_path(path, &mut given, &mut expanded) {
                    expanded.failed.push(error);
                    continue;
                }
            }
        }
        for file in &given[known..] {
            let real = std::fs::canonicalize(&file.path).map_err(|e| unreadable(&file.path, e))?;
            if !seen.insert(real) {
                return Err(IngestError::GivenTwice {
                    path: file.path.clone(),
                });
            }
        }
    }
    for file in given {
        if let Err(error) = unfold(file, Place::Outside, options, &mut expanded) {
            expanded.failed.push(error);
        }
    }
    if expanded.files.is_empty() && !expanded.failed.is_empty() {
        return Err(expanded.failed.swap_remove(0));
    }
    expanded.ignored.sort();
    expanded.ignored.dedup();
    if order == InputOrder::ByName {
        sort_by_name(&mut expanded.files)?;
    }
    Ok(expanded)
}

/// The name under which standard input appears.
const STDIN_NAME: &str = "stdin";

fn unreadable(path: &Path, source: io::Error) -> IngestError {
    IngestError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn expand_path(
    path: &Path,
    given: &mut Vec<InputFile>,
    expanded: &mut Expanded,
) -> Result<(), IngestError> {
    if path.is_dir() {
        let (files, ignored): (Vec<_>, Vec<_>) =
            walk(path)?.into_iter().partition(|file| is_readable(file));
        if files.is_empty() {
            return Err(IngestError::EmptyFolder {
                path: path.to_owned(),
                n_ignored: ignored.len(),
                expected: READABLE_EXTENSIONS.join(", "),
            });
        }
        given.extend(files.into_iter().map(InputFile::new));
        expanded.ignored.extend(ignored);
    } else if path.exists() {
        given.push(InputFile::new(path));
    } else if is_pattern(path) {
        let pattern = Pattern::new(path)?;
        let before = given.len();
        if pattern.folder.is_dir() {
            let matching = walk(&pattern.folder)?
                .into_iter()
                .filter(|file| pattern.matches(file))
                .map(InputFile::new);
            given.extend(matching);
        }
        if given.len() == before {
            return Err(IngestError::NoMatch {
                pattern: path.to_owned(),
            });
        }
    } else {
        return Err(IngestError::NotFound {
            path: path.to_owned(),
        });
    }
    Ok(())
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

struct Pattern {
    /// The part before the first component that holds a wildcard.
    folder: PathBuf,
    matcher: GlobMatcher,
}

impl Pattern {
    fn new(pattern: &Path) -> Result<Pattern, IngestError> {
        let text = pattern.to_string_lossy();
        let text = text.strip_prefix("./").unwrap_or(&text);
        let glob = GlobBuilder::new(text)
            .literal_separator(true)
            .build()
            .map_err(|source| IngestError::BadPattern {
                pattern: pattern.to_owned(),
                source,
            })?;
        let folder: PathBuf = Path::new(text)
            .components()
            .take_while(|part| !is_pattern(Path::new(part)))
            .collect();
        let here = folder.as_os_str().is_empty();
        Ok(Pattern {
            folder: if here { PathBuf::from(".") } else { folder },
            matcher: glob.compile_matcher(),
        })
    }

    fn matches(&self, file: &Path) -> bool {
        self.matcher
            .is_match(file.strip_prefix(".").unwrap_or(file))
    }
}

/// All files below a folder, by path.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, IngestError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| unreadable(&folder, e))? {
            let entry = entry.map_err(|e| unreadable(&folder, e))?;
            let kind = entry
                .file_type()
                .map_err(|e| unreadable(&entry.path(), e))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if !(kind.is_symlink() && entry.path().is_dir()) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn sort_by_name(files: &mut [InputFile]) -> Result<(), IngestError> {
    files.sort_by(|a, b| a.name.cmp(&b.name));
    for group in files.chunk_by_mut(|a, b| a.name == b.name) {
        if group.len() > 1 {
            let mut keyed = Vec::with_capacity(group.len());
            for file in group.iter() {
                keyed.push((sha256_of(&file.path)?, file.clone()));
            }
            keyed.sort_by(|a, b| a.0.cmp(&b.0));
            for (slot, (_, file)) in group.iter_mut().zip(keyed) {
                *slot = file;
            }
        }
    }
    Ok(())
}

/// Standard input in a temporary file, which no endless one can fill the disk with.
fn standard_input(stdin: impl io::Read, limits: &Limits) -> Result<InputFile, IngestError> {
    let path = spool(limits.unpacking(stdin)).map_err(|source| match Exceeded::of(&source) {
        Some(exceeded) => too_large(STDIN_NAME, exceeded),
        None => unreadable(Path::new("-"), source),
    })?;
    Ok(InputFile {
        path: path.to_path_buf(),
        name: STDIN_NAME.to_owned(),
        spool: Some(Arc::new(path)),
        origin: None,
        table: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        for (name, text) in [
            ("a/z.csv", "2"),
            ("a/b/x.JSON.gz", "3"),
            ("a/b/z.csv", "1"),
            ("a/cover.png", ""),
            ("a/.hidden.csv", ""),
            ("y.txt", ""),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn paths(parts: &[PathBuf]) -> Vec<InputArgument> {
        parts.iter().cloned().map(InputArgument::Path).collect()
    }

    fn relative(folder: &Path, files: &[InputFile]) -> Vec<String> {
        let strip = |file: &InputFile| file.path().strip_prefix(folder).unwrap().to_owned();
        let text = |path: PathBuf| path.to_string_lossy().replace('\\', "/");
        files.iter().map(strip).map(text).collect()
    }

    #[test]
    fn folders_are_read_with_subfolders_and_say_what_they_ignore() {
        let dir = folder();
        let given = paths(&[dir.path().join("y.txt"), dir.path().join("a")]);
        let found = expand(&given, InputOrder::AsGiven, &ReadOptions::default()).unwrap();
        assert_eq!(
            relative(dir.path(), &found.files),
            ["y.txt", "a/b/x.JSON.gz", "a/b/z.csv", "a/z.csv"]
        );
        assert_eq!(found.ignored.len(), 2);
        let found = expand(&given, InputOrder::ByName, &ReadOptions::default()).unwrap();
        // sha256("2") begins with d4, sha256("1") with 6b.
        assert_eq!(
            relative(dir.path(), &found.files),
            ["a/b/x.JSON.gz", "y.txt", "a/b/z.csv", "a/z.csv"]
        );
    }

    #[test]
    fn patterns_stay_in_their_folder_unless_they_say_otherwise() {
        let dir = folder();
        let find = |pattern: &str| {
            let found = expand(
                &paths(&[dir.path().join(pattern)]),
                InputOrder::AsGiven,
                &ReadOptions::default(),
            );
            found.map(|found| relative(dir.path(), &found.files))
        };
        assert_eq!(find("a/*.csv").unwrap(), ["a/.hidden.csv", "a/z.csv"]);
        assert_eq!(find("**/z.csv").unwrap(), ["a/b/z.csv", "a/z.csv"]);
        assert!(matches!(find("a/*.tsv"), Err(IngestError::NoMatch { .. })));
        assert!(matches!(find("no/*.csv"), Err(IngestError::NoMatch { .. })));
        assert!(matches!(
            find("a/[z.csv"),
            Err(IngestError::BadPattern { .. })
        ));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        let dir = folder();
        let twice = paths(&[dir.path().join("a/b/../z.csv"), dir.path().join("a")]);
        let error = expand(&twice, InputOrder::ByName, &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("z.csv: given twice"), "{error}");
        let missing = expand(
            &paths(&[dir.path().join("no.csv")]),
            InputOrder::ByName,
            &ReadOptions::default(),
        );
        assert!(matches!(missing, Err(IngestError::NotFound { .. })));
        fs::create_dir(dir.path().join("empty")).unwrap();
        let empty = expand(
            &paths(&[dir.path().join("empty")]),
            InputOrder::ByName,
            &ReadOptions::default(),
        );
        assert!(matches!(
            empty,
            Err(IngestError::EmptyFolder { n_ignored: 0, .. })
        ));
    }

    #[test]
    fn standard_input_lies_in_a_file_as_long_as_it_is_used() {
        let input = standard_input("好用\n".as_bytes(), &Limits::default()).unwrap();
        let path = input.path().to_owned();
        assert_eq!(
            (input.name(), fs::read(&path).unwrap()),
            ("stdin", "好用\n".into())
        );
        let copy = input.clone();
        drop(input);
        assert!(path.exists());
        drop(copy);
        assert!(!path.exists());
    }

    #[test]
    fn endless_standard_input_ends_at_the_limit() {
        let limits = Limits {
            unpacked_bytes: 1 << 20,
            ..Limits::default()
        };
        let error = standard_input(io::repeat(b'a'), &limits).unwrap_err();
        let told = "stdin: more than unpacked-bytes 1048576; ";
        assert!(error.to_string().starts_with(told), "{error}");
        let whole = io::Read::take(io::repeat(b'a'), 1 << 20);
        assert!(standard_input(whole, &limits).is_ok());
    }
}
