//! A font and the one that helps out.

use skrifa::GlyphId;
use unicode_normalization::UnicodeNormalization;

use super::font::Face;
use super::outline::Outline;
use super::{Font, RenderError, ink};
use crate::cloud::{
    CloudLayout, FontIdentity, InkBox, InkMask, PlacedWord, TextMeasure, Turn, Unmeasured,
};

/// A font, and one that helps out with the characters it lacks.
///
/// Each character is drawn by the first font that has it, so Latin letters of one font stand
/// beside ideographs of the other. A reference to a [`Font`] becomes `Fonts` without help.
///
/// ```
/// use ciyun::render::{Font, Fonts};
/// # let latin = || Font::open("tests/data/fonts/CiyunTestLatin.ttf".as_ref());
/// let latin = latin()?;
/// let fonts = Fonts::new(&latin).with_fallback(Font::embedded());
/// assert_eq!(fonts.lacking(["App登录", "5G网"]), ['录', '登', '网']);
/// # Ok::<(), ciyun::render::RenderError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Fonts<'a> {
    main: &'a Font,
    fallback: Option<&'a Font>,
}

impl<'a> From<&'a Font> for Fonts<'a> {
    fn from(font: &'a Font) -> Fonts<'a> {
        Fonts::new(font)
    }
}

impl<'a> Fonts<'a> {
    /// One font alone.
    #[must_use]
    pub fn new(font: &'a Font) -> Fonts<'a> {
        Fonts {
            main: font,
            fallback: None,
        }
    }

    /// With a font that helps out.
    #[must_use]
    pub fn with_fallback(self, font: &'a Font) -> Fonts<'a> {
        let same = font.identity() == self.main.identity();
        Fonts {
            fallback: (!same).then_some(font),
            ..self
        }
    }

    /// The characters of the texts that the main font lacks, in the order of code points, each
    /// once: the fallback draws those that it has.
    #[must_use]
    pub fn lacking<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<char> {
        let face = self.main.face();
        let texts = texts.into_iter();
        let mut lacking: Vec<char> = texts
            .flat_map(|text| text.nfc().collect::<Vec<_>>())
            .filter(|&character| !is_selector(character) && face.glyph(character).is_none())
            .collect();
        lacking.sort_unstable();
        lacking.dedup();
        lacking
    }

    /// How far the pen moves on after each character of a text as [`Fonts::shown`] gives it, in em.
    pub(crate) fn advances(&self, shown: &str) -> Vec<(char, f64)> {
        let faces = self.faces();
        let advance = |one| Some((one, faces.advance(one)?));
        shown.chars().filter_map(advance).collect()
    }

    /// The characters that a text is drawn as, one for each glyph; none unless all have one.
    #[cfg(feature = "wordcloud-rs")]
    pub(crate) fn as_set(&self, text: &str) -> String {
        let line = self.faces().line(text).unwrap_or_default();
        line.iter().map(|glyph| glyph.character).collect()
    }

    /// The font of a place, 0 the main one.
    pub(super) fn font(&self, place: usize) -> &'a Font {
        match self.fallback {
            Some(fallback) if place > 0 => fallback,
            _ => self.main,
        }
    }

    /// The main font's units per em; positions in a line are counted in them.
    pub(super) fn units_per_em(&self) -> f64 {
        self.main.units_per_em()
    }

    /// How many units of the main font a unit of a font makes.
    pub(super) fn ratio(&self, place: usize) -> f64 {
        self.units_per_em() / self.font(place).units_per_em()
    }

    /// Makes the fonts ready to set text.
    pub(super) fn faces(&self) -> Faces<'a> {
        let fallback = self.fallback.map(Font::face);
        Faces {
            fonts: *self,
            faces: std::iter::once(self.main.face()).chain(fallback).collect(),
        }
    }

    /// Makes the fonts ready, if they are those that a layout was measured with.
    pub(super) fn for_layout(&self, layout: &CloudLayout) -> Result<Faces<'a>, RenderError> {
        let main = self.main.identity();
        if layout.font != main {
            return Err(other(&layout.font, Some(main)));
        }
        if let Some(expected) = &layout.fallback {
            let found = self.fallback.map(Font::identity);
            if found.as_ref() != Some(expected) {
                return Err(other(expected, found));
            }
        }
        let turned = |word: &&PlacedWord| !matches!(word.rotation, 0 | 90);
        if let Some(word) = layout.words.iter().find(turned) {
            return Err(RenderError::BadRotation {
                term: word.term.clone(),
                found: word.rotation,
            });
        }
        Ok(self.faces())
    }
}

