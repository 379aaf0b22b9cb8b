//! Judged questions: what a search should find, and how well it does.

use serde::Deserialize;

use tenken::catalog::Catalog;

/// A question whose answer is known.
#[derive(Debug, Deserialize)]
pub struct Judged {
    /// Its name in reports.
    #[serde(default)]
    pub qid: String,
    /// What is typed.
    pub query: String,
    /// The way it is asked.
    #[serde(default)]
    pub style: String,
    /// The kind of record that answers it; `none` if the catalog holds no answer.
    #[serde(default = "clause")]
    pub kind: String,
    /// The records that answer it.
    #[serde(default)]
    pub relevant: Vec<Place>,
}

/// A record that answers a question, with everything below it.
#[derive(Debug, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// 2 for the very place, 1 for one that will do.
    pub grade: u32,
}

/// Questions of judgement without kind ask for clauses.
fn clause() -> String {
    "clause".to_owned()
}

/// Reads a file of judged questions. An id that a record had before stands for the record.
///
/// # Errors
///
/// If it is no such file.
pub fn read(text: &str, catalog: &Catalog) -> Result<Vec<Judged>, serde_yaml_ng::Error> {
    let mut judged: Vec<Judged> = serde_yaml_ng::from_str(text)?;
    judged.iter_mut().flat_map(|one| &mut one.relevant).for_each(|place| place.resolve(catalog));
    Ok(judged)
}

impl Place {
    fn resolve(&mut self, catalog: &Catalog) {
        if let Some(at) = catalog.find(&self.id) {
            catalog.id(at).clone_into(&mut self.id);
        }
    }

    fn covers(&self, id: &str) -> bool {
        id.strip_prefix(self.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Judged {
    /// Whether the catalog holds an answer.
    pub fn is_answerable(&self) -> bool {
        self.kind != "none"
    }

    /// Whether a clause answers it, and none of the guideline that most look at.
    pub fn is_outside_mhlw6(&self) -> bool {
        let mut best = self.relevant.iter().filter(|place| place.grade == 2);
        self.kind == "clause" && best.all(|place| !place.id.starts_with("mhlw6"))
    }

    /// Returns how well a record answers it: 2, 1, or 0 for not at all.
    pub fn grade(&self, id: &str) -> u32 {
        self.relevant.iter().filter(|place| place.covers(id)).map(|place| place.grade).max().unwrap_or(0)
    }

    /// Returns the place of the first record that is the very place, from 1.
    pub fn rank(&self, ids: &[String]) -> Option<usize> {
        ids.iter().position(|id| self.grade(id) == 2).map(|place| place + 1)
    }
}

/// How well a set of questions is answered.
#[derive(Clone, Debug, Default)]
pub struct Score {
    ranks: Vec<Option<usize>>,
}

impl Score {
    /// Adds a question by the place of its first right answer, from 1.
    pub fn add(&mut self, rank: Option<usize>) {
        self.ranks.push(rank);
    }

    /// Returns how many questions there are.
    pub fn questions(&self) -> usize {
        self.ranks.len()
    }

    /// Returns how many are answered among the first so many.
    pub fn answered(&self, depth: usize) -> usize {
        self.ranks.iter().flatten().filter(|rank| **rank <= depth).count()
    }

    /// Returns the share answered among the first so many, from 0 to 1.
    pub fn within(&self, depth: usize) -> f64 {
        self.answered(depth) as f64 / self.questions().max(1) as f64
    }

    /// Returns the mean reciprocal rank, over the first ten.
    pub fn reciprocal(&self) -> f64 {
        let sum: f64 = self.ranks.iter().flatten().filter(|rank| **rank <= 10).map(|rank| 1.0 / *rank as f64).sum();
        sum / self.questions().max(1) as f64
    }
}
