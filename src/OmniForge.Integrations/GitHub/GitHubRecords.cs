using System.Text.Json;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub;

/// <summary>Lists of GitHub as rows.</summary>
internal static class GitHubRecords
{
    public static readonly RecordColumn[] Issues =
    [
        new("number", "number"), new("title", "text"), new("state", "text"), new("author", "person"), new("labels", "list"),
        new("assignees", "list"), new("updated", "datetime"), new("url", "url"),
    ];

    /// <summary>Reads a list into records; an item that <paramref name="row"/> makes null of is left out.</summary>
    public static async Task<Records> ReadAsync(
        IAccount account, string path, string member, IReadOnlyList<RecordColumn> columns, int limit, Func<JsonElement, object?[]?> row, string what,
        CancellationToken cancellationToken)
    {
        var records = new Records(columns, limit);
        var complete = await GitHubApi.ListAsync(
            account, path, member,
            item =>
            {
                if (row(item) is not { } cells)
                {
                    return false;
                }

                var full = records.IsFull;
                records.Add(item.Find("node_id").AsText() is { Length: > 0 } node ? node : $"{item.Find("id").AsText()}{item.Find("sha").AsText()}", cells);
                return full;
            },
            what, cancellationToken);
        records.Truncated |= !complete;
        return records;
    }

    public static object?[] Issue(JsonElement issue) =>
    [
        issue.Find("number").AsNumber(), issue.Find("title").AsText(), issue.Find("state").AsText(), issue.Find("user.login").AsText(),
        Names(issue.Find("labels"), "name"), Names(issue.Find("assignees"), "login"), issue.Find("updated_at").AsText(), issue.Find("html_url").AsText(),
    ];

    public static string Names(JsonElement list, string member)
        => string.Join(", ", list.Items().Select(item => item.ValueKind == JsonValueKind.String ? item.AsText() : item.Find(member).AsText()));

    /// <summary>As many per page as are wanted, and never more than GitHub gives.</summary>
    public static int PageSize(int limit) => Math.Min(limit + 1, GitHubApi.MostPerPage);
}
