namespace OmniForge.Skills.Permissions;

/// <summary>
/// A path pattern below the workspace: <c>*</c> and <c>?</c> stay inside one segment, <c>**</c> spans segments. Paths are
/// compared after clean-up, so <c>a/../b</c> counts as <c>b</c>.
/// </summary>
internal sealed class PathPattern
{
    private readonly string[] _segments;
    private readonly string? _variable;

    private PathPattern(string[] segments, string? variable = null)
    {
        _segments = segments;
        _variable = variable;
    }

    public static PathPattern? Read(string spec, out string? reason)
    {
        var colon = spec.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && spec.AsSpan(0, colon).IndexOfAnyExceptInRange('A', 'z') < 0)
        {
            reason = "only a path pattern fits here, as in 'docs/**'";
            return null;
        }

        var path = spec.Replace(@"\(", "(", StringComparison.Ordinal).Replace(@"\)", ")", StringComparison.Ordinal);
        var judged = SkillPlace.Symbolic.Resolve(path);
        var clean = Clean(judged);
        reason = clean is null ? "the path must stay inside the workspace: no leading '/', '~' or '\\', no '..' out of it" : null;
        return clean is null ? null : new(clean, judged == path ? null : path);
    }

    public static bool Leaves(string spec)
        => Clean(spec.Replace(@"\(", "(", StringComparison.Ordinal).Replace(@"\)", ")", StringComparison.Ordinal)) is null;

    /// <summary>Whether a tool may touch this path.</summary>
    /// <param name="subject">The path below the workspace; null = the whole workspace.</param>
    /// <param name="tool">The tool that is called.</param>
    /// <param name="place">Where the skill lies whose list this pattern stands in; null = path variables match nothing.</param>
    public bool Admits(string? subject, string tool, SkillPlace? place)
    {
        if (_variable is not null)
        {
            return place?.Resolve(_variable) is { } resolved && !resolved.Contains('$', StringComparison.Ordinal)
                && Clean(resolved) is { } clean && new PathPattern(clean).Admits(subject, tool, null);
        }

        // A search without a folder looks at the whole workspace.
        var path = Clean(subject ?? ".");
        if (path is null)
        {
            return false;
        }

        return Matches(path)
            || (tool is "Glob" or "Grep" && _segments is [.., "**"] && new PathPattern(_segments[..^1]).Matches(path));
    }

    /// <summary>Whether every path that the other pattern admits is admitted here too. Never true without being so.</summary>
    public bool Includes(PathPattern other, string tool)
    {
        if (_variable is not null || other._variable is not null)
        {
            return _variable == other._variable;
        }

        return Spans(other)
            && (tool is not ("Glob" or "Grep") || other._segments is not [.., "**"]
                || new PathPattern(other._segments[..^1]) is var folder && (Spans(folder)
                    || (_segments is [.., "**"] && new PathPattern(_segments[..^1]).Spans(folder))));
    }

    // The other pattern is read like a path: its "**" is a segment that only "**" matches.
    private bool Spans(PathPattern other)
    {
        var fixedSegments = other._segments.Count(segment => segment != "**");
        var shortest = other._segments is [.., "**"] ? fixedSegments + 1 : fixedSegments;
        return Reaches(other._segments, static (own, segment) => own == segment
            || (segment != "**" && (!own.Contains('?', StringComparison.Ordinal) || !segment.Contains('*', StringComparison.Ordinal))
                && Wildcard.Matches(own, segment, one: '?')))
            && EndsBelow(shortest, all: fixedSegments == 0);
    }

    /// <summary>Segments after removing "." and resolving ".."; null when the path is absolute or leaves its start.</summary>
    private static string[]? Clean(string path)
    {
        if (path.Length == 0 || path[0] is '/' or '~' || path.Contains('\\', StringComparison.Ordinal) || path.Any(char.IsControl))
        {
            return null;
        }

        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            switch (segment)
            {
                case "" or ".":
                    break;
                case "..":
                    if (kept.Count == 0 || kept[^1] == "**")
                    {
                        return null;
                    }

                    kept.RemoveAt(kept.Count - 1);
                    break;
                default:
                    kept.Add(segment);
                    break;
            }
        }

        return [.. kept];
    }

    private bool Matches(string[] path)
        => Reaches(path, static (own, segment) => Wildcard.Matches(own, segment, one: '?')) && EndsBelow(path.Length, all: path.Length == 0);

    private bool Reaches(string[] path, Func<string, string, bool> matches)
    {
        // reach[j]: the pattern read so far can end before path[j]; one row per pattern segment keeps this linear in memory.
        var reach = new bool[path.Length + 1];
        reach[0] = true;
        foreach (var segment in _segments)
        {
            var next = new bool[path.Length + 1];
            for (var j = 0; j <= path.Length; j++)
            {
                next[j] = segment == "**"
                    ? reach[j] || (j > 0 && next[j - 1])
                    : j > 0 && reach[j - 1] && matches(segment, path[j - 1]);
            }

            reach = next;
        }

        return reach[^1];
    }

    // "docs/**" means what lies below docs, not docs itself; the whole workspace is below nothing.
    private bool EndsBelow(int length, bool all)
        => all || _segments is not [.., "**"] || length >= _segments.Count(segment => segment != "**") + 1;
}
