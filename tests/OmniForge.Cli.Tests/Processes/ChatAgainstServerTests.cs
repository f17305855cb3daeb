namespace OmniForge.Cli.Tests.Processes;

public sealed class ChatAgainstServerTests(LiveServer server) : IClassFixture<LiveServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniforge-files-").FullName;

    [Fact]
    public async Task A_conversation_leads_from_a_wish_to_a_result()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "orders.json"),
            """[{"customer":"Ada","total":120},{"customer":"Ben","total":15},{"customer":"Cleo","total":310},{"customer":"Dan","total":44}]""",
            TestContext.Current.CancellationToken);
        var chat = await ChatAsync(
            "list the top 2 customers of orders.json by total, no schedule, I run it myself",
            "looks right",
            "/skill",
            "yes, test it",
            "yes, switch it on",
            "run it now");

        Assert.True(chat.Code == 0, chat.All);
        Assert.Contains("orders.json (", chat.Output, StringComparison.Ordinal);
        Assert.Contains("name: ", chat.Output, StringComparison.Ordinal);
        Assert.Contains("Running it now.", chat.Output, StringComparison.Ordinal);
        var runs = await server.RunAsync("executions", "list", "--status", "succeeded");
        Assert.True(runs.Output.Split("live").Length == 2, runs.All);
    }

    [Fact]
    public async Task A_path_is_shared_under_the_name_of_its_file()
    {
        var below = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(below, "rents.csv"), "flat,rent\nA,900\nB,1200\n", TestContext.Current.CancellationToken);

        await ChatAsync("every Monday at 8am Berlin time list data/rents.csv, the dearest first");
        var files = await server.RunAsync("files", "list");

        Assert.Contains("rents.csv", files.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("data/rents.csv", files.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_for_the_terminal_are_not_turns()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.md"), "x", TestContext.Current.CancellationToken);
        var chat = await ChatAsync("/help", "/files", "/skill", "", "quit", "never read");

        Assert.True(chat.Code == 0, chat.All);
        Assert.Contains("Nothing is lost by leaving", chat.Output, StringComparison.Ordinal);
        Assert.Contains("Files here: notes.md", chat.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing has been written yet", chat.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never read", chat.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_conversation_is_said_plainly()
    {
        var chat = await server.RunAsync("chat", "--resume", "00000000000000000000000000000000");

        Assert.Equal(1, chat.Code);
        Assert.Contains("There is no such conversation", chat.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_runs_in_this_process_too()
    {
        var demo = await server.RunAsync("demo");

        Assert.True(demo.Code == 0, demo.All);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CliResult> ChatAsync(params string[] lines)
        => server.RunAsync(string.Join('\n', lines) + "\n", ["chat", "--folder", _folder]);
}
