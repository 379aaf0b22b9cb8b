//! Makes a tree of what a reader of JSON or YAML says, and stops where it becomes too much.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use thiserror::Error;

use crate::language::tr;

use super::Tree;

/// The most values of a document: a tree of so many takes 100 MB. The largest catalogs have 300,000.
const VALUES: usize = 1_000_000;
/// The most bytes of all texts together, those that are repeated by reference each time. The largest catalogs have 10 MB.
const TEXT: usize = 32 << 20;
/// How deep values may stand in one another. The deepest catalogs have 20.
const DEPTH: usize = 64;

/// Why a document is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Fault {
    /// It has too many values, also because some are repeated by reference.
    #[error("{}", tr!("値が多すぎます ({VALUES} 個まで)", VALUES))]
    Values,
    /// It has too much text, also because some is repeated by reference.
    #[error("{}", tr!("文字が多すぎます (全部で {mb} MB まで)", mb = TEXT >> 20))]
    Text,
    /// Its values stand too deep in one another.
    #[error("{}", tr!("入れ子が深すぎます ({DEPTH} 段まで)", DEPTH))]
    Depth,
    /// It is larger than a document of this format may be.
    #[error("{}", tr!("YAML として大きすぎます ({mb} MB まで)", mb = super::yaml::BYTES >> 20))]
    Size,
}

/// What is left of the limits, and what was wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    values: usize,
    text: usize,
    /// How many fields have a name that another field of the same object has.
    pub doubled: usize,
    /// Why the building stopped.
    pub fault: Option<Fault>,
}

impl Limits {
    /// Returns the limits of a document.
    pub const fn new() -> Self {
        Self { values: VALUES, text: TEXT, doubled: 0, fault: None }
    }
}

/// Builds one value of a tree.
#[derive(Clone, Copy)]
pub(super) struct Build<'l> {
    limits: &'l Cell<Limits>,
    depth: usize,
}

impl<'l> Build<'l> {
    /// Returns what builds the value at the top.
    pub const fn new(limits: &'l Cell<Limits>) -> Self {
        Self { limits, depth: 0 }
    }

    fn text<E: de::Error>(self, text: String) -> Result<Tree, E> {
        let limits = self.limits.get();
        let Some(left) = limits.text.checked_sub(text.len()) else { return Err(self.fail(Fault::Text)) };
        self.limits.set(Limits { text: left, ..limits });
        Ok(text.into())
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// The reader puts its own words around an error, so the reason is kept beside it.
    fn fail<E: de::Error>(self, fault: Fault) -> E {
        self.limits.set(Limits { fault: Some(fault), ..self.limits.get() });
        E::custom(fault)
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        let limits = self.limits.get();
        if self.depth > DEPTH {
            return Err(self.fail(Fault::Depth));
        }
        let Some(values) = limits.values.checked_sub(1) else { return Err(self.fail(Fault::Values)) };
        self.limits.set(Limits { values, ..limits });
        deserializer.deserialize_any(self)
    }
}

/// Declares what becomes a text of its own accord.
macro_rules! texts {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E: de::Error>(self, value: $type) -> Result<Self::Value, E> {
            Ok(Self::Value::from(value.to_string()))
        })+
    };
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text.into_boxed_str())
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Tree;

    texts!(visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Tree, E> {
        self.text(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Tree, E> {
        self.text(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// A value of YAML with a tag is the value without it.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Tree, A::Error> {
        let (_, value) = tagged.variant_seed(PhantomData::<String>)?;
        value.newtype_variant_seed(self.deeper())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper())? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut fields: Vec<(Box<str>, Tree)> = Vec::new();
        while let Some(Name(name)) = entries.next_key_seed(PhantomData::<Name>)? {
            fields.push((name.into_boxed_str(), entries.next_value_seed(self.deeper())?));
        }
        let mut names: Vec<&str> = fields.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        let doubled = names.windows(2).filter(|two| two[0] == two[1]).count();
        let limits = self.limits.get();
        self.limits.set(Limits { doubled: limits.doubled + doubled, ..limits });
        Ok(Tree::Fields(fields))
    }
}

/// The name of a field. In YAML it may be a number or a truth value.
struct Name(String);

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl<'de> de::Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name;

    texts!(visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_bool: bool, visit_str: &str);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Name, E> {
        Ok(Name(String::new()))
    }
}
