using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Writes a value or an item so that the text around it stays readable: with a dash, quotes or escapes where needed.</summary>
internal static class Insertion
{
    private const string FlowSigns = ",[]{}";

    /// <summary>A value that is one text.</summary>
    public static Inserted Value(Place place, string value)
        => new(new(place.Word, place.Quote == '\0' ? place.Lead + SafeScalar.Write(value) : Escaped(value, place.Quote)), value);

    /// <summary>A whole item, or the part of it between parentheses; null when the shape of the list cannot hold it.</summary>
    public static Inserted? Item(Place place, string part)
    {
        var spec = place.Kind == PlaceKind.Spec;
        var item = spec ? $"{place.Tool}({part})" : part;
        var written = spec && place.End == PlaceEnd.Open ? part + ")" : part;
        var lead = place.Lead + (place.Shape == ItemShape.Bare ? "- " : "");
        return place switch
        {
            { Quote: not '\0' } => new(new(place.Word, Escaped(written, place.Quote)), part),
            { Shape: ItemShape.Folded } => new(new(place.Word, written), part),
            _ when IsPlain(item, place.Shape) => new(new(place.Word, lead + written), part),
            { Shape: ItemShape.Text } => null,
            _ => new(new(place.Item, lead + SafeScalar.Quoted(item)), item),
        };
    }

    private static string Escaped(string text, char quote) => quote == '\''
        ? text.Replace("'", "''", StringComparison.Ordinal)
        : SafeScalar.Quoted(text)[1..^1];

    private static bool IsPlain(string item, ItemShape shape)
        => item.Length > 0
        && (char.IsAsciiLetterOrDigit(item[0]) || item[0] == '_')
        && !item.Contains(": ", StringComparison.Ordinal)
        && !item.Contains(" #", StringComparison.Ordinal)
        && item[^1] != ':'
        && (shape == ItemShape.Text || SafeScalar.Write(item)[0] != '"' || !IsOddWord(item))
        && (shape != ItemShape.Flow || item.AsSpan().IndexOfAny(FlowSigns) < 0)
        && item.AsSpan().IndexOfAny('\n', '\r', '\t') < 0;

    // "true", "null" and numbers are texts only in quotes.
    private static bool IsOddWord(string item) => item.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

/// <summary>An edit, and what typed characters are compared with.</summary>
internal readonly record struct Inserted(SkillEdit Edit, string Filter);
