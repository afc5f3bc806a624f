//! Which group of a comparison a comment belongs to.

use std::borrow::Cow;

use crate::clean::{CleanError, FieldConditions};
use crate::ingest::{Document, Fields};

/// What groups are made of.
#[derive(Debug, Clone)]
pub enum Grouping {
    /// A field of the row.
    Field(GroupField),
    /// The input; these are the names of the inputs in the order of their ids.
    File(Vec<String>),
    /// The column that the reader was told to read as [`Field::Group`](crate::ingest::Field::Group).
    Column,
    /// Comments that meet conditions against those that meet others.
    Conditions(Box<Contrast>),
}

/// A field that makes groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupField {
    /// The app.
    App,
    /// The platform.
    Platform,
    /// The app's version.
    Version,
    /// The author's region.
    Region,
    /// Stars.
    Rating,
    /// The year of writing, `2023`.
    Year,
    /// The month, `2023-05`.
    Month,
    /// The week by ISO 8601, `2023-W21`.
    Week,
    /// The day, `2023-05-27`.
    Day,
}

/// Two sets of comments, told by conditions.
#[derive(Debug, Clone)]
pub struct Contrast {
    target: (String, FieldConditions),
    reference: Option<(String, FieldConditions)>,
}

/// The name of all comments outside the target where no reference is told.
const REST: &str = "*";

impl GroupField {
    const NAMED: [(&'static str, GroupField); 9] = [
        ("app", GroupField::App),
        ("platform", GroupField::Platform),
        ("version", GroupField::Version),
        ("region", GroupField::Region),
        ("rating", GroupField::Rating),
        ("year", GroupField::Year),
        ("month", GroupField::Month),
        ("week", GroupField::Week),
        ("day", GroupField::Day),
    ];

    /// The field of a name such as `app` or `month`.
    ///
    /// ```
    /// use ciyun::count::GroupField;
    /// assert_eq!(GroupField::named("month"), Some(GroupField::Month));
    /// assert_eq!(GroupField::named("等级"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<GroupField> {
        let found = GroupField::NAMED.iter().find(|(known, _)| *known == name);
        found.map(|(_, field)| *field)
    }

    /// The name of the field.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = GroupField::NAMED.iter().find(|(_, field)| *field == self);
        found.expect("all fields are named").0
    }

    fn group(self, fields: &Fields) -> Option<Cow<'_, str>> {
        let time = |form: &str| fields.time.map(|time| time.strftime(form).to_string());
        let owned = match self {
            GroupField::App => return trimmed(&fields.app),
            GroupField::Platform => return trimmed(&fields.platform),
            GroupField::Version => return trimmed(&fields.version),
            GroupField::Region => return trimmed(&fields.region),
            GroupField::Rating => Some(fields.rating?.to_string()),
            GroupField::Year => time("%Y"),
            GroupField::Month => time("%Y-%m"),
            GroupField::Week => time("%G-W%V"),
            GroupField::Day => time("%Y-%m-%d"),
        };
        owned.map(Cow::Owned)
    }
}

fn trimmed(field: &Option<String>) -> Option<Cow<'_, str>> {
    field.as_deref().map(|text| Cow::Borrowed(text.trim()))
}

impl Contrast {
    /// The comments that meet `target` against those that meet `reference`, or against all others
    /// without it. Conditions are those of the rule `column-filter`: `rating<=2`, `app=全省事`.
    ///
    /// # Errors
    /// [`CleanError::Condition`] for a text that is none.
    pub fn new(target: &str, reference: Option<&str>) -> Result<Contrast, CleanError> {
        let named = |text: &str| {
            let conditions = FieldConditions::parse(&[text.to_owned()])?;
            Ok::<_, CleanError>((text.to_owned(), conditions))
        };
        Ok(Contrast {
            target: named(target)?,
            reference: reference.map(named).transpose()?,
        })
    }

    fn group(&self, fields: &Fields) -> Option<Cow<'_, str>> {
        let (name, conditions) = &self.target;
        if conditions.passes(fields) {
            return Some(Cow::Borrowed(name));
        }
        match &self.reference {
            Some((name, conditions)) => conditions.passes(fields).then_some(Cow::Borrowed(name)),
            None => Some(Cow::Borrowed(REST)),
        }
    }
}

impl Grouping {
    /// The group of a comment; `None` when it has none.
    #[must_use]
    pub fn group<'d>(&'d self, document: &'d Document) -> Option<Cow<'d, str>> {
        match self {
            Grouping::Field(field) => field.group(&document.fields),
            Grouping::File(names) => {
                let name = names.get(document.source.0 as usize)?;
                Some(Cow::Borrowed(name))
            }
            Grouping::Column => trimmed(&document.fields.group),
            Grouping::Conditions(contrast) => contrast.group(&document.fields),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn document() -> Document {
        let mut document = Document::from_text(String::new(), 1);
        document.fields.app = Some(" 全省事 ".to_owned());
        document.fields.rating = Some(1.0);
        document.fields.time = Some(date(2023, 1, 1).at(8, 0, 0, 0));
        document
    }

    #[test]
    fn fields_give_groups_as_they_stand() {
        let document = document();
        let group = |name: &str| {
            let field = GroupField::named(name).unwrap();
            assert_eq!(field.name(), name);
            Grouping::Field(field).group(&document).map(Cow::into_owned)
        };
        for (name, expected) in [
            ("app", Some("全省事")),
            ("rating", Some("1")),
            ("year", Some("2023")),
            ("month", Some("2023-01")),
            // A Sunday: the last day of the last week of the year before.
            ("week", Some("2022-W52")),
            ("day", Some("2023-01-01")),
            ("version", None),
        ] {
            assert_eq!(group(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn conditions_give_the_target_the_reference_or_neither() {
        let group = |target: &str, reference: Option<&str>| {
            let contrast = Contrast::new(target, reference).unwrap();
            let grouping = Grouping::Conditions(Box::new(contrast));
            grouping.group(&document()).map(Cow::into_owned)
        };
        assert_eq!(group("rating<=2", None).as_deref(), Some("rating<=2"));
        assert_eq!(group("rating>=4", None).as_deref(), Some("*"));
        assert_eq!(
            group("rating>=4", Some("rating<=2")).as_deref(),
            Some("rating<=2")
        );
        assert_eq!(group("rating>=4", Some("rating=3")), None);
        assert!(Contrast::new("stars", None).is_err());
    }
}
