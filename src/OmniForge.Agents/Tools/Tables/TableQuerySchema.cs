using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

internal static class TableQuerySchema
{
    public static readonly JsonElement Input = JsonElement.Parse(
        """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["source"],
          "properties": {
            "source": {
              "type": "object",
              "description": "Exactly one of the three.",
              "additionalProperties": false,
              "properties": {
                "file": {"type": "string", "description": "A csv, tsv, json or jsonl file of the workspace."},
                "rows": {"type": "array", "items": {"type": "object"}, "description": "The rows themselves."},
                "result": {"type": "string", "description": "Name of an earlier result that holds rows."}
              }
            },
            "where": {
              "type": "array",
              "description": "Conditions that must all hold. {\"any\": [...]} holds when one of its conditions does.",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "column": {"type": "string"},
                  "op": {
                    "enum": ["eq", "ne", "lt", "le", "gt", "ge", "in", "contains", "starts_with", "is_empty", "not_empty", "within"]
                  },
                  "value": {
                    "description": "Text, number, true/false; a list for in. Dates: 2025-03-04, today, -7d, +2w. within: 7d (past), +7d, this_week."
                  },
                  "other_column": {"type": "string", "description": "Compare with this column of the same row instead of a value."},
                  "exact": {"type": "boolean", "description": "Upper and lower case differ."},
                  "any": {"type": "array", "items": {"type": "object"}},
                  "all": {"type": "array", "items": {"type": "object"}}
                }
              }
            },
            "group": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "by": {
                  "type": "array",
                  "description": "Columns, or {\"column\", \"period\": day|week|month|quarter|year, \"as\"}. None: one group.",
                  "items": {"type": ["string", "object"]}
                },
                "aggregates": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["op"],
                    "properties": {
                      "op": {"enum": ["count", "count_distinct", "sum", "avg", "min", "max", "median"]},
                      "column": {"type": "string", "description": "Needed for all but count."},
                      "as": {"type": "string", "description": "Name of the new column. Default: op_column, or count."}
                    }
                  }
                }
              }
            },
            "sort": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["column"],
                "properties": {
                  "column": {"type": "string"},
                  "desc": {"type": "boolean"},
                  "first": {"type": "array", "description": "Rows with these values come first, in this order."}
                }
              }
            },
            "limit": {"type": "integer", "minimum": 0, "maximum": 100000},
            "offset": {"type": "integer", "minimum": 0, "maximum": 100000},
            "select": {"type": "array", "items": {"type": "string"}, "description": "Columns to keep, in this order."},
            "output": {
              "enum": ["rows", "markdown", "list", "csv", "scalar"],
              "description": "Default rows. list: a line for each row, for messages. scalar: exactly one column and row."
            },
            "empty": {"type": "string", "maxLength": 2000, "description": "For list: what stands there when no row is left."},
            "most_characters": {"type": "integer", "minimum": 100, "maximum": 100000, "description": "For list: rows beyond are only counted."},
            "exact": {"type": "boolean", "description": "Upper and lower case differ everywhere."}
          }
        }
        """);
}
