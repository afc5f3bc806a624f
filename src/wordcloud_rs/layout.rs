//! Terms to what the crate can take, and its places to a layout.

use std::collections::BTreeSet;

use super::WordcloudRsError;
use super::engine::{Picture, run};
use super::records::Records;
use crate::cloud::{
    Canvas, Cloud, CloudLayout, CloudOptions, Color, Engine, Metrics, PlacedWord, Reason, Rule,
    TextMeasure, UnplacedWord, VERSION, WeightedTerm, ranked,
};
use crate::render::{Font, Fonts};

/// The crate panics on a canvas whose width is no multiple of this.
const WIDTH_STEP: u32 = 64;

/// It looks for places in steps of 8 px from the third row to the twentieth from below.
const LEAST_HEIGHT: u32 = 23;

/// Weights are given as shares of this. The crate tries smaller sizes only while a unit of weight
/// is more than 0.1 px; so it goes down to 12 px for the heaviest word.
const HEAVIEST: f64 = 100.0;

/// Words of the least size that go before the others.
const N_DOTS: usize = 2;

/// Pixels that the crate adds to every size.
const OFFSET: f64 = 2.0;

/// Lays out terms by wordcloud-rs.
///
/// Terms are sorted by weight, heaviest first, then by code point. Every term comes back, in
/// `words` or, with the reason, in `unplaced`. Colours are `ciyun`'s own.
///
/// # Errors
/// [`WordcloudRsError`]; [`WordcloudRsError::Cloud`] for terms that no engine takes and options
/// that this one cannot heed.
///
/// ```
/// use ciyun::cloud::{Cloud, WeightedTerm};
/// use ciyun::render::Font;
/// let terms = [WeightedTerm::new("方便", 400.0), WeightedTerm::new("卡", 100.0)];
/// let cloud = Cloud::builder().size(1001, 600).build()?;
/// let layout = ciyun::wordcloud_rs::layout(&terms, Font::embedded(), &cloud)?;
/// assert_eq!(layout.canvas.width, 1024);
/// assert!(!layout.reproducible);
/// // Four times the count, twice the size, were it not for 2 px.
/// let [large, small] = [0, 1].map(|n| layout.words[n].font_size - 2.0);
/// assert!((large / small - 2.0).abs() < 1e-9);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub fn layout<'a>(
    terms: &[WeightedTerm],
    fonts: impl Into<Fonts<'a>>,
    cloud: &Cloud,
) -> Result<CloudLayout, WordcloudRsError> {
    drawn(terms, fonts.into(), cloud.options()).map(|(layout, _)| layout)
}

/// A layout, and the picture that the crate drew of it.
pub(super) fn drawn(
    terms: &[WeightedTerm],
    fonts: Fonts<'_>,
    options: &CloudOptions,
) -> Result<(CloudLayout, Picture), WordcloudRsError> {
    Engine::WordcloudRs.check(options)?;
    if options.height < LEAST_HEIGHT {
        return Err(WordcloudRsError::LowCanvas {
            height: options.height,
            least: LEAST_HEIGHT,
        });
    }
    let (width, height) = (options.width.next_multiple_of(WIDTH_STEP), options.height);

    let ranked = ranked(terms)?;
    let measured: Vec<_> = ranked
        .iter()
        .map(|(term, _)| fonts.measure(&term.term))
        .collect();
    let drawable = ranked
        .iter()
        .zip(&measured)
        .filter(|(_, measured)| measured.is_ok());
    let texts: Vec<(String, f64)> = drawable
        .map(|(&(term, rank), _)| {
            let factor = options.rule.factor(term.weight, rank);
            (fonts.as_set(&term.term), factor)
        })
        .collect();
    let Places {
        k,
        corners,
        font,
        picture,
    } = places(&texts, fonts, (width, height))?;

    let rule = Rule {
        kind: options.rule,
        k,
        offset: OFFSET,
    };
    let (mut words, mut unplaced) = (Vec::new(), Vec::new());
    let mut places = texts.iter().zip(corners);
    for ((term, rank), measured) in ranked.into_iter().zip(measured) {
        let font_size = rule.font_size(term.weight, rank);
        let place = match measured {
            Err(unmeasured) => Err(unmeasured.into()),
            Ok(_) => match places.next() {
                Some(place) if font_size >= options.minimum_px => Ok(place),
                _ => Err(Reason::NoRoom),
            },
        };
        match place {
            Ok(((text, _), corner)) => {
                let [x, y] = pen(text, &font, font_size, corner);
                words.push(PlacedWord {
                    term: term.term.clone(),
                    weight: term.weight,
                    rank,
                    font_size,
                    x,
                    y,
                    rotation: 0,
                    color: Color::WHITE,
                    group: term.group.clone(),
                    score: term.score,
                });
            }
            Err(reason) => unplaced.push(UnplacedWord {
                term: term.term.clone(),
                weight: term.weight,
                group: term.group.clone(),
                reason,
            }),
        }
    }
    let coloring = options.coloring();
    let layout = CloudLayout {
        version: VERSION,
        canvas: Canvas {
            width,
            height,
            background: options.background,
        },
        rule: if words.is_empty() {
            Rule {
                k: 0.0,
                offset: 0.0,
                ..rule
            }
        } else {
            rule
        },
        engine: Engine::WordcloudRs,
        preset: options.preset,
        strategy: options.strategy,
        shape: options.shape,
        palette: coloring.palette,
        color_by: coloring.color_by,
        legend: None,
        seed: options.seed,
        reproducible: false,
        font: fonts.identity(),
        fallback: words.iter().find_map(|word| fonts.fallback(&word.term)),
        words,
        unplaced,
        labels: Vec::new(),
        contour: None,
        metrics: Metrics::default(),
    };
    Ok((layout.finished(&fonts)?, picture))
}

