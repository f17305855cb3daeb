using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Servers;
using OmniForge.Cli.Tests.Fakes;

namespace OmniForge.Cli.Tests;

public sealed class CommandTreeTests
{
    public static TheoryData<string> Everything =>
    [
        "", "serve", "chat", "agents", "agents list", "agents show", "agents activate", "agents pause", "agents stop", "agents release",
        "agents versions", "agents diff", "agents rollback", "run", "executions", "executions list",
        "executions show", "executions watch", "executions cancel", "schedules", "schedules list", "schedules preview",
        "schedules create", "schedules update", "schedules delete", "schedules pause", "schedules resume", "schedules fire", "schedules backfill",
        "schedules firings", "connections", "connections list", "connections integrations", "connections add", "connections test", "connections default",
        "connections resources", "connections remove", "files", "files put",
        "files list", "files get", "keys", "vault", "vault import-fernet", "demo", "lint", "format", "schema", "tables",
    ];

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Help_teaches_with_examples(string command)
    {
        var (code, screen) = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("Usage:", screen.Text, StringComparison.Ordinal);
        Assert.Contains("Examples:", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agnts", "agents")]
    [InlineData("agents lst", "list")]
    [InlineData("chatt", "chat")]
    [InlineData("executions whatch x", "watch")]
    public async Task A_typing_mistake_gets_a_suggestion(string line, string meant)
    {
        var (code, screen) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(meant, screen.Text, StringComparison.Ordinal);
        Assert.Contains("--help", screen.Problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("agents")]
    [InlineData("executions list --limit many")]
    [InlineData("executions list --limit 0")]
    [InlineData("agents list --status asleep")]
    [InlineData("run x --busy sometimes")]
    [InlineData("executions watch --after 3")]
    [InlineData("executions watch x --status failed")]
    [InlineData("agents list --url nonsense")]
    [InlineData("schedules create x daily --overlap sometimes")]
    [InlineData("schedules backfill x --from 2026-11-01")]
    [InlineData("schedules firings x --limit 0")]
    [InlineData("chat --folder no-such-folder-anywhere")]
    public async Task A_wrong_command_line_answers_2_and_does_nothing(string line)
    {
        var (code, screen) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCodes.Usage, code);
        Assert.NotEmpty(screen.Problems);
    }

    [Theory]
    [InlineData("agents list")]
    [InlineData("executions list --json")]
    [InlineData("run x")]
    [InlineData("schedules preview daily")]
    [InlineData("connections add notion")]
    public async Task Without_a_server_one_sentence_says_what_to_do(string line)
    {
        // Nothing listens on the discard port of this machine.
        var (code, screen) = await RunAsync([.. line.Split(' '), "--url", "http://127.0.0.1:9"]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal("", screen.Text);
        Assert.Contains("omniforge serve", screen.Problems, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", screen.Problems, StringComparison.Ordinal);
        Assert.Single(screen.Problems.TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_server_is_looked_for_beside_the_program_and_in_its_build_tree()
    {
        var candidates = ServerExecutable.Candidates("/x/artifacts/bin/OmniForge.Cli/release_linux-x64/").ToList();

        Assert.Equal("/x/artifacts/bin/OmniForge.Cli/release_linux-x64/omniforge-server", candidates[0]);
        Assert.Contains("/x/artifacts/bin/OmniForge.Server/release_linux-x64/omniforge-server", candidates);
        Assert.Contains("/x/artifacts/bin/OmniForge.Server/release/omniforge-server", candidates);
    }

    private static async Task<(int Code, Screen Screen)> RunAsync(string[] line)
    {
        var screen = new Screen();
        using var interrupts = new Interrupts();
        var code = await new CommandTree(new(screen.Terminal, interrupts, TimeProvider.System)).RunAsync(line);
        return (code, screen);
    }
}
