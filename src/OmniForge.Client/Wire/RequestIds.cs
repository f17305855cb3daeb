namespace OmniForge.Client.Wire;

/// <summary>Makes a repeat harmless.</summary>
internal static class RequestIds
{
    /// <summary>The caller's own id, else a new one.</summary>
    public static string Of(string given) => given.Length > 0 ? given : Guid.CreateVersion7().ToString("N");
}
