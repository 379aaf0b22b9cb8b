//! What a prompt lets be read, and whether it still waits for it.

use std::path::PathBuf;

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

/// Returns the file or folder that a prompt waits for; none if it is not open any more, or waits for nothing.
pub(super) fn awaited(app: &App, asked: &DeskAsked) -> Option<PathBuf> {
    match &app.overlay {
        Some(Overlay::Desk(prompt)) if prompt.asked == *asked => prompt.awaited.clone(),
        _ => None,
    }
}
