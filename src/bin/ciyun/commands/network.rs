//! `ciyun network`: which terms share comments, for Gephi and the like.

use ciyun::language::Language::{Chinese, English};
use ciyun::manifest::{OutputFile, check_folder, write_folder};
use ciyun::network::{PathLength, node_measures, to_edge_csv, to_gexf, to_graphml, to_node_csv};
use ciyun::pipeline::{KeepDocuments, Setup, TermNetwork, figure_files};
use ciyun::stats::Weight;
use ciyun::table::format_real;

use super::{Opened, existing, open, read};
use crate::args::{CommonArgs, TableArgs};
use crate::messages;
use crate::network_args::NetworkArgs;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

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
    let seed = args.seed.unwrap_or(setup.config.cloud.seed);
    let network = TermNetwork::new(&keywords, &found, fewest, seed);
    let (graph, partition) = (&network.graph, &network.partition);
    let measures = node_measures(graph, partition, PathLength::Steps);
    let mut files = vec![
        OutputFile::new("edges.csv", to_edge_csv(graph)),
        OutputFile::new("network.gexf", to_gexf(graph, &measures)),
        OutputFile::new("network.graphml", to_graphml(graph, &measures)),
        OutputFile::new("nodes.csv", to_node_csv(graph, &measures)),
    ];
    let drawing = plan.drawing()?;
    let language = setup.config.output.language;
    if let Some(figure) = network.figure(drawing.fonts(), language) {
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
