namespace OmniForge.Skills.Rules.Links;

/// <summary>Links and paths that lead nowhere, leave the folder, or are not written for every system (OF6003, OF6004, OF6005).</summary>
internal static class LinkRules
{
    // Looking for the nearest file costs more than everything else here.
    private const int MaxNearest = 20;

    public static void Check(RuleContext context)
    {
        var (text, start) = (context.Text, context.Document.BodyStart);
        var links = new LinkReader(text, start, context.Blocks, context.Prose).Read();
        CodePathReader.Read(text, start, context.Blocks, context.Prose, links);
        if (links.Count == 0)
        {
            return;
        }

        var bundle = context.Check.Bundle is { } files ? new BundleIndex(files) : null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            Check(context, bundle, link, seen);
        }

        if (bundle is not null && context.Judges("OF6005"))
        {
            NestedReferences.Check(context, bundle, links);
        }
    }

    private static void Check(RuleContext context, BundleIndex? bundle, BodyLink link, HashSet<string> seen)
    {
        var written = context.Text.Substring(link.Span.Start, link.Span.Length);
        var path = BundlePath.Read(written);
        switch (path.Place)
        {
            case PathPlace.Absolute or PathPlace.Outside when link.Kind == LinkKind.Markdown:
                context.Report("OF6004", link.Span, path.Place == PathPlace.Absolute
                    ? $"'{written}' starts at the root of some machine or site, so it leads nowhere once the skill is moved. Put the file "
                        + "into the skill's folder and link it from there."
                    : $"'{written}' leaves the skill's folder, which is all that is installed. Put the file into the folder and link it "
                        + "from there.");
                break;
            case PathPlace.Inside when HasBackslash(written):
                var slashes = written.Replace('\\', '/');
                var kept = bundle is null || bundle.Has(path.Path) ? FixKind.Safe : FixKind.Choice;
                context.Report("OF6004/slash", link.Span,
                    $"'{written}' only works on Windows. Write '/' between folders.",
                    new SkillFix($"Write '{slashes}'", kept, [new(link.Span, slashes)]));
                break;
            case PathPlace.Inside when bundle is not null && !bundle.Has(path.Path) && Promises(context, link, path.Path)
                && seen.Add(path.Path):
                var nearest = seen.Count <= MaxNearest ? bundle.Nearest(path.Path) : null;
                context.Report("OF6003", link.Span,
                    $"'{path.Path}' is not in the skill's folder, so whoever follows it finds nothing.{Rules.Nearest.Question(nearest)} "
                        + "Correct the path, or add the file.",
                    nearest is null ? [] : [SkillFix.Choice($"Write '{nearest}'", link.Span, nearest)]);
                break;
        }
    }

    // A backslash before a sign only takes its meaning away: "a\_b.md".
    private static bool HasBackslash(string path)
    {
        var at = path.IndexOf('\\', StringComparison.Ordinal);
        return at >= 0 && at + 1 < path.Length && char.IsLetterOrDigit(path[at + 1]);
    }

    private static bool Promises(RuleContext context, BodyLink link, string path)
    {
        // "[text](word)" is more often an explanation of how links are written than a file without an ending.
        if (!path.AsSpan().ContainsAny('.', '/'))
        {
            return false;
        }

        return link.Kind == LinkKind.Markdown
            || (path.AsSpan(path.LastIndexOf('/') + 1).Contains('.') && PathPromise.IsMade(context, link.Span));
    }
}
