//! Both layout engines on the same words: pictures and the figures of `docs/layouts.md`.
//!
//! ```text
//! cargo run --release --features wordcloud-rs --example compare_layouts -- docs/layouts
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::Instant;

use ciyun::cloud::{Background, Cloud, CloudLayout, Engine, TextMeasure, WeightedTerm};
use ciyun::pipeline::lay_out;
use ciyun::render::{self, Font};

/// How often each engine lays out: with five seeds, or five times at random.
const N_RUNS: u64 = 5;

/// Pictures are small: they stand in a document.
const SCALE: f32 = 0.28;

/// More words would be too small in them.
const N_DRAWN: u32 = 200;

/// A pixel with less opacity than this has only the trace of a rounded edge.
const TRACE: u8 = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or("docs/layouts".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let tables = [
        (200, include_str!("../tests/data/cloud_words.tsv")),
        (1000, include_str!("../tests/data/cloud_words_1000.tsv")),
    ];
    let mut out = std::io::stdout();
    writeln!(
        out,
        "| words | engine | placed | k | smallest | off √ | shared pixels | run-on | nested | \
         fill | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )?;
    for (n_words, table) in tables {
        let terms = terms(table)?;
        for engine in [Engine::Ciyun, Engine::WordcloudRs] {
            let mut runs = Vec::new();
            for run in 0..N_RUNS {
                let cloud = Cloud::builder().engine(engine);
                let cloud = match engine {
                    Engine::Ciyun => cloud.seed(42 + run),
                    Engine::WordcloudRs => cloud,
                };
                runs.push(Run::new(&terms, &cloud.build()?)?);
            }
            let seen = |figure: fn(&Run) -> f64, digits| range(runs.iter().map(figure), digits);
            writeln!(
                out,
                "| {n_words} | {engine} | {} | {} | {} px | {} % | {} | {} | {} | {} % | {} |",
                seen(|run| run.layout.words.len() as f64, 0),
                seen(|run| run.layout.rule.k, 3),
                seen(Run::smallest, 1),
                seen(|run| 100.0 * run.off_proportion(), 1),
                seen(|run| run.n_shared as f64, 0),
                seen(|run| run.layout.metrics.run_on_pairs.into(), 0),
                seen(|run| run.layout.metrics.nested_words.into(), 0),
                seen(|run| 100.0 * run.layout.metrics.fill, 0),
                seen(|run| run.seconds, 2),
            )?;
            if n_words == N_DRAWN {
                let picture = render::png(&runs[0].layout, Font::embedded(), SCALE)?;
                std::fs::write(folder.join(format!("{engine}.png")), picture)?;
            }
        }
    }
    Ok(())
}

fn terms(table: &str) -> Result<Vec<WeightedTerm>, Box<dyn Error>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (term, count) = line.split_once('\t').ok_or("expected two columns")?;
            Ok(WeightedTerm::new(term, count.parse()?))
        })
        .collect()
}

/// The least and the greatest of some figures.
fn range(figures: impl Iterator<Item = f64>, digits: usize) -> String {
    let (least, most) = figures.fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most), figure| (least.min(figure), most.max(figure)),
    );
    let [least, most] = [least, most].map(|figure| format!("{figure:.digits$}"));
    if least == most {
        least
    } else {
        format!("{least}–{most}")
    }
}

/// A layout and what it took.
struct Run {
    layout: CloudLayout,
    seconds: f64,
    /// Pixels that two words ink.
    n_shared: usize,
}

impl Run {
    fn new(terms: &[WeightedTerm], cloud: &Cloud) -> Result<Run, Box<dyn Error>> {
        let start = Instant::now();
        let layout = lay_out(terms, Font::embedded(), cloud)?;
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(layout.words.len() + layout.unplaced.len(), terms.len());
        let mut inked: BTreeMap<(i64, i64), u32> = BTreeMap::new();
        for n in 0..layout.words.len() {
            for pixel in pixels(&layout, n)? {
                *inked.entry(pixel).or_default() += 1;
            }
        }
        let n_shared = inked.values().filter(|&&n_words| n_words > 1).count();
        Ok(Run {
            layout,
            seconds,
            n_shared,
        })
    }

    fn smallest(&self) -> f64 {
        let sizes = self.layout.words.iter().map(|word| word.font_size);
        sizes.fold(f64::INFINITY, f64::min)
    }

    /// How far, at most, a word is from the size that √weight gives it beside the heaviest one.
    fn off_proportion(&self) -> f64 {
        let share = |n: usize| {
            let word = &self.layout.words[n];
            word.font_size / word.weight.sqrt()
        };
        let n_words = self.layout.words.len();
        (0..n_words).fold(0.0, |most, n| (share(n) / share(0) - 1.0).abs().max(most))
    }
}

/// The pixels of the canvas that a word inks when it is drawn alone.
fn pixels(layout: &CloudLayout, n: usize) -> Result<Vec<(i64, i64)>, Box<dyn Error>> {
    let mut word = layout.words[n].clone();
    let ink = Font::embedded()
        .measure(&word.term)
        .map_err(|_| "a placed word can be measured")?
        .at(word.font_size, word.x, word.y);
    // A canvas of its own, with a pixel to spare, a whole number of pixels away.
    let [left, top] = [ink.left, ink.top].map(|edge| whole(edge.floor()) - 1);
    let width = whole(ink.right.ceil()) + 1 - left;
    let height = whole(ink.bottom.ceil()) + 1 - top;
    (word.x, word.y) = (word.x - left as f64, word.y - top as f64);
    let mut alone = layout.clone();
    (alone.canvas.width, alone.canvas.height) = (width.try_into()?, height.try_into()?);
    alone.canvas.background = Background::Transparent;
    alone.words = vec![word];
    let png = render::png(&alone, Font::embedded(), 1.0)?;
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info()?;
    let mut rgba = vec![0; reader.output_buffer_size().ok_or("a small picture")?];
    reader.next_frame(&mut rgba)?;
    let inked = (0..).zip(rgba.chunks(4));
    Ok(inked
        .filter(|(_, pixel)| pixel[3] > TRACE)
        .map(|(n, _): (i64, _)| (left + n % width, top + n / width))
        .collect())
}

fn whole(pixels: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number, near the canvas"
    )]
    let pixels = pixels as i64;
    pixels
}
