using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building;

/// <summary>What a conversation has to know about a version to go on from it anywhere: kept beside the version.</summary>
public sealed record KnownWish
{
    public Wish Wish { get; init; } = new();

    /// <summary>Name of its first skill.</summary>
    public string SkillName { get; init; } = "";

    /// <summary>Names of all its skills; empty = only the first.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The tables of accounts that the wish reads, as they were last looked at.</summary>
    public IReadOnlyList<TableProfile> Tables { get; init; } = [];

    private static JsonObject Defaults => (JsonObject)JsonSerializer.SerializeToNode(new KnownWish(), BuilderJson.Default.KnownWish)!;

    public static KnownWish Of(BuilderState state, Wish wish) => new()
    {
        Wish = wish,
        SkillName = state.SkillName ?? "",
        Skills = state.SkillName is { } first ? SkillLayout.Names(wish, first) : state.Skills,
        Tables = [.. state.Tables.Where(table => wish.Sources.Any(source => source.File == table.File))],
    };

    public string Write() => JsonSerializer.Serialize(this, BuilderJson.Default.KnownWish);

    /// <summary>Throws <see cref="JsonException"/> for text that <see cref="Write"/> did not make. Members an older build did not know have their defaults.</summary>
    public static KnownWish Read(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject stored)
        {
            throw new JsonException("the stored wish is no object");
        }

        JsonDefaults.Fill(stored, Defaults);
        StoredWishes.Upgrade((JsonObject)stored["wish"]!);
        return stored.Deserialize(BuilderJson.Default.KnownWish)!;
    }
}
