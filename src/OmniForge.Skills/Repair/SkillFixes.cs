using System.Text;
using System.Text.Unicode;
using OmniForge.Skills.Repair;

namespace OmniForge.Skills;

/// <summary>Applies the fixes of findings, and takes back every one that would make a file worse.</summary>
public static class SkillFixes
{
    /// <summary>
    /// Applies, round after round until nothing changes, the safe fix of every finding. Never throws; a text without findings
    /// comes back unchanged.
    /// </summary>
    /// <param name="text">The whole file; a byte order mark in front is removed like any other finding.</param>
    /// <param name="check">Whose rules apply and what is known of the file's place.</param>
    /// <param name="upTo">
    /// <see cref="FixKind.Choice"/> also applies choices of findings that have exactly one, <see cref="FixKind.Platform"/> also
    /// those that only the platform may decide.
    /// </param>
    public static FixedText Apply(string text, SkillCheck check, FixKind upTo) => new RepairRun(check, upTo).Repair(text);

    /// <summary>
    /// The same for a file as it lies on disk. A file that is not UTF-8 is re-encoded only as a choice, because the bytes could
    /// mean several things; otherwise it comes back unchanged.
    /// </summary>
    public static FixedBytes ApplyBytes(ReadOnlySpan<byte> bytes, SkillCheck check, FixKind upTo)
    {
        var read = SkillDocument.Parse(bytes);
        var found = read.Validate(check);
        var encoding = read.Source.Foreign.Count == 0 ? [] : found.Where(finding => finding.Code == "OF1003" && read.Source.IsForeign(finding.Span));
        if (read.Source.Foreign.Count > 0 && upTo == FixKind.Safe)
        {
            return new(bytes.ToArray(), [], found);
        }

        var given = read.HasMark ? "\uFEFF" + read.Text : read.Text;
        var readable = read.Source.Readable() ?? given;
        var repaired = Apply(readable, check, upTo);
        var changed = readable != given || repaired.Text != given || !Utf8.IsValid(bytes);
        return new(changed ? Encoding.UTF8.GetBytes(repaired.Text) : bytes.ToArray(), [.. encoding, .. repaired.Removed], repaired.Left);
    }
}
