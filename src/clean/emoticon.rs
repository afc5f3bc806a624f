//! Rule `emoticon`: emoticons written in brackets.

use rustc_hash::FxHashSet;

use super::Edits;
use super::document::fold;
use crate::lexicon::WordList;

/// Longest name, in characters.
const LONGEST_NAME: usize = 20;

/// Names of emoticons, without brackets.
#[derive(Debug, Clone, Default)]
pub(super) struct Emoticons(FxHashSet<Box<str>>);

impl Emoticons {
    /// The names of a list; brackets around them are ignored.
    pub(super) fn new(list: &WordList) -> Emoticons {
        let name = |word: &str| fold(word.trim_matches(['[', ']'])).to_lowercase().into();
        Emoticons(list.words().map(name).collect())
    }

    /// Removes `[name]` if the name is on the list or has the form of a platform: `[笑哭R]`
    /// (小红书) or `[小电视_赞]`, `[tv_doge]` (Bilibili). Other brackets hold text.
    pub(super) fn propose(&self, text: &str, edits: &mut Edits) {
        let mut open = None;
        for (at, bracket) in text.match_indices(['[', ']']) {
            if bracket == "[" {
                open = Some(at);
            } else if let Some(start) = open.take()
                && self.is_emoticon(&text[start + 1..at])
            {
                edits.remove_word(text, start..at + 1);
            }
        }
    }

    fn is_emoticon(&self, name: &str) -> bool {
        if name.is_empty() || name.chars().nth(LONGEST_NAME).is_some() {
            return false;
        }
        self.0.contains(name)
            || self.0.contains(name.to_lowercase().as_str())
            || name.strip_suffix('R').is_some_and(is_all_han)
            || is_from_pack(name)
    }
}

/// `set_name`, where the set or the name is Chinese or the set is `tv`.
fn is_from_pack(name: &str) -> bool {
    name.split_once('_').is_some_and(|(set, name)| {
        let han = |text: &str| text.contains(is_han);
        let whole = !set.is_empty() && !name.is_empty() && !name.contains('_');
        whole && (set == "tv" || han(set) || han(name))
    })
}

fn is_all_han(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_han)
}

/// Unified ideographs of the blocks in everyday use.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    fn check(text: &str, expected: &str, n_firings: u32) {
        let emoticons = Emoticons::new(&WordList::parse("e.txt", "微笑\n[打CALL]\ndoge\n666\n"));
        let found = once(|text, edits| emoticons.propose(text, edits), text);
        assert_eq!(found, (expected.to_owned(), n_firings), "{text}");
    }

    #[test]
    fn listed_names_and_platform_forms_go() {
        check("好[微笑][Doge]吗[打call]", "好 吗", 3);
        check("[笑哭R]赞[tv_doge][小电视_赞]", "赞", 3);
        check("[[微笑]", "[", 1);
    }

    #[test]
    fn other_brackets_are_text() {
        for text in [
            "[政府发文]",
            "[2018]1号",
            "[杭州]",
            "[]",
            "[a_b]",
            "[VR]",
            "[R]",
            "]微笑[",
            "[微 笑]",
            "[x_y_笑]",
        ] {
            check(text, text, 0);
        }
    }
}
