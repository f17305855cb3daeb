namespace OmniForge.Skills;

/// <summary>The keys that have an effect in OmniForge.</summary>
internal static class FieldNames
{
    public const string Name = "name";
    public const string Description = "description";
    public const string AllowedTools = "allowed-tools";
    public const string Model = "model";
    public const string Context = "context";
    public const string UserInvocable = "user-invocable";
    public const string Priority = "priority";
    public const string Tags = "tags";
}
