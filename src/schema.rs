//! The published JSON Schemas of what doclint reads and writes.

/// The schemas by name, as in `schemas/`.
const PUBLISHED: [(&str, &str); 6] = [
    ("config", include_str!("../schemas/config.schema.json")),
    ("document", include_str!("../schemas/document.schema.json")),
    ("findings", include_str!("../schemas/findings.schema.json")),
    ("language", include_str!("../schemas/language.schema.json")),
    ("lexicon", include_str!("../schemas/lexicon.schema.json")),
    ("profile", include_str!("../schemas/profile.schema.json")),
];

/// The names of the schemas.
pub fn names() -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().map(|(name, _)| *name)
}

/// The text of the schema with this name.
pub fn published(name: &str) -> Option<&'static str> {
    PUBLISHED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The schema with this name, generated from the types, for the test that compares it with the published one.
#[cfg(feature = "schema")]
pub fn generated(name: &str) -> Option<serde_json::Value> {
    use schemars::generate::SchemaSettings;
    let written = || SchemaSettings::draft2020_12().for_serialize().into_generator();
    let read = || SchemaSettings::draft2020_12().for_deserialize().into_generator();
    Some(match name {
        "config" => {
            named(without_null(read().into_root_schema_for::<crate::settings::Configuration>().to_value()))
        }
        "document" => {
            without_null(written().into_root_schema_for::<crate::emit::json::DocumentJson>().to_value())
        }
        "findings" => {
            without_null(written().into_root_schema_for::<crate::diagnostic::FindingsReport>().to_value())
        }
        "language" => read().into_root_schema_for::<crate::language::file::LanguageFile>().to_value(),
        "lexicon" => {
            without_null(read().into_root_schema_for::<crate::lexicon::entries::Entries>().to_value())
        }
        "profile" => read().into_root_schema_for::<crate::profile::Profile>().to_value(),
        _ => return None,
    })
}

/// The schema of the configuration with the names of rules and categories, for editors.
#[cfg(feature = "schema")]
fn named(mut schema: serde_json::Value) -> serde_json::Value {
    let rules = crate::rules::RULES.iter();
    let names: std::collections::BTreeSet<&str> =
        rules.flat_map(|rule| [rule.name, rule.category.name()]).collect();
    let limits = names.iter().copied().chain(["total"]);
    let known = serde_json::json!({ "enum": names });
    schema["properties"]["levels"]["propertyNames"] = known.clone();
    schema["$defs"]["Override"]["properties"]["levels"]["propertyNames"] = known.clone();
    for holder in ["/properties/rules", "/$defs/Override/properties/rules"] {
        let table = schema.pointer_mut(holder).expect("both tables have options of rules");
        table["properties"] = options();
        table["additionalProperties"] = false.into();
    }
    schema["$defs"]["Allowance"]["properties"]["rule"]["enum"] = known["enum"].clone();
    schema["$defs"]["GateTable"]["properties"]["limits"]["propertyNames"] =
        serde_json::json!({ "enum": limits.collect::<Vec<_>>() });
    schema
}

/// The tables of the rules that have options.
#[cfg(feature = "schema")]
fn options() -> serde_json::Value {
    let mut tables = serde_json::json!({});
    for option in crate::rules::RULES.iter().flat_map(|rule| rule.options) {
        let table = &mut tables[option.rule];
        table["type"] = "object".into();
        table["additionalProperties"] = false.into();
        table["properties"][option.name] = serde_json::json!({
            "description": option.docs,
            "type": "number",
            "minimum": option.range.start(),
            "maximum": option.range.end(),
            "default": option.default,
        });
    }
    tables
}

/// A schema without null values: doclint omits what is absent, and TOML has no null.
#[cfg(feature = "schema")]
fn without_null(schema: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match schema {
        Value::Array(values) => Value::Array(values.into_iter().map(without_null).collect()),
        Value::Object(object) => {
            let mut kept = serde_json::Map::new();
            for (key, value) in object {
                match (key.as_str(), without_null(value)) {
                    ("type", Value::Array(types)) => {
                        kept.insert(key, only(types, |name| name == "null"));
                    }
                    // A choice between one schema and null is that schema.
                    ("anyOf", Value::Array(choices)) => {
                        match only(choices, |choice| choice["type"] == "null") {
                            Value::Object(choice) => kept.extend(choice),
                            choices => {
                                kept.insert(key, choices);
                            }
                        }
                    }
                    ("default", Value::Null) => {}
                    (_, value) => {
                        kept.insert(key, value);
                    }
                }
            }
            Value::Object(kept)
        }
        other => other,
    }
}

/// The rest of a list without the unwanted items: a single one, or the list of several.
#[cfg(feature = "schema")]
fn only(mut list: Vec<serde_json::Value>, unwanted: fn(&serde_json::Value) -> bool) -> serde_json::Value {
    list.retain(|value| !unwanted(value));
    if list.len() == 1 { list.remove(0) } else { serde_json::Value::Array(list) }
}
