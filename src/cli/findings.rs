//! Findings, of which there may be a flood: the first ones are printed, the rest is counted.

use crate::language::tr;

use super::output::{Output, Stop};

/// Findings that are printed.
const PRINTED: usize = 20;

/// Prints the first findings, each on a line that stands `indent` columns in from the margin, and how many more there are.
///
/// # Errors
///
/// If standard output takes no more.
pub(super) fn print(
    mut findings: impl Iterator<Item = String>,
    indent: usize,
    out: &mut Output<'_>,
) -> Result<(), Stop> {
    findings.by_ref().take(PRINTED).try_for_each(|finding| out.indented(indent, &finding))?;
    match findings.count() {
        0 => Ok(()),
        rest => out.indented(indent, &tr!("ほかに {rest} 件あります。", rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::environment::StdoutInfo;
    use super::*;

    fn printed(count: usize) -> String {
        let mut bytes = Vec::new();
        let screen = StdoutInfo {
            columns: 80,
            is_terminal: false,
            is_styled: false,
            ambiguous: crate::text::width::Ambiguous::AsIs,
        };
        print((1..=count).map(|number| number.to_string()), 2, &mut Output::new(&mut bytes, screen)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_flood_is_counted() {
        assert_eq!(printed(0), "");
        assert_eq!(printed(2), "  1\n  2\n");
        assert!(printed(20).ends_with("  19\n  20\n"));
        assert!(printed(90_000).ends_with("  20\n  ほかに 89980 件あります。\n"));
    }
}
