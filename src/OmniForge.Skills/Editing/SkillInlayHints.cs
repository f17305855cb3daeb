namespace OmniForge.Skills.Editing;

/// <summary>Small remarks that an editor shows between the text.</summary>
public static class SkillInlayHints
{
    private const int CharactersPerToken = 4;

    /// <summary>The size of the instructions and the command by which people start the skill. Never throws.</summary>
    public static IReadOnlyList<SkillInlayHint> Of(SkillDocument document, EditingContext context)
    {
        var found = new List<SkillInlayHint>();
        var folder = context.Check.Profile == SkillProfile.ClaudeCode ? context.Check.FolderName : null;
        if (document.UserInvocable && (folder ?? document.Name) is { Length: > 0 } name
            && document.Frontmatter.Find(FieldNames.Name) is { } entry)
        {
            found.Add(new(entry.Span.End, $"/{name}", "People start the skill by this command."));
        }

        var tokens = (document.Body.Trim().Length + CharactersPerToken - 1) / CharactersPerToken;
        if (tokens > 0 && document.Envelope.Frontmatter is not null && document.BodyStart > 0)
        {
            var line = Snapped.Line(document.Text, Snapped.Offset(document.Text, document.BodyStart - 1));
            found.Add(new(line.End, $"about {tokens} tokens",
                "What the instructions cost each time the skill is used, estimated as one token per four characters."));
        }

        return found;
    }
}

/// <summary>One remark.</summary>
/// <param name="Offset">Where it is shown.</param>
/// <param name="Label">A few words.</param>
/// <param name="Tooltip">What they mean.</param>
public sealed record SkillInlayHint(int Offset, string Label, string Tooltip);
