namespace OmniForge.TestKit;

/// <summary>Heavy proofs run the same code in small on every change and in full when OMNIFORGE_NIGHTLY=1 (./dev nightly).</summary>
public static class Nightly
{
    public static bool IsOn => Environment.GetEnvironmentVariable("OMNIFORGE_NIGHTLY") == "1";

    /// <summary>How many inputs to try.</summary>
    public static int Times(int always, int nightly) => IsOn ? nightly : always;
}
