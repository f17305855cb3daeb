using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Languages;

/// <summary>
/// A text with everything taken out that stays as it is in any language: names in quotation marks, addresses, channels, files and the
/// lines of tables. So nothing of a person's data is shown to who translates, and nothing of it can be changed.
/// </summary>
internal sealed partial class Masked
{
    private readonly List<string> _kept = [];

    public Masked(string text) => Text = Kept().Replace(text, found =>
    {
        _kept.Add(found.Value);
        return Mark(_kept.Count - 1);
    });

    /// <summary>With a mark for each part that was taken out.</summary>
    public string Text { get; }

    /// <summary>A translation with the parts put back; null when one is missing or doubled, or a number is another.</summary>
    public string? Restore(string translated)
    {
        if (translated.Trim().Length == 0 || Marks(translated) != Marks(Text) || Numbers(translated) != Numbers(Text))
        {
            return null;
        }

        return Marked().Replace(translated, found => _kept[int.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]);
    }

    private static string Mark(int number) => $"⟦{number}⟧";

    private static string Marks(string text) => string.Join(' ', Marked().Matches(text).Select(found => found.Value).Order(StringComparer.Ordinal));

    private static string Numbers(string text) => string.Join(' ', Number().Matches(Marked().Replace(text, "")).Select(found => found.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("""(?m)^\|.*$|https?://[^\s]+|"[^"\n]*"|(?<!\w)[#@][\w-]+|\b[\w-]+\.(?:csv|tsv|jsonl?|md|txt)\b""")]
    private static partial Regex Kept();

    [GeneratedRegex("⟦([0-9]+)⟧")]
    private static partial Regex Marked();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
