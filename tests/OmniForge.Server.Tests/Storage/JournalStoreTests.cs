using OmniForge.Server.Storage.Journal;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Storage;

/// <summary>What one commit of the journal writes, and what it refuses; the same on both databases.</summary>
public abstract class JournalStoreTests(JournalDatabase database) : IAsyncLifetime
{
    private readonly IJournalStore? _journal = database.Missing is null ? database.Journal() : null;

    private IJournalStore Journal => _journal!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.Missing is not null, database.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await ((_journal as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task One_commit_writes_the_facts_of_many_executions()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var rows = await desk.AcceptedAsync(Journal, "a", "b", "c");
        var refused = await Journal.CommitAsync(
            JournalDesk.Batch(rows.SelectMany(row => new[] { desk.Claim(row, "started"), desk.Facts(row, "one", "two"), desk.End(row) })), Ct);

        Assert.Empty(refused);
        foreach (var row in rows)
        {
            Assert.Equal("1:accepted 2:started 3:one 4:two 5:end", await desk.LogAsync(row.Id));
            var stored = await desk.FindAsync(row.Id);
            Assert.Equal((ExecutionStatus.Succeeded, 1L, 5L), (stored!.Status, stored.Epoch, stored.LastSequence));
        }

        Assert.Equal((3, 3, 1), await desk.TotalsAsync());
    }

    [Fact]
    public async Task A_fenced_owner_is_refused_alone()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var rows = await desk.AcceptedAsync(Journal, "mine", "lost", "other");
        var old = desk.Row("lost");
        Assert.Empty(await Journal.CommitAsync(JournalDesk.Batch(desk.Claim(rows[1], "taken over")), Ct));

        old.LastSequence = 5;
        JournalEntry[] entries = [desk.Facts(rows[0], "kept"), desk.Facts(old, "too late"), desk.End(old), desk.Change(rows[2], "kept too")];
        var refused = await Journal.CommitAsync(JournalDesk.Batch(entries), Ct);

        Assert.Equal([entries[1], entries[2]], entries.Where(refused.Contains));
        Assert.Equal("1:accepted 2:kept", await desk.LogAsync("mine"));
        Assert.Equal("1:accepted 2:taken over", await desk.LogAsync("lost"));
        Assert.Equal("1:accepted 2:kept too", await desk.LogAsync("other"));
        Assert.Equal(ExecutionStatus.Pending, (await desk.FindAsync("lost"))!.Status);
        Assert.Equal((0, 0, 0), await desk.TotalsAsync());
    }

    [Fact]
    public async Task Of_two_that_raise_the_same_epoch_the_second_writes_nothing_at_all()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var row = (await desk.AcceptedAsync(Journal, "a"))[0];
        Assert.Empty(await Journal.CommitAsync(JournalDesk.Batch(desk.Claim(row, "first", "at work")), Ct));

        // It read the row before the first one's claim and the log after it.
        var late = desk.Row("a");
        late.LastSequence = 3;
        JournalEntry[] entries = [desk.Claim(late, "second"), desk.Step(late, "1", 1, "late"), desk.End(late)];
        var refused = await Journal.CommitAsync(JournalDesk.Batch(entries), Ct);

