//! Speed, by task. Run with `cargo bench`; figures mean something only beside the baselines of the same run.

#![expect(clippy::expect_used, reason = "a benchmark of what cannot be built has nothing to say")]

use divan::{Bencher, black_box};
use std::sync::Arc;
use tenken::catalog::Catalog;
use tenken::search::Request;

fn main() {
    divan::main();
}

/// Queries as people type them.
const QUERIES: [&str; 7] = [
    "認証",
    "二要素認証",
    "バックアップ 世代",
    "運用14⑤",
    "委託先がカルテを見られないように",
    "ninshou",
    "audit log review",
];

fn catalog() -> Arc<Catalog> {
    Arc::new(tenken::bundled::catalog().expect("the bundled catalog loads"))
}

mod cold_start {
    use tenken::bundled::RESOURCES;
    use tenken::search::Engine;

    use super::{Arc, Bencher, Catalog};

    #[divan::bench]
    fn catalog() -> Arc<Catalog> {
        super::catalog()
    }

    #[divan::bench]
    fn index(bencher: Bencher<'_, '_>) {
        let catalog = super::catalog();
        bencher.bench(|| tenken::bundled::engine(catalog.clone()).is_ok());
    }

    /// What every start would take without the index in the program.
    #[divan::bench(sample_count = 20)]
    fn index_built(bencher: Bencher<'_, '_>) {
        let catalog = super::catalog();
        bencher.bench(|| Engine::build(catalog.clone(), &RESOURCES).is_ok());
    }
}

mod cover {
    use super::Bencher;
    use tenken::worklist::{Chosen, Gain, InUse, Scope, State, halves};

    /// What the screen of the progress computes anew for each frame.
    #[divan::bench]
    fn both_halves(bencher: Bencher<'_, '_>) {
        let catalog = super::catalog();
        let scope = Scope::of(&catalog, &State::default());
        let chosen = Chosen::of_licences(["licence.m365-e3".to_owned()]);
        bencher.bench(|| {
            let in_use = InUse::of(&catalog, &chosen);
            (halves::risks(&catalog, &in_use, false).len(), halves::chapters(&catalog, &scope, &in_use).len())
        });
    }

    /// What the page of a licence computes.
    #[divan::bench]
    fn next_up(bencher: Bencher<'_, '_>) {
        let catalog = super::catalog();
        let scope = Scope::of(&catalog, &State::default());
        bencher.bench(|| Gain::next_up(&catalog, &scope, &["licence.m365-e3".to_owned()]).len());
    }
}

mod query {
    use super::{Bencher, Catalog, QUERIES, Request, black_box};

    /// The baseline: every title and summary is scanned for the text as typed.
    #[divan::bench(args = QUERIES)]
    fn baseline_substring_scan(bencher: Bencher<'_, '_>, text: &str) {
        let catalog = super::catalog();
        bencher.bench(|| scan(&catalog, black_box(text)));
    }

    #[divan::bench(args = QUERIES)]
    fn search(bencher: Bencher<'_, '_>, text: &str) {
        let catalog = super::catalog();
        let engine = tenken::bundled::engine(catalog.clone()).expect("the index builds");
        let request = Request::new(text, 50);
        bencher.bench(|| engine.search(black_box(&request)));
    }

    fn scan(catalog: &Catalog, text: &str) -> usize {
        let all = catalog.searchable();
        let holds = |at| {
            let gist = catalog.record(at).gist();
            catalog.title(at).contains(text) || gist.contains(text)
        };
        all.filter(|at| holds(*at)).count()
    }
}

mod frame {
    use std::sync::Arc;

    use ratatui::layout::Size;
    use tenken::text::width::Ambiguous;
    use tenken::tui::app::{App, DisplaySettings};
    use tenken::tui::input::event::InputEvent;
    use tenken::tui::input::keymap::{DEFAULT, Keymap};
    use tenken::tui::input::message::Message;
    use tenken::tui::update::{handle_input, update};
    use tenken::tui::view::draw;
    use tenken::tui::view::theme::Theme;
    use tenken::worklist::State;

    use super::{Bencher, Request};

    /// Hits and preview of one query, on a screen of a size.
    fn found(width: u16, height: u16) -> App {
        let catalog = super::catalog();
        let engine = tenken::bundled::engine(catalog.clone()).expect("the index builds");
        let keymap = Arc::new(Keymap::parse(DEFAULT).expect("the default keys load"));
        let settings = DisplaySettings { theme: Theme::Sixteen, ambiguous: Ambiguous::Unknown };
        let mut app = App::new(catalog.clone(), State::default(), keymap, settings);
        app.size = Size::new(width, height);
        update(&mut app, Message::SearchReady);
        handle_input(&mut app, InputEvent::Paste("二要素認証".to_owned()));
        let results = engine.search(&Request::new("二要素認証", 50));
        let generation = app.search.generation;
        update(&mut app, Message::Found(generation, results));
        app
    }

    #[divan::bench(args = [(80, 24), (160, 48)])]
    fn draw(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
        let app = found(width, height);
        bencher.bench(|| draw::frame(&app));
    }
}
