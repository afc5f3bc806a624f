//! What the arguments mean: options, environment and configuration file become one `Config`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::Context;
use ciyun::cloud::{Arrangement, Legend, MaskSide, Shape};
use ciyun::ingest::{Expanded, Field, InputArgument, InputOrder, expand};
use ciyun::language::Language;
use ciyun::ledger::RuleId;
use ciyun::lexicon::{tag_name, tags};
use ciyun::pipeline::{Config, Drawing, FACETS, FontConfig, Prepared, WordsConfig, prepare};
use ciyun::render::font_folders;
use ciyun::segment::UnknownWords;
use ciyun::stats::{NgramOrder, Weight};
use ciyun::timeline::Period;

use crate::args::{
    CategoryArgs, CommonArgs, DiscoverArgs, FrequencyName, InputArgs, NgramArgs, NgramOrderName,
    RobustArgs, SwitchArgs, TableArgs, UnknownWordsName, WeightName, WordArgs,
};
use crate::facet_args::FacetArgs;
use crate::picture_args::PictureArgs;
use crate::terminal;

/// A run as the user means it.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) config: Config,
    /// Folder to which file names in `config` are relative.
    pub(crate) base: PathBuf,
    arguments: Vec<InputArgument>,
    /// Fields whose tables need the documents one by one.
    pub(crate) facets: &'static [Field],
}

impl Plan {
    /// What is read, counted and listed.
    pub(crate) fn of_analysis(
        common: &CommonArgs,
        input: &InputArgs,
        words: &WordArgs,
        rules: &SwitchArgs,
        table: &TableArgs,
    ) -> anyhow::Result<Plan> {
        let mut plan = Plan::of_input(common, input)?;
        plan.words(words)?;
        plan.rules(rules)?;
        plan.table(table);
        Ok(plan)
    }

    /// What is read.
    pub(crate) fn of_input(common: &CommonArgs, input: &InputArgs) -> anyhow::Result<Plan> {
        let mut plan = Plan::new(common)?;
        plan.input(input)?;
        Ok(plan)
    }

    /// Begins with the configuration file, or with the defaults.
    pub(crate) fn new(common: &CommonArgs) -> anyhow::Result<Plan> {
        let mut plan = match &common.config {
            None => Plan {
                config: Config::default(),
                base: PathBuf::new(),
                arguments: Vec::new(),
                facets: &[],
            },
            Some(path) => Plan {
                config: Config::read(path)?,
                base: path.parent().map(Path::to_owned).unwrap_or_default(),
                arguments: Vec::new(),
                facets: &[],
            },
        };
        let files = &plan.config.input.files;
        plan.arguments = files
            .iter()
            .map(|name| match name.as_str() {
                "-" => InputArgument::Stdin,
                name => InputArgument::Path(plan.base.join(name)),
            })
            .collect();
        if let Some(language) = terminal::asked_language(std::env::args_os().skip(1)) {
            plan.config.output.language = language;
        }
        Ok(plan)
    }

    fn input(&mut self, args: &InputArgs) -> anyhow::Result<()> {
        if !args.input.is_empty() {
            self.read_only(&args.input);
        }
        let input = &mut self.config.input;
        let columns = &mut input.columns;
        for (column, given) in [
            (&mut columns.text, &args.text),
            (&mut columns.rating, &args.rating),
            (&mut columns.time, &args.time),
            (&mut columns.id, &args.id),
            (&mut columns.author, &args.author),
            (&mut columns.app, &args.app),
        ] {
            if given.is_some() {
                column.clone_from(given);
            }
        }
        if let Some(name) = &args.encoding {
            input.encoding = Some(name.parse()?);
        }
        if let Some(name) = &args.input_format {
            input.format = Some(name.parse()?);
        }
        if let Some(offset) = &args.utc_offset {
            input.utc_offset = offset.parse()?;
        }
        if let Some(date) = &args.reference_date {
            input.reference_date = Some(date.parse()?);
        }
        for text in &args.limit {
            input.limits.set(text)?;
        }
        if args.keep_order {
            input.order = InputOrder::AsGiven;
        }
        Ok(())
    }

