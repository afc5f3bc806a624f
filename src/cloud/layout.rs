//! From terms to a layout: order, measure, search the scale, colour.

use super::aim::aim;
use super::document::{Canvas, CloudLayout, PlacedWord, Reason, Rule, UnplacedWord, VERSION};
use super::metrics::Metrics;
use super::place::{Pen, Scene, Word};
use super::search::largest;
use super::site::{Site, site};
use super::{Cloud, CloudError, CloudOptions, Color, Engine, TextMeasure, Turn, WeightedTerm};
use crate::random::SplitMix64;

/// Added to the seed, so that turns and ties are drawn apart.
const TURNS: u64 = 0x7475_726e;

/// A term that can be drawn.
struct Drawable<'a> {
    term: &'a WeightedTerm,
    rank: u32,
    word: Word<'a>,
}

/// See [`Cloud::layout`].
pub(super) fn layout(
    terms: &[WeightedTerm],
    measure: &dyn TextMeasure,
    cloud: &Cloud,
) -> Result<CloudLayout, CloudError> {
    let options = cloud.options();
    let ranked = ranked(terms)?;
    let ordered: Vec<&WeightedTerm> = ranked.iter().map(|&(term, _)| term).collect();
    let Site {
        ground,
        centres,
        contour,
        labels,
    } = site(cloud, &ranked, measure)?;
    let mut unplaced = Vec::new();
    let mut drawable = Vec::new();
    let turns = turns(&ordered, options);
    for ((n, (term, rank)), turn) in ranked.into_iter().enumerate().zip(turns) {
        match measure.measure(&term.term) {
            Ok(ink) => {
                let word = Word {
                    text: &term.term,
                    ink,
                    turn,
                    factor: options.rule.factor(term.weight, rank),
                    part: ground.part_of(n),
                };
                drawable.push(Drawable { term, rank, word });
            }
            Err(unmeasured) => unplaced.push((rank, without_place(term, unmeasured.into()))),
        }
    }

    let scene = Scene::new(&ground, measure, options);
    let holds = |word: &Word| scene.holds(word, options.minimum_px);
    for Drawable { word, .. } in &mut drawable {
        if word.turn == Turn::Left && !holds(word) {
            word.turn = Turn::Upright;
        }
    }
    let (fitting, too_wide): (Vec<_>, Vec<_>) = drawable
        .into_iter()
        .partition(|drawable| holds(&drawable.word));
    let words: Vec<Word> = fitting.iter().map(|drawable| drawable.word).collect();
    let aim = aim(cloud, &ground, &centres, &words);
    let (k, pens) = largest(&scene, &words, aim.as_ref(), options.minimum_px);

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
    unplaced.sort_by(|(one, a), (two, b)| {
        let order = one.cmp(two).then_with(|| a.term.cmp(&b.term));
        order.then_with(|| a.group.cmp(&b.group))
    });

    let placed: Vec<(&Drawable, Pen)> = fitting.iter().zip(pens).collect();
    let words = placed
        .iter()
        .map(|(word, pen)| PlacedWord {
            term: word.term.term.clone(),
            weight: word.term.weight,
            rank: word.rank,
            font_size: k * word.word.factor,
            x: pen.x,
            y: pen.y,
            rotation: word.word.turn.degrees(),
            color: Color::WHITE,
            group: word.term.group.clone(),
            score: word.term.score,
        })
        .collect();
    let coloring = options.coloring();
    let layout = CloudLayout {
        version: VERSION,
        canvas: Canvas {
            width: options.width,
            height: options.height,
            background: options.background,
        },
        rule: Rule {
            kind: options.rule,
            k,
            offset: 0.0,
        },
        engine: Engine::Ciyun,
        preset: options.preset,
        strategy: options.strategy,
        shape: options.shape,
        palette: coloring.palette,
        color_by: coloring.color_by,
        legend: cloud.legend(),
        seed: options.seed,
        reproducible: true,
        font: measure.identity(),
        fallback: placed
            .iter()
            .find_map(|(word, _)| measure.fallback(&word.term.term)),
        words,
        unplaced: unplaced.into_iter().map(|(_, word)| word).collect(),
        labels,
        contour,
        metrics: Metrics::default(),
    };
    layout.finished(measure)
}

fn without_place(term: &WeightedTerm, reason: Reason) -> UnplacedWord {
    UnplacedWord {
        term: term.term.clone(),
        weight: term.weight,
        group: term.group.clone(),
        reason,
    }
}

/// Terms in their order, each with its rank; equal weights share a rank (1, 2, 2, 4).
pub(crate) fn ranked(terms: &[WeightedTerm]) -> Result<Vec<(&WeightedTerm, u32)>, CloudError> {
    let usable = |term: &&WeightedTerm| term.weight.is_finite() && term.weight > 0.0;
    if let Some(term) = terms.iter().find(|term| !usable(term)) {
        return Err(CloudError::BadWeight {
            term: term.term.clone(),
            weight: term.weight,
        });
    }
    let mut names: Vec<_> = terms.iter().map(|term| (&term.term, &term.group)).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(CloudError::DuplicateTerm {
            term: twice[0].0.clone(),
        });
    }
    let mut sorted: Vec<&WeightedTerm> = terms.iter().collect();
    sorted.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| a.term.cmp(&b.term))
            .then_with(|| a.group.cmp(&b.group))
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

/// How each word is turned: by a draw of its own, whatever becomes of the others. The heaviest
/// stays upright, as it is read first; so does a single character, as nothing shows in which
/// direction it reads.
fn turns(terms: &[&WeightedTerm], options: &CloudOptions) -> Vec<Turn> {
    let mut random = SplitMix64::new(options.seed.wrapping_add(TURNS));
    let turn = |(n, term): (usize, &&WeightedTerm)| {
        let drawn = random.share() < options.rotated;
        if drawn && n > 0 && term.term.chars().nth(1).is_some() {
            Turn::Left
        } else {
            Turn::Upright
        }
    };
    terms.iter().enumerate().map(turn).collect()
}
