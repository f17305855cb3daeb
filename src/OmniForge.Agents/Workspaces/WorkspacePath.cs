using System.Text;

namespace OmniForge.Agents.Workspaces;

/// <summary>The one rule for paths inside a workspace.</summary>
public static class WorkspacePath
{
    private const int MostCharacters = 1_000;
    private const int MostBytesOfName = 255;

    /// <summary>
    /// The path in its one form: `./a` becomes `a`. Throws <see cref="WorkspaceException"/> with
    /// <see cref="WorkspaceFault.PathRefused"/> for everything that is not a plain path below the root.
    /// </summary>
    public static string Normalise(string path) => string.Join('/', Segments(path));

    /// <summary>Folders, then the file name.</summary>
    public static IReadOnlyList<string> Segments(string path)
    {
        if (path.Length is 0 or > MostCharacters)
        {
            throw Refused(path, path.Length == 0 ? "a file name is needed" : "it is too long");
        }

        if (path.Any(IsHidden))
        {
            throw Refused(path, "it contains invisible characters");
        }

        if (path.Contains('\\'))
        {
            throw Refused(path, "write / between folders, not a backslash");
        }

        if (path[0] == '/' || (OperatingSystem.IsWindows() && path.Contains(':')))
        {
            throw Refused(path, "write it from the agent's own folder on, for instance output/report.md");
        }

        var segments = path.Split('/').Where(segment => segment != ".").ToList();
        foreach (var segment in segments)
        {
            var problem = segment switch
            {
                "" => "a name between two / is missing",
                ".." => "the agent sees only its own folder, and .. leads out of it",
                _ when Encoding.UTF8.GetByteCount(segment) > MostBytesOfName => "a name in it is too long",
                _ => null,
            };
            if (problem is not null)
            {
                throw Refused(path, problem);
            }
        }

        return segments.Count > 0 ? segments : throw Refused(path, "a file name is needed");
    }

    /// <summary>Control characters and characters that change the direction of writing.</summary>
    private static bool IsHidden(char c)
        => char.IsControl(c)
            || c is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    private static WorkspaceException Refused(string path, string why)
        => new(WorkspaceFault.PathRefused, $"the path '{Shown(path)}' cannot be used: {why}");

    private static string Shown(string path)
    {
        var visible = string.Concat(path.Take(100).Select(c => IsHidden(c) ? '?' : c));
        return path.Length > 100 ? visible + "..." : visible;
    }
}
