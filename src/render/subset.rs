//! A font file with the glyphs of some characters.
//!
//! The glyphs are written from the outlines that pictures are drawn with, so text set in the file
//! looks as they do, and composites, hints and variations need no thought. The character map is
//! of format 12 alone: that of format 4 has a 16-bit length, which large fonts overflow.

use std::collections::BTreeMap;
#[cfg(feature = "wordcloud-rs")]
use std::collections::BTreeSet;

use skrifa::raw::types::Tag;
use skrifa::{FontRef, GlyphId};

#[cfg(feature = "wordcloud-rs")]
use super::Fonts;
#[cfg(feature = "wordcloud-rs")]
use super::outline::whole;
use super::outline::{Outline, Point, Segment};
use super::{Font, RenderError};

impl Font {
    /// A TrueType file that holds the glyphs of these characters and maps the characters to them,
    /// with the font's own names, licence and line metrics. Each character becomes one glyph:
    /// kerning and substitutions are left behind. Cubic curves, as CFF has them, become quadratic
    /// ones within a unit.
    ///
    /// # Errors
    /// [`RenderError::MissingGlyphs`] when the font lacks a character, [`RenderError::BadFont`]
    /// when it is too large for TrueType.
    ///
    /// ```
    /// use ciyun::cloud::{TextMeasure, Unmeasured};
    /// use ciyun::render::Font;
    /// let small = Font::from_bytes(Font::embedded().subset("方便")?)?;
    /// assert_eq!(small.measure("便"), Font::embedded().measure("便"));
    /// assert_eq!(small.measure("卡"), Err(Unmeasured::MissingGlyphs(vec!['卡'])));
    /// # Ok::<(), ciyun::render::RenderError>(())
    /// ```
    pub fn subset(&self, characters: &str) -> Result<Vec<u8>, RenderError> {
        let face = self.face();
        let missing = |missing| RenderError::MissingGlyphs {
            term: characters.to_owned(),
            characters: missing,
        };
        let line = face.line(characters).map_err(missing)?;

        // Each character has a glyph of its own, so that glyphs tell what they stand for.
        let mut ids = vec![GlyphId::NOTDEF];
        let mut map = BTreeMap::new();
        for (character, glyph) in characters.chars().zip(line) {
            map.entry(character).or_insert_with(|| {
                ids.push(glyph.id);
                ids.len() - 1
            });
        }
        let glyphs = ids.iter().map(|&id| {
            let advance = u16::try_from(face.advance(id)).map_err(|_| too_large())?;
            Glyph::new(&face.outline(id).quadratic(), advance)
        });
        let glyphs: Vec<Glyph> = glyphs.collect::<Result<_, _>>()?;
        file(&self.file(), None, &glyphs, &map)
    }
}

#[cfg(feature = "wordcloud-rs")]
impl Fonts<'_> {
    /// As [`Font::subset`], in one file the glyphs of both fonts, scaled to the units of the main
    /// one.
    pub(crate) fn subset(&self, characters: &BTreeSet<char>) -> Result<Vec<u8>, RenderError> {
        let faces = self.faces();
        let glyph = |character: char| {
            let missing = || RenderError::MissingGlyphs {
                term: character.to_string(),
                characters: vec![character],
            };
            let key = faces.glyph(character).ok_or_else(missing)?;
            let advance = faces.advance(character).ok_or_else(missing)?;
            let outline = faces.outline(key).scaled(self.ratio(key.place));
            let advance = whole(advance * self.units_per_em());
            let advance = u16::try_from(advance).map_err(|_| too_large())?;
            Glyph::new(&outline.quadratic(), advance)
        };
        // No character stands for the first glyph.
        let mut glyphs = vec![Glyph::new(&Outline::default(), 0)?];
        for &character in characters {
            glyphs.push(glyph(character)?);
        }
        let map = characters.iter().copied().zip(1..).collect();
        file(&self.font(0).file(), None, &glyphs, &map)
    }
}

impl Font {
    /// A TrueType file with the names of this font that maps characters to blank glyphs of these
    /// widths, in order from glyph 1.
    pub(super) fn blank(
        &self,
        units_per_em: u16,
        widths: impl Iterator<Item = (char, u16)>,
    ) -> Result<Vec<u8>, RenderError> {
        let blank = |advance| Glyph::new(&Outline::default(), advance);
        let (mut glyphs, mut map) = (vec![blank(units_per_em)?], BTreeMap::new());
        for (character, advance) in widths {
            map.insert(character, glyphs.len());
            glyphs.push(blank(advance)?);
        }
        file(&self.file(), Some(units_per_em), &glyphs, &map)
    }
}

