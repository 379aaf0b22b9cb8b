//! The languages that tenken speaks.
//!
//! The code says everything in Japanese, where it is needed. [`t`] says a phrase in the language of the thread, and
//! [`tr!`](crate::tr) a sentence with values in it; both find the English by the Japanese, in tables that the program provides. What a table does
//! not hold is said in Japanese: texts of the catalog but for a few names, of documents and of people are in no table.
//!
//! A phrase is translated once, where it is taken to be shown: before it is measured, cut or joined, and never where it is
//! stored, compared, exported for programs or read back.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::{self, Display, Formatter, Write as _};
use std::sync::OnceLock;
use std::thread::{self, JoinHandle, Scope, ScopedJoinHandle};

pub use crate::tr;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// What the code is written in.
    #[default]
    Japanese,
    /// The second language.
    English,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// Returns its code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// Returns the language of a code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::Japanese) };
}

static ENGLISH: OnceLock<HashMap<Cow<'static, str>, Cow<'static, str>>> = OnceLock::new();

/// Sets the language of this thread. Others are started by [`spawn`] or [`spawn_in`], which a test holds.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// Returns the language of this thread.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Starts a thread that speaks the language of the one that starts it.
pub fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    thread::spawn(as_here(work))
}

/// The same within a scope.
pub fn spawn_in<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> ScopedJoinHandle<'scope, T> {
    scope.spawn(as_here(work))
}

/// Returns work that is done in the language of this thread, wherever it is done.
fn as_here<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let language = spoken();
    move || {
        speak(language);
        work()
    }
}

/// Provides the English. In a table, every line is a phrase in Japanese, a tab and the phrase in English; `\n`, `\t` and `\\`
/// stand for what they mean, empty lines and lines that begin with `#` for nothing. Only the first call has an effect.
pub fn provide(tables: &[&'static str]) {
    ENGLISH.get_or_init(|| {
        tables
            .iter()
            .flat_map(|table| rows(table))
            .map(|(japanese, english)| (plain(japanese), plain(english)))
            .collect()
    });
}

/// Returns the rows of a table as they are written.
pub fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Returns what a phrase of a table stands for.
pub fn plain(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        text.push(match (c, rest.clone().next()) {
            ('\\', Some(escaped)) => {
                rest.next();
                match escaped {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                }
            }
            _ => c,
        });
    }
    Cow::Owned(text)
}

/// Returns a phrase in the language of this thread; a phrase that is in no table as it is.
pub fn t(japanese: &str) -> &str {
    match spoken() {
        Language::Japanese => japanese,
        Language::English => {
            ENGLISH.get().and_then(|phrases| phrases.get(japanese)).map_or(japanese, |english| english.as_ref())
        }
    }
}

/// Returns a phrase in the language of this thread as it stands at the beginning of a line: with a capital in English.
pub fn titled(japanese: &str) -> String {
    let mut letters = t(japanese).chars();
    match (letters.next(), spoken()) {
        (Some(first), Language::English) => first.to_uppercase().chain(letters).collect(),
        _ => japanese.to_owned(),
    }
}

/// Returns sentences one behind the other, those that are not empty, with a space between them where the language has one.
pub fn joined<S: AsRef<str>>(sentences: impl IntoIterator<Item = S>) -> String {
    let between = match spoken() {
        Language::Japanese => "",
        Language::English => " ",
    };
    let mut text = String::new();
    for sentence in sentences {
        let said = t(sentence.as_ref());
        if !said.is_empty() && !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(said);
    }
    text
}

/// What a person wrote, as a value of [`tr!`](crate::tr): it is never taken for a phrase of a table.
#[derive(Clone, Copy, Debug)]
pub struct Words<T>(pub T);

/// What the words of a person begin with where [`fill`] asks whose they are.
const THEIRS: char = '\u{1}';

impl<T: Display> Display for Words<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Nobody else asks for this form, so the mark is never shown.
        if f.alternate() {
            f.write_char(THEIRS)?;
        }
        self.0.fmt(f)
    }
}

/// Makes something in Japanese, whatever is spoken: what programs read, and what comes back by import, is the same in every
/// language.
pub fn in_japanese<T>(make: impl FnOnce() -> T) -> T {
    let language = spoken();
    speak(Language::Japanese);
    let made = make();
    speak(language);
    made
}

