//! PDF.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{
    CidFontType, FontFlags, LineJoinStyle, SystemInfo, TextRenderingMode, UnicodeCmap,
};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Settings, Str, TextStr};

use super::embed::characters;
use super::fonts::{Faces, GlyphKey, SetGlyph};
use super::line::Line;
use super::outline::{Outline, Point, Segment};
use super::svg::title;
use super::{Fonts, RenderError};
use crate::cloud::{Background, CloudLayout, Color, Contour};
use crate::language::Language;

/// Points to a pixel of the canvas: a pixel is 1/96 inch, as in CSS.
const POINTS: f32 = 0.75;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const FONT: Ref = Ref::new(6);
const DESCENDANT: Ref = Ref::new(7);
const DESCRIPTOR: Ref = Ref::new(8);
const TO_UNICODE: Ref = Ref::new(9);
const FONT_FILE: Ref = Ref::new(10);
/// The first glyph; the others follow.
const GLYPHS: i32 = 11;

/// The font in the content.
const FONT_NAME: Name<'static> = Name(b"T");

/// Draws a layout as PDF: one page as large as the canvas, a pixel being 0.75 points.
///
/// What is seen are outlines, the same in every viewer: of text, viewers round places and sizes to
/// whole pixels. Over each word lies the same text, unseen, so that words can be selected, searched
/// and copied. The bytes are the same for the same layout: there is no date.
///
/// # Errors
/// [`RenderError::OtherFont`] when the layout was made with another font,
/// [`RenderError::MissingGlyphs`] when a word cannot be drawn, [`RenderError::BadRotation`].
pub fn pdf<'a>(
    layout: &CloudLayout,
    fonts: impl Into<Fonts<'a>>,
    language: Language,
) -> Result<Vec<u8>, RenderError> {
    let faces = fonts.into().for_layout(layout)?;
    let lines: Vec<Line<'_>> = Line::all(layout).collect();
    let characters = characters(&lines, &faces)?.concat();
    let letters = Letters::new(&characters, &faces);
    let glyphs = glyphs(layout, &faces)?;
    let content = content(layout, &faces, &letters)?;

    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let tag = match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr(tag));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.finish();
    pdf.document_info(INFO)
        .title(TextStr(&title(layout, language)))
        .producer(TextStr(concat!("ciyun ", env!("CARGO_PKG_VERSION"))));
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let (width, height) = size(layout);
    let mut page = pdf.page(PAGE);
    page.parent(PAGES)
        .media_box(Rect::new(0.0, 0.0, width * POINTS, height * POINTS))
        .contents(CONTENT);
    let mut resources = page.resources();
    if !characters.is_empty() {
        resources.fonts().pair(FONT_NAME, FONT);
    }
    let mut dictionary = resources.x_objects();
    for (&key, id) in glyphs.keys().zip(GLYPHS..) {
        dictionary.pair(Name(name(key).as_bytes()), Ref::new(id));
    }
    dictionary.finish();
    resources.finish();
    page.finish();
    pdf.stream(CONTENT, &packed(&content))
        .filter(Filter::FlateDecode);
    if !characters.is_empty() {
        write_font(&mut pdf, &letters, &letters.file(&faces)?);
    }
    for (outline, id) in glyphs.values().zip(GLYPHS..) {
        let content = packed(&fill(outline));
        let mut form = pdf.form_xobject(Ref::new(id), &content);
        form.filter(Filter::FlateDecode);
        form.bbox(bounds(outline));
    }
    Ok(pdf.finish())
}

fn size(layout: &CloudLayout) -> (f32, f32) {
    #[expect(clippy::cast_precision_loss, reason = "sides are below 2^24")]
    let sides = (layout.canvas.width as f32, layout.canvas.height as f32);
    sides
}

/// All numbers of a PDF are written in single precision.
fn single(number: f64) -> f32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a thousandth of a pixel is exact enough"
    )]
    let single = number as f32;
    single
}

fn rgb(color: Color) -> [f32; 3] {
    [color.red, color.green, color.blue].map(|channel| f32::from(channel) / 255.0)
}

