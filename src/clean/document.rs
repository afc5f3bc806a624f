//! Document rules that look at one text alone: `empty`, `placeholder`, `min-chars`, `max-chars`,
//! `empty.cleaned`.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::{CleanText, Edits, emoji, width};
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::WordList;

/// A UTF-8 character has at most this many times the bytes of its normalized form.
const SHRINKAGE: usize = 4;

/// Whole comments that platforms write for those who wrote none.
#[derive(Debug, Clone, Default)]
pub(super) struct Placeholders {
    keys: FxHashSet<Box<str>>,
    longest_byte: usize,
}

impl Placeholders {
    /// The entries of a list, compared as [`judge_decoded`] does.
    pub(super) fn new(list: &WordList) -> Placeholders {
        let keys: FxHashSet<Box<str>> =
            list.words().map(|word| key(core_of(word)).into()).collect();
        let longest_byte = list.words().map(|word| key(core_of(word)).len()).max();
        Placeholders {
            keys,
            longest_byte: longest_byte.unwrap_or(0),
        }
    }

    fn contains(&self, text: &str) -> bool {
        let core = core_of(text);
        core.len() <= self.longest_byte * SHRINKAGE
            && (self.keys.contains(core)
                || (!is_key(core) && self.keys.contains(key(core).as_str())))
    }
}

/// `empty` for decoded text that is white space only (marks and emoji are something), then
/// `placeholder` for text that is a list entry in NFKC and lower case, whatever punctuation and
/// blanks stand around it, then `min-chars` and `max-chars`.
pub(super) fn judge_decoded(
    text: &str,
    placeholders: &Placeholders,
    rules: &RuleSet,
) -> Option<RuleId> {
    let n_chars = || text.chars().filter(|c| !c.is_whitespace()).count();
    let fewest = rules.count(RuleId::MinChars);
    let most = rules.count(RuleId::MaxChars);
    if rules.applies(RuleId::Empty) && text.trim().is_empty() {
        Some(RuleId::Empty)
    } else if rules.applies(RuleId::Placeholder) && placeholders.contains(text) {
        Some(RuleId::Placeholder)
    } else if fewest.is_some_and(|fewest| n_chars() < fewest as usize) {
        Some(RuleId::MinChars)
    } else if most.is_some_and(|most| n_chars() > most as usize) {
        Some(RuleId::MaxChars)
    } else {
        None
    }
}

/// `empty.cleaned` for cleaned text without any letter, Han included, or number.
pub(super) fn judge_cleaned(text: &str) -> Option<RuleId> {
    let word = text.contains(char::is_alphanumeric);
    (!word).then_some(RuleId::EmptyCleaned)
}

/// The text without blanks and punctuation around it; all of it if there is nothing else.
fn core_of(text: &str) -> &str {
    let core = text.trim_matches(|c: char| !c.is_alphanumeric() && !emoji::is_emoji(c));
    if core.is_empty() { text.trim() } else { core }
}

/// Whether the text is plainly its own key: Han, Chinese punctuation, ASCII without capitals.
fn is_key(core: &str) -> bool {
    core.chars().all(
        |c| matches!(c, ' '..='@' | '['..='~' | '\u{3001}'..='\u{3029}' | '\u{3400}'..='\u{9fff}'),
    )
}

fn key(core: &str) -> String {
    core.nfkc().flat_map(char::to_lowercase).collect()
}

/// A list entry in the form that decoded text has.
pub(super) fn fold(entry: &str) -> String {
    let mut edits = Edits::default();
    width::propose(entry, &mut edits);
    let mut text = CleanText::new(entry);
    text.apply(&mut edits);
    text.text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<RuleId> {
        let list = WordList::parse(
            "p.txt",
            "此用户没有填写评价。\n如题\n系统默认好评！\nNone\n...\n",
        );
        judge_decoded(text, &Placeholders::new(&list), &RuleSet::default())
    }

    #[test]
    fn characters_are_counted_without_white_space() {
        let mut rules = RuleSet::default();
        rules.enable("min-chars=3").unwrap();
        rules.enable("max-chars=4").unwrap();
        let judge = |text| judge_decoded(text, &Placeholders::default(), &rules);
        assert_eq!(judge("闪 退 "), Some(RuleId::MinChars));
        assert_eq!(judge("打不开"), None);
        assert_eq!(judge("打 不 开 。"), None);
        assert_eq!(judge("打不开😀了"), Some(RuleId::MaxChars));
    }

    #[test]
    fn white_space_is_empty_but_marks_and_emoji_are_not() {
        assert_eq!(judge(""), Some(RuleId::Empty));
        assert_eq!(judge(" \n\t\u{3000}"), Some(RuleId::Empty));
        assert_eq!(judge("。"), None);
        assert_eq!(judge("😀"), None);
    }

    #[test]
    fn placeholders_are_whole_comments() {
        for text in [
            "如题",
            " 如题。\n",
            "此用户没有填写评价",
            "【系统默认好评】",
            "ｎｏｎｅ",
            "...",
        ] {
            assert_eq!(judge(text), Some(RuleId::Placeholder), "{text}");
        }
        for text in ["如题所述", "不是系统默认好评", "如题😀", "....", "none的"] {
            assert_eq!(judge(text), None, "{text}");
        }
    }

    #[test]
    fn cleaned_text_needs_a_letter_or_number() {
        assert_eq!(judge_cleaned(" ,。!"), Some(RuleId::EmptyCleaned));
        assert_eq!(judge_cleaned("赞"), None);
        assert_eq!(judge_cleaned("666"), None);
    }
}
