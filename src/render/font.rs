//! A font: what it measures and what it draws.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};

use super::RenderError;
use super::outline::Outline;
use crate::cloud::{CloudLayout, FontIdentity, InkBox, TextMeasure, Unmeasured};

static PACKED: &[u8] = include_bytes!("../../assets/fonts/CiyunSansSC-Bold.ttf.zst");

/// Known beforehand, which saves hashing 7.6 MB in every run; a test compares.
const EMBEDDED_SHA256: &str = "995bcec3c29a830fee1c561948f108dac1f3b7edfa6a4d970fbb6ab0eb35365b";

static EMBEDDED: LazyLock<Font> = LazyLock::new(|| {
    Font::identified(unpacked(), EMBEDDED_SHA256.to_owned())
        .expect("the font in the program is valid")
});

pub(super) fn unpacked() -> Vec<u8> {
    zstd::decode_all(PACKED).expect("the font in the program is a valid zstd frame")
}

/// An OpenType or TrueType font.
///
/// Text is expected in NFC: each character becomes one glyph, one after the other by their advance
/// widths; there is no kerning and no mark placement.
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

    /// Takes the bytes of a font file with a single font.
    ///
    /// # Errors
    /// [`RenderError::BadFont`].
    pub fn from_bytes(data: Vec<u8>) -> Result<Font, RenderError> {
        let digest = Sha256::digest(&data);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Font::identified(data, sha256)
    }

    fn identified(data: Vec<u8>, sha256: String) -> Result<Font, RenderError> {
        let bad = |detail: &str| RenderError::BadFont {
            detail: detail.to_owned(),
        };
        let font = FontRef::new(&data).map_err(|error| bad(&error.to_string()))?;
        if !font.charmap().has_map() {
            return Err(bad("no character map"));
        }
        if font.outline_glyphs().format().is_none() {
            return Err(bad("no outlines"));
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
            data,
        })
    }

    /// Units per em.
    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em.into()
    }

    pub(super) fn face(&self) -> Face<'_> {
        let font = FontRef::new(&self.data).expect("checked when the font was taken");
        Face {
            charmap: font.charmap(),
            outlines: font.outline_glyphs(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        }
    }

    /// Whether a layout was measured with this font.
    pub(super) fn check(&self, layout: &CloudLayout) -> Result<(), RenderError> {
        if layout.font.sha256 == self.identity.sha256 {
            return Ok(());
        }
        Err(RenderError::OtherFont {
            family: layout.font.family.clone(),
            expected: layout.font.sha256.clone(),
            found_family: self.identity.family.clone(),
            found: self.identity.sha256.clone(),
        })
    }
}

impl TextMeasure for Font {
    fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
        let face = self.face();
        let glyphs = face.line(text).map_err(Unmeasured::MissingGlyphs)?;
        let mut extremes: Option<[i32; 4]> = None;
        for glyph in glyphs {
            let outline = face.outline(glyph.id);
            for point in outline.segments.iter().flat_map(|segment| segment.points()) {
                let (x, y) = (glyph.x.saturating_add(point.x), point.y);
                let [left, top, right, bottom] = extremes.unwrap_or([x, y, x, y]);
                extremes = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
            }
        }
        let [left, top, right, bottom] = extremes
            .ok_or(Unmeasured::NoInk)?
            .map(|units| f64::from(units) / self.units_per_em());
        if left == right || top == bottom {
            return Err(Unmeasured::NoInk);
        }
        Ok(InkBox {
            left,
            top,
            right,
            bottom,
        })
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
}

impl Face<'_> {
    /// The glyphs of a line of text, or the characters that have none.
    pub(super) fn line(&self, text: &str) -> Result<Vec<PlacedGlyph>, Vec<char>> {
        let mut missing = Vec::new();
        let mut glyphs = Vec::new();
        let mut x = 0i32;
        for character in text.chars() {
            match self.charmap.map(character) {
                Some(id) if id != GlyphId::NOTDEF => {
                    glyphs.push(PlacedGlyph { id, x });
                    x = x.saturating_add(self.advance(id));
                }
                _ if missing.contains(&character) => {}
                _ => missing.push(character),
            }
        }
        if missing.is_empty() {
            Ok(glyphs)
        } else {
            Err(missing)
        }
    }

    fn advance(&self, id: GlyphId) -> i32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "advances are 16-bit numbers"
        )]
        let units = self.metrics.advance_width(id).unwrap_or(0.0).round() as i32;
        units
    }

    /// The outline of a glyph; none for a blank or damaged one.
    pub(super) fn outline(&self, id: GlyphId) -> Outline {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let mut outline = Outline::default();
        let drawn = self
            .outlines
            .get(id)
            .is_some_and(|glyph| glyph.draw(settings, &mut outline).is_ok());
        if drawn { outline } else { Outline::default() }
    }
}
