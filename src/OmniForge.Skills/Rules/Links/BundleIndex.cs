namespace OmniForge.Skills.Rules.Links;

/// <summary>What lies in a skill's folder, for questions about single paths.</summary>
internal sealed class BundleIndex
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly List<string> _links = [];

    public BundleIndex(IReadOnlyList<BundleFile> bundle)
    {
        foreach (var file in bundle)
        {
            var path = file.Path.TrimEnd('/');
            _paths.Add(path);
            if (file.Kind is BundleFileKind.Link)
            {
                _links.Add(path + "/");
            }

            for (var cut = path.LastIndexOf('/'); cut > 0 && _paths.Add(path[..cut]); cut = path.LastIndexOf('/', cut - 1))
            {
            }
        }

        Files = [.. bundle.Where(file => file.Kind == BundleFileKind.File).Select(file => file.Path)];
    }

    public IReadOnlyList<string> Files { get; }

    /// <summary>What lies behind a link on disk is not known, so it counts as there.</summary>
    public bool Has(string path)
        => path.Length == 0 || _paths.Contains(path) || _links.Any(link => path.StartsWith(link, StringComparison.Ordinal));

    /// <summary>The file that was most likely meant: other capitals, another folder, a few edits, another ending.</summary>
    public string? Nearest(string path)
    {
        var name = Name(path);
        return Files.FirstOrDefault(file => file.Equals(path, StringComparison.OrdinalIgnoreCase))
            ?? Only(Files.Where(file => Name(file).Equals(name, StringComparison.OrdinalIgnoreCase)))
            ?? Rules.Nearest.Find(path, Files)
            ?? Only(Files.Where(file => Stem(file).Equals(Stem(path), StringComparison.OrdinalIgnoreCase)));
    }

    private static string? Only(IEnumerable<string> files) => files.Take(2).ToList() is [var one] ? one : null;

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Stem(string path) => path.LastIndexOf('.') is var dot && dot > path.LastIndexOf('/') + 1 ? path[..dot] : path;
}
