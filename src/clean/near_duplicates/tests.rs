use std::collections::{BTreeMap, BTreeSet, HashSet};

use proptest::prelude::*;

use super::components::WINDOW;
use super::grams::mix;
use super::*;
use crate::ledger::{Location, SourceId};

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = mix(self.0);
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn text(&mut self, n_chars: usize) -> Vec<char> {
        (0..n_chars).map(|_| self.character()).collect()
    }

    fn character(&mut self) -> char {
        let offset = u32::try_from(self.below(2000)).unwrap();
        char::from_u32(0x4e00 + offset).unwrap()
    }

    /// Replaces, removes or adds characters at `n_places` places.
    fn vary(&mut self, text: &[char], n_places: usize) -> Vec<char> {
        let mut text = text.to_vec();
        for _ in 0..n_places {
            let at = self.below(text.len());
            match self.below(3) {
                0 => text[at] = self.character(),
                1 if text.len() > 1 => drop(text.remove(at)),
                _ => text.insert(at, self.character()),
            }
        }
        text
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}

/// `n_bases` texts, each with varied copies of itself and of the copies.
fn corpus(dice: &mut Dice, n_bases: usize, n_copies: usize, n_chars: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for _ in 0..n_bases {
        let length = n_chars + dice.below(n_chars);
        let mut family = vec![dice.text(length)];
        for _ in 0..n_copies {
            let parent = dice.below(family.len());
            let n_places = dice.below(5);
            family.push(dice.vary(&family[parent].clone(), n_places));
        }
        texts.extend(family);
    }
    dice.shuffle(&mut texts);
    texts.iter().map(|text| text.iter().collect()).collect()
}

fn key(number: usize) -> DocumentKey {
    let number = number as u64;
    DocumentKey {
        number,
        place: Location {
            source: SourceId(0),
            line: number / 2,
        },
    }
}

/// Adds the texts in the given order, each with its position in `texts` as its number.
fn search<S: AsRef<str>>(
    texts: &[S],
    order: &[usize],
    options: NearDuplicateOptions,
) -> (NearDuplicates, u64) {
    let mut index = NearDuplicateIndex::new(options);
    for number in order {
        let signature = NearDuplicateSignature::of(texts[*number].as_ref(), &options);
        index.push(key(*number), &signature);
    }
    index.finish_counting()
}

fn in_order<S: AsRef<str>>(texts: &[S]) -> (NearDuplicates, u64) {
    let order: Vec<usize> = (0..texts.len()).collect();
    search(texts, &order, NearDuplicateOptions::default())
}

/// Kept number and dropped numbers of each cluster.
fn numbers(found: &NearDuplicates) -> Vec<(u64, Vec<u64>)> {
    let cluster = |cluster: &NearDuplicateCluster| {
        let dropped = cluster.dropped.iter().map(|document| document.number);
        (cluster.kept.number, dropped.collect())
    };
    found.clusters().iter().map(cluster).collect()
}

/// Three characters each, of the letters and digits; not the code under test.
fn naive_grams(text: &str) -> HashSet<String> {
    let letters: Vec<char> = text
        .to_lowercase()
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    letters.windows(3).map(String::from_iter).collect()
}

/// Pairs (earlier, later) whose similarity is 0.8 or more.
fn naive_pairs<S: AsRef<str>>(texts: &[S]) -> Vec<(usize, usize)> {
    let sets: Vec<HashSet<String>> = texts
        .iter()
        .map(|text| naive_grams(text.as_ref()))
        .collect();
    let mut pairs = Vec::new();
    for (later, second) in sets.iter().enumerate().filter(|(_, set)| set.len() >= 13) {
        for (earlier, first) in sets[..later]
            .iter()
            .enumerate()
            .filter(|(_, set)| set.len() >= 13)
        {
            let common = first.intersection(second).count();
            if common * 5 >= (first.len() + second.len() - common) * 4 {
                pairs.push((earlier, later));
            }
        }
    }
    pairs
}

