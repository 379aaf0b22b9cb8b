//! Filters that a person has saved under a name, `[filters]` in `config.toml`: `@名前` stands for them in every query.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::catalog::toml_reason;
use crate::failure::{Failure, FailureKind};
use crate::fs;
use crate::language::{t, tr};
use crate::paths::Paths;
use crate::search::expand;
use crate::text::clean::clean_line;

use super::own_settings::{line_of, read, replace_settings};

/// The table of the settings.
const TABLE: &str = "filters";
/// Most characters of a name.
const NAME_LIMIT: usize = 40;
/// Most characters of a query, which is also what a search looks at.
const QUERY_LIMIT: usize = 200;
/// The most filters that are kept.
const COUNT_LIMIT: usize = 200;

/// Saved filters by their names.
pub type SavedFilters = BTreeMap<String, String>;

/// Returns the saved filters.
///
/// # Errors
///
/// If the settings cannot be read, or what is saved is no filter.
pub fn saved_filters(paths: Option<&Paths>) -> Result<SavedFilters, Failure> {
    let Some(paths) = paths else { return Ok(SavedFilters::new()) };
    let path = paths.settings();
    let text = read(&path)?;
    saved_in(&text).map_err(|(line, message)| {
        let message = format!("{}:{line}: {message}", path.display());
        Failure::new(
            FailureKind::Data,
            message,
            tr!("直すか、[filters] の行を消すと、保存した絞り込みなしで使えます。"),
        )
    })
}

/// Reads the saved filters in settings; a mistake comes with its line, from 1.
///
/// # Errors
///
/// If the text is no settings file, or what is saved is no filter.
pub fn saved_in(text: &str) -> Result<SavedFilters, (usize, String)> {
    let table: Table = toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        (line, tr!("設定として読めません。{reason}", reason = toml_reason(error.message())))
    })?;
    let Some(filters) = table.get(TABLE) else { return Ok(SavedFilters::new()) };
    let line = |key: &str| text.lines().position(|line| key_of(line) == Some(key)).map_or(1, |at| at + 1);
    let wrong = |key: &str, message: String| Err((line(key), message));
    let Value::Table(filters) = filters else {
        return wrong(TABLE, tr!("[filters] の下に、\"名前\" = \"絞り込み\" と書いてください。").to_owned());
    };
    let mut saved = SavedFilters::new();
    for (name, query) in filters.iter().take(COUNT_LIMIT) {
        let Value::String(query) = query else {
            return wrong(name, tr!("絞り込み「{name}」は、文字列で書いてください。", name));
        };
        match checked(name, query) {
            Ok((name, query)) => saved.insert(name, query),
            Err(message) => return wrong(name, message),
        };
    }
    Ok(saved)
}

/// Returns the key of a line of settings, without its quotes.
fn key_of(line: &str) -> Option<&str> {
    Some(line.split_once('=')?.0.trim().trim_matches(['"', '\'']))
}

/// Returns a name and a query in the form in which they are saved.
fn checked(name: &str, query: &str) -> Result<(String, String), String> {
    let name = clean_line(name).trim().trim_start_matches(['@', '＠']).to_owned();
    let query = clean_line(query).trim().to_owned();
    let is_odd =
        |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '"' | '＂' | '“' | '”' | '「' | '」' | '『' | '』');
    if name.is_empty() || name.chars().count() > NAME_LIMIT || name.contains(is_odd) {
        return Err(tr!(
            "絞り込みの名前は、空白、コロン、引用符のない {limit} 字までの語にしてください。",
            limit = NAME_LIMIT
        ));
    }
    if query.is_empty() || query.chars().count() > QUERY_LIMIT {
        return Err(tr!("絞り込み「{name}」は、1 字から {limit} 字までにしてください。", name, limit = QUERY_LIMIT));
    }
    if has_open_quote(&query) {
        return Err(tr!("絞り込み「{name}」の引用符が閉じていません。", name));
    }
    if !expand(&query, &SavedFilters::new()).1.is_empty() {
        return Err(tr!("絞り込み「{name}」には、ほかの保存した絞り込みを入れられません。", name));
    }
    Ok((name, query))
}

/// Whether a quote is open at the end: in a query it would take in what stands behind.
fn has_open_quote(query: &str) -> bool {
    let straight = query.chars().filter(|c| matches!(c, '"' | '＂')).count();
    let paired = [('“', '”'), ('「', '」'), ('『', '』')];
    let count = |wanted: char| query.chars().filter(|c| *c == wanted).count();
    straight % 2 == 1 || paired.iter().any(|(open, close)| count(*open) != count(*close))
}

