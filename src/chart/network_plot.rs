//! Words as discs, and lines between those that stand together.

use super::number::grouped;
use super::sheet::{LABEL, LEADING, MARGIN, SMALL, Sheet};
use super::tone;
use crate::cloud::{Color, InkBox};
use crate::language::Language;
use crate::render::{Anchor, Figure, Fonts, Mark, Text};

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 760.0;
/// White around the nodes, where labels may stand.
const INSET: f64 = 48.0;
const LARGEST_RADIUS: f64 = 24.0;
const SMALLEST_RADIUS: f64 = 3.0;
const WIDEST_EDGE: f64 = 6.0;
const NARROWEST_EDGE: f64 = 0.6;
/// White around a label that covers lines.
const HALO: f64 = 1.5;
/// White between a label and what is beside it.
const CLEAR: f64 = 3.0;

/// A network of terms, drawn at places found beforehand.
///
/// The area of a disc is in proportion to the number of comments with the term, down to a smallest
/// disc that can be seen; the width of a line grows with its weight. Labels overlap neither one
/// another nor discs: the terms of most comments are labelled first, and one that finds no room
/// beside its disc stays without; the description counts them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NetworkPlot {
    /// Title.
    pub title: String,
    /// The terms.
    pub nodes: Vec<PlotNode>,
    /// The lines. One that leads to no node, or from a node to itself, is not drawn.
    pub edges: Vec<PlotEdge>,
    /// Names of the communities; one without name is called by its number, from 1.
    pub communities: Vec<String>,
    /// What is to be known below the chart: what the weights are, say.
    pub note: Option<String>,
}

/// A term.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotNode {
    /// The term.
    pub label: String,
    /// How many comments have it.
    pub df: u64,
    /// Its community, from 0.
    pub community: usize,
    /// Its place in a square of side 1, y down; ends beyond it are drawn at its border.
    pub position: (f64, f64),
}

/// A line between two terms.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotEdge {
    /// Index of a node.
    pub first: usize,
    /// Index of the other node.
    pub second: usize,
    /// How strongly they are tied; not drawn unless above 0.
    pub weight: f64,
}

/// A node with its place on the sheet.
struct Disc<'a> {
    node: &'a PlotNode,
    x: f64,
    y: f64,
    radius: f64,
    /// 0 to 1: its radius in parts of the largest.
    size: f64,
}