fn other(expected: &FontIdentity, found: Option<FontIdentity>) -> RenderError {
    let FontIdentity { family, sha256 } = expected.clone();
    let (found_family, found) = found.map_or_else(
        || ("no fallback".to_owned(), "none".to_owned()),
        |found| (found.family, found.sha256),
    );
    RenderError::OtherFont {
        family,
        expected: sha256,
        found_family,
        found,
    }
}

/// Whether a character only chooses between forms of the one before it.
pub(super) fn is_selector(character: char) -> bool {
    ('\u{fe00}'..='\u{fe0f}').contains(&character)
}

impl TextMeasure for Fonts<'_> {
    fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
        let faces = self.faces();
        let line = faces.line(text).map_err(Unmeasured::MissingGlyphs)?;
        let mut extremes: Option<[f64; 4]> = None;
        for glyph in line {
            let ratio = self.ratio(glyph.key.place);
            let outline = faces.outline(glyph.key);
            for point in outline.segments.iter().flat_map(|segment| segment.points()) {
                let (x, y) = (
                    glyph.x + f64::from(point.x) * ratio,
                    f64::from(point.y) * ratio,
                );
                let [left, top, right, bottom] = extremes.unwrap_or([x, y, x, y]);
                extremes = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
            }
        }
        let [left, top, right, bottom] = extremes
            .ok_or(Unmeasured::NoInk)?
            .map(|units| units / self.units_per_em());
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

    fn ink(&self, text: &str, font_size: f64, turn: Turn) -> Result<InkMask, Unmeasured> {
        ink::ink(&self.faces(), text, font_size / self.units_per_em(), turn)
    }

    fn identity(&self) -> FontIdentity {
        self.main.identity()
    }

    fn fallback(&self, text: &str) -> Option<FontIdentity> {
        let fallback = self.fallback?;
        (!self.lacking([text]).is_empty()).then(|| fallback.identity())
    }
}

/// A glyph of one of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GlyphKey {
    /// 0 for the main font, 1 for the fallback.
    pub(super) place: usize,
    pub(super) id: GlyphId,
}

/// A glyph of a line of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SetGlyph {
    pub(super) key: GlyphKey,
    pub(super) character: char,
    /// Pen position from the start of the line, in units of the main font.
    pub(super) x: f64,
}

/// Fonts made ready to set text.
pub(super) struct Faces<'a> {
    pub(super) fonts: Fonts<'a>,
    faces: Vec<Face<'a>>,
}

impl Faces<'_> {
    /// The glyph of a character in the first font that has it.
    pub(super) fn glyph(&self, character: char) -> Option<GlyphKey> {
        let mut places = self.faces.iter().enumerate();
        places.find_map(|(place, face)| {
            let id = face.glyph(character)?;
            Some(GlyphKey { place, id })
        })
    }

    /// The glyphs of a line of text, or the characters that no font has, each once.
    pub(super) fn line(&self, text: &str) -> Result<Vec<SetGlyph>, Vec<char>> {
        let mut missing = Vec::new();
        let mut glyphs = Vec::new();
        let mut x = 0.0;
        for character in text.nfc() {
            match self.glyph(character) {
                Some(key) => {
                    glyphs.push(SetGlyph { key, character, x });
                    let advance = f64::from(self.faces[key.place].advance(key.id));
                    x += advance * self.fonts.ratio(key.place);
                }
                None if is_selector(character) || missing.contains(&character) => {}
                None => missing.push(character),
            }
        }
        if missing.is_empty() {
            Ok(glyphs)
        } else {
            Err(missing)
        }
    }

    /// The glyphs of a line that stands in a layout.
    pub(super) fn set(&self, text: &str) -> Result<Vec<SetGlyph>, RenderError> {
        self.line(text)
            .map_err(|characters| RenderError::MissingGlyphs {
                term: text.to_owned(),
                characters,
            })
    }

    /// How far the pen moves on after a character, in em.
    pub(super) fn advance(&self, character: char) -> Option<f64> {
        let GlyphKey { place, id } = self.glyph(character)?;
        let advance = f64::from(self.faces[place].advance(id));
        Some(advance / self.fonts.font(place).units_per_em())
    }

    pub(super) fn outline(&self, key: GlyphKey) -> Outline {
        self.faces[key.place].outline(key.id)
    }
}
