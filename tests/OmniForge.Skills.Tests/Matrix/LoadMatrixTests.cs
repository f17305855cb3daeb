namespace OmniForge.Skills.Tests.Matrix;

public sealed class LoadMatrixTests
{
    private const string Good = "---\nname: weekly-report\ndescription: Reports.\n---\n\nDo it.\n";

    private static ClientLoad Of(string client, string text, string folder = "weekly-report")
        => LoadMatrix.Of(SkillDocument.Parse(text), new(SkillProfile.AgentSkills) { FolderName = folder })
            .Single(load => load.Client == client);

    [Fact]
    public void A_plain_skill_loads_everywhere()
    {
        var loads = LoadMatrix.Of(SkillDocument.Parse(Good), new(SkillProfile.AgentSkills) { FolderName = "weekly-report" });
        Assert.Equal(
            ["claude-code", "claude-upload", "vscode", "codex", "gemini-cli", "omniforge"],
            loads.Where(load => load.Confidence != ClientConfidence.Low).Select(load => load.Client));
        Assert.All(loads, load => Assert.Equal(LoadAnswer.Loads, load.Answer));
        Assert.All(loads, load => Assert.Equal(load.Confidence == ClientConfidence.Low, load.Reasons.Count > 0));
    }

    [Theory]
    [InlineData("claude-code", LoadAnswer.Loads, "")]
    [InlineData("claude-upload", LoadAnswer.DoesNotLoad, "The key 'model' is not accepted.")]
    [InlineData("vscode", LoadAnswer.LoadsInPart, "'model' has no effect.")]
    [InlineData("codex", LoadAnswer.LoadsInPart, "'model' has no effect.")]
    [InlineData("gemini-cli", LoadAnswer.LoadsInPart, "'model' has no effect.")]
    [InlineData("omniforge", LoadAnswer.Loads, "")]
    public void A_field_of_some_clients_is_answered_for_each(string client, LoadAnswer answer, string reasons)
    {
        var load = Of(client, Check.With("model: fast"));
        Assert.Equal((answer, reasons), (load.Answer, string.Join(' ', load.Reasons)));
    }

    [Theory]
    [InlineData("claude-code", LoadAnswer.Loads)]
    [InlineData("claude-upload", LoadAnswer.Loads)]
    [InlineData("vscode", LoadAnswer.DoesNotLoad)]
    [InlineData("codex", LoadAnswer.Loads)]
    [InlineData("gemini-cli", LoadAnswer.Loads)]
    [InlineData("omniforge", LoadAnswer.DoesNotLoad)]
    public void A_name_other_than_the_folder(string client, LoadAnswer answer) => Assert.Equal(answer, Of(client, Good, "report").Answer);

    [Theory]
    [InlineData("claude-code", LoadAnswer.LoadsInPart)]
    [InlineData("claude-upload", LoadAnswer.DoesNotLoad)]
    [InlineData("codex", LoadAnswer.DoesNotLoad)]
    [InlineData("gemini-cli", LoadAnswer.LoadsInPart)]
    [InlineData("omniforge", LoadAnswer.DoesNotLoad)]
    public void A_colon_that_needs_quotes(string client, LoadAnswer answer)
        => Assert.Equal(answer, Of(client, Good.Replace("Reports.", "Reports: weekly", StringComparison.Ordinal)).Answer);

    [Theory]
    [InlineData("claude-code", LoadAnswer.LoadsInPart)]
    [InlineData("vscode", LoadAnswer.DoesNotLoad)]
    [InlineData("gemini-cli", LoadAnswer.DoesNotLoad)]
    [InlineData("omniforge", LoadAnswer.DoesNotLoad)]
    public void No_frontmatter(string client, LoadAnswer answer) => Assert.Equal(answer, Of(client, "Do it.\n").Answer);

    [Theory]
    [InlineData("claude-code", LoadAnswer.Loads)]
    [InlineData("claude-upload", LoadAnswer.DoesNotLoad)]
    [InlineData("codex", LoadAnswer.LoadsInPart)]
    [InlineData("gemini-cli", LoadAnswer.DoesNotLoad)]
    public void No_description(string client, LoadAnswer answer)
        => Assert.Equal(answer, Of(client, "---\nname: weekly-report\n---\n\nDo it.\n").Answer);

    [Theory]
    [InlineData("claude-code", LoadAnswer.Loads)]
    [InlineData("claude-upload", LoadAnswer.DoesNotLoad)]
    [InlineData("codex", LoadAnswer.DoesNotLoad)]
    [InlineData("gemini-cli", LoadAnswer.Loads)]
    public void A_description_of_1025_characters(string client, LoadAnswer answer)
        => Assert.Equal(answer, Of(client, Good.Replace("Reports.", new string('x', 1_025), StringComparison.Ordinal)).Answer);

    [Fact]
    public void Angle_brackets_stop_the_upload_only()
    {
        var text = Good.Replace("Reports.", "Reports <b>all</b>.", StringComparison.Ordinal);
        Assert.Equal(["The description holds '<' or '>'."], Of("claude-upload", text).Reasons);
        Assert.Equal(LoadAnswer.Loads, Of("codex", text).Answer);
    }

    [Fact]
    public void The_upload_preset_raises_foreign_keys_and_keeps_the_rest()
    {
        var check = new SkillCheck(SkillProfile.AgentSkills)
        {
            Rules = LoadMatrix.Upload(RuleSettings.Default with { MaxLines = 7 }),
        };
        Assert.Equal(7, check.Rules.MaxLines);
        var found = SkillDocument.Parse(Check.With("model: fast\nversion: 1\nauthor: me")).Validate(check);
        Assert.Equal(
            ["OF3005 Error", "OF3003 Error", "OF3006 Error"], found.Select(finding => $"{finding.Code} {finding.Severity}"));
    }
}
