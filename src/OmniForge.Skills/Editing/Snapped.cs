using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing;

/// <summary>Brings any offset to a place between two characters of a text, and finds its line.</summary>
internal static class Snapped
{
    /// <summary>Inside the text, never within a surrogate pair or between CR and LF.</summary>
    public static int Offset(string text, int offset)
    {
        var inside = Math.Clamp(offset, 0, text.Length);
        var within = inside > 0 && inside < text.Length
            && ((text[inside - 1] == '\r' && text[inside] == '\n') || char.IsSurrogatePair(text[inside - 1], text[inside]));
        return within ? inside - 1 : inside;
    }

    /// <summary>The line around an offset that was brought to a place before.</summary>
    public static TextLine Line(string text, int offset)
    {
        var start = text.AsSpan(0, offset).LastIndexOfAny('\n', '\r') + 1;
        return TextLine.At(text, start, text.Length);
    }

    /// <summary>The line break that this file uses; LF when it has none.</summary>
    public static string LineBreak(string text)
    {
        var first = text.AsSpan().IndexOfAny('\n', '\r');
        return first >= 0 && text[first] == '\r' ? first + 1 < text.Length && text[first + 1] == '\n' ? "\r\n" : "\r" : "\n";
    }
}
