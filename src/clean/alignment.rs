//! Text being cleaned, with the way back to its source.

use std::borrow::Cow;
use std::ops::Range;

/// A text and its alignment to the source it was made from.
///
/// A byte that no rule touched maps to exactly its own place in the source; any part of a
/// replacement maps to the whole stretch it replaced. Nothing is allocated until the first edit.
///
/// ```
/// use ciyun::clean::{CleanText, Edits};
/// let mut text = CleanText::new("a&amp;b");
/// let mut edits = Edits::default();
/// edits.replace(1..6, "&");
/// text.apply(&mut edits);
/// assert_eq!(text.text(), "a&b");
/// assert_eq!(text.source_range(1..2), 1..6);
/// assert_eq!(text.source_range(2..3), 6..7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanText<'s> {
    source: &'s str,
    text: Cow<'s, str>,
    /// What was replaced, in the order of the text; the rest of the text is verbatim.
    patches: Vec<Patch>,
    /// The text before its case was folded, if that changed it and moved no character.
    unfolded: Option<String>,
}

/// A stretch of clean text (possibly empty) that stands for another stretch of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Patch {
    clean: Range<usize>,
    source: Range<usize>,
}

/// Changes to one text, in its order and without overlap.
#[derive(Debug, Default)]
pub struct Edits {
    list: Vec<Edit>,
    /// All replacements, one after the other.
    replacements: String,
    n_firings: u32,
}

#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    /// Where its replacement ends in `Edits::replacements`.
    replacement_end: usize,
}

impl Edits {
    /// Replaces a range of the text.
    ///
    /// # Panics
    /// If the range is empty or begins before the end of the range given before it.
    pub fn replace(&mut self, range: Range<usize>, replacement: &str) {
        let free = self.list.last().map_or(0, |last| last.range.end);
        assert!(
            free <= range.start && range.start < range.end,
            "edits come in the order of the text, and none is empty"
        );
        self.replacements.push_str(replacement);
        self.list.push(Edit {
            range,
            replacement_end: self.replacements.len(),
        });
        self.n_firings = self.n_firings.saturating_add(1);
    }

    /// Removes a range of the text.
    ///
    /// # Panics
    /// As [`Edits::replace`].
    pub fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Removes a range of `text` that stands for a word, leaving a blank where the letters before
    /// and after it would otherwise become neighbours. Adjacent ranges leave one blank.
    ///
    /// # Panics
    /// As [`Edits::replace`].
    pub fn remove_word(&mut self, text: &str, mut range: Range<usize>) {
        let adjacent = |last: &mut Edit| last.range.end == range.start;
        if let Some(last) = self.list.pop_if(adjacent) {
            range.start = last.range.start;
            let end = self.list.last().map_or(0, |edit| edit.replacement_end);
            self.replacements.truncate(end);
        }
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let glues =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        self.replace(range, if glues { " " } else { "" });
    }

    /// Number of calls since the edits were last applied.
    #[must_use]
    pub fn n_firings(&self) -> u32 {
        self.n_firings
    }

    /// Takes back the count of the last call: it was the second half of one firing.
    pub(super) fn join_firing(&mut self) {
        self.n_firings = self.n_firings.saturating_sub(1);
    }

    fn clear(&mut self) {
        self.list.clear();
        self.replacements.clear();
        self.n_firings = 0;
    }

    /// The ranges with their replacements.
    fn iter(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        let mut start = 0;
        self.list.iter().map(move |edit| {
            let replacement = &self.replacements[start..edit.replacement_end];
            start = edit.replacement_end;
            (&edit.range, replacement)
        })
    }
}

/// A position in the text before an edit and the position it corresponds to elsewhere; positions
/// after it keep their distance.
#[derive(Clone, Copy)]
struct Anchor {
    here: usize,
    there: usize,
}

impl Anchor {
    const START: Anchor = Anchor { here: 0, there: 0 };

    fn at(self, position: usize) -> usize {
        self.there + (position - self.here)
    }
}

