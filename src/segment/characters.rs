//! Sets of characters and words that are looked for at every place of a text.

use rustc_hash::FxHashMap;

/// A set of characters of the Basic Multilingual Plane, asked by one load.
#[derive(Debug, Clone)]
pub(crate) struct CharSet(Box<[u64]>);

/// Characters in one word of the set.
const BITS: u32 = u64::BITS;

impl Default for CharSet {
    fn default() -> Self {
        CharSet(vec![0; 0x1_0000 / BITS as usize].into())
    }
}

impl CharSet {
    /// Adds a character; one beyond the plane is never in the set.
    pub(crate) fn insert(&mut self, c: char) {
        let code = u32::from(c);
        if let Some(word) = self.0.get_mut((code / BITS) as usize) {
            *word |= 1 << (code % BITS);
        }
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        let word = self.0.get((code / BITS) as usize);
        word.is_some_and(|word| word >> (code % BITS) & 1 == 1)
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        characters.into_iter().for_each(|c| self.insert(c));
    }
}

/// Words as a tree of characters; Latin letters fit in any case.
#[derive(Debug, Clone, Default)]
pub(crate) struct CharTree {
    /// With which characters words begin; those beyond the plane are not asked for.
    first: CharSet,
    has_rare_first: bool,
    /// From a node by a character to the next; the root is 0.
    next: FxHashMap<(u32, char), u32>,
    /// By node: the number of the word that ends there.
    ends: Vec<Option<u32>>,
    n_words: u32,
}

impl CharTree {
    /// Adds a word and gives its number: that of the word added before, or the next.
    pub(crate) fn add(&mut self, word: &str) -> usize {
        let mut node = 0;
        for c in word.chars().map(|c| c.to_ascii_lowercase()) {
            if node == 0 {
                self.first.extend([c, c.to_ascii_uppercase()]);
                self.has_rare_first |= u32::from(c) > 0xffff;
            }
            let new = u32::try_from(self.next.len() + 1).expect("fewer characters than 2^32");
            node = *self.next.entry((node, c)).or_insert(new);
        }
        let node = node as usize;
        if self.ends.len() <= node {
            self.ends.resize(node + 1, None);
        }
        let number = *self.ends[node].get_or_insert_with(|| {
            self.n_words += 1;
            self.n_words - 1
        });
        number as usize
    }

    /// The words with which a text begins, by the byte after each and their numbers, the shortest
    /// first.
    pub(crate) fn prefixes<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let may_begin = text
            .chars()
            .next()
            .is_some_and(|c| self.has_rare_first || self.first.contains(c));
        let characters = text.char_indices().take_while(move |_| may_begin);
        let walk = characters.scan(0, |node, (at, c)| {
            *node = *self.next.get(&(*node, c.to_ascii_lowercase()))?;
            Some((at + c.len_utf8(), *node))
        });
        walk.filter_map(|(end, node)| {
            let number = (*self.ends.get(node as usize)?)?;
            Some((end, number as usize))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_beyond_the_plane_are_in_no_set() {
        let mut set = CharSet::default();
        set.extend(['不', 'a', '\u{20000}']);
        assert!(set.contains('不') && set.contains('a'));
        assert!(!set.contains('没') && !set.contains('\u{20000}'));
    }

    #[test]
    fn words_are_found_by_their_beginnings() {
        let mut tree = CharTree::default();
        let numbers = ["全省", "全省事", "App", "全省", "𠮷"].map(|word| tree.add(word));
        assert_eq!(numbers, [0, 1, 2, 0, 3]);
        let found = |text: &str| tree.prefixes(text).collect::<Vec<_>>();
        assert_eq!(found("全省事好"), [(6, 0), (9, 1)]);
        assert_eq!(found("APP"), [(3, 2)]);
        assert_eq!(found("𠮷"), [(4, 3)]);
        assert!(found("省").is_empty() && found("").is_empty());
    }
}
