using OmniForge.Agents.Tools;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>Whether ignore files are obeyed.</summary>
public enum IgnoreFiles
{
    Obeyed,
    Unread,
}

/// <summary>Finds the files that paths, folders and patterns mean. Named files are taken as they are, whatever their name.</summary>
public sealed class SkillSearch(string currentFolder, IgnoreFiles ignore)
{
    private readonly string _current = Path.GetFullPath(currentFolder);
    private readonly Dictionary<string, FoundFile> _files = new(StringComparer.Ordinal);
    private readonly List<SearchTrouble> _troubles = [];
    private readonly List<MissingPath> _missing = [];

    /// <summary>Looks for everything the paths mean. A folder means every SKILL.md below it, in any casing.</summary>
    public SearchResult Find(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            Find(path, cancellationToken);
        }

        return new(
            [.. _files.Values.OrderBy(file => file.Shown, StringComparer.Ordinal)],
            [.. _troubles.DistinctBy(trouble => trouble.Shown).OrderBy(trouble => trouble.Shown, StringComparer.Ordinal)],
            _missing);
    }

    private void Find(string written, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(written, _current);
        if (File.Exists(full))
        {
            _files[full] = new(full, Shown(full)) { Root = Path.GetDirectoryName(full)!, Named = true };
        }
        else if (Directory.Exists(full))
        {
            Walk(full, null, cancellationToken);
        }
        else if (IsLink(full))
        {
            _troubles.Add(new(Shown(full), LinkTrouble, TroubleKind.Unreadable));
        }
        else if (PathGlob.IsPattern(written))
        {
            Expand(written, cancellationToken);
        }
        else
        {
            _missing.Add(new(written, Suggest(written, full)));
        }
    }

    internal const string LinkTrouble =
        "This link leads nowhere or back to itself, so there is nothing to check behind it. Correct the link or remove it.";

    private void Expand(string written, CancellationToken cancellationToken)
    {
        var parts = written.Replace(Path.DirectorySeparatorChar, '/').Split('/');
        var fixedParts = parts.TakeWhile(part => !PathGlob.IsPattern(part)).ToList();
        var start = Path.GetFullPath(string.Join('/', fixedParts) is { Length: > 0 } named ? named + "/" : written[0] == '/' ? "/" : ".", _current);
        if (PathGlob.Parse(string.Join('/', parts.Skip(fixedParts.Count)), out _) is not { } glob || !Directory.Exists(start))
        {
            _missing.Add(new(written, null));
            return;
        }

        var before = _files.Count;
        Walk(Path.TrimEndingDirectorySeparator(start), glob, cancellationToken);
        if (_files.Count == before)
        {
            _missing.Add(new(written, null));
        }
    }

    private void Walk(string folder, PathGlob? only, CancellationToken cancellationToken)
    {
        var walk = new SkillWalk(folder, ignore, only);
        foreach (var file in walk.Files(cancellationToken))
        {
            Add(file, folder);
        }

        _troubles.AddRange(walk.Troubles.Select(trouble => new SearchTrouble(Shown(trouble.Path), trouble.Message, trouble.Kind)));
    }

    private void Add(string full, string root) => _files.TryAdd(full, new(full, Shown(full)) { Root = root });

    private string Shown(string full) => Shown(_current, full);

    /// <summary>A path as reports print it: '/' between parts, relative to the current folder when it lies in it.</summary>
    public static string Shown(string current, string full)
    {
        var relative = Path.GetRelativePath(current, full);
        var outside = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative);
        return (outside ? full : relative).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static bool IsLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is not null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string? Suggest(string written, string full)
    {
        var folder = Path.GetDirectoryName(full);
        var name = Path.GetFileName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            return null;
        }

        var names = Directory.EnumerateFileSystemEntries(folder).Take(2_000).Select(path => Path.GetFileName(path)!).ToList();
        var near = names.Find(other => other.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? (NearNames.Of(name, names, 1, Math.Clamp(name.Length / 3, 1, 3)) is [var close, ..] ? close : null);
        return near is null ? null : string.Concat(written.AsSpan(0, written.TrimEnd('/').Length - name.Length), near);
    }
}
