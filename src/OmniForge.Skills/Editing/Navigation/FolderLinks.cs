namespace OmniForge.Skills.Editing.Navigation;

/// <summary>Finds the part of a file's links that names the folder of another skill.</summary>
internal static class FolderLinks
{
    /// <param name="source">The file with the links.</param>
    /// <param name="folder">The folder in the workspace, without a final '/'.</param>
    public static IEnumerable<TextSpan> In(SkillSource source, string folder)
    {
        var home = source.Path.Split('/')[..^1];
        foreach (var link in source.Document.Map.Links)
        {
            if (Part(source.Document.Text, link, home, folder) is { } part)
            {
                yield return part;
            }
        }
    }

    private static TextSpan? Part(string text, TextSpan link, string[] home, string folder)
    {
        var target = LinkTarget.Read(text.AsSpan(link.Start, link.Length), string.Join('/', home.Append("SKILL.md")));
        if (target.Kind is not (LinkKind.Workspace or LinkKind.Bundle))
        {
            return null;
        }

        var path = new List<string>(home);
        for (var start = link.Start; start < link.End;)
        {
            var cut = text.AsSpan(start, link.End - start).IndexOfAny("/#?");
            var end = cut < 0 ? link.End : start + cut;
            var part = text[start..end];
            if (part == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                path.Add(part);
                if (string.Join('/', path) == folder)
                {
                    return TextSpan.Between(start, end);
                }
            }

            start = end < link.End && text[end] != '/' ? link.End : end + 1;
        }

        return null;
    }
}
