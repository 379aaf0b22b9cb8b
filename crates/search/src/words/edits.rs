//! How far apart two spellings are.

/// Whether two words are one edit apart: a letter more, less, other, or two swapped (Damerau–Levenshtein distance 1).
pub(crate) fn one_edit_apart<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (s, l) = (&short[same..], &long[same..]);
    match (s, l) {
        ([], [_]) => true,
        ([a, b, rest_s @ ..], [c, d, rest_l @ ..]) if a == d && b == c && rest_s == rest_l => true,
        ([_, rest_s @ ..], [_, rest_l @ ..]) if s.len() == l.len() => rest_s == rest_l,
        (s, [_, rest_l @ ..]) => s == rest_l && s.len() < l.len(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_edit_apart;

    #[test]
    fn one_edit_is_a_letter_more_less_other_or_two_swapped() {
        for (a, b, near) in [
            ("defender", "defendr", true),
            ("defender", "deffender", true),
            ("defender", "defander", true),
            ("defender", "defedner", true),
            ("defender", "defender", false),
            ("defender", "dfnder", false),
            ("sentinel", "sentinels", true),
            ("abcde", "badce", false),
        ] {
            assert_eq!(one_edit_apart(a.as_bytes(), b.as_bytes()), near, "{a} {b}");
            assert_eq!(one_edit_apart(b.as_bytes(), a.as_bytes()), near, "{b} {a}");
        }
    }
}
