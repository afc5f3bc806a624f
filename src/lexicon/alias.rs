//! Words that are counted under another term.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Entry, LexiconError, WordList, fold};

/// Why two forms are one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AliasKind {
    /// Another spelling of the same word: 登陆 for 登录.
    Spelling,
    /// Another word of the same meaning: 刷脸 for 人脸识别.
    Meaning,
}

impl AliasKind {
    /// The name in files; also that of the section.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            AliasKind::Spelling => "spelling",
            AliasKind::Meaning => "meaning",
        }
    }
}

/// One variant and the term that it counts under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasEntry {
    /// The form in the text, folded.
    pub variant: String,
    /// The term, folded.
    pub term: String,
    /// Why.
    pub kind: AliasKind,
}

/// A table of aliases, in TOML or CSV.
///
/// TOML has the tables `[spelling]` and `[meaning]` with lines `"term" = ["variant", …]`; CSV has
/// the columns `variant,term` and, if meanings are to be told apart, `kind`.
///
/// ```
/// use ciyun::lexicon::{AliasKind, AliasTable, WordList};
/// let list = WordList::parse("a.toml", "[spelling]\n\"登录\" = [\"登陆\"]\n");
/// let table = AliasTable::new(&list)?;
/// assert_eq!(table.entries[0].variant, "登陆");
/// assert_eq!(table.entries[0].kind, AliasKind::Spelling);
/// let list = WordList::parse("a.csv", "variant,term,kind\n刷脸,人脸识别,meaning\n");
/// assert_eq!(AliasTable::new(&list)?.entries[0].term, "人脸识别");
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasTable {
    /// The table as a list: name, hash, and a line `variant → term` for each entry, in the order
    /// of [`AliasTable::entries`].
    pub list: WordList,
    /// The variants.
    pub entries: Vec<AliasEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    spelling: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    meaning: BTreeMap<String, Vec<Spanned<String>>>,
}

/// A variant with the line on which it stands.
struct Line {
    line: usize,
    entry: AliasEntry,
}

impl AliasTable {
    /// Reads the variants of a table; it is CSV when its name ends in `.csv`, else TOML.
    ///
    /// # Errors
    /// [`LexiconError::BadAlias`] when the form is not as expected, a variant is empty, is its own
    /// term, or has two terms.
    pub fn new(list: &WordList) -> Result<AliasTable, LexiconError> {
        let is_csv = list.name.to_lowercase().ends_with(".csv");
        let lines = if is_csv {
            read_csv(list)?
        } else {
            read_toml(list)?
        };
        let mut seen: BTreeMap<&str, &AliasEntry> = BTreeMap::new();
        for Line { line, entry } in &lines {
            let AliasEntry { variant, term, .. } = entry;
            let problem = if variant.is_empty() || term.is_empty() {
                Some("an empty field".to_owned())
            } else if variant == term {
                Some(format!("{variant} as a variant of itself"))
            } else {
                let other = seen.insert(variant, entry);
                let other = other.filter(|other| other.term != *term);
                other.map(|other| format!("{variant} for {term} and for {}", other.term))
            };
            if let Some(found) = problem {
                return Err(bad(list, *line, found));
            }
        }
        let mut list = list.clone();
        list.entries = lines
            .iter()
            .map(|Line { line, entry }| Entry {
                text: format!("{} → {}", entry.variant, entry.term),
                line: *line,
                section: Some(entry.kind.id().to_owned()),
            })
            .collect();
        Ok(AliasTable {
            list,
            entries: lines.into_iter().map(|line| line.entry).collect(),
        })
    }
}

fn bad(list: &WordList, line: usize, found: String) -> LexiconError {
    LexiconError::BadAlias {
        name: list.name.clone(),
        line,
        found,
    }
}

fn read_toml(list: &WordList) -> Result<Vec<Line>, LexiconError> {
    let text = list.text.strip_prefix('\u{feff}').unwrap_or(&list.text);
    let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
    let tables: Tables = toml::from_str(text).map_err(|error| {
        let line = line_of(error.span().map_or(0, |span| span.start));
        let found = if error.message().starts_with("invalid unquoted key") {
            r#"a term without quotation marks: write "term" = ["variant"]"#
        } else {
            error.message()
        };
        bad(list, line, found.to_owned())
    })?;
    let kinds = [
        (AliasKind::Spelling, tables.spelling),
        (AliasKind::Meaning, tables.meaning),
    ];
    let mut lines = Vec::new();
    for (kind, terms) in kinds {
        for (term, variants) in terms {
            lines.extend(variants.into_iter().map(|variant| Line {
                line: line_of(variant.span().start),
                entry: AliasEntry {
                    variant: fold(variant.get_ref()),
                    term: fold(&term),
                    kind,
                },
            }));
        }
    }
    lines.sort_by_key(|line| line.line);
    Ok(lines)
}

