using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Linting;

/// <summary>Turns what several profiles say about one document into findings of a report.</summary>
public static class LintFindings
{
    /// <summary>One finding per cause, in the order of place and id; each names the profiles that raise it.</summary>
    /// <param name="document">The document that was checked.</param>
    /// <param name="bytes">The file as it lies on disk; null = the text alone is known, so bytes are counted in UTF-8.</param>
    /// <param name="found">What each profile said.</param>
    public static IReadOnlyList<LintFinding> Of(
        SkillDocument document, byte[]? bytes, IReadOnlyList<ProfileFindings> found)
    {
        if (found.All(one => one.Found.Count == 0))
        {
            return [];
        }

        var places = new TextPlaces(document.Text, document.Lines, bytes);
        var merged = new List<Cause>();
        var known = new Dictionary<(string Id, TextSpan Span, int Turn), Cause>();
        foreach (var (profile, diagnostics) in found)
        {
            var turns = new Dictionary<(string Id, TextSpan Span), int>();
            foreach (var diagnostic in diagnostics)
            {
                var turn = turns[(diagnostic.Code, diagnostic.Span)] = turns.GetValueOrDefault((diagnostic.Code, diagnostic.Span)) + 1;
                var key = (diagnostic.Code, diagnostic.Span, turn);
                if (!known.TryGetValue(key, out var cause))
                {
                    known[key] = cause = new(diagnostic);
                    merged.Add(cause);
                }

                cause.Add(profile, diagnostic);
            }
        }

        return [.. merged.OrderBy(cause => cause.Strongest.Span.Start).ThenBy(cause => cause.Strongest.Code, StringComparer.Ordinal)
            .ThenBy(cause => cause.Strongest.Span.Length).Select(cause => Place(document, places, cause.Strongest, cause.Profiles))];
    }

    /// <summary>Findings of a text that is no skill, such as a configuration.</summary>
    public static IReadOnlyList<LintFinding> Of(string text, IEnumerable<SkillDiagnostic> found)
    {
        var places = new TextPlaces(text, new LineTable(text), null);
        return [.. found.OrderBy(one => one.Span.Start).ThenBy(one => one.Code, StringComparer.Ordinal)
            .Select(one => Place(null, places, one, []))];
    }

    /// <summary>By place, then id.</summary>
    public static IReadOnlyList<LintFinding> Sorted(IEnumerable<LintFinding> findings)
        => [.. findings.OrderBy(one => one.Start.Offset).ThenBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => one.End.Offset)
            .ThenBy(one => one.Message, StringComparer.Ordinal)];

    private static LintFinding Place(SkillDocument? document, TextPlaces places, SkillDiagnostic found, IReadOnlyList<SkillProfile> profiles)
        => new(found.Code, found.Severity, found.Message, places.At(found.Span.Start), places.At(found.Span.End))
        {
            Profiles = profiles,
            KeyPath = document is null ? "" : KeyPath(document, found.Span.Start),
            Line = places.LineAt(found.Span.Start),
            Fixes = [.. found.Fixes.Select(fix => new PlacedFix(
                fix.Title, fix.Kind,
                [.. fix.Edits.Select(edit => new PlacedEdit(places.At(edit.Span.Start), places.At(edit.Span.End), edit.NewText))]))],
        };

    private static string KeyPath(SkillDocument document, int offset)
    {
        foreach (var entry in document.Frontmatter.Entries)
        {
            if (offset >= entry.Span.Start && offset < Math.Max(entry.Span.End, entry.KeySpan.End))
            {
                return Inside(entry.Key, entry.Value, offset);
            }
        }

        return "";
    }

    private static string Inside(string path, Node? value, int offset)
    {
        foreach (var (key, inner) in value is MapNode map ? map.Pairs : [])
        {
            if (key is ScalarNode name && offset >= key.Span.Start && offset < Math.Max(key.Span.End, inner.Span.End))
            {
                return Inside($"{path}/{name.Text}", inner, offset);
            }
        }

        return path;
    }

    private sealed class Cause(SkillDiagnostic first)
    {
        public SkillDiagnostic Strongest { get; private set; } = first;

        public List<SkillProfile> Profiles { get; } = [];

        public void Add(SkillProfile profile, SkillDiagnostic diagnostic)
        {
            Strongest = diagnostic.Severity < Strongest.Severity ? diagnostic : Strongest;
            Profiles.Add(profile);
        }
    }
}

/// <summary>What one profile says about a document.</summary>
public sealed record ProfileFindings(SkillProfile Profile, IReadOnlyList<SkillDiagnostic> Found);
