//! The folders of a user. Read from the environment once, then passed on as values.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder of all worklists in a data folder.
pub const WORKLISTS: &str = "worklists";

/// Where configuration, data and caches live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Settings.
    pub config: PathBuf,
    /// Worklists and what the user adds to the catalog.
    pub data: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// What this machine remembers of its own records.
    pub state: PathBuf,
}

impl Paths {
    /// Returns the folders that the environment names; none when there is no home and no override.
    ///
    /// `TENKEN_CONFIG_DIR`, `TENKEN_DATA_DIR`, `TENKEN_CACHE_DIR` and `TENKEN_STATE_DIR` win over the folders of the
    /// platform. Where there is no platform and no folder for the state is named, it is that for the cache.
    pub fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let platform = directories::ProjectDirs::from("", "", "tenken");
        let folder = |name: &str, default: fn(&directories::ProjectDirs) -> PathBuf| {
            let chosen = variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
            chosen.or_else(|| platform.as_ref().map(default))
        };
        let cache = folder("TENKEN_CACHE_DIR", |dirs| dirs.cache_dir().to_owned())?;
        let state = folder("TENKEN_STATE_DIR", |dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned());
        Some(Self {
            config: folder("TENKEN_CONFIG_DIR", |dirs| dirs.config_dir().to_owned())?,
            data: folder("TENKEN_DATA_DIR", |dirs| dirs.data_dir().to_owned())?,
            state: state.unwrap_or_else(|| cache.clone()),
            cache,
        })
    }

    /// Returns the folder of all worklists.
    pub fn worklists(&self) -> PathBuf {
        self.data.join(WORKLISTS)
    }

    /// Returns the file of the user's own keys; it need not exist.
    pub fn keys(&self) -> PathBuf {
        self.config.join("keys.toml")
    }

    /// Returns the file of the user's settings; it need not exist.
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// Returns the folder of what the terminal UI remembers from run to run.
    pub fn memory(&self) -> PathBuf {
        self.data.join("screen")
    }

    /// Returns the folder of what was read from documents of the user; it need not exist.
    pub fn packs(&self) -> PathBuf {
        self.data.join("packs")
    }

    /// Returns the folder of records that the user lays over the bundled catalog.
    pub fn catalog(&self) -> PathBuf {
        self.data.join("catalog")
    }
}
