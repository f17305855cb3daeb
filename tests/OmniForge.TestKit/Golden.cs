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

    /// <summary>
    /// Compares an output byte for byte with a file of the case that is there only when the output differs from the input, so
    /// that a folder shows at a glance what changes.
    /// </summary>
    public static void MatchChange(string caseFolder, string file, ReadOnlySpan<byte> input, ReadOnlySpan<byte> actual)
    {
        var path = Path.Combine(caseFolder, file);
        var same = input.SequenceEqual(actual);
        if (same && Rewrite)
        {
            File.Delete(path);
        }
        else if (!same && (Rewrite || !File.Exists(path)))
        {
            File.WriteAllBytes(path, actual);
            Assert.True(Rewrite, $"(new golden: read {path}, then commit it)");
        }

        Assert.Equal(same, !File.Exists(path));
        if (!same)
        {
            Assert.Equal(File.ReadAllBytes(path), actual);
        }
    }

    /// <summary>The case folders below a folder of a test project in the source tree, by name.</summary>
    public static IEnumerable<string> Cases(string project, string folder)
        => Directory.GetDirectories(Path.Combine(SourceTree.Root, "tests", project, folder)).Order(StringComparer.Ordinal);
}
