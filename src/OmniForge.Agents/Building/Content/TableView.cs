using System.Runtime.CompilerServices;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Content;

/// <summary>A table as the grammar sees it.</summary>
internal sealed class TableView
{
    // A turn looks at its table many times, and profiles outlive turns.
    private static readonly ConditionalWeakTable<TableProfile, TableView> Views = [];

    private TableView(TableProfile profile)
    {
        Profile = profile;
        Columns = [.. profile.Columns.Select(column => new ColumnView(column))];
    }

    public TableProfile Profile { get; }

    public IReadOnlyList<ColumnView> Columns { get; }

    public static TableView? Of(BuilderWorld world, string? file) => ProfileOf(world, file) is { } profile ? Of(profile) : null;

    public static TableView Of(TableProfile profile) => Views.GetValue(profile, made => new(made));

    public static TableProfile? ProfileOf(BuilderWorld world, string? file)
        => world.Files.Concat(world.Tables).FirstOrDefault(known => known.File == file);

    public ColumnView? Exactly(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public IReadOnlyList<ColumnView> Dates => [.. Columns.Where(column => column.IsDate)];

    public IReadOnlyList<ColumnView> Numbers => [.. Columns.Where(column => column.IsNumber)];

    /// <summary>Columns that a word of the person can mean through its group of synonyms.</summary>
    public IReadOnlyList<ColumnView> Meaning(string word)
    {
        var stem = Stems.Of1(word);
        var direct = Columns.Where(column => column.Joined == stem || column.Words.Contains(stem)).ToList();
        if (direct.Count > 0)
        {
            return direct;
        }

        var kin = Synonyms.Of(stem);
        return [.. Columns.Where(column => kin.Any(other => column.Joined == other || column.Words.Contains(other)))];
    }
}
