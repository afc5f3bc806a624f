//! Document rules that look at more than one comment: `duplicate.id`, `duplicate.author-text`,
//! `duplicate.text`.
//!
//! Texts are the same when they are equal after decoding, with runs of white space taken as one
//! blank and none at the ends. Keys are the first 16 bytes of SHA-256 over a tag for the kind of
//! key and the fields with their lengths; two different keys of a billion comments collide with a
//! probability below 10⁻²⁰.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use sha2::{Digest, Sha256};

use crate::ingest::Fields;
use crate::ledger::RuleId;

/// Fewest characters, white space not counted, of a text that nobody else writes by chance.
const FEWEST_CHARS: usize = 15;

/// What identifies a comment for the duplicate rules, computed from it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DuplicateKeys {
    /// Platform, app and id; the same with the text.
    id: Option<[u128; 2]>,
    author_text: Option<u128>,
    text: Option<u128>,
}

impl DuplicateKeys {
    /// The keys of a comment with the decoded `text`. A rule whose fields are missing has no key.
    ///
    /// ```
    /// use ciyun::{clean::{DuplicateIndex, DuplicateKeys}, ingest::Fields, ledger::RuleId};
    /// let by = |author: &str| Fields { author: Some(author.to_owned()), ..Fields::default() };
    /// let mut index = DuplicateIndex::default();
    /// assert_eq!(index.check(&DuplicateKeys::of(&by("甲"), "闪退")), None);
    /// assert_eq!(index.check(&DuplicateKeys::of(&by("乙"), "闪退")), None);
    /// let again = index.check(&DuplicateKeys::of(&by("甲"), " 闪退\n"));
    /// assert_eq!(again, Some(RuleId::DuplicateAuthorText));
    /// ```
    #[must_use]
    pub fn of(fields: &Fields, text: &str) -> DuplicateKeys {
        let mut words = text.split_whitespace();
        let mut same = words.next().unwrap_or_default().to_owned();
        for word in words {
            same.push(' ');
            same.push_str(word);
        }
        let text_key = key("text", &[Some(&same)]);
        // Two keys over one digest of the text cost less than hashing a long text twice.
        let digest = text_key.to_be_bytes();
        let id = fields.id.as_deref().map(|id| {
            let place = [fields.platform.as_deref(), fields.app.as_deref(), Some(id)];
            let place = place.map(|field| field.map(str::as_bytes));
            let [platform, app, id] = place;
            [
                key("id", &[platform, app, id]),
                key("id-text", &[platform, app, id, Some(&digest)]),
            ]
        });
        let author = fields.author.as_deref().map(str::as_bytes);
        let long = same
            .chars()
            .filter(|c| *c != ' ')
            .nth(FEWEST_CHARS - 1)
            .is_some();
        DuplicateKeys {
            id,
            author_text: author.map(|author| key("author-text", &[Some(author), Some(&digest)])),
            text: long.then_some(text_key),
        }
    }
}

/// Hashes fields so that no two lists of fields give the same bytes.
fn key<F: AsRef<[u8]>>(tag: &str, fields: &[Option<F>]) -> u128 {
    let mut hasher = Sha256::new();
    hasher.update([tag.len().to_le_bytes()[0]]);
    hasher.update(tag);
    for field in fields {
        match field {
            None => hasher.update([0]),
            Some(field) => {
                let bytes = field.as_ref();
                hasher.update([1]);
                hasher.update((bytes.len() as u64).to_le_bytes());
                hasher.update(bytes);
            }
        }
    }
    let digest = hasher.finalize();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    u128::from_be_bytes(first)
}

/// The keys of all comments kept so far: 17 bytes a key, and up to as much again while it grows.
///
/// The first comment of its kind is kept, so comments must come in the order of the documents,
/// and only those that no earlier rule dropped.
#[derive(Debug, Clone, Default)]
pub struct DuplicateIndex {
    /// Keys of all kinds; their tags keep them apart.
    seen: HashSet<u128, BuildHasherDefault<KeyHasher>>,
    reused_ids: u64,
}

impl DuplicateIndex {
    /// The rule that drops the comment, or `None` after its keys were added. A comment that is
    /// dropped adds nothing.
    pub fn check(&mut self, keys: &DuplicateKeys) -> Option<RuleId> {
        let rules = [
            (RuleId::DuplicateId, keys.id.map(|[_, id_text]| id_text)),
            (RuleId::DuplicateAuthorText, keys.author_text),
            (RuleId::DuplicateText, keys.text),
        ];
        let seen =
            |(_, key): &&(RuleId, Option<u128>)| key.is_some_and(|key| self.seen.contains(&key));
        if let Some((rule, _)) = rules.iter().find(seen) {
            return Some(*rule);
        }
        self.seen.extend(rules.iter().filter_map(|(_, key)| *key));
        if let Some([id, _]) = keys.id
            && !self.seen.insert(id)
        {
            self.reused_ids += 1;
        }
        None
    }

