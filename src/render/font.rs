//! A font: one face of a file, its glyphs and their outlines.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use skrifa::instance::{Location, LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection};
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};

use super::outline::Outline;
use super::{FaceChoice, Fonts, RenderError};
use crate::cloud::{FontIdentity, InkBox, InkMask, TextMeasure, Turn, Unmeasured};

static PACKED: &[u8] = include_bytes!("../../assets/fonts/CiyunSansSC-Bold.ttf.zst");

/// Known beforehand, which saves hashing 7.6 MB in every run; a test compares.
const EMBEDDED_SHA256: &str = "995bcec3c29a830fee1c561948f108dac1f3b7edfa6a4d970fbb6ab0eb35365b";

static EMBEDDED: LazyLock<Font> = LazyLock::new(|| {
    Font::identified(unpacked(), 0, EMBEDDED_SHA256.to_owned())
        .expect("the font in the program is valid")
});

pub(super) fn unpacked() -> Vec<u8> {
    zstd::decode_all(PACKED).expect("the font in the program is a valid zstd frame")
}

/// An OpenType or TrueType font with outlines: TTF, OTF (CFF) or a face of a collection.
///
/// A variable font stands at its default instance unless [`Font::at_weight`] chooses another.
/// Text is put into NFC; then each character becomes one glyph, one after the other by their
/// advance widths. There is no kerning, no ligature and no mark placement; a variation selector
/// that the font does not know is passed over. A glyph without outlines counts as missing unless
/// its character is a space.
///
/// ```
/// use ciyun::cloud::{TextMeasure, Unmeasured};
/// use ciyun::render::Font;
/// let font = Font::embedded();
/// let ink = font.measure("方便")?;
/// // Two ideographs of one em, less the white at both ends.
/// assert!(ink.width() > 1.8 && ink.width() < 2.0);
/// assert_eq!(font.measure("😀"), Err(Unmeasured::MissingGlyphs(vec!['😀'])));
/// # Ok::<(), Unmeasured>(())
/// ```
pub struct Font {
    data: Vec<u8>,
    face: u32,
    location: Location,
    identity: FontIdentity,
    units_per_em: u16,
}

/// A glyph of a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlacedGlyph {
    pub(super) id: GlyphId,
    /// Pen position in font units from the start of the line.
    pub(super) x: i32,
}

impl Font {
    /// The font that is compiled in, unpacked on first use.
    #[must_use]
    pub fn embedded() -> &'static Font {
        &EMBEDDED
    }

    /// Takes the bytes of a font file; of a collection, its first face.
    ///
    /// # Errors
    /// [`RenderError::BadFont`].
    pub fn from_bytes(data: Vec<u8>) -> Result<Font, RenderError> {
        Font::from_face(data, &FaceChoice::First)
    }

    /// Takes a face of a font file.
    ///
    /// # Errors
    /// [`RenderError::BadFont`], and [`RenderError::NoSuchFace`] with the faces that there are.
    pub fn from_face(data: Vec<u8>, choice: &FaceChoice) -> Result<Font, RenderError> {
        let face = choice.find(&data)?;
        let digest = Sha256::digest(&data);
        let mut sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        if face > 0 {
            sha256.push_str(&format!("#{face}"));
        }
        Font::identified(data, face, sha256)
    }

    fn identified(data: Vec<u8>, face: u32, sha256: String) -> Result<Font, RenderError> {
        let bad = |detail: &str| RenderError::BadFont {
            detail: detail.to_owned(),
        };
        let font = FontRef::from_index(&data, face).map_err(|error| bad(&error.to_string()))?;
        if !font.charmap().has_map() {
            return Err(bad("no character map"));
        }
        if font.outline_glyphs().format().is_none() {
            let bitmaps = [b"CBDT", b"sbix", b"EBDT", b"SVG "];
            let coloured = |tag: &&[u8; 4]| font.table_data(Tag::new(tag)).is_some();
            return Err(bad(if bitmaps.iter().any(coloured) {
                "its glyphs are bitmaps or pictures, without outlines"
            } else {
                "no outlines"
            }));
        }
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        if metrics.units_per_em == 0 {
            return Err(bad("0 units per em"));
        }
        let name = font.localized_strings(StringId::FAMILY_NAME);
        let family = name.english_or_first().map(|name| name.to_string());
        Ok(Font {
            units_per_em: metrics.units_per_em,
            identity: FontIdentity {
                family: family.unwrap_or_default(),
                sha256,
            },
            location: Location::default(),
            face,
            data,
        })
    }

    /// A variable font at another weight than its default: 400 is regular, 700 bold. A weight
    /// beyond the font's range becomes the nearest that it has.
    ///
    /// # Errors
    /// [`RenderError::NoWeights`].
    pub fn at_weight(mut self, weight: u16) -> Result<Font, RenderError> {
        const WEIGHT: Tag = Tag::new(b"wght");
        let axes = self.file().axes();
        let Some(axis) = axes.get_by_tag(WEIGHT) else {
            return Err(RenderError::NoWeights { weight });
        };
        let value = f32::from(weight).clamp(axis.min_value(), axis.max_value());
        if value != axis.default_value() {
            self.location = axes.location([(WEIGHT, value)]);
            self.identity.sha256.push_str(&format!("@{value}"));
        }
        Ok(self)
    }

    /// Units per em.
    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em.into()
    }

    /// Height of the ascent above the baseline, in em, as line spacing has it.
    #[cfg(feature = "wordcloud-rs")]
    pub(crate) fn ascent(&self) -> f64 {
        let metrics = self.file().metrics(Size::unscaled(), &self.location);
        f64::from(metrics.ascent) / self.units_per_em()
    }

    /// The advance of each character, in em; none of a text that the font cannot set.
    #[cfg(feature = "wordcloud-rs")]
    pub(crate) fn advances(&self, text: &str) -> Vec<f64> {
        let face = self.face();
        let glyphs = face.line(text).unwrap_or_default();
        let advance = |glyph: &PlacedGlyph| f64::from(face.advance(glyph.id)) / self.units_per_em();
        glyphs.iter().map(advance).collect()
    }

    pub(super) fn file(&self) -> FontRef<'_> {
        FontRef::from_index(&self.data, self.face).expect("checked when the font was taken")
    }

    pub(super) fn face(&self) -> Face<'_> {
        let font = self.file();
        Face {
            charmap: font.charmap(),
            outlines: font.outline_glyphs(),
            metrics: font.glyph_metrics(Size::unscaled(), &self.location),
            location: LocationRef::from(&self.location),
        }
    }
}

