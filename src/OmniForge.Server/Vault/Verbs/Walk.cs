namespace OmniForge.Server.Vault.Verbs;

/// <summary>How a verb walks over many rows: in pages, each stored before the next is read, so that it can be killed and called again.</summary>
/// <param name="Mode">Whether anything is changed.</param>
/// <param name="Tell">Hears how far it is, after each page.</param>
internal sealed record Walk(WalkMode Mode, Func<Tally, Task> Tell)
{
    /// <summary>Rows of a page.</summary>
    public const int Page = 500;
}

internal enum WalkMode
{
    Change,
    DryRun,
}

/// <summary>How far a walk is.</summary>
/// <param name="What">What is counted, as people call it.</param>
/// <param name="Total">As it was when the walk began.</param>
/// <param name="Failed">Those that could not be opened; they are left as they are.</param>
internal sealed record Tally(string What, long Done, long Total, long Failed);
