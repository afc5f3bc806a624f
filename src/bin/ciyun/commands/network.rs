//! `ciyun network`: which terms share comments, for Gephi and the like.

use std::cmp::Reverse;

use ciyun::chart::{NetworkPlot, PlotEdge, PlotNode};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::manifest::{OutputFile, check_folder, write_folder};
use ciyun::network::{
    Edge, ForceOptions, Graph, LouvainOptions, Mark, Node, Partition, PathLength, force_layout,
    louvain, node_measures, to_edge_csv, to_gexf, to_graphml, to_node_csv,
};
use ciyun::pipeline::{KeepDocuments, Setup, figure_files};
use ciyun::render::{Figure, Fonts};
use ciyun::stats::Weight;
use ciyun::table::format_real;

use super::{Opened, existing, open, read};
use crate::args::{CommonArgs, TableArgs};
use crate::messages;
use crate::network_args::NetworkArgs;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

/// Lines in the picture at most, those of most comments; the files have all.
const MOST_LINES: usize = 150;

/// Side of the square that nodes are placed in, and what is kept free around them.
const SIDE: f64 = 1000.0;
const HALF_LABEL: (f64, f64) = (48.0, 26.0);

/// Terms unless told otherwise.
const TERMS: u32 = 50;

/// Comments that hold both terms of an edge, unless told otherwise.
const FEWEST: u64 = 3;

pub(crate) fn network(
    args: &NetworkArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let table = TableArgs {
        top: Some(args.top.unwrap_or(TERMS)),
        weight: None,
    };
    let mut plan = Plan::of_analysis(common, &args.input, &args.words, &args.switches, &table)?;
    plan.without_ngrams();
    let expanded = plan.files()?;
    // Before the work, not after it.
    check_folder(&args.output, existing(common))?;
    let opened = open(&plan, &expanded, terminal)?;
    let opened = Opened {
        setup: Setup {
            pipeline: opened.setup.pipeline.documents(match args.window {
                Some(_) => KeepDocuments::Sequences,
                None => KeepDocuments::Terms,
            }),
            ..opened.setup
        },
        ..opened
    };
    let (setup, analysis, status) = read(opened, None, common, terminal)?;
    let top = setup.config.table.top;
    let kept = analysis.documents.as_ref();
    let keywords = (setup.pipeline).keywords(&analysis.counts, kept, Weight::Tf, top);
    if keywords.is_empty() {
        terminal.error(messages::nothing_kept(terminal.language));
        return Ok(Status::Failed);
    }
    let documents = analysis.documents.expect("they are kept");
    let terms: Vec<&str> = keywords.iter().map(|row| row.folded.as_str()).collect();
    let found = match args.window {
        Some(window) => documents.cooccurrence_within(&terms, window as usize),
        None => documents.cooccurrence(&terms),
    };
    let fewest = args.min_edge.unwrap_or(FEWEST);
    let pairs = found.pairs.iter().filter(|(_, count)| *count >= fewest);
    let pairs: Vec<(usize, usize, u64)> = pairs.map(|&((a, b), count)| (a, b, count)).collect();
    let nodes = keywords.iter().map(|row| Node {
        term: row.term.clone(),
        tf: row.tf,
        df: row.df,
    });
    let graph = Graph::new(nodes.collect(), &pairs, found.n_documents);
    let options = LouvainOptions {
        seed: args.seed.unwrap_or(setup.config.cloud.seed),
        ..LouvainOptions::default()
    };
    let partition = louvain(&graph, options);
    let measures = node_measures(&graph, &partition, PathLength::Steps);
    let mut files = vec![
        OutputFile::new("edges.csv", to_edge_csv(&graph)),
        OutputFile::new("network.gexf", to_gexf(&graph, &measures)),
        OutputFile::new("network.graphml", to_graphml(&graph, &measures)),
        OutputFile::new("nodes.csv", to_node_csv(&graph, &measures)),
    ];
    let drawing = plan.drawing()?;
    let picture = Picture {
        graph: &graph,
        partition: &partition,
        seed: options.seed,
        fewest,
        n_documents: found.n_documents,
        language: setup.config.output.language,
    };
    if let Some(figure) = picture.figure(drawing.fonts()) {
        let language = setup.config.output.language;
        files.extend(figure_files("network", &figure, drawing.fonts(), language)?);
    }
    let (nodes, edges) = (graph.nodes().len(), graph.edges().len());
    let communities = partition.n_communities;
    // Without edges there is none.
    let modularity = partition.modularity.map_or("-".to_owned(), format_real);
    terminal.say(&match terminal.language {
        Chinese => format!(
            "{nodes} 个词，{edges} 条边（共同出现在至少 {fewest} 条评论中），{communities} 个社群，模块度 {modularity}"
        ),
        English => format!(
            "{}, {} of at least {fewest} comments, {}, modularity {modularity}",
            messages::counted(nodes as u64, "term"),
            messages::counted(edges as u64, "edge"),
            messages::counted(communities as u64, "group")
        ),
    });
    write_folder(&args.output, &files, existing(common))?;
    let place = args.output.display().to_string();
    terminal.say(&messages::written(&place, files.len(), terminal.language));
    Ok(status)
}

/// What the picture shows.
struct Picture<'g> {
    graph: &'g Graph,
    partition: &'g Partition,
    seed: u64,
    fewest: u64,
    n_documents: u64,
    language: Language,
}

impl Picture<'_> {
    /// The terms with ties, and the strongest of these.
    fn figure(&self, fonts: Fonts<'_>) -> Option<Figure> {
        let graph = self.graph;
        let mut lines: Vec<&Edge> = graph.edges().iter().collect();
        lines.sort_by_key(|edge| Reverse(edge.count));
        lines.truncate(MOST_LINES);
        let pairs = lines
            .iter()
            .map(|edge| (edge.first, edge.second, edge.count));
        let pairs: Vec<(usize, usize, u64)> = pairs.collect();
        let drawn = Graph::new(graph.nodes().to_vec(), &pairs, self.n_documents);
        let (half_width, half_height) = HALF_LABEL;
        let mark = Mark {
            radius: half_height,
            half_width,
            half_height,
        };
        let options = ForceOptions {
            width: SIDE,
            height: SIDE,
            seed: self.seed,
        };
        let places = force_layout(&drawn, &vec![mark; graph.nodes().len()], options);
        let nodes = graph.nodes().iter().zip(&places).enumerate();
        let n = lines.len();
        let fewest = self.fewest;
        let plot = NetworkPlot {
            title: match self.language {
                Chinese => "同一评论中出现的词".to_owned(),
                English => "Terms that share comments".to_owned(),
            },
            nodes: nodes
                .map(|(index, (node, place))| PlotNode {
                    label: node.term.clone(),
                    df: node.df,
                    community: self.partition.community[index],
                    position: (place.0 / SIDE, place.1 / SIDE),
                })
                .collect(),
            edges: lines
                .iter()
                .map(|edge| PlotEdge {
                    first: edge.first,
                    second: edge.second,
                    weight: edge.count as f64,
                })
                .collect(),
            communities: Vec::new(),
            note: Some(match self.language {
                Chinese => format!("线宽为共同出现的评论数，至少 {fewest} 条；画出最多的 {n} 条线"),
                English => format!(
                    "lines: comments with both terms, at least {fewest}; the {n} strongest are drawn"
                ),
            }),
        };
        plot.figure(fonts, self.language)
    }
}