/// The operators that draw the page.
fn content(
    layout: &CloudLayout,
    faces: &Faces<'_>,
    letters: &Letters<'_>,
) -> Result<Vec<u8>, RenderError> {
    let (width, height) = size(layout);
    let mut content = Content::new();
    // From here on in pixels of the canvas, y down.
    content.transform([POINTS, 0.0, 0.0, -POINTS, 0.0, height * POINTS]);
    if let Background::Color(color) = layout.canvas.background {
        let [red, green, blue] = rgb(color);
        content.set_fill_rgb(red, green, blue);
        content.rect(0.0, 0.0, width, height).fill_nonzero();
    }
    if let Some(contour) = &layout.contour {
        draw_contour(contour, &mut content);
    }
    for line in Line::all(layout) {
        draw(line, faces, &mut content)?;
    }
    content.begin_text();
    content.set_text_rendering_mode(TextRenderingMode::Invisible);
    for line in Line::all(layout) {
        // The font's y axis points up.
        let [along, down] = line.axes();
        let axes = [along.0, along.1, -down.0, -down.1];
        let [a, b, c, d] = axes.map(|part| single(part * line.font_size));
        content.set_font(FONT_NAME, 1.0);
        content.set_text_matrix([a, b, c, d, single(line.x), single(line.y)]);
        content.show(Str(&letters.codes(&faces.set(line.text)?)));
    }
    content.end_text();
    Ok(content.finish().into_vec())
}

/// A line, glyph by glyph in the units of its font.
fn draw(line: Line<'_>, faces: &Faces<'_>, content: &mut Content) -> Result<(), RenderError> {
    let [red, green, blue] = rgb(line.color);
    content.set_fill_rgb(red, green, blue);
    let units = line.font_size / faces.fonts.units_per_em();
    for glyph in faces.set(line.text)? {
        if glyph.character.is_whitespace() {
            continue;
        }
        let size = units * faces.fonts.ratio(glyph.key.place);
        let [along, down] = line.axes();
        let axes = [along.0, along.1, down.0, down.1];
        let [a, b, c, d] = axes.map(|part| single(part * size));
        let (x, y) = line.at(glyph.x * units);
        content.save_state();
        content.transform([a, b, c, d, single(x), single(y)]);
        content.x_object(Name(name(glyph.key).as_bytes()));
        content.restore_state();
    }
    Ok(())
}

/// The glyphs that show, each of which stands in the file once.
fn glyphs(
    layout: &CloudLayout,
    faces: &Faces<'_>,
) -> Result<BTreeMap<GlyphKey, Outline>, RenderError> {
    let mut glyphs = BTreeMap::new();
    for line in Line::all(layout) {
        for glyph in faces.set(line.text)? {
            if !glyph.character.is_whitespace() {
                let outline = || faces.outline(glyph.key);
                glyphs.entry(glyph.key).or_insert_with(outline);
            }
        }
    }
    Ok(glyphs)
}

/// The name of a glyph in the content: `g` for the main font, `f` for the fallback.
fn name(key: GlyphKey) -> String {
    let letter = if key.place == 0 { 'g' } else { 'f' };
    format!("{letter}{}", key.id.to_u32())
}

fn bounds(outline: &Outline) -> Rect {
    let points = || outline.segments.iter().flat_map(Segment::points);
    let ends = |part: fn(Point) -> i32| {
        let all = || points().map(part);
        let number = |end: Option<i32>| units(f64::from(end.unwrap_or(0)));
        (number(all().min()), number(all().max()))
    };
    let ((left, right), (top, bottom)) = (ends(|point| point.x), ends(|point| point.y));
    Rect::new(left, top, right, bottom)
}

/// The operators that fill an outline, in the units of its font.
fn fill(outline: &Outline) -> Vec<u8> {
    let mut content = Content::new();
    let place = |point: Point| (f64::from(point.x), f64::from(point.y));
    let mut pen = (0.0, 0.0);
    for segment in &outline.segments {
        match *segment {
            Segment::Move(a) => content.move_to(units(place(a).0), units(place(a).1)),
            Segment::Line(a) => content.line_to(units(place(a).0), units(place(a).1)),
            Segment::Quad(a, b) => {
                // The cubic curve that is the same.
                let (a, b) = (place(a), place(b));
                let toward = |end: (f64, f64)| {
                    let part = |from: f64, to: f64| units(from + (to - from) * 2.0 / 3.0);
                    (part(end.0, a.0), part(end.1, a.1))
                };
                let (one, two) = (toward(pen), toward(b));
                content.cubic_to(one.0, one.1, two.0, two.1, units(b.0), units(b.1))
            }
            Segment::Cubic(a, b, c) => {
                let [a, b, c] =
                    [a, b, c].map(|point| (units(place(point).0), units(place(point).1)));
                content.cubic_to(a.0, a.1, b.0, b.1, c.0, c.1)
            }
            Segment::Close => content.close_path(),
        };
        pen = segment.points().last().map_or(pen, place);
    }
    content.fill_nonzero();
    content.finish().into_vec()
}

