namespace OmniForge.Files.Linting;

/// <summary>One file to check.</summary>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Shown">Its path as reports print it: '/' between parts, relative where the caller's path was.</param>
public sealed record FoundFile(string FullPath, string Shown)
{
    /// <summary>The folder that was searched; of a named file, its own folder. Nothing outside of it is written.</summary>
    public required string Root { get; init; }

    /// <summary>Whether the caller named this very file; then nothing leaves it out.</summary>
    public bool Named { get; init; }
}

/// <summary>Everything a search came upon.</summary>
/// <param name="Files">Ordinal by their shown path, each file once.</param>
/// <param name="Troubles">What could not be looked into; all else was.</param>
/// <param name="Missing">Paths the caller named that do not exist.</param>
public sealed record SearchResult(IReadOnlyList<FoundFile> Files, IReadOnlyList<SearchTrouble> Troubles, IReadOnlyList<MissingPath> Missing);

/// <summary>Something that could not be looked into.</summary>
/// <param name="Shown">Its path as reports print it.</param>
/// <param name="Message">What is wrong, what it causes, what to do.</param>
public sealed record SearchTrouble(string Shown, string Message, TroubleKind Kind);

/// <summary>What a search loses by a trouble.</summary>
public enum TroubleKind
{
    /// <summary>Something that may hold a skill was not read.</summary>
    Unreadable,

    /// <summary>Nothing: a link leads back to what is looked into anyway.</summary>
    Loop,
}

/// <summary>A path that leads nowhere.</summary>
/// <param name="Written">As the caller wrote it.</param>
/// <param name="Suggestion">A near name that exists, or null.</param>
public sealed record MissingPath(string Written, string? Suggestion);
