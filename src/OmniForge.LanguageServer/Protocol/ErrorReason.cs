namespace OmniForge.LanguageServer.Protocol;

/// <summary>What an error tells programs.</summary>
/// <param name="Reason">A stable word such as "SERVER_DOWN".</param>
internal sealed record ErrorReason(string Reason);
