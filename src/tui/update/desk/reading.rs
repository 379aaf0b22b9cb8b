//! What a prompt lets be read, and whether it still waits for it.

use std::path::{Path, PathBuf};

use crate::tui::app::App;
use crate::tui::app::desk::DeskDoing;
use crate::tui::app::desk::prompt::DeskAsked;
use crate::tui::app::desk::task::DeskTask;
use crate::tui::app::overlay::Overlay;
use crate::tui::update::effect::Effect;

/// Lets the file or folder be read that was typed. The prompt remembers which: until another one is read, it waits.
pub(super) fn read(app: &mut App, path: PathBuf, task: fn(PathBuf) -> DeskTask) -> Vec<Effect> {
    if let Some(Overlay::Desk(prompt)) = &mut app.overlay {
        prompt.awaited = Some(path.clone());
    }
    super::start(app, DeskDoing::Reading, Effect::Desk(task(path)))
}

/// Whether a prompt still waits for what was read: not if it is not open any more, or waits for nothing.
///
/// # Errors
///
/// If it waits for something else by now: the effects that read that, which is next.
pub(super) fn is_awaited(
    app: &mut App,
    asked: &DeskAsked,
    path: &Path,
    task: fn(PathBuf) -> DeskTask,
) -> Result<bool, Vec<Effect>> {
    let awaited = match &app.overlay {
        Some(Overlay::Desk(prompt)) if prompt.asked == *asked => prompt.awaited.clone(),
        _ => None,
    };
    match awaited {
        Some(other) if other != path => Err(read(app, other, task)),
        awaited => Ok(awaited.is_some()),
    }
}