    /// Number of kept comments whose platform, app and id an earlier kept comment has with
    /// another text.
    #[must_use]
    pub fn reused_ids(&self) -> u64 {
        self.reused_ids
    }
}

/// Passes a key through: its bits are evenly distributed already.
#[derive(Debug, Clone, Copy, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 ^= u64::from_le_bytes(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "办理居住证的时候一直提示网络异常";

    fn fields(id: &str, author: &str) -> Fields {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Fields {
            id: some(id),
            author: some(author),
            ..Fields::default()
        }
    }

    fn verdicts(comments: &[(&str, &str, &str)]) -> (Vec<Option<RuleId>>, u64) {
        let mut index = DuplicateIndex::default();
        let check = |(id, author, text): &(&str, &str, &str)| {
            index.check(&DuplicateKeys::of(&fields(id, author), text))
        };
        let found = comments.iter().map(check).collect();
        (found, index.reused_ids())
    }

    #[test]
    fn the_first_rule_that_applies_gives_the_reason() {
        let (found, reused) = verdicts(&[
            ("1", "甲", LONG),
            ("1", "甲", LONG),
            ("2", "甲", LONG),
            ("3", "乙", LONG),
            ("4", "", LONG),
        ]);
        assert_eq!(
            found,
            [
                None,
                Some(RuleId::DuplicateId),
                Some(RuleId::DuplicateAuthorText),
                Some(RuleId::DuplicateText),
                Some(RuleId::DuplicateText),
            ]
        );
        assert_eq!(reused, 0);
    }

    #[test]
    fn short_texts_of_others_and_without_author_are_kept() {
        let (found, _) = verdicts(&[
            ("", "甲", "闪退"),
            ("", "乙", "闪退"),
            ("", "", "闪退"),
            ("", "", "闪退"),
        ]);
        assert_eq!(found, [None; 4]);
    }

    #[test]
    fn fifteen_characters_without_blanks_are_the_limit() {
        let fourteen = "一 二三四五六七八九十一二三四";
        let fifteen = "一 二三四五六七八九十一二三四五";
        let (found, _) = verdicts(&[
            ("", "", fourteen),
            ("", "", fourteen),
            ("", "", fifteen),
            ("", "", fifteen),
        ]);
        assert_eq!(found, [None, None, None, Some(RuleId::DuplicateText)]);
    }

    #[test]
    fn an_id_with_another_text_is_kept_and_counted() {
        let (found, reused) = verdicts(&[
            ("1", "甲", "好"),
            ("1", "乙", "坏"),
            ("1", "丙", "好"),
            ("2", "丁", "好"),
        ]);
        assert_eq!(found, [None, None, Some(RuleId::DuplicateId), None]);
        assert_eq!(reused, 1);
    }

    #[test]
    fn a_dropped_comment_adds_no_key() {
        // The second is dropped by its id; the author 乙 has therefore written nothing yet.
        let (found, _) = verdicts(&[("1", "甲", "好"), ("1", "乙", "好"), ("2", "乙", "好")]);
        assert_eq!(found, [None, Some(RuleId::DuplicateId), None]);
    }

    #[test]
    fn platform_and_app_set_ids_apart() {
        let on = |platform: &str, app: &str| Fields {
            platform: Some(platform.to_owned()),
            app: Some(app.to_owned()),
            ..fields("1", "")
        };
        let mut index = DuplicateIndex::default();
        for place in [on("a", "bc"), on("ab", "c"), fields("1", "")] {
            assert_eq!(index.check(&DuplicateKeys::of(&place, "好")), None);
        }
        let again = index.check(&DuplicateKeys::of(&on("ab", "c"), "好"));
        assert_eq!(again, Some(RuleId::DuplicateId));
        assert_eq!(index.reused_ids(), 0);
    }

    #[test]
    fn white_space_does_not_tell_texts_apart() {
        let spaced = format!("  {LONG}\n好   的 ");
        let (found, _) = verdicts(&[("", "", &spaced), ("", "", &format!("{LONG} 好 的"))]);
        assert_eq!(found, [None, Some(RuleId::DuplicateText)]);
    }
}
