namespace OmniForge.Server.Hosting;

/// <summary>Sizes of the contract, in bytes or characters.</summary>
internal static class Limits
{
    public const int MessageIn = 1024 * 1024;
    public const int MessageOut = 4 * 1024 * 1024;

    /// <summary>AgentService and SkillService, both ways.</summary>
    public const int SkillMessage = 8 * 1024 * 1024;

    /// <summary>FileService: a 20 MiB file and room for its frame.</summary>
    public const int FileMessage = 21 * 1024 * 1024;

    /// <summary>REST body: a file as base64.</summary>
    public const long LargestBody = 30 * 1024 * 1024;
    public const int LargestFile = 20 * 1024 * 1024;
    public const int TurnCharacters = 10_000;
    public const int InputBytes = 256 * 1024;
}
