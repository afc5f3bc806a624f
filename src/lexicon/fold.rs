//! The form in which words are compared.

use unicode_normalization::UnicodeNormalization;

/// Brings a word of a list into the form that cleaned text has: width and compatibility forms
/// normalized (NFKC), letters in lower case, outer blanks removed.
///
/// ```
/// assert_eq!(ciyun::lexicon::fold(" ＡＰＰ"), "app");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    word.trim().nfkc().collect::<String>().to_lowercase()
}
