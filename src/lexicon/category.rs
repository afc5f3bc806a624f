//! Categories of comments, with the terms by which they are known.

use regex::RegexBuilder;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, LexiconError, WordList, fold};
use crate::suggestion::nearest;

/// What a category may say of itself.
const KEYS: [&str; 3] = ["zh", "en", "terms"];

/// One category: what it is called, and the terms of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// The name by which programs know it; unique.
    pub id: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// What it is called in English.
    pub en: String,
    /// Words and phrases in the form that cleaned text has, and patterns between slashes; see
    /// [`pattern`].
    pub terms: Vec<String>,
}

impl Category {
    /// Whether it is called something, and not just by its id.
    pub(crate) fn is_named(&self) -> bool {
        self.zh != self.id || self.en != self.id
    }
}

/// The pattern that a term stands for, without its slashes; `None` when it is a word or a phrase.
///
/// ```
/// use ciyun::lexicon::pattern;
/// assert_eq!(pattern("/登[录陆]不上/"), Some("登[录陆]不上"));
/// assert_eq!(pattern("登录不上"), None);
/// ```
#[must_use]
pub fn pattern(term: &str) -> Option<&str> {
    term.strip_prefix('/')?.strip_suffix('/')
}

/// How patterns are read: letters in any case, as text is folded.
pub(crate) fn pattern_builder(pattern: &str) -> RegexBuilder {
    let mut builder = RegexBuilder::new(pattern);
    builder.case_insensitive(true);
    builder
}

/// Categories in TOML: a table each, with `terms`, and `zh` and `en` for what it is called. One of
/// the two names stands for the other when it is missing, the id for both.
///
/// ```
/// use ciyun::lexicon::CategoryLexicon;
/// let text = "# name: mine\n[login]\nzh = \"登录\"\nterms = [\"登录不上\", \"/登不(上|了)/\"]\n";
/// let lexicon = CategoryLexicon::parse("mine.toml", text)?;
/// assert_eq!(lexicon.list.header("name"), Some("mine"));
/// assert_eq!(lexicon.categories[0].en, "登录");
/// assert_eq!(lexicon.categories[0].terms.len(), 2);
///
/// let error = CategoryLexicon::parse("mine.toml", "[login]\ntrems = []\n").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "mine.toml:2: unknown key \"trems\", expected zh, en or terms; did you mean `terms`?"
/// );
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryLexicon {
    /// The file as read; its entries are the terms, its sections the categories.
    pub list: WordList,
    /// The categories, in the order of the file.
    pub categories: Vec<Category>,
}

/// What is wrong with a file of categories.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CategoryProblem {
    /// It is not TOML.
    #[error("{detail}; expected lines such as [login] and, under it, terms = [\"登录不上\"]")]
    Syntax {
        /// What the parser says.
        detail: String,
    },
    /// It names no category.
    #[error("no category; expected lines such as [login] and, under it, terms = [\"登录不上\"]")]
    Empty,
    /// Something stands outside a category.
    #[error("{found:?} is no category; expected [{found}] on a line of its own")]
    NoTable {
        /// The key.
        found: String,
    },
    /// The id is one that the table of results needs for itself.
    #[error("a category cannot be called {found:?}; choose another name")]
    Reserved {
        /// The id.
        found: String,
    },
    /// A category has a key that is not known.
    #[error("unknown key {found:?}, expected zh, en or terms{}", suggestion.map(|key| format!("; did you mean `{key}`?")).unwrap_or_default())]
    UnknownKey {
        /// The key.
        found: String,
        /// A known key that looks like it.
        suggestion: Option<&'static str>,
    },
    /// A value is of the wrong kind.
    #[error("{key} is of type {found}, expected {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// The type that it has in TOML.
        found: &'static str,
        /// The type that it should have.
        expected: &'static str,
    },
    /// A category has no terms.
    #[error("category {category:?} has no terms; add a line such as terms = [\"登录不上\"]")]
    NoTerms {
        /// The category.
        category: String,
    },
    /// A term would fire everywhere: it is blank, or a pattern that fits the empty text.
    #[error("term {found:?} fits every comment; remove it")]
    FitsAll {
        /// The term.
        found: String,
    },
    /// A pattern cannot be read.
    #[error(
        "term {found:?} is not a pattern that can be used: {detail}; without the slashes it would be a word"
    )]
    BadPattern {
        /// The term.
        found: String,
        /// What is wrong with it.
        detail: String,
    },
}