/// What the crate made of words.
struct Places {
    /// Pixels per unit of a word's factor.
    k: f64,
    /// The upper left corner of the room of each of the first words.
    corners: Vec<[u32; 2]>,
    /// The font as the crate had it.
    font: Font,
    picture: Picture,
}

/// Lets the crate find places for texts with their factors, as many of the first as it can.
fn places(
    texts: &[(String, f64)],
    fonts: Fonts<'_>,
    (width, height): (u32, u32),
) -> Result<Places, WordcloudRsError> {
    let characters: BTreeSet<char> = texts.iter().flat_map(|(text, _)| text.chars()).collect();
    let file = fonts.subset(&characters)?;
    let font = Font::from_bytes(file.clone())?;
    let factors = texts.iter().map(|&(_, factor)| factor);
    let Some(largest) = factors.max_by(f64::total_cmp) else {
        return Ok(Places {
            k: 0.0,
            corners: Vec::new(),
            font,
            picture: Picture::blank(width, height),
        });
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "between 0 and 100; the crate computes in f32"
    )]
    let given = |factor: f64| (HEAVIEST * factor / largest) as f32;
    // Two words of 2 px, forgotten afterwards, come first. They keep the crate from an endless
    // search for a place of the second word, and give a single word a size: sizes go with the
    // logarithm of the number of words.
    let character = characters.iter().find(|c| !c.is_whitespace());
    let dot = character.map(|c| (c.to_string(), 0.0));
    let dots = std::iter::repeat_n(dot, N_DOTS).flatten();
    let words = texts.iter();
    let words = words.map(|(text, factor)| (text.clone(), given(*factor)));
    let tokens: Vec<(String, f32)> = dots.chain(words).collect();
    let expected: Vec<String> = tokens.iter().map(|(text, _)| text.clone()).collect();
    let (picture, records) = run(&tokens, &file, (width, height))?;
    let (scale, corners) = read(records, &expected)?;
    let corners = corners.into_iter().skip(N_DOTS).collect();
    Ok(Places {
        k: scale * HEAVIEST / largest,
        corners,
        font,
        picture,
    })
}

/// The pixels per unit of weight and the corners of the first words.
fn read(records: Records, expected: &[String]) -> Result<(f64, Vec<[u32; 2]>), WordcloudRsError> {
    let problem = |problem: String| WordcloudRsError::Records { problem };
    let scale = records
        .scale
        .filter(|scale| scale.is_finite() && *scale > 0.0)
        .ok_or_else(|| problem("no scale".to_owned()))?;
    if records.placed.len() > expected.len() {
        return Err(problem(format!(
            "{} words placed of {}",
            records.placed.len(),
            expected.len()
        )));
    }
    for ((word, _), expected) in records.placed.iter().zip(expected) {
        if word != expected {
            return Err(problem(format!("{word:?} where {expected:?} was due")));
        }
    }
    let corners = records.placed.into_iter().map(|(_, corner)| corner);
    Ok((scale, corners.collect()))
}

/// The pen origin of a text whose room begins at `corner`.
///
/// The crate (by fontdue) puts the baseline the ascent below the room's upper edge and each letter
/// an advance to the right of the one before, both rounded up to whole pixels. The word has its
/// true advances, so what the rounding added is left over, half of it to either side.
fn pen(text: &str, font: &Font, font_size: f64, corner: [u32; 2]) -> [f64; 2] {
    let lengths = font.advances(text);
    let n_gaps = lengths.len().saturating_sub(1);
    let rounding = |advance: &f64| (advance * font_size).ceil() - advance * font_size;
    let added: f64 = lengths[..n_gaps].iter().map(rounding).sum();
    let [x, y] = corner.map(f64::from);
    let pen = [x + added / 2.0, y + (font.ascent() * font_size).ceil()];
    // Rounded to what the layout file prints; far below what can be seen.
    pen.map(|length| (length * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests;
