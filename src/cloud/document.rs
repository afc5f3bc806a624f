//! The layout as data and as a JSON file, the source of all pictures.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::json::{self, OneWordALine};
use super::{
    Background, CloudError, Color, ColorBy, Engine, FontIdentity, LegendText, MAX_SIDE, Metrics,
    Palette, Preset, Shape, SizeRule, Strategy, Unmeasured,
};

/// Version of the layout file.
pub const VERSION: u32 = 1;

/// Where each word stands. Lengths are pixels, x runs to the right and y down from the upper left
/// corner of the canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CloudLayout {
    /// [`VERSION`].
    pub version: u32,
    /// The canvas.
    pub canvas: Canvas,
    /// The size rule and its scale.
    pub rule: Rule,
    /// Who found the places. [`Engine::WordcloudRs`] heeds no preset, no strategy and no seed; they
    /// then stand at their defaults.
    #[serde(default)]
    pub engine: Engine,
    /// How much room words give each other.
    pub preset: Preset,
    /// Where the words looked for their places.
    #[serde(default)]
    pub strategy: Strategy,
    /// The outline that they fill.
    #[serde(default)]
    pub shape: Shape,
    /// The colours.
    #[serde(default)]
    pub palette: Palette,
    /// What they say.
    #[serde(default)]
    pub color_by: ColorBy,
    /// What the legend says, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legend: Option<LegendText>,
    /// The seed that broke ties.
    pub seed: u64,
    /// Whether the same terms, options, seed and font give this layout again.
    pub reproducible: bool,
    /// The font that measured the words.
    pub font: FontIdentity,
    /// The font that helped out with the characters that `font` lacks, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<FontIdentity>,
    /// The words that have a place, by weight, heaviest first, then by code point.
    pub words: Vec<PlacedWord>,
    /// The words that have none, in the same order.
    pub unplaced: Vec<UnplacedWord>,
    /// Lines of text beside the words, such as a legend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// The line around the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contour: Option<Contour>,
    /// How full and how readable the layout is.
    pub metrics: Metrics,
}

/// The picture's size and background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canvas {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is behind the words.
    pub background: Background,
}

/// `font_size = offset + k · f(weight)`.
///
/// ```
/// use ciyun::cloud::{Rule, SizeRule};
/// let rule = Rule { kind: SizeRule::Sqrt, k: 1.5, offset: 2.0 };
/// assert_eq!(rule.font_size(100.0, 1), 17.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// `f`.
    pub kind: SizeRule,
    /// `k`, in pixels; 0 when no word has a place.
    pub k: f64,
    /// Pixels that every word has beyond `k · f`, which makes small words larger than their share.
    /// It is 0 from [`Engine::Ciyun`], and files do not name it then.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: f64,
}

impl Rule {
    /// The font size in pixels of a word with this weight and rank.
    #[must_use]
    pub fn font_size(&self, weight: f64, rank: u32) -> f64 {
        self.offset + self.k * self.kind.factor(weight, rank)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_zero(offset: &f64) -> bool {
    *offset == 0.0
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacedWord {
    /// The term.
    pub term: String,
    /// Its weight.
    #[serde(serialize_with = "json::weight")]
    pub weight: f64,
    /// Its rank among all terms, from 1; equal weights share a rank (1, 2, 2, 4).
    pub rank: u32,
    /// Pixels per em.
    pub font_size: f64,
    /// The pen origin, at the left end of the baseline.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// Degrees to the left about the pen origin: 0 is upright, 90 reads from the bottom up.
    pub rotation: i32,
    /// The colour.
    pub color: Color,
    /// The group that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The score that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// A line of text that is no word of the cloud.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Pixels per em.
    pub font_size: f64,
    /// The pen origin, at the left end of the baseline.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// The colour.
    pub color: Color,
}

/// A line around the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contour {
    /// Closed lines through points in pixels of the canvas.
    pub polygons: Vec<Vec<[f64; 2]>>,
    /// Width of the line in pixels.
    pub width: f64,
    /// The colour.
    pub color: Color,
}

/// A word without a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnplacedWord {
    /// The term.
    pub term: String,
    /// Its weight.
    #[serde(serialize_with = "json::weight")]
    pub weight: f64,
    /// The group that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Why it has no place.
    pub reason: Reason,
}

/// Why a word has no place.
///
/// ```
/// use ciyun::cloud::Reason;
/// let reason = Reason::MissingGlyph(vec!['😀']);
/// assert_eq!(String::from(reason), "missing-glyph U+1F600");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Reason {
    /// The font has no glyph for these characters; in text `missing-glyph U+1F600 …`.
    MissingGlyph(Vec<char>),
    /// The word is blank; in text `no-ink`.
    NoInk,
    /// Even at the smallest legible size it is larger than the canvas; in text `too-wide`.
    TooWide,
    /// The canvas is full; in text `no-room`.
    NoRoom,
    /// Its weight is 0; in text `no-weight`.
    NoWeight,
}

