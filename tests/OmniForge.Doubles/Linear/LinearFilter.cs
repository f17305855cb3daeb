using System.Globalization;
using System.Xml;

namespace OmniForge.Doubles.Linear;

/// <summary>Filters: comparators on plain fields, filters of the other type on objects and lists, `and` and `or`.</summary>
internal sealed class LinearFilter(DateTimeOffset now)
{
    public Func<object, bool> Read(JsonNode? node, string type)
    {
        if (node is not JsonObject filter)
        {
            throw LinearErrors.Input($"A filter of {type} must be an object.");
        }

        var parts = filter.Select(pair => Part(pair.Key, pair.Value, type)).ToList();
        return value => parts.TrueForAll(part => part(value));
    }

    private Func<object, bool> Part(string name, JsonNode? node, string type)
    {
        if (name is "and" or "or")
        {
            var parts = (node as JsonArray ?? throw LinearErrors.Input($"'{name}' must be a list.")).Select(part => Read(part, type)).ToList();
            return name == "and" ? value => parts.TrueForAll(part => part(value)) : value => parts.Exists(part => part(value));
        }

        if (!LinearSchema.Types[type].Members.TryGetValue(name, out var member))
        {
            throw LinearErrors.Invalid($"Field \"{name}\" is not defined by type \"{type}Filter\".");
        }

        if (node is not JsonObject condition)
        {
            throw LinearErrors.Input($"The filter of '{name}' must be an object.");
        }

        return member.Of is not { } other ? Plain(name, condition, member)
            : member.Many ? Several(condition, member, other)
            : One(condition, member, other);
    }

    private Func<object, bool> One(JsonObject condition, GraphMember member, string type)
    {
        var rest = condition.DeepClone().AsObject();
        bool? mustBeNull = rest.ContainsKey("null") ? (bool?)rest["null"] : null;
        rest.Remove("null");
        var holds = Read(rest, type);
        return value => member.Read(value) is { } found
            ? mustBeNull != true && holds(found)
            : mustBeNull == true || (mustBeNull is null && rest.Count == 0);
    }

    private Func<object, bool> Several(JsonObject condition, GraphMember member, string type)
    {
        var (word, inner) = condition.Count == 1 && condition.First().Key is "some" or "every" ? (condition.First().Key, condition.First().Value) : ("some", condition);
        var holds = Read(inner, type);
        return word == "some"
            ? value => ((IEnumerable<object>)member.Read(value)!).Any(holds)
            : value => ((IEnumerable<object>)member.Read(value)!).All(holds);
    }

    private Func<object, bool> Plain(string name, JsonObject condition, GraphMember member)
    {
        var parts = condition.Select(pair => Compare(name, pair.Key, pair.Value)).ToList();
        return value =>
        {
            var found = member.Read(value);
            return parts.TrueForAll(part => part(found));
        };
    }

    private Func<object?, bool> Compare(string name, string op, JsonNode? wanted)
    {
        const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
        string Text() => wanted is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw LinearErrors.Input($"'{name}.{op}' must be a text.");
        List<string?> List() => wanted is JsonArray list ? [.. list.Select(item => item?.ToString())] : throw LinearErrors.Input($"'{name}.{op}' must be a list.");
        switch (op)
        {
            case "null":
                var isNull = (bool?)wanted ?? true;
                return found => (found is null) == isNull;
            case "in":
                var some = List();
                return found => some.Contains(Written(found));
            case "nin":
                var none = List();
                return found => !none.Contains(Written(found));
            case "contains":
                var part = Text();
                return found => found is string text && text.Contains(part, StringComparison.Ordinal);
            case "containsIgnoreCase":
                var anyPart = Text();
                return found => found is string text && text.Contains(anyPart, Ignoring);
            case "notContains":
                var noPart = Text();
                return found => found is not string text || !text.Contains(noPart, StringComparison.Ordinal);
            case "startsWith":
                var start = Text();
                return found => found is string text && text.StartsWith(start, StringComparison.Ordinal);
            case "endsWith":
                var end = Text();
                return found => found is string text && text.EndsWith(end, StringComparison.Ordinal);
            case "eqIgnoreCase":
                var same = Text();
                return found => found is string text && text.Equals(same, Ignoring);
            default:
                return Order(name, op, wanted);
        }
    }

    private Func<object?, bool> Order(string name, string op, JsonNode? wanted)
    {
        Func<int, bool> holds = op switch
        {
            "eq" => order => order == 0,
            "neq" => order => order != 0,
            "gt" => order => order > 0,
            "gte" => order => order >= 0,
            "lt" => order => order < 0,
            "lte" => order => order <= 0,
            _ => throw LinearErrors.Invalid($"Field \"{op}\" is not a comparator of '{name}'."),
        };
        if (wanted is not JsonValue)
        {
            throw LinearErrors.Input($"'{name}.{op}' must be a value.");
        }

        return found => found is null ? op == "neq" : holds(Against(name, found, wanted));
    }

    private int Against(string name, object found, JsonNode wanted) => found switch
    {
        DateTimeOffset at => at.CompareTo(Instant(name, wanted.ToString())),
        int number => decimal.TryParse(wanted.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
            ? ((decimal)number).CompareTo(other)
            : throw LinearErrors.Input($"'{name}' must be compared with a number."),
        bool truth => truth.CompareTo((bool)wanted),
        _ => string.CompareOrdinal(Written(found), wanted.ToString()),
    };

    // An instant, or a duration such as -P2D counted from now.
    private DateTimeOffset Instant(string name, string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        try
        {
            return now + XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw LinearErrors.Input($"'{text}' is no time that '{name}' can be compared with.");
        }
    }

    private static string? Written(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