impl CategoryLexicon {
    /// Reads categories from text.
    ///
    /// # Errors
    /// [`LexiconError::BadCategories`] with the line and what is wrong there.
    pub fn parse(name: &str, text: &str) -> Result<CategoryLexicon, LexiconError> {
        CategoryLexicon::new(WordList::parse(name, text))
    }

    /// Reads the categories of a file that was read as a list.
    ///
    /// # Errors
    /// As [`CategoryLexicon::parse`].
    pub fn new(mut list: WordList) -> Result<CategoryLexicon, LexiconError> {
        let text = list.text.strip_prefix('\u{feff}').unwrap_or(&list.text);
        let found = categories(text).map_err(|(offset, problem)| LexiconError::BadCategories {
            name: list.name.clone(),
            line: line(text, offset),
            problem,
        })?;
        let mut categories = Vec::new();
        let mut entries = Vec::new();
        for (mut category, terms) in found {
            for (offset, term) in terms {
                entries.push(Entry {
                    line: line(text, offset),
                    section: Some(category.id.clone()),
                    text: term.clone(),
                });
                category.terms.push(term);
            }
            categories.push(category);
        }
        list.entries = entries;
        Ok(CategoryLexicon { list, categories })
    }
}

fn line(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

/// A byte of the text and what is wrong there.
type Misfit = (usize, CategoryProblem);

/// A category without its terms, and these with the byte where each begins.
type Found = (Category, Vec<(usize, String)>);

fn categories(text: &str) -> Result<Vec<Found>, Misfit> {
    let document = DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let detail = error.message().to_owned();
        (start, CategoryProblem::Syntax { detail })
    })?;
    let mut tables: Vec<_> = document.get_ref().iter().collect();
    // The parser sorts them by name.
    tables.sort_by_key(|(key, _)| key.span().start);
    if tables.is_empty() {
        return Err((0, CategoryProblem::Empty));
    }
    tables
        .into_iter()
        .map(|(key, value)| {
            let id = key.get_ref().to_string();
            match value.get_ref() {
                _ if matches!(id.trim(), "" | "all" | "none") => {
                    Err((key.span().start, CategoryProblem::Reserved { found: id }))
                }
                DeValue::Table(table) => category(id, key.span().start, table),
                _ => Err((key.span().start, CategoryProblem::NoTable { found: id })),
            }
        })
        .collect()
}

fn category(id: String, start: usize, table: &DeTable<'_>) -> Result<Found, Misfit> {
    let (mut zh, mut en) = (None, None);
    let mut terms = Vec::new();
    for (key, value) in table {
        let name = &**key.get_ref();
        match name {
            "zh" => zh = Some(string(name, value)?.trim().to_owned()),
            "en" => en = Some(string(name, value)?.trim().to_owned()),
            "terms" => {
                let list = value.get_ref().as_array();
                let list = list.ok_or_else(|| wrong_type(name, value, "array of strings"))?;
                for value in list.iter() {
                    terms.push((value.span().start, term(string(name, value)?, value)?));
                }
            }
            _ => {
                let problem = CategoryProblem::UnknownKey {
                    found: name.to_owned(),
                    suggestion: nearest(name, KEYS),
                };
                return Err((key.span().start, problem));
            }
        }
    }
    if terms.is_empty() {
        return Err((start, CategoryProblem::NoTerms { category: id }));
    }
    let category = Category {
        zh: zh.clone().or(en.clone()).unwrap_or_else(|| id.clone()),
        en: en.or(zh).unwrap_or_else(|| id.clone()),
        id,
        terms: Vec::new(),
    };
    Ok((category, terms))
}

