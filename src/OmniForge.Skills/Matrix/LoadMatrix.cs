using OmniForge.Skills.Parsing;
using OmniForge.Skills.Tables;

namespace OmniForge.Skills;

/// <summary>Says for every known client whether it loads a skill, and why not.</summary>
public static class LoadMatrix
{
    /// <summary>
    /// One answer per client: Claude Code, claude.ai upload, VS Code, Codex, Gemini CLI and OmniForge, then those whose behaviour
    /// nobody has confirmed. The profile of the check is not looked at; its folder name is.
    /// </summary>
    public static IReadOnlyList<ClientLoad> Of(SkillDocument document, SkillCheck check)
        => [.. ClientTable.All.Select(client => Of(client, document, check))];

    /// <summary>
    /// The severities of the preset "upload": a field that the upload check of claude.ai refuses becomes an error. Other settings
    /// of the given ones stay.
    /// </summary>
    public static RuleSettings Upload(RuleSettings settings)
    {
        var severities = new Dictionary<string, SkillSeverity?>(settings.Severities);
        foreach (var rule in new[] { "OF3003", "OF3005", "OF3006" })
        {
            severities[rule] = SkillSeverity.Error;
        }

        return settings with { Severities = severities };
    }

    private static ClientLoad Of(ClientSpec client, SkillDocument document, SkillCheck check)
    {
        var found = new Answers();
        if (client.Id == "omniforge")
        {
            JudgeHere(found, document, check);
        }
        else
        {
            JudgeFrontmatter(found, client, document);
        }

        if (found.Answer != LoadAnswer.DoesNotLoad && document.Envelope.Frontmatter is not null)
        {
            if (client.Id != "omniforge")
            {
                JudgeIdentity(found, client, document, check);
            }

            JudgeFields(found, client, document);
        }

        var unsure = client.Confidence == ClientConfidence.Low ? ["Nobody has confirmed what this program does."] : Array.Empty<string>();
        return new(client.Id, client.Title, found.Answer, [.. found.Reasons, .. unsure], client.Confidence, client.Source.VerifiedOn);
    }

    // The gate refuses a file with an error, so the rules themselves answer for this platform.
    private static void JudgeHere(Answers found, SkillDocument document, SkillCheck check)
    {
        foreach (var error in document.Validate(check with { Profile = SkillProfile.OmniForge, Rules = RuleSettings.Default })
            .Where(finding => finding.Severity == SkillSeverity.Error))
        {
            found.Add(LoadAnswer.DoesNotLoad, $"{error.Code}: {error.Message}");
        }
    }

    private static void JudgeFrontmatter(Answers found, ClientSpec client, SkillDocument document)
    {
        if (document.Envelope.Frontmatter is null)
        {
            found.Add(client.NoFrontmatter, client.NoFrontmatter == LoadAnswer.LoadsInPart
                ? "It has no frontmatter: only the text is used, without any field."
                : "It has no frontmatter.");
        }
        else if (Broken(document))
        {
            found.Add(client.BrokenFrontmatter, client.BrokenFrontmatter == LoadAnswer.LoadsInPart
                ? "The frontmatter cannot be read as it is written: the text loads, fields may be lost."
                : "The frontmatter cannot be read as it is written.");
        }
    }

    private static bool Broken(SkillDocument document)
        => document.Frontmatter.Findings.Concat(document.Envelope.Findings).Any(finding
            => finding.Code is "OF1005" or "OF1007" or "OF2001" or "OF2002" or "OF2003" or "OF2004" or "OF2005" or "OF2011");

    private static void JudgeIdentity(Answers found, ClientSpec client, SkillDocument document, SkillCheck check)
    {
        foreach (var (field, answer) in client.Without)
        {
            if (document.Frontmatter.Find(field) is not { Broken: true } && string.IsNullOrWhiteSpace(document.Frontmatter.Text(field)))
            {
                found.Add(answer, answer == LoadAnswer.LoadsInPart
                    ? $"The {field} is missing: {client.Notes[field]}."
                    : $"The {field} is missing.");
            }
        }

        foreach (var (field, most) in client.Limits)
        {
            if (document.Frontmatter.Text(field) is { } text && text.Trim().EnumerateRunes().Count() is var length && length > most)
            {
                found.Add(LoadAnswer.DoesNotLoad, $"The {field} has {length} characters, {most} are allowed.");
            }
        }

        if (document.Name is { Length: > 0 } name)
        {
            if (!IsKebab(name))
            {
                found.Add(client.NameShape, $"The name '{name}' holds characters other than a-z, 0-9 and single hyphens.");
            }
            else if (check.FolderName is { } folder && folder != name)
            {
                found.Add(client.NameFolder, $"The name '{name}' differs from the folder '{folder}'.");
            }
        }

        if (document.Description?.AsSpan().ContainsAny('<', '>') == true)
        {
            found.Add(client.Angles, "The description holds '<' or '>'.");
        }
    }

    private static void JudgeFields(Answers found, ClientSpec client, SkillDocument document)
    {
        foreach (var entry in document.Frontmatter.Entries)
        {
            var use = client.Use(entry.Key);
            if (use is null && client.Others != LoadAnswer.Loads)
            {
                found.Add(client.Others, $"The key '{entry.Key}' is not accepted.");
            }
            else if (use == FieldUse.Ignored && !SetsNothing(entry))
            {
                found.Add(LoadAnswer.LoadsInPart, client.Notes.TryGetValue(entry.Key, out var note)
                    ? $"'{entry.Key}' has no effect: {note}."
                    : $"'{entry.Key}' has no effect.");
            }
        }
    }

    private static bool SetsNothing(Entry entry) => entry.Value is ScalarNode { IsNull: true } && entry.Key != FieldNames.AllowedTools;

    private static bool IsKebab(string name)
        => name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
        && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The worst answer so far and why.</summary>
    private sealed class Answers
    {
        public LoadAnswer Answer { get; private set; }

        public List<string> Reasons { get; } = [];

        public void Add(LoadAnswer answer, string reason)
        {
            if (answer != LoadAnswer.Loads)
            {
                Answer = answer > Answer ? answer : Answer;
                Reasons.Add(reason);
            }
        }
    }
}
