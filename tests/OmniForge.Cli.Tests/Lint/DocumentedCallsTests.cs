using OmniForge.TestKit;

namespace OmniForge.Cli.Tests.Lint;

/// <summary>What the page about skills shows can be typed as it stands.</summary>
public sealed class DocumentedCallsTests : IDisposable
{
    private readonly LintCalls _calls = new();

    // What watches never ends.
    public static TheoryData<string> Lines => [.. File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "skill-format.md")).ReplaceLineEndings("\n")
        .Split('\n').Where(line => line.StartsWith("omniforge ", StringComparison.Ordinal) && !line.Contains("--watch", StringComparison.Ordinal))
        .Select(line => line.Split("  ")[0].Trim())];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Every_call_that_is_shown_does_its_work(string line)
    {
        _calls.Skill("skills/good/SKILL.md");

        var answer = await _calls.RunAsync(line.Split(' ')[1..]);

        Assert.True(answer.Code is 0 or 1, answer.All);
        Assert.Empty(answer.Problems);
    }

    public void Dispose() => _calls.Dispose();
}
