//! From terms to a layout: order, measure, search the scale, colour.

use super::document::{Canvas, CloudLayout, PlacedWord, Reason, Rule, UnplacedWord, VERSION};
use super::metrics::Metrics;
use super::place::{Field, Pen, Shape, place};
use super::{CloudError, CloudOptions, InkBox, TextMeasure, Unmeasured, WeightedTerm, palette};

/// The search for the scale ends when success and failure are this close.
const TOLERANCE: f64 = 1.003;

/// First step of the search away from the guess; each further step is twice as long.
const STRIDE: f64 = 1.02;

/// Boxes with their clearance fill about this share of the canvas when `k` is at its largest.
const USUAL_FILL: f64 = 0.9;

/// A term that can be drawn.
struct Drawable<'a> {
    term: &'a WeightedTerm,
    rank: u32,
    shape: Shape,
}

/// Lays out terms.
///
/// Terms are sorted by weight, heaviest first, then by code point. Every term comes back, in
/// `words` or, with the reason, in `unplaced`; see the [module](crate::cloud) for what happens
/// when not all fit. An empty list gives a layout without words.
///
/// # Errors
/// [`CloudError::BadWeight`] and [`CloudError::DuplicateTerm`] name the term;
/// [`CloudError::BadCanvas`], [`CloudError::BadMinimum`] and [`CloudError::LowContrast`] reject
/// the options.
///
/// ```
/// use ciyun::cloud::{self, CloudOptions, FontIdentity, InkBox, TextMeasure, Unmeasured};
/// /// Every character is a square of one em.
/// struct Squares;
/// impl TextMeasure for Squares {
///     fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
///         let right = text.chars().map(|_| 1.0).sum();
///         Ok(InkBox { left: 0.0, top: -0.88, right, bottom: 0.12 })
///     }
///     fn identity(&self) -> FontIdentity {
///         FontIdentity { family: "Squares".to_owned(), sha256: String::new() }
///     }
/// }
/// let terms = [("方便", 400.0), ("卡", 100.0)];
/// let terms = terms.map(|(term, weight)| cloud::WeightedTerm { term: term.to_owned(), weight });
/// let layout = cloud::layout(&terms, &Squares, &CloudOptions::default())?;
/// // Four times the count, twice the size.
/// assert_eq!(layout.words[0].font_size, 2.0 * layout.words[1].font_size);
/// assert!(layout.unplaced.is_empty());
/// # Ok::<(), cloud::CloudError>(())
/// ```
pub fn layout(
    terms: &[WeightedTerm],
    measure: &dyn TextMeasure,
    options: &CloudOptions,
) -> Result<CloudLayout, CloudError> {
    options.check()?;
    let mut unplaced = Vec::new();
    let mut drawable = Vec::new();
    for (term, rank) in ranked(terms)? {
        match measure.measure(&term.term) {
            Ok(ink) => {
                let factor = options.rule.factor(term.weight, rank);
                let shape = Shape { ink, factor };
                drawable.push(Drawable { term, rank, shape });
            }
            Err(Unmeasured::MissingGlyphs(characters)) => {
                unplaced.push((rank, without_place(term, Reason::MissingGlyph(characters))));
            }
            Err(Unmeasured::NoInk) => unplaced.push((rank, without_place(term, Reason::NoInk))),
        }
    }

    let field = Field::new(options.width, options.height, options.preset);
    let (fitting, too_wide): (Vec<_>, Vec<_>) = drawable
        .into_iter()
        .partition(|word| field.holds(word.shape.ink, options.minimum_px));
    let shapes: Vec<Shape> = fitting.iter().map(|word| word.shape).collect();
    let (k, pens) = largest(&shapes, &field, options);

    let left_over = fitting[pens.len()..]
        .iter()
        .map(|word| (word, Reason::NoRoom));
    for (word, reason) in too_wide
        .iter()
        .map(|word| (word, Reason::TooWide))
        .chain(left_over)
    {
        unplaced.push((word.rank, without_place(word.term, reason)));
    }
    unplaced.sort_by(|(one, a), (two, b)| one.cmp(two).then_with(|| a.term.cmp(&b.term)));

    let placed: Vec<(&Drawable, Pen)> = fitting.iter().zip(pens).collect();
    let boxes: Vec<(f64, InkBox)> = placed
        .iter()
        .map(|(word, pen)| {
            let font_size = k * word.shape.factor;
            (font_size, word.shape.ink.at(font_size, pen.x, pen.y))
        })
        .collect();
    let words = placed
        .iter()
        .zip(&boxes)
        .zip(palette::assign(&boxes))
        .map(|(((word, pen), &(font_size, _)), color)| PlacedWord {
            term: word.term.term.clone(),
            weight: word.term.weight,
            rank: word.rank,
            font_size,
            x: pen.x,
            y: pen.y,
            rotation: 0,
            color,
        })
        .collect();
    Ok(CloudLayout {
        version: VERSION,
        canvas: Canvas {
            width: options.width,
            height: options.height,
            background: options.background,
        },
        rule: Rule {
            kind: options.rule,
            k,
        },
        preset: options.preset,
        seed: options.seed,
        reproducible: true,
        font: measure.identity(),
        words,
        unplaced: unplaced.into_iter().map(|(_, word)| word).collect(),
        metrics: Metrics::of(&boxes, options.width, options.height),
    })
}

