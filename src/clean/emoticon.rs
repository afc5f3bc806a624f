//! Rule `emoticon`: emoticons written in brackets.

use rustc_hash::FxHashMap;

use super::document::fold;
use super::{CleanError, Edits, Platform};
use crate::lexicon::WordList;

/// Longest name, in characters.
const LONGEST_NAME: usize = 20;

/// The section of names that count everywhere.
const GENERAL: &str = "general";

/// The second word of a section whose names count only where the platform is known.
const ONLY: &str = "only";

/// Platforms, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Platforms(u8);

impl Platforms {
    const ALL: Platforms = Platforms(u8::MAX);

    const fn one(platform: Platform) -> Platforms {
        Platforms(1 << platform as u8)
    }

    const fn and(self, other: Platforms) -> Platforms {
        Platforms(self.0 | other.0)
    }

    const fn contains(self, platform: Platform) -> bool {
        self.0 & Platforms::one(platform).0 != 0
    }

    /// Those on which the names of a section count: `general`, `weibo` or `weibo only`, and more
    /// words for the reader.
    fn of_section(section: &str) -> Option<Platforms> {
        let mut words = section.split_whitespace();
        match words.next() {
            None | Some(GENERAL) => Some(Platforms::ALL),
            Some(name) => {
                let named = Platforms::one(Platform::from_name(name)?);
                let alone = words.next() == Some(ONLY);
                Some(if alone {
                    named
                } else {
                    named.and(Platforms::one(Platform::Other))
                })
            }
        }
    }
}

/// Names of emoticons, without brackets, and where they count.
#[derive(Debug, Clone, Default)]
pub(super) struct Emoticons(FxHashMap<Box<str>, Platforms>);

impl Emoticons {
    /// The names of a list; brackets around them are ignored. Names in no section count
    /// everywhere.
    ///
    /// # Errors
    /// [`CleanError::Platform`] for a section that is neither `general` nor named after a
    /// platform.
    pub(super) fn new(list: &WordList) -> Result<Emoticons, CleanError> {
        let mut names = FxHashMap::default();
        for entry in &list.entries {
            let section = entry.section.as_deref().unwrap_or_default();
            let platforms = Platforms::of_section(section).ok_or_else(|| CleanError::Platform {
                name: list.name.clone(),
                line: entry.line,
                found: section.to_owned(),
            })?;
            let name = fold(entry.text.trim_matches(['[', ']'])).to_lowercase();
            let known = names.entry(name.into()).or_insert(platforms);
            *known = platforms.and(*known);
        }
        Ok(Emoticons(names))
    }

    /// Removes `[name]` if the name counts on the platform or has the form of its names:
    /// `[笑哭R]` (小红书) or `[小电视_赞]`, `[tv_doge]` (Bilibili). Where the platform is not known
    /// the names and forms of all count. Other brackets hold text.
    pub(super) fn propose(&self, text: &str, platform: Platform, edits: &mut Edits) {
        let mut open = None;
        for (at, bracket) in text.match_indices(['[', ']']) {
            if bracket == "[" {
                open = Some(at);
            } else if let Some(start) = open.take()
                && self.is_emoticon(&text[start + 1..at], platform)
            {
                edits.remove_word(text, start..at + 1);
            }
        }
    }

    fn is_emoticon(&self, name: &str, platform: Platform) -> bool {
        if name.is_empty() || name.chars().nth(LONGEST_NAME).is_some() {
            return false;
        }
        let listed = self
            .0
            .get(name)
            .or_else(|| self.0.get(name.to_lowercase().as_str()));
        if listed.is_some_and(|platforms| platforms.contains(platform)) {
            return true;
        }
        let may_be = |other| platform == other || platform == Platform::Other;
        let is_marked = || name.strip_suffix('R').is_some_and(is_all_han);
        (may_be(Platform::Xiaohongshu) && is_marked())
            || (may_be(Platform::Bilibili) && is_from_pack(name))
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

    const LIST: &str = "## general 通用\n微笑\n[打CALL]\ndoge\n666\n## weibo 微博\n允悲\n## bilibili\n大佬\n\
                        ## bilibili only\n2020\n支持\n## weibo only\n支持\n";

    fn check_on(platform: Platform, text: &str, expected: &str, n_firings: u32) {
        let emoticons = Emoticons::new(&WordList::parse("e.txt", LIST)).unwrap();
        let found = once(|text, edits| emoticons.propose(text, platform, edits), text);
        assert_eq!(found, (expected.to_owned(), n_firings), "{text}");
    }

    fn check(text: &str, expected: &str, n_firings: u32) {
        check_on(Platform::Other, text, expected, n_firings);
    }

    #[test]
    fn listed_names_and_platform_forms_go() {
        check("好[微笑][Doge]吗[打call]", "好 吗", 3);
        check("[笑哭R]赞[tv_doge][小电视_赞]", "赞", 3);
        check("[[微笑]", "[", 1);
    }

    #[test]
    fn names_of_a_platform_are_text_on_another() {
        check("[允悲][大佬][2020]", "[2020]", 2);
        check_on(Platform::Weibo, "[允悲][微笑][大佬]", "[大佬]", 2);
        check_on(Platform::Bilibili, "[允悲][微笑][大佬]", "[允悲]", 2);
        check_on(Platform::Douyin, "[允悲][doge][大佬]", "[允悲][大佬]", 1);
        check_on(
            Platform::Weibo,
            "[笑哭R][小电视_赞]",
            "[笑哭R][小电视_赞]",
            0,
        );
        check_on(
            Platform::Xiaohongshu,
            "[笑哭R][小电视_赞]",
            "[小电视_赞]",
            1,
        );
        check_on(Platform::Bilibili, "[笑哭R][小电视_赞]", "[笑哭R]", 1);
    }

    #[test]
    fn ordinary_words_and_years_are_emoticons_only_where_the_platform_is_known() {
        check("[2020]12号[支持]", "[2020]12号[支持]", 0);
        check_on(Platform::Bilibili, "[2020][支持]", "", 2);
        check_on(Platform::Weibo, "[2020][支持]", "[2020]", 1);
        check_on(Platform::Zhihu, "[2020][支持]", "[2020][支持]", 0);
    }

    #[test]
    fn a_section_of_no_platform_is_an_error() {
        let list = WordList::parse("e.txt", "## weibbo\n允悲\n");
        assert_eq!(
            Emoticons::new(&list).unwrap_err().to_string(),
            "e.txt:2: expected a section `## general` or of a platform such as `## weibo`, found \"weibbo\""
        );
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
