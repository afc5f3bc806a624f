//! `ciyun compare`: what sets groups of comments apart.

use std::fmt::Write as _;

use ciyun::chart::{Estimate, Pyramid, PyramidRow, PyramidSide};
use ciyun::cloud::{Arrangement, CloudError, ColorBy, Legend, WeightedTerm};
use ciyun::compare::{CompareOptions, Comparison, GroupSummary, KeynessRow, compare};
use ciyun::count::{Contrast, Grouping};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::manifest::{OutputFile, check_folder, write_folder};
use ciyun::pipeline::{Drawing, Setup, figure_files};
use ciyun::render::{SvgForm, SvgOptions, png, svg};
use ciyun::stats::PermutationOptions;
use ciyun::table::{ByteOrderMark, Table, format_real, to_csv};

use super::{Opened, by, existing, open, plain, read, right};
use crate::args::{CommonArgs, TableArgs};
use crate::compare_args::CompareArgs;
use crate::messages;
use crate::plan::Plan;
use crate::terminal::{self, Status, Terminal};

/// Terms of each group that are shown.
const SHOWN: u32 = 10;

/// Terms of each group in the picture.
const DRAWN: u64 = 50;

/// Terms in the picture have an adjusted p-value up to this.
const LEVEL: f64 = 0.05;

/// Key words of each of two groups that are drawn side by side.
const PYRAMID: u64 = 15;

pub(crate) fn compare_groups(
    args: &CompareArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let table = TableArgs {
        top: None,
        weight: None,
    };
    let mut plan = Plan::of_analysis(common, &args.input, &args.words, &args.switches, &table)?;
    plan.without_ngrams();
    plan.csv_bom(args.csv_bom);
    let contrast = match &args.target {
        Some(target) => Some(Contrast::new(target, args.reference.as_deref())?),
        None => None,
    };
    let by = args.by.as_deref().unwrap_or_default();
    if contrast.is_none() {
        by::read_column(&mut plan, by);
    }
    if let Some(folder) = &args.output {
        // Before the work, not after it.
        check_folder(folder, existing(common))?;
    }
    let expanded = plan.files()?;
    let Opened {
        sources,
        setup,
        status,
    } = open(&plan, &expanded, terminal)?;
    let grouping = match contrast {
        Some(contrast) => Grouping::Conditions(Box::new(contrast)),
        None => by::grouping(by, &sources),
    };
    let setup = Setup {
        pipeline: setup.pipeline.grouping(grouping),
        ..setup
    };
    let opened = Opened {
        sources,
        setup,
        status,
    };
    let (setup, mut analysis, status) = read(opened, None, common, terminal)?;
    let language = terminal.language;
    let documents = analysis.documents.take();
    let documents = documents.expect("a grouping keeps the documents");
    let defaults = CompareOptions::default();
    let seed = args.seed.unwrap_or(setup.config.cloud.seed);
    let options = CompareOptions {
        min_df: args.min_df.unwrap_or(defaults.min_df),
        min_group: args.min_group.unwrap_or(defaults.min_group),
        correction: args.correction.into(),
        permutations: PermutationOptions {
            n_permutations: args
                .permutations
                .unwrap_or(defaults.permutations.n_permutations),
            seed,
        },
        ..defaults
    };
    let found = compare(&documents, &analysis.counts, &options)?;
    if let Some(folder) = &args.output {
        let mut files = tables(&found, &setup);
        let drawing = plan.drawing()?;
        files.extend(pictures(&found, &drawing, &setup, seed)?);
        let language = setup.config.output.language;
        let sides = pyramid(&found, language);
        if let Some(figure) = sides.and_then(|chart| chart.figure(drawing.fonts(), language)) {
            files.extend(figure_files("pyramid", &figure, drawing.fonts(), language)?);
        }
        write_folder(folder, &files, existing(common))?;
        let place = folder.display().to_string();
        terminal.say(&messages::written(&place, files.len(), language));
    }
    let top = u64::from(args.top.unwrap_or(SHOWN));
    terminal::print(text(&found, top, language))?;
    Ok(status)
}

fn tables(found: &Comparison, setup: &Setup) -> Vec<OutputFile> {
    let mark = if setup.config.output.csv_bom {
        ByteOrderMark::Write
    } else {
        ByteOrderMark::Omit
    };
    let mut files = vec![
        OutputFile::new("groups.csv", to_csv(&Table::new(&found.groups), mark)),
        OutputFile::new("keyness.csv", to_csv(&Table::new(&found.keyness), mark)),
    ];
    if !found.heterogeneity.is_empty() {
        let table = Table::new(&found.heterogeneity);
        files.push(OutputFile::new("heterogeneity.csv", to_csv(&table, mark)));
    }
    files
}