    /// Reads these files and no others.
    pub(crate) fn read_only(&mut self, paths: &[PathBuf]) {
        self.arguments = paths
            .iter()
            .map(|path| match path.to_str() {
                Some("-") => InputArgument::Stdin,
                _ => InputArgument::Path(path.clone()),
            })
            .collect();
    }

    /// Whether neither the command line nor the configuration names an input.
    pub(crate) fn is_without_input(&self) -> bool {
        self.arguments.is_empty()
    }

    /// Lists named on the command line are relative to the working folder, not to `base`.
    fn words(&mut self, args: &WordArgs) -> anyhow::Result<()> {
        let words = &mut self.config.words;
        words.builtin_stopwords &= !args.no_builtin_stopwords;
        words.builtin_lexicon &= !args.no_builtin_words;
        words.builtin_aliases &= !args.no_builtin_aliases;
        words.unknown_words = match args.unknown_words {
            Some(UnknownWordsName::Join) => UnknownWords::Join,
            Some(UnknownWordsName::Split) => UnknownWords::Split,
            None => words.unknown_words,
        };
        if !args.topic.is_empty() {
            words.topics.clone_from(&args.topic);
        }
        for (list, given) in [
            (&mut words.stopwords, &args.stopwords),
            (&mut words.topic_words, &args.topic_words),
            (&mut words.user_words, &args.user_words),
            (&mut words.aliases, &args.aliases),
        ] {
            add_files(list, given)?;
        }
        Ok(())
    }

    /// Files named on the command line are relative to the working folder, not to `base`.
    pub(crate) fn categories(&mut self, args: &CategoryArgs) -> anyhow::Result<()> {
        let words = &mut self.config.words;
        words.builtin_categories &= !args.no_builtin_categories;
        add_files(&mut words.categories, &args.categories)
    }

    pub(crate) fn rules(&mut self, args: &SwitchArgs) -> anyhow::Result<()> {
        let rules = &mut self.config.rules;
        for text in &args.enable {
            rules.enable(text)?;
        }
        for id in &args.disable {
            rules.disable(id)?;
        }
        if !args.pos.is_empty() {
            rules.enable(&format!("{}={}", RuleId::Pos, args.pos.join(",")))?;
        }
        let mut asked = rules.texts(RuleId::Pos).iter();
        match asked.find(|tag| tag_name(tag).is_none()) {
            Some(found) => Err(UnknownTag::new(found).into()),
            None => Ok(()),
        }
    }

    /// The table of n-grams.
    pub(crate) fn ngrams(&mut self, args: &NgramArgs) -> anyhow::Result<()> {
        let table = &mut self.config.table;
        if let Some(text) = &args.ngrams {
            table.ngrams = Some(text.parse()?);
        }
        if table.ngrams.is_none() && (args.ngram_order.is_some() || args.ngram_min.is_some()) {
            return Err(NoNgrams.into());
        }
        table.ngram_min = args.ngram_min.unwrap_or(table.ngram_min);
        table.ngram_order = match args.ngram_order {
            Some(NgramOrderName::Weight) => NgramOrder::Weight,
            Some(NgramOrderName::G2) => NgramOrder::G2,
            Some(NgramOrderName::Pmi) => NgramOrder::Pmi,
            Some(NgramOrderName::Npmi) => NgramOrder::Npmi,
            Some(NgramOrderName::Logdice) => NgramOrder::LogDice,
            Some(NgramOrderName::T) => NgramOrder::T,
            None => table.ngram_order,
        };
        Ok(())
    }

    /// Tables of ratings and time.
    pub(crate) fn facets(&mut self, args: &FacetArgs) -> anyhow::Result<()> {
        self.facets = &FACETS;
        let table = &mut self.config.table;
        table.period = args.period.map(Period::from).or(table.period);
        if let Some(path) = &args.published {
            table.published = Some(absolute(path)?);
        }
        Ok(())
    }

    /// For commands without such a table, whatever the configuration says.
    pub(crate) fn without_ngrams(&mut self) {
        self.config.table.ngrams = None;
    }

    fn table(&mut self, args: &TableArgs) {
        let table = &mut self.config.table;
        if let Some(top) = args.top {
            table.top = usize::try_from(top).unwrap_or(usize::MAX);
        }
        self.weight(args.weight);
    }

