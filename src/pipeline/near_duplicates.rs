//! The first reading of all documents that the rule `near-duplicate` needs.

use rayon::prelude::*;

use super::Progress;
use crate::clean::{
    Cleaner, DocumentKey, DuplicateIndex, DuplicateKeys, Firings, NearDuplicateIndex,
    NearDuplicateOptions, NearDuplicateSignature, NearDuplicates,
};
use crate::ingest::{Document, Source};

/// The documents that are nearly the same, of those that no other rule of the cleaner drops; none
/// when the rule does not apply. A source that cannot be read again is left out: it is told of
/// when it is counted.
pub(crate) fn near_duplicates(
    cleaner: &Cleaner,
    sources: &[Source],
    progress: &dyn Progress,
) -> NearDuplicates {
    let Some(options) = cleaner.near_duplicates() else {
        return NearDuplicates::default();
    };
    let mut reading = Reading::new(cleaner, options);
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

struct Reading<'c> {
    cleaner: &'c Cleaner,
    options: &'c NearDuplicateOptions,
    duplicates: DuplicateIndex,
    index: NearDuplicateIndex,
    n_documents: u64,
}

/// What a document tells by itself: its keys unless a rule drops it, its text, its signature.
type Seen = (Option<DuplicateKeys>, String, NearDuplicateSignature);

impl<'c> Reading<'c> {
    fn new(cleaner: &'c Cleaner, options: &'c NearDuplicateOptions) -> Reading<'c> {
        Reading {
            cleaner,
            options,
            duplicates: DuplicateIndex::new(cleaner.rules()),
            index: NearDuplicateIndex::new(*options),
            n_documents: 0,
        }
    }

    fn look(&self, document: &Document) -> Seen {
        let (cleaner, fields) = (self.cleaner, &document.fields);
        let text = cleaner.decode(&document.text, &mut Firings::default());
        let dropped = cleaner.judge_fields(fields);
        let dropped = dropped.or_else(|| cleaner.judge_decoded(&text));
        let keys = || DuplicateKeys::of(fields, text.text(), cleaner.rules());
        let signature = NearDuplicateSignature::of(text.text(), self.options);
        let keys = dropped.is_none().then(keys);
        (keys, text.text().to_owned(), signature)
    }

    fn add(&mut self, documents: &[Document]) {
        let seen: Vec<Seen> = documents.par_iter().map(|item| self.look(item)).collect();
        for (document, (keys, text, signature)) in documents.iter().zip(&seen) {
            self.n_documents += 1;
            let key = DocumentKey {
                number: self.n_documents,
                place: document.place(),
            };
            if let Some(keys) = keys
                && self.duplicates.check(keys, text, key).is_none()
            {
                self.index.push(key, signature);
            }
        }
    }
}
