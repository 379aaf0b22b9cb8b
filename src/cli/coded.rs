//! An edit as JSON has it: which field, and its value in codes.

use serde_json::Value;

use crate::worklist::Edit;

/// A field and its value, named as journals name them: `status` and `"done"`, `due` and a date or null.
pub(super) struct Coded {
    /// The code of the field.
    pub(super) field: &'static str,
    /// The value.
    pub(super) value: Value,
}

impl Coded {
    /// Returns what an edit sets.
    pub(super) fn new(edit: &Edit) -> Self {
        let field = edit.field().code();
        let value = serde_json::to_value(edit).ok().and_then(|mut edit| Some(edit.get_mut(field)?.take()));
        Self { field, value: value.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    #[test]
    fn codes_are_those_of_the_journals() {
        let coded = |edit: Edit| {
            let Coded { field, value } = Coded::new(&edit);
            (field, value)
        };
        assert_eq!(coded(Edit::Status(Status::Done)), ("status", "done".into()));
        assert_eq!(coded(Edit::Due(None)), ("due", Value::Null));
        assert_eq!(coded(Edit::Note("メモ".to_owned())), ("note", "メモ".into()));
        let product = Edit::Product { id: "ms.entra.mfa".to_owned(), on: true };
        assert_eq!(coded(product), ("product", serde_json::json!({ "id": "ms.entra.mfa", "on": true })));
    }
}
