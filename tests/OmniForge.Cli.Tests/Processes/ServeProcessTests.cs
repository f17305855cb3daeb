using OmniForge.Client;

namespace OmniForge.Cli.Tests.Processes;

public sealed class ServeProcessTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("omniforge-serve-").FullName;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_server_stops_well_on_a_signal_to_the_program_that_started_it(string signal)
    {
        using var serve = CliProcess.Start(_home, ["serve"]);
        var ready = await serve.SeeAsync("ready grpc=");
        Assert.NotNull(new LocalHome(_home).ReadServer());
        await serve.SignalAsync(signal);
        var end = await serve.EndAsync();

        Assert.Matches("^ready grpc=http://127\\.0\\.0\\.1:\\d+ http=http://127\\.0\\.0\\.1:\\d+$", ready.TrimEnd());
        Assert.True(end.Code == 0, end.All);
        Assert.Null(new LocalHome(_home).ReadServer());
    }

    [Fact]
    public async Task A_server_program_that_is_not_there_is_said_with_what_to_do()
    {
        var serve = await CliProcess.RunAsync(_home, ["serve"], environment: ("OMNIFORGE_SERVER", "/no/such/program"));
        var chat = await CliProcess.RunAsync(_home, ["chat"], environment: ("OMNIFORGE_SERVER", "/no/such/program"));

        Assert.True(serve.Code == 1 && serve.Error.Contains("OMNIFORGE_SERVER", StringComparison.Ordinal), serve.All);
        Assert.True(chat.Code == 1 && chat.Error.Contains("OMNIFORGE_SERVER", StringComparison.Ordinal), chat.All);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var chat = await CliProcess.RunAsync(_home, ["chat"], environment: ("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none"));

        Assert.True(chat.Code == 1 && chat.Error.Contains("did not start", StringComparison.Ordinal), chat.All);
        Assert.DoesNotContain("   at ", chat.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
