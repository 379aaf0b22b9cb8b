//! Ids for tools that know none but those of letters, digits and a few signs, and for which case makes no difference.

use std::collections::{HashMap, HashSet};

use crate::model::{Id, Kind};

use super::store::Catalog;

/// The kinds whose ids such tools keep in one list.
const LISTS: [&[Kind]; 3] = [&[Kind::Node, Kind::Clause], &[Kind::Risk], &[Kind::Product, Kind::Measure]];

/// Returns an id as a token. Most ids of the catalog are tokens already. A circled number becomes the number, and every
/// other character that is not allowed becomes its code point between `_`.
pub fn token(id: &str) -> String {
    let mut token = String::with_capacity(id.len());
    for (at, c) in id.chars().enumerate() {
        match c {
            'a'..='z' | 'A'..='Z' | '_' => token.push(c),
            '0'..='9' | '-' | '.' if at > 0 => token.push(c),
            '①'..='⑳' if at > 0 => token.push_str(&(u32::from(c) - u32::from('①') + 1).to_string()),
            c => token.push_str(&code_point(c)),
        }
    }
    if token.is_empty() { "_".to_owned() } else { token }
}

fn code_point(c: char) -> String {
    format!("_{:x}_", u32::from(c))
}

/// Returns an id as a token that is no other id's: what [`token`] makes alike is spelled out.
fn spelled(id: &str) -> String {
    let is_kept =
        |at: usize, c: char| c.is_ascii_lowercase() || (at > 0 && (c.is_ascii_digit() || c == '-' || c == '.'));
    id.chars().enumerate().map(|(at, c)| if is_kept(at, c) { c.to_string() } else { code_point(c) }).collect()
}

impl Catalog {
    /// Returns an id as a token, as [`token`] does, and never that of another record.
    pub fn token(&self, id: &str) -> String {
        let second = self.second_tokens.get_or_init(|| second_tokens(self));
        second.get(id).cloned().unwrap_or_else(|| token(id))
    }
}

/// Returns the tokens of the ids whose own is that of another one: the first of them in the catalog keeps it, so that those
/// of the bundled records stay as they are whatever is laid over them.
fn second_tokens(catalog: &Catalog) -> HashMap<Id, String> {
    let mut second = HashMap::new();
    for kinds in LISTS {
        let mut taken: HashSet<String> = HashSet::new();
        for at in kinds.iter().flat_map(|kind| catalog.all(*kind)) {
            let id = catalog.id(at);
            if taken.insert(token(id).to_lowercase()) {
                continue;
            }
            let mut other = spelled(id);
            while !taken.insert(other.to_lowercase()) {
                other.push('_');
            }
            second.insert(id.to_owned(), other);
        }
    }
    second
}

#[cfg(test)]
mod tests {
    use crate::catalog::Source;

    use super::*;

    #[test]
    fn ids_become_tokens() {
        for (id, expected) in [
            ("mhlw6.sysun.14.5", "mhlw6.sysun.14.5"),
            ("meti11.a-1", "meti11.a-1"),
            ("mhlwcl.r7.hosp.2-⑩", "mhlwcl.r7.hosp.2-10"),
            ("14.5", "_31_4.5"),
            ("a b/c", "a_20_b_2f_c"),
            ("", "_"),
        ] {
            assert_eq!(token(id), expected, "{id}");
        }
    }

    #[test]
    fn no_two_ids_have_one_token() {
        let head = "[[guideline]]\nid = \"z\"\ntitle = \"指針\"\nshort = \"指針\"\npublisher = \"省\"\n\
                    provenance = { seen = \"memory\" }\n[[volume]]\nid = \"z.m\"\nguideline = \"z\"\ntitle = \"編\"\n\
                    short = \"編\"\n[[chapter]]\nid = \"z.m.1\"\nvolume = \"z.m\"\ntitle = \"章\"\n\
                    provenance = { seen = \"memory\" }\n";
        let ids = ["z.m.1.①", "z.m.1.1", "z.m.1.A", "z.m.1.a", "z.m.1._31_", "z.m.1.²", "z.m.1._b2_", "z.m.1.2"];
        let clauses = ids.map(|id| {
            format!(
                "[[clause]]\nid = \"{id}\"\nchapter = \"z.m.1\"\nnumber = \"①\"\ntitle = \"題\"\ngist = \"要約\"\n\
                 provenance = {{ seen = \"memory\" }}\n"
            )
        });
        let mut source = Source::default();
        assert!(source.read("made-up.toml", &format!("{head}{}", clauses.concat())).is_empty());
        let catalog = Catalog::new(source).unwrap();
        let tokens = ids.map(|id| catalog.token(id));
        assert_eq!(
            tokens,
            ["z.m.1.1", "z.m.1.1_", "z.m.1.A", "z.m.1.a_", "z.m.1._31_", "z.m.1._b2_", "z.m.1._5f_b2_5f_", "z.m.1.2"]
        );
        assert_eq!((catalog.token("z.m.1"), catalog.token("unknown ⑤")), ("z.m.1".into(), "unknown_20_5".into()));
    }
}
