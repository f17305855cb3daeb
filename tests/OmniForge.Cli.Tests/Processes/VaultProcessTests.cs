using OmniForge.Cli.Tests.Fernet;
using OmniForge.TestKit;

namespace OmniForge.Cli.Tests.Processes;

public sealed class VaultProcessTests
{
    private static readonly string Good = FernetTokenTests.Hello;

    [Fact]
    public async Task The_vault_is_reached_through_the_servers_program_with_its_answers_and_exit_codes()
    {
        using var home = new TempFolder();
        var (code, output, _) = await RunAsync(home.Path, ["vault", "status", "--json"]);
        Assert.Equal(0, code);
        Assert.StartsWith("{\"keys\":[]", output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(home.Path, ["vault", "melt"])).Code);
        Assert.Equal(1, (await RunAsync(home.Path, ["vault", "retire", "k1"])).Code);
    }

    [Fact]
    public async Task An_export_is_checked_and_nothing_of_it_is_shown()
    {
        using var home = new TempFolder();
        home.Write("export.csv", $"id,tenant,integration,token\nc1,acme,notion,{Good}\nc2,acme,notion,{Good}\nc3,acme,slack,{Good[..^8]}\n");
        var (code, output, problems) = await RunAsync(home.Path, ["vault", "import-fernet", "export.csv", "--dry-run"], ("FERNET_KEYS", FernetTokenTests.Secret));
        Assert.Equal(1, code);
        Assert.Matches(@"acme +notion +2 +0", output);
        Assert.Matches(@"acme +slack +0 +1", output);
        Assert.Contains("2 of 3 can be read", output, StringComparison.Ordinal);
        Assert.Contains("line 4 (c3)", problems, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", output + problems, StringComparison.Ordinal);
        Assert.DoesNotContain(Good[..20], output + problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "FERNET_KEYS", 2, "--dry-run")]
    [InlineData("short", "FERNET_KEYS", 2, "--dry-run")]
    [InlineData(FernetTokenTests.Secret, "no connections yet", 1)]
    public async Task What_keeps_an_export_from_being_read_is_said(string keys, string said, int answer, params string[] more)
    {
        using var home = new TempFolder();
        home.Write("export.csv", $"id,tenant,integration,token\nc1,acme,notion,{Good}\n");
        var (code, _, problems) = await RunAsync(home.Path, ["vault", "import-fernet", "export.csv", .. more], ("FERNET_KEYS", keys));
        Assert.Equal(answer, code);
        Assert.Contains(said, problems, StringComparison.Ordinal);
    }

    private static Task<CliResult> RunAsync(string home, string[] arguments, params (string Name, string Value)[] environment)
        => CliProcess.RunAsync(home, arguments, environment: environment);
}