impl<'s> CleanText<'s> {
    /// A text in which nothing was changed yet.
    #[must_use]
    pub fn new(source: &'s str) -> CleanText<'s> {
        CleanText {
            source,
            text: Cow::Borrowed(source),
            patches: Vec::new(),
            unfolded: None,
        }
    }

    /// The text as cleaned so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text it was made from.
    #[must_use]
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The bytes of the source that a byte range of the clean text stands for.
    ///
    /// What was removed at either end of the range is left out, what was removed inside it is
    /// covered. For a range on character boundaries the result is on character boundaries too.
    ///
    /// # Panics
    /// If the range is reversed or reaches past the end of the text.
    #[must_use]
    pub fn source_range(&self, clean: Range<usize>) -> Range<usize> {
        assert!(clean.start <= clean.end && clean.end <= self.text.len());
        // The last patch that begins at or before the start decides where the start comes from.
        let n_before = self
            .patches
            .partition_point(|patch| patch.clean.start <= clean.start);
        let start = match self.patches[..n_before].last() {
            None => clean.start,
            Some(patch) if clean.start < patch.clean.end => patch.source.start,
            Some(patch) => patch.source.end + (clean.start - patch.clean.end),
        };
        let n_before = self
            .patches
            .partition_point(|patch| patch.clean.start < clean.end);
        let end = match self.patches[..n_before].last() {
            None => clean.end,
            Some(patch) if clean.end <= patch.clean.end => patch.source.end,
            Some(patch) => patch.source.end + (clean.end - patch.clean.end),
        };
        start..end.max(start)
    }

    /// The bytes of the clean text that stand for a byte range of the source.
    ///
    /// Of a part of what was replaced, the whole replacement; an empty range for what was removed.
    /// The way back, [`CleanText::source_range`], leads to the same bytes of the source exactly
    /// when no rule touched the range's ends.
    ///
    /// ```
    /// use ciyun::clean::{CleanText, Edits};
    /// let mut text = CleanText::new("a&amp;b!!");
    /// let mut edits = Edits::default();
    /// edits.replace(1..6, "&");
    /// edits.remove(8..9);
    /// text.apply(&mut edits);
    /// assert_eq!(text.clean_range(2..7), 1..3);
    /// assert_eq!(text.clean_range(8..9), 4..4);
    /// ```
    ///
    /// # Panics
    /// If the range is reversed or reaches past the end of the source.
    #[must_use]
    pub fn clean_range(&self, source: Range<usize>) -> Range<usize> {
        assert!(source.start <= source.end && source.end <= self.source.len());
        let n_before = self
            .patches
            .partition_point(|patch| patch.source.end <= source.start);
        let verbatim = |position: usize, n_before: usize| match self.patches[..n_before].last() {
            None => position,
            Some(patch) => patch.clean.end + (position - patch.source.end),
        };
        let start = match self.patches.get(n_before) {
            Some(patch) if patch.source.start <= source.start => patch.clean.start,
            _ => verbatim(source.start, n_before),
        };
        let n_before = self
            .patches
            .partition_point(|patch| patch.source.start < source.end);
        let end = match self.patches[..n_before].last() {
            Some(patch) if source.end <= patch.source.end => patch.clean.end,
            _ => verbatim(source.end, n_before),
        };
        start..end.max(start)
    }

    /// Applies edits that fold case, and keeps the spelling from before.
    pub(super) fn fold(&mut self, edits: &mut Edits) {
        let before = self.text.to_string();
        self.apply(edits);
        let places = |text: &str| {
            text.char_indices()
                .map(|(index, _)| index)
                .collect::<Vec<_>>()
        };
        if before.len() == self.text.len() && places(&before) == places(&self.text) {
            self.unfolded = Some(before);
        }
    }

    /// The characters of a range as they stood before case was folded, which is how they are
    /// shown; all other rules have acted on them.
    ///
    /// # Panics
    /// If the range reaches past the end of the text or cuts a character.
    #[must_use]
    pub fn spelling(&self, clean: Range<usize>) -> &str {
        &self.unfolded.as_deref().unwrap_or(&self.text)[clean]
    }

    /// Applies edits to the text and leaves `edits` empty for the next use.
    ///
    /// # Panics
    /// If an edit does not lie on character boundaries of the text.
    pub fn apply(&mut self, edits: &mut Edits) {
        if edits.list.is_empty() {
            return;
        }
        self.patches = self.compose(edits);
        let mut text = String::with_capacity(self.text.len() + edits.replacements.len());
        let mut copied = 0;
        for (range, replacement) in edits.iter() {
            text.push_str(&self.text[copied..range.start]);
            text.push_str(replacement);
            copied = range.end;
        }
        text.push_str(&self.text[copied..]);
        self.text = Cow::Owned(text);
        edits.clear();
    }

    /// The patches of the text after `edits`: old patches and edits that share a byte become one.
    fn compose(&self, edits: &Edits) -> Vec<Patch> {
        let mut composed = Vec::with_capacity(self.patches.len() + edits.list.len());
        let mut patches = self.patches.iter().peekable();
        let mut edits = edits.iter().peekable();
        let (mut to_source, mut to_clean) = (Anchor::START, Anchor::START);
        loop {
            let first = match (patches.peek(), edits.peek()) {
                (Some(patch), Some((range, _))) => patch.clean.start.min(range.start),
                (Some(patch), None) => patch.clean.start,
                (None, Some((range, _))) => range.start,
                (None, None) => return composed,
            };
            let (source_start, clean_start) = (to_source.at(first), to_clean.at(first));
            // A patch that stands exactly at `first` opens the group, so that a mere removal
            // there stays a patch of its own.
            let mut end = first;
            if let Some(patch) = patches.next_if(|patch| patch.clean.start == first) {
                to_source = Anchor {
                    here: patch.clean.end,
                    there: patch.source.end,
                };
                end = patch.clean.end;
            } else {
                end += 1;
            }
            loop {
                if let Some(patch) = patches.next_if(|patch| patch.clean.start < end) {
                    to_source = Anchor {
                        here: patch.clean.end,
                        there: patch.source.end,
                    };
                    end = end.max(patch.clean.end);
                } else if let Some((range, replacement)) =
                    edits.next_if(|(range, _)| range.start < end)
                {
                    to_clean = Anchor {
                        here: range.end,
                        there: to_clean.at(range.start) + replacement.len(),
                    };
                    end = end.max(range.end);
                } else {
                    break;
                }
            }
            composed.push(Patch {
                clean: clean_start..to_clean.at(end),
                source: source_start..to_source.at(end),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edited(text: &mut CleanText<'_>, list: &[(Range<usize>, &str)]) {
        let mut edits = Edits::default();
        for (range, replacement) in list {
            edits.replace(range.clone(), replacement);
        }
        text.apply(&mut edits);
    }

    #[test]
    fn no_edit_borrows_the_source() {
        let mut text = CleanText::new("好用");
        text.apply(&mut Edits::default());
        assert!(matches!(text.text, Cow::Borrowed("好用")));
        assert_eq!(text.source_range(3..6), 3..6);
    }

    #[test]
    fn edits_of_edited_text_lead_back_to_the_source() {
        // abcdefgh → a[XY]efgh → a[X Z]fgh: Z swallows Y and e, so the patch covers b to e.
        let mut text = CleanText::new("abcdefgh");
        edited(&mut text, &[(1..4, "XY")]);
        assert_eq!(text.text(), "aXYefgh");
        edited(&mut text, &[(2..4, "Z"), (5..6, "")]);
        assert_eq!(text.text(), "aXZfh");
        assert_eq!(text.source_range(0..1), 0..1);
        assert_eq!(text.source_range(1..2), 1..5);
        assert_eq!(text.source_range(2..3), 1..5);
        assert_eq!(text.source_range(3..4), 5..6);
        assert_eq!(text.source_range(4..5), 7..8);
        assert_eq!(text.source_range(3..5), 5..8);
    }

    #[test]
    fn a_removal_beside_a_word_is_not_part_of_it() {
        let mut text = CleanText::new("xxabyycd");
        edited(&mut text, &[(0..2, ""), (4..6, "")]);
        assert_eq!(text.text(), "abcd");
        assert_eq!(text.source_range(0..2), 2..4);
        assert_eq!(text.source_range(2..4), 6..8);
        assert_eq!(text.source_range(0..4), 2..8);
        edited(&mut text, &[(2..3, "C")]);
        assert_eq!(text.source_range(0..2), 2..4);
        assert_eq!(text.source_range(2..3), 6..7);
    }

    #[test]
    fn adjacent_removed_words_leave_one_blank() {
        let mut edits = Edits::default();
        edits.remove_word("好xxyy吗", 3..5);
        edits.remove_word("好xxyy吗", 5..7);
        assert_eq!(edits.n_firings(), 2);
        let mut text = CleanText::new("好xxyy吗");
        text.apply(&mut edits);
        assert_eq!(text.text(), "好 吗");
        assert_eq!(text.source_range(3..4), 3..7);
    }

    #[test]
    #[should_panic(expected = "order of the text")]
    fn overlapping_edits_are_a_bug() {
        let mut edits = Edits::default();
        edits.remove(0..3);
        edits.remove(2..4);
    }

    /// A text of marked characters: each knows its place in the source, or the union of places.
    /// The slow model against which the patches are held.
    fn model(source: &str, rounds: &[Vec<(u8, u8, u8)>]) -> Result<(), TestCaseError> {
        let mut slow: Vec<Range<usize>> = (0..source.len()).map(|i| i..i + 1).collect();
        let mut text = CleanText::new(source);
        for round in rounds {
            let (mut edits, mut at) = (Edits::default(), 0);
            let mut next = Vec::new();
            for &(skip, length, insert) in round {
                let start = at + usize::from(skip);
                let end = start + usize::from(length);
                if end > slow.len() {
                    break;
                }
                next.push((start..end, usize::from(insert)));
                edits.replace(start..end, &"x".repeat(usize::from(insert)));
                at = end;
            }
            text.apply(&mut edits);
            let (mut rebuilt, mut at) = (Vec::new(), 0);
            for (range, insert) in next {
                rebuilt.extend_from_slice(&slow[at..range.start]);
                let union = slow[range.start].start..slow[range.end - 1].end;
                rebuilt.extend(std::iter::repeat_n(union, insert));
                at = range.end;
            }
            rebuilt.extend_from_slice(&slow[at..]);
            slow = rebuilt;
        }
        prop_assert_eq!(text.text().len(), slow.len());
        for (i, place) in slow.iter().enumerate() {
            // The patches may cover more than the model (whole replacements), never less.
            let range = text.source_range(i..i + 1);
            prop_assert!(range.start <= place.start && place.end <= range.end);
        }
        for pair in text.patches.windows(2) {
            prop_assert!(pair[0].clean.end <= pair[1].clean.start);
            prop_assert!(pair[0].source.end <= pair[1].source.start);
        }
        let (mut clean, mut from) = (0, 0);
        for patch in &text.patches {
            prop_assert_eq!(
                &text.text()[clean..patch.clean.start],
                &source[from..patch.source.start]
            );
            (clean, from) = (patch.clean.end, patch.source.end);
        }
        prop_assert_eq!(&text.text()[clean..], &source[from..]);
        Ok(())
    }

    proptest! {
        #[test]
        fn composition_keeps_verbatim_text_exact(
            source in "[a-z]{0,30}",
            rounds in prop::collection::vec(prop::collection::vec((0_u8..4, 1_u8..4, 0_u8..4), 0..6), 0..5),
        ) {
            model(&source, &rounds)?;
        }
    }
}
