//! Rule `case`: lower case for counting.

use super::{CleanText, Edits};

/// Folds letters of all scripts that have case, one by one: `Σ` becomes `σ` wherever it stands.
/// Each letter counts once.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut lower = String::new();
    for (start, character) in text.char_indices() {
        let folds = match character {
            'A'..='Z' => true,
            '\0'..='\u{bf}' | '\u{2e80}'..='\u{a63f}' => false,
            _ => !character.to_lowercase().eq([character]),
        };
        if folds {
            lower.clear();
            lower.extend(character.to_lowercase());
            edits.replace(start..start + character.len_utf8(), &lower);
        }
    }
}

/// A text in lower case as the rule `case` folds it, leading back to the text.
///
/// ```
/// let lower = ciyun::clean::lower_case("用APP办");
/// assert_eq!(lower.text(), "用app办");
/// assert_eq!(lower.source_range(3..6), 3..6);
/// ```
#[must_use]
pub fn lower_case(text: &str) -> CleanText<'_> {
    let mut edits = Edits::default();
    propose(text, &mut edits);
    let mut lower = CleanText::new(text);
    lower.apply(&mut edits);
    lower
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn all_scripts_with_case_are_folded() {
        assert_eq!(once(propose, "APP好iOS"), ("app好ios".into(), 5));
        assert_eq!(once(propose, "ΑΣ Жж Éé ǅ"), ("ασ жж éé ǆ".into(), 5));
        assert_eq!(once(propose, "İ"), ("i\u{307}".into(), 1));
        assert_eq!(once(propose, "app好。"), ("app好。".into(), 0));
    }
}
