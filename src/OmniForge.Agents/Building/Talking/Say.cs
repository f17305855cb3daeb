using System.Globalization;

namespace OmniForge.Agents.Building.Talking;

/// <summary>Small pieces of plain language.</summary>
internal static class Say
{
    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IEnumerable<string> parts) => Join(parts, "and");

    public static string Or(IEnumerable<string> parts) => Join(parts, "or");

    /// <summary>A name of the person's own, marked as such.</summary>
    public static string Quote(string name) => $"\"{name}\"";

    public static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} "
        + $"{one}s";

    /// <summary>Several short paragraphs; empty ones are left out.</summary>
    public static string Lines(params IEnumerable<string> lines) => string.Join("\n", lines.Where(line => line.Length > 0));

    private static string Join(IEnumerable<string> parts, string word)
    {
        var list = parts.ToList();
        return list.Count switch
        {
            0 => "",
            1 => list[0],
            _ => string.Join(", ", list.Take(list.Count - 1)) + $" {word} " + list[^1],
        };
    }
}
