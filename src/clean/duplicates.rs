//! Document rules that look at more than one comment: `duplicate.id`, `duplicate.author-text`,
//! `duplicate.text`, `author-flood`, `near-duplicate`.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::duplicate_keys::{KeyHasher, Length};
use super::{DocumentKey, DuplicateClusters, DuplicateKeys, NearDuplicates};
use crate::ledger::{RuleId, RuleSet};

/// The keys of all comments kept so far: up to four a comment, 17 bytes a key, and up to as much
/// again while it grows.
///
/// The first comment of its kind is kept, so comments must come in the order of the documents,
/// and only those that no earlier rule dropped.
///
/// ```
/// use ciyun::clean::{DocumentKey, DuplicateIndex, DuplicateKeys};
/// use ciyun::ingest::Fields;
/// use ciyun::ledger::{Location, RuleId, RuleSet, SourceId};
/// let rules = RuleSet::default();
/// let mut index = DuplicateIndex::new(&rules);
/// let mut check = |author: &str, text, line| {
///     let fields = Fields { author: Some(author.to_owned()), ..Fields::default() };
///     let place = Location { source: SourceId(0), line };
///     let document = DocumentKey { number: line, place };
///     index.check(&DuplicateKeys::of(&fields, text, &rules), text, document)
/// };
/// assert_eq!(check("甲", "闪退", 2), None);
/// assert_eq!(check("乙", "闪退", 3), None);
/// assert_eq!(check("甲", " 闪退\n", 4), Some(RuleId::DuplicateAuthorText));
/// let largest = &index.clusters().largest(10)[0];
/// assert_eq!((largest.text.as_str(), largest.documents, largest.kept()), ("闪退", 3, 2));
/// ```
#[derive(Debug, Clone)]
pub struct DuplicateIndex {
    /// Keys of all kinds; their tags keep them apart.
    seen: HashSet<u128, BuildHasherDefault<KeyHasher>>,
    /// Kept comments by author, if there is a limit.
    authors: HashMap<u128, u32, BuildHasherDefault<KeyHasher>>,
    most_by_author: u32,
    reused_ids: u64,
    clusters: DuplicateClusters,
    /// Found in a first reading of all documents, if the rule applies.
    near: NearDuplicates,
    /// Text keys of the documents that are kept instead of near-duplicates, by number.
    kept_instead: HashMap<u64, u128>,
}

impl Default for DuplicateIndex {
    fn default() -> Self {
        DuplicateIndex::new(&RuleSet::default())
    }
}

impl DuplicateIndex {
    /// An empty index for the rules that apply.
    #[must_use]
    pub fn new(rules: &RuleSet) -> DuplicateIndex {
        DuplicateIndex {
            seen: HashSet::default(),
            authors: HashMap::default(),
            most_by_author: rules.count(RuleId::AuthorFlood).unwrap_or(u32::MAX),
            reused_ids: 0,
            clusters: DuplicateClusters::default(),
            near: NearDuplicates::default(),
            kept_instead: HashMap::new(),
        }
    }

    /// Lets the rule `near-duplicate` drop what a first reading of the same documents, through
    /// the same rules, found.
    #[must_use]
    pub fn with_near_duplicates(mut self, near: NearDuplicates) -> DuplicateIndex {
        self.near = near;
        self
    }

    /// The rule that drops the comment with the decoded `text`, or `None` after its keys were
    /// added. A comment that is dropped adds nothing, so that no comment is the repeat of one that
    /// is not counted; except a near-duplicate, instead of which another is counted.
    pub fn check(
        &mut self,
        keys: &DuplicateKeys,
        text: &str,
        document: DocumentKey,
    ) -> Option<RuleId> {
        let rule = self.rule(keys);
        let is_known = self.seen.contains(&keys.text);
        if is_known
            || matches!(
                rule,
                Some(RuleId::DuplicateId | RuleId::DuplicateAuthorText)
            )
        {
            self.clusters.add(keys.text, text, document.place, rule);
        }
        if rule.is_some() {
            return rule;
        }
        self.add(keys);
        if self.near.is_kept(document.number) {
            self.kept_instead.insert(document.number, keys.text);
            self.clusters.begin(keys.text, text, document.place);
        }
        let kept = self.near.kept_instead_of(document.number)?;
        if let Some(key) = self.kept_instead.get(&kept) {
            let rule = Some(RuleId::NearDuplicate);
            self.clusters.add(*key, text, document.place, rule);
        }
        Some(RuleId::NearDuplicate)
    }

    fn rule(&self, keys: &DuplicateKeys) -> Option<RuleId> {
        let seen = |key: Option<u128>| key.is_some_and(|key| self.seen.contains(&key));
        let by_author = keys.author.and_then(|author| self.authors.get(&author));
        if seen(keys.id.map(|[_, id_text]| id_text)) {
            Some(RuleId::DuplicateId)
        } else if seen(keys.author_text) {
            Some(RuleId::DuplicateAuthorText)
        } else if keys.length == Length::Long && seen(Some(keys.text)) {
            Some(RuleId::DuplicateText)
        } else if by_author.is_some_and(|kept| *kept >= self.most_by_author) {
            Some(RuleId::AuthorFlood)
        } else {
            None
        }
    }

