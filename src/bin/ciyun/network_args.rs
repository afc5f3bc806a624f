//! Options of `ciyun network`.

use std::path::PathBuf;

use clap::Args;

use crate::args::{InputArgs, SwitchArgs, WordArgs};

#[derive(Debug, Args)]
pub(crate) struct NetworkArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Number of terms, the most frequent ones [default: 50]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=2000))]
    pub(crate) top: Option<u32>,
    /// Fewest comments that hold both terms of an edge [default: 3]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) min_edge: Option<u64>,
    /// Tie terms only where they are at most N counted terms apart, 1 for neighbours [default: anywhere in a comment]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) window: Option<u32>,
    /// Seed of the search for communities [default: 42]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,

    /// Folder for network.gexf, network.graphml, nodes.csv and edges.csv
    #[arg(short, long, value_name = "FOLDER", required = true)]
    pub(crate) output: PathBuf,
}
