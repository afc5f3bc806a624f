//! The files of the main job.

use std::path::Path;

use super::figures::{Charted, figure_files};
use super::{
    Analysis, Drawing, Effective, Facets, Published, Setup, TableConfig, TermNetwork, effective,
    entry_counts, facets,
};
use crate::Error;
use crate::categories::CategoryTable;
use crate::cloud::CloudLayout;
use crate::manifest::{InputRecord, Manifest, OutputFile};
use crate::render::{SvgOptions, png, svg};
use crate::report::{CategoryReport, FacetMethods, LARGEST_CLUSTERS, LedgerReport, Methods};
use crate::segment::Segmenter;
use crate::stats::{ChangePointOptions, FrequencyRow, ngram_rows};
#[cfg(feature = "xlsx")]
use crate::table::to_xlsx;
use crate::table::{
    ByteOrderMark, EntryRecord, SkippedRecord, Table, category_records, duplicate_records,
    ledger_records, skipped_records, to_csv, to_json, to_markdown,
};

/// What the main job found and the files that hold it.
pub struct Results {
    /// The frequency table.
    pub keywords: Vec<FrequencyRow>,
    /// The comments by category; `None` when there are no categories.
    pub categories: Option<CategoryTable>,
    /// What the terms have to do with time, place and authors; empty unless the documents were
    /// kept one by one.
    pub facets: Facets,
    /// The word cloud.
    pub layout: CloudLayout,
    /// The files, in the order of their names.
    pub files: Vec<OutputFile>,
    /// Inputs that `ciyun.toml` can only name; see [`super::Effective::only_named`].
    pub only_named: Vec<String>,
}

