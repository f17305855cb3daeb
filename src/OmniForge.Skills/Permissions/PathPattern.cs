namespace OmniForge.Skills.Permissions;

/// <summary>
/// A path pattern below the workspace: <c>*</c> and <c>?</c> stay inside one segment, <c>**</c> spans segments. Paths are
/// compared after clean-up, so <c>a/../b</c> counts as <c>b</c>.
/// </summary>
internal sealed class PathPattern
{
    private readonly string[] _segments;

    private PathPattern(string[] segments) => _segments = segments;

    public static PathPattern? Read(string spec, out string? reason)
    {
        var colon = spec.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && spec.AsSpan(0, colon).IndexOfAnyExceptInRange('A', 'z') < 0)
        {
            reason = "only a path pattern fits here, as in 'docs/**'";
            return null;
        }

        var clean = Clean(spec.Replace(@"\(", "(", StringComparison.Ordinal).Replace(@"\)", ")", StringComparison.Ordinal));
        reason = clean is null ? "the path must stay inside the workspace: no leading '/', '~' or '\\', no '..' out of it" : null;
        return clean is null ? null : new(clean);
    }

    public static bool Leaves(string spec) => Clean(spec) is null;

    public bool Admits(string? subject, string tool)
    {
        // A search without a folder looks at the whole workspace.
        var path = Clean(subject ?? ".");
        if (path is null)
        {
            return false;
        }

        return Matches(path)
            || (tool is "Glob" or "Grep" && _segments is [.., "**"] && new PathPattern(_segments[..^1]).Matches(path));
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
                    : j > 0 && reach[j - 1] && Wildcard.Matches(segment, path[j - 1], one: '?');
            }

            reach = next;
        }

        // "docs/**" means what lies below docs, not docs itself.
        return reach[^1] && (_segments is not [..,
            "**"] || path.Length >= _segments.Count(segment => segment != "**") + 1 || path.Length == 0);
    }
}
