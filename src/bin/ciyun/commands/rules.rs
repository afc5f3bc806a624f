//! `--rules`: all rules with their state.

use ciyun::language::{Bilingual, Language};
use ciyun::ledger::{Parameter, RuleId, RuleSet, Standing};

use super::plain;
use crate::terminal::{self, Status, Terminal};

const TITLES: [Bilingual; 4] = [
    Bilingual {
        zh: "层级",
        en: "level",
    },
    Bilingual {
        zh: "规则",
        en: "rule",
    },
    Bilingual {
        zh: "状态",
        en: "state",
    },
    Bilingual {
        zh: "作用",
        en: "what it does",
    },
];

pub(crate) fn rules(rules: &RuleSet, terminal: &Terminal) -> anyhow::Result<Status> {
    let language = terminal.language;
    let mut out = plain();
    out.set_header(TITLES.map(|title| title.text(language)));
    for rule in RuleId::ALL {
        out.add_row([
            rule.level().id(),
            rule.id(),
            &state(rules, *rule, language),
            rule.description().text(language),
        ]);
    }
    terminal::print(format!("{out}\n"))?;
    Ok(Status::Done)
}

/// Whether a rule applies, with its parameter.
pub(super) fn state(rules: &RuleSet, rule: RuleId, language: Language) -> String {
    let (always, on, off) = match language {
        Language::Chinese => ("总是", "启用", "停用"),
        Language::English => ("always", "on", "off"),
    };
    match rules.parameter(rule) {
        None => off.to_owned(),
        Some(_) if rule.standing() == Standing::Always => always.to_owned(),
        Some(Parameter::None) => on.to_owned(),
        Some(Parameter::Count(count)) => format!("{on} = {count}"),
        Some(Parameter::Ratio(ratio)) => format!("{on} = {ratio}"),
        Some(Parameter::Texts(texts)) => format!("{on} = {}", texts.join(",")),
    }
}
