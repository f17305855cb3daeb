namespace OmniForge.Doubles.Linear;

/// <summary>A person of an organisation.</summary>
public sealed record LinearUser(string Id, string Name, string DisplayName, string Email);
