//! `tenken doctor`: what this program finds around it, what is odd about it and what to do.

mod data;
mod folders;
mod report;
mod terminal;

use serde::Serialize;

use crate::bundled;
use crate::language::{t, titled, tr};
use crate::workspace::version;

use super::exit::{ERROR, FOUND};
use super::output::Stop;
use super::session::Session;
use super::style::Style;

use report::{Row, Standing};

/// Columns that advice stands in from the margin.
const INDENT: usize = 2;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken doctor [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "正常・注意・異常のどれかと、すべきことを挙げます。何も書き込みません。\n終了コード: 0 異常なし(注意だけのときも)、2 異常あり。"
)]
pub(super) struct Args {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Looks at everything and prints a row for each thing.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut rows = vec![Row::fine(t("プログラム"), titled("バージョン"), version())];
    rows.extend(data::rows(session));
    rows.extend(folders::rows(session.setup.paths.as_ref()));
    rows.extend(terminal::rows(session));
    let is_broken = rows.iter().any(|row| row.standing == Standing::Bad);
    match args.json {
        true => session.out.json(&DoctorDocument::new(&rows))?,
        false => print(&rows, session)?,
    }
    Ok(if is_broken { ERROR } else { FOUND })
}

/// Prints the rows of each area below its name, then how many of them are odd.
fn print(rows: &[Row], session: &mut Session<'_>) -> Result<(), Stop> {
    let screen = session.out.screen;
    let standing = |row: &Row| t(row.standing.name());
    let names = rows.iter().map(|row| screen.width(&row.name)).max().unwrap_or_default();
    for group in rows.chunk_by(|one, next| one.area == next.area) {
        session.out.heading(&titled(group[0].area))?;
        for row in group {
            let start = format!("{}{}  {}  ", " ".repeat(INDENT), standing(row), screen.pad(&row.name, names));
            let (margin, style) = (screen.width(&start), row.standing.style());
            // A path that goes into a pipe stays whole.
            let columns = if screen.is_terminal { session.out.reading_columns() } else { usize::MAX };
            let columns = columns.saturating_sub(margin);
            for (place, line) in screen.wrapped(&row.value, columns).iter().enumerate() {
                match place {
                    0 => session.out.line_with(&format!("{start}{line}"), &[(style, standing(row))])?,
                    _ => session.out.line(&format!("{}{line}", " ".repeat(margin)))?,
                }
            }
            if !row.advice.is_empty() {
                session.out.indented(margin, &format!("→ {}", row.advice))?;
            }
        }
        session.out.line("")?;
    }
    let count = |standing| rows.iter().filter(|row| row.standing == standing).count();
    let end = match (count(Standing::Bad), count(Standing::Odd)) {
        (0, 0) => t("すべて正常です。").to_owned(),
        (0, odd) => tr!("異常はありません。注意が {odd} 件あります。", odd),
        (bad, odd) => tr!("異常が {bad} 件、注意が {odd} 件あります。", bad, odd),
    };
    session.out.line(&end)
}

impl Standing {
    fn style(self) -> Style {
        match self {
            Self::Fine => Style::Good,
            Self::Odd => Style::Open,
            Self::Bad => Style::Bad,
        }
    }
}

/// What was found as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct DoctorDocument<'a> {
    program: &'static str,
    data_date: &'static str,
    catalog: &'static str,
    broken: usize,
    odd: usize,
    rows: &'a [Row],
}

impl<'a> DoctorDocument<'a> {
    fn new(rows: &'a [Row]) -> Self {
        let count = |standing| rows.iter().filter(|row| row.standing == standing).count();
        Self {
            program: env!("CARGO_PKG_VERSION"),
            data_date: bundled::data_date(),
            catalog: bundled::fingerprint(),
            broken: count(Standing::Bad),
            odd: count(Standing::Odd),
            rows,
        }
    }
}