fn without_place(term: &WeightedTerm, reason: Reason) -> UnplacedWord {
    UnplacedWord {
        term: term.term.clone(),
        weight: term.weight,
        reason,
    }
}

/// Terms in their order, each with its rank; equal weights share a rank (1, 2, 2, 4).
fn ranked(terms: &[WeightedTerm]) -> Result<Vec<(&WeightedTerm, u32)>, CloudError> {
    let usable = |term: &&WeightedTerm| term.weight.is_finite() && term.weight > 0.0;
    if let Some(term) = terms.iter().find(|term| !usable(term)) {
        return Err(CloudError::BadWeight {
            term: term.term.clone(),
            weight: term.weight,
        });
    }
    let mut names: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(CloudError::DuplicateTerm {
            term: twice[0].to_owned(),
        });
    }
    let mut sorted: Vec<&WeightedTerm> = terms.iter().collect();
    sorted.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| a.term.cmp(&b.term))
    });
    let mut ranked: Vec<(&WeightedTerm, u32)> = Vec::with_capacity(sorted.len());
    for (term, position) in sorted.into_iter().zip(1..) {
        let rank = match ranked.last() {
            Some(&(before, rank)) if before.weight == term.weight => rank,
            _ => position,
        };
        ranked.push((term, rank));
    }
    Ok(ranked)
}

/// The most words, heaviest first, that have room with none below the floor, and the largest
/// scale found at which they have it. Without words, the scale is 0.
fn largest(shapes: &[Shape], field: &Field, options: &CloudOptions) -> (f64, Vec<Pen>) {
    let attempt = |n: usize, k: f64| place(&shapes[..n], k, field, options.seed);
    let at_floor = |n: usize| {
        let k = options.minimum_px / shapes.get(n.checked_sub(1)?)?.factor;
        Some((k, attempt(n, k)?))
    };
    let (mut fits, mut fails) = (0, shapes.len() + 1);
    let mut best = (0.0, Vec::new());
    let mut n = shapes.len();
    while fails - fits > 1 {
        match at_floor(n) {
            Some(found) => (best, fits) = (found, n),
            None => fails = n,
        }
        n = fits.midpoint(fails);
    }
    if fits == 0 {
        return best;
    }

    let box_area = |shape: &Shape| {
        let (width, height) = field.extent(shape.ink, best.0 * shape.factor);
        width * height
    };
    let area: f64 = shapes[..fits].iter().map(box_area).sum();
    let guess = best.0 * (USUAL_FILL * field.area() / area).sqrt();
    let (mut k, mut stride, mut fails_at) = (guess.max(best.0), STRIDE, f64::INFINITY);
    while fails_at / best.0 > TOLERANCE {
        match attempt(fits, k) {
            Some(pens) => best = (k, pens),
            None => fails_at = k,
        }
        k = if fails_at.is_finite() {
            (best.0 * (fails_at / best.0).sqrt()).max(fails_at / stride)
        } else {
            best.0 * stride
        };
        stride *= stride;
    }
    best
}
