namespace OmniForge.TestKit;

/// <summary>How long a test waits for something that must happen.</summary>
public static class Patience
{
    /// <summary>The one timeout of all tests: long enough for a busy machine, short enough to name a hang.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
