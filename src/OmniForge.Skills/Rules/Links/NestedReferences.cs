namespace OmniForge.Skills.Rules.Links;

/// <summary>References that the instructions reach only through another reference (OF6005).</summary>
internal static class NestedReferences
{
    private const int MaxFiles = 256;

    public static void Check(RuleContext context, BundleIndex bundle, IReadOnlyList<BodyLink> links)
    {
        var others = bundle.Files.Where(IsReference).Take(MaxFiles).ToList();
        if (others.Count < 2)
        {
            return;
        }

        var first = new Dictionary<string, BodyLink>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            if (BundlePath.Read(context.Text.Substring(link.Span.Start, link.Span.Length)) is { Place: PathPlace.Inside } path)
            {
                first.TryAdd(path.Path, link);
            }
        }

        // A file whose path or folder is named anywhere is reached without a detour.
        var body = context.Document.Body;
        var hidden = others.Where(file => !first.ContainsKey(file) && !NamesFolder(first, file)
            && !body.Contains(file, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in hidden.Count == 0 ? [] : others)
        {
            if (first.TryGetValue(file, out var through))
            {
                Follow(context, file, through, hidden);
            }
        }
    }

    private static void Follow(RuleContext context, string file, BodyLink through, HashSet<string> hidden)
    {
        if (context.Check.ReadBundled(file) is not { } text)
        {
            return;
        }

        var folder = file.LastIndexOf('/') is var cut && cut < 0 ? "" : file[..(cut + 1)];
        var reached = new LinkReader(text, 0, new FencedBlocks(text, 0), new Prose(text, 0)).Read()
            .Select(link => Seen(folder, text.Substring(link.Span.Start, link.Span.Length)))
            .Where(path => path.Place == PathPlace.Inside && hidden.Remove(path.Path))
            .Select(path => $"'{path.Path}'")
            .ToList();
        if (reached.Count > 0)
        {
            context.Report("OF6005", through.Span,
                $"Only '{file}' leads to {string.Join(", ", reached.Take(3))}{(reached.Count > 3 ? " and others" : "")}, so it may never "
                    + "be read. Link it from the instructions, too.");
        }
    }

    // Paths in a reference count from the reference; an address or a path from the root does not.
    private static BundlePath Seen(string folder, string written)
        => BundlePath.Read(written).Place is PathPlace.Inside or PathPlace.Outside ? BundlePath.Read(folder + written) : default;

    private static bool NamesFolder(Dictionary<string, BodyLink> named, string file)
    {
        for (var cut = file.LastIndexOf('/'); cut > 0; cut = file.LastIndexOf('/', cut - 1))
        {
            if (named.ContainsKey(file[..cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReference(string file) => file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && file != "SKILL.md";
}
