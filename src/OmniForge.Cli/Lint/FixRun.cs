using OmniForge.Agents.Workspaces;
using OmniForge.Files;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>Repairs files: each is written whole or not at all, and only when nobody changed it meanwhile.</summary>
internal sealed class FixRun(LintRequest request)
{
    private readonly FileLinter _linter = new(request.Settings);

    /// <summary>What was or would be written, in the order of the files.</summary>
    public FixReport Run(IReadOnlyList<FoundFile> files, FixOrder order, CancellationToken cancellationToken)
    {
        var changes = new List<FileChange>();
        var problems = new List<string>();
        foreach (var file in files)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (Repair(file, order.UpTo) is { } change)
            {
                if (order.DryRun || Write(change) is not { } problem)
                {
                    changes.Add(change);
                }
                else
                {
                    problems.Add(problem);
                }
            }
        }

        return new(changes, problems);
    }

    /// <summary>Why a file was not written, as a sentence; null = it was.</summary>
    public static string? Write(FileChange change)
    {
        var target = WritableFile.Find(change.File);
        if (target is null)
        {
            return $"'{change.File.Shown}' is a link that leads out of the folder, so it was not changed. Repair the file where it lies.";
        }

        try
        {
            return AtomicFile.Replace(target, change.Before, change.After)
                ? null
                : $"'{change.File.Shown}' was changed by somebody else meanwhile, so it was left alone. Run this again.";
        }
        catch (WorkspaceException refused)
        {
            return $"{refused.Message}.";
        }
        catch (IOException failed)
        {
            return $"'{change.File.Shown}' was not changed: {failed.Message}";
        }
    }

    private FileChange? Repair(FoundFile file, FixKind upTo)
    {
        try
        {
            var read = FileBytes.Read(file.FullPath);
            if (!read.Whole)
            {
                return null;
            }

            var after = Repair(file.FullPath, read.Content, upTo);
            return after.AsSpan().SequenceEqual(read.Content) ? null : new(file, read.Content, after);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The check that follows reports what cannot be read.
            return null;
        }
    }

    private byte[] Repair(string fullPath, byte[] bytes, FixKind upTo)
    {
        var checks = _linter.ChecksOf(fullPath);
        var document = SkillDocument.Parse(bytes);
        var comments = Suppressions.Of(document, bytes, checks);
        var now = comments is null ? bytes : WithoutIdleComments(document, bytes, comments, checks);
        foreach (var check in checks)
        {
            var tried = SkillFixes.ApplyBytes(now, comments is null ? check : Without(check, comments.Rules), upTo).Bytes.ToArray();
            now = checks.Count == 1 || Count(tried, checks) <= Count(now, checks) ? tried : now;
        }

        return now;
    }

    private static int Count(byte[] bytes, IReadOnlyList<SkillCheck> checks)
    {
        var document = SkillDocument.Parse(bytes);
        return checks.Sum(check => document.Validate(check).Count);
    }

    /// <summary>What an author kept as it is on purpose is not repaired.</summary>
    private static SkillCheck Without(SkillCheck check, IReadOnlySet<string> rules)
    {
        var severities = new Dictionary<string, SkillSeverity?>(check.Rules.Severities, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            severities[rule] = null;
        }

        return check with { Rules = check.Rules with { Severities = severities } };
    }

    private static byte[] WithoutIdleComments(
        SkillDocument document, byte[] bytes, Suppressions comments, IReadOnlyList<SkillCheck> checks)
    {
        var found = LintFindings.Of(
            document, bytes, [.. checks.Select(check => new ProfileFindings(check.Profile, document.Validate(check)))]);
        var edits = comments.Apply(found).Left.Where(finding => finding.Id == "OF8009")
            .SelectMany(finding => finding.Fixes.Take(1)).SelectMany(fix => fix.Edits).OrderByDescending(edit => edit.Start.Byte).ToList();
        var left = bytes.ToList();
        var last = long.MaxValue;
        foreach (var edit in edits.Where(edit => edit.End.Byte <= last))
        {
            left.RemoveRange((int)edit.Start.Byte, (int)(edit.End.Byte - edit.Start.Byte));
            last = edit.Start.Byte;
        }

        return [.. left];
    }
}

/// <summary>What a repair may do.</summary>
/// <param name="UpTo">Who would have to decide about the fixes that are applied.</param>
/// <param name="DryRun">Nothing is written, the difference is shown.</param>
internal sealed record FixOrder(FixKind UpTo, bool DryRun);

/// <summary>One file before and after.</summary>
internal sealed record FileChange(FoundFile File, byte[] Before, byte[] After);

/// <summary>What a repair brought.</summary>
/// <param name="Changes">Written, or shown in a dry run.</param>
/// <param name="Problems">Why files were left alone, in sentences.</param>
internal sealed record FixReport(IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Problems);