impl TextMeasure for Font {
    fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
        Fonts::new(self).measure(text)
    }

    fn ink(&self, text: &str, font_size: f64, turn: Turn) -> Result<InkMask, Unmeasured> {
        Fonts::new(self).ink(text, font_size, turn)
    }

    fn identity(&self) -> FontIdentity {
        self.identity.clone()
    }
}

/// A font made ready to look up glyphs.
pub(super) struct Face<'a> {
    charmap: Charmap<'a>,
    outlines: OutlineGlyphCollection<'a>,
    metrics: GlyphMetrics<'a>,
    location: LocationRef<'a>,
}

impl Face<'_> {
    /// The glyph of a character, if there is one that shows it.
    pub(super) fn glyph(&self, character: char) -> Option<GlyphId> {
        let id = self.charmap.map(character)?;
        let shows = || {
            let bounds = self.metrics.bounds(id).unwrap_or_default();
            bounds.x_min < bounds.x_max && bounds.y_min < bounds.y_max
        };
        (id != GlyphId::NOTDEF && (character.is_whitespace() || shows())).then_some(id)
    }

    /// The glyphs of a line of text, or the characters that have none.
    pub(super) fn line(&self, text: &str) -> Result<Vec<PlacedGlyph>, Vec<char>> {
        let mut missing = Vec::new();
        let mut glyphs = Vec::new();
        let mut x = 0i32;
        for character in text.chars() {
            match self.glyph(character) {
                Some(id) => {
                    glyphs.push(PlacedGlyph { id, x });
                    x = x.saturating_add(self.advance(id));
                }
                None if missing.contains(&character) => {}
                None => missing.push(character),
            }
        }
        if missing.is_empty() {
            Ok(glyphs)
        } else {
            Err(missing)
        }
    }

    /// How far the pen moves on after a glyph, in font units.
    pub(super) fn advance(&self, id: GlyphId) -> i32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "advances are 16-bit numbers"
        )]
        let units = self.metrics.advance_width(id).unwrap_or(0.0).round() as i32;
        units
    }

    /// The outline of a glyph; none for a blank or damaged one.
    pub(super) fn outline(&self, id: GlyphId) -> Outline {
        let settings = DrawSettings::unhinted(Size::unscaled(), self.location);
        let mut outline = Outline::default();
        let drawn = self
            .outlines
            .get(id)
            .is_some_and(|glyph| glyph.draw(settings, &mut outline).is_ok());
        if drawn { outline } else { Outline::default() }
    }
}
