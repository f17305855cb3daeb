using System.Globalization;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Linear;

/// <summary>
/// Writes what was asked for, and counts what it costs: 0.1 for a plain field, 1 for an object, and lists multiply by how many were
/// asked for (50 when nobody said).
/// </summary>
internal sealed class LinearAnswers(CursorBook cursors, DateTimeOffset now)
{
    private const int DefaultPage = 50;
    private const int LargestPage = 250;

    private static readonly string[] PageArguments = ["first", "after", "filter", "orderBy", "includeArchived", "sort"];

    /// <summary>The cost of fields of a type.</summary>
    public static double Cost(IReadOnlyList<GraphField> fields, string type)
        => fields.Sum(field => field.Name == "__typename" ? 0 : Member(type, field.Name) is not { Of: { } of } member ? 0.1
            : member.Many ? CostOfPage(field, of)
            : 1 + Cost(Inside(field), of));

    public static double CostOfPage(GraphField field, string type)
    {
        var nodes = field.Fields.FirstOrDefault(inner => inner.Name == "nodes");
        return 1 + (nodes is null ? 0 : (field.Number("first") ?? DefaultPage) * (1 + Cost(Inside(nodes), type)));
    }

    public JsonObject One(object value, string type, IReadOnlyList<GraphField> fields)
    {
        var shown = new JsonObject();
        foreach (var field in fields)
        {
            shown[field.Alias] = field.Name == "__typename" ? type : Show(value, type, field);
        }

        return shown;
    }

    /// <summary>A page of a list, newest first.</summary>
    public JsonObject Page(IEnumerable<object> values, string type, GraphField field, params string[] more)
    {
        if (field.Arguments.Keys.Except(PageArguments).Except(more).FirstOrDefault() is { } unknown)
        {
            throw LinearErrors.Invalid($"Unknown argument \"{unknown}\" on field \"{field.Name}\".");
        }

        var holds = field.Arguments.GetValueOrDefault("filter") is { } filter ? new LinearFilter(now).Read(filter, type) : _ => true;
        var first = field.Number("first") ?? DefaultPage;
        if (first is < 1 or > LargestPage)
        {
            throw LinearErrors.Input($"'first' must be between 1 and {LargestPage}.");
        }

        var ordered = Ordered(values.Where(holds), field, type).ToList();
        var question = $"{field.Name} {string.Join(' ', field.Arguments.Where(pair => pair.Key is not ("first" or "after")).Select(pair => $"{pair.Key}={pair.Value?.ToJsonString()}"))}";
        var from = field.Text("after") is { } after ? cursors.Find(question, after) ?? throw LinearErrors.Input("The cursor is unknown.") : 0;
        var page = ordered.Skip(from).Take(first).ToList();
        var shown = new JsonObject();
        foreach (var part in field.Fields)
        {
            shown[part.Alias] = part.Name switch
            {
                "nodes" => new JsonArray([.. page.Select(value => One(value, type, Inside(part)))]),
                "pageInfo" => PageInfo(part, question, from, page.Count, ordered.Count),
                "totalCount" => ordered.Count,
                "__typename" => type + "Connection",
                _ => throw LinearErrors.Invalid($"Cannot query field \"{part.Name}\" on type \"{type}Connection\"."),
            };
        }

        return shown;
    }

    private JsonNode? Show(object value, string type, GraphField field)
    {
        var member = Member(type, field.Name);
        if (member.Of is not { } of)
        {
            return field.Fields.Count == 0 && field.Arguments.Count == 0
                ? Written(member.Read(value))
                : throw LinearErrors.Invalid($"Field \"{field.Name}\" must not have a selection since it is a plain value.");
        }

        if (member.Many)
        {
            return Page((IEnumerable<object>)member.Read(value)!, of, field);
        }

        return field.Arguments.Count > 0 ? throw LinearErrors.Invalid($"Field \"{field.Name}\" takes no arguments.")
            : member.Read(value) is { } found ? One(found, of, Inside(field))
            : null;
    }

    private JsonObject PageInfo(GraphField part, string question, int from, int count, int all)
    {
        var shown = new JsonObject();
        foreach (var field in part.Fields)
        {
            shown[field.Alias] = field.Name switch
            {
                "hasNextPage" => from + count < all,
                "hasPreviousPage" => from > 0,
                "endCursor" => count == 0 ? null : cursors.Remember(question, from + count),
                "startCursor" => count == 0 ? null : cursors.Remember(question, from),
                _ => throw LinearErrors.Invalid($"Cannot query field \"{field.Name}\" on type \"PageInfo\"."),
            };
        }

        return shown;
    }

    private static IEnumerable<object> Ordered(IEnumerable<object> values, GraphField field, string type)
    {
        var order = field.Text("orderBy") ?? "createdAt";
        if (order is not ("createdAt" or "updatedAt"))
        {
            throw LinearErrors.Invalid($"Value \"{order}\" does not exist in \"PaginationOrderBy\" enum.");
        }

        return LinearSchema.Types[type].Members.TryGetValue(order, out var member)
            ? values.Reverse().OrderByDescending(value => (DateTimeOffset)member.Read(value)!)
            : values;
    }

    private static GraphMember Member(string type, string name)
        => LinearSchema.Types[type].Members.GetValueOrDefault(name)
            ?? throw LinearErrors.Invalid($"Cannot query field \"{name}\" on type \"{type}\".");

    private static IReadOnlyList<GraphField> Inside(GraphField field)
        => field.Fields.Count > 0 ? field.Fields : throw LinearErrors.Invalid($"Field \"{field.Name}\" must have a selection of subfields.");

    private static JsonNode? Written(object? value) => value switch
    {
        null => null,
        string text => text,
        int number => number,
        bool truth => truth,
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is no plain value."),
    };
}
