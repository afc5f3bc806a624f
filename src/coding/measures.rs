//! What joined sheets say.

use std::collections::BTreeSet;

use super::Polarity;
use super::codebook::NONE;
use super::join::JoinedRow;
use super::{AgreementRow, CONSENSUS, ClassificationRow, Codings, Facet, KappaName, MAX_CODERS};
use crate::agreement::{
    CodeTable, classification, cohen_kappa, disagreements, fleiss_kappa, krippendorff_alpha,
    observed_agreement, weighted_classification,
};
use crate::language::Bilingual;
use crate::privacy::quote;
use crate::stats::{BootstrapOptions, Units};
use crate::table::{Cell, Table};

/// A code as a coder gives it to a row, or `None` where a row was not coded.
type Codes<T> = Vec<Option<T>>;

/// One of the categories, or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Category(usize),
    NoCategory,
}

impl Code {
    fn holds(self, categories: &BTreeSet<usize>) -> bool {
        match self {
            Code::Category(number) => categories.contains(&number),
            Code::NoCategory => categories.is_empty(),
        }
    }
}

impl Codings {
    /// How far coders agree, category by category, and on polarity. A category is listed when a
    /// coder used it. Empty for a single coder.
    #[must_use]
    pub fn agreement(&self, facets: &[Facet]) -> Vec<AgreementRow> {
        let mut rows = Vec::new();
        if self.coders.len() < 2 {
            return rows;
        }
        if facets.contains(&Facet::Categories) {
            for code in self.used(|row| row.categories.iter().flatten().collect()) {
                let codes: Vec<Codes<bool>> = (0..self.coders.len())
                    .map(|coder| self.answers(coder, code))
                    .collect();
                let marks = codes.iter().map(|codes| {
                    let marked = codes.iter().filter(|answer| **answer == Some(true));
                    marked.count().to_string()
                });
                let marks: Vec<String> = marks.collect();
                let name = self.name(code);
                rows.extend(agreement(Facet::Categories, name, marks.join(";"), &codes));
            }
        }
        if facets.contains(&Facet::Polarity) {
            let codes: Vec<Codes<Polarity>> = (0..self.coders.len())
                .map(|coder| self.rows.iter().map(|row| row.polarity[coder]).collect())
                .collect();
            let of = |codes: &Codes<Polarity>| {
                let numbers = Polarity::ALL.map(|polarity| {
                    let marked = codes.iter().filter(|code| **code == Some(polarity));
                    marked.count().to_string()
                });
                numbers.join("/")
            };
            let marks: Vec<String> = codes.iter().map(of).collect();
            let name = Polarity::ALL.map(Polarity::id).join("/");
            rows.extend(agreement(Facet::Polarity, name, marks.join(";"), &codes));
        }
        rows
    }

    /// How well the program's categories find those of each coder, and, with several coders, those
    /// on which all agree. A category is listed when the program or a coder used it. Empty without
    /// a key.
    #[must_use]
    pub fn classification(&self) -> Vec<ClassificationRow> {
        let mut rows = Vec::new();
        if !self.has_key {
            return rows;
        }
        let used = self.used(|row| {
            row.categories
                .iter()
                .flatten()
                .chain(&row.program)
                .collect()
        });
        for (coder, name) in self.coders.iter().enumerate() {
            let of = |code: &Code| self.classify(name, *code, &self.answers(coder, *code));
            rows.extend(used.iter().filter_map(of));
        }
        if self.coders.len() > 1 {
            let of = |code: &Code| self.classify(CONSENSUS, *code, &self.consensus(*code));
            rows.extend(used.iter().filter_map(of));
        }
        rows
    }

