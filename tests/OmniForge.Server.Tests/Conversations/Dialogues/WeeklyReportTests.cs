using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>A weekly report out of Notion, from a sigh to the file that the first run writes.</summary>
public abstract class WeeklyReportTests(string databaseUrl) : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    protected string DatabaseUrl { get; set; } = databaseUrl;

    public virtual async ValueTask InitializeAsync() => _stage = await DialogueStage.SetAsync(DatabaseUrl, "America/New_York");

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_report_is_wished_connected_shaped_tested_changed_and_turned_on()
    {
        var first = await _stage.SayAsync("I lose every Monday copying project status out of Notion for my boss");
        Assert.Contains("I can build that.", first, StringComparison.Ordinal);
        Assert.Contains("- Reads: Notion", first, StringComparison.Ordinal);
        Assert.Contains("Shall I give you a link to sign in to Notion?", first, StringComparison.Ordinal);
        Assert.DoesNotContain("schedule", (await _stage.KnownAsync()).Keys);

        var heard = await _stage.SignInAsync(await _stage.AnswerAsync("yes"));
        Assert.Contains("the account \"Harbor Studio\"", heard, StringComparison.Ordinal);
        Assert.Contains("\"Client Projects\" (more than 250 rows)", heard, StringComparison.Ordinal);
        Assert.Equal(ConversationPhase.Requirements, (await _stage.ShowAsync()).Phase);

        var shaped = await _stage.SayAsync("Client Projects. Status and deadline, grouped by client");
        Assert.Contains("- Shows: \"Status\" and \"Deadline\"", shaped, StringComparison.Ordinal);
        Assert.Contains("- Puts together: rows with the same \"Client\"", shaped, StringComparison.Ordinal);
        Assert.Contains("When should it run?", shaped, StringComparison.Ordinal);
        Assert.Equal(["\"Status\" and \"Deadline\"", "rows with the same \"Client\""], [(await _stage.KnownAsync())["content"], (await _stage.KnownAsync())["grouping"]]);

        var summary = await _stage.SayAsync("mondays at 8:30, and the owner too");
        Assert.Contains("- Shows: \"Status\", \"Deadline\" and \"Owner\"", summary, StringComparison.Ordinal);
        Assert.Contains("every Monday at 8:30 in the morning, New York time", summary, StringComparison.Ordinal);
        Assert.Matches("First time: Monday \\d+ \\w+ 20\\d\\d, 8:30 in the morning", summary);
        Assert.Single((await _stage.ProposalAsync()).Changes, change => change.ChangeCase == ProposedChange.ChangeOneofCase.CreateSkill);

        var created = await _stage.SayAsync("looks right");
        Assert.Contains("is created. It is not on yet.", created, StringComparison.Ordinal);
        Assert.Contains("Shall I try it out now? The test reads \"Client Projects\" and changes nothing.", created, StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Draft, (await _stage.AgentAsync()).Status);

        var tested = await _stage.SayAsync("test it with last week");
        Assert.Contains("This is the result of the test. Nothing was written and nothing was sent.", tested, StringComparison.Ordinal);
        Assert.Contains("| Client | Status | Deadline | Owner |", tested, StringComparison.Ordinal);
        Assert.All(await _stage.RunsAsync(), run => Assert.Equal(ExecutionMode.DryRun, run.Mode));
        Assert.Equal(0L, (long)((await _stage.AgentAsync()).UsageStats?.TotalRuns ?? 0));

        var changed = await _stage.SayAsync("late ones first, then switch it on");
        Assert.Contains("- Order: nothing set → by \"Deadline\", earliest first", changed, StringComparison.Ordinal);
        Assert.Contains("This is the result of the test.", changed, StringComparison.Ordinal);
        Assert.Contains("Shall I save this change and turn it on now?", changed, StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Draft, (await _stage.AgentAsync()).Status);
        Assert.Contains("Order", (await _stage.ProposalAsync()).Rationale, StringComparison.Ordinal);

        var on = await _stage.SayAsync("yes");
        Assert.Contains("is on.", on, StringComparison.Ordinal);
        Assert.Contains("Next times: Monday ", on, StringComparison.Ordinal);
        Assert.Contains("\"run it now\"", on, StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Active, (await _stage.AgentAsync()).Status);
        Assert.Equal(["30 8 * * MON America/New_York"], await _stage.TimesAsync());

        await _stage.SayAsync("run it now");
        var rows = (await _stage.ReadAsync("output/client-projects-by-client.md")).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(250, rows.Count);
        Assert.Equal(rows.Select(row => row[1]).Order(StringComparer.Ordinal), rows.Select(row => row[1]));
        var atlas = rows.Where(row => row[1] == "Atlas Cycling" && row[3].Length > 0).Select(row => row[3]).ToList();
        Assert.Equal(atlas.Order(StringComparer.Ordinal), atlas);
        _stage.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Another_table_in_other_words_ends_in_the_right_rows()
    {
        await _stage.ConnectAsync("notion");
        var asked = await _stage.SayAsync("my team spends hours every Friday pulling numbers out of notion, can you take that over?");
        Assert.Contains("account \"Harbor Studio\"", asked, StringComparison.Ordinal);
        await _stage.SayAsync("the client projects one");
        var summary = await _stage.SayAllAsync("just name, status and budget, biggest budget first", "fridays at half past four in the afternoon");
        Assert.Contains("- Shows: \"Name\", \"Status\" and \"Budget\"", summary, StringComparison.Ordinal);
        Assert.Contains("every Friday at 4:30 in the afternoon, New York time", summary, StringComparison.Ordinal);
        await _stage.SayAllAsync("go ahead", "try it please", "only the top 5, then turn it on");
        var on = await _stage.SayAsync("yes please");
        Assert.Contains("is on.", on, StringComparison.Ordinal);
        Assert.Equal(["30 16 * * FRI America/New_York"], await _stage.TimesAsync());
        var ran = await _stage.SayAsync("run it now");
        Assert.Equal(5, ran.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 2);
    }
}

public sealed class SqliteWeeklyReportTests() : WeeklyReportTests("");

public sealed class PostgresWeeklyReportTests() : WeeklyReportTests("")
{
    private PostgresDatabase? _database;

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresDatabase.Available, $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.");
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        DatabaseUrl = _database.Url;
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await base.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
