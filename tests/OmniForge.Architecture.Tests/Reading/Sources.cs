using OmniForge.TestKit;

namespace OmniForge.Architecture.Tests.Reading;

/// <summary>The files of the repository as they lie on disk, without what builds and tools leave behind.</summary>
internal static class Sources
{
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        ".git", "artifacts", "bin", "obj", "node_modules", "TestResults", ".omniforge", ".vs", "protos-google",
    };

    private static readonly Lazy<string[]> Files = new(() => [.. Walk(SourceTree.Root).Order(StringComparer.Ordinal)]);

    private static readonly Lazy<SourceFile[]> Parsed = new(() =>
        [.. Files.Value.Where(IsWritten).Select(path => new SourceFile(path, Read(path)))]);

    /// <summary>Every file, as paths relative to the repository.</summary>
    public static IReadOnlyList<string> All => Files.Value;

    /// <summary>Hand-written C# of programs, tests, benchmarks and samples.</summary>
    public static IReadOnlyList<SourceFile> CSharp => Parsed.Value;

    /// <summary>Hand-written C# below `src/`.</summary>
    public static IEnumerable<SourceFile> Programs => Parsed.Value.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Of(params string[] projects) => Programs.Where(file => projects.Contains(file.Project));

    public static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    private static bool IsWritten(string path)
        => path.EndsWith(".cs", StringComparison.Ordinal)
            && !path.EndsWith(".g.cs", StringComparison.Ordinal)
            && !path.Contains("/Migrations/", StringComparison.Ordinal);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (Ignored.Contains(entry.Name) || entry.LinkTarget is not null)
            {
                continue;
            }

            if (entry is not DirectoryInfo)
            {
                yield return Path.GetRelativePath(SourceTree.Root, entry.FullName).Replace('\\', '/');
                continue;
            }

            foreach (var below in Walk(entry.FullName))
            {
                yield return below;
            }
        }
    }
}
