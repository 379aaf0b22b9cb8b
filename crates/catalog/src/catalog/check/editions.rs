//! Editions and what kinds of facilities inspect of them.

use std::collections::{HashMap, HashSet};

use super::ids::At;
use super::{Checker, PHRASE_MAX, REMARK_MAX, TITLE_MAX};

impl<'a> Checker<'a> {
    /// Checks what took the place of guidelines and volumes, and that nothing comes back to where it began.
    pub(super) fn check_editions(&mut self) {
        let source = self.source;
        let guidelines =
            source.guidelines.iter().map(|r| ((r.origin, r.value.id.as_str()), r.value.successor.as_str()));
        let volumes = source.volumes.iter().map(|r| ((r.origin, r.value.id.as_str()), r.value.successor.as_str()));
        let replaced: Vec<(At<'a>, &str)> =
            guidelines.chain(volumes).filter(|(_, successor)| !successor.is_empty()).collect();
        let next: HashMap<&str, &str> = replaced.iter().map(|((_, id), successor)| (*id, *successor)).collect();
        for (at, successor) in &replaced {
            self.other(*at, "successor", successor);
            self.edition(*at, "successor", successor);
            let mut passed = HashSet::from([at.1]);
            let mut place = *successor;
            while let (true, Some(further)) = (passed.insert(place), next.get(place)) {
                place = further;
            }
            if *successor != at.1 && place == at.1 {
                self.find(at.0, at.1, "successor をたどると、この記録に戻ります。".to_owned());
            }
        }
        for record in &source.volumes {
            if let Some(provenance) = &record.value.provenance {
                self.provenance((record.origin, &record.value.id), provenance);
            }
        }
    }

    /// Checks that an id leads to a guideline or a volume.
    pub(super) fn edition(&mut self, at: At<'_>, field: &str, id: &str) {
        match self.table_of(id) {
            Some("guidelines" | "volumes") => {}
            _ if self.unreadable.contains(id) => {}
            _ => self.find(at.0, at.1, format!("{field} の {id} というガイドラインや編はありません。")),
        }
    }

    pub(super) fn check_presets(&mut self) {
        let source = self.source;
        let mut default = None;
        for record in &source.presets {
            let preset = &record.value;
            let at = (record.origin, preset.id.as_str());
            self.text(at, ("title", &preset.title), TITLE_MAX);
            self.text(at, ("what", &preset.what), REMARK_MAX);
            for alias in &preset.aliases {
                self.text(at, ("aliases", alias), PHRASE_MAX);
            }
            for id in &preset.counts {
                self.link(at, "counts", id);
                if self.table_of(id).is_some_and(|table| !matches!(table, "guidelines" | "volumes" | "chapters")) {
                    self.find(at.0, at.1, format!("counts の {id} は、ガイドラインでも編でも章でもありません。"));
                }
            }
            for newest in &preset.newest {
                self.record(at, ("newest", "guidelines", "ガイドライン"), &newest.guideline);
                self.sheets(at, &newest.guideline, &newest.sheets);
            }
            if preset.counts.is_empty() && preset.newest.is_empty() {
                self.find(at.0, at.1, "counts も newest もありません。何を数えるかを書いてください。".to_owned());
            }
            let first = preset.is_default.then(|| default.replace(&preset.id)).flatten();
            if let Some(first) = first {
                self.find(at.0, at.1, format!("default = true は {first} にもあります。一つだけにしてください。"));
            }
        }
    }

    /// Checks that some edition of a guideline has a sheet of one of these titles.
    fn sheets(&mut self, at: At<'_>, guideline: &str, sheets: &[String]) {
        let volumes = self.source.volumes.iter().filter(|volume| volume.value.guideline == guideline);
        let volumes: HashSet<&str> = volumes.map(|volume| volume.value.id.as_str()).collect();
        let mut chapters = self.source.chapters.iter().map(|chapter| &chapter.value);
        let is_there =
            chapters.any(|chapter| volumes.contains(chapter.volume.as_str()) && sheets.contains(&chapter.title));
        if !sheets.is_empty() && !is_there {
            let titles = sheets.join("」「");
            self.find(at.0, at.1, format!("newest の sheets の「{titles}」という章は {guideline} にありません。"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Source, check};

    const SOUND: &str = include_str!("sound.toml");

    fn findings(text: &str) -> Vec<String> {
        let mut source = Source::default();
        let errors = source.read("a.toml", text);
        check(&source, &errors).into_iter().map(|finding| format!("{} {}", finding.id, finding.message)).collect()
    }

    #[test]
    fn what_is_sound_stays_so_and_every_slip_is_told() {
        assert_eq!(findings(SOUND), [""; 0]);
        for (old, new, told) in [
            (r#"successor = "g.r2""#, r#"successor = "g.r1""#, "g.r1 successor の g.r1 は、この記録自身です。"),
            (
                r#"successor = "g.r2""#,
                r#"successor = "g.a.1.1""#,
                "g.r1 successor の g.a.1.1 というガイドラインや編はありません。",
            ),
            (
                r#"short = "今年""#,
                "short = \"今年\"\nsuccessor = \"g.r1\"",
                "g.r1 successor をたどると、この記録に戻ります。",
            ),
            (r#", source = "省のページ""#, "", "g.r1 seen が partial なのに source がありません。"),
            (r#"from = "g.r1""#, r#"from = "g.r0""#, "g.a.1.2 from の g.r0 というガイドラインや編はありません。"),
            (r#"to = "g.r2""#, r#"to = "g.r1.hosp""#, "g.a.1.2 to の g.r1.hosp というガイドラインや編はありません。"),
            (r#""g.r1.hosp"]"#, r#""g.r9"]"#, "hospital counts の g.r9 はどこにもありません。"),
            (
                r#""g.r1.hosp"]"#,
                r#""g.a.1.1"]"#,
                "hospital counts の g.a.1.1 は、ガイドラインでも編でも章でもありません。",
            ),
            (
                r#"{ guideline = "g","#,
                r#"{ guideline = "g.r1","#,
                "hospital newest の g.r1 はガイドラインではありません。",
            ),
            (
                r#"sheets = ["病院用"]"#,
                r#"sheets = ["薬局用"]"#,
                "hospital newest の sheets の「薬局用」という章は g にありません。",
            ),
            (r#"what = "病院は指針と病院用を見る。""#, r#"what = """#, "hospital what が空です。"),
        ] {
            assert_eq!(SOUND.matches(old).count(), 1, "{old}");
            let found = findings(&SOUND.replace(old, new));
            assert!(found.iter().any(|one| one == told), "{told}\n{found:#?}");
        }
    }

    #[test]
    fn one_preset_holds_if_nobody_chose() {
        let other = "[[preset]]\nid = \"b\"\ntitle = \"乙\"\ncounts = [\"g\"]\nwhat = \"乙\"\ndefault = true\n";
        let found = findings(&format!("{SOUND}\n{other}"));
        assert_eq!(found, ["b default = true は hospital にもあります。一つだけにしてください。"]);
    }

    #[test]
    fn a_revision_may_have_the_id_of_the_clause_that_it_is_about_and_of_nothing_else() {
        let found = findings(&SOUND.replace("[[revision]]\nid = \"g.a.1.2\"", "[[revision]]\nid = \"g.a.1\""));
        assert!(found.iter().any(|one| one.contains("id が重なっています")), "{found:#?}");
    }
}