    fn add(&mut self, keys: &DuplicateKeys) {
        if let Some([id, id_text]) = keys.id {
            self.seen.insert(id_text);
            if !self.seen.insert(id) {
                self.reused_ids += 1;
            }
        }
        self.seen.extend(keys.author_text);
        self.seen.insert(keys.text);
        if let Some(author) = keys.author {
            *self.authors.entry(author).or_default() += 1;
        }
    }

    /// Number of kept comments whose platform, app and id an earlier kept comment has with
    /// another text.
    #[must_use]
    pub fn reused_ids(&self) -> u64 {
        self.reused_ids
    }

    /// The texts that came more than once.
    #[must_use]
    pub fn clusters(&self) -> &DuplicateClusters {
        &self.clusters
    }

    /// The texts that came more than once, without the keys.
    #[must_use]
    pub fn into_clusters(self) -> DuplicateClusters {
        self.clusters
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Fields;
    use crate::ledger::{Location, SourceId};

    const LONG: &str = "办理居住证的时候一直提示网络异常";

    fn fields(id: &str, author: &str) -> Fields {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Fields {
            id: some(id),
            author: some(author),
            ..Fields::default()
        }
    }

    fn index_of(
        rules: &RuleSet,
        comments: &[(&str, &str, &str)],
    ) -> (Vec<Option<RuleId>>, DuplicateIndex) {
        let mut index = DuplicateIndex::new(rules);
        let check = |((id, author, text), line): (&(&str, &str, &str), u64)| {
            let place = Location {
                source: SourceId(0),
                line,
            };
            let keys = DuplicateKeys::of(&fields(id, author), text, rules);
            let document = DocumentKey {
                number: line,
                place,
            };
            index.check(&keys, text, document)
        };
        let found = comments.iter().zip(1..).map(check).collect();
        (found, index)
    }

    fn verdicts(comments: &[(&str, &str, &str)]) -> (Vec<Option<RuleId>>, u64) {
        let index = index_of(&RuleSet::default(), comments);
        (index.0, index.1.reused_ids())
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
        let rules = RuleSet::default();
        let mut index = DuplicateIndex::new(&rules);
        let place = Location {
            source: SourceId(0),
            line: 1,
        };
        let document = DocumentKey { number: 1, place };
        let mut check =
            |fields| index.check(&DuplicateKeys::of(&fields, "好", &rules), "好", document);
        for place in [on("a", "bc"), on("ab", "c"), fields("1", "")] {
            assert_eq!(check(place), None);
        }
        let again = check(on("ab", "c"));
        assert_eq!(again, Some(RuleId::DuplicateId));
        assert_eq!(index.reused_ids(), 0);
    }

    #[test]
    fn white_space_does_not_tell_texts_apart() {
        let spaced = format!("  {LONG}\n好   的 ");
        let (found, _) = verdicts(&[("", "", &spaced), ("", "", &format!("{LONG} 好 的"))]);
        assert_eq!(found, [None, Some(RuleId::DuplicateText)]);
    }

    #[test]
    fn rules_that_are_off_drop_nothing() {
        let mut rules = RuleSet::default();
        for rule in ["duplicate.id", "duplicate.author-text", "duplicate.text"] {
            rules.disable(rule).unwrap();
        }
        let same = ("1", "甲", LONG);
        let (found, index) = index_of(&rules, &[same, same, same]);
        assert_eq!(found, [None; 3]);
        assert_eq!(index.clusters().largest(1)[0].kept(), 3);
    }

    #[test]
    fn comments_beyond_the_limit_of_an_author_are_dropped_and_add_nothing() {
        let mut rules = RuleSet::default();
        rules.enable("author-flood=2").unwrap();
        let (found, _) = index_of(
            &rules,
            &[
                ("", "甲", "一"),
                ("", "甲", "一"),
                ("", "甲", "二"),
                ("", "甲", LONG),
                ("", "乙", LONG),
                ("", "", "三"),
                ("", "", "四"),
                ("", "", "五"),
            ],
        );
        let repeat = Some(RuleId::DuplicateAuthorText);
        let flood = Some(RuleId::AuthorFlood);
        assert_eq!(found, [None, repeat, None, flood, None, None, None, None]);
    }

    #[test]
    fn clusters_tell_the_causes_apart() {
        let (_, index) = index_of(
            &RuleSet::default(),
            &[
                ("1", "甲", LONG),
                ("1", "甲", LONG),
                ("2", "甲", LONG),
                ("3", "乙", LONG),
                ("4", "丙", "闪退"),
                ("5", "丁", "闪退"),
                ("6", "戊", "只有一条"),
            ],
        );
        let largest = index.clusters().largest(10);
        assert_eq!(index.clusters().len(), 2);
        let counts: Vec<_> = largest[0].dropped.iter().map(|(r, n)| (*r, *n)).collect();
        assert_eq!(
            counts,
            [
                (RuleId::DuplicateId, 1),
                (RuleId::DuplicateAuthorText, 1),
                (RuleId::DuplicateText, 1)
            ]
        );
        assert_eq!((largest[0].documents, largest[0].kept()), (4, 1));
        assert_eq!((largest[1].text.as_str(), largest[1].kept()), ("闪退", 2));
        assert_eq!(largest[1].second.line, 6);
    }
}
