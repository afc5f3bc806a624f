//! Candidates found in texts, all at a time.

use rustc_hash::FxHashMap;

/// A tree of strings of units.
#[derive(Debug, Default)]
pub(super) struct Trie {
    /// From a node by a unit's code to the next.
    next: FxHashMap<(u32, u32), u32>,
    /// By node: the string that ends there.
    strings: Vec<Option<u32>>,
}

impl Trie {
    /// Strings numbered in their order.
    pub(super) fn new<'s>(strings: impl Iterator<Item = &'s [u32]>) -> Trie {
        let mut trie = Trie {
            next: FxHashMap::default(),
            strings: vec![None],
        };
        for (number, string) in (0..).zip(strings) {
            let mut node = 0;
            for code in string {
                let new = u32::try_from(trie.strings.len());
                let new = new.expect("there are fewer nodes than units");
                node = *trie.next.entry((node, *code)).or_insert(new);
                if node == new {
                    trie.strings.push(None);
                }
            }
            trie.strings[node as usize] = Some(number);
        }
        trie
    }

    /// The strings with which `codes` begins, with their lengths, the shortest first.
    pub(super) fn prefixes(
        &self,
        codes: impl Iterator<Item = u32>,
    ) -> impl Iterator<Item = (usize, u32)> {
        let walk = codes.scan(0, |node, code| {
            *node = *self.next.get(&(*node, code))?;
            Some(*node)
        });
        let ends = (1..).zip(walk);
        ends.filter_map(|(n, node)| Some((n, self.strings[node as usize]?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_their_beginnings() {
        let strings: [&[u32]; 3] = [&[1, 2], &[1, 2, 3, 4], &[2]];
        let trie = Trie::new(strings.into_iter());
        let found = |codes: &[u32]| trie.prefixes(codes.iter().copied()).collect::<Vec<_>>();
        assert_eq!(found(&[1, 2, 3, 4, 5]), [(2, 0), (4, 1)]);
        assert_eq!(found(&[1, 2, 3]), [(2, 0)]);
        assert_eq!(found(&[2, 2]), [(1, 2)]);
        assert_eq!(found(&[3]), []);
    }
}