/// Makes all files of a run whose results will stand in `folder`; writes nothing.
///
/// # Errors
/// Those of [`Drawing::lay_out`], and [`Error::Render`] when the cloud cannot be drawn with these
/// settings.
pub fn results(
    setup: &Setup,
    analysis: &Analysis,
    drawing: &Drawing,
    folder: &Path,
) -> Result<Results, Error> {
    let config = &setup.config;
    let documents = analysis.documents.as_ref();
    let TableConfig { weight, top, .. } = config.table;
    let keywords = (setup.pipeline).keywords(&analysis.counts, documents, weight, top);
    let facets = facets(setup, analysis, &keywords)?;
    let fonts = drawing.fonts();
    let layout = drawing.lay_out(config, analysis, &keywords)?;

    let form = SvgOptions {
        language: config.output.language,
        ..SvgOptions::default()
    };

    let mark = if config.output.csv_bom {
        ByteOrderMark::Write
    } else {
        ByteOrderMark::Omit
    };
    let names: Vec<String> = analysis
        .sources
        .iter()
        .map(|source| source.description.name.clone())
        .collect();
    let inputs = input_records(analysis);
    let mut lists = setup.lists.records();
    lists.extend(setup.published.as_ref().map(Published::record));
    let coder = setup.pipeline.coder();
    let has_categories = !coder.categories().is_empty();
    let categories = has_categories.then(|| analysis.categories.table(coder));
    let methods = Methods {
        inputs: &inputs,
        ledger: &analysis.counts.ledger,
        rules: &config.rules,
        segmenter: setup.pipeline.segmenter().identity(),
        unknown_words: setup.pipeline.segmenter().unknown_words(),
        lists: &lists,
        n_terms: analysis.counts.n_terms(),
        n_listed: keywords.len(),
        weight: config.table.weight,
        categories: categories.as_ref(),
        ngrams: config
            .table
            .ngrams
            .map(|sizes| (sizes, config.table.ngram_options())),
        facets: FacetMethods {
            ratings: facets.ratings.as_ref(),
            replicates: facets.replicates,
            timeline: facets.timeline.as_ref(),
            trends: &facets.trends,
            permutations: ChangePointOptions::default().n_permutations,
            spread: &facets.spread,
            seed: config.cloud.seed,
        },
        layout: &layout,
    };
    let account = LedgerReport {
        counts: &analysis.counts,
        losses: &analysis.losses,
        duplicates: &analysis.duplicates,
        rules: &config.rules,
        names: &names,
        weight: weight.frequency(),
        language: config.output.language,
    };
    let table = Table::new(&keywords);
    let ledger = Table::new(&ledger_records(&analysis.counts.ledger, &names));
    let counted = entry_counts(setup, analysis).into_iter();
    let entries: Vec<EntryRecord> = counted.map(|entry| entry.record).collect();
    let entries = Table::new(&entries);
    let mut files = vec![
        OutputFile::new("entries.csv", to_csv(&entries, mark)),
        OutputFile::new("keywords.csv", to_csv(&table, mark)),
        OutputFile::new("keywords.json", to_json(&table)),
        OutputFile::new("keywords.md", to_markdown(&table, config.output.language)),
        OutputFile::new("ledger.csv", to_csv(&ledger, mark)),
        OutputFile::new("ledger.json", account.to_json()),
        OutputFile::new("methods.md", methods.to_markdown()),
        OutputFile::new("wordcloud.json", layout.to_json()),
        OutputFile::new("wordcloud.png", png(&layout, fonts, 1.0)?),
        OutputFile::new("wordcloud.svg", svg(&layout, fonts, form)?),
    ];
    let coded = categories
        .as_ref()
        .map(|found| Table::new(&category_records(found, &names, config.output.language)));
    if let (Some(found), Some(coded)) = (&categories, &coded) {
        let report = CategoryReport {
            table: found,
            names: &names,
        };
        files.push(OutputFile::new("categories.csv", to_csv(coded, mark)));
        files.push(OutputFile::new("categories.json", report.to_json()));
    }
    let ngrams = analysis.ngrams.as_ref().map(|ngrams| {
        let options = config.table.ngram_options();
        Table::new(&ngram_rows(ngrams, &analysis.counts, options))
    });
    if let Some(ngrams) = &ngrams {
        files.push(OutputFile::new("ngrams.csv", to_csv(ngrams, mark)));
        files.push(OutputFile::new("ngrams.json", to_json(ngrams)));
    }
    let charted = Charted {
        keywords: &keywords,
        categories: categories.as_ref(),
        facets: &facets,
        n_documents: analysis.counts.ledger.documents_kept,
        language: config.output.language,
    };
    let network = TermNetwork::of_run(analysis, &keywords, config.cloud.seed);
    let network = network.and_then(|network| network.figure(fonts, config.output.language));
    let network = network.map(|figure| ("network", figure));
    for (name, figure) in charted.figures(fonts).into_iter().chain(network) {
        let name = format!("figures/{name}");
        files.extend(figure_files(&name, &figure, fonts, config.output.language)?);
    }
    let facet_tables = facet_tables(&facets);
    for (name, table) in &facet_tables {
        files.push(OutputFile::new(&format!("{name}.csv"), to_csv(table, mark)));
    }
    #[cfg(feature = "xlsx")]
    {
        let mut sheets = vec![("keywords", &table)];
        sheets.extend(ngrams.as_ref().map(|ngrams| ("ngrams", ngrams)));
        sheets.extend(coded.as_ref().map(|table| ("categories", table)));
        sheets.extend(facet_tables.iter().map(|(name, table)| (*name, table)));
        sheets.push(("ledger", &ledger));
        let book = to_xlsx(&sheets, config.output.language)?;
        files.push(OutputFile::new("tables.xlsx", book));
    }
    let skipped: Vec<SkippedRecord> = analysis
        .sources
        .iter()
        .flat_map(|source| {
            let n_skipped = source.rows - source.documents;
            skipped_records(&source.description.name, &source.skipped, n_skipped)
        })
        .collect();
    let clusters = analysis.duplicates.largest(LARGEST_CLUSTERS);
    if !clusters.is_empty() {
        let records = duplicate_records(clusters, &names);
        files.push(OutputFile::new(
            "duplicates.csv",
            to_csv(&Table::new(&records), mark),
        ));
    }
    if !skipped.is_empty() {
        files.push(OutputFile::new(
            "skipped.csv",
            to_csv(&Table::new(&skipped), mark),
        ));
    }
    let Effective {
        files: replay,
        fingerprint,
        only_named,
    } = effective(setup, analysis, drawing, folder);
    files.extend(replay);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = Manifest {
        program: format!("ciyun {}", crate::VERSION),
        segmenter: setup.pipeline.segmenter().identity().to_owned(),
        configuration: fingerprint,
        inputs,
        lists,
        font: Some(layout.font.clone()),
        fallback_font: layout.fallback.clone(),
        outputs: files.iter().map(OutputFile::record).collect(),
    };
    files.push(OutputFile::new("manifest.json", manifest.to_json()));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Results {
        keywords,
        categories,
        facets,
        layout,
        files,
        only_named,
    })
}

/// The tables that there is something to tell in, with their names.
fn facet_tables(facets: &Facets) -> Vec<(&'static str, Table)> {
    let mut tables = Vec::new();
    if let Some(ratings) = &facets.ratings {
        tables.push(("ratings", Table::new(&ratings.rows)));
        tables.push(("words_by_rating", Table::new(&facets.words_by_rating)));
    }
    if !facets.spread.is_empty() {
        tables.push(("dispersion", Table::new(&facets.spread)));
    }
    if let Some(timeline) = &facets.timeline {
        tables.push(("timeline", Table::new(&timeline.rows())));
        tables.push(("trends", Table::new(&facets.trends)));
    }
    tables
}

fn input_records(analysis: &Analysis) -> Vec<InputRecord> {
    analysis
        .sources
        .iter()
        .map(|source| InputRecord {
            name: source.description.name.clone(),
            bytes: source.description.bytes,
            sha256: source.description.sha256.clone(),
            format: source.description.form(),
            part: source.description.part().map(str::to_owned),
            tool: source
                .description
                .columns
                .tool
                .map(|tool| tool.id.to_owned()),
            encoding: source.description.detection.id(),
            rows: source.rows,
            documents: source.documents,
        })
        .collect()
}
