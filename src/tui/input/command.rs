//! What is known of a message that a key can be bound to.

/// What is known of a message that a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandSpec {
    /// Its name in the key table.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The reading of the description, in hiragana.
    pub reading: &'static str,
    /// Whether a count repeats it.
    pub count: Count,
    /// Whether and where the palette lists it.
    pub in_palette: InPalette,
    /// When the hint bar offers it.
    pub hint: HintWhen,
}

/// What a message does while the hits of a new query are pending. A quick Enter or mark must never act on a row of an
/// older answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It acts on the hits, so it waits for them.
    ForHits,
    /// It waits only if an earlier key waits, so that keys keep their order.
    InOrder,
    /// It acts at once.
    Never,
}

/// What a count before a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// It repeats the command.
    Repeats,
    /// Nothing.
    Ignored,
}

/// Whether and where the palette lists a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InPalette {
    /// At its position in the table.
    Normal,
    /// After the others: it only moves, which people rarely look up.
    Last,
    /// Not at all: it edits the typed text, or makes sense only as a key.
    Hidden,
}

/// When the hint bar shows the hint of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintWhen {
    /// Always: the keys to leave, to see all other keys, and to find what has no key that one knows.
    Always,
    /// If there is room.
    IfRoom,
    /// If there is room, but not while a field of one line is edited.
    MultiLine,
    /// If there is room, while the place of evidence is edited.
    Path,
    /// If there is room, while the progress or something of it is on screen.
    Progress,
    /// If there is room, while a table that is to be taken in is on screen.
    Table,
}