fn too_large() -> RenderError {
    RenderError::BadFont {
        detail: "too large for TrueType".to_owned(),
    }
}

/// A glyph as the file holds it.
struct Glyph {
    advance: u16,
    n_contours: i16,
    n_points: u16,
    /// Least x and y, greatest x and y; zeros for a blank glyph.
    bounds: [i16; 4],
    /// The description, empty for a blank glyph.
    data: Vec<u8>,
}

/// A point of a contour, y up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node {
    x: i16,
    y: i16,
    on_curve: bool,
}

/// The outline as contours of points on and off the curve.
fn contours(outline: &Outline) -> Result<Vec<Vec<Node>>, RenderError> {
    let node = |point: Point, on_curve| {
        let x = i16::try_from(point.x).map_err(|_| too_large())?;
        let y = i16::try_from(-point.y).map_err(|_| too_large())?;
        Ok(Node { x, y, on_curve })
    };
    let mut contours: Vec<Vec<Node>> = Vec::new();
    for segment in &outline.segments {
        let nodes = match *segment {
            Segment::Move(start) => {
                contours.push(Vec::new());
                vec![node(start, true)?]
            }
            Segment::Line(end) => vec![node(end, true)?],
            Segment::Quad(control, end) => vec![node(control, false)?, node(end, true)?],
            Segment::Cubic(..) => unreachable!("quadratic by now"),
            // A contour closes by itself; its start is not said twice.
            Segment::Close => {
                if let Some(contour) = contours.last_mut()
                    && contour.len() > 1
                    && contour.first() == contour.last()
                {
                    contour.pop();
                }
                continue;
            }
        };
        let contour = contours.last_mut();
        contour.expect("a contour begins with a move").extend(nodes);
    }
    Ok(contours)
}

impl Glyph {
    fn new(outline: &Outline, advance: u16) -> Result<Glyph, RenderError> {
        let contours = contours(outline)?;
        let nodes: Vec<Node> = contours.concat();
        let Some(first) = nodes.first() else {
            return Ok(Glyph {
                advance,
                n_contours: 0,
                n_points: 0,
                bounds: [0; 4],
                data: Vec::new(),
            });
        };
        let mut bounds = [first.x, first.y, first.x, first.y];
        for &Node { x, y, .. } in &nodes {
            let [left, bottom, right, top] = bounds;
            bounds = [left.min(x), bottom.min(y), right.max(x), top.max(y)];
        }
        let n_contours = i16::try_from(contours.len()).map_err(|_| too_large())?;

        let mut data = Vec::new();
        data.extend(n_contours.to_be_bytes());
        data.extend(bounds.iter().flat_map(|side| side.to_be_bytes()));
        let mut n_points = 0u16;
        for contour in &contours {
            let n = u16::try_from(contour.len()).map_err(|_| too_large())?;
            n_points = n_points.checked_add(n).ok_or_else(too_large)?;
            // The index of the contour's last point.
            data.extend((n_points - 1).to_be_bytes());
        }
        data.extend(NO_INSTRUCTIONS.to_be_bytes());
        let (mut flags, mut xs, mut ys) = (Vec::new(), Vec::new(), Vec::new());
        let (mut x, mut y) = (0, 0);
        for node in &nodes {
            let flag_x = push_step(i32::from(node.x) - x, &mut xs)?;
            let flag_y = push_step(i32::from(node.y) - y, &mut ys)?;
            flags.push(u8::from(node.on_curve) | flag_x << 1 | flag_y << 2);
            (x, y) = (node.x.into(), node.y.into());
        }
        data.extend(flags);
        data.extend(xs);
        data.extend(ys);
        data.resize(data.len().next_multiple_of(4), 0);
        Ok(Glyph {
            advance,
            n_contours,
            n_points,
            bounds,
            data,
        })
    }
}

const NO_INSTRUCTIONS: u16 = 0;

