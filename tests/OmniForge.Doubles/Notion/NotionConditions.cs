namespace OmniForge.Doubles.Notion;

/// <summary>What a filter may ask of a value, by the type of its column.</summary>
internal static class NotionConditions
{
    public static Func<JsonObject, bool> Of(string type, string op, JsonNode? wanted, string path, DateTimeOffset now)
    {
        if (op is "is_empty" or "is_not_empty" && type != "checkbox")
        {
            if (!NotionShape.Truth(wanted, $"{path}.{op}"))
            {
                throw NotionErrors.Invalid($"body failed validation: {path}.{op} should be `true`.");
            }

            return value => IsEmpty(value, type) == (op == "is_empty");
        }

        switch (type)
        {
            case "title" or "rich_text":
                var text = OfText(op, NotionShape.Text(wanted, $"{path}.{op}"), path);
                return value => text(NotionValues.TextOf(value));
            case "url" or "email" or "phone_number":
                var plain = OfText(op, NotionShape.Text(wanted, $"{path}.{op}"), path);
                return value => plain((string?)value[type] ?? "");
            case "number":
                var number = OfNumber(op, NotionShape.Number(wanted, $"{path}.{op}"), path);
                return value => number(value["number"] is { } read ? NotionShape.Number(read, path) : null);
            case "checkbox":
                var truth = NotionShape.Truth(wanted, $"{path}.{op}");
                return Equality(op, path, value => (bool)value["checkbox"]! == truth);
            case "select" or "status":
                var option = NotionShape.Text(wanted, $"{path}.{op}");
                return Equality(op, path, value => (string?)value[type]?["name"] == option);
            case "multi_select":
                return Contains(op, path, NotionShape.Text(wanted, $"{path}.{op}"), type, "name");
            case "people":
                return Contains(op, path, NotionIds.Read(NotionShape.Text(wanted, $"{path}.{op}")), type, "id");
            case "date":
                var date = OfDate(op, wanted, path, now);
                return value => (string?)value["date"]?["start"] is { } start && date(start);
            default:
                throw NotionErrors.Invalid($"body failed validation: {path} cannot be filtered.");
        }
    }

    public static Func<string, bool> OfDate(string op, JsonNode? wanted, string path, DateTimeOffset now)
    {
        if (Window(op, now.Date) is var (from, to))
        {
            NotionShape.Known(NotionShape.Object(wanted, $"{path}.{op}"), $"{path}.{op}");
            return text => NotionDates.Read(text) is { } at && at.At.Date >= from && at.At.Date <= to;
        }

        var limit = NotionDates.Read(NotionShape.Text(wanted, $"{path}.{op}"))
            ?? throw NotionErrors.Invalid($"body failed validation: {path}.{op} should be a valid ISO 8601 date string.");
        Func<int, bool> holds = op switch
        {
            "equals" => order => order == 0,
            "before" => order => order < 0,
            "after" => order => order > 0,
            "on_or_before" => order => order <= 0,
            "on_or_after" => order => order >= 0,
            _ => throw Unknown(op, path),
        };
        return text => NotionDates.Read(text) is { } at && holds(NotionDates.Compare(at, limit));
    }

    private static (DateTime From, DateTime To)? Window(string op, DateTime today) => op switch
    {
        "this_week" => (today.AddDays(-(int)today.DayOfWeek), today.AddDays(6 - (int)today.DayOfWeek)),
        "past_week" => (today.AddDays(-7), today),
        "past_month" => (today.AddMonths(-1), today),
        "past_year" => (today.AddYears(-1), today),
        "next_week" => (today, today.AddDays(7)),
        "next_month" => (today, today.AddMonths(1)),
        "next_year" => (today, today.AddYears(1)),
        _ => null,
    };

    private static Func<string, bool> OfText(string op, string wanted, string path)
    {
        const StringComparison How = StringComparison.OrdinalIgnoreCase;
        return op switch
        {
            "equals" => text => text.Equals(wanted, How),
            "does_not_equal" => text => !text.Equals(wanted, How),
            "contains" => text => text.Contains(wanted, How),
            "does_not_contain" => text => !text.Contains(wanted, How),
            "starts_with" => text => text.StartsWith(wanted, How),
            "ends_with" => text => text.EndsWith(wanted, How),
            _ => throw Unknown(op, path),
        };
    }

    private static Func<decimal?, bool> OfNumber(string op, decimal wanted, string path) => op switch
    {
        "equals" => number => number == wanted,
        "does_not_equal" => number => number != wanted,
        "greater_than" => number => number > wanted,
        "less_than" => number => number < wanted,
        "greater_than_or_equal_to" => number => number >= wanted,
        "less_than_or_equal_to" => number => number <= wanted,
        _ => throw Unknown(op, path),
    };

    private static Func<JsonObject, bool> Equality(string op, string path, Func<JsonObject, bool> same) => op switch
    {
        "equals" => same,
        "does_not_equal" => value => !same(value),
        _ => throw Unknown(op, path),
    };

    private static Func<JsonObject, bool> Contains(string op, string path, string wanted, string type, string key)
    {
        bool Has(JsonObject value) => value[type]!.AsArray().Any(item => (string?)item?[key] == wanted);
        return op switch
        {
            "contains" => Has,
            "does_not_contain" => value => !Has(value),
            _ => throw Unknown(op, path),
        };
    }

    private static bool IsEmpty(JsonObject value, string type) => value[type] switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonValue text when text.TryGetValue<string>(out var read) => read.Length == 0,
        _ => false,
    };

    private static Hosting.RefusalException Unknown(string op, string path)
        => NotionErrors.Invalid($"body failed validation: {path}.{op} should be not present.");
}
