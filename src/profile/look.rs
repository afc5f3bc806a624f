//! Reads a source through and collects its profile.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::record::{
    ColumnProfile, EncodingProfile, Profile, RatingCount, RuleCount, ScriptCount, SheetProfile,
    TimeSpan,
};
use super::script::Script;
use crate::clean::{Cleaner, DocumentKey, DuplicateIndex, DuplicateKeys, Firings, Platform};
use crate::ingest::{
    Bom, Document, DocumentBatch, Field, HeaderOrigin, IngestError, SkippedRow, Source,
    SourceDescription,
};
use crate::ledger::{Level, RuleId, RuleSet};
use crate::privacy::{mask_id, mask_name, quote};

/// Sample values of a column.
const N_SAMPLES: usize = 3;

/// Characters shown of a sample value.
const SAMPLE_CHARS: usize = 30;

/// Skipped rows kept one by one.
const N_PROBLEMS: usize = 1000;

/// Lines named of the rows that a rule concerns.
const N_LINES: usize = 10;

/// Reads the source to its end, with all threads of the current rayon pool. `bytes_read` is told
/// of the stored bytes as they are read.
///
/// What was read before an error is in the profile; the error stands beside it.
///
/// ```
/// use ciyun::clean::Cleaner;
/// use ciyun::ingest::{InputFile, ReadOptions, Source};
/// use ciyun::ledger::{RuleSet, SourceId};
/// use ciyun::pipeline::WordLists;
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.csv");
/// std::fs::write(&path, "评分,评论内容\n5,很好\n1,闪退！电话13800138000\n9,卡\n").unwrap();
/// let source = Source::open(SourceId(0), &InputFile::new(path), &ReadOptions::default()).unwrap();
/// let cleaner = Cleaner::new(&WordLists::default().cleaning(), &RuleSet::default()).unwrap();
/// let (profile, error) = ciyun::profile::profile(source, &cleaner, &|_| ());
/// assert!(error.is_none());
/// assert_eq!((profile.documents, profile.ratings[0].stars), (3, 1.0));
/// assert_eq!(profile.notes[0].rule, "note.rating");
/// assert!(!profile.columns[0].samples[1].contains("13800138000"));
/// ```
pub fn profile(
    mut source: Source,
    cleaner: &Cleaner,
    bytes_read: &dyn Fn(u64),
) -> (Profile, Option<IngestError>) {
    let mut look = Look::new(cleaner.rules());
    let mut error = None;
    for batch in source.by_ref() {
        match batch {
            Ok(batch) => {
                bytes_read(batch.bytes_read);
                look.add(&batch, cleaner);
            }
            Err(failure) => error = Some(failure),
        }
    }
    let invalid = source.invalid_sequences();
    let in_second = source.lines_in_second_encoding();
    (look.finish(source.description(), invalid, in_second), error)
}

/// Rows concerned by a rule, and where the first of them stand.
#[derive(Default)]
struct Places {
    count: u64,
    lines: Vec<u64>,
}

impl Places {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if self.lines.len() < N_LINES {
            self.lines.push(line);
        }
    }
}

/// What was seen so far.
#[derive(Default)]
struct Look {
    rows: u64,
    documents: u64,
    characters: u64,
    fields: BTreeMap<Field, (u64, Vec<String>)>,
    /// Comments by stars, which stand as tenths so that they can be keys.
    stars: BTreeMap<u32, u64>,
    times: Option<(jiff::civil::DateTime, jiff::civil::DateTime)>,
    scripts: BTreeMap<Script, u64>,
    rules: BTreeMap<RuleId, Places>,
    problems: Vec<SkippedRow>,
    duplicates: DuplicateIndex,
}

/// What one comment tells by itself.
struct Seen {
    firings: Firings,
    decoded: String,
    keys: Option<DuplicateKeys>,
    dropped: Option<RuleId>,
    script: Script,
    characters: u64,
}

impl Seen {
    fn of(document: &Document, cleaner: &Cleaner) -> Seen {
        let mut firings = Firings::default();
        let mut text = cleaner.decode(&document.text, &mut firings);
        let judged = cleaner
            .judge_fields(&document.fields)
            .or_else(|| cleaner.judge_decoded(&text));
        let keys = judged
            .is_none()
            .then(|| DuplicateKeys::of(&document.fields, text.text(), cleaner.rules()));
        let decoded = text.text().to_owned();
        cleaner.rewrite(&mut text, Platform::of(&document.fields), &mut firings);
        Seen {
            firings,
            decoded,
            keys,
            dropped: judged.or_else(|| cleaner.judge_cleaned(&text)),
            script: Script::of(&document.text),
            characters: document.text.chars().count() as u64,
        }
    }
}

impl Look {
    fn new(rules: &RuleSet) -> Look {
        Look {
            duplicates: DuplicateIndex::new(rules),
            ..Look::default()
        }
    }

    fn add(&mut self, batch: &DocumentBatch, cleaner: &Cleaner) {
        let seen: Vec<Seen> = batch
            .documents
            .par_iter()
            .map(|document| Seen::of(document, cleaner))
            .collect();
        self.rows += (batch.documents.len() + batch.skipped.len()) as u64;
        for row in &batch.skipped {
            self.place(row.problem.rule(), row.line);
            if self.problems.len() < N_PROBLEMS {
                self.problems.push(row.clone());
            }
        }
        for (document, seen) in batch.documents.iter().zip(&seen) {
            self.document(document, seen);
        }
    }

    fn place(&mut self, rule: RuleId, line: u64) {
        self.rules.entry(rule).or_default().add(line);
    }

