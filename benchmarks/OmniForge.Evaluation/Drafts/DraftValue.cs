using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Scheduling;
using OmniForge.Evaluation.Judges;

namespace OmniForge.Evaluation.Drafts;

/// <summary>Builds the parts of a draft from what a line says about them.</summary>
internal static class DraftValue
{
    public static WhenWish? When(JsonNode? node, string? zone)
    {
        var trigger = ScheduleJudge.Trigger(node is JsonObject given ? Json.First(given, "trigger") : node);
        if (trigger == TriggerWish.OnDemand)
        {
            return new() { OnDemand = true };
        }

        var rules = Times.Rules(node, zone);
        return rules.Count == 0 ? null : new() { Rules = rules, Phrase = Json.Text(node) ?? "" };
    }

    public static Grouping? Grouping(JsonNode? by, JsonNode? figures)
    {
        var aggregates = Json.Texts(figures).Select(Figure).ToList();
        return by is null && aggregates.Count == 0 ? null : new() { By = [.. Json.Texts(by)], Aggregates = aggregates };
    }

    /// <summary>"sum budget", "sum(budget)", "average of budget" or "count".</summary>
    public static Aggregate Figure(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "of").ToList();
        var kind = words[0] switch
        {
            "sum" or "total" => AggregateKind.Sum,
            "average" or "avg" or "mean" => AggregateKind.Average,
            "min" or "minimum" or "lowest" or "smallest" => AggregateKind.Minimum,
            "max" or "maximum" or "highest" or "biggest" => AggregateKind.Maximum,
            "median" => AggregateKind.Median,
            "distinct" or "count_distinct" => AggregateKind.CountDistinct,
            _ => AggregateKind.Count,
        };
        return new(kind, words.Count > 1 ? words[^1] : null);
    }

    /// <summary>"due_date", "due_date desc", "-due_date", "status: Late first", or an object of column, direction and first.</summary>
    public static Sort Sort(JsonNode node)
    {
        if (node is JsonObject given)
        {
            return new(
                Json.Text(Json.First(given, "column", "field", "by")) ?? "",
                Way(Json.Text(Json.First(given, "direction", "way", "order", "dir"))),
                Json.Texts(Json.First(given, "first", "values")));
        }

        var text = (Json.Text(node) ?? "").Trim();
        var first = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (first.Length == 2 && first[1].EndsWith(" first", StringComparison.OrdinalIgnoreCase))
        {
            return new(first[0], SortWay.Ascending, first[1][..^6].Split('|', StringSplitOptions.TrimEntries));
        }

        var words = text.TrimStart('-').Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        var way = words.Length > 1 ? Way(words[^1]) : text.StartsWith('-') ? SortWay.Descending : SortWay.Ascending;
        return new(words.FirstOrDefault() ?? "", way, []);
    }

    private static SortWay Way(string? text)
        => text?.ToLowerInvariant() is "desc" or "descending" or "down" or "highest" or "newest" or "latest" ? SortWay.Descending : SortWay.Ascending;
}
