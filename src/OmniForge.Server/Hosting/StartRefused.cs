namespace OmniForge.Server.Hosting;

/// <summary>The server cannot start. The message is for the operator and says what to do.</summary>
internal sealed class StartRefused(string message) : Exception(message);
