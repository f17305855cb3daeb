using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Content;

/// <summary>A column with its name and values in comparable form.</summary>
internal sealed class ColumnView
{
    public ColumnView(ColumnProfile profile)
    {
        Profile = profile;
        Words = Stems.Of(profile.Name);
        Joined = string.Concat(Words);
        Initials = Words.Count >= 3 ? string.Concat(Words.Select(word => word[0])) : "";
        Values = profile.Type == ColumnType.Text
            ? [.. Keyed(profile.Values).Where(pair => pair.Key.Length > 0)]
            : [];
    }

    public ColumnProfile Profile { get; }

    public string Name => Profile.Name;

    public ColumnType Type => Profile.Type;

    public IReadOnlyList<string> Words { get; }

    public string Joined { get; }

    public string Initials { get; }

    /// <summary>Comparable form and real spelling of every value; empty when the column has too many.</summary>
    public IReadOnlyList<(string Key, string Value)> Values { get; }

    public bool IsDate => Type is ColumnType.Date or ColumnType.DateTime;

    public bool IsNumber => Type == ColumnType.Number;

    /// <summary>"Thriller/Suspense" is also known by each of its parts when no other value is called so.</summary>
    private static IEnumerable<(string Key, string Value)> Keyed(IReadOnlyList<string> values)
    {
        var whole = values.Select(value => (Key: string.Concat(Stems.Of(value)), Value: value)).ToList();
        var taken = whole.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var parts = values.Where(value => value.Contains('/', StringComparison.Ordinal))
            .SelectMany(value => value.Split('/').Select(part => (Key: string.Concat(Stems.Of(part)), Value: value)))
            .Where(pair => pair.Key.Length > 2 && taken.Add(pair.Key))
            .ToList();
        return [.. whole, .. parts];
    }

    /// <summary>The real spelling of a value that was said, or null.</summary>
    public string? ValueOf(string said)
    {
        var key = string.Concat(Stems.Of(said));
        return Values.FirstOrDefault(pair => pair.Key == key).Value;
    }
}