/// What the columns can be called, in their order.
const COLUMNS: [&[&str]; 3] = [
    &["variant", "变体", "异形"],
    &["term", "词", "词语", "标准词"],
    &["kind", "类别"],
];

fn read_csv(list: &WordList) -> Result<Vec<Line>, LexiconError> {
    let text = list.text.strip_prefix('\u{feff}').unwrap_or(&list.text);
    let mut lines = Vec::new();
    let rows = text.lines().zip(1..).map(|(row, line)| (row.trim(), line));
    let mut rows = rows.filter(|(row, _)| !row.is_empty() && !row.starts_with('#'));
    let first = rows.clone().next().map(|(_, line)| line);
    rows.try_for_each(|(row, line)| {
        let record = read_row(row).map_err(|error| bad(list, line, error.to_string()))?;
        let is_header = record
            .iter()
            .zip(COLUMNS)
            .all(|(cell, names)| names.contains(&cell.to_lowercase().as_str()));
        if Some(line) == first && is_header {
            return Ok(());
        }
        let found = || record.iter().collect::<Vec<_>>().join(",");
        let kind = match record.get(2).unwrap_or_default() {
            "" | "spelling" => AliasKind::Spelling,
            "meaning" => AliasKind::Meaning,
            _ => return Err(bad(list, line, found())),
        };
        let (Some(variant), Some(term), true) = (record.get(0), record.get(1), record.len() <= 3)
        else {
            return Err(bad(list, line, found()));
        };
        lines.push(Line {
            line,
            entry: AliasEntry {
                variant: fold(variant),
                term: fold(term),
                kind,
            },
        });
        Ok(())
    })?;
    Ok(lines)
}

/// The fields of one line.
fn read_row(row: &str) -> Result<csv::StringRecord, csv::Error> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(row.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record)?;
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str, text: &str) -> String {
        let list = WordList::parse(name, text);
        AliasTable::new(&list).unwrap_err().to_string()
    }

    #[test]
    fn tables_are_read_with_their_lines() {
        let text = "# name: mine\n[meaning]\n\"人脸识别\" = [\"刷脸\",\n  \"扫脸\"]\n[spelling]\nApp = [\"ＡＰＰＳ\"]\n";
        let table = AliasTable::new(&WordList::parse("a.toml", text)).unwrap();
        let lines: Vec<_> = table.list.entries.iter().map(|entry| entry.line).collect();
        assert_eq!(lines, [3, 4, 6]);
        assert_eq!(table.list.entries[1].text, "扫脸 → 人脸识别");
        assert_eq!(table.entries[2].variant, "apps");
        assert_eq!(table.entries[2].term, "app");
        let text = "\u{feff}变体,词语\n登陆,登录\n\n# 备注\n帐号,账号\n";
        let table = AliasTable::new(&WordList::parse("a.CSV", text)).unwrap();
        let lines: Vec<_> = table.list.entries.iter().map(|entry| entry.line).collect();
        assert_eq!(lines, [2, 5]);
    }

    #[test]
    fn what_cannot_be_meant_is_said_with_its_line() {
        assert_eq!(
            error("a.csv", "登陆,登录\n登陆,登入\n"),
            "a.csv:2: expected a variant and its term, found 登陆 for 登入 and for 登录"
        );
        assert!(error("a.csv", "登陆\n").starts_with("a.csv:1: "));
        assert!(error("a.csv", "登陆,登录,typo\n").ends_with("found 登陆,登录,typo"));
        assert!(error("a.toml", "[spelling]\n\"登录\" = [\"登录\"]\n").starts_with("a.toml:2: "));
        assert!(error("a.toml", "[spelling]\n\"登录\" = [\"登陆\"\n[x]\n").starts_with("a.toml:"));
        let bare = error("a.toml", "[spelling]\n登录 = [\"登陆\"]\n");
        assert_eq!(
            bare,
            "a.toml:2: expected a variant and its term, found a term without quotation marks: write \"term\" = [\"variant\"]"
        );
        assert!(error("a.toml", "[spellings]\n").contains("unknown field `spellings`"));
    }
}
