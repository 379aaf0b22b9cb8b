//! What licences are called: a name that two of them share would choose the one that stands first.

use std::collections::HashMap;

use crate::tr;

use super::super::licence_names::{folded_licence_name, licence_names};
use super::Checker;

impl Checker<'_> {
    /// Checks that no licence is called what another one is.
    pub(super) fn check_licence_names(&mut self) {
        let source = self.source;
        let mut known: HashMap<String, &str> = HashMap::new();
        for record in &source.licences {
            let licence = &record.value;
            for name in licence_names(licence) {
                let other = *known.entry(folded_licence_name(name)).or_insert(&licence.id);
                if other != licence.id {
                    let message = tr!(
                        "「{name}」は {other} の名前でもあります。選ばれるほうが決まらないので、改めてください。",
                        name,
                        other
                    );
                    self.find(record.origin, &licence.id, message);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, check};

    fn findings(licences: &[(&str, &str, &[&str])]) -> Vec<String> {
        let one = |(id, title, aliases): &(&str, &str, &[&str])| {
            format!(
                "[[licence]]\nid = \"{id}\"\ntitle = \"{title}\"\naliases = {aliases:?}\n\
                 provenance = {{ seen = \"memory\" }}\n"
            )
        };
        let mut source = Source::default();
        let errors = source.read("x", &licences.iter().map(one).collect::<String>());
        check(&source, &errors).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn no_licence_is_called_what_another_one_is() {
        let first: (&str, &str, &[&str]) = ("licence.e3", "Microsoft 365 E3", &["M365 E3", "e3"]);
        assert_eq!(findings(&[first, ("licence.e5", "Microsoft 365 E5", &["M365 E5"])]), [""; 0]);
        let others: [(&str, &str, &[&str]); 4] = [
            ("licence.x", "microsoft365 Ｅ３", &[]),
            ("licence.x", "X", &["M365-E3"]),
            ("licence.x", "X", &["E3"]),
            ("licence.m365e3", "X", &[]),
        ];
        for other in others {
            let found = findings(&[first, other]);
            let is_told = found.len() == 1 && found[0].contains("は licence.e3 の名前でもあります。");
            assert!(is_told && found[0].contains(other.0), "{other:?}: {found:?}");
        }
    }
}
