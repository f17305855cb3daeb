namespace OmniForge.Agents.Egress;

/// <summary>An address that must not be reached; the message is one plain sentence.</summary>
public sealed class EgressRefusedException(string message) : Exception(message);
