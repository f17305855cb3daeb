using Xunit;

namespace OmniForge.TestKit;

/// <summary>Expected outputs as files: one folder per case, one input, several outputs.</summary>
public static class Golden
{
    private static bool Rewrite => Environment.GetEnvironmentVariable("OMNIFORGE_GOLDENS") == "rewrite";

    /// <summary>Compares text with a file of the case; a missing file is written and still fails.</summary>
    public static void Match(string caseFolder, string file, string actual)
    {
        var path = Path.Combine(caseFolder, file);
        var text = actual.ReplaceLineEndings("\n");
        var known = File.Exists(path) ? File.ReadAllText(path) : null;
        if (known is null || Rewrite)
        {
            Directory.CreateDirectory(caseFolder);
            File.WriteAllText(path, text);
        }

        Assert.Equal(Rewrite ? text : known ?? "(new golden: read it, then commit it)", text);
    }

    /// <summary>The case folders below a folder of a test project in the source tree, by name.</summary>
    public static IEnumerable<string> Cases(string project, string folder)
        => Directory.GetDirectories(Path.Combine(SourceTree.Root, "tests", project, folder)).Order(StringComparer.Ordinal);
}
