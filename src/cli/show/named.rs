//! What `tenken show` is asked for: what stands on the command line, and for `-` what another command prints.

use std::collections::HashSet;
use std::io::Read as _;

use serde_json::{Deserializer, Value};

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::fs::reason;
use crate::language::{t, tr};
use crate::model::Kind;

/// Stands for the standard input.
const INPUT: &str = "-";
/// The most bytes of it that are read: a row for each record of the catalog takes less.
const LIMIT: u64 = 1 << 22;
/// The fields of documents that hold the id of what they are about.
const NAMING: [&str; 3] = ["id", "subject", "clause"];
/// What is to stand in the standard input.
const HOW: &str = "ID を 1 行に一つずつか、ほかのコマンドの出力を渡してください。例: `tenken next | tenken show -`";

/// Returns what is asked for, one after the other.
///
/// # Errors
///
/// If the standard input cannot be read, is too long, or is broken JSON.
pub(super) fn named(catalog: &Catalog, ids: &[String]) -> Result<Vec<String>, Failure> {
    let mut named = Vec::with_capacity(ids.len());
    for id in ids {
        match id.as_str() {
            INPUT => named.extend(of_input(catalog, &read()?)?),
            id => named.push(id.to_owned()),
        }
    }
    Ok(named)
}

/// Says that the standard input names nothing.
pub(super) fn nothing() -> Failure {
    Failure::new(FailureKind::Usage, t("標準入力に、表示する記録がありません。"), t(HOW))
}

fn refused(why: &str) -> Failure {
    Failure::new(FailureKind::Usage, tr!("標準入力を読み込めません: {why}", why), t(HOW))
}

fn read() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes) {
        Err(error) => Err(refused(&reason(&error))),
        Ok(_) if bytes.len() as u64 > LIMIT => Err(refused(t("長すぎます"))),
        Ok(_) => String::from_utf8(bytes).map_err(|_| refused(t("UTF-8 の文字ではありません"))),
    }
}

/// Returns the records that lines name, or the documents that commands print for programs.
fn of_input(catalog: &Catalog, text: &str) -> Result<Vec<String>, Failure> {
    // Some shells put it before what they hand on.
    let text = text.trim_start_matches('\u{feff}');
    if !is_json(text) {
        return Ok(of_lines(catalog, text));
    }
    let documents: Result<Vec<Value>, _> = Deserializer::from_str(text).into_iter().collect();
    let documents = documents.map_err(|_| refused(t("JSON として読めません")))?;
    let mut ids = Vec::new();
    for document in &documents {
        match document {
            // No command prints such a list: whoever wrote it asks for each of them.
            Value::Array(values) => values.iter().for_each(|value| match value.as_str() {
                Some(id) => ids.push(id.trim()),
                None => collect(catalog, value, &mut ids),
            }),
            document => collect(catalog, document, &mut ids),
        }
    }
    let mut seen = HashSet::new();
    ids.retain(|id| !id.is_empty() && seen.insert(*id));
    Ok(ids.into_iter().map(str::to_owned).collect())
}

/// Whether a text can be nothing but JSON: rows begin with a status in brackets.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match signs.next() {
        Some('{') => true,
        Some('[') => matches!(signs.next(), Some('{' | '[' | '"' | ']')),
        _ => false,
    }
}

/// Adds the records that a document is about: not those that stand around one of them, such as its links.
fn collect<'d>(catalog: &Catalog, document: &'d Value, ids: &mut Vec<&'d str>) {
    let is_record = |id: &str| catalog.find(id).is_some();
    match document {
        Value::Object(fields) => {
            let mut named = NAMING.iter().filter_map(|name| fields.get(*name)?.as_str());
            match named.find(|id| is_record(id) || is_like_id(id)) {
                Some(id) => ids.push(id),
                None => fields.values().for_each(|value| collect(catalog, value, ids)),
            }
        }
        Value::Array(values) => {
            for value in values {
                match value.as_str() {
                    Some(id) if is_record(id) || is_listed(id) => ids.push(id),
                    _ => collect(catalog, value, ids),
                }
            }
        }
        _ => {}
    }
}