    fn document(&mut self, document: &Document, seen: &Seen) {
        self.documents += 1;
        self.characters += seen.characters;
        *self.scripts.entry(seen.script).or_default() += 1;
        let key = DocumentKey {
            number: self.documents,
            place: document.place(),
        };
        let duplicate = seen
            .keys
            .as_ref()
            .and_then(|keys| self.duplicates.check(keys, &seen.decoded, key));
        if let Some(rule) = duplicate.or(seen.dropped) {
            self.place(rule, document.line);
        }
        let notes = document.notes.iter().map(|(rule, _)| *rule);
        for rule in notes.chain(seen.firings.iter().map(|(rule, _)| rule)) {
            self.place(rule, document.line);
        }
        if let Some(time) = document.fields.time {
            let (first, last) = self.times.unwrap_or((time, time));
            self.times = Some((first.min(time), last.max(time)));
        }
        if let Some(rating) = document.fields.rating {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "ratings lie between 1 and 5"
            )]
            let tenths = (rating * 10.0).round() as u32;
            *self.stars.entry(tenths).or_default() += 1;
        }
        for field in Field::ALL.iter().filter(|field| document.has(**field)) {
            let (present, samples) = self.fields.entry(*field).or_default();
            *present += 1;
            if samples.len() < N_SAMPLES {
                let sample = sample(document, *field);
                if !sample.is_empty() && !samples.contains(&sample) {
                    samples.push(sample);
                }
            }
        }
    }

    fn counts(&self, level: Level) -> Vec<RuleCount> {
        self.rules
            .iter()
            .filter(|(rule, _)| rule.level() == level)
            .map(|(rule, places)| RuleCount {
                rule: rule.id().to_owned(),
                count: places.count,
                lines: places.lines.clone(),
            })
            .collect()
    }

    fn finish(
        mut self,
        description: &SourceDescription,
        invalid_sequences: u64,
        in_second: u64,
    ) -> Profile {
        let columns = columns(description, &mut self.fields);
        let detection = description.detection;
        let named = description.columns.origin == HeaderOrigin::File;
        Profile {
            name: description.name.clone(),
            bytes: description.bytes,
            sha256: description.sha256.clone(),
            format: description.form(),
            tool: description.columns.tool.map(|tool| tool.id.to_owned()),
            encoding: EncodingProfile {
                name: detection.id(),
                lines_in_second: in_second,
                confidence: detection.confidence.id().to_owned(),
                byte_order_mark: detection.bom == Bom::Present,
            },
            sheet: description.sheet.as_ref().map(|sheet| SheetProfile {
                name: sheet.name.clone(),
                header_row: named.then_some(sheet.first_row),
                not_read: sheet.others.clone(),
            }),
            part: description.part().map(str::to_owned),
            header: description.columns.header.clone(),
            columns,
            rows: self.rows,
            documents: self.documents,
            skipped: self.counts(Level::Row),
            notes: self.counts(Level::Note),
            problems: std::mem::take(&mut self.problems),
            invalid_sequences,
            mean_characters: self.characters as f64 / self.documents.max(1) as f64,
            times: self.times.map(|(first, last)| TimeSpan {
                first: first.to_string(),
                last: last.to_string(),
            }),
            ratings: self
                .stars
                .iter()
                .map(|(tenths, count)| RatingCount {
                    stars: f64::from(*tenths) / 10.0,
                    count: *count,
                })
                .collect(),
            dropped: self.counts(Level::Document),
            reused_ids: self.duplicates.reused_ids(),
            scripts: self
                .scripts
                .iter()
                .map(|(script, count)| ScriptCount {
                    script: *script,
                    count: *count,
                })
                .collect(),
            noise: self.counts(Level::Text),
        }
    }
}

/// The columns that are read, in the order of their fields.
fn columns(
    description: &SourceDescription,
    fields: &mut BTreeMap<Field, (u64, Vec<String>)>,
) -> Vec<ColumnProfile> {
    let columns = &description.columns;
    let mut profiles: Vec<ColumnProfile> = Vec::new();
    for (field, index, chosen) in &columns.fields {
        let name = columns.header.get(*index).map_or("", String::as_str);
        let id = field.id();
        if let Some(last) = profiles.last_mut().filter(|last| last.field == id) {
            last.column = format!("{}+{name}", last.column);
            continue;
        }
        let (present, samples) = fields.remove(field).unwrap_or_default();
        profiles.push(ColumnProfile {
            field: id.to_owned(),
            column: name.to_owned(),
            chosen_by: chosen.id().to_owned(),
            present,
            samples,
        });
    }
    profiles
}

/// The value of a field as it may be shown.
pub(crate) fn sample(document: &Document, field: Field) -> String {
    let fields = &document.fields;
    let own = |value: &Option<String>| value.clone().unwrap_or_default();
    let value = match field {
        Field::Text => document.text.clone(),
        Field::Title => own(&fields.title),
        Field::Reply => own(&fields.reply),
        Field::Group => own(&fields.group),
        Field::Author => mask_name(&own(&fields.author)),
        Field::Id => mask_id(&own(&fields.id)),
        Field::Parent => mask_id(&own(&fields.parent)),
        Field::Rating => fields
            .rating
            .map(|stars| stars.to_string())
            .unwrap_or_default(),
        Field::Time => fields.time.map(|time| time.to_string()).unwrap_or_default(),
        Field::Likes => fields
            .likes
            .map(|likes| likes.to_string())
            .unwrap_or_default(),
        Field::App => own(&fields.app),
        Field::Platform => own(&fields.platform),
        Field::Version => own(&fields.version),
        Field::Region => own(&fields.region),
    };
    quote(&value, SAMPLE_CHARS)
}
