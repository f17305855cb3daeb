using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Findings of the skill language in the contract's words.</summary>
internal static class SkillDiagnosticMapping
{
    public static OmniForge.Skills.SkillProfile ToProfile(this V1.SkillProfile profile) => profile switch
    {
        V1.SkillProfile.AgentSkills => OmniForge.Skills.SkillProfile.AgentSkills,
        V1.SkillProfile.ClaudeCode => OmniForge.Skills.SkillProfile.ClaudeCode,
        V1.SkillProfile.OmniforgeStrict => OmniForge.Skills.SkillProfile.OmniForgeStrict,
        _ => OmniForge.Skills.SkillProfile.OmniForge,
    };

    /// <summary>Everything wrong with a skill file by one profile.</summary>
    /// <param name="path">Goes into the diagnostics and the edits of their fixes; may be empty.</param>
    public static IReadOnlyList<Diagnostic> Check(
        this SkillDocument document, string path, string? folderName, V1.SkillProfile profile = V1.SkillProfile.Omniforge)
    {
        var shown = profile == V1.SkillProfile.Unspecified ? V1.SkillProfile.Omniforge : profile;
        return [.. document.Validate(shown.ToProfile(), folderName).Select(found => found.ToProto(document, path, shown))];
    }

    private static Diagnostic ToProto(this SkillDiagnostic found, SkillDocument document, string path, V1.SkillProfile profile)
    {
        var proto = new Diagnostic
        {
            Code = found.Code,
            Severity = found.Severity switch
            {
                SkillSeverity.Error => Severity.Error,
                SkillSeverity.Warning => Severity.Warning,
                SkillSeverity.Information => Severity.Information,
                _ => Severity.Hint,
            },
            Message = found.Message,
            Path = path,
            Range = Range(document, found.Span),
            Profile = profile,
        };
        foreach (var fix in found.Fixes)
        {
            var edit = new FileEdit { Path = path };
            edit.Edits.AddRange(fix.Edits.Select(change => new V1.TextEdit
            {
                Range = Range(document, change.Span),
                NewText = change.NewText,
            }));
            var remedy = new DiagnosticFix { Title = fix.Title, Preferred = proto.Fixes.Count == 0 };
            remedy.Edits.Add(edit);
            proto.Fixes.Add(remedy);
        }

        return proto;
    }

    private static TextRange Range(SkillDocument document, TextSpan span)
    {
        var (startLine, startCharacter) = document.Lines.Position(span.Start);
        var (endLine, endCharacter) = document.Lines.Position(span.End);
        return new() { StartLine = startLine, StartCharacter = startCharacter, EndLine = endLine, EndCharacter = endCharacter };
    }
}
