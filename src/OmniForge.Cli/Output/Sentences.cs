namespace OmniForge.Cli.Output;

/// <summary>Messages of libraries as sentences.</summary>
internal static class Sentences
{
    /// <summary>With a capital first letter and a stop at its end.</summary>
    public static string Of(string message)
    {
        var text = message.Trim();
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");
    }
}
