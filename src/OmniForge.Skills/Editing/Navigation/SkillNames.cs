using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Navigation;

/// <summary>Which names a skill can take.</summary>
internal static class SkillNames
{
    private const int MaxLength = 64;

    /// <summary>Why it cannot take this one, as a sentence; null = it can.</summary>
    public static string? Refusal(string name) => name switch
    {
        "" => "A name has at least one character.",
        _ when name.Length > MaxLength => $"A name has at most {MaxLength} characters; this one has {name.Length}.",
        _ when name.Any(c => c is not ('-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            => $"'{name}' holds characters that a name cannot have. Use a-z, 0-9 and '-' only.",
        _ when name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal)
            => $"'{name}' starts or ends with '-' or doubles it. Put single hyphens between words only.",
        _ when NameTable.Reserved.Contains(name) => $"'{name}' is a reserved name that some programs skip. Choose another one.",
        _ => null,
    };
}
