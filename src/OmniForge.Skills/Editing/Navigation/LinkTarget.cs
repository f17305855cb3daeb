namespace OmniForge.Skills.Editing.Navigation;

/// <summary>What a link of the instructions points to.</summary>
/// <param name="Kind">Where it leads.</param>
/// <param name="Path">From the skill's folder, or from the root of the workspace for <see cref="LinkKind.Workspace"/>.</param>
internal readonly record struct LinkTarget(LinkKind Kind, string Path)
{
    /// <param name="target">As written, without its title.</param>
    /// <param name="home">The file's own path in the workspace; null = not known.</param>
    public static LinkTarget Read(ReadOnlySpan<char> target, string? home)
    {
        var cut = target.IndexOfAny('#', '?');
        var path = cut < 0 ? target : target[..cut];
        if (path.IsEmpty || path.IndexOf(':') >= 0 || path[0] is '/' or '~' or '$' or '{' || path.IndexOf('\\') >= 0)
        {
            return new(path.IsEmpty ? LinkKind.Anchor : LinkKind.Elsewhere, "");
        }

        var kept = new List<string>();
        var up = 0;
        foreach (var part in Uri.UnescapeDataString(path.ToString()).Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part != "..")
            {
                kept.Add(part);
            }
            else if (kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else
            {
                up++;
            }
        }

        return up == 0 ? new(LinkKind.Bundle, string.Join('/', kept)) : Outside(kept, up, home);
    }

    private static LinkTarget Outside(List<string> kept, int up, string? home)
    {
        var folders = home?.Split('/')[..^1] ?? [];
        return home is null || up > folders.Length
            ? new(LinkKind.Outside, "")
            : new(LinkKind.Workspace, string.Join('/', folders[..^up].Concat(kept)));
    }
}

internal enum LinkKind
{
    /// <summary>An address, a fixed path, or a path with a placeholder.</summary>
    Elsewhere,

    /// <summary>A heading of the same file.</summary>
    Anchor,
    Bundle,

    /// <summary>Outside of the skill's folder, inside the workspace.</summary>
    Workspace,
    Outside,
}
