//! JSON and YAML of strangers as a tree of texts, within limits.
//!
//! The documents differ from version to version, and some are wrong in places: fields of another type, one object where a list
//! is usual. So they are not read into types of ours, which would refuse a whole file for one number, but into a tree that
//! has an answer for everything that is asked of it. Its size is bounded while it is made, which no reader of these formats
//! does: 64 MB of `[[],[],…` would take gigabytes.
//!
//! - `build` makes the tree of what a reader says, and counts. `yaml` looks whether a text may be given to the reader of YAML.

mod build;
mod yaml;

use std::cell::Cell;

use serde::de::DeserializeSeed;

use crate::language::{t, tr};
use crate::text::clean::{clean_line, clean_text};

use super::importer::SourceFile;
use super::reading::NotRead;
use super::tally::Tally;
use build::{Build, Fault, Limits};

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// No value, or no such field.
    Nothing,
    /// A truth value.
    Flag(bool),
    /// A text or a number.
    Text(Box<str>),
    /// A list.
    List(Vec<Tree>),
    /// Fields with their names.
    Fields(Vec<(Box<str>, Tree)>),
}

/// What is returned for a field that is not there.
static NOTHING: Tree = Tree::Nothing;

impl Tree {
    /// Returns a field by its name; of two with one name the last, as other readers do.
    pub fn get(&self, name: &str) -> &Self {
        self.fields().iter().rev().find(|(known, _)| **known == *name).map_or(&NOTHING, |(_, value)| value)
    }

    /// Returns all fields; none if it has no fields.
    pub fn fields(&self) -> &[(Box<str>, Self)] {
        if let Self::Fields(fields) = self { fields } else { &[] }
    }

    /// Returns the items of a list; none if it is no list.
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// Returns the items of a list, or the one object that stands in place of a list.
    pub fn each(&self) -> &[Self] {
        match self {
            Self::Fields(_) => std::slice::from_ref(self),
            _ => self.items(),
        }
    }

    /// Returns the text or number as it stands in the file; empty if it is neither.
    pub fn raw(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// Returns the text on one line, clean to be shown.
    pub fn line(&self) -> String {
        clean_line(self.raw().trim()).trim().to_owned()
    }

    /// Returns the text with its lines, clean to be shown.
    pub fn prose(&self) -> String {
        clean_text(self.raw().trim()).trim().to_owned()
    }

    /// Whether it is true, in whichever way people write that.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Flag(is_true) => *is_true,
            Self::Text(text) => matches!(&*text.to_lowercase(), "true" | "yes" | "x" | "1"),
            _ => false,
        }
    }

    /// Whether it has fields.
    pub const fn is_object(&self) -> bool {
        matches!(self, Self::Fields(_))
    }

    /// Reads a file that is JSON or YAML. Notes what of it is hidden by a field of the same name.
    ///
    /// # Errors
    ///
    /// If it is neither, is damaged, or has more in it than there may be.
    pub fn of(file: &SourceFile, tally: &mut Tally) -> Result<Self, NotRead> {
        let text = file
            .utf8()
            .ok_or_else(|| wrong("文字コードが UTF-8 ではありません。", "UTF-8 で保存し直してください。"))?;
        let limits = Cell::new(Limits::new());
        let tree = if is_json(text) { Self::of_json(text, &limits) } else { Self::of_yaml(text, &limits) };
        let doubled = limits.get().doubled;
        tally.skip_many(file.name.as_str(), "同じ名前の欄が二つあるところは、後のほうだけを読みます。", doubled);
        tree
    }

    fn of_json(text: &str, limits: &Cell<Limits>) -> Result<Self, NotRead> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let tree = Build::new(limits).deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree));
        tree.map_err(|error| match limits.get().fault {
            Some(fault) => fault.into(),
            None if error.is_eof() => wrong("JSON が途中で切れています。", RELOAD),
            None => not_written("JSON", error.line(), error.column()),
        })
    }

    fn of_yaml(text: &str, limits: &Cell<Limits>) -> Result<Self, NotRead> {
        yaml::look(text).map_err(NotRead::from)?;
        let tree = Build::new(limits).deserialize(serde_yaml_ng::Deserializer::from_str(text));
        tree.map_err(|error| match (limits.get().fault, error.location()) {
            (Some(fault), _) => fault.into(),
            (None, Some(place)) => not_written("YAML", place.line(), place.column()),
            (None, None) => wrong("YAML に参照の繰り返しが多すぎるか、書き方に合わないところがあります。", RELOAD),
        })
    }
}

/// Whether a text is JSON as far as its first character tells.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

pub(super) const RELOAD: &str = "配布元からもう一度ダウンロードしてください。";

fn wrong(what: &str, hint: &'static str) -> NotRead {
    NotRead::Wrong(t(what).to_owned(), t(hint))
}

fn not_written(format: &str, line: usize, column: usize) -> NotRead {
    let what = "{line} 行目の {column} 文字目が {format} の書き方に合いません。";
    NotRead::Wrong(tr!(what, line, column, format), t(RELOAD))
}

impl From<Fault> for NotRead {
    fn from(fault: Fault) -> Self {
        let hint = t("これは取り込める種類のファイルではありません。配布元のものと同じか確かめてください。");
        Self::Wrong(tr!("{why}。", why = fault), hint)
    }
}

#[cfg(test)]
mod tests;