/// Writes how far a coordinate is from the one before it. Returns its flags: bit 0 for a single
/// byte, bit 3 for a positive single byte or, without bit 0, for no step at all.
fn push_step(step: i32, out: &mut Vec<u8>) -> Result<u8, RenderError> {
    const SHORT: u8 = 1;
    const SAME_OR_POSITIVE: u8 = 1 << 3;
    if step == 0 {
        return Ok(SAME_OR_POSITIVE);
    }
    if let Ok(short) = u8::try_from(step.unsigned_abs()) {
        out.push(short);
        return Ok(if step > 0 {
            SHORT | SAME_OR_POSITIVE
        } else {
            SHORT
        });
    }
    let long = i16::try_from(step).map_err(|_| too_large())?;
    out.extend(long.to_be_bytes());
    Ok(0)
}

/// Puts the tables together; what is not of the glyphs comes from `source`.
fn file(
    source: &FontRef<'_>,
    units_per_em: Option<u16>,
    glyphs: &[Glyph],
    map: &BTreeMap<char, usize>,
) -> Result<Vec<u8>, RenderError> {
    let n_glyphs = u16::try_from(glyphs.len()).map_err(|_| too_large())?;
    let own = |tag: &[u8; 4]| source.table_data(Tag::new(tag)).map(|data| data.as_bytes());
    let start_of = |tag: &[u8; 4], length: usize| {
        let start = own(tag).and_then(|table| table.get(..length));
        start.map(<[u8]>::to_vec)
    };
    let missing = || RenderError::BadFont {
        detail: "table head or hhea is missing".to_owned(),
    };

    let mut head = start_of(b"head", 54).ok_or_else(missing)?;
    head[8..12].fill(0); // the checksum, filled in when all is there
    if let Some(units_per_em) = units_per_em {
        put(&mut head, 18, &units_per_em.to_be_bytes());
    }
    put(&mut head, 16, &0b11u16.to_be_bytes()); // baseline at 0, no hints
    for side in 0..4 {
        let sides = glyphs.iter().map(|glyph| glyph.bounds[side]);
        let bound = if side < 2 { sides.min() } else { sides.max() };
        put(&mut head, 36 + 2 * side, &bound.unwrap_or(0).to_be_bytes());
    }
    put(&mut head, 50, &1u16.to_be_bytes()); // `loca` in 32 bits
    let mut hhea = start_of(b"hhea", 36).ok_or_else(missing)?;
    put(&mut hhea, 34, &n_glyphs.to_be_bytes());
    let mut post = start_of(b"post", 32).unwrap_or_else(|| vec![0; 32]);
    put(&mut post, 0, &0x0003_0000u32.to_be_bytes()); // no glyph names

    let mut maxp = Vec::from(0x0001_0000u32.to_be_bytes());
    let most_points = glyphs.iter().map(|glyph| glyph.n_points).max();
    let most_contours = glyphs.iter().map(|glyph| glyph.n_contours.unsigned_abs());
    let n_zones = 2;
    let most = [
        n_glyphs,
        most_points.unwrap_or(0),
        most_contours.max().unwrap_or(0),
    ];
    for number in most.into_iter().chain([0, 0, n_zones]).chain([0; 8]) {
        maxp.extend(number.to_be_bytes());
    }

    let (mut hmtx, mut loca, mut glyf) = (Vec::new(), vec![0; 4], Vec::new());
    for glyph in glyphs {
        hmtx.extend(glyph.advance.to_be_bytes());
        hmtx.extend(glyph.bounds[0].to_be_bytes());
        glyf.extend(&glyph.data);
        let end = u32::try_from(glyf.len()).map_err(|_| too_large())?;
        loca.extend(end.to_be_bytes());
    }

    let mut tables = vec![
        (*b"cmap", cmap(map)?),
        (*b"glyf", glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", hmtx),
        (*b"loca", loca),
        (*b"maxp", maxp),
        (*b"post", post),
    ];
    for tag in [*b"OS/2", *b"name"] {
        tables.extend(own(&tag).map(|table| (tag, table.to_vec())));
    }
    tables.sort();
    bound_together(&tables)
}

/// The character map, each character a group of its own.
fn cmap(map: &BTreeMap<char, usize>) -> Result<Vec<u8>, RenderError> {
    let n_groups = u32::try_from(map.len()).map_err(|_| too_large())?;
    let mut table = Vec::new();
    // Version 0, one map: platform 3 (Windows), encoding 10 (Unicode), at byte 12.
    table.extend([0, 1, 3, 10, 0, 12].into_iter().flat_map(u16::to_be_bytes));
    // Format 12, length, language 0.
    table.extend([12u16, 0].into_iter().flat_map(u16::to_be_bytes));
    for number in [16 + 12 * n_groups, 0, n_groups] {
        table.extend(number.to_be_bytes());
    }
    for (&character, &glyph) in map {
        let code = u32::from(character);
        let glyph = u32::try_from(glyph).map_err(|_| too_large())?;
        for number in [code, code, glyph] {
            table.extend(number.to_be_bytes());
        }
    }
    Ok(table)
}

fn put(table: &mut [u8], at: usize, bytes: &[u8]) {
    table[at..at + bytes.len()].copy_from_slice(bytes);
}

/// The file: its directory and the tables, which are in the order of their tags.
fn bound_together(tables: &[([u8; 4], Vec<u8>)]) -> Result<Vec<u8>, RenderError> {
    let n_tables = u16::try_from(tables.len()).map_err(|_| too_large())?;
    let log = n_tables.ilog2();
    let search_range = 16 << log;
    let mut file = Vec::from(0x0001_0000u32.to_be_bytes());
    let log = u16::try_from(log).map_err(|_| too_large())?;
    for number in [n_tables, search_range, log, 16 * n_tables - search_range] {
        file.extend(number.to_be_bytes());
    }
    let mut content = Vec::new();
    let mut head_at = 0;
    let content_at = file.len() + 16 * tables.len();
    for (tag, table) in tables {
        let at = content_at + content.len();
        if tag == b"head" {
            head_at = at;
        }
        file.extend(tag);
        for number in [checksum(table), size(at)?, size(table.len())?] {
            file.extend(number.to_be_bytes());
        }
        content.extend(table);
        content.resize(content.len().next_multiple_of(4), 0);
    }
    file.extend(content);
    let whole = 0xB1B0_AFBAu32.wrapping_sub(checksum(&file));
    put(&mut file, head_at + 8, &whole.to_be_bytes());
    Ok(file)
}

fn size(bytes: usize) -> Result<u32, RenderError> {
    u32::try_from(bytes).map_err(|_| too_large())
}

/// The sum of the table's 32-bit words, the last one filled up with zeros.
fn checksum(table: &[u8]) -> u32 {
    let words = table.chunks(4).map(|bytes| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(word)
    });
    words.fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::TextMeasure;

    #[test]
    fn the_subset_draws_the_same_outlines_with_the_same_advances() {
        let font = Font::embedded();
        let characters = "人脸识别登录不上App5.0%，。 i";
        let bytes = font.subset(characters).unwrap();
        assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
        let small = Font::from_bytes(bytes).unwrap();
        assert_eq!(small.identity().family, font.identity().family);
        let (ours, theirs) = (small.face(), font.face());
        let [one, two] = [&ours, &theirs].map(|face| face.line(characters).unwrap());
        for (a, b) in one.iter().zip(&two) {
            assert_eq!(a.x, b.x);
            assert_eq!(ours.outline(a.id), theirs.outline(b.id));
        }
        assert_eq!(
            ours.advance(GlyphId::NOTDEF),
            theirs.advance(GlyphId::NOTDEF)
        );
    }

    #[test]
    fn the_checksum_of_the_whole_file_is_the_magic_number() {
        let bytes = Font::embedded().subset("卡").unwrap();
        assert_eq!(checksum(&bytes), 0xB1B0_AFBA);
    }

    #[test]
    fn a_character_without_glyph_is_an_error() {
        let error = Font::embedded().subset("卡😀").unwrap_err();
        assert!(
            matches!(&error, RenderError::MissingGlyphs { characters, .. } if *characters == ['😀'])
        );
    }

    #[test]
    fn steps_take_no_byte_one_or_two() {
        let mut out = Vec::new();
        let flags = [0, 5, -5, 300, -300].map(|step| push_step(step, &mut out).unwrap());
        // Bit 0: one byte. Bit 3: the same, or positive.
        assert_eq!(flags, [0b1000, 0b1001, 0b0001, 0, 0]);
        assert_eq!(out, [5, 5, 1, 44, 0xfe, 0xd4]);
        assert!(push_step(40_000, &mut out).is_err());
    }
}
