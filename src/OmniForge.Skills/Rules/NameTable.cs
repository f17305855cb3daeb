using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>Reserved skill names and other spellings of fields and tools, from <c>Data/names.json</c> and <c>Data/tools.json</c>.</summary>
internal static class NameTable
{
    public static FrozenSet<string> Reserved { get; } = Texts("names.json", "reserved");

    public static FrozenDictionary<string, string> Aliases { get; } = Pairs("names.json", "aliases");

    /// <summary>The tools of OmniForge's own workspace.</summary>
    public static FrozenSet<string> Workspace { get; } = Texts("tools.json", "workspace");

    /// <summary>Claude Code's other tools: known, without effect here.</summary>
    public static FrozenSet<string> Idle { get; } = Texts("tools.json", "idle");

    public static FrozenDictionary<string, string> Retired { get; } = Pairs("tools.json", "retired");

    /// <summary>What the names of integration tools start with.</summary>
    public static FrozenSet<string> Integrations { get; } = Texts("tools.json", "integrations");

    /// <summary>Programs that run whatever follows them.</summary>
    public static FrozenSet<string> Interpreters { get; } = Texts("tools.json", "interpreters");

    private static FrozenSet<string> Texts(string file, string member)
    {
        using var table = JsonDocument.Parse(DataFile.Open(file));
        return table.RootElement.GetProperty(member).GetProperty("names").EnumerateArray().Select(item => item.GetString()!).ToFrozenSet(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Pairs(string file, string member)
    {
        using var table = JsonDocument.Parse(DataFile.Open(file));
        return table.RootElement.GetProperty(member).GetProperty("names").EnumerateObject()
            .ToFrozenDictionary(item => item.Name, item => item.Value.GetString()!, StringComparer.Ordinal);
    }
}