    /// The comments that were coded differently by two coders, or by a coder and the program, with
    /// what each said.
    #[must_use]
    pub fn disagreements(&self, facets: &[Facet]) -> Table {
        let n = self.coders.len();
        let mut table = Table {
            names: [
                &["row", "source", "line", "text", "facet", "between"],
                &CODER_NAMES[..n],
            ]
            .concat(),
            titles: [&PLACE_TITLES, &CODER_TITLES[..n]].concat(),
            rows: Vec::new(),
        };
        if self.has_key {
            table.names.push("program");
            table.titles.push(PROGRAM_TITLE);
        }
        let mut found: Vec<(usize, Facet, Between, Codes<String>)> = Vec::new();
        for facet in facets {
            let mut codes: Vec<Codes<String>> = (0..n)
                .map(|coder| {
                    let rows = self.rows.iter();
                    rows.map(|row| self.written(row, coder, *facet)).collect()
                })
                .collect();
            if self.has_key && *facet == Facet::Categories {
                let rows = self.rows.iter();
                let program = rows.map(|row| row.program.as_ref().map(|codes| self.list(codes)));
                codes.push(program.collect());
            }
            let slices: Vec<&[Option<String>]> = codes.iter().map(Vec::as_slice).collect();
            for row in disagreements(&slices) {
                let mut by_coders = row.codes[..n].iter().flatten();
                let first = by_coders.next();
                let between = match by_coders.any(|code| Some(code) != first) {
                    true => Between::Coders,
                    false => Between::CoderAndProgram,
                };
                found.push((row.row, *facet, between, row.codes));
            }
        }
        found.sort_by_key(|(row, facet, ..)| (*row, *facet));
        for (index, facet, between, codes) in found {
            let row = &self.rows[index];
            let mut cells = vec![
                Cell::Count(row.row),
                Cell::Text(row.source.clone()),
                Cell::Count(row.line),
                // Coders may have added to it.
                Cell::Text(quote(&row.text, usize::MAX)),
                Cell::Text(facet.id().to_owned()),
                Cell::Text(between.id().to_owned()),
            ];
            cells.extend(codes.into_iter().map(Cell::from));
            cells.resize(table.names.len(), Cell::Missing);
            table.rows.push(cells);
        }
        table
    }

    /// The codes that are used in these sets, in the order of the book, no category last.
    fn used(&self, sets: impl Fn(&JoinedRow) -> Vec<&BTreeSet<usize>>) -> Vec<Code> {
        let codes = (0..self.ids.len()).map(Code::Category);
        let codes = codes.chain([Code::NoCategory]);
        let is_used = |code: &Code| {
            let mut rows = self.rows.iter();
            rows.any(|row| sets(row).into_iter().any(|set| code.holds(set)))
        };
        codes.filter(is_used).collect()
    }

    fn name(&self, code: Code) -> String {
        match code {
            Code::Category(number) => self.ids[number].clone(),
            Code::NoCategory => NONE.to_owned(),
        }
    }

    /// Whether a coder gave this code to each row.
    fn answers(&self, coder: usize, code: Code) -> Codes<bool> {
        let rows = self.rows.iter();
        rows.map(|row| Some(code.holds(row.categories[coder].as_ref()?)))
            .collect()
    }

    /// Whether all coders gave this code to each row; `None` where they differ or one has a gap.
    fn consensus(&self, code: Code) -> Codes<bool> {
        let rows = self.rows.iter();
        rows.map(|row| {
            let mut answers = row.categories.iter();
            let first = code.holds(answers.next()?.as_ref()?);
            let same = |set: &Option<BTreeSet<usize>>| {
                set.as_ref().is_some_and(|set| code.holds(set) == first)
            };
            answers.all(same).then_some(first)
        })
        .collect()
    }

