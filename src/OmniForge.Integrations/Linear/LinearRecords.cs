using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear;

/// <summary>Issues as rows.</summary>
internal static class LinearRecords
{
    public static readonly RecordColumn[] Issues =
    [
        new("key", "text"), new("title", "text"), new("state", "text"), new("assignee", "person"), new("priority", "text"), new("labels", "list"),
        new("team", "text"), new("due", "date"), new("updated", "datetime"), new("url", "url"), new("id", "text"),
    ];

    /// <summary>Reads issues, most recently changed first; <paramref name="where"/> is tested here.</summary>
    public static async Task<Records> ReadAsync(
        AccountCall call, string document, string member, JsonObject variables, int limit, AllOf? where, CancellationToken cancellationToken)
    {
        var records = new Records(Issues, limit);
        if (where is null or { Filters.Count: 0 })
        {
            variables["first"] = Math.Min(limit + 1, LinearApi.MostPerPage);
        }

        var complete = await LinearApi.ListAsync(
            call.Account, document, member, variables,
            page =>
            {
                var rows = page.Select(Cells).ToList();
                var fits = where is null or { Filters.Count: 0 } ? null : RecordFilter.Test(where, Issues, rows, call);
                for (var i = 0; i < rows.Count; i++)
                {
                    if (fits is null || fits[i])
                    {
                        records.Add(page[i].Find("id").AsText(), rows[i]);
                    }
                }

                return !records.Truncated;
            },
            "the issues", cancellationToken);
        records.Truncated |= !complete;
        return records;
    }

    public static object?[] Cells(JsonElement issue) =>
    [
        issue.Find("identifier").AsText(), issue.Find("title").AsText(), issue.Find("state.name").AsText(), Filled(issue.Find("assignee.name")),
        issue.Find("priorityLabel").AsText(), Filled(string.Join(", ", issue.Find("labels.nodes").Items().Select(label => label.Find("name").AsText()))),
        issue.Find("team.key").AsText(), Filled(issue.Find("dueDate")), issue.Find("updatedAt").AsText(), issue.Find("url").AsText(), issue.Find("id").AsText(),
    ];

    private static string? Filled(JsonElement value) => Filled(value.AsText());

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
