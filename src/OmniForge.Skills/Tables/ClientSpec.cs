namespace OmniForge.Skills.Tables;

/// <summary>What one client does with a skill.</summary>
internal sealed record ClientSpec(string Id, string Title)
{
    public required ClientConfidence Confidence { get; init; }

    public required SkillTableSource Source { get; init; }

    public LoadAnswer NoFrontmatter { get; init; }

    public LoadAnswer BrokenFrontmatter { get; init; }

    /// <summary>What happens without these fields; the others may be missing.</summary>
    public required IReadOnlyDictionary<string, LoadAnswer> Without { get; init; }

    /// <summary>Longest value in characters by field; a longer one is refused.</summary>
    public required IReadOnlyDictionary<string, int> Limits { get; init; }

    /// <summary>For a name of other characters than a-z, 0-9 and single hyphens.</summary>
    public LoadAnswer NameShape { get; init; }

    /// <summary>For a name that differs from the folder.</summary>
    public LoadAnswer NameFolder { get; init; }

    /// <summary>For angle brackets in the description.</summary>
    public LoadAnswer Angles { get; init; }

    /// <summary>For keys that are not listed in <see cref="Fields"/>.</summary>
    public LoadAnswer Others { get; init; }

    public required IReadOnlyDictionary<string, FieldUse> Fields { get; init; }

    /// <summary>By field, a few words that complete what the client does with it.</summary>
    public required IReadOnlyDictionary<string, string> Notes { get; init; }

    /// <summary>Characters that all descriptions may have together in the client's list; null = not known.</summary>
    public int? ListingBudget { get; init; }

    /// <summary>Characters after which the client cuts each single description in its list; null = not known.</summary>
    public int? ListingEntry { get; init; }

    /// <summary>Largest bundle that may be uploaded; null = nothing is uploaded.</summary>
    public int? UploadBytes { get; init; }

    /// <summary>What happens to a field there; null = it is a key like any other.</summary>
    public FieldUse? Use(string key) => Fields.TryGetValue(key, out var use) ? use : null;
}

/// <summary>What a client does with a field.</summary>
internal enum FieldUse
{
    Used,

    /// <summary>It may be there and has no effect anywhere.</summary>
    Accepted,

    /// <summary>It has an effect elsewhere, but not there.</summary>
    Ignored,
}
