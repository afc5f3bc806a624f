//! Rule `column-filter`: only comments whose fields meet the conditions given.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::CleanError;
use crate::ingest::Fields;

/// Conditions that all have to hold: `rating<=2`, `app=全省事|浙里办`, `time>=2022-06`.
///
/// A condition is a field, one of `=` `!=` `<=` `>=` `<` `>`, and a value. Of several values
/// between `|` one has to be met. The fields `app`, `platform`, `version` and `region` are
/// compared as texts, `rating` and `likes` as numbers. A time is a year, month or day and stands
/// for all of it: `time<=2022` lets the last of December through. A field that is missing meets
/// only `!=`.
#[derive(Debug, Clone, Default)]
pub struct FieldConditions(Vec<Condition>);

#[derive(Debug, Clone)]
struct Condition {
    operator: Operator,
    operand: Operand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    AtMost,
    AtLeast,
    Less,
    More,
}

/// Signs, the longer before the shorter that begins it.
const OPERATORS: [(&str, Operator); 6] = [
    ("!=", Operator::NotEqual),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::More),
];

/// A field and what it is compared with.
#[derive(Debug, Clone)]
enum Operand {
    Text(TextField, Vec<String>),
    Number(NumberField, f64),
    Time { start: DateTime, end: DateTime },
}

#[derive(Debug, Clone, Copy)]
enum TextField {
    App,
    Platform,
    Version,
    Region,
}

#[derive(Debug, Clone, Copy)]
enum NumberField {
    Rating,
    Likes,
}

impl FieldConditions {
    /// Reads conditions.
    ///
    /// # Errors
    /// [`CleanError::Condition`] for a text that is none.
    pub fn parse(conditions: &[String]) -> Result<FieldConditions, CleanError> {
        let parsed = conditions.iter().map(|text| {
            condition(text).ok_or_else(|| CleanError::Condition {
                found: text.clone(),
            })
        });
        Ok(FieldConditions(parsed.collect::<Result<_, _>>()?))
    }

    /// Whether all conditions hold.
    #[must_use]
    pub fn passes(&self, fields: &Fields) -> bool {
        self.0.iter().all(|condition| condition.holds(fields))
    }
}

fn condition(text: &str) -> Option<Condition> {
    let at = text.find(['=', '!', '<', '>'])?;
    let (field, rest) = text.split_at(at);
    let (sign, operator) = *OPERATORS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let value = rest[sign.len()..].trim();
    let texts = |field| {
        let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        let values: Vec<String> = value.split('|').map(|v| v.trim().to_owned()).collect();
        (equality && !values.iter().any(String::is_empty)).then_some(Operand::Text(field, values))
    };
    let number = |field| Some(Operand::Number(field, value.parse().ok()?));
    let operand = match field.trim() {
        "app" => texts(TextField::App),
        "platform" => texts(TextField::Platform),
        "version" => texts(TextField::Version),
        "region" => texts(TextField::Region),
        "rating" => number(NumberField::Rating),
        "likes" => number(NumberField::Likes),
        "time" => period(value).map(|(start, end)| Operand::Time { start, end }),
        _ => None,
    }?;
    Some(Condition { operator, operand })
}

/// First moment of a year, month or day, and the first moment after it.
fn period(value: &str) -> Option<(DateTime, DateTime)> {
    let mut parts = value.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let start = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let length = match (month, day) {
        (None, _) => 1.year(),
        (_, None) => 1.month(),
        _ => 1.day(),
    };
    let end = start.checked_add(length).ok()?;
    Some((start.at(0, 0, 0, 0), end.at(0, 0, 0, 0)))
}

impl Condition {
    fn holds(&self, fields: &Fields) -> bool {
        let missing = self.operator == Operator::NotEqual;
        match &self.operand {
            Operand::Text(field, values) => {
                let found = match field {
                    TextField::App => &fields.app,
                    TextField::Platform => &fields.platform,
                    TextField::Version => &fields.version,
                    TextField::Region => &fields.region,
                };
                found.as_deref().map_or(missing, |found| {
                    let met = values.iter().any(|value| value == found.trim());
                    met == (self.operator == Operator::Equal)
                })
            }
            Operand::Number(field, value) => {
                let found = match field {
                    NumberField::Rating => fields.rating,
                    NumberField::Likes => fields.likes.map(|likes| likes as f64),
                };
                found.map_or(missing, |found| {
                    self.compare(&found, value, value, found == *value)
                })
            }
            Operand::Time { start, end } => fields.time.map_or(missing, |found| {
                let within = *start <= found && found < *end;
                self.compare(&found, start, end, within)
            }),
        }
    }

    /// Compares with a value that reaches from `start` to before `end`.
    fn compare<T: PartialOrd>(&self, found: &T, start: &T, end: &T, within: bool) -> bool {
        match self.operator {
            Operator::Equal => within,
            Operator::NotEqual => !within,
            Operator::Less => found < start,
            Operator::AtLeast => found >= start,
            Operator::AtMost => found < end || within,
            Operator::More => found >= end && !within,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(conditions: &[&str], fields: &Fields) -> bool {
        let conditions: Vec<String> = conditions.iter().map(|text| (*text).to_owned()).collect();
        let filter = FieldConditions::parse(&conditions);
        filter.map(|filter| filter.passes(fields)).unwrap()
    }

    fn comment() -> Fields {
        Fields {
            app: Some(" 全省事".to_owned()),
            rating: Some(2.0),
            likes: Some(10),
            time: Some("2022-12-31T23:59:00".parse().unwrap()),
            ..Fields::default()
        }
    }

    #[test]
    fn numbers_texts_and_times_are_compared() {
        for (condition, expected) in [
            ("rating<=2", true),
            ("rating<2", false),
            ("rating>1.5", true),
            ("rating>2", false),
            ("rating!=2", false),
            ("likes>=10", true),
            ("app=浙里办|全省事", true),
            ("app!=全省事", false),
            ("app = 浙里办", false),
            ("time<=2022", true),
            ("time=2022-12", true),
            ("time>2022-12-31", false),
            ("time>=2022-12-31", true),
            ("time<2022-12-31", false),
            ("time>2022-11", true),
        ] {
            assert_eq!(passes(&[condition], &comment()), expected, "{condition}");
        }
        assert!(!passes(&["rating<=2", "likes>10"], &comment()));
        assert!(passes(&[], &comment()));
    }

    #[test]
    fn what_is_missing_is_only_different() {
        let none = Fields::default();
        assert!(passes(&["app!=全省事", "rating!=2", "time!=2022"], &none));
        for condition in ["app=全省事", "rating<=2", "time<2022"] {
            assert!(!passes(&[condition], &none), "{condition}");
        }
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in [
            "rating",
            "stars<=2",
            "rating<=two",
            "app<全省事",
            "app=",
            "time=2022-13",
            "time=2022-01-01-1",
            "",
        ] {
            let error = FieldConditions::parse(&[text.to_owned()]).unwrap_err();
            assert!(matches!(error, CleanError::Condition { .. }), "{text}");
        }
    }
}
