using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Writing;

/// <summary>Writes a SKILL.md whose values read back exactly as given.</summary>
public static class SkillWriter
{
    /// <summary>The text of the skill.</summary>
    /// <exception cref="ArgumentException">A value holds NUL or half of a surrogate pair.</exception>
    /// <exception cref="InvalidOperationException">What was written does not read back as the draft; nothing may be stored.</exception>
    public static string Write(SkillDraft draft)
    {
        Demand(draft);
        var text = new StringBuilder("---\n");
        Field(text, FieldNames.Name, draft.Name);
        Field(text, FieldNames.Description, draft.Description);
        List(text, FieldNames.AllowedTools, draft.AllowedTools);
        if (draft.Model is not null)
        {
            Field(text, FieldNames.Model, draft.Model);
        }

        if (draft.Fork)
        {
            text.Append(FieldNames.Context).Append(": fork\n");
        }

        if (draft.UserInvocable is { } invocable)
        {
            text.Append(FieldNames.UserInvocable).Append(invocable ? ": true\n" : ": false\n");
        }

        if (draft.Priority is { } priority)
        {
            text.Append(FieldNames.Priority).Append(": ").Append(priority.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        List(text, FieldNames.Tags, draft.Tags.Count == 0 ? null : draft.Tags);
        var written = text.Append("---\n\n").Append(BodyOf(draft)).ToString();
        WrittenSkill.Demand(draft, written);
        return written;
    }

    /// <summary>The body as it is written: LF, no blank lines around it, one final line break.</summary>
    internal static string BodyOf(SkillDraft draft)
        => draft.Body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim('\n') + "\n";

    private static void Demand(SkillDraft draft)
    {
        var values = new[] { draft.Name, draft.Description, draft.Model ?? "",
            draft.Body }.Concat(draft.AllowedTools ?? []).Concat(draft.Tags);
        if (values.Any(value => value.Contains('\0', StringComparison.Ordinal) || !IsWhole(value)))
        {
            throw new ArgumentException("A value holds NUL or half of a surrogate pair and cannot be stored as text.", nameof(draft));
        }
    }

    private static bool IsWhole(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static void Field(StringBuilder text, string key, string value)
        => text.Append(key).Append(": ").Append(SafeScalar.Write(value)).Append('\n');

    private static void List(StringBuilder text, string key, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        text.Append(key).Append(values.Count == 0 ? ": []\n" : ":\n");
        foreach (var value in values)
        {
            text.Append("  - ").Append(SafeScalar.Write(value)).Append('\n');
        }
    }
}
