namespace OmniForge.Doubles.Hosting;

/// <summary>
/// Ends a request with the provider's own error. <paramref name="misuse"/> says in words what the client did that no client should
/// do; it makes the request an unexpected one. Null for refusals that are part of normal life, such as a missing page.
/// </summary>
public sealed class RefusalException(Reply reply, string? misuse = null) : Exception(misuse ?? $"refused with {reply.Status}")
{
    public Reply Reply { get; } = reply;

    public string? Misuse { get; } = misuse;
}