/// What can be reached from `start` by the pairs without leaving `members`.
fn reached(start: usize, members: &BTreeSet<usize>, pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([start]);
    loop {
        let before = found.len();
        for (one, two) in pairs {
            if members.contains(one) && members.contains(two) {
                if found.contains(one) {
                    found.insert(*two);
                } else if found.contains(two) {
                    found.insert(*one);
                }
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

#[test]
fn the_first_of_a_cluster_is_kept() {
    // Each has 35 3-grams, 32 of them in common: 32 / 38 = 0.84.
    let first = "办理居住证的时候一直提示网络异常，换了三个手机都不行，客服电话也打不通，气死我了";
    let second = "办理居住证的时候老提示网络异常，换了三个手机都不行，客服电话也打不通，气死我了！";
    let other = "办理社保卡的时候页面空白，退出重新登录以后还是空白，希望尽快修复";
    let texts = [
        other,
        second,
        "打不开",
        first,
        "打不开",
        other,
        "打不开啊，真的打不开",
    ];
    let (found, _) = in_order(&texts);
    assert_eq!(numbers(&found), [(0, vec![5]), (1, vec![3])]);
    assert_eq!(found.n_dropped(), 2);
    let dropped: Vec<u64> = (0..9).filter(|number| found.is_dropped(*number)).collect();
    assert_eq!(dropped, [3, 5]);
    assert_eq!(found.clusters()[1].dropped, [key(3)]);
}

#[test]
fn nothing_gives_nothing() {
    let (found, n_comparisons) = in_order(&["", "打不开"]);
    assert_eq!((found, n_comparisons), (NearDuplicates::default(), 0));
}

#[test]
fn the_threshold_is_met_exactly() {
    // 3-grams of the first 20 characters, 18; with 4 more at the end 22: 18 / 22 = 0.818. With 5
    // more 18 / 23 = 0.783.
    let letters: Vec<char> = ('一'..).take(30).collect();
    let text = |n_chars: usize| letters[..n_chars].iter().collect::<String>();
    assert_eq!(numbers(&in_order(&[text(20), text(24)]).0), [(0, vec![1])]);
    assert_eq!(numbers(&in_order(&[text(20), text(25)]).0), []);
    let strict = NearDuplicateOptions::new(1.0, 15).unwrap();
    let twice = [text(20), text(21), text(20) + "!!"];
    assert_eq!(
        numbers(&search(&twice, &[2, 1, 0], strict).0),
        [(0, vec![2])]
    );
}

#[test]
fn clusters_are_connected_by_steps() {
    // Each is the next one's beginning; 16 and 24 characters have 14 / 22 = 0.64 in common.
    let letters: Vec<char> = ('一'..).take(30).collect();
    let texts: Vec<String> = [24, 16, 20, 18, 22]
        .map(|n_chars| letters[..n_chars].iter().collect())
        .to_vec();
    assert_eq!(naive_pairs(&texts).len(), 6);
    assert_eq!(numbers(&in_order(&texts).0), [(0, vec![1, 2, 3, 4])]);
}

#[test]
fn pairs_are_missed_no_more_often_than_bands_promise() {
    // All pairs of many small families; a pair that is alone can only be found directly.
    let mut dice = Dice(1);
    let (mut n_pairs, mut n_missed) = (0, 0);
    for _ in 0..60 {
        let texts = corpus(&mut dice, 40, 1, 25);
        let (found, _) = in_order(&texts);
        let joined: BTreeMap<u64, u64> = numbers(&found)
            .into_iter()
            .flat_map(|(kept, dropped)| dropped.into_iter().map(move |other| (other, kept)))
            .collect();
        let pairs = naive_pairs(&texts);
        n_pairs += pairs.len();
        n_missed += pairs
            .iter()
            .filter(|(earlier, later)| joined.get(&(*later as u64)) != Some(&(*earlier as u64)))
            .count();
        assert!(joined.len() <= pairs.len());
    }
    assert!(n_pairs > 1000, "{n_pairs}");
    // At most 5 in 100,000 are expected at the threshold itself.
    assert_eq!(n_missed, 0, "of {n_pairs}");
}

#[test]
fn a_campaign_takes_few_comparisons() {
    let mut dice = Dice(2);
    let base = dice.text(60);
    let mut texts: Vec<String> = (0..50_000)
        .map(|_| dice.vary(&base, 2).iter().collect())
        .collect();
    let strangers: Vec<String> = (0..50).map(|_| dice.text(60).iter().collect()).collect();
    texts.extend(strangers);
    let (found, n_comparisons) = in_order(&texts);
    assert_eq!(found.clusters().len(), 1);
    assert_eq!(found.n_dropped(), 49_999);
    // All pairs would be 1.25 billion. With two changes a copy is similar to the call itself, but
    // often not to another copy, which takes about 36 comparisons for each.
    assert!(n_comparisons < 50 * 50_000, "{n_comparisons}");
}

#[test]
fn a_crowded_bucket_is_bounded_and_still_independent_of_order() {
    // 1000 texts that share two thirds of their characters: half the pairs fall into a bucket,
    // hardly one is similar enough.
    let mut dice = Dice(3);
    let common = dice.text(40);
    let mut texts: Vec<String> = Vec::new();
    for _ in 0..1000 {
        let n_own = 18 + dice.below(4);
        texts.push(common.iter().copied().chain(dice.text(n_own)).collect());
    }
    for _ in 0..500 {
        texts.push(dice.vary(&common, 4).iter().collect());
    }
    let (found, n_comparisons) = in_order(&texts);
    assert!(n_comparisons > 100_000, "{n_comparisons}");
    assert!(n_comparisons <= 1500 * 25 * WINDOW as u64);
    assert!(found.clusters().len() > 1);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    for _ in 0..3 {
        dice.shuffle(&mut order);
        let (again, _) = search(&texts, &order, NearDuplicateOptions::default());
        assert_eq!(again, found);
    }
}

#[test]
fn threads_change_nothing() {
    let texts = corpus(&mut Dice(4), 60, 8, 20);
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(n_threads)
            .build();
        pool.unwrap().install(|| in_order(&texts))
    };
    let one = with(1);
    assert!(one.0.n_dropped() > 100);
    assert_eq!(one, with(2));
    assert_eq!(one, with(8));
}

proptest! {
    #[test]
    fn clusters_do_not_depend_on_the_order(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let texts = corpus(&mut dice, 6, 6, 16);
        let (found, _) = in_order(&texts);
        let mut order: Vec<usize> = (0..texts.len()).collect();
        dice.shuffle(&mut order);
        let (shuffled, _) = search(&texts, &order, NearDuplicateOptions::default());
        prop_assert_eq!(found, shuffled);
    }

    #[test]
    fn all_of_a_cluster_are_connected_by_similar_pairs(seed in any::<u64>()) {
        let texts = corpus(&mut Dice(seed), 5, 8, 16);
        let pairs = naive_pairs(&texts);
        let (found, _) = in_order(&texts);
        for (kept, dropped) in numbers(&found) {
            let kept = usize::try_from(kept).unwrap();
            let members: BTreeSet<usize> = dropped
                .iter()
                .map(|number| usize::try_from(*number).unwrap())
                .chain([kept])
                .collect();
            prop_assert_eq!(members.first(), Some(&kept));
            prop_assert!(dropped.is_sorted());
            prop_assert_eq!(reached(kept, &members, &pairs), members);
        }
    }

    #[test]
    fn texts_that_say_little_are_never_dropped(texts in prop::collection::vec("[武汉加油好a1 ！]{0,40}", 0..30)) {
        let (found, _) = in_order(&texts);
        for (number, text) in texts.iter().enumerate() {
            if naive_grams(text).len() < 13 {
                prop_assert!(!found.is_dropped(number as u64));
            }
        }
    }
}