/// Returns the records that lines name. What other commands print has rows of columns, one of them an id; a sentence above or
/// below such rows, for example a heading or a total, names none. Where there are no such rows, each line is what a person asks
/// for.
fn of_lines<'t>(catalog: &Catalog, text: &'t str) -> Vec<String> {
    let is_row = |line: &str| match known_id(catalog, line) {
        Some(id) => line.trim() != id,
        None => false,
    };
    let has_rows = text.lines().any(is_row);
    // The number of a clause has a space, as a sentence has.
    let labels: HashSet<String> = catalog.all(Kind::Clause).filter(|_| has_rows).map(|at| catalog.label(at)).collect();
    let named = |line: &'t str| {
        let like_id = || columns(line).find(|column| is_like_id(column));
        let label = || columns(line).find(|column| labels.contains(*column));
        match known_id(catalog, line).or_else(like_id).or_else(label) {
            None if has_rows && line.trim().contains(char::is_whitespace) => None,
            None => Some(line.trim()),
            found => found,
        }
    };
    // A clause has a row for each of its days.
    let mut seen = HashSet::new();
    let is_new = |id: &&'t str| !id.is_empty() && (seen.insert(*id) || !has_rows);
    text.lines().filter_map(named).filter(is_new).map(str::to_owned).collect()
}

fn columns(line: &str) -> impl Iterator<Item = &str> {
    let columns = line.split('\t').flat_map(|part| part.split("  ")).map(str::trim);
    columns.filter(|column| !column.is_empty())
}

/// Returns the id of a record that a line has as a column, or in brackets at the end of one, as `explain` has it.
fn known_id<'l>(catalog: &Catalog, line: &'l str) -> Option<&'l str> {
    columns(line).chain(columns(line).map(bracketed)).find(|id| catalog.find(id).is_some())
}

fn bracketed(column: &str) -> &str {
    column.strip_suffix(']').and_then(|column| column.rsplit_once('[')).map_or("", |(_, id)| id)
}

/// Whether a column looks like the id of a record, known or not: `mhlw6.sysun.14.5`.
fn is_like_id(column: &str) -> bool {
    let is_of_head = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let head = column.split_once('.').map_or("", |(head, _)| head);
    head.starts_with(|c: char| c.is_ascii_lowercase())
        && head.chars().all(is_of_head)
        && !column.contains(char::is_whitespace)
}

