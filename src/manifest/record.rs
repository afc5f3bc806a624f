//! The manifest as it is written to `manifest.json`.

use serde::{Deserialize, Serialize};

use crate::cloud::FontIdentity;
use crate::digest::sha256_hex;

/// Everything that determines a run, and the hashes of what it wrote.
///
/// No time, no path and no property of the machine is in it. The same inputs, settings, lists and
/// program version give the same manifest anywhere, but for the hash of `ciyun.toml` among the
/// outputs: that file leads to the inputs from where the result stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `ciyun` and its version.
    pub program: String,
    /// Engine, its version, its model and its words.
    pub segmenter: String,
    /// SHA-256 of `ciyun.toml` without the names of the inputs.
    pub configuration: String,
    /// The inputs, in the order in which they were read.
    pub inputs: Vec<InputRecord>,
    /// The word lists that were applied.
    pub lists: Vec<ListRecord>,
    /// The font of the pictures, if any were drawn.
    pub font: Option<FontIdentity>,
    /// The font that helped out with characters that the other lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_font: Option<FontIdentity>,
    /// The files of the result, in the order of their names, without this one.
    pub outputs: Vec<OutputRecord>,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// File name without folders; `stdin` for standard input.
    pub name: String,
    /// Size as stored.
    pub bytes: u64,
    /// SHA-256 of the bytes as stored.
    pub sha256: String,
    /// What it was read as: format, and compression if any.
    pub format: String,
    /// The part of the file that holds the comments: the sheet of a workbook, or the keys that
    /// lead to them in JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The tool that wrote it, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Its text encoding.
    pub encoding: String,
    /// Records found in it.
    pub rows: u64,
    /// Records that became documents.
    pub documents: u64,
}

/// One word list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRecord {
    /// File name without folders.
    pub name: String,
    /// What it was used for, such as `stopwords`.
    pub used_as: String,
    /// Number of entries.
    pub entries: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// One file of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputRecord {
    /// Name relative to the folder, with `/` between folders.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file of the result, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Name relative to the folder, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file with this name and content.
    #[must_use]
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> OutputFile {
        OutputFile {
            name: name.to_owned(),
            bytes: bytes.into(),
        }
    }

    /// Its entry in the manifest.
    #[must_use]
    pub fn record(&self) -> OutputRecord {
        OutputRecord {
            name: self.name.clone(),
            bytes: self.bytes.len() as u64,
            sha256: sha256_hex(&self.bytes),
        }
    }
}

impl Manifest {
    /// The manifest as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings and numbers serialize") + "\n"
    }
}
