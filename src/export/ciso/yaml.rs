//! Writes YAML that readers of version 1.1 understand as it is meant.
//!
//! What a writer of version 1.2 leaves bare is something else for older readers, such as the one this library is for: `yes`
//! is a truth, `2026-01-01` a day, `12:30:45` a number, and `=` stops the whole file. So every text is quoted.

use serde::Serialize;
use serde_json::to_string;
use serde_yaml_ng::{Value, to_value};

use crate::text::clean::json_escape;

use super::super::error::ExportError;

/// The field that is a day for the reader, not a text.
const DAY: &str = "publication_date";

/// Returns a document of fields, lists and values; the names of its fields are plain words.
pub(super) fn write(document: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    let mut written = String::new();
    block(&to_value(document)?, 0, &mut written)?;
    Ok(written.into_bytes())
}

/// Writes a value from a place on that is indented already; further lines are indented here.
fn block(value: &Value, indent: usize, written: &mut String) -> Result<(), ExportError> {
    let margin = " ".repeat(indent);
    match value {
        Value::Mapping(fields) if !fields.is_empty() => {
            for (index, (name, value)) in fields.iter().enumerate() {
                let name = name.as_str().unwrap_or_default();
                written.push_str(if index == 0 { "" } else { &margin });
                written.push_str(&format!("{name}:"));
                match value {
                    Value::String(day) if name == DAY => written.push_str(&format!(" {day}\n")),
                    value => below(value, indent, written)?,
                }
            }
        }
        Value::Sequence(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                written.push_str(if index == 0 { "" } else { &margin });
                written.push_str("- ");
                block(item, indent + 2, written)?;
            }
        }
        value => written.push_str(&format!("{}\n", bare(value)?)),
    }
    Ok(())
}

/// Writes the value of a field behind its name.
fn below(value: &Value, indent: usize, written: &mut String) -> Result<(), ExportError> {
    let indent = match value {
        Value::Mapping(fields) if !fields.is_empty() => indent + 2,
        Value::Sequence(items) if !items.is_empty() => indent,
        value => {
            written.push_str(&format!(" {}\n", bare(value)?));
            return Ok(());
        }
    };
    written.push_str(&format!("\n{}", " ".repeat(indent)));
    block(value, indent, written)
}

/// Returns a value without parts. A quoted text of JSON is one of YAML, but for characters that YAML takes for line breaks
/// or refuses.
fn bare(value: &Value) -> Result<String, ExportError> {
    let text = to_string(value)?;
    let is_refused =
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    Ok(text.chars().map(|c| if is_refused(c) { json_escape(c) } else { c.to_string() }).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::testing::HOSTILE;
    use super::*;

    fn text(document: &impl Serialize) -> String {
        String::from_utf8(write(document).unwrap()).unwrap()
    }

    #[derive(Serialize)]
    struct Sample<'a> {
        name: &'a str,
        version: i32,
        publication_date: &'a str,
        list: Vec<Item<'a>>,
        none: Vec<&'a str>,
    }

    #[derive(Serialize)]
    struct Item<'a> {
        assessable: bool,
        names: Vec<&'a str>,
    }

    #[test]
    fn fields_lists_and_values_stand_in_blocks() {
        let names = vec!["一", "二: \"三\"\n四"];
        let list = vec![Item { assessable: true, names }, Item { assessable: false, names: Vec::new() }];
        let sample =
            Sample { name: "題", version: 20_261_128, publication_date: "2026-11-28", list, none: Vec::new() };
        let expected = [
            "name: \"題\"",
            "version: 20261128",
            "publication_date: 2026-11-28",
            "list:",
            "- assessable: true",
            "  names:",
            "  - \"一\"",
            "  - \"二: \\\"三\\\"\\n四\"",
            "- assessable: false",
            "  names: []",
            "none: []",
            "",
        ];
        assert_eq!(text(&sample), expected.join("\n"));
    }

    /// Truths, nothing, numbers of all bases, with signs, underscores and in base 60, days, merge keys and defaults.
    const PLAIN: &[&str] = &[
        "yes",
        "No",
        "on",
        "Off",
        "y",
        "TRUE",
        "~",
        "null",
        "",
        "1_000",
        "0b101",
        "010",
        "0x1F",
        "-12",
        "+.5",
        "1e3",
        ".inf",
        ".NaN",
        "12:30:45",
        "190:20:30.15",
        "2026-01-01",
        "2026-01-01 12:30:45",
        "=",
        "<<",
        "- a",
        "a: b",
        "#a",
        " a ",
        "%a",
        "@a",
        "`a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "?",
        "---",
        "...",
        "\u{85}\u{2028}\u{feff}",
    ];

    #[test]
    fn no_text_is_left_to_what_older_readers_take_it_for() {
        for plain in PLAIN {
            let written = text(&vec![plain]);
            assert!(written.starts_with("- \"") && written.ends_with("\"\n"), "{plain:?}: {written}");
            assert_eq!(serde_yaml_ng::from_str::<Vec<String>>(&written).unwrap(), [*plain]);
        }
        assert_eq!(text(&vec!["a\u{85}\u{2028}\u{7f}"]), "- \"a\\u0085\\u2028\\u007f\"\n");
    }

    proptest! {
        #[test]
        fn hostile_texts_come_back(hostile in HOSTILE) {
            let written = text(&vec![&hostile]);
            prop_assert_eq!(written.lines().count(), 1);
            prop_assert_eq!(serde_yaml_ng::from_str::<Vec<String>>(&written).unwrap(), [hostile]);
        }
    }
}