/// Returns the saved filters that a query may name; the settings are read only if it names any.
///
/// # Errors
///
/// If the settings cannot be read.
pub fn saved_for(paths: Option<&Paths>, query: &str) -> Result<SavedFilters, Failure> {
    let names_any = !expand(query, &SavedFilters::new()).1.is_empty();
    if names_any { saved_filters(paths) } else { Ok(SavedFilters::new()) }
}

/// Returns a query with what is saved in the place of names. The settings are read only if there are such names.
///
/// # Errors
///
/// If nothing is saved under a name, or the settings cannot be read.
pub fn expanded(paths: Option<&Paths>, query: &str) -> Result<String, Failure> {
    let saved = saved_for(paths, query)?;
    let (text, unknown) = expand(query, &saved);
    let Some(name) = unknown.first() else { return Ok(text.into_owned()) };
    let known: Vec<String> = saved.keys().map(|name| format!("@{name}")).collect();
    let hint = match known.is_empty() {
        true => {
            tr!("config.toml の [filters] に \"名前\" = \"絞り込み\" と書くか、画面で保存してください。").to_owned()
        }
        false => tr!("使えるのは {names} です。", names = known.join(t("、"))),
    };
    Err(Failure::new(FailureKind::Usage, tr!("「{name}」という絞り込みは保存していません。", name), hint))
}

/// Saves a query under a name, and returns a sentence that says so. Whatever else stands in the settings is left as it is.
///
/// # Errors
///
/// If the name or the query cannot be saved, or the settings cannot be read or written.
pub fn save_filter(paths: &Paths, name: &str, query: &str) -> Result<String, Failure> {
    let path = paths.settings();
    let before = read(&path)?;
    let refused = |message: String| Failure::new(FailureKind::Usage, message, tr!("何も保存していません。"));
    let (name, query) = checked(name, query).map_err(refused)?;
    let known = saved_filters(Some(paths))?;
    let text = with_filter(&before, &name, &query);
    let expected: SavedFilters =
        known.iter().map(|(k, v)| (k.clone(), v.clone())).chain([(name.clone(), query)]).collect();
    if saved_in(&text).as_ref() != Ok(&expected) || !keeps_others(&before, &text) {
        let message = tr!("{path} の形では、絞り込みを書き足せません。", path = path.display());
        let hint = tr!("[filters] の下に {key} = \"…\" の行を書いてください。何も保存していません。", key = key(&name));
        return Err(Failure::new(FailureKind::Data, message, hint));
    }
    let written = fs::create_folder(&paths.config).and_then(|()| replace_settings(&path, &text));
    written.map_err(|error| {
        let (why, path) = (fs::reason(&error), path.display());
        let message = tr!("絞り込みを保存できません({why})。{path} に書き込めません。", why, path);
        Failure::new(FailureKind::System, message, tr!("フォルダーの権限と空き容量を確かめてください。"))
    })?;
    let was = if known.contains_key(&name) { tr!("(前のものを置き換えました)") } else { "" };
    Ok(tr!("絞り込みを @{name} に保存しました{was}。検索にも --where にも @{name} と書けます。", name, was))
}

/// Whether the settings say the same as before but for the saved filters.
fn keeps_others(before: &str, after: &str) -> bool {
    let others = |text: &str| {
        let mut table: Table = toml::from_str(text).ok()?;
        table.remove(TABLE);
        Some(table)
    };
    others(before).is_some() && others(before) == others(after)
}

/// Returns a name as a key of the settings.
fn key(name: &str) -> String {
    let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if is_bare { name.to_owned() } else { Value::String(name.to_owned()).to_string() }
}

