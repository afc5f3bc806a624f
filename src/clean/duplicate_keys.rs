//! What identifies a comment for the rules that look at more than one.
//!
//! Texts are the same when they are equal after decoding, with runs of white space taken as one
//! blank and none at the ends. Keys are the first 16 bytes of SHA-256 over a tag for the kind of
//! key and the fields with their lengths; two different keys of a billion comments collide with a
//! probability below 10⁻²⁰.

use std::hash::Hasher;

use sha2::{Digest, Sha256};

use crate::ingest::Fields;
use crate::ledger::{RuleId, RuleSet};

/// What identifies a comment, computed from it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DuplicateKeys {
    /// Platform, app and id; the same with the text.
    pub(super) id: Option<[u128; 2]>,
    pub(super) author: Option<u128>,
    pub(super) author_text: Option<u128>,
    pub(super) text: u128,
    pub(super) length: Length,
}

/// Whether a text is long enough that nobody else writes it by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Short,
    Long,
}

impl DuplicateKeys {
    /// The keys of a comment with the decoded `text`. A rule whose fields are missing, or that
    /// does not apply, has no key.
    #[must_use]
    pub fn of(fields: &Fields, text: &str, rules: &RuleSet) -> DuplicateKeys {
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
        let fewest = rules.count(RuleId::DuplicateText);
        let is_long = fewest.is_some_and(|fewest| {
            let mut chars = same.chars().filter(|c| *c != ' ');
            chars.nth(fewest as usize - 1).is_some()
        });
        let applies = |rule| rules.applies(rule);
        DuplicateKeys {
            id: id.filter(|_| applies(RuleId::DuplicateId)),
            author: author
                .filter(|_| applies(RuleId::AuthorFlood))
                .map(|author| key("author", &[Some(author)])),
            author_text: author
                .filter(|_| applies(RuleId::DuplicateAuthorText))
                .map(|author| key("author-text", &[Some(author), Some(&digest)])),
            text: text_key,
            length: if is_long { Length::Long } else { Length::Short },
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

/// Passes a key through: its bits are evenly distributed already.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KeyHasher(u64);

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
