using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.VisualStudio.Threading;
using OmniForge.Files.Linting;
using OmniForge.LanguageServer.Documents;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Workspace;

/// <summary>The skills below the folders that are open in the editor.</summary>
internal sealed class WorkspaceSkills
{
    private const int MaxBytes = 1024 * 1024;
    private const int PartSize = 100;

    // Replaced, never changed: read from any thread.
    private volatile string[] _roots = [];
    private volatile IReadOnlyList<IndexedSkill> _index = [];
    private readonly HashSet<string> _troubled = new(StringComparer.Ordinal);
    private int _indexing;

    /// <summary>The open folders.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>What was last known of every skill on disk; empty until the first look is done. Never waits.</summary>
    public IReadOnlyList<IndexedSkill> Index => _index;

    /// <summary>Called, outside of the connection's context, once for each place that cannot be looked into.</summary>
    public Action<SearchTrouble> Troubled { get; set; } = _ => { };

    public void Add(string uri)
    {
        if (SkillUri.Path(uri) is { } path && !_roots.Contains(Trimmed(path)))
        {
            _roots = [.. _roots, Trimmed(path)];
        }
    }

    public void Remove(string uri)
    {
        if (SkillUri.Path(uri) is { } path)
        {
            _roots = [.. _roots.Where(root => root != Trimmed(path))];
        }
    }

    /// <summary>The path of a file from the open folder it lies in, with '/' between its parts; null when it lies in none.</summary>
    public (string Root, string Path)? Place(string uri)
    {
        var path = SkillUri.Path(uri);
        var root = path is null ? null : _roots.Where(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(folder => folder.Length);
        return root is null ? null : (root, path![(root.Length + 1)..]);
    }

    /// <summary>Looks at the disk again in the background.</summary>
    public void LookAgain() => _ = IndexAsync();

    /// <summary>The other skills of an open folder as they are now, open ones as they stand in the editor.</summary>
    public static async Task<IReadOnlyList<SkillSource>> SourcesAsync(
        string root, IReadOnlyDictionary<string, OpenDocument> open, CancellationToken cancellationToken)
        => await EachAsync([root], open, document => new SkillSource(SkillUri.Path(document.Uri)![(root.Length + 1)..], document.Skill), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>
    /// Looks at every skill, open ones as they stand in the editor, those that are too large or cannot be read included. The answers
    /// come in parts, in the order of the addresses, each with how many files of how many are done.
    /// </summary>
    public async IAsyncEnumerable<(IReadOnlyList<T> Part, int Done, int All)> InPartsAsync<T>(
        IReadOnlyDictionary<string, OpenDocument> open, Func<WorkspaceFile, T> look, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await TaskScheduler.Default;
        var files = Search(_roots, cancellationToken).Files.Select(file => (Path: file.FullPath, Uri: SkillUri.Of(file.FullPath)))
            .OrderBy(file => file.Uri, StringComparer.Ordinal).ToList();
        for (var from = 0; from < files.Count; from += PartSize)
        {
            var part = files.Slice(from, Math.Min(PartSize, files.Count - from));
            var found = new T[part.Count];
            await Parallel.ForAsync(0, part.Count, cancellationToken, (i, _) =>
            {
                found[i] = look(new(part[i].Uri, open.GetValueOrDefault(part[i].Uri) ?? Begun(part[i].Uri, part[i].Path)));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            yield return (found, from + part.Count, files.Count);
        }
    }

    private static async Task<IReadOnlyList<T>> EachAsync<T>(
        string[] roots, IReadOnlyDictionary<string, OpenDocument> open, Func<OpenDocument, T> look, CancellationToken cancellationToken)
    {
        await TaskScheduler.Default;
        var found = new ConcurrentBag<(string Uri, T Value)>();
        await Parallel.ForEachAsync(
            Search(roots, cancellationToken).Files.Select(file => file.FullPath),
            cancellationToken,
            (path, _) =>
            {
                var uri = SkillUri.Of(path);
                if ((open.GetValueOrDefault(uri) ?? Read(uri, path)) is { } document)
                {
                    found.Add((uri, look(document)));
                }

                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        return [.. found.OrderBy(item => item.Uri, StringComparer.Ordinal).Select(item => item.Value)];
    }

    // One look at a time; a change during it asks for one more.
    private async Task IndexAsync()
    {
        if (Interlocked.Increment(ref _indexing) > 1)
        {
            return;
        }

        var done = 0;
        while (done < Volatile.Read(ref _indexing))
        {
            done = Volatile.Read(ref _indexing);
            var found = new List<IndexedSkill>();
            foreach (var root in _roots)
            {
                found.AddRange(await EachAsync(
                    [root], new Dictionary<string, OpenDocument>(), document => IndexedSkill.Of(root, document), CancellationToken.None).ConfigureAwait(false));
            }

            _index = found;
            Tell(Search(_roots, CancellationToken.None).Troubles);
        }

        Interlocked.Exchange(ref _indexing, 0);
    }

    private void Tell(IReadOnlyList<SearchTrouble> troubles)
    {
        var lost = troubles.Where(trouble => trouble.Kind == TroubleKind.Unreadable).ToList();
        foreach (var trouble in lost.Where(trouble => !_troubled.Contains(trouble.Shown)))
        {
            Troubled(trouble);
        }

        // What was mended and breaks again is said again.
        _troubled.Clear();
        _troubled.UnionWith(lost.Select(trouble => trouble.Shown));
    }

    private static SearchResult Search(string[] roots, CancellationToken cancellationToken)
        => new SkillSearch(Environment.CurrentDirectory, IgnoreFiles.Obeyed).Find(roots.Where(Directory.Exists), cancellationToken);

    // Of a file that is too large only the beginning, which is all that a finding about it needs; null = it cannot be read.
    private static OpenDocument? Begun(string uri, string path)
    {
        try
        {
            return new(uri, 0, Encoding.UTF8.GetString(FileBytes.Read(path).Content));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static OpenDocument? Read(string uri, string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes ? null : new(uri, 0, Encoding.UTF8.GetString(File.ReadAllBytes(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path);
}

/// <summary>A skill on disk or in the editor.</summary>
/// <param name="Document">Its text, of a very large one the beginning; null = it cannot be read.</param>
internal sealed record WorkspaceFile(string Uri, OpenDocument? Document);

/// <summary>A skill of the workspace, as small as it can be kept.</summary>
/// <param name="Root">The open folder it lies in.</param>
/// <param name="Uri">Its address.</param>
/// <param name="Skill">Its name, with the path from the open folder.</param>
internal sealed record IndexedSkill(string Root, string Uri, WorkspaceSkill Skill)
{
    public static IndexedSkill Of(string root, OpenDocument document)
    {
        var path = SkillUri.Path(document.Uri)!;
        return new(root, document.Uri, new(
            document.Skill.Name ?? SkillUri.Folder(document.Uri) ?? Path.GetFileName(path), document.Skill.Description, path[(root.Length + 1)..])
        {
            Tags = document.Skill.Tags,
        });
    }
}
