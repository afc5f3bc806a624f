//! The encodings that can be read.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::IngestError;

/// How characters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TextEncoding {
    /// UTF-8, with or without byte order mark; ASCII is part of it.
    Utf8,
    /// GB18030; GBK and GB2312 are parts of it.
    Gb18030,
    /// Big5 with the Hong Kong characters.
    Big5,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl TextEncoding {
    /// The name used in options and in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "utf-8",
            TextEncoding::Gb18030 => "gb18030",
            TextEncoding::Big5 => "big5",
            TextEncoding::Utf16Le => "utf-16le",
            TextEncoding::Utf16Be => "utf-16be",
        }
    }

    pub(super) fn encoding_rs(self) -> &'static encoding_rs::Encoding {
        match self {
            TextEncoding::Utf8 => encoding_rs::UTF_8,
            TextEncoding::Gb18030 => encoding_rs::GB18030,
            TextEncoding::Big5 => encoding_rs::BIG5,
            TextEncoding::Utf16Le => encoding_rs::UTF_16LE,
            TextEncoding::Utf16Be => encoding_rs::UTF_16BE,
        }
    }
}

impl TryFrom<String> for TextEncoding {
    type Error = IngestError;

    fn try_from(name: String) -> Result<Self, IngestError> {
        name.parse()
    }
}

impl From<TextEncoding> for String {
    fn from(encoding: TextEncoding) -> String {
        encoding.id().to_owned()
    }
}

impl FromStr for TextEncoding {
    type Err = IngestError;

    /// Reads a usual name of an encoding; case, `-` and `_` do not matter. `utf-16` without byte
    /// order means low byte first, as Windows writes it.
    ///
    /// # Errors
    /// [`IngestError::UnknownEncoding`].
    ///
    /// ```
    /// use ciyun::ingest::TextEncoding;
    /// assert_eq!("GBK".parse::<TextEncoding>().unwrap(), TextEncoding::Gb18030);
    /// assert!("latin1".parse::<TextEncoding>().is_err());
    /// ```
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let plain: String = name
            .chars()
            .filter(|c| !matches!(c, '-' | '_' | ' '))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Ok(match plain.as_str() {
            "utf8" | "utf8sig" | "utf8bom" | "ascii" => TextEncoding::Utf8,
            "gb18030" | "gbk" | "gb2312" | "cp936" | "ansi" => TextEncoding::Gb18030,
            "big5" | "big5hkscs" | "cp950" => TextEncoding::Big5,
            "utf16" | "utf16le" | "unicode" => TextEncoding::Utf16Le,
            "utf16be" => TextEncoding::Utf16Be,
            _ => {
                return Err(IngestError::UnknownEncoding {
                    found: name.to_owned(),
                });
            }
        })
    }
}

/// Whether a file begins with a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bom {
    /// It does; the mark is not part of the text.
    Present,
    /// It does not.
    Absent,
}

/// How sure the encoding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Evidence is weak or contradictory: look at the text.
    Guess,
    /// Evidence points one way.
    Likely,
    /// A byte order mark, valid UTF-8 throughout, or the user's word.
    Certain,
}

impl Confidence {
    /// The name used in messages and in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Confidence::Guess => "guess",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// The encoding of a file, as found or as told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detection {
    /// The encoding.
    pub encoding: TextEncoding,
    /// Whether the file begins with this encoding's byte order mark.
    pub bom: Bom,
    /// How sure that is.
    pub confidence: Confidence,
    /// The encoding of the lines that are not UTF-8, in a file joined from parts in two
    /// encodings; the first is UTF-8 then.
    pub mixed_with: Option<TextEncoding>,
}

impl Detection {
    /// The name used in messages and in the manifest, such as `utf-8` or `utf-8+gb18030`.
    #[must_use]
    pub fn id(&self) -> String {
        let id = self.encoding.id();
        self.mixed_with
            .map_or_else(|| id.to_owned(), |second| format!("{id}+{}", second.id()))
    }
}
