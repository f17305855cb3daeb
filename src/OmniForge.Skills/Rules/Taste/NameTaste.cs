namespace OmniForge.Skills.Rules.Taste;

/// <summary>What a name says and where it stands (OF6903, OF6906, OF6908).</summary>
internal static class NameTaste
{
    private static readonly HashSet<string> Vague = new(StringComparer.Ordinal)
    {
        "helper", "helpers", "util", "utils", "utility", "utilities", "tool", "tools", "misc", "stuff", "thing", "things", "skill", "skills", "general", "common",
        "data", "files", "file", "documents", "document", "assistant", "agent", "task", "tasks", "work", "test", "temp", "new", "untitled", "example", "default",
        "main", "other", "process", "processor", "manager", "handler", "my",
    };

    private static readonly HashSet<string> Actions = new(StringComparer.Ordinal)
    {
        "deploy", "publish", "release", "delete", "remove", "destroy", "drop", "purge", "send", "push", "merge", "migrate", "rollback", "commit", "pay", "refund",
        "invite", "cancel", "terminate", "ship",
    };

    public static void CheckVague(RuleContext context)
    {
        if (context.Scalar(FieldNames.Name) is { Text.Length: > 0 } name && name.Text.Split('-').All(word => Vague.Contains(word) || word.All(char.IsAsciiDigit)))
        {
            context.Report("OF6903", name.Span, $"'{name.Text}' fits any skill, so nobody finds this one by it. Name what it is about.");
        }
    }

    public static void CheckOrder(RuleContext context)
    {
        if (context.Fields.Find(FieldNames.Name) is not { Broken: false } name || context.Fields.Find(FieldNames.Description) is not { Broken: false } description
            || name.KeySpan.Start < description.KeySpan.Start)
        {
            return;
        }

        // Comments between them could belong to either; then a person moves the line.
        var (first, second) = (context.Lines(description), context.Lines(name));
        var between = context.Text.AsSpan(first.End, second.Start - first.End);
        var line = context.Text.Substring(second.Start, second.Length);
        context.Report("OF6906", name.KeySpan, "'name' stands below 'description'; readers look for it first. Move it up.",
            between.Contains('#') || !line.EndsWith('\n') ? [] :
            [
                new SkillFix("Move 'name' up", FixKind.Safe, [new(new(first.Start, 0), line), new(second, "")]),
            ]);
    }

    public static void CheckAction(RuleContext context)
    {
        const string Field = "disable-model-invocation";
        if (context.Accepts(Field) && context.Scalar(FieldNames.Name) is { } name && name.Text.Split('-')[0] is var verb && Actions.Contains(verb)
            && context.Fields.Find(Field) is null)
        {
            var at = context.Fields.Find(FieldNames.Name) is { } entry ? context.Lines(entry) : name.Span;
            context.Report("OF6908", name.Span,
                $"'{verb}' changes something outside, and the model may start this skill by itself. Set '{Field}: true' if only people should.",
                context.Text[at.End - 1] == '\n' ? [SkillFix.Choice($"Add '{Field}: true'", new(at.End, 0), $"{Field}: true\n")] : []);
        }
    }
}
