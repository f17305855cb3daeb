using OmniForge.Skills.Repair;

namespace OmniForge.Skills.Parsing;

/// <summary>What an unreadable stretch says once edits are applied, at the places it has in the text as it is.</summary>
internal static class Recovery
{
    /// <summary>The value of an entry; null = it stays unreadable.</summary>
    public static Node? Entry(string text, TextSpan entry, IReadOnlyList<SkillEdit> edits)
        => Read(text, entry, edits) is MapNode { Pairs: [var (_, value)] } && value is not OpaqueNode ? value : null;

    /// <summary>The root of any stretch; null = it stays unreadable.</summary>
    public static Node? Read(string text, TextSpan span, IReadOnlyList<SkillEdit> edits)
    {
        var local = edits.Select(edit => edit with { Span = edit.Span with { Start = edit.Span.Start - span.Start } }).ToList();
        if (local.Exists(edit => edit.Span.Start < 0 || edit.Span.End > span.Length))
        {
            return null;
        }

        var repaired = TextEdits.Apply(text.Substring(span.Start, span.Length), local);
        return YamlReader.Read(repaired, new(0, repaired.Length)) is { Error: null, Root: { } root, Findings.Count: 0 }
            ? NodeValue.Moved(root, offset => span.Start + TextEdits.Back(offset, local))
            : null;
    }
}