impl From<Unmeasured> for Reason {
    fn from(unmeasured: Unmeasured) -> Reason {
        match unmeasured {
            Unmeasured::MissingGlyphs(characters) => Reason::MissingGlyph(characters),
            Unmeasured::NoInk => Reason::NoInk,
        }
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> String {
        let mut text = match reason {
            Reason::MissingGlyph(_) => "missing-glyph",
            Reason::NoInk => "no-ink",
            Reason::TooWide => "too-wide",
            Reason::NoRoom => "no-room",
            Reason::NoWeight => "no-weight",
        }
        .to_owned();
        if let Reason::MissingGlyph(characters) = reason {
            for character in characters {
                write!(text, " U+{:04X}", u32::from(character))
                    .expect("writing to a string cannot fail");
            }
        }
        text
    }
}

impl TryFrom<String> for Reason {
    type Error = CloudError;

    fn try_from(text: String) -> Result<Reason, CloudError> {
        let character = |code: &str| {
            let digits = code.strip_prefix("U+")?;
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        };
        let reason = match text.as_str() {
            "no-ink" => Some(Reason::NoInk),
            "too-wide" => Some(Reason::TooWide),
            "no-room" => Some(Reason::NoRoom),
            "no-weight" => Some(Reason::NoWeight),
            _ => text.strip_prefix("missing-glyph ").and_then(|codes| {
                let characters = codes.split(' ').map(character).collect::<Option<_>>();
                characters.map(Reason::MissingGlyph)
            }),
        };
        reason.ok_or(CloudError::BadReason { found: text })
    }
}

impl CloudLayout {
    /// The layout file: one word a line, ending in a line break. Numbers read back as they are.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let mut serializer =
            serde_json::Serializer::with_formatter(&mut bytes, OneWordALine::default());
        self.serialize(&mut serializer)
            .expect("all keys are strings and memory does not fail");
        String::from_utf8(bytes).expect("serde_json writes UTF-8")
    }

    /// Reads a layout file and checks what a renderer relies on: the version, the canvas, each
    /// word once, upright or turned a quarter to the left, at a finite place and at the size that the rule gives it.
    ///
    /// # Errors
    /// [`CloudError::Syntax`] and [`CloudError::BadLayout`].
    pub fn from_json(text: &str) -> Result<CloudLayout, CloudError> {
        let layout: CloudLayout =
            serde_json::from_str(text).map_err(|error| CloudError::Syntax {
                detail: error.to_string(),
            })?;
        layout.check()?;
        Ok(layout)
    }

    fn check(&self) -> Result<(), CloudError> {
        let bad = |place: &str, problem: String| {
            Err(CloudError::BadLayout {
                place: place.to_owned(),
                problem,
            })
        };
        if self.version != VERSION {
            let found = self.version;
            return bad("version", format!("found {found}, expected {VERSION}"));
        }
        let Canvas { width, height, .. } = self.canvas;
        if !(1..=MAX_SIDE).contains(&width) || !(1..=MAX_SIDE).contains(&height) {
            return Err(CloudError::BadCanvas { width, height });
        }
        let mut terms = BTreeSet::new();
        let words = self.words.iter();
        let words = words.map(|word| (&word.term, &word.group, word.weight));
        let unplaced = self.unplaced.iter();
        let unplaced = unplaced.map(|word| (&word.term, &word.group, word.weight));
        for (term, group, weight) in words.chain(unplaced) {
            if !(weight.is_finite() && weight > 0.0) {
                let term = term.clone();
                return Err(CloudError::BadWeight { term, weight });
            }
            if !terms.insert((term, group)) {
                let term = term.clone();
                return Err(CloudError::DuplicateTerm { term });
            }
        }
        for word in &self.words {
            let place = format!("word {:?}", word.term);
            let size = self.rule.font_size(word.weight, word.rank);
            let found = word.font_size;
            if word.rank == 0 {
                return bad(&place, "found rank 0, expected ranks from 1".to_owned());
            }
            if !(found > 0.0 && (found / size - 1.0).abs() <= SIZE_TOLERANCE) {
                return bad(
                    &place,
                    format!("found font size {found}, the rule gives {size}"),
                );
            }
            if !(word.x.is_finite() && word.y.is_finite()) {
                return bad(&place, "expected finite coordinates".to_owned());
            }
            if ![0, 90].contains(&word.rotation) {
                let found = word.rotation;
                return bad(&place, format!("found rotation {found}, expected 0 or 90"));
            }
        }
        Ok(())
    }
}

/// How far a size in a file may be from its rule, as a share.
const SIZE_TOLERANCE: f64 = 1e-6;
