//! Comments that show a candidate.

use std::collections::BTreeMap;

use super::Discovery;
use crate::explain::{Example, around, occurrences};
use crate::ingest::Source;
use crate::pipeline::{Pipeline, Progress};
use crate::privacy::quote;

/// Characters shown of a comment in which the candidate came about by cleaning.
const QUOTED_CHARS: usize = 40;

impl Discovery {
    /// Quotes the first three different comments of each candidate, masked, reading the sources
    /// again: the same as before, in the same order. A source that cannot be read again gives no
    /// quotations; what is wrong with it was told when it was counted.
    pub fn quote(&mut self, pipeline: &Pipeline, sources: Vec<Source>, progress: &dyn Progress) {
        let mut wanted: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (index, candidate) in self.candidates.iter_mut().enumerate() {
            candidate.examples.clear();
            for document in &candidate.documents {
                wanted.entry(*document).or_default().push(index);
            }
        }
        let mut number = 0;
        for source in sources {
            let name = source.description().name.clone();
            for batch in source.filter_map(Result::ok) {
                progress.bytes_read(batch.bytes_read);
                for document in &batch.documents {
                    number += 1;
                    let Some(indices) = wanted.remove(&number) else {
                        continue;
                    };
                    let comment = pipeline.decode(document);
                    let text = comment.text();
                    let place = format!("{name}:{}", document.place().line);
                    for index in indices {
                        let candidate = &mut self.candidates[index];
                        let found = occurrences(&candidate.term, text);
                        candidate.examples.push(Example {
                            place: place.clone(),
                            quote: match found.first() {
                                Some(range) => around(text, range),
                                None => quote(text, QUOTED_CHARS),
                            },
                        });
                    }
                }
            }
        }
    }
}
