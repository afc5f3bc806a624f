//! The canvas made ready for the words: its parts, the line around them, the names of groups.

use super::area::{area, centres_of, centres_of_side};
use super::arrangement::{Arrangement, Need, Side, divide};
use super::ground::Ground;
use super::{
    Centre, Cloud, CloudError, Color, Contour, InkBox, Label, TextMeasure, Unmeasured, WeightedTerm,
};

/// What a layout needs to know of its canvas.
pub(super) struct Site {
    pub(super) ground: Ground,
    /// For each part of the ground.
    pub(super) centres: Vec<Vec<Centre>>,
    pub(super) contour: Option<Contour>,
    pub(super) labels: Vec<Label>,
}

/// Font size of the names of groups, as a share of the shorter side of the canvas.
const NAME_SIZE: f64 = 0.036;

/// Height kept for a name, in em.
const NAME_HEIGHT: f64 = 1.6;

/// The part of its side's width that a name takes at most.
const NAME_WIDTH: f64 = 0.95;

/// Makes the canvas ready; `ranked` are the terms with their ranks, heaviest first.
///
/// # Errors
/// [`CloudError::NarrowShape`], [`CloudError::BadGroup`].
pub(super) fn site(
    cloud: &Cloud,
    ranked: &[(&WeightedTerm, u32)],
    measure: &dyn TextMeasure,
) -> Result<Site, CloudError> {
    let options = cloud.options();
    let groups = match options.arrangement {
        Arrangement::Together => Vec::new(),
        Arrangement::Sides => groups(cloud, ranked),
    };
    if groups.len() < 2 {
        let area = area(options, cloud.mask(), 0);
        area.check(options)?;
        let centres = centres_of(&area.region, options.shape, options.minimum_px);
        return Ok(Site {
            ground: Ground::new(std::slice::from_ref(&area.region), vec![0; ranked.len()]),
            centres: vec![centres],
            contour: area.contour,
            labels: Vec::new(),
        });
    }
    let shorter = f64::from(options.width.min(options.height));
    let size = (NAME_SIZE * shorter).max(options.minimum_px);
    let heading = whole(NAME_HEIGHT * size);
    let area = area(options, cloud.mask(), heading);
    area.check(options)?;
    let part_of: Vec<usize> = ranked
        .iter()
        .map(|(term, _)| {
            let group = |name: &&Option<String>| **name == term.group;
            groups
                .iter()
                .position(group)
                .expect("all groups are listed")
        })
        .collect();
    let mut needs = vec![Need::default(); groups.len()];
    for (&(term, rank), &part) in ranked.iter().zip(&part_of) {
        if let Ok(ink) = measure.measure(&term.term) {
            needs[part].add(ink, options.rule.factor(term.weight, rank));
        }
    }
    let sides = divide(&area.region, &needs, heading);
    let centres = |side: &Side| centres_of_side(&side.region, options.shape, options.minimum_px);
    let regions: Vec<_> = sides.iter().map(|side| side.region.clone()).collect();
    Ok(Site {
        ground: Ground::new(&regions, part_of),
        centres: sides.iter().map(centres).collect(),
        contour: area.contour,
        labels: names(&groups, &sides, size, measure)?,
    })
}

/// The groups of the terms in the order in which they stand.
fn groups<'a>(cloud: &Cloud, ranked: &[(&'a WeightedTerm, u32)]) -> Vec<&'a Option<String>> {
    let told = |group: &Option<String>| {
        let place = |name: &String| cloud.groups().iter().position(|told| told == name);
        group.as_ref().and_then(place).unwrap_or(usize::MAX)
    };
    let mut groups: Vec<&Option<String>> = ranked.iter().map(|(term, _)| &term.group).collect();
    groups.sort_by_key(|group| (group.is_none(), told(group), *group));
    groups.dedup();
    groups
}

/// The names of groups above their sides, all of one size.
fn names(
    groups: &[&Option<String>],
    sides: &[Side],
    size: f64,
    measure: &dyn TextMeasure,
) -> Result<Vec<Label>, CloudError> {
    let mut named: Vec<(&String, InkBox, &Side)> = Vec::new();
    for (group, side) in groups.iter().zip(sides) {
        let Some(group) = group else { continue };
        let ink = measure
            .measure(group)
            .map_err(|error| CloudError::BadGroup {
                group: group.clone(),
                characters: match error {
                    Unmeasured::MissingGlyphs(characters) => characters,
                    Unmeasured::NoInk => Vec::new(),
                },
            })?;
        named.push((group, ink, side));
    }
    let room = |side: &Side| f64::from(side.columns.end - side.columns.start);
    let fitting = |(_, ink, side): &(&String, InkBox, &Side)| NAME_WIDTH * room(side) / ink.width();
    let size = named.iter().map(fitting).fold(size, f64::min);
    let label = |(group, ink, side): (&String, InkBox, &Side)| {
        let middle = f64::from(side.columns.start + side.columns.end) / 2.0;
        let rounded = |at: f64| (at * 1000.0).round() / 1000.0;
        Label {
            text: group.clone(),
            font_size: rounded(size),
            x: rounded(middle - (ink.left + ink.right) / 2.0 * size),
            y: rounded(f64::from(side.top) - (NAME_HEIGHT - 1.0) * size),
            color: Color::WHITE,
        }
    };
    Ok(named.into_iter().map(label).collect())
}

fn whole(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a side of the canvas, or a few pixels"
    )]
    let pixels = length.ceil() as u32;
    pixels
}
