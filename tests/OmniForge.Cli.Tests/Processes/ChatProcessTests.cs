using System.Text.RegularExpressions;
using OmniForge.Client;

namespace OmniForge.Cli.Tests.Processes;

public sealed partial class ChatProcessTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("omniforge-chat-").FullName;
    private readonly string _folder = Directory.CreateTempSubdirectory("omniforge-files-").FullName;

    public ChatProcessTests() => File.WriteAllText(
        Path.Combine(_folder, "visits.csv"),
        "city,visits,paid,day\nBerlin,120,yes,2026-03-02\nLyon,80,no,2026-03-03\nPorto,310,yes,2026-03-04\nGent,15,no,2026-03-05\nRiga,44,yes,2026-03-06\n");

    [Fact]
    public async Task Without_a_server_a_chat_brings_its_own_and_takes_it_away()
    {
        var chat = await ChatAsync("list the cities in visits.csv with the most visits first, only when I ask\n");

        Assert.True(chat.Code == 0, chat.All);
        Assert.Contains("Starting OmniForge", chat.Output, StringComparison.Ordinal);
        Assert.Contains("You: list the cities", chat.Output, StringComparison.Ordinal);
        Assert.Contains("visits.csv (", chat.Output, StringComparison.Ordinal);
        Assert.True(chat.Output.Split("OmniForge: ").Length >= 3, chat.All);
        Assert.Contains("omniforge chat --resume", chat.Output, StringComparison.Ordinal);
        Assert.Null(new LocalHome(_home).ReadServer());
    }

    [Fact]
    public async Task What_a_chat_prints_is_plain_and_it_goes_on_after_a_restart()
    {
        var first = await ChatAsync("every Tuesday at 9am Lisbon time list the top 3 cities of visits.csv by visits\n");
        var second = await ChatAsync("looks right\nyes, test it\nyes, switch it on\nrun it now\n", "--resume");

        Assert.True(first.Code == 0, first.All);
        Assert.True(second.Code == 0, second.All);
        Assert.Contains("Welcome back", second.Output, StringComparison.Ordinal);
        Assert.Contains("Next times: Tuesday", second.Output, StringComparison.Ordinal);
        Assert.Contains("Running it now.", second.Output, StringComparison.Ordinal);
        foreach (var said in (string[])[first.Output, second.Output])
        {
            Assert.DoesNotMatch(Barred(), said.Replace(_folder, "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_misspelt_file_is_said_with_the_close_names_and_the_turn_is_still_taken()
    {
        var chat = await ChatAsync("every Monday at 8am Berlin time read vists.csv\n");

        Assert.Contains("There is no file vists.csv", chat.Output, StringComparison.Ordinal);
        Assert.Contains("Close names there: visits.csv", chat.Output, StringComparison.Ordinal);
        Assert.True(chat.Output.Split("OmniForge: ").Length >= 3, chat.All);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_not_sent()
    {
        var chat = await ChatAsync(new string('a', 10_001) + "\n");

        Assert.Equal(1, chat.Code);
        Assert.Contains("10,001", chat.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", chat.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_leaves_and_says_how_to_come_back()
    {
        using var chat = CliProcess.Start(_home, ["chat"], _folder);
        await chat.SeeAsync("OmniForge: ");
        await chat.SignalAsync("INT");
        var end = await chat.EndAsync();

        Assert.True(end.Code == 0, end.All);
        Assert.Contains("omniforge chat --resume", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_does_the_whole_job()
    {
        var demo = await CliProcess.RunAsync(_home, ["demo"]);

        Assert.True(demo.Code == 0, demo.All);
        foreach (var part in (string[])["name: ", "nothing is changed", "Next times: Monday", "(Berlin time)", "== The report", "At risk", "Done in"])
        {
            Assert.Contains(part, demo.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_demo_with_accounts_ends_with_one_message_in_Slack()
    {
        var end = await CliProcess.RunAsync(
            _home, ["demo", "notion"], "", _folder, ("OMNIFORGE_DOUBLES", CliProcess.Built("OmniForge.Doubles", "omniforge-doubles")));

        Assert.True(end.Code == 0, end.All);
        foreach (var part in (string[])
            [
                "Notion is connected: the account \"Harbor Studio\"", "\"Meetings\" (30 rows)", "would post to #projects in Slack", "Nothing was written and nothing was sent",
                "Notion refused one request and gave the rows in 3 pages afterwards; nothing was wrong", "One message arrived in #projects", "Done in",
            ])
        {
            Assert.Contains(part, end.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_the_stand_ins_the_demo_says_where_they_are()
    {
        var demo = await CliProcess.RunAsync(_home, ["demo", "notion"]);

        Assert.Equal(1, demo.Code);
        Assert.Contains("./dev demo notion", demo.All, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Directory.Delete(_home, recursive: true);
        Directory.Delete(_folder, recursive: true);
    }

    private Task<CliResult> ChatAsync(string input, params string[] more)
        => CliProcess.RunAsync(_home, ["chat", "--folder", _folder, .. more], input);

    // The barred words of the plain-language rule, ids, and rules for a clock.
    [GeneratedRegex(@"\b(web.?hooks?|apis?|oauth|json|yaml|cron|regex\w*|orchestrat\w*)\b|\* \*|\b[0-9a-f]{32}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}
