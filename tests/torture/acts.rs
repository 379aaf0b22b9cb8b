//! Every command that writes, with what it must leave behind: all of it or nothing.

use std::path::PathBuf;

use super::Fault;
use super::journals::{act, lines};
use super::random::Random;
use super::world::World;

/// The worklist in use.
pub const DEFAULT: &str = "default";

/// A command that writes.
pub struct Act {
    /// Its arguments.
    pub args: Vec<String>,
    /// What it leaves behind.
    pub trace: Trace,
}

/// What an act leaves behind.
pub enum Trace {
    /// Lines with this text in the journals of a worklist.
    Lines {
        /// The name of the worklist.
        worklist: String,
        /// The text.
        text: String,
        /// How many there were before.
        before: usize,
        /// How many are added; none if the lines themselves say so.
        added: Option<usize>,
        /// The clause whose history then shows the text.
        clause: Option<String>,
    },
    /// A file in this format.
    File(PathBuf, &'static str),
    /// The name of the worklist in use.
    Current(String),
}

/// A kind of act.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Whether it makes so much that a world takes only a few of them.
    pub is_large: bool,
    make: fn(&mut Maker<'_>) -> Result<Act, Fault>,
}

/// All kinds.
#[allow(clippy::redundant_closure_for_method_calls, reason = "a method of a `Maker` is no function for all lifetimes")]
pub const KINDS: [Kind; 15] = [
    kind("mark", |maker| maker.mark()),
    kind("mark --where", |maker| maker.mark_where()),
    kind("undo", |maker| maker.undo()),
    kind("redo", |maker| maker.redo()),
    kind("evidence add", |maker| maker.evidence_add()),
    kind("evidence link", |maker| maker.evidence_link()),
    kind("evidence withdraw", |maker| maker.evidence_withdraw()),
    kind("worklist create", |maker| maker.create()),
    kind("worklist set", |maker| maker.set()),
    kind("worklist copy", |maker| maker.copy()),
    kind("worklist archive", |maker| maker.archive()),
    kind("worklist switch", |maker| maker.switch()),
    kind("merge", |maker| maker.merge()),
    Kind { name: "import", is_large: true, make: |maker| maker.import() },
    kind("export", |maker| maker.export()),
];

const fn kind(name: &'static str, make: fn(&mut Maker<'_>) -> Result<Act, Fault>) -> Kind {
    Kind { name, is_large: false, make }
}

/// What an act is made from.
pub struct Maker<'a> {
    /// Where.
    pub world: &'a World,
    /// The home of a colleague, whose records are merged.
    pub colleague: &'a World,
    /// What is chosen.
    pub random: &'a mut Random,
    /// Who acts.
    pub user: &'a str,
    /// A text that stands nowhere else.
    pub tag: &'a str,
}

impl Kind {
    /// Returns an act of this kind. What it needs is done first, by runs that nobody kills.
    ///
    /// # Errors
    ///
    /// If one of them fails.
    pub fn act(&self, maker: &mut Maker<'_>) -> Result<Act, Fault> {
        (self.make)(maker)
    }
}

