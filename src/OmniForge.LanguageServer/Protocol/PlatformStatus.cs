namespace OmniForge.LanguageServer.Protocol;

/// <param name="State">"offline", "signedOut" or "connected".</param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Tools">How many tools the platform offers; null = not asked yet.</param>
internal sealed record PlatformStatus(string State, string? Endpoint, string Message, int? Tools);

/// <summary>Parameters of requests that say nothing.</summary>
internal sealed record NoParams;