/// Returns settings with a filter in their `[filters]`, which is added if there is none. A line with its name gives way.
fn with_filter(text: &str, name: &str, query: &str) -> String {
    let line = format!("{} = {}\n", key(name), Value::String(query.to_owned()));
    let head = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    let (mut whole, mut is_inside, mut is_written) = (String::new(), false, false);
    for one in text.split_inclusive('\n') {
        let is_head = head(one).starts_with('[');
        is_inside = if is_head { head(one) == "[filters]" } else { is_inside };
        if is_inside && !is_head && key_of(one) == Some(name) {
            continue;
        }
        whole.push_str(one);
        if is_inside && is_head && !is_written {
            whole.push_str(if one.ends_with('\n') { "" } else { "\n" });
            whole.push_str(&line);
            is_written = true;
        }
    }
    if !is_written {
        whole.push_str(match whole.as_str() {
            "" => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        });
        whole.push_str(&format!("[filters]\n{line}"));
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn paths(root: &Path) -> Paths {
        let folder = |name: &str| root.join(name);
        Paths { config: folder("config"), data: folder("data"), cache: folder("cache"), state: folder("state") }
    }

    #[test]
    fn a_filter_is_saved_beside_what_the_person_wrote() {
        for before in [
            "",
            "# 自分の設定\n[screen]\ntheme = \"dark\" # 暗く",
            "[filters] # 毎月\n\"月次\" = \"期限:今月\" # 月の初め\n\n[screen]\nmouse = true\n",
            "[filters]\n\"月次\" = '期限:今週'\n",
        ] {
            let root = tempfile::tempdir().unwrap();
            let paths = paths(root.path());
            fs::create_folder(&paths.config).unwrap();
            fs::replace(&paths.settings(), before.as_bytes()).unwrap();
            for (name, query) in
                [("月次", "期限:今月 担当者:\"情報 課\""), ("fuka", "判定:不適合"), ("@月次", "状態:未")]
            {
                save_filter(&paths, name, query).unwrap();
            }
            let expected = [("fuka".to_owned(), "判定:不適合".to_owned()), ("月次".to_owned(), "状態:未".to_owned())];
            assert_eq!(saved_filters(Some(&paths)).unwrap(), expected.into(), "{before:?}");
            let after = std::fs::read_to_string(paths.settings()).unwrap();
            let comments = before.split('#').skip(1).map(|rest| rest.lines().next().unwrap());
            // A comment behind the line that gives way goes with it.
            let kept = comments.filter(|comment| !comment.contains("月の初め"));
            kept.for_each(|comment| assert!(after.contains(comment), "{before:?} {after:?}"));
            assert_eq!(expanded(Some(&paths), "認証 @月次").unwrap(), "認証 状態:未");
            let failure = expanded(Some(&paths), "@年次").unwrap_err();
            assert!(failure.message.contains("「@年次」") && failure.hint.contains("@fuka、@月次"), "{failure:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn settings_that_are_a_link_stay_one() {
        let root = tempfile::tempdir().unwrap();
        let paths = paths(root.path());
        fs::create_folder(&paths.config).unwrap();
        let real = root.path().join("real.toml");
        fs::replace(&real, "# 自分の\n".as_bytes()).unwrap();
        std::os::unix::fs::symlink(&real, paths.settings()).unwrap();
        save_filter(&paths, "月次", "期限:今月").unwrap();
        assert!(paths.settings().is_symlink());
        let text = std::fs::read_to_string(&real).unwrap();
        assert!(text.starts_with("# 自分の\n") && text.contains("期限:今月"), "{text}");
    }

    #[test]
    fn a_quote_that_is_left_open_is_no_filter() {
        for query in ["認証 -\"外部", "「認証", "認証」", "\"a\" \"b"] {
            assert!(checked("名", query).is_err(), "{query}");
        }
        for query in ["認証 -\"外部\"", "「認証」 “a”", "『a』"] {
            assert_eq!(checked("名", query), Ok(("名".to_owned(), query.to_owned())));
        }
    }

    #[test]
    fn what_cannot_be_saved_is_refused_and_mistakes_are_named_with_their_line() {
        let root = tempfile::tempdir().unwrap();
        let paths = paths(root.path());
        for (name, query) in
            [("", "状態:未"), ("a b", "状態:未"), ("a:b", "状態:未"), ("a", " "), ("a", "@b"), (&"字".repeat(41), "x")]
        {
            assert!(save_filter(&paths, name, query).is_err(), "{name} {query}");
        }
        assert!(!paths.settings().exists());
        for (text, line) in [
            ("[filters]\na = 1", 2),
            ("\n[filters]\nok = \"状態:未\"\n\"a b\" = \"状態:未\"", 4),
            ("filters = 3", 1),
            ("[filters]\na = \"@b\"", 2),
            ("[filters\n", 1),
        ] {
            assert_eq!(saved_in(text).unwrap_err().0, line, "{text}");
        }
    }
}
