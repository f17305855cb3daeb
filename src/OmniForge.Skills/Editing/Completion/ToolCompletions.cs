using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Tools for a tool list: of the workspace, of Connections, of MCP servers, and those of Claude Code in its profile.</summary>
internal static class ToolCompletions
{
    private const int Workspace = 0;
    private const int Live = 1;
    private const int Server = 2;
    private const int Other = 3;

    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Item || PlaceReader.KindOf(request.Place.Field) != FieldKind.Tools)
        {
            return [];
        }

        var written = Written(request);
        return Named(request)
            .DistinctBy(tool => tool.Name, StringComparer.Ordinal)
            .Where(tool => !written.Contains(tool.Name))
            .Select((tool, i) => request.Item(
                tool.Name, SkillCompletionKind.Tool, tool.Detail, tool.Documentation, CompletionRequest.Sort(tool.Group, i)))
            .OfType<SkillCompletion>();
    }

    private static IEnumerable<(string Name, string? Detail, string? Documentation, int Group)> Named(CompletionRequest request)
    {
        foreach (var name in NameTable.Workspace.Order(StringComparer.Ordinal))
        {
            yield return (name, Granted(request, name) ?? "workspace", null, Workspace);
        }

        foreach (var connection in request.Context.Connections)
        {
            yield return ($"{connection.Id}_*", $"all tools of {connection.Title}", null, Live);
        }

        foreach (var tool in request.Context.Tools)
        {
            yield return (tool.Name, Granted(request, tool.Name) ?? ToolTexts.Detail(tool), ToolTexts.Documentation(tool), Live);
        }

        foreach (var server in request.Context.McpServers)
        {
            yield return ($"mcp__{server.Name}", $"all tools of the MCP server {server.Name}", null, Server);
            foreach (var tool in server.Tools)
            {
                var detail = ToolTexts.Detail(tool) ?? $"MCP server {server.Name}";
                yield return ($"mcp__{server.Name}__{tool.Name}", detail, ToolTexts.Documentation(tool), Server);
            }
        }

        foreach (var name in request.Context.Check.Known.Tools.Order(StringComparer.Ordinal))
        {
            yield return (name, "known to this project", null, Other);
        }

        if (request.Profile is SkillProfile.ClaudeCode or SkillProfile.AgentSkills)
        {
            foreach (var name in NameTable.Idle.Order(StringComparer.Ordinal))
            {
                yield return (name, "Claude Code", null, Other);
            }
        }
    }

    private static string? Granted(CompletionRequest request, string name)
        => request.Context.Check.Grant is { } grant && !grant.Mentions(name) ? "this agent was not given it" : null;

    /// <summary>Whole tools that stand in the list already, apart from the one under the cursor.</summary>
    private static HashSet<string> Written(CompletionRequest request)
    {
        var list = request.Document.Frontmatter.Tools(request.Place.Field, request.Text);
        return [.. (list?.Items ?? [])
            .Where(item => item.Spec is null && item.Span is { } span
                && (span.End < request.Place.Word.Start || span.Start > request.Place.Word.End))
            .Select(item => item.Name)];
    }
}