/// The key words of all groups in one picture: sizes by comments of the group, by one rule.
fn pictures(
    found: &Comparison,
    drawing: &Drawing,
    setup: &Setup,
    seed: u64,
) -> anyhow::Result<Vec<OutputFile>> {
    let is_drawn = |p: Option<f64>, rank: u64| rank <= DRAWN && p.is_some_and(|p| p <= LEVEL);
    let rows = found.keyness.iter();
    let rows = rows.filter(|row| is_drawn(row.p_adjusted, row.rank));
    let words: Vec<WeightedTerm> = rows
        .map(|row| WeightedTerm::new(row.term.clone(), row.df as f64).in_group(&*row.group))
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let language = setup.config.output.language;
    let (legend, weight) = match language {
        Chinese => (Legend::Chinese, "组内评论数"),
        English => (Legend::English, "comments of the group"),
    };
    let cloud = drawing
        .cloud(setup.config.cloud)
        .arrangement(Arrangement::Sides)
        .color_by(ColorBy::Group)
        .legend(legend)
        .weight_name(weight)
        .seed(seed)
        .build()?;
    let fonts = drawing.fonts();
    let layout = match cloud.layout(&words, &fonts) {
        Ok(layout) => layout,
        // More groups than colours: the tables have them.
        Err(CloudError::TooManyGroups { .. }) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let form = SvgOptions {
        form: SvgForm::Outlines,
        language,
    };
    Ok(vec![
        OutputFile::new("compare.json", layout.to_json()),
        OutputFile::new("compare.png", png(&layout, fonts, 1.0)?),
        OutputFile::new("compare.svg", svg(&layout, fonts, form)?),
    ])
}

/// The key words of two groups side by side; none of more groups, which have no other side.
fn pyramid(found: &Comparison, language: Language) -> Option<Pyramid> {
    let [left, right] = found.groups.as_slice() else {
        return None;
    };
    let share = |with: u64, n: u64| Estimate::share(with, n);
    let key = |row: &&KeynessRow| row.rank <= PYRAMID && row.p_adjusted.is_some_and(|p| p <= LEVEL);
    let rows = found.keyness.iter().filter(key).map(|row| {
        let (own, other) = (
            share(row.df, row.documents),
            share(row.df_rest, row.documents_rest),
        );
        let (left, right) = match row.group == left.name {
            true => (own, other),
            false => (other, own),
        };
        PyramidRow {
            label: row.term.clone(),
            left,
            right,
        }
    });
    let side = |group: &GroupSummary| PyramidSide {
        name: group.name.clone(),
        n: group.documents,
    };
    Some(Pyramid {
        title: match language {
            Chinese => "两组的关键词".to_owned(),
            English => "Key words of two groups".to_owned(),
        },
        axis: match language {
            Chinese => "含该词的评论占比".to_owned(),
            English => "share of comments with the term".to_owned(),
        },
        left: side(left),
        right: side(right),
        rows: rows.collect(),
        note: Some(match language {
            Chinese => "校正 p 值不超过 .05 的词，先左组后右组；须线为 95 % Wilson 区间".to_owned(),
            English => {
                "terms with an adjusted p of at most .05, those of the left group first; whiskers are 95 % Wilson intervals"
                    .to_owned()
            }
        }),
    })
}

/// The summary: the groups, what was tested, and the key words of each group.
fn text(found: &Comparison, top: u64, language: Language) -> String {
    let mut out = String::new();
    let (n, family) = (found.n_terms, found.family);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    match language {
        Chinese => {
            line(format!(
                "{n} 个词，{family} 次检验；p 值为按评论的精确检验，已对全部检验校正"
            ));
            if found.ungrouped > 0 {
                line(format!("{} 条评论没有组别，未参与比较", found.ungrouped));
            }
        }
        English => {
            line(format!(
                "{n} terms, {family} tests; p-values are of exact tests on comments, adjusted for all of them"
            ));
            if found.ungrouped > 0 {
                line(format!(
                    "{} comments have no group and are left out",
                    found.ungrouped
                ));
            }
        }
    }
    if !found.small_groups.is_empty() {
        let named = found.small_groups.iter();
        let named: Vec<String> = named.map(|(name, n)| format!("{name} {n}")).collect();
        let named = named.join(", ");
        line(match language {
            Chinese => format!("评论太少、未参与比较的组（见 --min-group）：{named}"),
            English => format!("left out, with too few comments (see --min-group): {named}"),
        });
    }
    if let Some(authors) = &found.authors {
        let smallest = format_real(authors.smallest_p);
        let repeating = authors.repeating;
        line(match language {
            Chinese => format!(
                "{repeating} 位作者不止一条评论；按作者置换的 p 值见 p_author，最小可能为 {smallest}"
            ),
            English => format!(
                "{repeating} authors wrote more than one comment; p_author permutes by author, its least value is {smallest}"
            ),
        });
    }
    for group in &found.groups {
        let rows = found.keyness.iter().filter(|row| row.group == group.name);
        let rows: Vec<_> = rows.take_while(|row| row.rank <= top).collect();
        let (name, n) = (&group.name, group.documents);
        let _ = match language {
            Chinese => writeln!(out, "\n{name}（{n} 条评论）"),
            English => writeln!(out, "\n{name} ({n} comments)"),
        };
        let mut table = plain();
        table.set_header(match language {
            Chinese => [
                "词语",
                "组内",
                "占比",
                "其余占比",
                "对数比",
                "LRC",
                "G²",
                "校正 p 值",
            ],
            English => [
                "term",
                "df",
                "share",
                "rest",
                "log ratio",
                "LRC",
                "G²",
                "adjusted p",
            ],
        });
        let real = |value: Option<f64>| right(value.map_or(String::new(), short));
        for row in rows {
            table.add_row([
                comfy_table::Cell::new(&row.term),
                right(row.df.to_string()),
                real(Some(row.share)),
                real(Some(row.share_rest)),
                real(row.log_ratio),
                real(row.lrc),
                real(Some(row.g2)),
                right(row.p_adjusted.map_or(String::new(), p_value)),
            ]);
        }
        let _ = writeln!(out, "{table}");
    }
    out
}

fn short(value: f64) -> String {
    format!("{value:.3}")
}

/// A p-value as it is printed for readers.
fn p_value(p: f64) -> String {
    match p {
        p if p < 1e-300 => "< 1e-300".to_owned(),
        p if p < 0.001 => format!("{p:.1e}"),
        p => format!("{p:.3}"),
    }
}
