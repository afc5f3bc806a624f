//! The first reading of all documents that the rule `near-duplicate` needs.

use rayon::prelude::*;

use super::{Pipeline, Progress};
use crate::clean::{
    DocumentKey, DuplicateIndex, NearDuplicateIndex, NearDuplicateOptions, NearDuplicateSignature,
    NearDuplicates,
};
use crate::ingest::{Document, Source};

impl Pipeline {
    /// The documents that are nearly the same, of those that no other rule drops; none when the
    /// rule does not apply. A source that cannot be read again is left out: it is told of when it
    /// is counted.
    pub(super) fn near_duplicates(
        &self,
        sources: &[Source],
        progress: &dyn Progress,
    ) -> NearDuplicates {
        let Some(options) = self.cleaner.near_duplicates() else {
            return NearDuplicates::default();
        };
        let mut reading = Reading {
            pipeline: self,
            options,
            duplicates: DuplicateIndex::new(self.cleaner.rules()),
            index: NearDuplicateIndex::new(*options),
            n_documents: 0,
        };
        for source in sources {
            let Ok(batches) = source.reopen() else {
                continue;
            };
            for batch in batches.map_while(Result::ok) {
                progress.bytes_read(batch.bytes_read);
                reading.add(&batch.documents);
            }
        }
        reading.index.finish()
    }
}

struct Reading<'p> {
    pipeline: &'p Pipeline,
    options: &'p NearDuplicateOptions,
    duplicates: DuplicateIndex,
    index: NearDuplicateIndex,
    n_documents: u64,
}

impl Reading<'_> {
    fn add(&mut self, documents: &[Document]) {
        let seen: Vec<_> = documents
            .par_iter()
            .map(|document| {
                let pending = self.pipeline.decode(document);
                let text = pending.text.text();
                let signature = NearDuplicateSignature::of(text, self.options);
                (pending, signature)
            })
            .collect();
        for (pending, signature) in &seen {
            self.n_documents += 1;
            let document = DocumentKey {
                number: self.n_documents,
                place: pending.document.place(),
            };
            let text = pending.text.text();
            if let Some(keys) = &pending.keys
                && self.duplicates.check(keys, text, document).is_none()
            {
                self.index.push(document, signature);
            }
        }
    }
}
