use proptest::prelude::*;

use super::stress::length;
use super::*;
use crate::network::Node;
use crate::network::graph::tests::graph;

const MARK: Mark = Mark {
    radius: 12.0,
    half_width: 30.0,
    half_height: 10.0,
};

fn layout(n_nodes: usize, cell: &str, seed: u64) -> Vec<(f64, f64)> {
    let options = ForceOptions {
        seed,
        ..ForceOptions::default()
    };
    force_layout(&graph(n_nodes, cell), &vec![MARK; n_nodes], options)
}

fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    length([other.0 - one.0, other.1 - one.1])
}

/// Pairs of boxes that share more than a border.
fn n_overlaps(places: &[[f64; 2]], halves: &[[f64; 2]]) -> usize {
    let overlap = |one: usize, other: usize| {
        [0, 1].iter().all(|axis| {
            let apart = (places[one][*axis] - places[other][*axis]).abs();
            apart < halves[one][*axis] + halves[other][*axis] - 1e-6
        })
    };
    (0..places.len())
        .map(|other| (0..other).filter(|one| overlap(*one, other)).count())
        .sum()
}

/// All ties within the nodes `from` to `to`.
fn clique(from: usize, to: usize) -> String {
    (from..to)
        .flat_map(|one| (one + 1..to).map(move |other| format!("{one} {other} 5 ")))
        .collect()
}

/// Ties of each node to the next.
fn path(n_nodes: usize) -> String {
    (1..n_nodes)
        .map(|node| format!("{} {node} 3 ", node - 1))
        .collect()
}

#[test]
fn a_seed_gives_the_same_bits_and_another_seed_others() {
    let cell = clique(0, 6) + "0 6 2 6 7 1";
    assert_eq!(layout(9, &cell, 1), layout(9, &cell, 1));
    assert_ne!(layout(9, &cell, 1), layout(9, &cell, 2));
}

#[test]
fn order_of_edges_changes_nothing() {
    let there = layout(6, "0 1 5 1 2 4 2 3 3 0 3 2 4 5 1", 0);
    let back = layout(6, "5 4 1 3 0 2 3 2 3 2 1 4 1 0 5", 0);
    assert_eq!(there, back);
}

#[test]
fn a_path_is_laid_out_in_order() {
    for seed in 0..20 {
        let places = layout(12, &path(12), seed);
        let steps: Vec<f64> = places.windows(2).map(|w| w[1].0 - w[0].0).collect();
        let onward = steps[0].signum();
        assert!(steps.iter().all(|step| step * onward > 20.0), "{places:?}");
        // Nor is it blown up to the height of the picture.
        let bent = places.iter().any(|at| (at.1 - 500.0).abs() > 150.0);
        assert!(!bent, "{places:?}");
    }
}

#[test]
fn lengths_are_those_of_the_counts() {
    // Strengths 4, 5, 1: √(4·5/4) = √5 and √(5·1/1) = √5, so both are the median edge.
    let found = distances(&graph(3, "0 1 4 1 2 1"), &[0, 1, 2]);
    assert_eq!(found, [0.0, 1.0, 2.0, 1.0, 0.0, 1.0, 2.0, 1.0, 0.0]);
    // A triangle of 1, 1 and 16 comments: √(2·17/1) for two edges, √(17·17/16) for the third,
    // √34 / 4.25 = 1.37 times as short.
    let found = distances(&graph(3, "0 1 1 0 2 1 1 2 16"), &[0, 1, 2]);
    assert_eq!(found[1], 1.0);
    assert!((found[5] - 4.25 / 34.0_f64.sqrt()).abs() < 1e-12);
}

#[test]
fn a_tree_keeps_its_distances() {
    // A star of three arms can be drawn with all path lengths nearly right.
    let cell = "0 1 1 0 2 1 0 3 1";
    let wanted = distances(&graph(4, cell), &[0, 1, 2, 3]);
    for seed in 0..20 {
        let points = low_stress(&wanted, 4, &mut SplitMix64::new(seed));
        for arm in 1..4 {
            let [x, y] = [0, 1].map(|axis| points[arm][axis] - points[0][axis]);
            assert!((length([x, y]) - 1.0).abs() < 0.15, "{points:?}");
        }
    }
}

#[test]
fn cliques_come_apart() {
    for seed in 0..20 {
        let places = layout(16, &(clique(0, 8) + &clique(8, 16) + "0 8 1"), seed);
        let mean = |within: bool| {
            let pairs = (0..16).flat_map(|other| (0..other).map(move |one| (one, other)));
            let of_kind = pairs.filter(|(one, other)| ((*one < 8) == (*other < 8)) == within);
            let lengths: Vec<f64> = of_kind
                .map(|(one, other)| distance(places[one], places[other]))
                .collect();
            lengths.iter().sum::<f64>() / lengths.len() as f64
        };
        assert!(mean(true) < 0.5 * mean(false), "{places:?}");
    }
}

#[test]
fn the_longer_side_is_filled() {
    let places = layout(30, &path(30), 3);
    let (low, high) = places.iter().fold((f64::MAX, f64::MIN), |(low, high), at| {
        (low.min(at.0), high.max(at.0))
    });
    assert!(low < 60.0 && high > 1540.0, "{low} {high}");
}