impl NetworkPlot {
    /// Draws the network; `None` when no node has a place.
    #[must_use]
    pub fn figure<'a>(&self, fonts: impl Into<Fonts<'a>>, language: Language) -> Option<Figure> {
        let fonts = fonts.into();
        let mut sheet = Sheet::new(fonts, language, WIDTH);
        sheet.title(&self.title);
        let top = sheet.y;
        let discs = self.discs(top);
        if discs.iter().all(Option::is_none) {
            return None;
        }
        self.draw_edges(&discs, &mut sheet);
        let mut order: Vec<&Disc<'_>> = discs.iter().flatten().collect();
        order.sort_by(|one, other| {
            let by_size = other.node.df.cmp(&one.node.df);
            by_size.then_with(|| one.node.label.cmp(&other.node.label))
        });
        for disc in &order {
            sheet.marks.push(Mark::Circle {
                x: disc.x,
                y: disc.y,
                radius: disc.radius,
                fill: color(disc.node.community),
                stroke: Some((1.0, tone::PAPER)),
            });
        }
        let frame = InkBox {
            left: MARGIN / 2.0,
            top,
            right: WIDTH - MARGIN / 2.0,
            bottom: top + HEIGHT,
        };
        let unlabelled = label_all(&order, &frame, &fonts, &mut sheet);
        sheet.y = top + HEIGHT + 8.0;
        self.key(&order, language, &mut sheet);
        sheet.left_out(self.nodes.len() - order.len());
        if unlabelled > 0 {
            sheet.describe(match language {
                Language::Chinese => format!("{unlabelled} 个词语因无空位未标出"),
                Language::English => format!("terms without room for their label: {unlabelled}"),
            });
        }
        sheet.note(self.note.as_deref());
        Some(sheet.finish())
    }

    /// The nodes on the sheet; `None` for one whose place is no number.
    fn discs(&self, top: f64) -> Vec<Option<Disc<'_>>> {
        let largest = self.nodes.iter().map(|node| node.df).max().unwrap_or(0);
        let nodes = self.nodes.iter().map(|node| {
            let (x, y) = node.position;
            if !(x.is_finite() && y.is_finite()) {
                return None;
            }
            #[expect(
                clippy::cast_precision_loss,
                reason = "counts of comments are below 2^53"
            )]
            let size = (node.df as f64 / largest.max(1) as f64).sqrt();
            Some(Disc {
                node,
                x: INSET + x.clamp(0.0, 1.0) * (WIDTH - 2.0 * INSET),
                y: top + INSET + y.clamp(0.0, 1.0) * (HEIGHT - 2.0 * INSET),
                radius: (LARGEST_RADIUS * size).max(SMALLEST_RADIUS),
                size,
            })
        });
        nodes.collect()
    }

    fn draw_edges(&self, discs: &[Option<Disc<'_>>], sheet: &mut Sheet<'_>) {
        let disc = |index: usize| discs.get(index).and_then(Option::as_ref);
        let mut edges: Vec<(f64, [&Disc<'_>; 2])> = self
            .edges
            .iter()
            .filter(|edge| edge.weight.is_finite() && edge.weight > 0.0)
            .filter(|edge| edge.first != edge.second)
            .filter_map(|edge| Some((edge.weight, [disc(edge.first)?, disc(edge.second)?])))
            .collect();
        edges.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let largest = edges.last().map_or(1.0, |(weight, _)| *weight);
        for (weight, [one, other]) in edges {
            let share = weight / largest;
            let width = NARROWEST_EDGE + share * (WIDEST_EDGE - NARROWEST_EDGE);
            sheet.line((one.x, one.y), (other.x, other.y), width, tone::EDGE);
        }
    }

    /// What colours and sizes mean, below the network.
    fn key(&self, discs: &[&Disc<'_>], language: Language, sheet: &mut Sheet<'_>) {
        let mut communities: Vec<usize> = discs.iter().map(|disc| disc.node.community).collect();
        communities.sort_unstable();
        communities.dedup();
        let n_colored = communities.partition_point(|&one| one < tone::groups().len());
        let mut names: Vec<(Color, String)> = communities[..n_colored]
            .iter()
            .map(|&community| (color(community), self.name(community, language)))
            .collect();
        if n_colored < communities.len() {
            let others = sheet.say("其他群", "other communities");
            names.push((tone::other_groups(), others.to_owned()));
        }
        let (mut x, line) = (MARGIN, LABEL * LEADING);
        for (color, name) in names {
            let name = sheet.fitted(&name, LABEL, WIDTH - 2.0 * MARGIN - 20.0);
            let width = 20.0 + sheet.width_of(&name, LABEL);
            if x > MARGIN && x + width > WIDTH - MARGIN {
                (x, sheet.y) = (MARGIN, sheet.y + line);
            }
            let middle = sheet.y + line / 2.0;
            sheet.marks.push(Mark::Circle {
                x: x + 6.0,
                y: middle,
                radius: 6.0,
                fill: color,
                stroke: None,
            });
            sheet.centered(&name, LABEL, (x + 20.0, middle), tone::INK, Anchor::Start);
            x += width + 24.0;
        }
        let most = grouped(discs.iter().map(|disc| disc.node.df).max().unwrap_or(0));
        let said = match language {
            Language::Chinese => {
                format!("圆的面积与含该词的评论数成正比（最大 {most}）；线越粗，联系越强")
            }
            Language::English => format!(
                "Area of a disc: comments with the term (largest {most}); width of a line: \
                 strength of the tie"
            ),
        };
        let lines = sheet.wrapped(&said, SMALL, WIDTH - 2.0 * MARGIN);
        let below = sheet.y + line + 6.0;
        sheet.y = sheet.block(&lines, SMALL, MARGIN, below, tone::QUIET, Anchor::Start);
    }

    fn name(&self, community: usize, language: Language) -> String {
        let number = community.saturating_add(1);
        let named = self.communities.get(community);
        named
            .filter(|name| !name.trim().is_empty())
            .cloned()
            .unwrap_or_else(|| match language {
                Language::Chinese => format!("群 {number}"),
                Language::English => format!("Community {number}"),
            })
    }
}

fn color(community: usize) -> Color {
    let colors = tone::groups();
    colors
        .get(community)
        .copied()
        .unwrap_or(tone::other_groups())
}

/// Labels the discs in their order and gives the number of those without room.
fn label_all(
    order: &[&Disc<'_>],
    frame: &InkBox,
    fonts: &Fonts<'_>,
    sheet: &mut Sheet<'_>,
) -> usize {
    let mut taken: Vec<InkBox> = Vec::new();
    let mut without = 0;
    for disc in order {
        let text = fonts.shown(&disc.node.label);
        if text.trim().is_empty() {
            continue;
        }
        let font_size = (SMALL + 7.0 * disc.size).round();
        let found = places(disc, text, font_size).find_map(|text| {
            let ink = text.ink(fonts)?;
            let inside = ink.left >= frame.left
                && ink.right <= frame.right
                && ink.top >= frame.top
                && ink.bottom <= frame.bottom;
            let free = inside
                && !taken.iter().any(|other| overlap(&ink, other))
                && !order.iter().any(|disc| covers(&ink, disc));
            free.then_some((text, ink))
        });
        match found {
            Some((text, ink)) => {
                // Lines end at the label, so that it can be read.
                sheet.marks.push(Mark::Rectangle {
                    x: ink.left - HALO,
                    y: ink.top - HALO,
                    width: ink.width() + 2.0 * HALO,
                    height: ink.height() + 2.0 * HALO,
                    fill: Color::WHITE,
                });
                taken.push(ink);
                sheet.marks.push(Mark::Text(text));
            }
            None => without += 1,
        }
    }
    without
}

/// Where a label may stand, the best place first: at the right, at the left, above, below and at
/// the corners of its disc, then the same farther off.
fn places(disc: &Disc<'_>, text: String, font_size: f64) -> impl Iterator<Item = Text> {
    const AROUND: [(f64, f64); 8] = [
        (1.0, 0.0),
        (-1.0, 0.0),
        (0.0, -1.0),
        (0.0, 1.0),
        (0.75, -0.75),
        (0.75, 0.75),
        (-0.75, -0.75),
        (-0.75, 0.75),
    ];
    let (x, y, radius) = (disc.x, disc.y, disc.radius);
    let away = [4.0, 9.0, 15.0];
    let places = away
        .into_iter()
        .flat_map(|away| AROUND.map(|(right, down)| (away, right, down)));
    places.map(move |(away, right, down)| {
        let reach = radius + away;
        // Half of an ideograph is above its middle, half below.
        let middle = y + down * (reach + font_size * 0.45);
        Text {
            text: text.clone(),
            font_size,
            x: x + right * reach,
            y: middle + 0.37 * font_size,
            color: tone::INK,
            anchor: if right > 0.0 {
                Anchor::Start
            } else if right < 0.0 {
                Anchor::End
            } else {
                Anchor::Middle
            },
        }
    })
}

fn overlap(one: &InkBox, other: &InkBox) -> bool {
    one.left < other.right + CLEAR
        && other.left < one.right + CLEAR
        && one.top < other.bottom + CLEAR
        && other.top < one.bottom + CLEAR
}

/// Whether a disc reaches into a box.
fn covers(ink: &InkBox, disc: &Disc<'_>) -> bool {
    let x = disc.x - disc.x.clamp(ink.left, ink.right);
    let y = disc.y - disc.y.clamp(ink.top, ink.bottom);
    x * x + y * y < (disc.radius + 1.0) * (disc.radius + 1.0)
}