    /// The program against the rows that a reader coded; `None` when there are none.
    fn classify(&self, reader: &str, code: Code, coded: &Codes<bool>) -> Option<ClassificationRow> {
        let (mut predicted, mut read, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for (row, answer) in self.rows.iter().zip(coded) {
            if let (Some(program), Some(answer)) = (&row.program, answer) {
                predicted.push(code.holds(program));
                read.push(*answer);
                weights.push(row.weight);
            }
        }
        if read.is_empty() {
            return None;
        }
        let plain = classification(&predicted, &read);
        let weighted = weighted_classification(
            &predicted,
            &read,
            &weights,
            &Units::rows(read.len()),
            BootstrapOptions::default(),
        );
        Some(ClassificationRow {
            reader: reader.to_owned(),
            category: self.name(code),
            rows: read.len() as u64,
            both: plain.both,
            only_program: plain.only_predicted,
            only_reader: plain.only_coded,
            neither: plain.neither,
            plain: [plain.precision, plain.recall, plain.f1],
            weighted: [weighted.precision, weighted.recall, weighted.f1],
        })
    }

    fn written(&self, row: &JoinedRow, coder: usize, facet: Facet) -> Option<String> {
        match facet {
            Facet::Categories => row.categories[coder].as_ref().map(|codes| self.list(codes)),
            Facet::Polarity => row.polarity[coder].map(|polarity| polarity.id().to_owned()),
        }
    }

    fn list(&self, codes: &BTreeSet<usize>) -> String {
        if codes.is_empty() {
            return NONE.to_owned();
        }
        let ids: Vec<&str> = codes.iter().map(|number| &*self.ids[*number]).collect();
        ids.join(";")
    }
}

/// Who differs on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Coders,
    /// All coders agree, and the program does not.
    CoderAndProgram,
}

impl Between {
    fn id(self) -> &'static str {
        match self {
            Between::Coders => "coders",
            Between::CoderAndProgram => "coder-program",
        }
    }
}

/// `None` when no row was coded by all.
fn agreement<T: Ord>(
    facet: Facet,
    code: String,
    marks: String,
    codes: &[Codes<T>],
) -> Option<AgreementRow> {
    let slices: Vec<&[Option<T>]> = codes.iter().map(Vec::as_slice).collect();
    let n_rows = slices.first().map_or(0, |codes| codes.len());
    let full = (0..n_rows).filter(|row| slices.iter().all(|codes| codes[*row].is_some()));
    let rows = full.count() as u64;
    let table = CodeTable::new(&slices);
    let (units, options) = (Units::rows(n_rows), BootstrapOptions::default());
    let (kappa_name, kappa) = match codes.len() {
        2 => {
            let found = cohen_kappa(&table, &units, options);
            (KappaName::Cohen, found.and_then(|found| found.kappa))
        }
        _ => (KappaName::Fleiss, fleiss_kappa(&table, &units, options)),
    };
    let alpha = krippendorff_alpha(&table, &units, options);
    (rows > 0 || alpha.is_some()).then(|| AgreementRow {
        facet,
        code,
        rows,
        marks,
        observed: observed_agreement(&table, &units, options),
        kappa,
        kappa_name,
        alpha,
    })
}

const fn title(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual { zh, en }
}

const PLACE_TITLES: [Bilingual; 6] = [
    title("序号", "row"),
    title("来源", "source"),
    title("行", "line"),
    title("评论", "text"),
    title("编码项", "facet"),
    title("分歧", "between"),
];

const CODER_NAMES: [&str; MAX_CODERS] = [
    "coder_1", "coder_2", "coder_3", "coder_4", "coder_5", "coder_6", "coder_7", "coder_8",
    "coder_9",
];

const CODER_TITLES: [Bilingual; MAX_CODERS] = [
    title("编码者 1", "coder 1"),
    title("编码者 2", "coder 2"),
    title("编码者 3", "coder 3"),
    title("编码者 4", "coder 4"),
    title("编码者 5", "coder 5"),
    title("编码者 6", "coder 6"),
    title("编码者 7", "coder 7"),
    title("编码者 8", "coder 8"),
    title("编码者 9", "coder 9"),
];

const PROGRAM_TITLE: Bilingual = title("程序", "program");
