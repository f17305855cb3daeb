namespace OmniForge.Server.Connections;

/// <summary>What people read about connections.</summary>
internal static class ConnectionText
{
    public const string TooLate = "The sign-in was not finished in time. Begin it again.";
    public const string Denied = "The sign-in was not allowed at the provider, so nothing was connected. Begin it again if that was a mistake.";

    public static string Refused(string provider) => $"{provider} no longer accepts our access. Sign in again, and the agents that wait go on.";

    public static string LostAtRestart(string provider)
        => $"The access to {provider} was lost when the server restarted in the middle of renewing it. Sign in again, and the agents that wait go on.";

    public static string Merged(string name) => $"{name} was connected already; its access was renewed.";

    public static string Missing(string provider, string integration)
        => $"No {provider} account is connected. Connect one with: omniforge connections add {integration}";

    public static string Unusable(string provider, string name, string message)
        => $"The {provider} account {name} cannot be used: {message}";
}
