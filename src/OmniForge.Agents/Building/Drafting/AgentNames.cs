using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>A name for an agent nobody has named: from its file and what it keeps.</summary>
internal static class AgentNames
{
    public static string Of(Wish wish, IReadOnlyList<string> known)
    {
        if (wish.Name is { } given)
        {
            return given;
        }

        wish = wish with { At = 0 };
        var thing = Thing(wish.File);
        var name = wish switch
        {
            { Grouping: { By: [var by, ..] } } => $"{thing} by {Spaced(by)}",
            { Limit: { } limit, Sorts: [{ First.Count: 0 } sort, ..] } => $"Top {limit} {thing.ToLowerInvariant()} by "
                + $"{Spaced(sort.Column)}",
            { Filters: [{ Op: FilterOp.Eq, Values: [var value], OtherColumn: null }, ..] } when value.Length is > 1 and < 25
                && value.Any(char.IsLetter) && value is not ("true" or "false") => $"{value} {thing.ToLowerInvariant()}",
            { Filters: [{ OtherColumn: { } other, Op: FilterOp.Gt }, ..] } => $"{thing} over {Spaced(other)}",
            _ => $"{thing} report",
        };
        name = name.Length <= 60 ? name : $"{thing} report";
        return Free(char.ToUpperInvariant(name[0]) + name[1..], known);
    }

    private static string Free(string name, IReadOnlyList<string> known)
    {
        var free = name;
        for (var i = 2; known.Contains(free, StringComparer.OrdinalIgnoreCase); i++)
        {
            free = $"{name} {i}";
        }

        return free;
    }

    private static string Thing(string? file)
    {
        var stem = file is null ? "File" : Path.GetFileNameWithoutExtension(file);
        var words = Spaced(stem);
        return words.Length == 0 ? "File" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>"due_date" and "dueDate" as "due date".</summary>
    private static string Spaced(string name)
    {
        var words = new List<string>();
        foreach (var part in name.Split('_', '-', ' ', '.').Where(part => part.Length > 0))
        {
            words.Add(part.Any(char.IsLower) && part.Skip(1).Any(char.IsUpper) ? string.Join(' ', Stems.Of(part)) : part.Length <= 4
                && part.All(char.IsUpper) ? part : part.ToLowerInvariant());
        }

        return string.Join(' ', words);
    }
}
