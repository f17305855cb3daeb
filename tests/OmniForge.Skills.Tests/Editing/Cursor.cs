using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

/// <summary>A skill with ¦ where the cursor stands, and what is known around it.</summary>
internal sealed record Cursor(SkillDocument Document, int Offset)
{
    public const char Mark = '¦';

    public static EditingContext Around { get; } = new(new SkillCheck(SkillProfile.OmniForge)
    {
        FolderName = "weekly-report",
        Bundle =
        [
            new("SKILL.md", 900), new("references", 0, BundleFileKind.Folder), new("references/guide.md", 2_048),
            new("references/日本 語.md", 10), new("scripts/collect.py", 300), new("assets/a.png", 5_000_000),
        ],
    })
    {
        Path = ".claude/skills/weekly-report/SKILL.md",
        Tools = [new("notion_query_database", "Query a database", "Finds pages.", "reads", "Notion")],
        McpServers = [new("github", [new("search_issues", "Search issues")]), new("empty", [])],
        Connections = [new("notion", "Notion")],
        Skills =
        [
            new("weekly-report", "Reports.", ".claude/skills/weekly-report/SKILL.md") { Tags = ["own"] },
            new("late-projects", "Finds late projects.", ".claude/skills/late-projects/SKILL.md") { Tags = ["reports", "projects"] },
            new("mail", null, ".claude/skills/mail/SKILL.md") { Tags = ["reports"] },
        ],
    };

    public static Cursor Read(string marked)
    {
        var at = marked.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(at >= 0, "The text has no mark for the cursor.");
        return new(SkillDocument.Parse(marked.Remove(at, 1)), at);
    }

    /// <summary>These lines between the fences, and a body.</summary>
    public static Cursor InFields(string lines, string body = "Do it.\n") => Read($"---\n{lines}\n---\n\n{body}");

    /// <summary>This body below good fields.</summary>
    public static Cursor InBody(string body, string lines = "")
        => Read($"---\nname: weekly-report\ndescription: Reports.\n{(lines.Length == 0 ? "" : lines + "\n")}---\n\n{body}");

    public IReadOnlyList<SkillCompletion> Completions(SkillProfile profile = SkillProfile.OmniForge)
        => Completions(Around with { Check = Around.Check with { Profile = profile } });

    public IReadOnlyList<SkillCompletion> Completions(EditingContext context)
    {
        var found = SkillCompletions.At(Document, Offset, context);
        Assert.All(found, completion => Assert.True(
            completion.Edit.Span.Start >= 0 && completion.Edit.Span.Start <= Offset && completion.Edit.Span.End >= Offset
            && completion.Edit.Span.End <= Document.Text.Length, $"'{completion.Label}' replaces {completion.Edit.Span}, the cursor is at {Offset}."));
        return found;
    }

    /// <summary>The file after the proposal with this label.</summary>
    public string Accept(string label, SkillProfile profile = SkillProfile.OmniForge)
    {
        var found = Completions(profile);
        var taken = found.FirstOrDefault(completion => completion.Label == label);
        Assert.True(taken is not null, $"'{label}' is not proposed, but: {string.Join(", ", found.Select(other => other.Label))}");
        return Apply(Document.Text, taken.Edit);
    }

    public static string Apply(string text, params IEnumerable<SkillEdit> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => edit.Span.Start))
        {
            text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        }

        return text;
    }
}
