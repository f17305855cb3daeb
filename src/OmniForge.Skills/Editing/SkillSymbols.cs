using OmniForge.Skills.Editing.Structure;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing;

/// <summary>The outline of a skill: its fields, its headings as they nest, and its embedded commands.</summary>
public static class SkillSymbols
{
    /// <summary>In the order of the text. Never throws.</summary>
    public static IReadOnlyList<SkillSymbol> Of(SkillDocument document)
    {
        var found = document.Frontmatter.Entries
            .OrderBy(entry => entry.KeySpan.Start)
            .Select(entry => new SkillSymbol(
                entry.Key,
                SkillSymbolKind.Field,
                TextSpan.Between(entry.KeySpan.Start, Math.Max(entry.KeySpan.End, entry.Span.End)),
                entry.KeySpan,
                []))
            .ToList();
        var commands = new Queue<SkillSymbol>(
            from segment in document.Segments
            where segment.Kind == SegmentKind.Command
            let span = segment.Span with { Start = segment.Span.Start + document.BodyStart }
            select new SkillSymbol(segment.Value, SkillSymbolKind.Command, span, span, []));
        var headings = document.Map.Headings;
        Take(commands, headings.Count == 0 ? document.Text.Length : headings[0].Start, found);
        for (var i = 0; i < headings.Count;)
        {
            found.Add(Section(document.Text, headings, ref i, commands));
        }

        return found;
    }

    private static SkillSymbol Section(string text, IReadOnlyList<BodyHeading> headings, ref int i, Queue<SkillSymbol> commands)
    {
        var heading = headings[i++];
        var inner = new List<SkillSymbol>();
        Take(commands, i < headings.Count ? headings[i].Start : text.Length, inner);
        while (i < headings.Count && headings[i].Level > heading.Level)
        {
            inner.Add(Section(text, headings, ref i, commands));
        }

        var end = i < headings.Count ? headings[i].Start : text.Length;
        var name = heading.Title.Length == 0 ? new string('#', heading.Level) : text.Substring(heading.Title.Start, heading.Title.Length);
        return new(name, SkillSymbolKind.Heading, TextSpan.Between(heading.Start, end), heading.Title, inner);
    }

    private static void Take(Queue<SkillSymbol> commands, int before, List<SkillSymbol> found)
    {
        while (commands.Count > 0 && commands.Peek().Span.Start < before)
        {
            found.Add(commands.Dequeue());
        }
    }
}

/// <summary>One entry of the outline.</summary>
/// <param name="Name">A key, a title, or a command line.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Span">All of it, what is nested included.</param>
/// <param name="NameSpan">Where its name stands, inside <paramref name="Span"/>.</param>
/// <param name="Children">What is nested in it.</param>
public sealed record SkillSymbol(string Name, SkillSymbolKind Kind, TextSpan Span, TextSpan NameSpan, IReadOnlyList<SkillSymbol> Children);

/// <summary>What an entry of the outline is.</summary>
public enum SkillSymbolKind
{
    Field,
    Heading,
    Command,
}
