//! Words and phrases, looked for from the beginnings of tokens.

use crate::segment::{CharTree, Token};

/// All words and phrases. As terms begin at borders of tokens, looking from there on is several
/// times cheaper than looking at every byte.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    tree: CharTree,
    /// By number in the tree: the terms that read so.
    terms: Vec<Vec<usize>>,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &str, term: usize) {
        let number = self.tree.add(phrase);
        if self.terms.len() <= number {
            self.terms.resize(number + 1, Vec::new());
        }
        self.terms[number].push(term);
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
            for (length, number) in self.tree.prefixes(&text[start..]) {
                let end = start + length;
                let mut following = tokens[index..].iter();
                let border = following.find(|token| token.end_byte >= end);
                if border.is_some_and(|token| token.end_byte == end) {
                    let terms = self.terms[number].iter();
                    terms.for_each(|term| found(*term, start, end));
                }
            }
        }
    }
}
