using System.Globalization;
using System.Text;
using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>The proposals at one place of a case as text, each with the text that it writes instead of what stands there.</summary>
internal static class GoldenCompletions
{
    public static string Write(GoldenCase golden)
    {
        var document = golden.Document;
        var text = new StringBuilder();
        foreach (var found in SkillCompletions.At(document, Offset(document, golden.Place.CompleteAt!), new(golden.Main)))
        {
            var replaced = document.Text.Substring(found.Edit.Span.Start, found.Edit.Span.Length);
            text.Append($"{found.Label} ({found.Kind.ToString().ToLowerInvariant()}): '{replaced}' → '{Shown(found.Edit.NewText)}'\n");
            text.Append(found.Detail is null ? "" : $"    {found.Detail}\n");
        }

        return text.Length == 0 ? "(no proposals)\n" : text.ToString();
    }

    private static int Offset(SkillDocument document, string place)
    {
        var parts = place.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        var start = document.Lines.Start(parts[0] - 1);
        return start + document.Text[start..].EnumerateRunes().Take(parts[1] - 1).Sum(rune => rune.Utf16SequenceLength);
    }

    private static string Shown(string text) => text.ReplaceLineEndings("⏎");
}
