//! Rule `repost`: chains of reposts.

use super::Edits;

/// Cuts at the first `//@`, where someone else's text begins. `://@` is part of an address.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    if let Some(start) = chain_start(text) {
        edits.remove(start..text.len());
    }
}

/// Where someone else's text begins.
pub(super) fn chain_start(text: &str) -> Option<usize> {
    text.match_indices("//@")
        .map(|(start, _)| start)
        .find(|start| !text[..*start].ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    #[test]
    fn the_chain_is_cut_at_its_first_link() {
        assert_eq!(once(propose, "加油//@甲:支持//@乙:好"), ("加油".into(), 1));
        assert_eq!(once(propose, "//@甲:支持"), (String::new(), 1));
        assert_eq!(
            once(propose, "见https://@a//@b"),
            ("见https://@a".into(), 1)
        );
        assert_eq!(once(propose, "a//b @c"), ("a//b @c".into(), 0));
    }
}