#[test]
fn a_tall_picture_is_filled_too() {
    let options = ForceOptions {
        width: 600.0,
        height: 900.0,
        seed: 0,
    };
    let places = force_layout(&graph(2, "0 1 1"), &[MARK; 2], options);
    // The circles, of a radius of 12, reach above and below the labels.
    let apart = (places[0].1 - places[1].1).abs();
    assert!((apart - 876.0).abs() < 1e-6, "{places:?}");
}

#[test]
fn components_do_not_mix() {
    // A pair, a clique of 12 and three nodes alone weigh 6, 36 and 3: the clique, which is the
    // largest, has 36/45 of the width, the pair 6/9 of the height beside it.
    let places = layout(17, &("0 1 2 ".to_owned() + &clique(2, 14)), 0);
    assert!(places[2..14].iter().all(|at| at.0 <= 1280.0), "{places:?}");
    assert!(places[..2].iter().all(|at| at.0 >= 1280.0), "{places:?}");
    assert!(places[..2].iter().all(|at| at.1 <= 667.0), "{places:?}");
    assert!(places[14..].iter().all(|at| at.0 >= 1280.0), "{places:?}");
    assert!(places[14..].iter().all(|at| at.1 >= 667.0), "{places:?}");
}

#[test]
fn nodes_alone_stand_in_rows() {
    assert_eq!(layout(0, "", 0), []);
    assert_eq!(layout(1, "", 0), [(800.0, 500.0)]);
    assert_eq!(layout(2, "", 0), [(400.0, 500.0), (1200.0, 500.0)]);
    // One column of 1600 · 250 is wider than marks of 60 · 24, two of 800 · 500 are not.
    let expected = [
        (400.0, 250.0),
        (1200.0, 250.0),
        (400.0, 750.0),
        (1200.0, 750.0),
    ];
    assert_eq!(layout(4, "", 0), expected);
}

#[test]
fn marks_at_one_place_come_apart() {
    let halves = [[30.0, 10.0]; 30];
    let mut places = [[500.0, 300.0]; 30];
    push_apart(
        &mut places,
        &halves,
        [1000.0, 600.0],
        &mut SplitMix64::new(0),
    );
    assert_eq!(n_overlaps(&places, &halves), 0);
}

#[test]
fn marks_on_half_of_the_picture_come_apart() {
    // 100 boxes of 80 · 40 on 800 · 800.
    let mut random = SplitMix64::new(1);
    let halves = [[40.0, 20.0]; 100];
    let mut places: Vec<_> = (0..100)
        .map(|_| [random.share() * 800.0, random.share() * 800.0])
        .collect();
    push_apart(&mut places, &halves, [800.0, 800.0], &mut random);
    assert_eq!(n_overlaps(&places, &halves), 0);
}

#[test]
fn marks_moved_into_the_picture_come_apart_there() {
    let halves = [[30.0, 10.0]; 2];
    let mut places = [[20.0, 50.0], [-60.0, 50.0]];
    push_apart(
        &mut places,
        &halves,
        [200.0, 100.0],
        &mut SplitMix64::new(0),
    );
    assert_eq!(n_overlaps(&places, &halves), 0);
    assert!(places.iter().all(|[x, _]| *x >= 30.0), "{places:?}");
}

#[test]
fn a_mark_larger_than_the_picture_stays_in_its_middle() {
    let options = ForceOptions {
        width: 20.0,
        height: 100.0,
        seed: 0,
    };
    let places = force_layout(&graph(2, "0 1 1"), &[MARK; 2], options);
    assert!(places.iter().all(|(x, _)| *x == 10.0), "{places:?}");
    assert!((places[0].1 - places[1].1).abs() > 24.0 - 1e-6);
}

#[test]
#[should_panic(expected = "one mark a node")]
fn a_mark_is_asked_of_each_node() {
    let _ = force_layout(&graph(2, ""), &[MARK], ForceOptions::default());
}

proptest! {
    #[test]
    fn marks_lie_inside_and_apart(
        ties in prop::collection::btree_map((0_usize..25, 0_usize..25), 1_u64..40, 0..120),
        marks in prop::collection::vec((0.0..25.0_f64, 0.0..60.0_f64, 0.0..20.0_f64), 25),
        width in 900.0..2000.0_f64, height in 700.0..1500.0_f64, seed: u64
    ) {
        let pairs: Vec<_> = ties
            .iter()
            .filter(|((one, other), _)| one < other)
            .map(|((one, other), count)| (*one, *other, *count))
            .collect();
        let node = |index| Node { term: format!("w{index}"), tf: 2000, df: 1000 };
        let graph = Graph::new((0..25).map(node).collect(), &pairs, 5000);
        let marks: Vec<Mark> = marks
            .into_iter()
            .map(|(radius, half_width, half_height)| Mark { radius, half_width, half_height })
            .collect();
        let options = ForceOptions { width, height, seed };
        let places = force_layout(&graph, &marks, options);
        prop_assert_eq!(&places, &force_layout(&graph, &marks, options));
        let halves: Vec<_> = marks.iter().map(|mark| mark.half_sides()).collect();
        for ((x, y), half) in places.iter().zip(&halves) {
            prop_assert!(half[0] <= *x && *x <= width - half[0], "{} of {}", x, width);
            prop_assert!(half[1] <= *y && *y <= height - half[1], "{} of {}", y, height);
        }
        let places: Vec<_> = places.into_iter().map(|(x, y)| [x, y]).collect();
        prop_assert_eq!(n_overlaps(&places, &halves), 0);
    }
}
