//! Words and phrases, looked for from the beginnings of tokens.

use rustc_hash::FxHashMap;

use crate::segment::Token;

/// All words and phrases as a tree of characters. As terms begin at borders of tokens, looking
/// from there on is several times cheaper than looking at every byte.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// From a node by a character to the next; the root is 0.
    next: FxHashMap<(u32, char), u32>,
    /// The terms that end at each node.
    ends: Vec<Vec<usize>>,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &str, term: usize) {
        let mut node = 0;
        for c in phrase.chars() {
            let new = u32::try_from(self.next.len() + 1).expect("fewer characters than 2^32");
            node = *self.next.entry((node, c)).or_insert(new);
        }
        let node = node as usize;
        if self.ends.len() <= node {
            self.ends.resize(node + 1, Vec::new());
        }
        self.ends[node].push(term);
    }

    /// Tells the terms that begin and end at borders of tokens, with their first byte and the one
    /// past their last. Letters fit in any case.
    pub(super) fn find(
        &self,
        text: &str,
        tokens: &[Token],
        mut found: impl FnMut(usize, usize, usize),
    ) {
        for (index, token) in tokens.iter().enumerate() {
            let start = token.start_byte;
            let mut following = &tokens[index..];
            let mut node = 0;
            for (at, c) in text[start..].char_indices() {
                match self.next.get(&(node, c.to_ascii_lowercase())) {
                    Some(next) => node = *next,
                    None => break,
                }
                let end = start + at + c.len_utf8();
                while following.first().is_some_and(|token| token.end_byte < end) {
                    following = &following[1..];
                }
                let Some(Token { end_byte, .. }) = following.first() else {
                    break;
                };
                if *end_byte == end {
                    let terms = self.ends.get(node as usize).into_iter().flatten();
                    terms.for_each(|term| found(*term, start, end));
                }
            }
        }
    }
}