/// Font units, to a tenth, which is shorter to write.
fn units(length: f64) -> f32 {
    single((length * 10.0).round() / 10.0)
}

fn draw_contour(contour: &Contour, content: &mut Content) {
    let [red, green, blue] = rgb(contour.color);
    content.set_stroke_rgb(red, green, blue);
    content.set_line_width(single(contour.width));
    content.set_line_join(LineJoinStyle::RoundJoin);
    for polygon in &contour.polygons {
        for (n, &[x, y]) in polygon.iter().enumerate() {
            let (x, y) = (single(x), single(y));
            if n == 0 {
                content.move_to(x, y);
            } else {
                content.line_to(x, y);
            }
        }
        if !polygon.is_empty() {
            content.close_path();
        }
    }
    content.stroke();
}

/// The characters of the text that is not seen. Their code is their position, from 1.
struct Letters<'a> {
    characters: &'a [char],
    /// In thousandths of an em.
    widths: Vec<u16>,
}

impl<'a> Letters<'a> {
    fn new(characters: &'a [char], faces: &Faces<'_>) -> Letters<'a> {
        let width = |character: &char| faces.advance(*character).unwrap_or(0.0) * 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates; an advance is a few em"
        )]
        let whole = |width: f64| width.round() as u16;
        Letters {
            characters,
            widths: characters.iter().map(width).map(whole).collect(),
        }
    }

    fn codes(&self, glyphs: &[SetGlyph]) -> Vec<u8> {
        let code = |glyph: &SetGlyph| {
            let mut all = (1u16..).zip(self.characters);
            let found = all.find(|(_, character)| **character == glyph.character);
            found.expect("made of the characters of the layout").0
        };
        glyphs
            .iter()
            .flat_map(|glyph| code(glyph).to_be_bytes())
            .collect()
    }

    /// A font with the widths of the characters and blank glyphs.
    fn file(&self, faces: &Faces<'_>) -> Result<Vec<u8>, RenderError> {
        let widths = self
            .characters
            .iter()
            .copied()
            .zip(self.widths.iter().copied());
        faces.fonts.font(0).blank(1000, widths)
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory does not fail");
    encoder.finish().expect("memory does not fail")
}

const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The objects of the font of the unseen text, with a table that tells what characters the codes
/// are.
fn write_font(pdf: &mut Pdf, letters: &Letters<'_>, file: &[u8]) {
    pdf.type0_font(FONT)
        .base_font(BASE_NAME)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(DESCENDANT)
        .to_unicode(TO_UNICODE);
    let mut cid = pdf.cid_font(DESCENDANT);
    cid.subtype(CidFontType::Type2)
        .base_font(BASE_NAME)
        .system_info(IDENTITY)
        .font_descriptor(DESCRIPTOR)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let widths = letters.widths.iter().map(|&width| f32::from(width));
    cid.widths().consecutive(1, widths);
    cid.finish();
    pdf.font_descriptor(DESCRIPTOR)
        .name(BASE_NAME)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(0.0, -120.0, 1000.0, 880.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(733.0)
        .stem_v(0.0)
        .font_file2(FONT_FILE);

    let mut map = UnicodeCmap::new(Name(b"Ciyun"), IDENTITY);
    for (code, &character) in (1u16..).zip(letters.characters) {
        map.pair(code, character);
    }
    let map = packed(&map.finish());
    pdf.cmap(TO_UNICODE, &map).filter(Filter::FlateDecode);
    let length = i32::try_from(file.len()).expect("far below 2 GiB");
    pdf.stream(FONT_FILE, &packed(file))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), length);
}

/// The six letters say that not all characters are there; the glyphs are blank.
const BASE_NAME: Name<'static> = Name(b"CIYUNA+CiyunUnseen");
