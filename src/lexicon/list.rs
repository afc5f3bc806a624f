//! The text format shared by all lists.

use std::path::{Path, PathBuf};

use super::CategoryProblem;
use crate::digest::sha256_hex;

/// A word list as read: header, sections and entries with their lines.
///
/// ```
/// use ciyun::lexicon::WordList;
/// let text = "# name: general\n# date: 2026-11-23\n\n## particles\n的\n了\n";
/// let list = WordList::parse("general.txt", text);
/// assert_eq!(list.header("name"), Some("general"));
/// assert_eq!(list.entries.len(), 2);
/// assert_eq!((list.entries[1].text.as_str(), list.entries[1].line), ("了", 6));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// File name, without folders.
    pub name: String,
    /// Hexadecimal SHA-256 of the list's bytes.
    pub sha256: String,
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// The list as read.
    pub text: String,
    headers: Vec<(String, String)>,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line without surrounding blanks.
    pub text: String,
    /// Its line number, counted from 1.
    pub line: usize,
    /// The section it stands in, if any.
    pub section: Option<String>,
}

/// Why a list could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file could not be read.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is neither UTF-8, UTF-16 with a byte order mark, nor GB18030.
    #[error("{}: neither UTF-8 nor GBK; save the list as UTF-8", path.display())]
    UnknownEncoding {
        /// The file.
        path: PathBuf,
    },
    /// An entry has not the form its kind of list expects.
    #[error(
        "{name}:{line}: expected `word [weight [tag]]`, `\"word with blanks\"` or `/pattern/`, found {found:?}"
    )]
    BadEntry {
        /// File name of the list.
        name: String,
        /// Line, counted from 1.
        line: usize,
        /// The entry as it stands.
        found: String,
    },
    /// A pattern has not the syntax of patterns.
    #[error("{name}:{line}: the pattern cannot be read")]
    BadPattern {
        /// File name of the list.
        name: String,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong with it.
        source: Box<regex::Error>,
    },
    /// A table of aliases has not the form of one.
    #[error("{name}:{line}: expected a variant and its term, found {found}")]
    BadAlias {
        /// File name of the table.
        name: String,
        /// Line, counted from 1.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// Aliases lead back to themselves.
    #[error("aliases lead back to where they began: {words}")]
    AliasCycle {
        /// The words on the way, the first one leading back to itself.
        words: String,
    },
    /// A file of categories has not their form.
    #[error("{name}:{line}: {problem}")]
    BadCategories {
        /// File name of the categories.
        name: String,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong there.
        problem: CategoryProblem,
    },
}

impl WordList {
    /// Reads a list from text. A byte order mark is ignored.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> WordList {
        let sha256 = sha256_hex(text.as_bytes());
        let mut list = WordList {
            name: name.to_owned(),
            sha256,
            entries: Vec::new(),
            text: text.to_owned(),
            headers: Vec::new(),
        };
        let mut section = None;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Some(name) = line.strip_prefix("## ") {
                section = Some(name.trim().to_owned());
            } else if line == "#" || line.starts_with("# ") {
                let header = line[1..].split_once(':');
                if let (true, Some((key, value))) = (list.entries.is_empty(), header) {
                    let pair = (key.trim().to_owned(), value.trim().to_owned());
                    list.headers.push(pair);
                }
            } else if !line.is_empty() {
                list.entries.push(Entry {
                    text: line.to_owned(),
                    line: index + 1,
                    section: section.clone(),
                });
            }
        }
        list
    }

    /// Reads a list from a file, in UTF-8, in UTF-16 with a byte order mark, or in GBK as older
    /// editors save it. The hash is that of the decoded text.
    ///
    /// # Errors
    /// [`LexiconError::Unreadable`] and [`LexiconError::UnknownEncoding`].
    pub fn read(path: &Path) -> Result<WordList, LexiconError> {
        let bytes = std::fs::read(path).map_err(|source| LexiconError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let text =
            super::encoding::decode(&bytes).ok_or_else(|| LexiconError::UnknownEncoding {
                path: path.to_owned(),
            })?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(WordList::parse(&name.to_string_lossy(), &text))
    }

    /// The value of a header line `# key: value`.
    #[must_use]
    pub fn header(&self, key: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    /// The entries' texts.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_crlf_and_blanks_are_not_part_of_words() {
        let list = WordList::parse("a.txt", "\u{feff}全省事\r\n 鄂汇办 \r\n\r\n");
        assert_eq!(list.words().collect::<Vec<_>>(), ["全省事", "鄂汇办"]);
    }

    #[test]
    fn a_hash_without_blank_is_an_entry() {
        let list = WordList::parse("a.txt", "#话题#\n# a comment\n");
        assert_eq!(list.words().collect::<Vec<_>>(), ["#话题#"]);
    }

    #[test]
    fn lists_of_older_editors_are_read_and_binary_files_refused() {
        let read = |bytes: &[u8]| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), bytes).unwrap();
            WordList::read(file.path())
        };
        let expected = WordList::parse("a.txt", "登录\n闪退\n").entries;
        let gbk = encoding_rs::GBK.encode("登录\r\n闪退\r\n").0.into_owned();
        assert_eq!(read(&gbk).unwrap().entries, expected);
        let utf16: Vec<u8> = std::iter::once(0xfeff)
            .chain("登录\n闪退\n".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16).unwrap().entries, expected);
        assert!(read(b"\x89PNG\r\n\x1a\n\0\0\xff\xff").is_err());
    }

    #[test]
    fn comments_after_the_first_entry_are_not_header() {
        let list = WordList::parse("a.txt", "的\n# name: late\n");
        assert_eq!(list.header("name"), None);
    }
}
