namespace OmniForge.TestKit;

/// <summary>The checked-out repository that the running test was built from.</summary>
public static class SourceTree
{
    /// <summary>The full path of the folder that holds `OmniForge.sln`.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The configuration folder of this build's artifacts: `debug` or `release`.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>What a project was built to, next to the running tests.</summary>
    public static string Artifact(string project, string file)
        => Path.Combine(Root, "artifacts", "bin", project, Configuration, file);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OmniForge.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {start} holds OmniForge.sln.");
    }
}
