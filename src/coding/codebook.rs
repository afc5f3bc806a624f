//! What coders may write into a cell.

use std::collections::BTreeSet;

use crate::lexicon::{CategoryLexicon, fold};
use crate::suggestion::nearest;

/// What a comment in no category is coded.
pub(super) const NONE: &str = "none";

/// The same for Chinese coders.
const NONE_ZH: &str = "无";

/// The categories that a sheet may name, and how they are read.
///
/// ```
/// use ciyun::coding::Codebook;
/// use ciyun::lexicon::CategoryLexicon;
/// let text = "[login]\nterms = [\"登录不上\"]\n[codes]\nterms = [\"验证码\"]\n";
/// let book = Codebook::new(&[CategoryLexicon::parse("mine.toml", text)?]);
/// let both = book.categories("Codes；login").unwrap().unwrap();
/// assert_eq!(book.written(&both), "login;codes");
/// assert!(book.categories("无").unwrap().unwrap().is_empty());
/// assert_eq!(book.categories(" "), Ok(None));
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    ids: Vec<String>,
    /// The same in the form in which cells are compared.
    folded: Vec<String>,
}

/// Why a cell of categories cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadCell {
    /// It names no category of the book.
    Unknown {
        /// What it names.
        found: String,
        /// A category that looks like it.
        suggestion: Option<String>,
    },
    /// It says that there is none, and names one.
    NoneAndOthers,
}

impl Codebook {
    /// The categories of these lexicons, in their order.
    #[must_use]
    pub fn new(lexicons: &[CategoryLexicon]) -> Codebook {
        let mut ids: Vec<String> = Vec::new();
        for category in lexicons.iter().flat_map(|lexicon| &lexicon.categories) {
            if !ids.contains(&category.id) {
                ids.push(category.id.clone());
            }
        }
        let folded = ids.iter().map(|id| fold(id)).collect();
        Codebook { ids, folded }
    }

    /// The ids of the categories, by number.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The numbers of the categories in a cell: ids in any case, with `;`, commas or blanks between
    /// them; none for `none` and `无`; `None` for an empty cell.
    ///
    /// # Errors
    /// [`BadCell`].
    pub fn categories(&self, cell: &str) -> Result<Option<BTreeSet<usize>>, BadCell> {
        let cell = fold(cell);
        let (mut found, mut says_none, mut is_empty) = (BTreeSet::new(), false, true);
        let mut add = |piece: &str| match self.number(piece) {
            Some(number) => {
                found.insert(number);
                Ok(())
            }
            None if piece == NONE || piece == NONE_ZH => {
                says_none = true;
                Ok(())
            }
            None => Err(()),
        };
        // An id may have blanks in it.
        for piece in cell.split([';', ',', '、']).map(str::trim) {
            is_empty &= piece.is_empty();
            if piece.is_empty() || add(piece).is_ok() {
                continue;
            }
            for word in piece.split_whitespace() {
                add(word).map_err(|()| self.unknown(word))?;
            }
        }
        match (says_none, found.is_empty()) {
            (true, false) => Err(BadCell::NoneAndOthers),
            _ => Ok((!is_empty).then_some(found)),
        }
    }

    /// The ids of categories with `;` between them, `none` for no category.
    #[must_use]
    pub fn written(&self, categories: &BTreeSet<usize>) -> String {
        if categories.is_empty() {
            return NONE.to_owned();
        }
        let ids: Vec<&str> = categories
            .iter()
            .map(|number| &*self.ids[*number])
            .collect();
        ids.join(";")
    }

    fn number(&self, folded: &str) -> Option<usize> {
        self.folded.iter().position(|known| known == folded)
    }

    fn unknown(&self, word: &str) -> BadCell {
        let known = self.folded.iter().map(String::as_str).chain([NONE]);
        let suggestion = nearest(word, known).map(|near| match self.number(near) {
            Some(number) => self.ids[number].clone(),
            None => near.to_owned(),
        });
        BadCell::Unknown {
            found: word.to_owned(),
            suggestion,
        }
    }
}

/// Whether a comment is for or against what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Polarity {
    /// Against.
    Negative,
    /// Neither, or both alike.
    Neutral,
    /// For.
    Positive,
}

impl Polarity {
    /// All, from negative to positive.
    pub const ALL: [Polarity; 3] = [Polarity::Negative, Polarity::Neutral, Polarity::Positive];

    /// How it is written in English.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Polarity::Negative => "negative",
            Polarity::Neutral => "neutral",
            Polarity::Positive => "positive",
        }
    }

    /// Reads a cell that is not empty: a number or a name, in English or Chinese.
    ///
    /// ```
    /// use ciyun::coding::Polarity;
    /// for cell in ["-1", "－1", "Negative", "负面"] {
    ///     assert_eq!(Polarity::read(cell), Some(Polarity::Negative));
    /// }
    /// assert_eq!(Polarity::read("2"), None);
    /// ```
    #[must_use]
    pub fn read(cell: &str) -> Option<Polarity> {
        match fold(cell).replace('\u{2212}', "-").as_str() {
            "-1" | "-1.0" | "negative" | "负面" | "负" | "负向" | "消极" => {
                Some(Polarity::Negative)
            }
            "0" | "0.0" | "neutral" | "中性" | "中" | "中立" => Some(Polarity::Neutral),
            "1" | "+1" | "1.0" | "positive" | "正面" | "正" | "正向" | "积极" => {
                Some(Polarity::Positive)
            }
            _ => None,
        }
    }
}
