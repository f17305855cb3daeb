using System.Buffers;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>How the keys of one provider look.</summary>
/// <param name="Title">What a person calls it, with its article.</param>
/// <param name="Letters">What may follow the prefix.</param>
/// <param name="Length">Least number of characters behind the prefix; with <paramref name="Exact"/> also the most.</param>
/// <param name="Exact">Whether longer texts are something else.</param>
internal sealed record SecretFormat(string Title, SearchValues<char> Letters, int Length, bool Exact);

/// <summary>All formats by prefix, names of secrets and marks of invented values, from <c>Data/secrets.json</c>.</summary>
internal static class SecretTable
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    // Long prefixes first: a key that starts with "sk-ant-" also starts with "sk-".
    public static IReadOnlyList<(string Prefix, SecretFormat Format)> Formats { get; } = Load();

    public static SearchValues<string> Prefixes { get; } =
        SearchValues.Create([.. Formats.Select(format => format.Prefix)], StringComparison.Ordinal);

    public static SearchValues<string> Names { get; } = Texts("names");

    public static SearchValues<string> Invented { get; } = Texts("invented");

    private static List<(string Prefix, SecretFormat Format)> Load()
    {
        using var table = JsonDocument.Parse(DataFile.Open("secrets.json"));
        return
        [
            .. from row in table.RootElement.GetProperty("formats").EnumerateArray()
               let format = new SecretFormat(row.GetProperty("title").GetString()!, Letters(row.GetProperty("letters").GetString()!),
                   row.GetProperty("length").GetInt32(), row.TryGetProperty("exact", out var exact) && exact.GetBoolean())
               from prefix in row.GetProperty("prefixes").EnumerateArray()
               orderby prefix.GetString()!.Length descending
               select (prefix.GetString()!, format),
        ];
    }

    private static SearchValues<char> Letters(string name) => SearchValues.Create(name switch
    {
        "upper" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "url" => Word + "-",
        "dotted" or "token" => Word + "-.",
        "path" => Word + "-/",
        "base64" => Word + "-+/=",
        _ => Word,
    });

    private static SearchValues<string> Texts(string member)
    {
        using var table = JsonDocument.Parse(DataFile.Open("secrets.json"));
        return SearchValues.Create(
            [.. table.RootElement.GetProperty(member).EnumerateArray().Select(item => item.GetString()!)], StringComparison.OrdinalIgnoreCase);
    }
}
