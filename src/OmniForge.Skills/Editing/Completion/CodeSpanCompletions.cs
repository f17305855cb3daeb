namespace OmniForge.Skills.Editing.Completion;

/// <summary>Tools that the skill may use and skills of the workspace, in the code spans of the instructions.</summary>
internal static class CodeSpanCompletions
{
    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Body
            || BodyPlace.Read(request.Text, request.Place.Offset, request.Document.BodyStart) is not { Kind: BodyPlaceKind.Code } place)
        {
            yield break;
        }

        var index = 0;
        foreach (var tool in Tools(request).Distinct(StringComparer.Ordinal))
        {
            yield return new(tool, SkillCompletionKind.Tool, new(place.Word, tool), "tool", null, CompletionRequest.Sort(1, index++), tool);
        }

        foreach (var skill in request.Context.Skills.Where(skill => skill.Name != request.Document.Name))
        {
            yield return new(skill.Name, SkillCompletionKind.Skill, new(place.Word, skill.Name), skill.Description, null,
                CompletionRequest.Sort(2, index++), skill.Name);
        }
    }

    private static IEnumerable<string> Tools(CompletionRequest request)
    {
        var live = request.Context.Tools.Select(tool => tool.Name)
            .Concat(request.Context.McpServers.SelectMany(server => server.Tools.Select(tool => $"mcp__{server.Name}__{tool.Name}")));
        return request.Document.AllowedTools is not { } allowed
            ? Rules.NameTable.Workspace.Order(StringComparer.Ordinal).Concat(live)
            : allowed.Items.Where(item => !item.IsDead && !item.Name.EndsWith('*')).Select(item => item.Name)
                .Concat(live.Where(allowed.Mentions));
    }
}
