//! The part of the OSCAL 1.1.2 schema that the catalog's documents use, as readers that take nothing else: a field that the
//! schema does not know or that is missing, and a value that is no such kind of value, is an error.

#![allow(dead_code, reason = "what is read is the check")]

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use uuid::Uuid;

/// A list: the schema knows no empty ones.
pub(super) type List<T> = Option<Filled<T>>;

#[derive(Deserialize)]
#[serde(try_from = "Vec<T>", bound = "T: Deserialize<'de>")]
pub(super) struct Filled<T>(pub(super) Vec<T>);

impl<T> TryFrom<Vec<T>> for Filled<T> {
    type Error = &'static str;

    fn try_from(list: Vec<T>) -> Result<Self, Self::Error> {
        if list.is_empty() { Err("an empty list") } else { Ok(Self(list)) }
    }
}

/// Declares a kind of text with what holds for it.
macro_rules! texts {
    ($($name:ident: $holds:expr;)+) => {
        $(
            pub(super) struct $name(pub(super) String);

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let text = String::deserialize(from)?;
                    let holds: fn(&str) -> bool = $holds;
                    if holds(&text) { Ok(Self(text)) } else { Err(D::Error::custom(format!(concat!(stringify!($name), ": {:?}"), text))) }
                }
            }
        )+
    };
}

texts! {
    Token: is_token;
    Line: |text| !text.is_empty() && text.trim() == text && !text.contains('\n');
    Markup: |text| !text.trim().is_empty() && !text.contains('<');
    Reference: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte));
    Moment: |text| text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok();
    Identifier: |text| Uuid::try_parse(text).is_ok_and(|uuid| matches!(uuid.get_version_num(), 4 | 5));
}

/// Whether a text is a token.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|c: char| !c.is_ascii_alphabetic() && c != '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// Declares readers of objects: `Name { field: Kind }`.
macro_rules! objects {
    ($($name:ident { $($(#[$at:meta])* $field:ident: $kind:ty,)+ })+) => {
        $(
            #[derive(Deserialize)]
            #[serde(rename_all = "kebab-case", deny_unknown_fields)]
            pub(super) struct $name { $($(#[$at])* pub(super) $field: $kind,)+ }
        )+
    };
}

objects! {
    CatalogFile { catalog: Catalog, }
    Catalog { uuid: Identifier, metadata: Metadata, groups: Filled<Group>, back_matter: BackMatter, }
    Group {
        id: Token, class: Token, title: Line, props: List<Prop>, links: List<Link>, parts: List<Part>, groups: List<Group>,
        controls: List<Control>,
    }
    Control { id: Token, class: Token, title: Line, props: Filled<Prop>, links: List<Link>, parts: Filled<Part>, }
    Part {
        id: Option<Token>, name: Token, props: List<Prop>, prose: Option<Markup>, parts: List<Part>, links: List<Link>,
    }
    ComponentsFile { component_definition: Components, }
    Components { uuid: Identifier, metadata: Metadata, components: Filled<Component>, back_matter: BackMatter, }
    Component {
        uuid: Identifier, #[serde(rename = "type")] kind: Line, title: Line, description: Markup, props: List<Prop>,
        links: List<Link>, control_implementations: List<Implementation>, remarks: Option<Markup>,
    }
    Implementation {
        uuid: Identifier, source: Reference, description: Markup, implemented_requirements: Filled<Requirement>,
    }
    Requirement { uuid: Identifier, control_id: Token, description: Markup, props: List<Prop>, links: List<Link>, }
    Metadata {
        title: Line, last_modified: Moment, version: Line, oscal_version: Line, props: List<Prop>, links: List<Link>,
        roles: List<Role>, parties: List<Party>, responsible_parties: List<ResponsibleParty>, remarks: Markup,
    }
    Role { id: Token, title: Line, }
    Party { uuid: Identifier, #[serde(rename = "type")] kind: Line, name: Line, }
    ResponsibleParty { role_id: Token, party_uuids: Filled<Identifier>, }
    Prop { name: Token, ns: Option<Reference>, value: Line, class: Option<Token>, remarks: Option<Markup>, }
    Link { href: Reference, rel: Option<Token>, text: Option<Line>, }
    BackMatter { resources: Filled<Resource>, }
    Resource {
        uuid: Identifier, title: Option<Line>, description: Option<Markup>, props: List<Prop>, rlinks: List<Rlink>,
    }
    Rlink { href: Reference, media_type: Option<Line>, }
}

/// Returns the items of a list that may be missing.
pub(super) fn items<T>(list: &List<T>) -> &[T] {
    list.as_ref().map_or(&[], |list| &list.0)
}
