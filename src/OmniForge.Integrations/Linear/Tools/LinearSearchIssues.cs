using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearSearchIssues
{
    public static ITool Tool(LinearNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "linear_search_issues",
            Title = "Search Linear issues",
            Description = "Finds issues of Linear by words.",
            InputSchema = Arguments.Schema(
                """
                "query": {"type": "string", "minLength": 1, "maxLength": 500},
                "team": {"type": "string", "description": "Name, key or id. Default: all."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Default 20."}
                """,
                "query"),
            Class = ToolClass.Read,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var variables = new JsonObject { ["term"] = call.Arguments.Text("query") };
                if (call.Arguments.OptionalText("team") is { } team)
                {
                    variables["team"] = await names.TeamAsync(call.Account, team, cancellationToken);
                }

                var records = await LinearRecords.ReadAsync(
                    call, LinearDocuments.Search, "searchIssues", variables, call.Arguments.Number("limit", 1, 200) ?? 20, null, cancellationToken);
                return records.Result(descriptor);
            },
            arguments => $"would search Linear for {Arguments.Quoted(arguments, "query")}");
    }
}