fn string<'v>(key: &str, value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Misfit> {
    value
        .get_ref()
        .as_str()
        .ok_or_else(|| wrong_type(key, value, "string"))
}

fn wrong_type(key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> Misfit {
    let problem = CategoryProblem::WrongType {
        key: key.to_owned(),
        found: value.get_ref().type_str(),
        expected,
    };
    (value.span().start, problem)
}

/// The term as it is looked for.
fn term(written: &str, value: &Spanned<DeValue<'_>>) -> Result<String, Misfit> {
    let written = written.trim();
    let refuse = |problem| Err((value.span().start, problem));
    let found = written.to_owned();
    let Some(inner) = pattern(written) else {
        let folded = fold(written);
        return match folded.is_empty() {
            true => refuse(CategoryProblem::FitsAll { found }),
            false => Ok(folded),
        };
    };
    match pattern_builder(inner).build() {
        Ok(regex) if regex.is_match("") => refuse(CategoryProblem::FitsAll { found }),
        Ok(_) => Ok(found),
        Err(error) => {
            // The last line says what is wrong; those before it draw where.
            let detail = error.to_string();
            let detail = detail.lines().last().unwrap_or_default();
            let detail = detail.trim_start_matches("error: ").to_owned();
            refuse(CategoryProblem::BadPattern { found, detail })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        CategoryLexicon::parse("c.toml", text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn categories_keep_the_order_of_the_file_and_terms_their_lines() {
        let text = "# name: c\n\n[b]\nzh = \"乙\"\nen = \"B\"\nterms = [\n  \"ＡＰＰ卡\",\n  \"闪退\",\n]\n\n[a]\nterms = [\"/x+/\"]\n";
        let lexicon = CategoryLexicon::parse("c.toml", text).unwrap();
        let ids: Vec<_> = lexicon.categories.iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids, ["b", "a"]);
        assert_eq!(lexicon.categories[0].terms, ["app卡", "闪退"]);
        assert_eq!(
            (&*lexicon.categories[1].zh, &*lexicon.categories[1].en),
            ("a", "a")
        );
        let entries = lexicon.list.entries.iter();
        let lines: Vec<_> = entries.map(|e| (e.line, e.section.as_deref())).collect();
        assert_eq!(lines, [(7, Some("b")), (8, Some("b")), (12, Some("a"))]);
        assert_eq!(lexicon.list.header("name"), Some("c"));
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line_and_a_way_out() {
        for (text, expected) in [
            ("登录不上\n闪退\n", "c.toml:1: "),
            (
                "# nothing\n",
                "c.toml:1: no category; expected lines such as [login]",
            ),
            ("\nx = 1\n", "c.toml:2: \"x\" is no category; expected [x]"),
            (
                "[none]\nterms = [\"x\"]\n",
                "c.toml:1: a category cannot be called \"none\"",
            ),
            (
                "[a]\nzh = 1\nterms = [\"x\"]\n",
                "c.toml:2: zh is of type integer, expected string",
            ),
            (
                "[a]\nterms = \"x\"\n",
                "c.toml:2: terms is of type string, expected array of strings",
            ),
            ("[a]\nzh = \"x\"\n", "c.toml:1: category \"a\" has no terms"),
            (
                "[a]\nterms = [\"x\",\n  \" \"]\n",
                "c.toml:3: term \"\" fits every comment",
            ),
            (
                "[a]\nterms = [\"/x*/\"]\n",
                "c.toml:2: term \"/x*/\" fits every comment",
            ),
            (
                "[a]\nterms = [\"/(x/\"]\n",
                "c.toml:2: term \"/(x/\" is not a pattern that can be used: unclosed group",
            ),
            ("[a.b]\nterms = [\"x\"]\n", "c.toml:1: unknown key \"b\""),
            (
                "[a]\nterms = [\"x\"]\n[a]\nterms = [\"y\"]\n",
                "c.toml:3: duplicate key",
            ),
        ] {
            let error = error(text);
            assert!(error.starts_with(expected), "{error}\n{expected}");
        }
    }
}
