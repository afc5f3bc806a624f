//! What is read from a file, in a form that a test can state.

use std::fmt::Write as _;
use std::path::Path;

use ciyun::ingest::{
    ChosenBy, Document, Field, IngestError, InputFile, ReadOptions, Source, SourceDescription,
};
use ciyun::ledger::SourceId;
use serde_json::{Value, json};

/// Everything that came out of a file.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) source: SourceDescription,
    pub(crate) documents: Vec<Document>,
    /// Lines of rows that are no documents, with the rule that says why.
    pub(crate) skipped: Vec<(u64, &'static str)>,
}

pub(crate) fn try_read(name: &str, bytes: &[u8]) -> Result<Reading, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_file(&path)
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Reading {
    try_read(name, bytes).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn read_file(path: &Path) -> Result<Reading, IngestError> {
    let input = InputFile::new(path.to_owned());
    let mut source = Source::open(SourceId(0), &input, &ReadOptions::default())?;
    let mut reading = Reading {
        source: source.description().clone(),
        documents: Vec::new(),
        skipped: Vec::new(),
    };
    for batch in source.by_ref() {
        let batch = batch?;
        reading.documents.extend(batch.documents);
        let skipped = batch.skipped.iter();
        reading
            .skipped
            .extend(skipped.map(|row| (row.line, row.problem.rule().id())));
    }
    assert_eq!(source.invalid_sequences(), 0, "{}", path.display());
    Ok(reading)
}

impl Reading {
    pub(crate) fn tool(&self) -> Option<&'static str> {
        self.source.columns.tool.map(|tool| tool.id)
    }

    /// The column of each field; where the tool does not settle it, with the reason for the choice.
    fn columns(&self) -> Value {
        let columns = &self.source.columns;
        let of = |field: Field| {
            let chosen = columns.fields.iter().filter(|(found, ..)| *found == field);
            let (names, reasons): (Vec<&str>, Vec<ChosenBy>) = chosen
                .map(|(_, column, by)| (columns.header[*column].as_str(), *by))
                .unzip();
            let reason = match reasons.first()? {
                ChosenBy::Tool => "",
                ChosenBy::Name => " (name)",
                ChosenBy::Content => " (content)",
                ChosenBy::Option => " (option)",
            };
            Some(json!(names.join("+") + reason))
        };
        let fields = Field::ALL.iter();
        fields
            .filter_map(|field| Some((key(*field), of(*field)?)))
            .collect()
    }

    /// All of it, as the files with expectations have it.
    pub(crate) fn stated(&self) -> Value {
        json!({
            "tool": self.tool(),
            "columns": self.columns(),
            "documents": self.documents.iter().map(stated).collect::<Vec<_>>(),
            "skipped": self.skipped,
        })
    }

    /// [`Reading::stated`] in text, with the fields in the order of a document and a row a line.
    pub(crate) fn draft(&self) -> String {
        let value = self.stated();
        let columns = value["columns"].as_object().unwrap();
        let columns = Field::ALL.iter().filter_map(|field| {
            let column = columns.get(&key(*field))?;
            Some(format!("\"{}\": {column}", key(*field)))
        });
        let columns: Vec<String> = columns.collect();
        let mut text = format!(
            "{{\n\"tool\": {},\n\"columns\": {{{}}},\n\"documents\": [",
            value["tool"],
            columns.join(", ")
        );
        for (index, document) in value["documents"].as_array().unwrap().iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let keys = ["line".to_owned()];
            let keys = keys.into_iter().chain(Field::ALL.iter().map(|f| key(*f)));
            let members: Vec<String> = keys
                .chain(["notes".to_owned()])
                .filter_map(|key| Some(format!("\"{key}\": {}", document.get(&key)?)))
                .collect();
            write!(text, "{comma}\n  {{{}}}", members.join(", ")).unwrap();
        }
        write!(text, "\n],\n\"skipped\": {}\n}}\n", value["skipped"]).unwrap();
        text
    }
}

fn key(field: Field) -> String {
    format!("{field:?}").to_lowercase()
}

/// A document with every field it has; what is not there, the document does not have.
pub(crate) fn stated(document: &Document) -> Value {
    let fields = &document.fields;
    let rating = fields.rating.map(|stars| match stars.fract() == 0.0 {
        true => json!(format!("{stars}").parse::<u8>().unwrap()),
        false => json!(stars),
    });
    let notes = document.notes.iter();
    let notes: Vec<String> = notes
        .map(|(rule, n)| format!("{} {n}", rule.id()))
        .collect();
    let text = |value: &Option<String>| value.as_ref().map(|value| json!(value));
    let members = [
        ("line", Some(json!(document.line))),
        ("text", Some(json!(document.text))),
        ("id", text(&fields.id)),
        ("title", text(&fields.title)),
        ("rating", rating),
        ("time", fields.time.map(|time| json!(time.to_string()))),
        ("author", text(&fields.author)),
        ("app", text(&fields.app)),
        ("platform", text(&fields.platform)),
        ("version", text(&fields.version)),
        ("likes", fields.likes.map(|likes| json!(likes))),
        ("region", text(&fields.region)),
        ("parent", text(&fields.parent)),
        ("reply", text(&fields.reply)),
        ("notes", (!notes.is_empty()).then(|| json!(notes))),
    ];
    members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}
