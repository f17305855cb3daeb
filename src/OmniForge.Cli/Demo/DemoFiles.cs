namespace OmniForge.Cli.Demo;

/// <summary>The project list that ships with the product.</summary>
internal static class DemoFiles
{
    public const string Name = "projects.csv";

    /// <summary>From the samples folder (OMNIFORGE_SAMPLES, else above this program), else the copy inside this program.</summary>
    public static async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in Folders())
        {
            var path = Path.Combine(folder, Name);
            if (File.Exists(path))
            {
                return await File.ReadAllBytesAsync(path, cancellationToken);
            }
        }

        await using var inside = typeof(DemoFiles).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"{Name} is missing in this program.");
        using var copy = new MemoryStream();
        await inside.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("OMNIFORGE_SAMPLES") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "samples");
        }
    }
}
