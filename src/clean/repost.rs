//! Rule `repost`: chains of reposts.

use super::Edits;

/// Cuts at the first `//@`, where someone else's text begins. `://@` is part of an address.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let cut = text
        .match_indices("//@")
        .find(|(start, _)| !text[..*start].ends_with(':'));
    if let Some((start, _)) = cut {
        edits.remove(start..text.len());
    }
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
