using OmniForge.Agents.Building;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Evaluation.Scenes;

/// <summary>What is around a person while the lines are said: a fixed Sunday evening in Berlin and a few tables.</summary>
internal static class World
{
    public const string Zone = "Europe/Berlin";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);

    public static BuilderWorld With(IReadOnlyList<TableProfile> tables, string? zone)
        => new(Now, zone, tables, [], [], [], false);
}
