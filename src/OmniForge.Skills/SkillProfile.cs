namespace OmniForge.Skills;

/// <summary>Whose rules apply to a file.</summary>
public enum SkillProfile
{
    /// <summary>The open Agent Skills specification.</summary>
    AgentSkills,
    ClaudeCode,

    /// <summary>What this platform stores; the default.</summary>
    OmniForge,

    /// <summary>The narrow letter of the product definition: eight fields, descriptions of at most 80 characters.</summary>
    OmniForgeStrict,
}
