namespace OmniForge.Evaluation.Drafts;

/// <summary>Names compared as people write them: "due date" is `due_date` and `Due Date`; some columns have two usual names.</summary>
internal static class Names
{
    private static readonly string[][] Alike =
    [
        ["duedate", "due", "deadline"], ["owner", "assignee", "responsible"], ["project", "title", "name"], ["client", "customer"],
        ["notes", "note", "comment", "comments"], ["spent", "cost", "costs"],
    ];

    public static bool Same(string left, string right)
    {
        var (a, b) = (Plain(left), Plain(right));
        return a == b || Array.Exists(Alike, names => names.Contains(a) && names.Contains(b));
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
