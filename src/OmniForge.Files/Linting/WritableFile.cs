namespace OmniForge.Files.Linting;

/// <summary>Where a found file may be written.</summary>
public static class WritableFile
{
    /// <summary>The file itself behind any links; null when it lies outside of the folder that was searched.</summary>
    public static string? Find(FoundFile file)
        => RealPath.Of(file.FullPath) is { } real && RealPath.Of(file.Root) is { } root && RealPath.IsInside(real, root) ? real : null;
}
