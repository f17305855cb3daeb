namespace OmniForge.Files.Mirror;

/// <summary>What happened to a file since both sides were the same.</summary>
public enum MirrorChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It holds something else.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>One file that is not as it was at the last pull or push.</summary>
/// <param name="Path">`&lt;skill&gt;/&lt;path&gt;`.</param>
/// <param name="Here">What happened in the folder.</param>
/// <param name="There">What happened on the server.</param>
/// <param name="Same">Both sides hold the same now, or both have none.</param>
public sealed record MirrorDifference(string Path, MirrorChange Here, MirrorChange There, bool Same)
{
    /// <summary>Both sides changed it, and differently.</summary>
    public bool Clashes => Here != MirrorChange.None && There != MirrorChange.None && !Same;

    /// <summary>Everything that differs, in ordinal order of the paths. Values are digests.</summary>
    /// <param name="known">At the last pull or push.</param>
    /// <param name="here">In the folder.</param>
    /// <param name="there">On the server.</param>
    public static IReadOnlyList<MirrorDifference> Of(
        IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> here, IReadOnlyDictionary<string, string> there)
        => [.. known.Keys.Concat(here.Keys).Concat(there.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(path => new MirrorDifference(
                path, Change(known, here, path), Change(known, there, path), here.GetValueOrDefault(path) == there.GetValueOrDefault(path)))
            .Where(difference => difference.Here != MirrorChange.None || difference.There != MirrorChange.None)];

    private static MirrorChange Change(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> now, string path)
        => (known.GetValueOrDefault(path), now.GetValueOrDefault(path)) switch
        {
            (null, null) => MirrorChange.None,
            (null, _) => MirrorChange.Added,
            (_, null) => MirrorChange.Deleted,
            var (before, after) => before == after ? MirrorChange.None : MirrorChange.Changed,
        };
}
