//! The formats in which the catalog alone is written, without any worklist, as one table.

use crate::catalog::Catalog;

use super::super::error::ExportError;
use super::super::exported_file::ExportedFile;
use super::super::file_format::FileFormat;
use super::origin::Origin;

type Write = fn(&Catalog, &Origin) -> Result<Vec<u8>, ExportError>;
type Amount = fn(&Catalog) -> String;

/// The row of a format in the table.
struct Facts {
    code: &'static str,
    name: &'static str,
    file: &'static str,
    write: Write,
    amount: Amount,
}

/// Declares the formats: `Variant = "code", "名前", "file name", writer, counter`. The option and the help of `tenken export catalog`
/// are made from this table.
macro_rules! catalog_formats {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal, $file:expr, $write:path, $amount:path;)+) => {
        /// A format of the catalog for other tools. All are text in UTF-8.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum CatalogFormat {
            $($(#[$doc])* $variant,)+
        }

        /// Every format, in the order in which they are offered.
        const ALL: &[CatalogFormat] = &[$(CatalogFormat::$variant),+];

        impl CatalogFormat {
            const fn facts(self) -> Facts {
                match self {
                    $(Self::$variant => Facts { code: $code, name: $name, file: $file, write: $write, amount: $amount },)+
                }
            }
        }
    };
}

catalog_formats! {
    /// The clauses as controls.
    Oscal = "oscal", "OSCAL カタログ", super::super::oscal::CATALOG_FILE,
        super::super::oscal::catalog::write, super::super::oscal::catalog::amount;
    /// Products and measures with the clauses that they answer.
    Components = "components", "OSCAL コンポーネント定義", "tenken-components.oscal.json",
        super::super::oscal::components::write, super::super::oscal::components::amount;
    /// All of it for CISO Assistant.
    Ciso = "ciso", "CISO Assistant ライブラリ", "tenken-ciso-assistant.yaml",
        super::super::ciso::write, super::super::ciso::amount;
}

impl FileFormat for CatalogFormat {
    const ALL: &'static [Self] = ALL;

    fn code(self) -> &'static str {
        self.facts().code
    }

    fn name(self) -> &'static str {
        self.facts().name
    }

    fn extension(self) -> &'static str {
        self.file().split_once('.').map_or("", |(_, extension)| extension)
    }
}

impl CatalogFormat {
    /// Returns the name that its file usually has.
    pub const fn file(self) -> &'static str {
        self.facts().file
    }

    /// Returns how much its file holds, for people.
    pub fn amount(self, catalog: &Catalog) -> String {
        (self.facts().amount)(catalog)
    }

    /// Returns the file. The same catalog and origin always give the same bytes.
    ///
    /// # Errors
    ///
    /// If the catalog cannot be written in this format.
    pub fn write(self, catalog: &Catalog, origin: &Origin) -> Result<ExportedFile, ExportError> {
        Ok(self.in_its_language(|| (self.facts().write)(catalog, origin))?.into())
    }
}