impl Maker<'_> {
    fn clause(&mut self) -> String {
        self.world.clauses[self.random.index(self.world.clauses.len())].clone()
    }

    fn succeed(&self, args: &[&str]) -> Result<String, Fault> {
        self.world.succeed(self.user, args)
    }

    /// Returns an act that leaves lines with a text in the worklist in use.
    fn lines(&self, args: &[&str], text: &str, added: Option<usize>, clause: Option<&str>) -> Result<Act, Fault> {
        let worklist = DEFAULT.to_owned();
        let before = lines(&self.world.worklist(DEFAULT))?.iter().filter(|line| line.text.contains(text)).count();
        let trace = Trace::Lines { worklist, text: text.to_owned(), before, added, clause: clause.map(str::to_owned) };
        Ok(Act { args: owned(args), trace })
    }

    fn mark(&mut self) -> Result<Act, Fault> {
        let (clause, tag) = (self.clause(), self.tag);
        let args = ["mark", &clause, "done", "--note", tag, "--owner", tag, "--due", "2027-01-01"];
        self.lines(&args, tag, Some(2), Some(&clause))
    }

    fn mark_where(&mut self) -> Result<Act, Fault> {
        let chapter = ["編:運用 章:8", "編:運用 章:13", "編:運用 章:14", "編:運用 章:16"][self.random.index(4)];
        self.lines(&["mark", "--where", chapter, "--owner", self.tag, "--yes"], self.tag, None, None)
    }

    /// Returns the act id of the mark that is made first, and of how many lines it is.
    fn marked(&mut self) -> Result<(String, usize), Fault> {
        let clause = self.clause();
        // Two lines whatever the clause says already: what is so already is not recorded. The first mark of all says what
        // is counted as well.
        self.succeed(&["mark", &clause, "--owner", self.tag, "--note", self.tag])?;
        let all = lines(&self.world.worklist(DEFAULT))?;
        let line = all.iter().find(|line| line.text.contains(self.tag)).ok_or("an acknowledged mark is not there")?;
        let marked = act(line).to_owned();
        let count = all.iter().filter(|line| act(line) == marked).count();
        Ok((marked, count))
    }

    fn undo(&mut self) -> Result<Act, Fault> {
        let (marked, count) = self.marked()?;
        self.lines(&["undo"], &format!("\"undoes\":\"{marked}\""), Some(count), None)
    }

    fn redo(&mut self) -> Result<Act, Fault> {
        let (marked, count) = self.marked()?;
        self.succeed(&["undo"])?;
        self.lines(&["redo"], &format!("\"redoes\":\"{marked}\""), Some(count), None)
    }

    fn evidence_add(&mut self) -> Result<Act, Fault> {
        let file = self.world.write(&format!("evidence/{}.txt", self.tag), self.tag.as_bytes())?;
        let clauses = [self.clause(), self.clause(), self.clause()];
        let [one, two, three] = clauses.each_ref();
        self.lines(&["evidence", "add", &file, one, two, three, "--title", self.tag], self.tag, Some(2), None)
    }

    /// Returns the id of evidence that is added first.
    fn evidence(&mut self) -> Result<String, Fault> {
        let args = self.evidence_add()?.args;
        self.succeed(&args.iter().map(String::as_str).collect::<Vec<_>>())?;
        let all = lines(&self.world.worklist(DEFAULT))?;
        let line = all.iter().find(|line| line.text.contains(self.tag));
        let id = line.and_then(|line| line.value["subject"]["evidence"].as_str());
        id.map(str::to_owned).ok_or_else(|| "acknowledged evidence is not there".to_owned())
    }

    fn evidence_link(&mut self) -> Result<Act, Fault> {
        let id = self.evidence()?;
        let clauses: Vec<String> = (0..4).map(|_| self.clause()).collect();
        let args: Vec<&str> = ["evidence", "link", &id].into_iter().chain(clauses.iter().map(String::as_str)).collect();
        self.lines(&args, &format!("\"link\":{{\"evidence\":\"{id}\""), None, None)
    }

    fn evidence_withdraw(&mut self) -> Result<Act, Fault> {
        let id = self.evidence()?;
        let text = format!("{{\"evidence\":\"{id}\"}},\"edit\":{{\"withdrawn\":true}}");
        self.lines(&["evidence", "withdraw", &id], &text, Some(1), None)
    }

    /// Returns an act that makes a worklist.
    fn made(&self, args: &[&str], text: &str, added: Option<usize>) -> Act {
        let worklist = self.tag.to_owned();
        let trace = Trace::Lines { worklist, text: text.to_owned(), before: 0, added, clause: None };
        Act { args: owned(args), trace }
    }

    fn create(&mut self) -> Result<Act, Fault> {
        let about = ["--facility", self.tag, "--pattern", "II", "--party", "医療機関"];
        // How many lines say what is counted is a matter of the catalog.
        Ok(self.made(&[&["worklist", "create", self.tag], &about[..]].concat(), "\"edit\"", None))
    }

    fn set(&mut self) -> Result<Act, Fault> {
        let sign = ["--product", "--no-product"][self.random.index(2)];
        let args = ["worklist", "set", "--facility", self.tag, sign, "ms.entra.mfa", sign, "ms.sentinel"];
        self.lines(&args, self.tag, Some(1), None)
    }

    fn copy(&mut self) -> Result<Act, Fault> {
        Ok(self.made(&["worklist", "copy", DEFAULT, self.tag], "\"via\":\"copy default\"", None))
    }

    fn archive(&mut self) -> Result<Act, Fault> {
        self.succeed(&["worklist", "create", self.tag])?;
        Ok(self.made(&["worklist", "archive", self.tag], "\"archived\":true", Some(1)))
    }

    fn switch(&mut self) -> Result<Act, Fault> {
        self.succeed(&["worklist", "create", self.tag])?;
        // The next start looks at the worklist in use.
        Ok(Act { args: owned(&["worklist", "switch", self.tag]), trace: Trace::Current(self.tag.to_owned()) })
    }

    fn merge(&mut self) -> Result<Act, Fault> {
        let (clause, other) = (self.clause(), self.clause());
        self.colleague.succeed("colleague", &["mark", &clause, &other, "done", "--note", self.tag])?;
        let folder = self.colleague.worklist(DEFAULT).display().to_string();
        self.lines(&["merge", &folder, "--apply"], self.tag, None, Some(&clause))
    }

    fn import(&mut self) -> Result<Act, Fault> {
        let sheet = self.world.large_sheet(self.user, self.tag)?;
        let clause = self.clause();
        let count = self.world.clauses.len();
        self.lines(&["import", "worklist", &sheet, "--apply", "--take", "theirs"], self.tag, Some(count), Some(&clause))
    }

    fn export(&mut self) -> Result<Act, Fault> {
        let format = ["csv", "json", "html", "xlsx", "oscal"][self.random.index(5)];
        // Now and then over one that is there.
        let name = if self.random.happens(50) { "report" } else { self.tag };
        let path = self.world.path("out").join(format!("{name}.{format}"));
        let file = path.display().to_string();
        Ok(Act { args: owned(&["export", format, "--out", &file, "--force"]), trace: Trace::File(path, format) })
    }
}

fn owned(args: &[&str]) -> Vec<String> {
    args.iter().map(|arg| (*arg).to_owned()).collect()
}