/// Whether a word in a list of a document looks like the id of a record: lists hold sentences and names of journals, too.
fn is_listed(word: &str) -> bool {
    is_like_id(word) && word.is_ascii() && !word.contains(".jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "mhlw6.sysun.14.5";
    const ROW: &str = "[未]  運用 14.⑤    題  mhlw6.sysun.14.5";

    fn assert_named(text: &str, expected: &[&str]) {
        assert_eq!(of_lines(&crate::bundled::catalog().unwrap(), text), expected, "{text:?}");
    }

    #[test]
    fn documents_name_what_they_are_about_each_once() {
        let of = |text: &str| of_input(&crate::bundled::catalog().unwrap(), text);
        for (text, expected) in [
            (
                r#"{"total":2,"clauses":[{"id":"mhlw6.sysun.14.6"},{"id":"mhlw6.sysun.14.5"}]}"#,
                &["mhlw6.sysun.14.6", ID][..],
            ),
            (r#"[{"id":"mhlw6.sysun.14.5"}, {"id":"mhlw6.sysun.14.5"}]"#, &[ID]),
            (
                "{\"id\":\"mhlw6.sysun.14.5\",\"links\":[{\"id\":\"ms.entra.mfa\"}]}\n{\"id\":\"mhlw6.x\"}\n",
                &[ID, "mhlw6.x"],
            ),
            (r#"{"findings":[{"kind":"no_due","subject":"mhlw6.sysun.14.5"}]}"#, &[ID]),
            (r#"{"evidence":[{"id":"019ab000-0000-7000-8000-000000000001","clauses":["mhlw6.sysun.14.5"]}]}"#, &[ID]),
            (r#"{"changes":[{"clause":"mhlw6.sysun.14.5","label":"運用 14.⑤"}],"problems":[{"clause":""}]}"#, &[ID]),
            ("\u{feff} [\n  \"mhlw6.sysun.14.5\", \"二要素\", \"\", \"運用14⑤\"\n]", &[ID, "二要素", "運用14⑤"]),
            (
                r#"{"added":["mhlw6.sysun.14.99"],"taken":["pc-sato-65fd0057.jsonl"],"remarks":["r7.0を見直す。","a b"]}"#,
                &["mhlw6.sysun.14.99"],
            ),
            (r#"{"query":"x","total":0,"hits":[]}"#, &[]),
        ] {
            assert_eq!(of(text).unwrap(), expected, "{text}");
        }
        for broken in ["{\"clauses\":[{\"id\":\"mhlw6.s", "[{\"id\":", "{}x"] {
            assert!(of(broken).unwrap_err().message.ends_with("JSON として読めません"), "{broken}");
        }
        assert_eq!(of(ROW).unwrap(), [ID]);
    }

    #[test]
    fn a_record_with_several_rows_is_named_once() {
        assert_named(&format!("{ROW}\n{ROW}\n"), &[ID]);
        assert_named(&format!("{ID}\n{ID}\n"), &[ID, ID]);
    }

    #[test]
    fn a_line_of_another_command_names_its_record() {
        for (line, expected) in [
            (ID, Some(ID)),
            ("[未]  運用 14.⑤    題  mhlw6.sysun.14.5\r", Some(ID)),
            ("条項\t運用 14.⑤\tmhlw6.sysun.14.5\t[未]", Some(ID)),
            ("  1 301.13  運用 14.⑤  題 [mhlw6.sysun.14.5]", Some(ID)),
            ("独自 1  確認 [ms.entra.mfa]  mhlw6.sysun.14.5", Some(ID)),
            ("2025-01-01 超過  期限  [中]  運用 14.⑤  題  t.sato  mhlw6.sysun.14.5", Some(ID)),
            ("条件付き アクセス", Some("条件付き アクセス")),
            ("条件付き  アクセス", Some("条件付き  アクセス")),
            ("  ", None),
        ] {
            assert_named(line, expected.as_slice());
        }
    }

    #[test]
    fn sentences_around_rows_name_nothing() {
        for sentence in [
            "期限を過ぎたもの 1 件",
            "残り 394 条項のうち 2 件",
            "2 of 394 clauses left",
            "── 近いもの(件数に入れません) ──",
            "159 件(条項 66、リスク 12)。上位 3 件を表示(-n で増やせます)",
            "1 件を見直してください。`tenken show ID` で内容を確かめられます。",
            "証跡「手順書」  019ab000-0000-7000-8000-000000000001",
        ] {
            assert_named(&format!("{sentence}\n{ROW}\n\n{sentence}\n"), &[ID]);
            assert_named(sentence, &[sentence]);
        }
    }

    #[test]
    fn what_looks_like_an_id_is_asked_for_although_it_is_unknown() {
        for (line, asked) in [
            ("mhlw6.sysun.14.55", "mhlw6.sysun.14.55"),
            ("[未]  運用 14.99  題  mhlw9.sysun.14.⑨", "mhlw9.sysun.14.⑨"),
            ("運用 14.①", "運用 14.①"),
            ("二要素", "二要素"),
        ] {
            assert_named(&format!("{ROW}\n{line}\n"), &[ID, asked]);
        }
    }
}