        Assert.Equal(entries, entries.Where(refused.Contains));
        Assert.Equal("1:accepted 2:first 3:at work", await desk.LogAsync("a"));
        Assert.Equal("", await desk.StepsAsync("a"));
        Assert.Equal((0, 0, 0), await desk.TotalsAsync());
    }

    [Fact]
    public async Task An_execution_is_not_born_when_its_agent_has_changed_or_its_id_is_taken()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        await desk.AcceptedAsync(Journal, "taken");
        JournalEntry[] entries =
        [
            desk.Birth(desk.Row("good")),
            desk.Birth(desk.Row("stale"), revision: 2),
            desk.Birth(desk.Row("taken"), says: "again"),
            desk.Birth(desk.Row("fine")),
        ];
        var refused = await Journal.CommitAsync(JournalDesk.Batch(entries), Ct);

        Assert.Equal([entries[1], entries[2]], entries.Where(refused.Contains));
        Assert.Equal("1:accepted", await desk.LogAsync("good"));
        Assert.Equal("1:accepted", await desk.LogAsync("fine"));
        Assert.Equal("1:accepted", await desk.LogAsync("taken"));
        Assert.Null(await desk.FindAsync("stale"));
        Assert.Equal("", await desk.LogAsync("stale"));
    }

    [Fact]
    public async Task The_same_id_twice_at_once_is_born_once()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var first = desk.Birth(desk.Row("a"), says: "first");
        var second = desk.Birth(desk.Row("a"), says: "second");
        var writer = new JournalWriter(Journal);
        await writer.WriteAsync(first, second);

        await first.Committed;
        await Assert.ThrowsAsync<BirthRefusedException>(() => second.Committed);
        Assert.Equal("1:first", await desk.LogAsync("a"));
        Assert.Equal(["a:1"], desk.Told);
    }

    [Fact]
    public async Task A_sequence_number_that_is_taken_is_refused_alone()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var rows = await desk.AcceptedAsync(Journal, "a", "b", "c");
        await new JournalWriter(Journal).WriteAsync(desk.Facts(rows[1], "by the other owner"));
        var late = desk.Row("b");
        JournalEntry[] entries = [desk.Facts(rows[0], "kept"), desk.Facts(late, "too late"), desk.Facts(rows[2], "kept too")];
        await new JournalWriter(Journal).WriteAsync(entries);

        await entries[0].Committed;
        await Assert.ThrowsAsync<FencedException>(() => entries[1].Committed);
        await entries[2].Committed;
        Assert.Equal("1:accepted 2:kept", await desk.LogAsync("a"));
        Assert.Equal("1:accepted 2:by the other owner", await desk.LogAsync("b"));
        Assert.Equal("1:accepted 2:kept too", await desk.LogAsync("c"));
        Assert.Equal(["b:2", "a:2", "c:2"], desk.Told);
    }

    [Fact]
    public async Task A_step_that_is_recorded_again_replaces_what_was_there()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var row = (await desk.AcceptedAsync(Journal, "a"))[0];
        await new JournalWriter(Journal).WriteAsync(desk.Step(row, "1", 1, "one"), desk.Step(row, "1", 1, "two"), desk.Step(row, "2", 1, "other"));
        Assert.Equal("1/1=two 2/1=other", await desk.StepsAsync("a"));

        await new JournalWriter(Journal).WriteAsync(desk.Step(row, "1", 1, "three"), desk.Step(row, "1", 2, "four"));
        Assert.Equal("1/1=three 1/2=four 2/1=other", await desk.StepsAsync("a"));
    }

    [Fact]
    public async Task A_finished_run_is_counted_once_for_its_agent()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var rows = await desk.AcceptedAsync(Journal, "a", "b", "c", "d");
        Assert.Empty(await Journal.CommitAsync(
            JournalDesk.Batch(desk.End(rows[0], second: 7), desk.End(rows[1], succeeded: false, second: 9), desk.End(rows[2], second: 8)), Ct));
        Assert.Equal((3, 2, 9), await desk.TotalsAsync());

        var fenced = desk.Row("d");
        fenced.Epoch = 4;
        Assert.Single(await Journal.CommitAsync(JournalDesk.Batch(desk.End(fenced)), Ct));
        Assert.Equal((3, 2, 9), await desk.TotalsAsync());
    }

    [Fact]
    public async Task An_entry_that_cannot_be_written_fails_alone_with_what_follows_it()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var rows = await desk.AcceptedAsync(Journal, "a", "b");
        var broken = desk.Facts(rows[0], "unwritable");
        broken = new(desk.Tenant, "a", 0, () => { })
        {
            Events = [new() { TenantId = desk.Tenant, ExecutionId = "a", Sequence = 2, Payload = null! }],
        };
        var next = desk.Facts(rows[0], "behind it");
        next = new(desk.Tenant, "a", 0, () => { }) { Events = next.Events, Follows = broken.Committed };
        var good = desk.Facts(rows[1], "kept");
        await new JournalWriter(Journal).WriteAsync(broken, next, good);

        await good.Committed;
        Assert.NotNull(await Record.ExceptionAsync(() => broken.Committed));
        Assert.NotNull(await Record.ExceptionAsync(() => next.Committed));
        Assert.Equal("1:accepted", await desk.LogAsync("a"));
        Assert.Equal("1:accepted 2:kept", await desk.LogAsync("b"));
    }

    [Fact]
    public async Task What_many_write_at_once_is_complete_and_in_order()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"e{number}")];
        var rows = await desk.AcceptedAsync(Journal, ids);
        var writer = new JournalWriter(Journal);
        await using (await writer.StartAsync())
        {
            await Task.WhenAll(rows.Select(row => Task.Run(async () =>
            {
                writer.Append(desk.Claim(row, "started"));
                for (var i = 0; i < 30; i++)
                {
                    writer.Append(desk.Facts(row, "x", "y"));
                }

                var end = desk.End(row);
                writer.Append(end);
                await end.Committed.WaitAsync(TestKit.Patience.Limit, Ct);
            })));
        }

        foreach (var id in ids)
        {
            var log = (await desk.LogAsync(id)).Split(' ');
            Assert.Equal(63, log.Length);
            Assert.Equal(Enumerable.Range(1, 63).Select(number => $"{number}"), log.Select(line => line.Split(':')[0]));
            Assert.Equal(Enumerable.Range(2, 62).Select(number => $"{id}:{number}"), desk.Told.Where(told => told.StartsWith($"{id}:", StringComparison.Ordinal)));
        }

        Assert.Equal((20, 20, 1), await desk.TotalsAsync());
    }
}

public sealed class SqliteJournalStoreTests(SqliteJournalDatabase database) : JournalStoreTests(database), IClassFixture<SqliteJournalDatabase>;
