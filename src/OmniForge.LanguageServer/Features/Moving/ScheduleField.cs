using OmniForge.LanguageServer.Documents;
using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Features.Moving;

/// <summary>The field of a skill that says when its agent should run.</summary>
/// <param name="Words">What it says, in words or as a rule of five parts.</param>
/// <param name="Removal">Takes it out of the file.</param>
internal sealed record ScheduleField(string Words, SkillEdit Removal)
{
    private const string Key = "schedule";
    private const string Code = "OF3006";
    private const int RuleParts = 5;

    /// <summary>Null when there is none that could be moved: absent, empty, or no text.</summary>
    /// <param name="findings">Those of this text.</param>
    public static ScheduleField? In(OpenDocument document, IReadOnlyList<SkillDiagnostic> findings)
    {
        var finding = findings.FirstOrDefault(found => Is(found, document));
        return finding?.Fixes.FirstOrDefault(fix => fix.Kind == FixKind.Platform)?.Edits is [var removal]
            && document.Skill.ValueOf(Key)?.Trim() is { Length: > 0 } words
            ? new(words, removal)
            : null;
    }

    /// <summary>Whether a finding is about this field.</summary>
    public static bool Is(SkillDiagnostic finding, OpenDocument document)
        => finding.Code == Code && document.Skill.Text.AsSpan(finding.Span.Start, finding.Span.Length).SequenceEqual(Key);

    /// <summary>The question to the platform what it means and when it would come due.</summary>
    /// <param name="zone">Of the person, as an IANA name.</param>
    public PreviewScheduleRequest Preview(string zone) => IsRule
        ? new() { Schedule = new() { Cron = Words, TimeZone = zone } }
        : new() { Phrase = Words, TimeZone = zone };

    // Five parts of which the first, the minute, has no letters.
    private bool IsRule => Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: RuleParts } parts
        && parts[0].All(sign => char.IsAsciiDigit(sign) || "*/,-".Contains(sign, StringComparison.Ordinal));
}
