//! The two languages in which ciyun speaks to its users.

use serde::{Deserialize, Serialize};

/// A language of messages, rule descriptions and column titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// One text in both languages.
///
/// ```
/// use ciyun::language::{Bilingual, Language};
/// let word = Bilingual { zh: "词语", en: "term" };
/// assert_eq!(word.text(Language::English), "term");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in the language asked for.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}