/// Returns a sentence in the language of this thread, with values in the places of their names; use [`tr!`](crate::tr). A
/// value that is a phrase of a table is translated too, but not in quotation marks nor in a command between backticks: what
/// stands there is what a person wrote, or types; elsewhere [`Words`] say so.
///
/// `{name}` is the place of a value and `{{`, `}}` are braces; `{name|clause|clauses}` is the first word if the value is 1,
/// and else the second.
pub fn fill(japanese: &str, values: &[(&str, &dyn Display)]) -> String {
    let template = t(japanese);
    let mut text = String::with_capacity(template.len() + 16 * values.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let doubled = rest[at..].starts_with("{{") || rest[at..].starts_with("}}");
        let end = if doubled || rest[at..].starts_with('}') { None } else { rest[at..].find('}') };
        let Some(end) = end else {
            text.push_str(&rest[at..=at]);
            rest = &rest[at + 1 + usize::from(doubled)..];
            continue;
        };
        let before = &template[..template.len() - rest.len() + at];
        let place = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let is_quoted = before.ends_with('"') && rest.starts_with('"') || before.matches('`').count() % 2 == 1;
        put(&mut text, (place, is_quoted), values);
    }
    text.push_str(rest);
    text
}

/// Puts a value, or the word that goes with it, at the end of a text; a value that is quoted as it is.
fn put(text: &mut String, (place, is_quoted): (&str, bool), values: &[(&str, &dyn Display)]) {
    let mut parts = place.split('|');
    let name = parts.next().unwrap_or_default();
    let given = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    debug_assert!(given.is_some(), "{name} has no value");
    let value = given.map(ToString::to_string).unwrap_or_default();
    let is_theirs = || given.is_some_and(|value| format!("{value:#}").starts_with(THEIRS));
    match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => text.push_str(if value == "1" { one } else { many }),
        _ => {
            // Whose words they are is asked only where a table would say them in another way.
            let said = t(&value);
            text.push_str(if is_quoted || said != value && is_theirs() { &value } else { said });
        }
    }
}

/// Says a phrase, or a sentence with values, in the language of the thread: `tr!("見つかりません。")` is a `&'static str`,
/// `tr!("{path} に {n} 件を書き出しました。", n, path = path.display())` a `String`. A value is a variable, or a name with an
/// expression.
#[macro_export]
macro_rules! tr {
    ($japanese:expr $(,)?) => { $crate::language::t($japanese) };
    ($japanese:expr, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::language::fill($japanese, &[$((stringify!($name), &$crate::tr!(@value $name $($value)?))),+])
    };
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# words\n完了\tDone\n\n{n} 件を {path} に書き出しました。\tWrote {n} {n|clause|clauses} to {path}.\n一\\n二\tone\\ntwo\\\\\n状態: {status}\tStatus: {status}\n「{name}」は `tenken show {name}` です。\t\"{name}\" is `tenken show {name}`.\n";

    fn in_english<T>(say: impl FnOnce() -> T) -> T {
        provide(&[TABLE]);
        speak(Language::English);
        let said = say();
        speak(Language::Japanese);
        said
    }

    #[test]
    fn a_phrase_is_said_in_the_language_of_the_thread() {
        assert_eq!((t("完了"), in_english(|| t("完了"))), ("完了", "Done"));
        assert_eq!(in_english(|| t("一\n二")), "one\ntwo\\");
        assert_eq!(in_english(|| t("患者の訴え")), "患者の訴え");
        in_english(|| assert_eq!(spawn(spoken).join().ok(), Some(Language::English)));
        let in_scope = || thread::scope(|scope| spawn_in(scope, spoken).join().ok());
        assert_eq!(in_english(in_scope), Some(Language::English));
    }

    #[test]
    fn values_stand_where_the_language_wants_them() {
        for (n, english) in [(1, "Wrote 1 clause to a b."), (12, "Wrote 12 clauses to a b.")] {
            let say = || tr!("{n} 件を {path} に書き出しました。", n, path = format!("a {}", "b"));
            assert_eq!(say(), format!("{n} 件を a b に書き出しました。"));
            assert_eq!(in_english(say), english);
        }
        assert_eq!(in_english(|| tr!("状態: {status}", status = "完了")), "Status: Done");
    }

    #[test]
    fn what_is_quoted_stays_as_it_is() {
        let say = || tr!("「{name}」は `tenken show {name}` です。", name = "完了");
        assert_eq!(in_english(say), "\"完了\" is `tenken show 完了`.");
    }

    #[test]
    fn what_a_person_wrote_is_no_phrase() {
        let say = || tr!("状態: {status}", status = Words("完了"));
        assert_eq!((say(), in_english(say)), ("状態: 完了".to_owned(), "Status: 完了".to_owned()));
        assert_eq!(Words("完了").to_string(), "完了");
    }

    #[test]
    fn braces_of_values_and_doubled_ones_stay() {
        let path = "{n}.xlsx";
        assert_eq!(tr!("{{{path}}} は } です", path), "{{n}.xlsx} は } です");
    }

    #[test]
    fn languages_are_known_by_their_codes() {
        assert!(Language::ALL.into_iter().all(|language| Language::named(language.code()) == Some(language)));
        assert_eq!(Language::named("en_US"), None);
    }
}