    fn weight(&mut self, name: Option<WeightName>) {
        let weight = &mut self.config.table.weight;
        *weight = match name {
            Some(WeightName::Tf) => Weight::Tf,
            Some(WeightName::Df) => Weight::Df,
            Some(WeightName::Tfidf) => Weight::TfIdf,
            Some(WeightName::Textrank) => Weight::TextRank,
            None => *weight,
        };
    }

    /// What is read, and which words are known already.
    pub(crate) fn of_discover(common: &CommonArgs, args: &DiscoverArgs) -> anyhow::Result<Plan> {
        let mut plan = Plan::of_input(common, &args.input)?;
        plan.words(&args.words)?;
        plan.rules(&args.switches)?;
        plan.csv_bom(args.csv_bom);
        if let Some(top) = args.top {
            plan.config.table.top = usize::try_from(top).unwrap_or(usize::MAX);
        }
        Ok(plan)
    }

    /// A run with what is varied about it.
    pub(crate) fn of_robust(common: &CommonArgs, args: &RobustArgs) -> anyhow::Result<Plan> {
        let mut plan = Plan::of_input(common, &args.input)?;
        plan.without_ngrams();
        plan.words(&args.words)?;
        plan.rules(&args.switches)?;
        plan.weight(args.weight.map(|name| match name {
            FrequencyName::Tf => WeightName::Tf,
            FrequencyName::Df => WeightName::Df,
        }));
        plan.csv_bom(args.csv_bom);
        let variation = &mut plan.config.robust;
        for text in &args.vary {
            variation.set(text)?;
        }
        if let Some(persistence) = args.persistence {
            variation.set_persistence(persistence)?;
        }
        Ok(plan)
    }

    pub(crate) fn picture(&mut self, args: &PictureArgs) -> anyhow::Result<()> {
        let cloud = &mut self.config.cloud;
        cloud.width = args.width.unwrap_or(cloud.width);
        cloud.height = args.height.unwrap_or(cloud.height);
        cloud.seed = args.seed.unwrap_or(cloud.seed);
        cloud.rule = args.rule.unwrap_or(cloud.rule);
        cloud.engine = args.layout.unwrap_or(cloud.engine);
        cloud.preset = args.preset.unwrap_or(cloud.preset);
        cloud.strategy = args.strategy.unwrap_or(cloud.strategy);
        cloud.shape = args.shape.unwrap_or(cloud.shape);
        cloud.rotated = args.rotated.unwrap_or(cloud.rotated);
        cloud.minimum_px = args.minimum_px.unwrap_or(cloud.minimum_px);
        cloud.color_by = args.color_by.unwrap_or(cloud.color_by);
        cloud.contour = args.contour.or(cloud.contour);
        if args.sides {
            cloud.arrangement = Arrangement::Sides;
        }
        if args.legend {
            cloud.legend = match self.config.output.language {
                Language::Chinese => Legend::Chinese,
                Language::English => Legend::English,
            };
        }
        if let Some(text) = &args.background {
            cloud.background = text.parse()?;
        }
        if let Some(text) = &args.palette {
            cloud.palette = Some(text.parse()?);
        }
        let mask = &mut self.config.mask;
        if args.shape.is_some() {
            mask.file = None;
        }
        if let Some(path) = &args.mask {
            cloud.shape = Shape::Mask;
            mask.file = Some(absolute(path)?);
        }
        mask.ink = args.mask_ink.unwrap_or(mask.ink);
        mask.threshold = args.mask_threshold.unwrap_or(mask.threshold);
        if args.mask_invert {
            mask.side = MaskSide::Outside;
        }
        if mask.file.is_none()
            && (args.mask_ink.is_some() || args.mask_threshold.is_some() || args.mask_invert)
        {
            return Err(NothingMasked.into());
        }
        self.font(args)
    }

    fn font(&mut self, args: &PictureArgs) -> anyhow::Result<()> {
        let font = &mut self.config.font;
        if args.font.is_some() || args.font_family.is_some() {
            *font = FontConfig {
                file: args.font.as_deref().map(absolute).transpose()?,
                family: args.font_family.clone(),
                ..FontConfig::default()
            };
        }
        font.weight = args.font_weight.or(font.weight);
        Ok(())
    }

