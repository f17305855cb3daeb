namespace OmniForge.Skills.Rules;

/// <summary>What the instructions say first: the raw material of a missing name or description.</summary>
internal static class BodyStart
{
    private const int MaxLength = 80;

    /// <summary>The first heading; null = there is none.</summary>
    public static string? Heading(string body) => Lines(body).FirstOrDefault(line => line.StartsWith('#'))?.Trim('#', ' ');

    /// <summary>The first sentence-like line, else the first heading, at most 80 characters; null = there is neither.</summary>
    public static string? Summary(string body)
    {
        var line = Lines(body).FirstOrDefault(line => char.IsLetter(line[0])) ?? Heading(body);
        return string.IsNullOrWhiteSpace(line) ? null : Cut(line, MaxLength);
    }

    /// <summary>The text up to the last word that fits.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', length);
        end = end > 0 ? end : length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':', '-');
    }

    private static IEnumerable<string> Lines(string body)
        => body.Split('\n').Take(40).Select(line => line.Trim()).Where(line => line.Length > 0);
}
