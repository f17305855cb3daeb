using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>The ids and aliases of models that are known by name, from <c>Data/models.json</c>.</summary>
internal static class ModelTable
{
    private const string LongContext = "[1m]";
    private static readonly FrozenSet<string> Shapes = Texts("models").Select(Shape).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that stand for whatever model is current.</summary>
    public static FrozenSet<string> Aliases { get; } = Texts("aliases");

    public static FrozenSet<string> Models { get; } = Texts("models");

    /// <summary>
    /// Whether the table has nothing against an id: it is listed, it is another version of a listed one, or it names a
    /// provider or a server of its own, whose models nobody can list.
    /// </summary>
    public static bool Accepts(string id) => IsAlias(id) || id.AsSpan().ContainsAny('/', ':') || Shapes.Contains(Shape(Plain(id)));

    public static bool IsAlias(string id) => Aliases.Contains(Plain(id));

    private static string Plain(string id)
        => id.EndsWith(LongContext, StringComparison.Ordinal) ? id[..^LongContext.Length] : id;

    // "claude-opus-4-20250514", "claude-opus-4-1" and "claude-opus-4" have the shape "claude-opus#"; so a table that is a year
    // old has nothing against the models of this year.
    private static string Shape(string id)
    {
        var shape = new System.Text.StringBuilder(id.Length);
        foreach (var part in id.Split('-', '.', '@'))
        {
            var digits = part.Length > 0 && part.All(char.IsAsciiDigit);
            if (digits && shape.Length > 0 && shape[^1] == '#')
            {
                continue;
            }

            shape.Append(digits ? "#" : "-" + string.Concat(part.Select(c => char.IsAsciiDigit(c) ? '0' : c)));
        }

        return shape.ToString();
    }

    private static FrozenSet<string> Texts(string member)
    {
        using var table = JsonDocument.Parse(DataFile.Open("models.json"));
        return table.RootElement.GetProperty(member).EnumerateArray().Select(item => item.GetString()!).ToFrozenSet(StringComparer.Ordinal);
    }
}