    /// Loads the font and the mask.
    pub(crate) fn drawing(&self) -> anyhow::Result<Drawing> {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let home = folder("HOME").or_else(|| folder("USERPROFILE"));
        let data = folder("XDG_DATA_HOME").or_else(|| folder("LOCALAPPDATA"));
        let folders = font_folders(home.as_deref(), data.as_deref());
        Ok(Drawing::load(&self.config, &self.base, &folders)?)
    }

    pub(crate) fn csv_bom(&mut self, asked: bool) {
        self.config.output.csv_bom |= asked;
    }

    /// Finds the input files.
    pub(crate) fn files(&self) -> anyhow::Result<Expanded> {
        if self.arguments.is_empty() {
            return Err(NoInput.into());
        }
        let input = &self.config.input;
        Ok(expand(&self.arguments, input.order, &input.read_options())?)
    }

    /// The folder of the results when none is named: `output/` and the name of the first input,
    /// without its endings when it is a file.
    pub(crate) fn default_folder(&self, expanded: &Expanded) -> PathBuf {
        let name = match self.arguments.first() {
            Some(InputArgument::Path(path)) if path.is_dir() => std::path::absolute(path)
                .ok()
                .and_then(|path| path.file_name().map(OsStr::to_owned)),
            _ => expanded
                .files
                .first()
                // Of what lies in an archive, the name of the archive.
                .and_then(|file| stem(Path::new(file.name().split('/').next()?))),
        };
        Path::new("output").join(name.unwrap_or_else(|| "stdin".into()))
    }

    /// Opens the inputs and loads the lists.
    pub(crate) fn prepare(&self, expanded: &Expanded) -> anyhow::Result<Prepared> {
        let prepared = prepare(&self.config, &self.base, &expanded.files)?;
        Ok(prepared.with_documents_by(self.facets))
    }
}

fn add_files(list: &mut Vec<String>, given: &[PathBuf]) -> anyhow::Result<()> {
    for path in given {
        list.push(absolute(path)?);
    }
    Ok(())
}

/// A file of the command line, which is relative to the working folder, not to `base`.
fn absolute(path: &Path) -> anyhow::Result<String> {
    let path = std::path::absolute(path).with_context(|| format!("{}", path.display()))?;
    Ok(path.to_string_lossy().into_owned())
}

/// A file's name without its ending, also without that of a compression.
fn stem(name: &Path) -> Option<OsString> {
    let packed = |ending: &OsStr| ["gz", "zst", "xz"].iter().any(|name| ending == *name);
    let name = match name.extension() {
        Some(ending) if packed(ending) => Path::new(name.file_stem()?),
        _ => name,
    };
    name.file_stem().map(OsStr::to_owned)
}

/// Whether topic lists are chosen by the app column.
pub(crate) fn chooses_topics(words: &WordsConfig) -> bool {
    words.topics.iter().any(|name| name == WordsConfig::AUTO)
}

/// Neither the command line nor a configuration names an input.
#[derive(Debug, thiserror::Error)]
#[error("no input given; name files or folders, or - for standard input")]
pub(crate) struct NoInput;

/// A part of speech that jieba does not have.
#[derive(Debug, thiserror::Error)]
#[error("no part of speech {found:?}; expected some of {known}; ciyun --tags tells what they are")]
pub(crate) struct UnknownTag {
    pub(crate) found: String,
    pub(crate) known: String,
}

impl UnknownTag {
    fn new(found: &str) -> UnknownTag {
        let known: Vec<&str> = tags().map(|(tag, _)| tag).collect();
        UnknownTag {
            found: found.to_owned(),
            known: known.join(", "),
        }
    }
}

/// Something is said of n-grams that are not asked for.
#[derive(Debug, thiserror::Error)]
#[error("n-grams are not asked for; say --ngrams 2, or a range such as 2-4")]
pub(crate) struct NoNgrams;

/// Something is said of a mask that is not there.
#[derive(Debug, thiserror::Error)]
#[error("no mask is given; say --mask FILE")]
pub(crate) struct NothingMasked;
