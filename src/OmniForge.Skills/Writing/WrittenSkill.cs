namespace OmniForge.Skills.Writing;

/// <summary>Compares what was written with what was meant. Always on: a difference must never reach a disk.</summary>
internal static class WrittenSkill
{
    public static void Demand(SkillDraft draft, string written)
    {
        var read = SkillDocument.Parse(written);
        var difference = read switch
        {
            _ when read.Frontmatter.Findings.Count + read.Envelope.Findings.Count > 0 => "the fields",
            _ when read.Name != draft.Name => FieldNames.Name,
            _ when read.Description != draft.Description => FieldNames.Description,
            _ when !SameTools(read, draft) => FieldNames.AllowedTools,
            _ when read.Model != draft.Model => FieldNames.Model,
            _ when read.Fork != draft.Fork => FieldNames.Context,
            _ when read.UserInvocable != (draft.UserInvocable ?? true) => FieldNames.UserInvocable,
            _ when read.Priority != (draft.Priority ?? 0) => FieldNames.Priority,
            _ when !read.Tags.SequenceEqual(draft.Tags) => FieldNames.Tags,
            _ when read.Frontmatter.Entries.Count != Fields(draft) => "the number of fields",
            _ when read.Body != "\n" + SkillWriter.BodyOf(draft) => "the body",
            _ => null,
        };
        if (difference is not null)
        {
            throw new InvalidOperationException($"The skill was not stored: {difference} would not read back as written.");
        }
    }

    private static bool SameTools(SkillDocument read, SkillDraft draft)
        => draft.AllowedTools is null
        ? read.AllowedTools is null
        : read.AllowedTools is { } tools && tools.Items.Select(item => item.Text).SequenceEqual(draft.AllowedTools);

    private static int Fields(SkillDraft draft)
        => 2
        + (draft.AllowedTools is null ? 0 : 1)
        + (draft.Model is null ? 0 : 1)
        + (draft.Fork ? 1 : 0)
        + (draft.UserInvocable is null ? 0 : 1)
        + (draft.Priority is null ? 0 : 1)
        + (draft.Tags.Count == 0 ? 0 : 1);
}
